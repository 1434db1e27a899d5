//! What is written of a site beside its marks: that it came into the register, that it left it, and
//! which of two contradicting words about it holds.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::EventId;
use crate::plan::Adcode;
use crate::site::{SiteId, Value};

/// A site that came into the register on the event's day of effect: found in the field, not in any
/// file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Addition {
    /// Its code, new in the workspace.
    pub site: SiteId,
    /// Its layer, which says of what kind it is.
    pub layer: String,
    /// 名称
    pub name: String,
    /// 责任县区; none where it is the county whose polygon holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<Adcode>,
    /// Longitude in degrees, CGCS2000.
    pub lon: f64,
    /// Latitude in degrees, CGCS2000.
    pub lat: f64,
    /// Its state in the beginning.
    pub state: String,
    /// Its fields, by field id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub set: BTreeMap<String, Value>,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// SHA-256 of each photo or file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// A site that is in no number from the event's day of effect on: entered twice, entered by mistake,
/// or handed over to another city. Its record and its history stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retirement {
    /// The site.
    pub site: SiteId,
    /// Its layer.
    pub layer: String,
    /// Why.
    pub why: String,
    /// SHA-256 of each photo or file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// A conflict that a person settled: of two or more events that contradict each other in one field
/// one holds, and what the others say of that field does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// The site, where it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteId>,
    /// `state`, a field's id, `register`, or of what is said: `value`, `counties`, `light`.
    pub field: String,
    /// The event that holds.
    pub keep: EventId,
    /// Those that do not, in that field.
    pub over: Vec<EventId>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
