//! 日历: the days on which something is due, and what is done of it on the day that is shown.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Cell, Light, Status};
use crate::plan::{Adcode, MilestoneId, Plan, TaskNo};

/// A day on which milestones are due.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueDay {
    /// The last day in time.
    pub day: Date,
    /// Days from the day that is shown; negative where it is over.
    pub in_days: i32,
    /// What is due, in the plan's order.
    pub milestones: Vec<DueMilestone>,
}

/// A milestone that is due, and how it stands in each county that it asks something of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DueMilestone {
    /// The task.
    pub task: TaskNo,
    /// `T22-M2`
    pub id: MilestoneId,
    /// The light in each county, in the plan's order; none where nothing is asked of it.
    pub counties: Vec<(Adcode, Option<Light>)>,
}

impl DueMilestone {
    /// Of how many counties something is asked.
    #[must_use]
    pub fn asked(&self) -> usize {
        self.lights().count()
    }

    /// In how many of them it is done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.lights().filter(|light| *light == Light::Done).count()
    }

    /// The worst light of the counties; 待分解 where none is asked yet.
    #[must_use]
    pub fn worst(&self) -> Light {
        self.lights().min_by_key(|light| light.rank()).unwrap_or(Light::Unassigned)
    }

    fn lights(&self) -> impl Iterator<Item = Light> + '_ {
        let asked = |light: &Light| !matches!(light, Light::Unassigned | Light::NotResponsible);
        self.counties.iter().filter_map(|(_, light)| *light).filter(asked)
    }
}

impl DueDay {
    /// The worst light of what is due.
    #[must_use]
    pub fn worst(&self) -> Light {
        let lights = self.milestones.iter().map(DueMilestone::worst);
        lights.min_by_key(|light| light.rank()).unwrap_or(Light::NotResponsible)
    }
}

/// Every deadline of the plan: those still to come first, the nearest at the head, then those that
/// are over, the last first. The day itself is still to come.
#[must_use]
pub fn due(plan: &Plan, status: &Status) -> Vec<DueDay> {
    let mut days: BTreeMap<Date, Vec<DueMilestone>> = BTreeMap::new();
    for (task, milestone) in plan.milestones() {
        let Some(day) = milestone.due() else { continue };
        let cells: Vec<&Cell> = status.cells.iter().filter(|cell| cell.task == task.number).collect();
        let light = |county: &Adcode| {
            let cell = cells.iter().find(|cell| &cell.adcode == county)?;
            cell.milestones.iter().find(|now| now.id == milestone.id).map(|now| now.light)
        };
        let counties = plan.counties.iter().map(|county| (county.adcode.clone(), light(&county.adcode)));
        let due = DueMilestone { task: task.number, id: milestone.id.clone(), counties: counties.collect() };
        days.entry(day).or_default().push(due);
    }
    let in_days = |day: Date| status.as_of.until(day).map_or(0, |span| span.get_days());
    let mut days: Vec<DueDay> =
        days.into_iter().map(|(day, milestones)| DueDay { day, in_days: in_days(day), milestones }).collect();
    days.sort_by_key(|due| if due.in_days >= 0 { (0, due.in_days) } else { (1, -due.in_days) });
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Clock;
    use crate::plan::{Scope, built_in};
    use crate::status::MilestoneStatus;
    use jiff::civil::date;

    /// Every milestone of every county that a task binds, done where `done` says so.
    fn status(plan: &Plan, as_of: Date, done: impl Fn(&Adcode) -> bool) -> Status {
        let mut cells = Vec::new();
        for task in &plan.tasks {
            for county in &plan.counties {
                let binds = plan.binds(task, &county.adcode);
                let asked = task.milestones.iter().filter(|m| binds != Some(false) && m.asks(&county.adcode));
                let light = match (binds, done(&county.adcode)) {
                    (None, _) => Light::Unassigned,
                    (_, true) => Light::Done,
                    (_, false) => Light::Behind,
                };
                let milestones = asked.map(|milestone| MilestoneStatus {
                    id: milestone.id.clone(),
                    light,
                    late: false,
                    value: None,
                    number: None,
                    comparator: None,
                    target: None,
                    unit: None,
                    deadline: milestone.due(),
                    counted: None,
                    of: None,
                    expected: None,
                    lag: None,
                });
                cells.push(Cell {
                    task: task.number,
                    county: county.name.zh.clone(),
                    adcode: county.adcode.clone(),
                    light,
                    late: false,
                    milestones: milestones.collect(),
                });
            }
        }
        Status { as_of, clock: Clock::Effect, rule: "schedule".to_owned(), demo: false, cells }
    }

    #[test]
    fn every_dated_milestone_is_due_once() {
        let plan = built_in().unwrap();
        let days = due(&plan, &status(&plan, date(2024, 9, 30), |_| false));
        let due: usize = days.iter().map(|day| day.milestones.len()).sum();
        let dated = plan.milestones().filter(|(_, milestone)| milestone.due().is_some()).count();
        assert_eq!(due, dated);
    }

    #[test]
    fn the_next_deadline_comes_first_and_the_oldest_last() {
        let plan = built_in().unwrap();
        let order = |as_of| {
            let days = due(&plan, &status(&plan, as_of, |_| false));
            days.iter().map(|day| (day.day, day.in_days)).collect::<Vec<_>>()
        };
        let days = order(date(2024, 9, 30));
        assert_eq!(days[0], (date(2024, 12, 31), 92));
        assert_eq!(days.last(), Some(&(date(2023, 10, 31), -335)));
        let in_time = order(date(2024, 12, 31));
        assert_eq!(in_time[0], (date(2024, 12, 31), 0), "the day itself is still in time");
        assert_eq!(order(date(2025, 1, 1))[0].0, date(2025, 9, 30));
    }

    #[test]
    fn counties_that_are_done_are_told_from_those_that_are_not() {
        let plan = built_in().unwrap();
        let days = due(&plan, &status(&plan, date(2024, 9, 30), |county| county.0 == "410526"));
        let mut all = days.iter().flat_map(|day| &day.milestones);
        let outfalls = all.find(|due| due.id.0 == "T22-M2").unwrap();
        assert_eq!((outfalls.done(), outfalls.asked(), outfalls.worst()), (1, 9, Light::Behind));
    }

    #[test]
    fn a_task_that_nobody_was_assigned_asks_nobody() {
        let plan = built_in().unwrap();
        let days = due(&plan, &status(&plan, date(2024, 9, 30), |_| true));
        for due in days.iter().flat_map(|day| &day.milestones) {
            let relevant = plan.task(due.task).unwrap().scope == Scope::Relevant;
            assert_eq!(due.asked() == 0, relevant, "{}", due.id);
            let worst = if relevant { Light::Unassigned } else { Light::Done };
            assert_eq!(due.worst(), worst);
        }
    }
}
