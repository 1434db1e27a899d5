//! The rule that turns numbers into lights, as data.

use serde::Deserialize;

use super::Light;
use crate::text::{Bilingual, Lang, Say};

const SCHEDULE: &str = include_str!("../../assets/rules/schedule.toml");

/// A named rule.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// `schedule`
    pub id: String,
    /// 序时进度
    pub name: Bilingual,
    /// The largest lag that is still on track, in points (percent of the way).
    pub on_track_lag: f64,
    /// The largest lag that is behind and not yet critical, in points.
    pub behind_lag: f64,
    /// How many days before its deadline a yes/no promise that is not declared turns behind.
    pub declared_warning_days: i32,
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// Not the TOML of a rule.
    #[error("{0}")]
    Toml(String),
    /// Lags that are not in order, or not numbers.
    #[error("0 <= on_track_lag <= behind_lag does not hold")]
    Lags,
}

impl Say for RuleError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Toml(message) => lang.fill("status.rule_toml", &[("message", message)]),
            Self::Lags => lang.get("status.rule_lags").to_owned(),
        }
    }
}

impl Rule {
    /// The id of the default rule, 序时进度.
    pub const SCHEDULE: &str = "schedule";

    /// Reads a rule.
    ///
    /// # Errors
    /// Where it is not the TOML of a rule, or its lags are not in order.
    pub fn from_toml(text: &str) -> Result<Self, RuleError> {
        let rule: Self =
            toml::from_str(text).map_err(|error| RuleError::Toml(error.to_string().trim().to_owned()))?;
        let ordered = 0.0 <= rule.on_track_lag && rule.on_track_lag <= rule.behind_lag;
        if ordered && rule.behind_lag.is_finite() { Ok(rule) } else { Err(RuleError::Lags) }
    }

    /// 序时进度, the default.
    ///
    /// # Errors
    /// Never for a program that passed its tests.
    pub fn schedule() -> Result<Self, RuleError> {
        Self::from_toml(SCHEDULE)
    }

    /// The rule with this id, of those that come with the program.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::schedule().ok().filter(|rule| rule.id == id)
    }

    /// What a light means under this rule, for a legend.
    #[must_use]
    pub fn meaning(&self, light: Light, lang: Lang) -> String {
        lang.fill(
            &format!("light.{}_meaning", light.name()),
            &[("on_track", &self.on_track_lag.to_string()), ("behind", &self.behind_lag.to_string())],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_rule_reads_and_every_light_has_a_meaning() {
        let rule = Rule::schedule().unwrap();
        assert_eq!((rule.id.as_str(), rule.on_track_lag, rule.behind_lag), ("schedule", 10.0, 30.0));
        for light in Light::ALL {
            for lang in [Lang::Zh, Lang::En] {
                let meaning = rule.meaning(light, lang);
                assert!(!meaning.contains("light.") && !meaning.contains('{'), "{meaning}");
            }
        }
    }

    #[test]
    fn a_damaged_rule_is_refused() {
        assert!(matches!(Rule::from_toml("id = 1"), Err(RuleError::Toml(_))));
        let swapped = SCHEDULE.replace("on_track_lag = 10.0", "on_track_lag = 40.0");
        assert_eq!(Rule::from_toml(&swapped), Err(RuleError::Lags));
        let nan = SCHEDULE.replace("behind_lag = 30.0", "behind_lag = nan");
        assert_eq!(Rule::from_toml(&nan), Err(RuleError::Lags));
    }
}
