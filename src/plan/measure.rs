//! How a target is measured: over which sites, which of them count, how the number is made.
//!
//! A measure speaks of kinds, fields and states by their ids only; no task is named in code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Where a target's value comes from: the machine-readable measure beside its sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Each county reports its own number.
    Reported,
    /// One number for the whole city, published by a bureau or a higher body; it holds for every
    /// county that is bound.
    Published,
    /// Computed from sites.
    Sites(Box<SiteMeasure>),
}

/// A measure over the sites of one kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteMeasure {
    /// The kind of site that is counted, for example `outfall`.
    pub kind: String,
    /// What is computed.
    pub compute: Compute,
    /// Which sites of that kind are in the denominator.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    pub of: Condition,
    /// Which of those are counted.
    #[serde(default, skip_serializing_if = "Condition::is_empty")]
    pub counted: Condition,
    /// How a city-wide target reaches the counties.
    #[serde(default)]
    pub split: Split,
    /// What a denominator without sites means.
    #[serde(default, skip_serializing_if = "Empty::is_default")]
    pub empty: Empty,
}

/// What is computed from the counted sites.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Compute {
    /// counted / of, in percent. A share of nothing is no report.
    Share,
    /// The number of counted sites.
    Count,
    /// The number of sites in the denominator that are not counted: what remains.
    Remainder,
    /// The smallest value of a number field; every site must be at least as good as the target.
    Min {
        /// The field, for example `flue_gas_recirculation_pct`.
        field: String,
    },
    /// The largest value of a number field, for example the worst grade of a road.
    Max {
        /// The field, for example `dust_grade`.
        field: String,
    },
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

/// A condition on a site: everything that is said must hold. The state is in the list, or at or
/// past a state. What is not said is not asked.
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
    /// Field id → a number that the field must exceed.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub more_than: BTreeMap<String, f64>,
    /// Field id → a number that the field must stay below.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub less_than: BTreeMap<String, f64>,
    /// At least one of these holds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// It entered the register in the calendar year that is asked about.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub registered_this_year: bool,
    /// It lies near a site of another kind, in whatever county that one is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near: Option<Near>,
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

/// Nearness to a site of another kind, along the geodesic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Near {
    /// The other kind, for example `monitoring_point`.
    pub kind: String,
    /// Field id → accepted values of the other site.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, Vec<String>>,
    /// At most so many kilometres; at the limit still near.
    pub km: f64,
}

/// What a denominator without sites means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Empty {
    /// Nothing is known: the register may not be filled yet.
    #[default]
    Unknown,
    /// None happened, or none is there: the number is zero, once the register holds any site of
    /// the kind in the city.
    Zero,
}

impl Empty {
    fn is_default(&self) -> bool {
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
