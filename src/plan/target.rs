//! The numbers of a promise: at least, at most or exactly so much of what.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Adcode, Compute, Measure, SiteMeasure};
use crate::text::Bilingual;

/// One number that a milestone promises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// What is counted, for a reader.
    pub metric: Bilingual,
    /// The number, in the file as `>= 70 %`.
    pub bound: Bound,
    /// The year that a change is counted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// The value at the start of the schedule; none means the one computed for that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_value: Option<f64>,
    /// A number of each county's own, where the plan names one; `bound` then holds their sum.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub per_county: BTreeMap<Adcode, f64>,
    /// No number of the plan: its sentence asks for all or for none, and this says so in a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub implied: bool,
    /// The number follows from the milestone's qualifier (基本, 力争, 原则上), whose percentage the
    /// rule file sets; `bound` is the default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_qualifier: bool,
    /// Where its value comes from.
    pub measure: Measure,
}

impl Target {
    /// Whether a counted site is what the plan wants fewer of: a fire point, a relapse.
    #[must_use]
    pub fn counts_unwanted(&self) -> bool {
        let counted = self.over_sites().is_some_and(|sites| sites.compute == Compute::Count);
        counted && self.bound.comparator != Comparator::AtLeast
    }

    /// The measure over sites; none where the number is reported or published.
    #[must_use]
    pub fn over_sites(&self) -> Option<&SiteMeasure> {
        match &self.measure {
            Measure::Sites(sites) => Some(sites),
            Measure::Reported | Measure::Published => None,
        }
    }
}

/// The year whose value a change is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// For example 2020.
    pub year: i16,
    /// Up or down.
    pub change: Change,
}

/// The direction of a promised change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// 提高
    Rise,
    /// 下降
    Fall,
}

/// How a value is held against its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparator {
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
    /// Exactly.
    Exactly,
}

/// A comparator, a number and a unit. Written `>= 70 %`, `<= 158 名`, `== 0 座`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Bound {
    /// At least, at most or exactly.
    pub comparator: Comparator,
    /// The number in `unit`, finite.
    pub value: f64,
    /// `%`, `个`, `亩` …, as the plan writes it.
    pub unit: String,
}

impl Bound {
    /// The same bound at another number.
    #[must_use]
    pub fn at(&self, value: f64) -> Self {
        Self { value, ..self.clone() }
    }

    /// Whether a value meets it. Sums of decimals differ from their exact value in the last
    /// digits, so a billionth of the number is let go.
    #[must_use]
    pub fn meets(&self, value: f64) -> bool {
        let slack = 1e-9 * self.value.abs().max(1.0);
        match self.comparator {
            Comparator::AtLeast => value >= self.value - slack,
            Comparator::AtMost => value <= self.value + slack,
            Comparator::Exactly => (value - self.value).abs() <= slack,
        }
    }
}

impl Comparator {
    /// `>=`, `<=` or `==`.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::AtMost => "<=",
            Self::Exactly => "==",
        }
    }
}

impl TryFrom<String> for Bound {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut parts = text.split_whitespace();
        let (Some(sign), Some(number), Some(unit), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(format!("`{text}` is not like `>= 70 %`"));
        };
        let comparator = [Comparator::AtLeast, Comparator::AtMost, Comparator::Exactly]
            .into_iter()
            .find(|comparator| comparator.sign() == sign)
            .ok_or_else(|| format!("`{sign}` in `{text}` is none of >= <= =="))?;
        let value = number.parse().ok().filter(|value: &f64| value.is_finite());
        Ok(Self {
            comparator,
            value: value.ok_or_else(|| format!("`{number}` in `{text}` is not a number"))?,
            unit: unit.to_owned(),
        })
    }
}

impl From<Bound> for String {
    fn from(bound: Bound) -> Self {
        bound.to_string()
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.comparator.sign(), self.value, self.unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(text: &str) -> Bound {
        Bound::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn a_bound_reads_and_writes_as_a_person_does() {
        for text in [">= 70 %", "<= 1.8 %", "== 0 座", ">= 570 万千瓦"] {
            assert_eq!(bound(text).to_string(), text);
        }
    }

    #[test]
    fn a_damaged_bound_is_refused() {
        for text in ["", "70 %", ">= 70", "> 70 %", ">= NaN %", ">= inf %", ">= 70 % x"] {
            assert!(Bound::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_sum_of_decimals_meets_its_exact_number() {
        let hectares: f64 = std::iter::repeat_n(0.1, 4730).sum();
        assert!(bound(">= 7095 亩").meets(hectares * 15.0));
        assert!(!bound(">= 7095 亩").meets(7094.99));
        assert!(bound("== 0 座").meets(0.0) && !bound("== 0 座").meets(1.0));
        assert!(bound("<= 158 名").meets(158.0) && !bound("<= 158 名").meets(159.0));
    }
}
