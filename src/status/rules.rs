//! The rules that a workspace can choose from.

use super::{Rule, RuleError};

/// Files in the order in which they are offered.
const FILES: [&str; 4] = [
    include_str!("../../assets/rules/schedule.toml"),
    include_str!("../../assets/rules/deadline_only.toml"),
    include_str!("../../assets/rules/late_stays.toml"),
    include_str!("../../assets/rules/manual.toml"),
];

/// The rules that a workspace can choose from, each id once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// The rules that Guatu brings along; 序时进度 first.
    #[must_use]
    pub fn built_in() -> Self {
        // A broken file leaves its rule out; a test forbids it.
        Self(FILES.iter().flat_map(|text| Rule::from_toml(text)).collect())
    }

    /// Adds a rule; one with the same id makes room for it.
    pub fn put(&mut self, rule: Rule) {
        match self.0.iter_mut().find(|known| known.id == rule.id) {
            Some(known) => *known = rule,
            None => self.0.push(rule),
        }
    }

    /// The rule with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.0.iter().find(|rule| rule.id == id)
    }

    /// All of them, in the order in which they are offered.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.0.iter()
    }

    /// Their ids: `schedule, deadline_only …`
    #[must_use]
    pub fn ids(&self) -> String {
        self.0.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(", ")
    }
}

impl Rule {
    /// The id of the default rule, 序时进度.
    pub const SCHEDULE: &str = "schedule";

    /// 序时进度, the default.
    ///
    /// # Errors
    /// Never for a program that passed its tests.
    pub fn schedule() -> Result<Self, RuleError> {
        Self::from_toml(FILES[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::{BeforeDeadline, Late, Light, RuleFault};
    use crate::text::{Lang, Say};

    const SCHEDULE: &str = FILES[0];

    #[test]
    fn four_rules_come_along_and_each_says_what_every_light_means() {
        let rules = Rules::built_in();
        assert_eq!(rules.ids(), "schedule, deadline_only, late_stays, manual");
        for (rule, light) in rules.iter().flat_map(|rule| Light::ALL.map(|light| (rule, light))) {
            for lang in [Lang::Zh, Lang::En] {
                let meaning = rule.meaning(light, lang);
                assert!(!meaning.contains("light.") && !meaning.contains('{'), "{meaning}");
            }
        }
        let rule = |id| rules.get(id).unwrap();
        assert_eq!(rule("schedule"), &Rule::schedule().unwrap());
        let keys = |id| (rule(id).before_deadline, rule(id).late, rule(id).manual);
        assert_eq!(keys("schedule"), (BeforeDeadline::Schedule, Late::Done, false));
        assert_eq!(keys("deadline_only"), (BeforeDeadline::InTime, Late::Done, false));
        assert_eq!(keys("late_stays"), (BeforeDeadline::Schedule, Late::Overdue, false));
        assert_eq!(keys("manual"), (BeforeDeadline::Schedule, Late::Done, true));
        for rule in rules.iter() {
            assert_eq!((rule.on_track_lag, rule.behind_lag, rule.declared_warning_days), (10.0, 30.0, 30));
            assert!(["基本", "力争", "原则上"].iter().all(|word| rule.qualifiers[*word] == 100.0));
        }
    }

    #[test]
    fn a_legend_speaks_of_lags_only_where_lags_judge() {
        let rules = Rules::built_in();
        for light in Light::ALL {
            let meaning = |id| rules.get(id).unwrap().meaning(light, Lang::En);
            assert!(!meaning("deadline_only").contains("points"), "{light:?}");
            assert_eq!(meaning("manual").contains("ruled"), light.is_judged(), "{light:?}");
        }
        let meaning = |id: &str, light| rules.get(id).unwrap().meaning(light, Lang::En);
        assert!(meaning("schedule", Light::OnTrack).contains("10 points"));
        assert_ne!(meaning("late_stays", Light::Overdue), meaning("schedule", Light::Overdue));
    }

    #[test]
    fn a_rule_of_the_same_id_takes_the_place_and_another_is_added() {
        let mut rules = Rules::built_in();
        let text = SCHEDULE.replace("on_track_lag = 10.0", "on_track_lag = 5.0");
        rules.put(Rule::from_toml(&text).unwrap());
        rules.put(Rule::from_toml(&text.replace("\"schedule\"\nname", "\"ours\"\nname")).unwrap());
        assert_eq!(rules.ids(), "schedule, deadline_only, late_stays, manual, ours");
        assert_eq!(rules.get("schedule").unwrap().on_track_lag, 5.0);
    }

    #[test]
    fn a_damaged_rule_is_refused_with_its_line() {
        let refused = |text: &str| Rule::from_toml(text).unwrap_err();
        let line_of = |key: &str| SCHEDULE.lines().position(|line| line.starts_with(key)).unwrap() + 1;
        for (from, to, fault) in [
            ("on_track_lag = 10.0", "on_track_lag = 40.0", RuleFault::Lags),
            ("on_track_lag = 10.0", "on_track_lag = -1.0", RuleFault::Lags),
            ("on_track_lag = 10.0", "on_track_lag = nan", RuleFault::Lags),
            ("id = \"schedule\"", "id = \" \"", RuleFault::NoId),
            ("\"基本\" = 100", "\"基本\" = 101", RuleFault::Qualifier("基本".to_owned())),
        ] {
            let key = from.split(' ').next().unwrap();
            assert_eq!(refused(&SCHEDULE.replace(from, to)), RuleError { line: line_of(key), fault });
        }
        let late = SCHEDULE.replace("late = \"done\"", "late = \"green\"");
        let error = refused(&late);
        assert_eq!(error.line, line_of("late"));
        assert!(matches!(&error.fault, RuleFault::Toml(message) if message.contains("green")), "{error}");
        assert!(!error.say(Lang::Zh).contains('\n'));
        assert_eq!(refused("id = 1").line, 1);
        assert_eq!(refused(&format!("{SCHEDULE}\nmanaul = true\n")).line, SCHEDULE.lines().count() + 2);
    }
}
