//! Milestones: the sentence, the deadline and the numbers of one promise.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Adcode, Measure};
use crate::text::Bilingual;

/// `T22-M2`: stable across editions of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MilestoneId(pub String);

impl std::fmt::Display for MilestoneId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One promise of a task.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// Stable id.
    pub id: MilestoneId,
    /// By when.
    pub schedule: Schedule,
    /// Short words for a card.
    pub what: Bilingual,
    /// The verbatim sentence inside its task's text.
    pub source: String,
    /// 基本, 力争, 原则上: words that carry no percentage.
    #[serde(default)]
    pub qualifier: Option<String>,
    /// Whether all targets must be met, or any.
    #[serde(default)]
    pub combine: Combine,
    /// The numbers. A milestone without numbers is declared (yes or no).
    #[serde(default)]
    pub targets: Vec<Target>,
    /// A target of each county's own, where the plan names one.
    #[serde(default)]
    pub per_county: BTreeMap<Adcode, f64>,
    /// The counties it binds, where fewer than the task's.
    #[serde(default)]
    pub only: Option<Vec<Adcode>>,
    /// Where its value comes from.
    pub evidence: Evidence,
    /// Map layers that it speaks of.
    #[serde(default)]
    pub layers: Vec<String>,
    /// What the reader of the file must know: a default of ours, a reading of the text.
    #[serde(default)]
    pub note: Option<String>,
}

/// By when a milestone is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// Due on a day, which is still in time.
    Dated {
        /// The last day in time.
        deadline: Date,
        /// The plan's words for it, for example `2024年年底前`.
        words: String,
    },
    /// No date: judged by its latest value until the plan ends.
    Standing,
}

/// Whether a milestone needs all of its targets or any one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// Every target.
    #[default]
    All,
    /// One is enough (或).
    Any,
}

/// Where a milestone's value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// Computed from sites on the map.
    Rollup,
    /// A number reported by county.
    Kpi,
    /// A document or a fact: yes or no.
    Yesno,
    /// Published by a higher body.
    External,
}

/// How a value is held against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparator {
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// Exactly.
    #[serde(rename = "==")]
    Exactly,
}

/// One number that a milestone promises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What is counted, for a reader.
    pub metric: Bilingual,
    /// At least, at most or exactly.
    pub comparator: Comparator,
    /// The target in `unit`.
    pub value: f64,
    /// `%`, `个`, `亩` …, as the plan writes it.
    pub unit: String,
    /// The year whose value is the baseline of a change.
    #[serde(default)]
    pub baseline_year: Option<i16>,
    /// How it is computed from sites; none where it is reported or not built yet.
    #[serde(default)]
    pub measure: Option<Measure>,
}
