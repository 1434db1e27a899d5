//! An event as it is stored and as it travels: its very bytes with the seal over them.

use super::chain::seal;
use super::{Event, LedgerError};
use std::path::Path;

/// An event's JSON with its place in the chain of its device. The bytes are never written anew, so
/// that the seal holds on every device and in every version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// The hash of the device's event before it; empty for the first.
    pub previous: String,
    /// [`seal`] over `previous` and `json`.
    pub hash: String,
    /// The event.
    pub json: String,
}

impl Sealed {
    /// Whether the seal is that of these bytes.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        seal(&self.previous, &self.json) == self.hash
    }

    /// The event; `path` and `row` are for messages.
    ///
    /// # Errors
    /// Where the JSON is no event, or one of a known kind that lacks parts.
    pub fn event(&self, path: &Path, row: i64) -> Result<Event, LedgerError> {
        let damaged = |reason| LedgerError::Event { path: path.to_owned(), row, reason };
        Event::from_json(&self.json).map_err(damaged)
    }
}
