//! A record before it is written: where it stands, what its file says, and what will happen to it.

use geo::Geometry;
use jiff::civil::{Date, date};

use super::design::CountyDesign;
use super::pace::{LAST_DAY, workday};
use crate::site::Value;

/// When the lists that the plan counts by were drawn up.
const LISTED: Date = date(2023, 9, 4);

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

/// In place of a state's id: the state before.
const STAYS: &str = "";

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
    /// A problem that is mended.
    Mended,
}

impl Step {
    pub(super) fn to(to: &'static str, on: Date) -> Self {
        Self { to, on, set: Vec::new(), note: None, picture: None, taken_back: false }
    }

    /// Keeps the state, whatever it is by then, and sets fields.
    pub(super) fn stay(on: Date) -> Self {
        Self::to(STAYS, on)
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
    /// A record that was listed before the plan began and of which nothing happened yet. Its code
    /// is the county's initials, the layer's letters and a number.
    pub(super) fn new(
        kind: &'static str,
        design: &CountyDesign,
        (letters, serial): (&str, usize),
        name: impl Into<String>,
        geometry: Geometry,
    ) -> Self {
        Self {
            kind,
            id: format!("{}-{letters}-{serial:02}", design.initials),
            name: name.into(),
            adcode: design.adcode,
            geometry,
            state: "not_started",
            registered_on: LISTED,
            fields: Vec::new(),
            further: Vec::new(),
            steps: Vec::new(),
        }
    }

    pub(super) fn with(mut self, field: &'static str, value: Value) -> Self {
        self.fields.push((field, value));
        self
    }

    pub(super) fn since(mut self, day: Date) -> Self {
        self.registered_on = day;
        self
    }

    pub(super) fn in_state(mut self, state: &'static str) -> Self {
        self.state = state;
        self
    }

    /// The state after its marks, by id.
    pub(super) fn state_now(&self) -> &'static str {
        let kept = self.steps.iter().rev().find(|step| !step.taken_back);
        kept.map_or(self.state, |step| step.to)
    }

    /// Adds marks in the order of their days.
    pub(super) fn then_all(&mut self, mut steps: Vec<Step>) {
        steps.sort_by_key(|step| step.on);
        for step in steps {
            self.then(step);
        }
    }

    /// Adds a mark on a working day, never before the one ahead of it, and none after the last day
    /// of the history.
    pub(super) fn then(&mut self, mut step: Step) {
        let earliest = self.steps.last().map_or(self.registered_on, |before| before.on);
        step.on = workday(step.on, earliest);
        if step.to == STAYS {
            step.to = self.state_now();
        }
        if step.on <= LAST_DAY {
            self.steps.push(step);
        }
    }
}

/// A number as a field holds it.
pub(super) fn number(number: f64) -> Value {
    Value::Number(number)
}

pub(super) fn text(words: impl Into<String>) -> Value {
    Value::Text(words.into())
}
