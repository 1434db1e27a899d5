//! Milestones: the sentence, the deadline and the numbers of one promise.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Adcode, Target};
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
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Stable id.
    pub id: MilestoneId,
    /// Short words for a card.
    pub what: Bilingual,
    /// By when. A milestone without one is standing: judged by its latest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Deadline>,
    /// The day its schedule starts; none means the plan's first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Promised for every year anew (全年, 逐年).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub annual: bool,
    /// 基本, 力争, 原则上: words that carry no percentage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// Whether all targets must be met, or any.
    #[serde(default)]
    pub combine: Combine,
    /// The numbers. A milestone without numbers is declared (yes or no).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub targets: Vec<Target>,
    /// The counties it binds, where fewer than the task's. A target with its own number for
    /// some counties binds just those and needs no second list here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub only: Option<Vec<Adcode>>,
    /// Where its value comes from.
    pub evidence: Evidence,
    /// Map layers that it speaks of.
    #[serde(default)]
    pub layers: Vec<String>,
    /// The verbatim sentence inside its task's text.
    pub source: String,
    /// What a reader must know: a default of ours, a reading of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Bilingual>,
}

impl Milestone {
    /// The last day in time; none for a standing milestone.
    #[must_use]
    pub fn due(&self) -> Option<Date> {
        self.deadline.as_ref().map(|deadline| deadline.date)
    }

    /// Whether anything of it is said in a report: that it is done, or a number that no sites give.
    #[must_use]
    pub fn takes_report(&self) -> bool {
        self.targets.is_empty() || self.targets.iter().any(|target| target.over_sites().is_none())
    }

    /// Whether it asks something of a county that its task binds.
    #[must_use]
    pub fn asks(&self, county: &Adcode) -> bool {
        match &self.only {
            Some(only) => only.contains(county),
            None => {
                let own = |target: &Target| target.per_county.contains_key(county);
                self.targets.iter().all(|target| target.per_county.is_empty()) || self.targets.iter().any(own)
            }
        }
    }
}

/// The last day in time, and the plan's words for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// The last day in time.
    pub date: Date,
    /// For example `2024年年底前`.
    pub words: String,
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
