//! Exchanging work with others: what is asked before a package comes or goes, and the conflicts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::io::package::Label;
use crate::ledger::{Conflict, EventId};
use crate::plan::Adcode;
use crate::site::SiteId;
use crate::status::{Moved, NumberMoved};
use crate::text::Bilingual;
use crate::workspace::Verified;

/// What the window knows of packages and conflicts.
#[derive(Debug, Default)]
pub struct Exchange {
    /// What is being asked or told, over everything.
    pub dialog: Option<Dialog>,
    /// Packages are being merged: the ledger is with the job, so that nothing else is written.
    pub merging: bool,
    /// The day of the last package of this session, by county; none for the whole ledger.
    pub packed_on: BTreeMap<Option<Adcode>, Date>,
    /// Every conflict, the open ones first.
    pub conflicts: Arc<Vec<Conflict>>,
    /// How many of them are open.
    pub open: usize,
    /// Sites that an open conflict is about.
    pub sites: BTreeSet<SiteId>,
    /// The conflicts are on screen.
    pub showing: bool,
    /// Which of them is looked at.
    pub at: usize,
    /// Which of its sides is chosen.
    pub side: usize,
    /// What each side would move, where it can be told.
    pub outcomes: Arc<Vec<Outcome>>,
    /// The length of the history that the conflicts are of.
    pub(super) known: Option<usize>,
}

/// What is being asked or told.
#[derive(Debug, Clone, PartialEq)]
pub enum Dialog {
    /// Whether these packages shall be merged.
    Offer(Vec<Offer>),
    /// What a package shall hold.
    Pack(PackDraft),
    /// Whether a folder shall be opened, where something would be lost by it.
    Open(PathBuf),
    /// What verifying found.
    Verified(Box<Verified>),
}

/// A package that was looked into.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// Where it is.
    pub path: PathBuf,
    /// What it holds, or why it cannot be taken in.
    pub holds: Result<Holds, Bilingual>,
}

/// What a package holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holds {
    /// What it says of itself.
    pub label: Label,
    /// How many of its events are not here yet.
    pub new: usize,
}

/// What a package shall hold.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PackDraft {
    /// Only of this county; none for the whole ledger.
    pub county: Option<Adcode>,
    /// Only what was recorded since this day, as typed; empty for everything.
    pub since: String,
}

impl PackDraft {
    /// The day since which.
    ///
    /// # Errors
    /// Where what was typed is no day.
    pub fn day(&self) -> Result<Option<Date>, jiff::Error> {
        let text = self.since.trim();
        if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
    }
}

/// What keeping one side of a conflict would move.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// The side's event.
    pub event: Option<EventId>,
    /// The lights.
    pub moved: Vec<Moved>,
    /// The numbers.
    pub numbers: Vec<NumberMoved>,
}

impl Exchange {
    /// The conflict that is looked at.
    #[must_use]
    pub fn chosen(&self) -> Option<&Conflict> {
        self.conflicts.get(self.at)
    }
}
