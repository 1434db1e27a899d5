//! Questions to all events at once, answered without making those that do not matter.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{AsOf, Clock, Event, History};
use crate::site::SiteId;

impl History {
    /// The moment of the last event of a device, in the order of events.
    #[must_use]
    pub fn last_recorded(&self, device: &str) -> Option<Timestamp> {
        self.records().last_of(device).map(|(last, _)| last)
    }

    /// The latest moment at which a device recorded: its clock may have been set back since.
    #[must_use]
    pub fn latest_recorded(&self, device: &str) -> Option<Timestamp> {
        self.records().last_of(device).map(|(_, latest)| latest)
    }

    /// Every site of which an event speaks.
    pub fn sites(&self) -> impl Iterator<Item = SiteId> {
        self.trails().filter(|(_, steps)| !steps.is_empty()).map(|(site, _)| site)
    }

    /// The events that count as of one of two days and not as of the other, in the order of their
    /// recording, with whether they count as of `to`.
    #[must_use]
    pub fn differing(&self, from: AsOf, to: AsOf) -> Vec<(&Event, bool)> {
        let answered: HashSet<usize> = self.answered().filter_map(|id| self.place(id)).collect();
        let is_due = |at: usize, as_of: AsOf| {
            let (effective_on, recorded_on) = self.records().days(at);
            let known = as_of.clock == Clock::Effect || recorded_on <= as_of.date;
            known && effective_on <= as_of.date
        };
        let may_differ = |&at: &usize| is_due(at, from) != is_due(at, to) || answered.contains(&at);
        let events = (0..self.len()).filter(may_differ).map(|at| self.event(at));
        let counts = events.map(|event| (event, self.holds(event, from), self.holds(event, to)));
        counts.filter(|(_, from, to)| from != to).map(|(event, _, to)| (event, to)).collect()
    }
}
