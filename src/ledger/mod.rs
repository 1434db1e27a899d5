//! What happened: append-only events, the state as their fold, the SQLite journal.

mod before;
mod branching;
mod case;
mod chain;
mod claim;
mod conflict;
mod counts;
mod error;
mod event;
mod fault;
pub mod field;
mod gather;
mod history;
mod journal;
mod lines;
mod links;
mod many;
mod place;
mod read;
mod records;
mod said;
mod schema;
mod sealed;
mod seen;
mod sites;
mod subject;
mod trail;
mod verify;
mod words;
mod written;

pub use chain::{seal, sha256, sha256_of};
pub use claim::Claim;
pub use conflict::{Conflict, Side};
pub use error::LedgerError;
pub use event::{AsOf, Author, Body, Clock, Event, EventId, UnknownBody, civil_day};
pub use fault::{Broken, Fault};
pub use history::{History, SiteNow};
pub use journal::{Journal, Taken};
pub use read::{read, read_bytes, read_history, read_history_bytes, read_sealed, read_sealed_bytes};
pub use said::{Assignment, Judgement, Report, Ruled, Said};
pub use sealed::Sealed;
pub use sites::{Addition, Retirement, Settlement};
pub use subject::Subject;
pub use verify::{Checked, verify, verify_bytes};

/// A new UUID (version 7) of a moment: unique on any device.
#[must_use]
pub fn new_id(now: jiff::Timestamp) -> String {
    let seconds = u64::try_from(now.as_second()).unwrap_or_default();
    let nanos = u32::try_from(now.subsec_nanosecond()).unwrap_or_default();
    let moment = uuid::Timestamp::from_unix(uuid::NoContext, seconds, nanos);
    uuid::Uuid::new_v7(moment).to_string()
}

/// A name for a device that has none: chance alone, no moment.
#[must_use]
pub fn new_device() -> String {
    new_id(jiff::Timestamp::UNIX_EPOCH)
}
