//! What the status says: a cell per task and county.

use jiff::civil::Date;
use serde::Serialize;

use super::Light;
use crate::ledger::{Clock, History};
use crate::plan::{Adcode, Comparator, MilestoneId, Plan, TaskNo};
use crate::site::{Kinds, Register};

/// All that a status is computed from.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    /// What was promised.
    pub plan: &'a Plan,
    /// What kinds of site there are.
    pub kinds: &'a Kinds,
    /// What stands on the ground.
    pub register: &'a Register,
    /// What happened.
    pub history: &'a History,
}

/// The lights of a plan as of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// The day.
    pub as_of: Date,
    /// By effect or by knowledge.
    pub clock: Clock,
    /// The rule's id, for example `schedule`.
    pub rule: String,
    /// Whether any counted site is demonstration data.
    pub demo: bool,
    /// One cell per task and county: by task, then in the plan's county order.
    pub cells: Vec<Cell>,
}

/// One task in one county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// The task.
    pub task: TaskNo,
    /// The county's Chinese name.
    pub county: String,
    /// The county's code.
    pub adcode: Adcode,
    /// The worst of its milestones.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// Every milestone that binds the county.
    pub milestones: Vec<MilestoneStatus>,
}

/// One milestone in one county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MilestoneStatus {
    /// `T22-M2`
    pub id: MilestoneId,
    /// Its light.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// Which of the milestone's numbers these are, from 1 in the plan's order: the one that gives
    /// the light. None for a promise without numbers.
    pub number: Option<usize>,
    /// The value in `unit`.
    pub value: Option<f64>,
    /// `>=`, `<=` or `==`: how the value is held against the target.
    pub comparator: Option<&'static str>,
    /// The county's target in `unit`.
    pub target: Option<f64>,
    /// `%`, `亩` …
    pub unit: Option<String>,
    /// The last day in time; none for a standing milestone.
    pub deadline: Option<Date>,
    /// How many sites count; none where no sites are counted.
    pub counted: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
    /// The value that the schedule expects on the day, in `unit`.
    pub expected: Option<f64>,
    /// How far behind the schedule, in points (percent of the way).
    pub lag: Option<f64>,
}

impl MilestoneStatus {
    /// Whether its number is to fall to the target, or to stay below it.
    #[must_use]
    pub fn falls(&self) -> bool {
        self.comparator.is_some_and(|sign| sign != Comparator::AtLeast.sign())
    }

    /// A value as a part of the target, for a bar; none for what is to fall: it has no whole.
    #[must_use]
    pub fn part(&self, value: f64) -> Option<f64> {
        let target = self.target.filter(|target| *target > 0.0 && !self.falls())?;
        Some(value / target)
    }
}

/// One task in the city as a whole.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CityTask {
    /// The task.
    pub task: TaskNo,
    /// The worst of its milestones, counted over all counties together.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// Every milestone, against the city's target.
    pub milestones: Vec<MilestoneStatus>,
}

/// A light that an event moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// The task.
    pub task: TaskNo,
    /// The county's Chinese name.
    pub county: String,
    /// The light before.
    pub before: Light,
    /// The light after.
    pub after: Light,
}
