//! What happened: append-only events, the state as their fold, the SQLite journal.

mod event;
mod history;

pub use event::{AsOf, Author, Body, Clock, Event, EventId, UnknownBody, civil_day};
pub use history::{History, SiteNow};
