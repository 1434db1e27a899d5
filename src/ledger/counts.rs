//! Which events count for a field: those that no undo takes back and no settlement overrules, where
//! undos and settlements must count themselves.

use std::collections::HashMap;

use jiff::civil::Date;

use super::field::REGISTER;
use super::subject::LONGEST_CHAIN;
use super::{AsOf, Body, Clock, Event, EventId, History, Subject};

/// When everything that was written has come about.
pub(super) const END: AsOf = AsOf { date: Date::MAX, clock: Clock::Effect };

/// Asks of one field, among the events that someone knows.
pub(super) struct Counting<'a, K> {
    history: &'a History,
    field: &'a str,
    /// Whether the event at a place is known.
    knows: K,
    answers: HashMap<usize, bool>,
    depth: usize,
}

impl<'a, K: Fn(usize) -> bool> Counting<'a, K> {
    pub(super) fn new(history: &'a History, field: &'a str, knows: K) -> Self {
        Self { history, field, knows, answers: HashMap::new(), depth: 0 }
    }

    /// Whether the event at a place, which is known, counts.
    pub(super) fn counts(&mut self, place: usize) -> bool {
        if let Some(&counts) = self.answers.get(&place) {
            return counts;
        }
        // Only a forged ledger goes round in rings or without end: there it ends.
        if self.depth >= LONGEST_CHAIN {
            return false;
        }
        self.answers.insert(place, false);
        self.depth += 1;
        let counts = !self.is_undone(place) && !self.is_overruled(place);
        self.depth -= 1;
        self.answers.insert(place, counts);
        counts
    }

    fn is_undone(&mut self, place: usize) -> bool {
        let history = self.history;
        history.undos_of(place).iter().any(|&undo| (self.knows)(undo) && self.counts(undo))
    }

    /// Whether the last settlement that speaks of an event in this field is against it.
    fn is_overruled(&mut self, place: usize) -> bool {
        let history = self.history;
        let Some(event) = history.at(place) else { return false };
        let mut last: Option<&Event> = None;
        for &settlement in history.settlements_of(place) {
            let Some(other) = history.at(settlement) else { continue };
            let is_later = last.is_none_or(|last| order(last) < order(other));
            if is_later && self.is_about(event, other) && (self.knows)(settlement) && self.counts(settlement)
            {
                last = Some(other);
            }
        }
        matches!(last.map(|last| &last.body), Some(Body::Settle(settled)) if settled.over.contains(&event.id))
    }

    /// Whether a settlement is of this field and of the event's subject, as every honest one is.
    fn is_about(&self, event: &Event, settlement: &Event) -> bool {
        matches!(&settlement.body, Body::Settle(settled) if settled.field == self.field)
            && self.history.subject(settlement) == self.history.subject(event)
    }
}

/// In what order settlements hold: who saw the other comes after it.
fn order(event: &Event) -> (u32, jiff::Timestamp, &EventId) {
    (event.turn, event.recorded_at, &event.id)
}

impl History {
    /// Whether what an event says of a field counts as of a day.
    #[must_use]
    pub fn counts(&self, event: &Event, field: &str, as_of: AsOf) -> bool {
        is_due(event, as_of) && self.stands(&event.id, field, known_on(as_of))
    }

    /// Whether neither an undo nor a settlement is against what an event says of a field, among those
    /// that were known on a day.
    fn stands(&self, event: &EventId, field: &str, known_on: Option<Date>) -> bool {
        let Some(place) = self.place(event) else { return true };
        if self.undos_of(place).is_empty() && self.settlements_of(place).is_empty() {
            return true;
        }
        let knows =
            |place| known_on.is_none_or(|day| self.at(place).is_some_and(|event| event.recorded_on() <= day));
        Counting::new(self, field, knows).counts(place)
    }

    /// Whether an event counts as of a day: in any of the fields that it touches.
    #[must_use]
    pub fn holds(&self, event: &Event, as_of: AsOf) -> bool {
        if !is_due(event, as_of) {
            return false;
        }
        let known_on = known_on(as_of);
        let is_answered = self
            .place(&event.id)
            .is_some_and(|at| !self.undos_of(at).is_empty() || !self.settlements_of(at).is_empty());
        if !is_answered {
            return true;
        }
        let fields = self.touches(event);
        match fields.is_empty() {
            true => self.stands(&event.id, "", known_on),
            false => fields.iter().any(|field| self.stands(&event.id, field, known_on)),
        }
    }

    /// The settlement against what an event says of a field, where one counts today.
    #[must_use]
    pub fn overruled_by(&self, event: &EventId, field: &str) -> Option<&Event> {
        let place = self.place(event)?;
        let subject = self.subject(self.get(event)?);
        let mut counting = Counting::new(self, field, |_| true);
        let settlements = self.settlements_of(place).iter().filter_map(|&at| Some((at, self.at(at)?)));
        let counting = settlements.filter(|(at, settlement)| {
            let is_of_field = matches!(&settlement.body, Body::Settle(settled) if settled.field == field);
            is_of_field && self.subject(settlement) == subject && counting.counts(*at)
        });
        let (_, last) = counting.max_by(|(_, a), (_, b)| order(a).cmp(&order(b)))?;
        matches!(&last.body, Body::Settle(settled) if settled.over.contains(event)).then_some(last)
    }
}

impl History {
    /// The fields in which settlements are against an event, with these.
    #[must_use]
    pub fn overruled<'a>(&'a self, event: &'a Event) -> Vec<(&'a str, &'a Event)> {
        if self.place(&event.id).is_none_or(|place| self.settlements_of(place).is_empty()) {
            return Vec::new();
        }
        // A settlement of the register is also against work on a site that is retired.
        let mut fields = self.touches(event);
        if !fields.contains(&REGISTER) && matches!(self.subject(event), Some(Subject::Site(_))) {
            fields.push(REGISTER);
        }
        let against = |field| Some((field, self.overruled_by(&event.id, field)?));
        fields.into_iter().filter_map(against).collect()
    }
}

fn is_due(event: &Event, as_of: AsOf) -> bool {
    event.effective_on <= as_of.date && known_on(as_of).is_none_or(|day| event.recorded_on() <= day)
}

const fn known_on(as_of: AsOf) -> Option<Date> {
    match as_of.clock {
        Clock::Effect => None,
        Clock::Knowledge => Some(as_of.date),
    }
}
