//! The rule that turns numbers into lights, as data.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use super::Light;
use crate::plan::{Bound, Milestone, Target};
use crate::text::{Bilingual, Lang, Say};

/// Lags and days of the rule that Yinchuan published, where a rule's file leaves them out.
const ON_TRACK_LAG: f64 = 10.0;
const BEHIND_LAG: f64 = 30.0;
const WARNING_DAYS: u16 = 30;

/// A named rule.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// `schedule`
    pub id: String,
    /// 序时进度
    pub name: Bilingual,
    /// What judges a dated promise that is not met, until its deadline.
    pub before_deadline: BeforeDeadline,
    /// The light of what is met after its deadline.
    pub late: Late,
    /// Whether a person's ruling goes before the rule.
    pub manual: bool,
    /// The largest lag that is still on track, in points (percent of the way).
    pub on_track_lag: f64,
    /// The largest lag that is behind and not yet critical, in points.
    pub behind_lag: f64,
    /// How many days before its deadline a yes/no promise that is not declared turns behind.
    pub declared_warning_days: u16,
    /// What a word without a percentage (基本, 力争, 原则上) asks for, in percent from 0 to 100.
    pub qualifiers: BTreeMap<String, f64>,
}

/// What judges a dated promise that is not met, until its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BeforeDeadline {
    /// Its schedule: on track, behind, critical; a yes/no promise turns behind shortly before.
    #[default]
    Schedule,
    /// Nothing: what is in time is on track.
    InTime,
}

/// The light of what is met after its deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Late {
    /// Done, with *late* beside it.
    #[default]
    Done,
    /// Overdue still, with *late* beside it.
    Overdue,
}

impl Late {
    /// The light of what is met, in time or late.
    pub(super) const fn light(self, late: bool) -> Light {
        match self {
            Self::Overdue if late => Light::Overdue,
            Self::Done | Self::Overdue => Light::Done,
        }
    }
}

/// Why a rule cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RuleError {
    /// Where in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: RuleFault,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// Not the TOML of a rule.
    #[error("{0}")]
    Toml(String),
    /// Nothing by which a workspace could choose it.
    #[error("the id is empty")]
    NoId,
    /// Lags that are not in order, or not numbers.
    #[error("0 <= on_track_lag <= behind_lag does not hold")]
    Lags,
    /// A qualifier that is no percentage.
    #[error("the percentage of `{0}` is not from 0 to 100")]
    Qualifier(String),
}

impl Say for RuleError {
    fn say(&self, lang: Lang) -> String {
        let fault = match &self.fault {
            RuleFault::Toml(message) => message.clone(),
            RuleFault::NoId => lang.get("status.rule_no_id").to_owned(),
            RuleFault::Qualifier(word) => lang.fill("status.rule_qualifier", &[("word", word)]),
            RuleFault::Lags => lang.get("status.rule_lags").to_owned(),
        };
        lang.fill("status.rule_wrong", &[("line", &self.line.to_string()), ("message", &fault)])
    }
}

/// A rule as its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: Spanned<String>,
    name: Bilingual,
    #[serde(default)]
    before_deadline: BeforeDeadline,
    #[serde(default)]
    late: Late,
    #[serde(default)]
    manual: bool,
    on_track_lag: Option<Spanned<f64>>,
    behind_lag: Option<Spanned<f64>>,
    declared_warning_days: Option<u16>,
    #[serde(default)]
    qualifiers: BTreeMap<String, Spanned<f64>>,
}

impl Rule {
    /// Reads a rule.
    ///
    /// # Errors
    /// Where it is not the TOML of a rule, its id is empty, its lags are not in order, or a
    /// qualifier is no percentage.
    pub fn from_toml(text: &str) -> Result<Self, RuleError> {
        let wrong = |at: Range<usize>, fault| {
            let before = text.get(..at.start).unwrap_or_default();
            RuleError { line: before.matches('\n').count() + 1, fault }
        };
        let file: File = toml::from_str(text).map_err(|error| {
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            wrong(error.span().unwrap_or_default(), RuleFault::Toml(message))
        })?;
        let id = file.id.get_ref().trim();
        if id.is_empty() {
            return Err(wrong(file.id.span(), RuleFault::NoId));
        }
        let lag = |lag: &Option<Spanned<f64>>, absent| lag.as_ref().map_or(absent, |lag| *lag.get_ref());
        let (on_track, behind) = (lag(&file.on_track_lag, ON_TRACK_LAG), lag(&file.behind_lag, BEHIND_LAG));
        if !(0.0 <= on_track && on_track <= behind && behind.is_finite()) {
            let at = [&file.on_track_lag, &file.behind_lag].into_iter().flatten().next();
            return Err(wrong(at.map(Spanned::span).unwrap_or_default(), RuleFault::Lags));
        }
        let percentage = |percent: &Spanned<f64>| (0.0..=100.0).contains(percent.get_ref());
        if let Some((word, percent)) = file.qualifiers.iter().find(|(_, percent)| !percentage(percent)) {
            return Err(wrong(percent.span(), RuleFault::Qualifier(word.clone())));
        }
        let qualifiers = file.qualifiers.into_iter();
        Ok(Self {
            id: id.to_owned(),
            name: file.name,
            before_deadline: file.before_deadline,
            late: file.late,
            manual: file.manual,
            on_track_lag: on_track,
            behind_lag: behind,
            declared_warning_days: file.declared_warning_days.unwrap_or(WARNING_DAYS),
            qualifiers: qualifiers.map(|(word, percent)| (word, percent.into_inner())).collect(),
        })
    }

    /// The number that a target asks for: the plan's own, or what the rule reads in its qualifier.
    #[must_use]
    pub fn bound(&self, milestone: &Milestone, target: &Target) -> Bound {
        let word = milestone.qualifier.as_ref().filter(|_| target.by_qualifier);
        let percent = word.and_then(|word| self.qualifiers.get(word));
        target.bound.at(percent.copied().unwrap_or(target.bound.value))
    }

    /// What a light means under this rule, for a legend.
    #[must_use]
    pub fn meaning(&self, light: Light, lang: Lang) -> String {
        let common = format!("light.{}_meaning", light.name());
        let key = match (light, self.before_deadline, self.late) {
            (Light::Done, _, Late::Overdue) => "light.done_in_time_meaning",
            (Light::Overdue, _, Late::Overdue) => "light.overdue_late_meaning",
            (Light::OnTrack, BeforeDeadline::InTime, _) => "light.on_track_in_time_meaning",
            (Light::Behind, BeforeDeadline::InTime, _) => "light.behind_in_time_meaning",
            // No number gets this light, only a ruling.
            (Light::Critical, BeforeDeadline::InTime, _) => "light.critical_in_time_meaning",
            _ => &common,
        };
        let values = [("on_track", &self.on_track_lag.to_string()), ("behind", &self.behind_lag.to_string())];
        let meaning = lang.fill(key, &values.map(|(name, value)| (name, value.as_str())));
        if self.manual && light.is_judged() {
            lang.fill("light.or_ruled", &[("meaning", &meaning)])
        } else {
            meaning
        }
    }
}
