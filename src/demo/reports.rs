//! What is said rather than marked: the counties' half-yearly reports on numbers, their word on
//! promises without numbers, and the city's own numbers.
//!
//! Every value is invented. Where a table names a number, it is a number of this program.

use jiff::civil::Date;

use super::chance::Chance;
use super::pace::after;
use super::pen::Pen;
use super::{declared, numbers};
use crate::ledger::{Body, Event, Report, Said};
use crate::plan::{Adcode, MilestoneId};

/// The code under which the city itself reports.
pub(super) const CITY: &str = "410500";

/// One report before it is written down.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) milestone: &'static str,
    /// Which number of the milestone, from 1.
    pub(super) target: usize,
    pub(super) adcode: &'static str,
    pub(super) on: Date,
    pub(super) said: Said,
    pub(super) source: String,
    /// The office that writes it down.
    pub(super) office: &'static str,
}

/// Every report as an event.
pub(super) fn write(seed: u64) -> Vec<Event> {
    let mut chance = Chance::of(seed, "reports");
    let mut words = numbers::of_counties(&mut chance);
    words.extend(numbers::of_the_city());
    words.extend(declared::words());
    let mut events = Vec::new();
    for word in words {
        let late = chance.whole(1, 9);
        let report = Report {
            milestone: MilestoneId(word.milestone.to_owned()),
            county: Adcode(word.adcode.to_owned()),
            target: word.target,
            said: word.said,
            source: word.source,
        };
        let mut pen = Pen::of_office(&mut chance, word.office);
        events.push(pen.event(word.on, after(word.on, late), Body::Report(report)));
    }
    events
}
