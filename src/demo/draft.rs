//! A record before it is written: where it stands, what its file says, and what will happen to it.

use geo::Geometry;
use jiff::civil::Date;

use super::pace::{LAST_DAY, workday};
use crate::site::Value;

/// A record and its history.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// The kind's id.
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) adcode: &'static str,
    pub(super) geometry: Geometry,
    /// The state on the day of registration, by id.
    pub(super) state: &'static str,
    pub(super) registered_on: Date,
    /// By the kind's field ids.
    pub(super) fields: Vec<(&'static str, Value)>,
    /// Properties that the kind does not know, under their own names.
    pub(super) further: Vec<(&'static str, Value)>,
    pub(super) steps: Vec<Step>,
}

/// One mark to come.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// The state after, by id.
    pub(super) to: &'static str,
    pub(super) on: Date,
    pub(super) set: Vec<(&'static str, Value)>,
    pub(super) note: Option<&'static str>,
    pub(super) picture: Option<Picture>,
    /// Made by mistake, and taken back by a counter-event a few days later.
    pub(super) taken_back: bool,
}

/// The pictures that stand in for photos.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picture {
    /// 取缔: closed.
    Closed,
    /// 合并: joined to a sewer.
    Joined,
    /// 规范: a sign beside it.
    Signed,
    /// A restored slope.
    Slope,
}

impl Step {
    pub(super) fn to(to: &'static str, on: Date) -> Self {
        Self { to, on, set: Vec::new(), note: None, picture: None, taken_back: false }
    }

    pub(super) fn set(mut self, field: &'static str, value: Value) -> Self {
        self.set.push((field, value));
        self
    }

    pub(super) fn note(mut self, note: Option<&'static str>) -> Self {
        self.note = note;
        self
    }

    pub(super) fn picture(mut self, picture: Picture) -> Self {
        self.picture = Some(picture);
        self
    }

    pub(super) fn taken_back(mut self) -> Self {
        self.taken_back = true;
        self
    }
}

impl Draft {
    /// Adds a mark on a working day, never before the one ahead of it, and none after the last day
    /// of the history.
    pub(super) fn then(&mut self, mut step: Step) {
        let earliest = self.steps.last().map_or(self.registered_on, |before| before.on);
        step.on = workday(step.on, earliest);
        if step.on <= LAST_DAY {
            self.steps.push(step);
        }
    }
}

pub(super) fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}
