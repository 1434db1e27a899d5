//! Whether the parts of a plan fit each other.

use std::collections::BTreeSet;

use super::measurable::contradictions;
use super::{Compute, Contradiction, Milestone, MilestoneId, Plan, Scope, Target, Task};
use crate::text::{Lang, Say};

/// What does not fit. `place` is a task's number, a milestone's or goal's id, or a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The same number, id or code twice.
    #[error("{place} stands twice")]
    Twice {
        /// Which.
        place: String,
    },
    /// A task that no action holds, or an action's task that does not exist.
    #[error("task {place} stands in no action, or only in an action")]
    Ungrouped {
        /// Its number.
        place: String,
    },
    /// A county, department or layer that the plan's own list does not hold.
    #[error("{place}: `{name}` is in no list of the plan")]
    Unknown {
        /// Where it is named.
        place: String,
        /// The name or code.
        name: String,
    },
    /// Something that has to be there.
    #[error("{place} has no {what}")]
    Missing {
        /// Where.
        place: String,
        /// What: a key of the file.
        what: &'static str,
    },
    /// A date before the plan starts or after it ends.
    #[error("{place}: {date} is outside the plan")]
    Outside {
        /// Where.
        place: String,
        /// The date.
        date: String,
    },
    /// County numbers that do not add up to the target.
    #[error("{place}: the counties' numbers add up to {sum}, not to {value}")]
    Sum {
        /// The milestone.
        place: String,
        /// The counties' sum.
        sum: String,
        /// The target.
        value: String,
    },
    /// A unit that the measure does not give.
    #[error("{place}: a share is measured in %, not in {unit}")]
    Unit {
        /// The milestone.
        place: String,
        /// The unit in the file.
        unit: String,
    },
    /// A measure that contradicts itself.
    #[error("{place}: {what}")]
    Measure {
        /// The milestone.
        place: String,
        /// What contradicts what.
        what: Contradiction,
    },
}

impl Say for Problem {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Twice { place } => lang.fill("plan.twice", &[("place", place)]),
            Self::Ungrouped { place } => lang.fill("plan.ungrouped", &[("place", place)]),
            Self::Unknown { place, name } => lang.fill("plan.unknown", &[("place", place), ("name", name)]),
            Self::Missing { place, what } => lang.fill("plan.missing", &[("place", place), ("what", what)]),
            Self::Outside { place, date } => lang.fill("plan.outside", &[("place", place), ("date", date)]),
            Self::Sum { place, sum, value } => {
                lang.fill("plan.sum", &[("place", place), ("sum", sum), ("value", value)])
            }
            Self::Measure { place, what } => {
                lang.fill("plan.measure", &[("place", place), ("what", &what.say(lang))])
            }
            Self::Unit { place, unit } => lang.fill("plan.unit", &[("place", place), ("unit", unit)]),
        }
    }
}

impl Plan {
    /// Everything in it that does not fit; empty for a plan that can be used.
    #[must_use]
    pub fn problems(&self) -> Vec<Problem> {
        let mut found = Vec::new();
        if self.start > self.end {
            found.push(Problem::Outside { place: "start".to_owned(), date: self.start.to_string() });
        }
        for (list, what) in [(self.counties.is_empty(), "counties"), (self.tasks.is_empty(), "tasks")] {
            if list {
                found.push(missing("plan", what));
            }
        }
        self.repeated(&mut found);
        self.grouped(&mut found);
        for goal in &self.goals {
            self.in_time(&goal.id, goal.deadline, &mut found);
        }
        for task in &self.tasks {
            self.task_fits(task, &mut found);
        }
        found
    }

    fn repeated(&self, found: &mut Vec<Problem>) {
        let mut seen = BTreeSet::new();
        let tasks = self.tasks.iter().map(|task| task.number.to_string());
        let milestones = self.milestones().map(|(_, milestone)| milestone.id.0.clone());
        let goals = self.goals.iter().map(|goal| goal.id.clone());
        let counties = self.counties.iter().map(|county| county.adcode.0.clone());
        let names = self.counties.iter().map(|county| county.name.zh.clone());
        for place in tasks.chain(milestones).chain(goals).chain(counties).chain(names) {
            if !seen.insert(place.clone()) {
                found.push(Problem::Twice { place });
            }
        }
    }

    fn grouped(&self, found: &mut Vec<Problem>) {
        let mut grouped = BTreeSet::new();
        for number in self.actions.iter().flat_map(|action| &action.tasks) {
            if !grouped.insert(*number) {
                found.push(Problem::Twice { place: number.to_string() });
            }
        }
        let tasks: BTreeSet<_> = self.tasks.iter().map(|task| task.number).collect();
        found.extend(
            grouped
                .symmetric_difference(&tasks)
                .map(|number| Problem::Ungrouped { place: number.to_string() }),
        );
    }

