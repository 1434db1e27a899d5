//! One subject as it looks to those who know a part of its events.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::claim::Claim;
use super::counts::Counting;
use super::field::{REGISTER, STATE};
use super::lines::{Cut, Lines};
use super::{Body, Event, EventId, History};

/// A subject's events, by who knew them and by the fields that they touch.
pub(super) struct Case<'a> {
    pub history: &'a History,
    /// In the order of their turns: each after all that its author had seen.
    pub events: Vec<&'a Event>,
    pub lines: Lines,
    at: HashMap<usize, usize>,
    fields: BTreeMap<&'a str, Strand>,
    /// The state before every mark, as the first of them found it.
    found: Option<Claim>,
}

/// The events that touch a field.
#[derive(Default)]
struct Strand {
    /// By line, in its order.
    lines: HashMap<usize, Vec<usize>>,
    /// In the order in which they hold.
    holding: Vec<usize>,
}

impl<'a> Case<'a> {
    /// Of the events of one subject, by their places.
    pub(super) fn new(history: &'a History, places: &[usize]) -> Self {
        let mut placed: Vec<(usize, &Event)> =
            places.iter().filter_map(|&place| Some((place, history.at(place)?))).collect();
        placed.sort_by(|(_, a), (_, b)| (a.turn, a.recorded_at, &a.id).cmp(&(b.turn, b.recorded_at, &b.id)));
        let events: Vec<&Event> = placed.iter().map(|&(_, event)| event).collect();
        let at = placed.iter().enumerate().map(|(at, &(place, _))| (place, at)).collect();
        let lines = Lines::of(&events);
        let mut holding: Vec<usize> = (0..events.len()).collect();
        // Stable: events of one day stay in the order of their turns.
        holding.sort_by_key(|&at| events[at].effective_on);

        let is_retired = events.iter().any(|event| matches!(event.body, Body::Retire(_)));
        let mut fields: BTreeMap<&str, Strand> = BTreeMap::new();
        for (at, event) in events.iter().enumerate() {
            let mut touched = history.touches(event);
            // Where a site was retired, every act on it speaks of its being there.
            if is_retired && !touched.is_empty() && !touched.contains(&REGISTER) {
                touched.push(REGISTER);
            }
            for field in touched {
                fields.entry(field).or_default().lines.entry(lines.spot(at).line).or_default().push(at);
            }
        }
        for strand in fields.values_mut() {
            let mut touching = vec![false; events.len()];
            strand.lines.values().flatten().for_each(|&at| touching[at] = true);
            strand.holding = holding.iter().copied().filter(|&at| touching[at]).collect();
        }
        let first = holding.iter().find_map(|&at| match &events[at].body {
            Body::Mark { from, .. } if !from.is_empty() => Some(Claim::State(from.clone())),
            _ => None,
        });
        Self { history, events, lines, at, fields, found: first }
    }

    /// Which of its events has an id.
    pub(super) fn number(&self, id: &EventId) -> Option<usize> {
        self.at.get(&self.history.place(id)?).copied()
    }

    /// Its fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'a str> {
        self.fields.keys().copied()
    }

    /// The events that touch a field, in the order of their turns.
    pub(super) fn touching(&self, field: &str) -> Vec<usize> {
        let mut touching = self.fields.get(field).map(|strand| strand.holding.clone()).unwrap_or_default();
        touching.sort_unstable();
        touching
    }

    /// Of the events of a cut that touch a field those that no other of them saw.
    pub(super) fn heads(&self, cut: &Cut, field: &str) -> Vec<usize> {
        let Some(strand) = self.fields.get(field) else { return Vec::new() };
        let last = cut.lines().filter_map(|(line, count)| {
            let touching = strand.lines.get(&line)?;
            let known = touching.partition_point(|&at| self.lines.spot(at).rank < count);
            touching.get(known.checked_sub(1)?).copied()
        });
        let last: Vec<usize> = last.collect();
        let mut seen = Cut::default();
        last.iter().for_each(|&at| seen.take(self.lines.past(at)));
        let mut heads: Vec<usize> = last.into_iter().filter(|&at| !self.lines.holds(&seen, at)).collect();
        heads.sort_unstable();
        heads
    }

    /// Whether an event counts for a field among those of a cut.
    pub(super) fn counts(&self, cut: &Cut, field: &str, at: usize) -> bool {
        self.history.place(&self.events[at].id).is_some_and(|place| self.counting(cut, field).counts(place))
    }

    fn counting<'c>(&'c self, cut: &'c Cut, field: &'c str) -> Counting<'c, impl Fn(usize) -> bool> {
        let knows = |place| self.at.get(&place).is_some_and(|&at| self.lines.holds(cut, at));
        Counting::new(self.history, field, knows)
    }

    /// What a field holds for who knows the events of a cut, at the end of time.
    pub(super) fn claim(&self, cut: &Cut, field: &str) -> Option<Claim> {
        let mut counting = self.counting(cut, field);
        let said = |&at: &usize| {
            let claim = Claim::of(&self.events[at].body, field)?;
            counting.counts(self.history.place(&self.events[at].id)?).then_some(claim)
        };
        let strand = self.fields.get(field);
        let said = match strand.map(|strand| &strand.holding) {
            None => None,
            // Who knows little is not asked about all: of very many heads each would be.
            Some(holding) if cut.size() < holding.len() / 4 => self.latest(cut, field).iter().find_map(said),
            Some(holding) => holding.iter().rev().filter(|&&at| self.lines.holds(cut, at)).find_map(said),
        };
        said.or_else(|| self.found.clone().filter(|_| field == STATE))
    }

    /// The events of a cut that touch a field, the last to hold first.
    fn latest(&self, cut: &Cut, field: &str) -> Vec<usize> {
        let Some(strand) = self.fields.get(field) else { return Vec::new() };
        let touching = cut.lines().filter_map(|(line, count)| Some((strand.lines.get(&line)?, count)));
        let mut known: Vec<usize> = touching
            .flat_map(|(touching, count)| {
                touching.iter().copied().take_while(move |&at| self.lines.spot(at).rank < count)
            })
            .collect();
        known.sort_unstable_by_key(|&at| Reverse((self.events[at].effective_on, at)));
        known
    }

    /// What all fields hold but whether it is in the register: what was done about it.
    pub(super) fn work(&self, cut: &Cut) -> Vec<Option<Claim>> {
        self.fields().filter(|field| *field != REGISTER).map(|field| self.claim(cut, field)).collect()
    }
}
