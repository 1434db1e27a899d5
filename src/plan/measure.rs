//! How a target is measured: over which sites, which of them count, how the number is made.
//!
//! A measure speaks of kinds, fields and states by their ids only; no task is named in code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A machine-readable measure beside a target's sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// The kind of site that is counted, for example `outfall`.
    pub site: String,
    /// What is computed.
    pub compute: Compute,
    /// Which sites of that kind are in the denominator.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    pub of: Condition,
    /// Which of those are counted.
    pub counted: Condition,
    /// How a city-wide target reaches the counties.
    #[serde(default)]
    pub split: Split,
}

/// What is computed from the counted sites.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Compute {
    /// counted / of, in percent. A share of nothing is no report.
    Share,
    /// The number of counted sites; against `== 0`, what remains.
    Count,
    /// The sum of a number field of the counted sites, in the unit of the target.
    Sum {
        /// The field that is added, for example `restored_area_ha`.
        field: String,
        /// The field that gives a site's weight in the register, for example `area_ha`. A site
        /// never adds more than this.
        of: String,
        /// Target units in one unit of the fields: 15 for 亩 in a hectare. Added first,
        /// converted once.
        per_unit: f64,
    },
}

/// A condition on a site: every listed field has one of the listed values, and the state is in
/// the list or at or past a state. What is not said is not asked.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Condition {
    /// Field id → accepted values.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Vec<String>>,
    /// Field id → values that take a site out (无需整治).
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub fields_not: BTreeMap<String, Vec<String>>,
    /// Field id → the smallest accepted number.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub at_least: BTreeMap<String, f64>,
    /// Accepted states.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// The state, or any later one in the kind's order. A relapse is outside that order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reached: Option<String>,
}

impl Condition {
    /// Asks nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How a city-wide target reaches the counties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Each county is held to the same target, or to its own where the plan names one.
    #[default]
    Same,
    /// Each county is held to its part of the target, by its part of the register. Parts of a
    /// `Sum` are exact; parts of a `Count` are whole (largest remainder) and add up to the target.
    ByRegister,
}
