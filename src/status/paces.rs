//! The pace of every number of the plan in every county that is asked for it.

use jiff::civil::Date;
use serde::Serialize;

use super::pace::pace;
use super::promise::{judge, shown};
use super::standing::Board;
use super::{Inputs, Light, NoPace, Pace, Rule};
use crate::ledger::AsOf;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::text::{Bilingual, Lang};

/// The pace of one number in one county; of a milestone without numbers, why it has none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PaceRow {
    /// The task.
    pub task: TaskNo,
    /// The county's Chinese name.
    pub county: String,
    /// The county's code.
    pub adcode: Adcode,
    /// The milestone.
    pub milestone: MilestoneId,
    /// Which of its numbers, from 1; none where it has none.
    pub number: Option<usize>,
    /// What is measured; the milestone's own words where it has no number.
    pub metric: Bilingual,
    /// The number's own light.
    pub light: Light,
    /// The value in `unit`.
    pub value: Option<f64>,
    /// `>=`, `<=` or `==`.
    pub comparator: Option<&'static str>,
    /// The number that is asked of the county, in `unit`.
    pub target: Option<f64>,
    /// `%`, `亩` …
    pub unit: Option<String>,
    /// The last day in time; none for a standing milestone.
    pub deadline: Option<Date>,
    /// What is left, and the steps toward it.
    pub pace: Option<Pace>,
    /// Why there is no pace, where there is none.
    pub none: Option<NoPace>,
}

/// The paces of a plan: by task, then county, then as the plan orders milestones and numbers. Tasks
/// that no county is assigned to, and counties that a task does not bind, have none.
#[must_use]
pub fn paces(inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf, wanted: impl Fn(TaskNo) -> bool) -> Vec<PaceRow> {
    let mut board = Board::new(*inputs, as_of.clock);
    let mut rows = Vec::new();
    for task in inputs.plan.tasks.iter().filter(|task| wanted(task.number)) {
        let mut by_county: Vec<Vec<PaceRow>> = Vec::new();
        by_county.resize_with(inputs.plan.counties.len(), Vec::new);
        for milestone in &task.milestones {
            for (at, now) in judge(&mut board, rule, as_of.date, task, milestone).counties {
                let county = &inputs.plan.counties[at];
                let row = PaceRow {
                    task: task.number,
                    county: county.name.zh.clone(),
                    adcode: county.adcode.clone(),
                    milestone: milestone.id.clone(),
                    number: None,
                    metric: milestone.what.clone(),
                    light: now.verdict.light,
                    value: None,
                    comparator: None,
                    target: None,
                    unit: None,
                    deadline: now.when.deadline,
                    pace: None,
                    none: Some(NoPace::Declared),
                };
                if now.targets.is_empty() {
                    by_county[at].push(row);
                    continue;
                }
                for (place, target_now) in now.targets.iter().enumerate() {
                    let bound = &target_now.target.bound;
                    let moves = pace(&mut board, &now, place, at);
                    by_county[at].push(PaceRow {
                        number: Some(place + 1),
                        metric: target_now.target.metric.clone(),
                        light: target_now.verdict.light,
                        value: target_now.value.map(shown),
                        comparator: Some(bound.comparator.sign()),
                        target: target_now.asked.map(shown),
                        unit: Some(bound.unit.clone()),
                        none: moves.err(),
                        pace: moves.ok(),
                        ..row.clone()
                    });
                }
            }
        }
        rows.extend(by_county.into_iter().flatten());
    }
    rows
}

impl PaceRow {
    /// What a reader of an empty cell must know: why there is no pace, no needed pace, or no day.
    #[must_use]
    pub fn remark(&self, lang: Lang) -> String {
        let Some(pace) = &self.pace else {
            return self.none.map_or("", |none| none.words(lang)).to_owned();
        };
        let mut parts = Vec::new();
        if pace.needed_per_week.is_none() {
            let key = if self.deadline.is_some() { "status.pace_is_over" } else { "status.pace_standing" };
            parts.push(lang.get(key));
        }
        match pace.current_per_week {
            None => parts.push(lang.get("status.pace_unknown")),
            Some(current) if current <= 0.0 => parts.push(lang.get("status.pace_never")),
            Some(_) => {}
        }
        parts.join(lang.get("status.comma"))
    }
}
