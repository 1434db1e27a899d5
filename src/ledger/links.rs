//! The chains of a ledger's devices, small enough to hold those of a million events.

use std::collections::{HashMap, HashSet};

use super::Sealed;
use super::chain::sha256;

/// An event's place in the chain of its device.
#[derive(Debug, Clone, Copy)]
pub(super) struct Link {
    /// Its row.
    pub(super) row: i64,
    /// The hash of the one before it; none for the first.
    previous: Option<u128>,
    /// Its own.
    pub(super) hash: u128,
}

/// The chains of all devices.
#[derive(Debug, Default)]
pub(super) struct Links {
    chains: HashMap<String, Chain>,
}

#[derive(Debug, Default)]
struct Chain {
    /// In the order of the rows.
    links: Vec<Link>,
    hashes: HashSet<u128>,
    /// The row of the first event after each hash.
    after: HashMap<Option<u128>, i64>,
    forks: Vec<(i64, i64)>,
}

impl Links {
    /// Adds an event, the last in the order of the rows.
    pub(super) fn add(&mut self, device: &str, row: i64, sealed: &Sealed) {
        if !self.chains.contains_key(device) {
            self.chains.insert(device.to_owned(), Chain::default());
        }
        let Some(chain) = self.chains.get_mut(device) else { return };
        let Some(hash) = key(&sealed.hash) else { return };
        let previous = key(&sealed.previous);
        match chain.after.get(&previous) {
            Some(&first) => chain.forks.push((first, row)),
            None => drop(chain.after.insert(previous, row)),
        }
        chain.hashes.insert(hash);
        chain.links.push(Link { row, previous, hash });
    }

    /// A device's chain, in the order of the rows.
    pub(super) fn of(&self, device: &str) -> &[Link] {
        self.chains.get(device).map_or(&[], |chain| &chain.links)
    }

    /// Pairs of rows that follow the same event.
    pub(super) fn forks(&self) -> Vec<(i64, i64)> {
        let mut forks: Vec<_> = self.chains.values().flat_map(|chain| chain.forks.clone()).collect();
        forks.sort_unstable();
        forks
    }

    /// Whether the event before one is named and not there.
    pub(super) fn lacks_one_before(&self, device: &str, link: &Link) -> bool {
        let chain = self.chains.get(device);
        link.previous.is_some_and(|before| !chain.is_some_and(|chain| chain.hashes.contains(&before)))
    }

    /// Whether an event follows one.
    pub(super) fn is_followed(&self, device: &str, link: &Link) -> bool {
        self.chains.get(device).is_some_and(|chain| chain.after.contains_key(&Some(link.hash)))
    }

    /// How many gaps each device's chain has, where it has any, by device.
    pub(super) fn gaps(&self) -> Vec<(String, usize)> {
        let count = |device: &str, chain: &Chain| {
            chain.links.iter().filter(|link| self.lacks_one_before(device, link)).count()
        };
        let gaps = self.chains.iter().map(|(device, chain)| (device.clone(), count(device, chain)));
        let mut gaps: Vec<_> = gaps.filter(|(_, gaps)| *gaps > 0).collect();
        gaps.sort();
        gaps
    }
}

/// Half of a hash: enough to tell events apart, since seals are verified whole. None for the empty
/// hash, which stands before the first event.
pub(super) fn key(hash: &str) -> Option<u128> {
    if hash.is_empty() {
        return None;
    }
    let half = |hash: &str| u128::from_str_radix(hash.get(..32)?, 16).ok();
    half(hash).or_else(|| half(&sha256(hash.as_bytes())))
}
