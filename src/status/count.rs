//! Counting: where a site falls under a measure, and what a group of sites adds up to.

use super::standing::Standing;
use crate::ledger::SiteNow;
use crate::plan::{Compute, Condition, SiteMeasure};
use crate::site::{Kind, Site, Value};

/// Why a site is not counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Why<'a> {
    /// Its state is not far enough.
    State,
    /// A field has another value than the measure asks for.
    Field(&'a str),
    /// A field that the measure needs is empty or not a number.
    Missing(&'a str),
    /// A number is below the measure's limit.
    Below(&'a str, f64),
}

/// Where a site falls under a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Falls<'a> {
    /// Counted, and adds so much.
    Counted(f64),
    /// In the denominator, not counted.
    Open(Why<'a>),
    /// Not in the denominator.
    Outside(Why<'a>),
}

/// Where a site falls.
pub(super) fn falls<'a>(measure: &'a SiteMeasure, kind: &Kind, site: &Standing<'_>) -> Falls<'a> {
    if let Some(why) = refused(&measure.of, kind, site) {
        return Falls::Outside(why);
    }
    if let Compute::Sum { of, .. } = &measure.compute
        && site.number(of).is_none()
    {
        return Falls::Outside(Why::Missing(of));
    }
    if let Some(why) = refused(&measure.counted, kind, site) {
        return Falls::Open(why);
    }
    match &measure.compute {
        Compute::Share | Compute::Count | Compute::Remainder | Compute::Min { .. } | Compute::Max { .. } => {
            Falls::Counted(1.0)
        }
        // Never more than the patch holds: a restored area beyond it is a slip of the record.
        Compute::Sum { field, of, .. } => match (site.number(field), site.number(of)) {
            (Some(number), Some(most)) => Falls::Counted(number.min(most).max(0.0)),
            _ => Falls::Open(Why::Missing(field)),
        },
    }
}

/// Whether a site as of a day is in a measure's denominator. A site of 无需整治 is not.
#[must_use]
pub fn in_denominator(measure: &SiteMeasure, kind: &Kind, site: &Site, now: SiteNow<'_>) -> bool {
    !matches!(falls(measure, kind, &Standing { site, now }), Falls::Outside(_))
}

/// What a site weighs in the register, for a target that is split by it.
fn weight(measure: &SiteMeasure, site: &Standing<'_>) -> f64 {
    match &measure.compute {
        Compute::Share | Compute::Count | Compute::Remainder | Compute::Min { .. } | Compute::Max { .. } => {
            1.0
        }
        Compute::Sum { of, .. } => site.number(of).unwrap_or_default(),
    }
}

fn refused<'a>(condition: &'a Condition, kind: &Kind, site: &Standing<'_>) -> Option<Why<'a>> {
    for (field, accepted) in &condition.fields {
        match site.field(field) {
            None => return Some(Why::Missing(field)),
            Some(value) if !among(value, accepted) => return Some(Why::Field(field)),
            Some(_) => {}
        }
    }
    for (field, refused) in &condition.fields_not {
        if site.field(field).is_some_and(|value| among(value, refused)) {
            return Some(Why::Field(field));
        }
    }
    for (field, least) in &condition.at_least {
        match site.number(field) {
            None => return Some(Why::Missing(field)),
            Some(number) if number < *least => return Some(Why::Below(field, *least)),
            Some(_) => {}
        }
    }
    let state = site.now.state;
    let asks_state = !condition.states.is_empty() || condition.reached.is_some();
    let reached = condition.reached.as_ref().is_some_and(|goal| kind.has_reached(state, goal));
    (asks_state && !reached && !condition.states.iter().any(|accepted| accepted == state))
        .then_some(Why::State)
}

fn among(value: &Value, list: &[String]) -> bool {
    match value {
        Value::Text(text) => list.contains(text),
        Value::Number(_) => list.contains(&value.to_string()),
    }
}

/// What a group of sites adds up to under a measure.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Tally {
    /// How many are counted.
    pub counted: usize,
    /// Of how many.
    pub of: usize,
    /// What the counted add, in the unit of the field.
    pub sum: f64,
    /// What all of them weigh in the register.
    pub weight: f64,
    /// Whether any of them is demonstration data.
    pub demo: bool,
}

impl Tally {
    /// Adds up a group.
    pub(super) fn over(measure: &SiteMeasure, kind: &Kind, sites: &[Standing<'_>]) -> Self {
        let mut tally = Self::default();
        for site in sites {
            let adds = match falls(measure, kind, site) {
                Falls::Counted(adds) => Some(adds),
                Falls::Open(_) => None,
                Falls::Outside(_) => continue,
            };
            tally = tally.and(Self {
                counted: usize::from(adds.is_some()),
                of: 1,
                sum: adds.unwrap_or_default(),
                weight: weight(measure, site),
                demo: site.site.demo,
            });
        }
        tally
    }

    /// Two groups together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            counted: self.counted + other.counted,
            of: self.of + other.of,
            sum: self.sum + other.sum,
            weight: self.weight + other.weight,
            demo: self.demo || other.demo,
        }
    }

    /// The measured value in the unit of the target; none where there is nothing to measure.
    pub(super) fn value(&self, compute: &Compute) -> Option<f64> {
        if self.of == 0 {
            return None;
        }
        Some(match compute {
            Compute::Share => 100.0 * self.counted as f64 / self.of as f64,
            Compute::Count => self.counted as f64,
            Compute::Remainder => (self.of - self.counted) as f64,
            Compute::Min { .. } | Compute::Max { .. } => return None,
            Compute::Sum { per_unit, .. } => self.sum * per_unit,
        })
    }
}
