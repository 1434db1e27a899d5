//! How fast a county moves toward a target, and how fast it must.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Serialize;

use super::count::Tally;
use super::standing::Board;
use crate::plan::{Bound, Comparator, Compute, SiteMeasure};
use crate::text::Lang;

/// Weeks over which today's pace is measured: a quarter, so that one busy week does not decide.
pub const WEEKS: i32 = 13;

/// What is left of a promise, and the weekly steps toward it. All three are in sites where sites
/// are counted, else in the unit of the target.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pace {
    /// How much is left.
    pub left: f64,
    /// What each week until the deadline must bring; none once it is over, or without one.
    pub needed_per_week: Option<f64>,
    /// What each of the last [`WEEKS`] weeks brought.
    pub current_per_week: f64,
    /// The last day on which it will be met at that pace; none where nothing moves.
    pub met_on: Option<Date>,
    /// Whether it is counted in sites.
    pub in_sites: bool,
}

impl Pace {
    /// `还差 12 个，每周需 0.9 个，近 13 周每周 0.6 个`; `unit` is that of the milestone.
    #[must_use]
    pub fn to_text(&self, unit: Option<&str>, lang: Lang) -> String {
        let unit = if self.in_sites { lang.get("status.sites") } else { unit.unwrap_or_default() };
        let number = |value: f64| format!("{} {}", (value * 10.0).round() / 10.0, unit).trim_end().to_owned();
        let values = [
            ("left", number(self.left)),
            ("needed", self.needed_per_week.map(number).unwrap_or_default()),
            ("current", number(self.current_per_week)),
            ("weeks", WEEKS.to_string()),
        ];
        let key = if self.needed_per_week.is_some() { "status.pace" } else { "status.pace_over" };
        lang.fill(key, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}

/// The pace of a measure in one county (by its place in the plan), held to its own `bound`, as of a
/// day. None where it is met, where it asks for less of what was done and not for more, and where
/// the worst value decides.
pub(super) fn pace<'a>(
    board: &mut Board<'a>,
    measure: &'a SiteMeasure,
    bound: &Bound,
    deadline: Option<Date>,
    day: Date,
    county: usize,
) -> Option<Pace> {
    let grows = bound.comparator == Comparator::AtLeast;
    let now = tally(board, measure, bound, day, county)?;
    let before = tally(board, measure, bound, day.checked_sub(WEEKS.weeks()).ok()?, county)?;
    let done = |tally: &Tally| match &measure.compute {
        Compute::Sum { per_unit, .. } => tally.sum * per_unit,
        _ => tally.counted as f64,
    };
    let goal = match &measure.compute {
        // A billionth is let go: 70 % of 10 are 7 sites, not 8.
        Compute::Share if grows => (bound.value / 100.0 * now.of as f64 - 1e-9).ceil(),
        Compute::Count | Compute::Sum { .. } if grows => bound.value,
        // What may remain is what need not be finished.
        Compute::Remainder if !grows => now.of as f64 - bound.value,
        _ => return None,
    };
    let left = goal - done(&now);
    if left <= 0.0 {
        return None;
    }
    let current_per_week = (done(&now) - done(&before)) / f64::from(WEEKS);
    let weeks_left = deadline.map(|deadline| f64::from((deadline - day).get_days()) / 7.0);
    Some(Pace {
        left,
        needed_per_week: weeks_left.filter(|weeks| *weeks > 0.0).map(|weeks| left / weeks.max(1.0)),
        current_per_week,
        met_on: (current_per_week > 0.0).then(|| after(day, left / current_per_week)).flatten(),
        in_sites: !matches!(measure.compute, Compute::Sum { .. }),
    })
}

fn tally<'a>(
    board: &mut Board<'a>,
    measure: &'a SiteMeasure,
    bound: &Bound,
    day: Date,
    county: usize,
) -> Option<Tally> {
    let kind = board.inputs.kinds.get(&measure.kind)?;
    let context = board.context(measure, Some(bound.clone()), day);
    let standings = board.standings(&measure.kind, day, county);
    Some(Tally::over(measure, kind, &standings, &context))
}

/// The day so many weeks later; none beyond the calendar.
fn after(day: Date, weeks: f64) -> Option<Date> {
    let days = (weeks * 7.0).ceil();
    // Ten thousand years are beyond every plan.
    (days < 3_650_000.0).then(|| day.checked_add(Span::new().days(days as i32)).ok()).flatten()
}