    fn task_fits(&self, task: &Task, found: &mut Vec<Problem>) {
        let place = task.number.to_string();
        for duty in std::iter::once(&task.lead).chain(&task.cooperating) {
            if let Err(name) = duty.bodies(&self.departments) {
                found.push(unknown(&place, &name));
            }
        }
        if task.milestones.is_empty() {
            found.push(missing(&place, "milestones"));
        }
        if let Scope::Named(counties) = &task.scope {
            if counties.is_empty() {
                found.push(missing(&place, "scope"));
            }
            self.counties_known(&place, counties, found);
        }
        for milestone in &task.milestones {
            self.milestone_fits(milestone, found);
        }
    }

    fn milestone_fits(&self, milestone: &Milestone, found: &mut Vec<Problem>) {
        let MilestoneId(place) = &milestone.id;
        if milestone.source.is_empty() {
            found.push(missing(place, "source"));
        }
        for date in milestone.due().iter().chain(&milestone.start) {
            self.in_time(place, *date, found);
        }
        self.counties_known(place, milestone.only.iter().flatten(), found);
        for layer in &milestone.layers {
            if !self.layers.contains_key(layer) {
                found.push(unknown(place, layer));
            }
        }
        for target in &milestone.targets {
            self.target_fits(place, target, found);
            let wrong = contradictions(milestone, target).into_iter();
            found.extend(wrong.map(|what| Problem::Measure { place: place.clone(), what }));
        }
    }

    fn target_fits(&self, place: &str, target: &Target, found: &mut Vec<Problem>) {
        self.counties_known(place, target.per_county.keys(), found);
        let sum: f64 = target.per_county.values().sum();
        if !target.per_county.is_empty() && sum != target.bound.value {
            found.push(Problem::Sum {
                place: place.to_owned(),
                sum: sum.to_string(),
                value: target.bound.value.to_string(),
            });
        }
        let share = target.over_sites().is_some_and(|sites| sites.compute == Compute::Share);
        if share && target.bound.unit != "%" {
            found.push(Problem::Unit { place: place.to_owned(), unit: target.bound.unit.clone() });
        }
    }

    fn counties_known<'a>(
        &self,
        place: &str,
        counties: impl IntoIterator<Item = &'a super::Adcode>,
        found: &mut Vec<Problem>,
    ) {
        let strangers = counties.into_iter().filter(|code| self.county(code).is_none());
        found.extend(strangers.map(|code| unknown(place, &code.0)));
    }

    fn in_time(&self, place: &str, date: jiff::civil::Date, found: &mut Vec<Problem>) {
        if date < self.start || date > self.end {
            found.push(Problem::Outside { place: place.to_owned(), date: date.to_string() });
        }
    }
}

fn unknown(place: &str, name: &str) -> Problem {
    Problem::Unknown { place: place.to_owned(), name: name.to_owned() }
}

fn missing(place: &str, what: &'static str) -> Problem {
    Problem::Missing { place: place.to_owned(), what }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Adcode, built_in};

    #[test]
    fn the_built_in_plan_fits() {
        assert_eq!(built_in().unwrap().problems(), []);
    }

    /// Damages the built-in plan and expects exactly one problem.
    #[track_caller]
    fn damaged(damage: impl FnOnce(&mut Plan)) -> Problem {
        let mut plan = built_in().unwrap();
        damage(&mut plan);
        let problems = plan.problems();
        assert_eq!(problems.len(), 1, "{problems:?}");
        for lang in [Lang::Zh, Lang::En] {
            let line = problems[0].say(lang);
            assert!(!line.contains("plan.") && !line.contains('{'), "{line}");
        }
        problems[0].clone()
    }

    #[test]
    fn every_damage_is_found_and_said() {
        let twice = damaged(|p| p.tasks[1].milestones[1].id.0 = "T02-M1".to_owned());
        assert!(matches!(twice, Problem::Twice { .. }));
        let alone = damaged(|p| p.actions[2].tasks.truncate(1));
        assert!(matches!(alone, Problem::Ungrouped { .. }));
        let county = damaged(|p| p.tasks[2].scope = Scope::Named(vec![Adcode("410500".into())]));
        assert!(matches!(county, Problem::Unknown { .. }));
        let layer = damaged(|p| p.tasks[0].milestones[0].layers.push("moon".to_owned()));
        assert!(matches!(layer, Problem::Unknown { .. }));
        let body = damaged(|p| p.tasks[0].lead.source.push_str("、市魔法局"));
        assert!(matches!(body, Problem::Unknown { .. }));
        let nobody = damaged(|p| p.tasks[2].scope = Scope::Named(Vec::new()));
        assert!(matches!(nobody, Problem::Missing { .. }));
        let late = damaged(|p| p.goals[0].deadline = jiff::civil::date(2026, 1, 1));
        assert!(matches!(late, Problem::Outside { .. }));
    }

    #[test]
    fn county_numbers_must_add_up() {
        let sum = damaged(|p| {
            let target = &mut p.tasks[29].milestones[0].targets[0];
            *target.per_county.values_mut().next().unwrap() += 1.0;
        });
        assert!(matches!(sum, Problem::Sum { .. }));
    }

    #[test]
    fn a_share_is_a_percentage() {
        let unit = damaged(|p| p.tasks[21].milestones[1].targets[0].bound.unit = "个".to_owned());
        assert!(matches!(unit, Problem::Unit { .. }));
    }
}
