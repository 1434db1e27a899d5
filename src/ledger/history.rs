//! The events in memory and their fold: a site's state as of a day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{AsOf, Event};
use crate::site::{Site, Value};

/// Every event of a workspace, ready to be folded.
#[derive(Debug, Clone, Default)]
pub struct History {
    events: Vec<Event>,
}

/// A site as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteNow {
    /// The state's id.
    pub state: String,
    /// Since when, as far as is known.
    pub since: Option<Date>,
    /// The record's fields with those that events set.
    pub fields: BTreeMap<String, Value>,
    /// Whether any evidence came with its marks.
    pub has_evidence: bool,
}

impl History {
    /// All events, in the order of their recording.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The state of a site as of a day; `None` before it was in the register.
    #[must_use]
    pub fn fold(&self, _site: &Site, _as_of: AsOf) -> Option<SiteNow> {
        None
    }
}
