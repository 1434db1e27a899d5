//! What an event moved: lights, and the numbers behind them.

use serde::Serialize;

use super::{MilestoneStatus, Moved, Status};
use crate::plan::{MilestoneId, TaskNo};
use crate::text::Lang;

/// The numbers of a milestone that an event moved in one county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NumberMoved {
    /// The task.
    pub task: TaskNo,
    /// The county's Chinese name.
    pub county: String,
    /// The milestone.
    pub milestone: MilestoneId,
    /// Before the event.
    pub before: Numbers,
    /// After it.
    pub after: Numbers,
}

/// A milestone's numbers in one county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Numbers {
    /// The value in `unit`.
    pub value: Option<f64>,
    /// `%`, `亩` …
    pub unit: Option<String>,
    /// How many sites count.
    pub counted: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
}

/// The lights that differ between two statuses of one plan, in the order of the cells.
#[must_use]
pub fn moved(before: &Status, after: &Status) -> Vec<Moved> {
    let pairs = before.cells.iter().zip(&after.cells);
    pairs
        .filter(|(before, after)| before.light != after.light)
        .map(|(before, after)| Moved {
            task: after.task,
            county: after.county.clone(),
            before: before.light,
            after: after.light,
        })
        .collect()
}

/// The numbers that differ between two statuses of one plan, in the order of the cells.
#[must_use]
pub fn numbers_moved(before: &Status, after: &Status) -> Vec<NumberMoved> {
    let mut found = Vec::new();
    for (before, after) in before.cells.iter().zip(&after.cells) {
        for (old, new) in before.milestones.iter().zip(&after.milestones) {
            let (old_numbers, new_numbers) = (Numbers::of(old), Numbers::of(new));
            if old_numbers != new_numbers {
                found.push(NumberMoved {
                    task: after.task,
                    county: after.county.clone(),
                    milestone: new.id.clone(),
                    before: old_numbers,
                    after: new_numbers,
                });
            }
        }
    }
    found
}

impl Numbers {
    pub(super) fn of(milestone: &MilestoneStatus) -> Self {
        Self {
            value: milestone.value,
            unit: milestone.unit.clone(),
            counted: milestone.counted,
            of: milestone.of,
        }
    }

    /// `52 %（13/25）`
    fn to_text(&self, lang: Lang) -> String {
        let value =
            self.value.map_or_else(|| lang.get("light.no_report").to_owned(), |value| value.to_string());
        let unit = self.unit.as_deref().unwrap_or_default();
        let (Some(counted), Some(of)) = (self.counted, self.of) else { return format!("{value} {unit}") };
        let values = [value, unit.to_owned(), counted.to_string(), of.to_string()];
        let names = ["value", "unit", "counted", "of"];
        let values: Vec<(&str, &str)> = names.into_iter().zip(values.iter().map(String::as_str)).collect();
        lang.fill("status.numbers", &values)
    }
}

impl NumberMoved {
    /// `滑县 任务22 T22-M2：52 %（13/25） → 56 %（14/25）`
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let values = [
            ("county", self.county.clone()),
            ("task", self.task.to_string()),
            ("milestone", self.milestone.to_string()),
            ("before", self.before.to_text(lang)),
            ("after", self.after.to_text(lang)),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lang.fill("status.number_moved", &values)
    }
}
