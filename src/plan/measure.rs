//! How a milestone is measured: which sites, which of them count, against what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A machine-readable measure beside a target's sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    /// What is computed.
    #[serde(flatten)]
    pub kind: MeasureKind,
    /// The kind of site that is counted, for example `outfall`.
    pub site: String,
    /// Which sites of that kind are in the denominator.
    #[serde(default)]
    pub of: Condition,
    /// Which of those are counted.
    pub counted: Condition,
    /// How a city-wide target reaches the counties.
    #[serde(default)]
    pub split: Split,
}

/// What is computed from the counted sites.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "measure", rename_all = "snake_case")]
pub enum MeasureKind {
    /// counted / of, in percent. A share of nothing is no report.
    Share,
    /// The number of counted sites.
    Count,
    /// The sum of a number field of the counted sites, in the unit of the target.
    Sum {
        /// The field that is added, for example `restored_area_ha`.
        field: String,
        /// The field that gives a site's weight in the denominator, for example `area_ha`.
        of_field: String,
        /// Target units in one unit of the fields: 15 for 亩 in a hectare.
        per_unit: f64,
    },
}

/// A condition on a site: every listed field has one of the listed values, and the state is in
/// the list or at or past a state. Empty lists say nothing.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Condition {
    /// Field id → accepted values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Vec<String>>,
    /// Field id → values that take a site out (无需整治).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields_not: BTreeMap<String, Vec<String>>,
    /// Field id → the smallest accepted number.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub at_least: BTreeMap<String, f64>,
    /// Accepted states.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// The state, or any later one in the kind's order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reached: Option<String>,
}

/// How a city-wide target reaches the counties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Each county is held to the same target, or to its own where the plan names one.
    #[default]
    Same,
    /// Each county is held to its part of the target, by its part of the denominator.
    ByRegister,
}
