//! Events: what a mark, a new site, a report, an assignment, a ruling, an undo or a settled conflict
//! writes down.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Addition, Assignment, Judgement, Report, Retirement, Settlement};
use crate::site::{SiteId, Value};

/// A UUID (version 7): unique on any device.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EventId(pub String);

impl std::fmt::Display for EventId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// So that an index of ids can be asked with the id as it is written.
impl Borrow<str> for EventId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Who wrote an event, where and when. The clock is read by `app/` and `cli/` only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The person's name.
    pub by: String,
    /// The moment of writing.
    pub recorded_at: Timestamp,
}

/// One event. Never changed, never removed; an undo is another event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Unique.
    pub id: EventId,
    /// The device whose chain it is part of.
    pub device: String,
    /// The day on which it holds.
    pub effective_on: Date,
    /// The moment at which it was written.
    pub recorded_at: Timestamp,
    /// Who wrote it.
    pub by: String,
    /// The last events on the same subject that its author had: what was seen. Of an event that says
    /// nothing of this (of a ledger before version 2) all that was recorded before it was seen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub saw: Option<Vec<EventId>>,
    /// One more than the greatest turn among what was seen, so that of two events of one day the one
    /// that saw the other holds after it, whatever the clocks said.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub turn: u32,
    /// What it says.
    #[serde(flatten)]
    pub body: Body,
}

/// What an event says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Body {
    /// A site moved from one state to another.
    Mark {
        /// The site.
        site: SiteId,
        /// Its layer.
        layer: String,
        /// The state that the author saw.
        from: String,
        /// The state after.
        to: String,
        /// Fields set by the same act.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        set: BTreeMap<String, Value>,
        /// A note.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        /// SHA-256 of each photo or file.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        evidence: Vec<String>,
    },
    /// A counter-event: the named event no longer holds.
    Undo {
        /// The event taken back.
        event: EventId,
        /// The site it was about, for indexes; none for what is not about one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        site: Option<SiteId>,
    },
    /// A site came into the register.
    Add(Addition),
    /// A site left the register.
    Retire(Retirement),
    /// Of two that contradict each other one holds.
    Settle(Settlement),
    /// A county reported on a milestone.
    Report(Report),
    /// A task that the plan gives to 相关 counties was given to these.
    Assign(Assignment),
    /// A person ruled what a light shall be.
    Judge(Judgement),
    /// Written by a newer Guatu: kept as it is, shown by its kind, counted for nothing.
    #[serde(untagged)]
    Unknown(UnknownBody),
}

/// What this Guatu does not understand, kept as it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnknownBody {
    /// Its kind.
    pub kind: String,
    /// The rest.
    #[serde(flatten)]
    pub rest: serde_json::Map<String, serde_json::Value>,
}

impl Body {
    /// `mark`, `undo` …, as in JSON.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Mark { .. } => "mark",
            Self::Undo { .. } => "undo",
            Self::Add(_) => "add",
            Self::Retire(_) => "retire",
            Self::Settle(_) => "settle",
            Self::Report(_) => "report",
            Self::Assign(_) => "assign",
            Self::Judge(_) => "judge",
            Self::Unknown(body) => &body.kind,
        }
    }
}

impl Body {
    /// Whether it is of a kind that this Guatu knows, and yet lacks what that kind says.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        let known = ["mark", "undo", "add", "retire", "settle", "report", "assign", "judge"];
        matches!(self, Self::Unknown(body) if known.contains(&body.kind.as_str()))
    }
}

impl Event {
    /// The site it is about, where it is about one.
    #[must_use]
    pub fn site(&self) -> Option<SiteId> {
        match &self.body {
            Body::Mark { site, .. } => Some(site.clone()),
            Body::Undo { site, .. } => site.clone(),
            Body::Add(added) => Some(added.site.clone()),
            Body::Retire(retired) => Some(retired.site.clone()),
            Body::Settle(settled) => settled.site.clone(),
            Body::Report(_) | Body::Assign(_) | Body::Judge(_) => None,
            Body::Unknown(body) => {
                let site = body.rest.get("site")?.as_str()?;
                Some(SiteId(site.to_owned()))
            }
        }
    }

    /// The SHA-256 of each photo or file that came with it.
    #[must_use]
    pub fn evidence(&self) -> &[String] {
        match &self.body {
            Body::Mark { evidence, .. } => evidence,
            Body::Add(added) => &added.evidence,
            Body::Retire(retired) => &retired.evidence,
            _ => &[],
        }
    }

    /// The photos and files that it names, by their SHA-256; where a newer Guatu wrote it, too.
    pub fn names_evidence(&self) -> impl Iterator<Item = &str> {
        let newer = match &self.body {
            Body::Unknown(body) => body.rest.get("evidence").and_then(serde_json::Value::as_array),
            _ => None,
        };
        let newer = newer.into_iter().flatten().filter_map(serde_json::Value::as_str);
        self.evidence().iter().map(String::as_str).chain(newer)
    }

    /// The day of its recording in Anyang (UTC+8, no summer time).
    #[must_use]
    pub fn recorded_on(&self) -> Date {
        civil_day(self.recorded_at)
    }
}

/// The day in Anyang (UTC+8, no summer time) at a moment.
#[must_use]
pub fn civil_day(moment: Timestamp) -> Date {
    jiff::tz::Offset::constant(8).to_datetime(moment).date()
}

/// Which of its two dates an event is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// What was true on the day.
    #[default]
    Effect,
    /// What was known on the day.
    Knowledge,
}

/// The day that is asked about, and by which clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AsOf {
    /// The day; its end is meant.
    pub date: Date,
    /// By effect or by knowledge.
    pub clock: Clock,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over by reference")]
fn is_zero(turn: &u32) -> bool {
    *turn == 0
}
