//! What came of taking in a package.

use crate::io::package::Label;
use crate::ledger::{Conflict, EventId};
use crate::site::SiteId;
use crate::text::{Bilingual, Lang, Say, one_line};

/// What came of taking in a package.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// What the package says of itself.
    pub label: Label,
    /// How many events were not here before.
    pub new: usize,
    /// How many were.
    pub known: usize,
    /// How many photos and files were not here before, or not whole any more.
    pub evidence: usize,
    /// How many of its events saw events that are not here.
    pub gaps: usize,
    /// Every conflict of the ledger that is open now.
    pub conflicts: Vec<Conflict>,
    /// What a person should look at.
    pub warnings: Vec<MergeWarning>,
}

/// What a person should look at after a merge. The events were taken in all the same, but for the
/// one of [`OtherBytes`](Self::OtherBytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeWarning {
    /// The package is about another plan, of this title.
    OtherPlan(String),
    /// Events are dated after today.
    Future {
        /// The first.
        first: EventId,
        /// How many.
        count: usize,
    },
    /// Events are about sites that this workspace does not know.
    UnknownSites {
        /// The first.
        first: SiteId,
        /// How many sites.
        count: usize,
    },
    /// Photos and files that events name are neither in the package nor here.
    MissingEvidence {
        /// The first, by its SHA-256.
        first: String,
        /// How many.
        count: usize,
    },
    /// So many events saw events that are not here.
    Gaps(usize),
    /// An event of a known id that says something else: it was refused, ours stays.
    OtherBytes(EventId),
}

impl MergeWarning {
    /// Its id, as in JSON.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::OtherPlan(_) => "other_plan",
            Self::Future { .. } => "future",
            Self::UnknownSites { .. } => "unknown_sites",
            Self::MissingEvidence { .. } => "missing_evidence",
            Self::Gaps(_) => "gaps",
            Self::OtherBytes(_) => "other_bytes",
        }
    }

    /// Whether something was refused.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(self, Self::OtherBytes(_))
    }
}

impl Say for MergeWarning {
    fn say(&self, lang: Lang) -> String {
        let key = format!("package.warn_{}", self.rule());
        match self {
            Self::OtherPlan(plan) => lang.fill(&key, &[("plan", &one_line(plan))]),
            Self::Future { first, count } => {
                lang.fill(&key, &[("event", &first.0), ("count", &count.to_string())])
            }
            Self::UnknownSites { first, count } => {
                lang.fill(&key, &[("site", &one_line(&first.0)), ("count", &count.to_string())])
            }
            Self::MissingEvidence { first, count } => {
                lang.fill(&key, &[("sha256", first), ("count", &count.to_string())])
            }
            Self::Gaps(count) => lang.fill(&key, &[("count", &count.to_string())]),
            Self::OtherBytes(event) => lang.fill(&key, &[("event", &event.0)]),
        }
    }
}

/// An event in a package of one county that is another's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherCounty {
    /// The package.
    pub file: String,
    /// The county that it says it is of.
    pub county: Bilingual,
    /// The event.
    pub event: String,
    /// Whose it is: another county's, or the city's.
    pub other: Bilingual,
}

impl Say for OtherCounty {
    fn say(&self, lang: Lang) -> String {
        let values = [
            ("file", one_line(&self.file)),
            ("county", self.county.get(lang).to_owned()),
            ("event", self.event.clone()),
            ("other", self.other.get(lang).to_owned()),
        ];
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lang.fill("package.other_county", &values)
    }
}
