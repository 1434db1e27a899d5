//! Counting: where a site falls under a measure, and what a group of sites adds up to.

use super::condition::{Why, refused};
use super::context::Context;
use super::standing::Standing;
use crate::plan::{Compute, SiteMeasure};
use crate::site::Kind;

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
pub(super) fn falls<'a>(
    measure: &'a SiteMeasure,
    kind: &Kind,
    site: &Standing<'_>,
    context: &Context<'_>,
) -> Falls<'a> {
    if let Some(why) = refused(&measure.of, kind, site, context) {
        return Falls::Outside(why);
    }
    if let Compute::Sum { of, .. } = &measure.compute
        && site.number(of).is_none()
    {
        return Falls::Outside(Why::Missing(of));
    }
    if let Some(why) = refused(&measure.counted, kind, site, context) {
        return Falls::Open(why);
    }
    match &measure.compute {
        Compute::Share | Compute::Count | Compute::Remainder => Falls::Counted(1.0),
        Compute::Min { field } | Compute::Max { field } => match site.number(field) {
            None => Falls::Open(Why::Missing(field)),
            Some(number) if context.bound.as_ref().is_some_and(|bound| !bound.meets(number)) => {
                Falls::Open(Why::Short(field, number))
            }
            Some(number) => Falls::Counted(number),
        },
        // Never more than the patch holds: a restored area beyond it is a slip of the record.
        Compute::Sum { field, of, .. } => match (site.number(field), site.number(of)) {
            (Some(number), Some(most)) => Falls::Counted(number.min(most).max(0.0)),
            _ => Falls::Open(Why::Missing(field)),
        },
    }
}

/// What a site weighs in the register, for a target that is split by it.
fn weight(measure: &SiteMeasure, site: &Standing<'_>) -> f64 {
    match &measure.compute {
        Compute::Sum { of, .. } => site.number(of).unwrap_or_default(),
        _ => 1.0,
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
    /// The smallest and the largest number of the field whose worst value decides.
    pub range: Option<(f64, f64)>,
    /// How many have no such number.
    pub unknown: usize,
    /// Whether any of them is demonstration data.
    pub demo: bool,
    /// Whether the register holds any, in the denominator or not.
    pub held: bool,
}

impl Tally {
    /// Adds up a group.
    pub(super) fn over(
        measure: &SiteMeasure,
        kind: &Kind,
        sites: &[Standing<'_>],
        context: &Context<'_>,
    ) -> Self {
        sites.iter().map(|site| Self::of(measure, kind, site, context)).fold(Self::default(), Self::and)
    }

    /// One site by itself.
    pub(super) fn of(measure: &SiteMeasure, kind: &Kind, site: &Standing<'_>, context: &Context<'_>) -> Self {
        let adds = match falls(measure, kind, site, context) {
            Falls::Counted(adds) => Some(adds),
            Falls::Open(_) => None,
            Falls::Outside(_) => return Self { held: true, ..Self::default() },
        };
        let number = match &measure.compute {
            Compute::Min { field } | Compute::Max { field } => Some(site.number(field)),
            _ => None,
        };
        Self {
            counted: usize::from(adds.is_some()),
            of: 1,
            sum: adds.unwrap_or_default(),
            weight: weight(measure, site),
            range: number.flatten().map(|number| (number, number)),
            unknown: usize::from(number == Some(None)),
            demo: site.site.demo,
            held: true,
        }
    }

    /// Two groups together.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            counted: self.counted + other.counted,
            of: self.of + other.of,
            sum: self.sum + other.sum,
            weight: self.weight + other.weight,
            range: match (self.range, other.range) {
                (Some((least, most)), Some((low, high))) => Some((least.min(low), most.max(high))),
                (range, other) => range.or(other),
            },
            unknown: self.unknown + other.unknown,
            demo: self.demo || other.demo,
            held: self.held || other.held,
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
            Compute::Min { .. } => self.range?.0,
            Compute::Max { .. } => self.range?.1,
            Compute::Sum { per_unit, .. } => self.sum * per_unit,
        })
    }
}
