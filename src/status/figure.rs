//! One number of a milestone, with all that it rests on.

use jiff::civil::Date;
use serde::Serialize;

use super::heard::{self, Heard};
use super::pace::{self, Pace};
use super::promise::{MilestoneNow, shown};
use super::reason::{SiteReason, sites};
use super::standing::Board;
use super::{Light, Silence, wording};
use crate::plan::Measure;
use crate::text::{Bilingual, Lang};

/// One number that a milestone asks for, in one county: what is asked, how it stands, and the
/// sites or the reports behind it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// Its place among the milestone's numbers, from 1.
    pub number: usize,
    /// What is measured.
    pub metric: Bilingual,
    /// Where its value comes from.
    pub from: Origin,
    /// The measure in words: what is counted, over what.
    pub how: Bilingual,
    /// The plan's sentence has no number, and this one says "all" or "none" for it.
    pub implied: bool,
    /// `>=`, `<=` or `==`.
    pub comparator: &'static str,
    /// The number that is asked of the county, in `unit`.
    pub target: Option<f64>,
    /// `%`, `亩` …
    pub unit: String,
    /// Its own light.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// Why nothing is known, where nothing is.
    pub silence: Option<Silence>,
    /// The value from which the schedule counts, in `unit`.
    pub start_value: Option<f64>,
    /// The value in `unit`.
    pub value: Option<f64>,
    /// The value that the schedule expects on the day, in `unit`.
    pub expected: Option<f64>,
    /// How far behind the schedule, in points (percent of the way).
    pub lag: Option<f64>,
    /// How many sites count; none where no sites are counted.
    pub counted: Option<usize>,
    /// Of how many.
    pub of: Option<usize>,
    /// How fast it moves and must; none where it is met, or nothing is counted.
    pub pace: Option<Pace>,
    /// The reports behind it: the value, then the value of the baseline year.
    pub said: Vec<Heard>,
    /// The sites behind it: not counted, counted, outside the denominator.
    pub sites: Vec<SiteReason>,
}

/// Where a number comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Computed from sites.
    Sites,
    /// Reported by the county.
    Reported,
    /// Published for the whole city.
    Published,
}

/// Every number of a milestone in one county (by its place in the plan), in the plan's order.
pub(super) fn figures<'a>(
    board: &mut Board<'a>,
    now: &MilestoneNow<'a>,
    day: Date,
    county: usize,
) -> Vec<Figure> {
    (0..now.targets.len()).map(|at| figure(board, now, at, day, county)).collect()
}

fn figure<'a>(board: &mut Board<'a>, now: &MilestoneNow<'a>, at: usize, day: Date, county: usize) -> Figure {
    let target_now = &now.targets[at];
    let target = target_now.target;
    let measure = target.over_sites();
    let adcode = &board.inputs.plan.counties[county].adcode;
    Figure {
        number: at + 1,
        metric: target.metric.clone(),
        from: match target.measure {
            Measure::Sites(_) => Origin::Sites,
            Measure::Reported => Origin::Reported,
            Measure::Published => Origin::Published,
        },
        how: {
            let kinds = board.inputs.kinds;
            let say = |lang| wording(now.milestone, target, target_now.asked, kinds, lang);
            Bilingual { zh: say(Lang::Zh), en: say(Lang::En) }
        },
        implied: target.implied,
        comparator: target.bound.comparator.sign(),
        target: target_now.asked.map(shown),
        unit: target.bound.unit.clone(),
        light: target_now.verdict.light,
        late: target_now.verdict.late,
        silence: target_now.silence,
        start_value: target_now.start_value.map(shown),
        value: target_now.value.map(shown),
        expected: target_now.verdict.expected.map(shown),
        lag: target_now.verdict.lag.map(shown),
        counted: target_now.tally.map(|tally| tally.counted),
        of: target_now.tally.map(|tally| tally.of),
        said: heard::on_number(board, now.milestone, at + 1, adcode, day),
        pace: pace::pace(board, now, at, county).ok(),
        sites: measure
            .map(|measure| sites(board, measure, target_now.bound(), day, county))
            .unwrap_or_default(),
    }
}
