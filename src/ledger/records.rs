//! The events of a history as they are kept in memory.

use jiff::{Timestamp, civil::Date};

use super::{Event, EventId};

/// Events by their places.
#[derive(Debug, Clone, Default)]
pub(super) struct Records {
    events: Vec<Event>,
}

impl Records {
    pub(super) const fn len(&self) -> usize {
        self.events.len()
    }

    pub(super) fn reserve(&mut self, more: usize) {
        self.events.reserve(more);
    }

    pub(super) fn push(&mut self, event: Event) {
        self.events.push(event);
    }

    /// The event at a place that an index names.
    pub(super) fn event(&self, at: usize) -> &Event {
        &self.events[at]
    }

    /// By which of two events of one subject the later one to hold is the greater.
    pub(super) fn order(&self, at: usize) -> (Date, u32, Timestamp, &EventId) {
        let event = self.event(at);
        (event.effective_on, event.turn, event.recorded_at, &event.id)
    }
}
