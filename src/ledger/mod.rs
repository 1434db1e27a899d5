//! What happened: append-only events, the state as their fold, the SQLite journal.

mod chain;
mod error;
mod event;
mod history;
mod journal;

pub use chain::{seal, sha256};
pub use error::LedgerError;
pub use event::{AsOf, Author, Body, Clock, Event, EventId, UnknownBody, civil_day};
pub use history::{History, SiteNow};
pub use journal::{Journal, read, read_bytes};
