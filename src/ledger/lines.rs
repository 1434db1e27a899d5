//! Who knew what: the events of one subject in few lines, so that all that an author had seen is one
//! number for each line. An event stands in a line behind others only where its author had seen
//! them all; two inspectors who exchange now and then make two or three lines, one makes one.

use std::collections::{BTreeMap, HashMap};

use super::Event;

/// How many events of each line are known, by the number of the line; lines of which none is known
/// are left out. What an author has seen always is such a cut: who knows an event knows what
/// its author had seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct Cut(BTreeMap<usize, usize>);

impl Cut {
    /// How many events of a line it holds.
    fn of(&self, line: usize) -> usize {
        self.0.get(&line).copied().unwrap_or_default()
    }

    /// How many events it holds.
    pub(super) fn size(&self) -> usize {
        self.0.values().sum()
    }

    /// Takes in what another holds.
    pub(super) fn take(&mut self, other: &Self) {
        for (&line, &count) in &other.0 {
            let known = self.0.entry(line).or_default();
            *known = count.max(*known);
        }
    }

    /// What both hold.
    pub(super) fn and(&self, other: &Self) -> Self {
        let common = self.0.iter().map(|(&line, &count)| (line, count.min(other.of(line))));
        Self(common.filter(|&(_, count)| count > 0).collect())
    }

    /// How many events of each line it holds.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, usize)> {
        self.0.iter().map(|(&line, &count)| (line, count))
    }
}

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub line: usize,
    /// How many stand before it.
    pub rank: usize,
}

/// A subject's events in lines.
#[derive(Debug, Default)]
pub(super) struct Lines {
    spots: Vec<Spot>,
    /// What the author of each event had seen.
    pasts: Vec<Cut>,
    /// Everything.
    all: Cut,
}

impl Lines {
    /// Of events in the order of their turns, so that each comes after all that it saw. An event
    /// that is named as seen and does not come before is not here, or forged.
    pub(super) fn of(events: &[&Event]) -> Self {
        let mut lines = Self::default();
        let mut known = HashMap::new();
        let mut before = None;
        let mut length: Vec<usize> = Vec::new();
        for (at, event) in events.iter().enumerate() {
            let seen: Vec<usize> = match &event.saw {
                Some(saw) => saw.iter().filter_map(|id| known.get(id)).copied().collect(),
                // Of a ledger of before: it saw the one before, and so all.
                None => before.replace(at).into_iter().collect(),
            };
            let mut past = Cut::default();
            for seen in seen {
                past.take(&lines.with(seen));
            }
            // Behind the last of a line of which it saw all; else it begins one.
            let line = past
                .lines()
                .find(|&(line, count)| length[line] == count)
                .map_or(length.len(), |(line, _)| line);
            if line == length.len() {
                length.push(0);
            }
            lines.spots.push(Spot { line, rank: length[line] });
            length[line] += 1;
            lines.pasts.push(past);
            lines.all.0.insert(line, length[line]);
            known.insert(&event.id, at);
        }
        lines
    }

    /// Where an event stands.
    pub(super) fn spot(&self, at: usize) -> Spot {
        self.spots[at]
    }

    /// What an event's author had seen.
    pub(super) fn past(&self, at: usize) -> &Cut {
        &self.pasts[at]
    }

    /// What an event's author had seen, with the event.
    pub(super) fn with(&self, at: usize) -> Cut {
        let Spot { line, rank } = self.spots[at];
        let mut cut = self.pasts[at].clone();
        cut.0.insert(line, rank + 1);
        cut
    }

    /// Everything.
    pub(super) const fn all(&self) -> &Cut {
        &self.all
    }

    /// Whether a cut holds an event.
    pub(super) fn holds(&self, cut: &Cut, at: usize) -> bool {
        let Spot { line, rank } = self.spots[at];
        rank < cut.of(line)
    }
}
