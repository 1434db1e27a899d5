//! Whether a measure fits its target, by itself: what no register could ever answer.

use super::{Comparator, Compute, Condition, Empty, Measure, Milestone, SiteMeasure, Split, Target};
use crate::text::{Lang, Say};

/// What contradicts itself in a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Contradiction {
    /// A remainder that is to grow, a smallest value that is to shrink, a largest that is to grow.
    #[error("what remains, or the worst value, is held to the wrong side of the number")]
    Direction,
    /// The worst value decides for every site; nothing else may count or not count.
    #[error("where the worst value decides, no further condition can count")]
    WorstCounted,
    /// A share, or a worst value, that is handed out by parts.
    #[error("a share or a worst value has no parts")]
    Parts,
    /// A share or a remainder of which every site is counted.
    #[error("every site would be counted: a condition is missing")]
    AllCounted,
    /// A word without a percentage is to give the number, but there is no word or no percentage.
    #[error("by_qualifier needs a qualifier and a number in %")]
    Qualifier,
    /// A change against a year that is computed from sites of today.
    #[error("a baseline year needs a number that is reported or published")]
    Baseline,
    /// A share or worst value of nothing that shall be zero.
    #[error("of nothing only a number of things, a sum or a remainder is zero")]
    EmptyZero,
    /// A limit, distance or factor that is no number above zero, or no number at all.
    #[error("a limit, distance or factor is no proper number")]
    Number,
    /// An alternative that asks nothing, so that all of them ask nothing.
    #[error("one of several alternatives asks nothing")]
    IdleAlternative,
}

impl Say for Contradiction {
    fn say(&self, lang: Lang) -> String {
        lang.get(match self {
            Self::Direction => "plan.measure_direction",
            Self::WorstCounted => "plan.measure_worst_counted",
            Self::Parts => "plan.measure_parts",
            Self::AllCounted => "plan.measure_all_counted",
            Self::Qualifier => "plan.measure_qualifier",
            Self::Baseline => "plan.measure_baseline",
            Self::EmptyZero => "plan.measure_empty_zero",
            Self::Number => "plan.measure_number",
            Self::IdleAlternative => "plan.measure_idle_alternative",
        })
        .to_owned()
    }
}

/// Everything in a target that contradicts itself.
pub(super) fn contradictions(milestone: &Milestone, target: &Target) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut says = |wrong: bool, what| found.extend(wrong.then_some(what));
    let percent = target.bound.unit == "%";
    says(target.by_qualifier && (milestone.qualifier.is_none() || !percent), Contradiction::Qualifier);
    says(!target.start_value.is_none_or(f64::is_finite), Contradiction::Number);
    if let Measure::Sites(measure) = &target.measure {
        says(target.baseline.is_some(), Contradiction::Baseline);
        found.extend(of_sites(target, measure));
    }
    found
}

fn of_sites(target: &Target, measure: &SiteMeasure) -> Vec<Contradiction> {
    let compute = &measure.compute;
    let grows = target.bound.comparator == Comparator::AtLeast;
    let worst = matches!(compute, Compute::Min { .. } | Compute::Max { .. });
    let share = *compute == Compute::Share;
    let direction = match compute {
        Compute::Remainder => grows,
        Compute::Min { .. } => !grows,
        Compute::Max { .. } => target.bound.comparator != Comparator::AtMost,
        Compute::Share | Compute::Count | Compute::Sum { .. } => false,
    };
    let factor = match compute {
        Compute::Sum { per_unit, .. } => *per_unit,
        _ => 1.0,
    };
    let parted = measure.split == Split::ByRegister || !target.per_county.is_empty();
    let all = measure.counted.is_empty() && (share || *compute == Compute::Remainder);
    let conditions = [&measure.of, &measure.counted];
    let wrong = [
        (direction, Contradiction::Direction),
        (worst && !measure.counted.is_empty(), Contradiction::WorstCounted),
        (parted && (share || worst), Contradiction::Parts),
        (all, Contradiction::AllCounted),
        (measure.empty == Empty::Zero && (share || worst), Contradiction::EmptyZero),
        (!is_above_zero(factor) || conditions.iter().any(|c| !has_numbers(c)), Contradiction::Number),
        (conditions.iter().any(|condition| is_idle(condition)), Contradiction::IdleAlternative),
    ];
    wrong.into_iter().filter(|(wrong, _)| *wrong).map(|(_, what)| what).collect()
}

fn is_above_zero(number: f64) -> bool {
    number.is_finite() && number > 0.0
}

fn has_numbers(condition: &Condition) -> bool {
    let limits = [&condition.at_least, &condition.more_than, &condition.less_than];
    limits.into_iter().flat_map(|limits| limits.values()).all(|limit| limit.is_finite())
        && condition.near.as_ref().is_none_or(|near| is_above_zero(near.km))
        && condition.any.iter().all(has_numbers)
}

fn is_idle(condition: &Condition) -> bool {
    condition.any.iter().any(|way| way.is_empty() || is_idle(way))
}
