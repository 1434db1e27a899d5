//! The one milestone of a task that a map and its ranking speak of, and its numbers.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{amount, number};
use crate::plan::{Adcode, Milestone, MilestoneId, Task, TaskNo};
use crate::status::{Cell, Light, MilestoneStatus, Status};
use crate::text::Lang;

/// Numbers of one county, or of the city.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tally {
    /// Sites that count.
    pub counted: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
    /// The value in the headline's unit.
    pub value: Option<f64>,
    /// The target in the same unit.
    pub target: Option<f64>,
    /// What the rule expects on the day, in the same unit.
    pub expected: Option<f64>,
    /// It is to fall to its target, so that value by target is no part of a whole.
    pub falls: bool,
}

/// One county of a headline.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The county.
    pub adcode: Adcode,
    /// The task's light there: the worst of all its milestones, not of the headline's alone.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// Its numbers.
    pub tally: Tally,
}

/// The milestone that a task's map speaks of: the next one due that has numbers; after the last
/// deadline, the last.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// Which of its numbers, from 1: where it has several, the one that gives the light in most
    /// counties. A county whose light comes of another shows no number.
    pub number: usize,
    /// `%`, `亩` …
    pub unit: String,
    /// Every county that the task binds, in the plan's order.
    pub rows: Vec<Row>,
}

impl Tally {
    /// The numbers of a milestone.
    #[must_use]
    pub fn of(status: &MilestoneStatus) -> Self {
        Self {
            counted: status.counted,
            of: status.of,
            value: status.value,
            target: status.target,
            expected: status.expected,
            falls: status.falls(),
        }
    }

    /// How far to the whole, from 0 to 1: the share for percents, else value by target; none for
    /// what is to fall.
    #[must_use]
    pub fn progress(&self, unit: &str) -> Option<f64> {
        let value = self.value.filter(|_| !self.falls)?;
        let part =
            if unit == "%" { value / 100.0 } else { value / self.target.filter(|target| *target > 0.0)? };
        Some(part.clamp(0.0, 1.0))
    }

    /// `31/71` where sites are counted, else value by target, else the value alone.
    #[must_use]
    pub fn fraction(&self, unit: &str, lang: Lang) -> Option<String> {
        match (self.counted, self.of, self.value, self.target) {
            (Some(counted), Some(of), ..) if unit == "%" && of > 0 => Some(format!("{counted}/{of}")),
            (_, _, Some(value), Some(target)) if unit != "%" && !self.falls => {
                Some(format!("{}/{}", number(value, 0), number(target, 0)))
            }
            (_, _, Some(value), _) => Some(amount(lang, value, 1, unit)),
            _ => None,
        }
    }
}

/// The headline of a task as of the status's day; `None` where no county has any number.
#[must_use]
pub fn headline<'a>(task: &'a Task, status: &Status) -> Option<Headline<'a>> {
    let cells = cells(status, task.number);
    let counties = |milestone: &Milestone| {
        let has_number = |m: &&MilestoneStatus| m.value.is_some() || m.of.is_some_and(|of| of > 0);
        cells.iter().filter_map(|cell| of_milestone(cell, &milestone.id)).filter(has_number).count()
    };
    let widest = task.milestones.iter().map(counties).max().filter(|most| *most > 0)?;
    // A promise of one county alone does not speak for a task of nine.
    let candidates: Vec<&Milestone> =
        task.milestones.iter().filter(|milestone| counties(milestone) * 2 >= widest).collect();
    let milestone = next_due(&candidates, status.as_of)?;
    let number = number_of_most(&cells, &milestone.id);
    let unit = milestone.targets.get(number - 1).map_or("%", |target| &target.bound.unit).to_owned();

    let rows: Vec<Row> = cells
        .iter()
        .map(|cell| Row {
            adcode: cell.adcode.clone(),
            light: cell.light,
            late: cell.late,
            tally: of_milestone(cell, &milestone.id)
                .filter(|status| status.number == Some(number))
                .map(Tally::of)
                .unwrap_or_default(),
        })
        .collect();
    Some(Headline { milestone, number, unit, rows })
}

impl Headline<'_> {
    /// Its numbers among a county's or the city's, where the milestone's light comes of them.
    #[must_use]
    pub fn among<'s>(&self, milestones: &'s [MilestoneStatus]) -> Option<&'s MilestoneStatus> {
        let mine = |status: &&MilestoneStatus| status.number == Some(self.number);
        milestones.iter().find(|status| status.id == self.milestone.id).filter(mine)
    }

    /// What its number measures.
    #[must_use]
    pub fn metric(&self, lang: Lang) -> &str {
        let target = self.milestone.targets.get(self.number - 1);
        target.map_or(self.milestone.what.get(lang), |target| target.metric.get(lang))
    }
}

/// Which of a milestone's numbers gives the light in most counties; of equals the first.
fn number_of_most(cells: &[&Cell], id: &MilestoneId) -> usize {
    let mut counties: BTreeMap<usize, usize> = BTreeMap::new();
    let known = cells.iter().filter_map(|cell| of_milestone(cell, id)).filter(|m| m.value.is_some());
    for number in known.filter_map(|milestone| milestone.number) {
        *counties.entry(number).or_default() += 1;
    }
    let most = counties.into_iter().rev().max_by_key(|(_, counties)| *counties);
    most.map_or(1, |(number, _)| number)
}

/// The cells of a task that bind their county, in the plan's order.
#[must_use]
pub fn cells(status: &Status, task: TaskNo) -> Vec<&Cell> {
    let binds = |cell: &&Cell| cell.task == task && cell.light != Light::NotResponsible;
    status.cells.iter().filter(binds).collect()
}

fn of_milestone<'s>(cell: &'s Cell, id: &MilestoneId) -> Option<&'s MilestoneStatus> {
    cell.milestones.iter().find(|status| &status.id == id)
}

fn next_due<'a>(candidates: &[&'a Milestone], as_of: Date) -> Option<&'a Milestone> {
    // `min_by_key` keeps the first of equals; for the last deadline, so must we.
    let dated = || candidates.iter().filter_map(|m| Some((m.due()?, *m)));
    dated()
        .filter(|(day, _)| *day >= as_of)
        .min_by_key(|(day, _)| *day)
        .or_else(|| dated().rev().max_by_key(|(day, _)| *day))
        .map(|(_, milestone)| milestone)
        .or_else(|| candidates.first().copied())
}
