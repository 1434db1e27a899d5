//! What is wrong with an event of a ledger, or with its evidence.

use super::EventId;
use crate::text::{Lang, Say};

/// What verifying found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The event; none where the file itself is damaged.
    pub event: Option<EventId>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Garbage where a page of the file should be: what SQLite says.
    Page(String),
    /// It cannot be read from a damaged page.
    Unreadable,
    /// Its text is no event: why.
    NoEvent(String),
    /// Its text is not what was sealed.
    Changed,
    /// The columns beside its text say another id or device.
    Columns,
    /// Its text and its seal are not those that the next event was written after.
    Resealed,
    /// The roll names it, and it is not there.
    Removed,
    /// The event before it in the chain of this device is not there.
    BeforeMissing,
    /// The events that this device wrote after it are not there, or it is not what was written.
    TailMissing,
    /// It was not written by way of Guatu: the roll or the head of this device's chain knows nothing of it.
    Inserted,
    /// It is there twice.
    Doubled,
    /// Two events follow the same one in the chain of one device: the other of them.
    Forked(EventId),
    /// A photo or file that it names, by its SHA-256, is not there.
    EvidenceMissing(String),
    /// A photo or file that it names is not what it was: the file.
    EvidenceChanged(String),
    /// A photo or file that it names cannot be read: the file and why.
    EvidenceUnreadable {
        /// The file.
        file: String,
        /// What the system said.
        why: String,
    },
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Page(why) => lang.fill("ledger.fault_page", &[("why", why)]),
            Self::Unreadable => lang.get("ledger.fault_unreadable").to_owned(),
            Self::NoEvent(why) => lang.fill("ledger.fault_no_event", &[("why", why)]),
            Self::Changed => lang.get("ledger.fault_changed").to_owned(),
            Self::Columns => lang.get("ledger.fault_columns").to_owned(),
            Self::Resealed => lang.get("ledger.fault_resealed").to_owned(),
            Self::Removed => lang.get("ledger.fault_removed").to_owned(),
            Self::BeforeMissing => lang.get("ledger.fault_before_missing").to_owned(),
            Self::TailMissing => lang.get("ledger.fault_tail_missing").to_owned(),
            Self::Inserted => lang.get("ledger.fault_inserted").to_owned(),
            Self::Doubled => lang.get("ledger.fault_doubled").to_owned(),
            Self::Forked(other) => lang.fill("ledger.fault_forked", &[("other", &other.0)]),
            Self::EvidenceMissing(hash) => lang.fill("ledger.fault_evidence_missing", &[("hash", hash)]),
            Self::EvidenceChanged(file) => lang.fill("ledger.fault_evidence_changed", &[("file", file)]),
            Self::EvidenceUnreadable { file, why } => {
                lang.fill("ledger.fault_evidence_unreadable", &[("file", file), ("why", why)])
            }
        }
    }
}
