//! What a package says of itself.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::PackageFault;
use crate::plan::Adcode;

/// The newest format that this Guatu reads, and the one that it writes.
const FORMAT: u64 = 1;

/// What a package says of itself, in `package.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The format, from 1.
    pub format: u64,
    /// The version of the Guatu that wrote it.
    pub guatu: String,
    /// The title of the plan that its events are about.
    pub plan: String,
    /// The one county whose events it holds; none for the whole ledger.
    pub county: Option<Adcode>,
    /// It holds what was recorded on this day or after it; none for everything.
    pub since: Option<Date>,
    /// How many events it holds.
    pub events: u64,
    /// How many photos and files it holds.
    pub evidence: u64,
}

/// What alone is read of a label before anything else.
#[derive(Deserialize)]
struct FormatOnly {
    format: u64,
}

impl Label {
    /// A label of this version.
    #[must_use]
    pub fn new(plan: &str, county: Option<Adcode>, since: Option<Date>) -> Self {
        let guatu = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, guatu, plan: plan.to_owned(), county, since, events: 0, evidence: 0 }
    }

    /// Reads a label.
    ///
    /// # Errors
    /// Where it is none, or one of a newer format.
    pub fn parse(json: &[u8]) -> Result<Self, PackageFault> {
        let wrong = |error: serde_json::Error| PackageFault::Label(error.to_string());
        let FormatOnly { format } = serde_json::from_slice(json).map_err(wrong)?;
        match format {
            1..=FORMAT => serde_json::from_slice(json).map_err(wrong),
            found => Err(PackageFault::Newer { found, known: FORMAT }),
        }
    }
}
