//! A site's events in few bytes and in the order in which they hold: a million are folded as one
//! looks at the map.

use jiff::civil::Date;

use super::records::Records;
use super::{AsOf, Body, Clock, Event};

/// One event of a site.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub effective_on: Date,
    pub recorded_on: Date,
    /// Its place among the history's events.
    pub at: usize,
    /// The place of its state among the history's states; none where it is no mark.
    pub to: Option<u32>,
    /// Whether it brings the site into the register or takes it out; none where neither.
    pub enters: Option<bool>,
    /// Whether it moves the state, where it is a mark: else it keeps whatever the state is.
    pub moves: bool,
    /// Whether it sets fields.
    pub sets: bool,
    /// Whether evidence came with it.
    pub has_evidence: bool,
    /// Whether any counter-event names it; then what was known on a day is asked of those.
    pub disputed: bool,
    /// Whether any settlement speaks of it or of its counter-events; then each field is asked for itself.
    pub settled: bool,
    /// Whether a counter-event holds against it as of today's knowledge.
    pub undone: bool,
}

/// Every event of a site, counter-events among them: by day of effect, then by turn, then
/// by moment of recording, then by id.
#[derive(Debug, Clone, Default)]
pub(super) struct Trail {
    steps: Vec<Step>,
}

impl Trail {
    pub(super) fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Of a site's events in the order of recording.
    pub(super) fn of(mut steps: Vec<Step>, records: &Records) -> Self {
        steps.sort_by(|a, b| {
            let day = a.effective_on.cmp(&b.effective_on);
            day.then_with(|| records.order(a.at).cmp(&records.order(b.at)))
        });
        Self { steps }
    }

    /// Adds an event where it holds; `records` has it already.
    pub(super) fn insert(&mut self, step: Step, records: &Records) {
        let before = |other: &Step| {
            let day = other.effective_on.cmp(&step.effective_on);
            day.then_with(|| records.order(other.at).cmp(&records.order(step.at))).is_lt()
        };
        match self.steps.last() {
            Some(last) if !before(last) => {
                let place = self.steps.partition_point(before);
                self.steps.insert(place, step);
            }
            _ => self.steps.push(step),
        }
    }

    /// The step of an event.
    pub(super) fn step_mut(&mut self, at: usize) -> Option<&mut Step> {
        self.steps.iter_mut().find(|step| step.at == at)
    }
}

impl Step {
    /// Of an event that says nothing of a site's state.
    pub(super) const fn plain(effective_on: Date, recorded_on: Date, at: usize) -> Self {
        Self {
            effective_on,
            recorded_on,
            at,
            to: None,
            enters: None,
            moves: false,
            sets: false,
            has_evidence: false,
            disputed: false,
            settled: false,
            undone: false,
        }
    }

    /// `to` where it is a mark.
    pub(super) fn new(event: &Event, at: usize, to: Option<u32>) -> Self {
        let (moves, sets, has_evidence) = match &event.body {
            Body::Mark { from, to, set, evidence, .. } => (from != to, !set.is_empty(), !evidence.is_empty()),
            Body::Add(added) => (false, false, !added.evidence.is_empty()),
            _ => (false, false, false),
        };
        let enters = match &event.body {
            Body::Add(_) => Some(true),
            Body::Retire(_) => Some(false),
            _ => None,
        };
        let plain = Self::plain(event.effective_on, event.recorded_on(), at);
        Self { to, enters, moves, sets, has_evidence, ..plain }
    }

    /// Whether all of it counts as of a day, or nothing; none where its settlements must be asked, or
    /// its counter-events what was known.
    pub(super) fn holds(&self, as_of: AsOf) -> Option<bool> {
        match as_of.clock {
            Clock::Effect if self.effective_on > as_of.date => Some(false),
            Clock::Effect if self.settled => None,
            Clock::Effect => Some(!self.undone),
            Clock::Knowledge if self.effective_on > as_of.date || self.recorded_on > as_of.date => {
                Some(false)
            }
            Clock::Knowledge => (!self.disputed).then_some(true),
        }
    }
}
