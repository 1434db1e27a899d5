//! What an author saw of a subject: the events that no other had seen yet. Clocks lie, knowledge does
//! not: who saw an event comes after it.

use std::collections::HashSet;

use jiff::civil::Date;

use super::{Body, Event, EventId, History, Subject};

impl History {
    /// What an author who writes `body` now has seen: the last events on its subject, in the order of
    /// their recording, and the turn of the new event.
    #[must_use]
    pub fn seen(&self, body: &Body, effective_on: Date) -> (Vec<EventId>, u32) {
        let Some(subject) = self.subject_of(body, effective_on) else { return (Vec::new(), 1) };
        let heads = self.heads(&self.events_on(&subject));
        let turn = heads.iter().map(|event| event.turn).max().unwrap_or_default();
        (heads.into_iter().map(|event| event.id.clone()).collect(), turn.saturating_add(1))
    }

    /// The places of a subject's events, in the order of recording: what is said of it, and what
    /// undoes and settles that.
    pub(super) fn events_on(&self, subject: &Subject) -> Vec<usize> {
        self.with_answers(subject, self.said_on(subject))
    }

    /// Of what is said at these places that on a subject, with what undoes and settles it, in the order
    /// of recording.
    pub(super) fn with_answers(&self, subject: &Subject, mut places: Vec<usize>) -> Vec<usize> {
        let answers: Vec<usize> = places.iter().flat_map(|&place| self.answers_of(place)).collect();
        places.extend(answers);
        places.retain(|&place| {
            self.at(place).is_some_and(|event| self.subject(event).as_ref() == Some(subject))
        });
        places.sort_unstable();
        places.dedup();
        places
    }

    /// Those of a subject's events that no other of them saw, in the order of recording.
    pub(super) fn heads(&self, places: &[usize]) -> Vec<&Event> {
        let events: Vec<&Event> = places.iter().filter_map(|&place| self.at(place)).collect();
        let seen: HashSet<&EventId> =
            events.iter().filter_map(|event| event.saw.as_ref()).flatten().collect();
        // Of a ledger of before only the last event: it saw the others.
        let last = events.iter().rposition(|event| event.saw.is_none());
        let is_head = |(at, event): &(usize, &Event)| {
            !seen.contains(&event.id) && (event.saw.is_some() || Some(*at) == last)
        };
        events.iter().copied().enumerate().filter(is_head).map(|(_, event)| event).collect()
    }
}
