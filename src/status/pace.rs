//! How fast a county moves toward a number, and how fast it must.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Serialize;

use super::count::Tally;
use super::promise::MilestoneNow;
use super::standing::Board;
use super::tell::with_unit;
use super::{Silence, reported};
use crate::plan::{Adcode, Bound, Compute, Measure, SiteMeasure};
use crate::text::Lang;

/// Weeks over which today's pace is measured: a quarter, so that one busy week does not decide.
pub const WEEKS: i32 = 13;

/// What is left of a promise, and the weekly steps toward it: in sites where sites are counted,
/// else in the unit of the target.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Pace {
    /// How much is left.
    pub left: f64,
    /// What each week until the deadline must bring; none once it is over, or without one.
    pub needed_per_week: Option<f64>,
    /// What each week brought of late; below zero where it went the other way. None where only one
    /// value is known.
    pub current_per_week: Option<f64>,
    /// Over how many weeks that is: [`WEEKS`] for what is counted, and from one report to another
    /// for what is reported.
    pub over_weeks: Option<f64>,
    /// The day on which it will be met at that pace; none where nothing moves toward it.
    pub met_on: Option<Date>,
    /// Whether that day is in time; none without a deadline, or where no pace is known.
    pub in_time: Option<bool>,
    /// Whether it is counted in sites.
    pub in_sites: bool,
}

/// Why a number has no pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPace {
    /// It is met.
    Met,
    /// It has no number: it is done or not.
    Declared,
    /// Nothing is known of it.
    #[serde(untagged)]
    Silent(Silence),
}

impl Pace {
    /// `还差 12 个，每周需 0.9 个，近 13 周每周 0.6 个，照此 2025-03-01 达到`; `unit` is that of the
    /// number.
    #[must_use]
    pub fn to_text(&self, unit: Option<&str>, lang: Lang) -> String {
        let unit = if self.in_sites { lang.get("status.sites") } else { unit.unwrap_or_default() };
        let number = |value: f64| {
            let digits = if value.abs() < 1.0 { 100.0 } else { 10.0 };
            with_unit((value * digits).round() / digits, unit).trim_end().to_owned()
        };
        let mut parts = vec![lang.fill("status.pace_left", &[("left", &number(self.left))])];
        parts
            .extend(self.needed_per_week.map(|n| lang.fill("status.pace_needed", &[("needed", &number(n))])));
        match (self.current_per_week, self.over_weeks) {
            (Some(current), Some(weeks)) => {
                let weeks = format!("{}", weeks.round());
                let values = [("current", number(current)), ("weeks", weeks)];
                let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                parts.push(lang.fill("status.pace_current", &values));
            }
            _ => parts.push(lang.get("status.pace_unknown").to_owned()),
        }
        parts.extend(self.met_on.map(|day| lang.fill("status.pace_arrives", &[("date", &day.to_string())])));
        parts.join(lang.get("status.comma"))
    }
}

impl NoPace {
    /// In a few words.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Met => lang.get("status.pace_met"),
            Self::Declared => lang.get("status.pace_declared"),
            Self::Silent(silence) => lang.get(silence.key()),
        }
    }
}

/// The pace of one number of a milestone (by its place, from 0) in one county (by its place in the
/// plan), as of the day on which the milestone was judged.
pub(super) fn pace<'a>(
    board: &mut Board<'a>,
    now: &MilestoneNow<'a>,
    at: usize,
    county: usize,
) -> Result<Pace, NoPace> {
    let (target_now, day) = (&now.targets[at], now.when.today);
    if let Some(silence) = target_now.silence {
        return Err(NoPace::Silent(silence));
    }
    let (Some(value), Some(bound)) = (target_now.value, target_now.bound()) else {
        return Err(NoPace::Silent(Silence::NothingToCount));
    };
    if bound.meets(value) {
        return Err(NoPace::Met);
    }
    let plan = board.inputs.plan;
    let steps = match &target_now.target.measure {
        Measure::Sites(measure) => counted(board, measure, &bound, value, day, county),
        Measure::Reported => Some(said(board, now, at, &plan.counties[county].adcode, &bound)),
        Measure::Published => Some(said(board, now, at, &plan.city_adcode, &bound)),
    };
    let steps = steps.filter(|steps| steps.left > 0.0).ok_or(NoPace::Silent(Silence::NothingToCount))?;
    Ok(steps.toward(now.when.deadline, day, steps_are_sites(&target_now.target.measure)))
}

fn steps_are_sites(measure: &Measure) -> bool {
    matches!(measure, Measure::Sites(measure) if !matches!(measure.compute, Compute::Sum { .. }))
}

/// What is left, and how fast it became less.
struct Steps {
    left: f64,
    /// Per week, over so many weeks up to a day.
    current: Option<(f64, f64, Date)>,
}

impl Steps {
    fn toward(&self, deadline: Option<Date>, day: Date, in_sites: bool) -> Pace {
        let weeks_left = deadline.map(|deadline| weeks(day, deadline)).filter(|weeks| *weeks > 0.0);
        let arrives = self.current.and_then(|(per_week, _, since)| {
            let on = (per_week > 0.0).then(|| after(since, self.left / per_week)).flatten();
            // What was reported long ago and is not known to be met is met tomorrow at the soonest.
            on.map(|on| on.max(day))
        });
        Pace {
            left: self.left,
            needed_per_week: weeks_left.map(|weeks| self.left / weeks.max(1.0)),
            current_per_week: self.current.map(|(per_week, ..)| per_week),
            over_weeks: self.current.map(|(_, weeks, _)| weeks),
            met_on: arrives,
            in_time: deadline
                .filter(|_| self.current.is_some())
                .map(|deadline| arrives.is_some_and(|on| on <= deadline)),
            in_sites,
        }
    }
}

/// Of what is counted: today and a quarter ago. None where nobody defined the kind.
fn counted<'a>(
    board: &mut Board<'a>,
    measure: &'a SiteMeasure,
    bound: &Bound,
    value: f64,
    day: Date,
    county: usize,
) -> Option<Steps> {
    let now = tally(board, measure, bound, (day, day), county)?;
    // A count of this year starts at nothing on New Year, not with last year's.
    let before = tally(board, measure, bound, (day.checked_sub(WEEKS.weeks()).ok()?, day), county)?;
    let grows = value < bound.value;
    let counted = |tally: &Tally| tally.counted as f64;
    let (left, moved) = match &measure.compute {
        // A billionth is let go: 70 % of 10 are 7 sites, not 8.
        Compute::Share if grows => {
            let goal = (bound.value / 100.0 * now.of as f64 - 1e-9).ceil();
            (goal - counted(&now), counted(&now) - counted(&before))
        }
        Compute::Share => {
            let most = (bound.value / 100.0 * now.of as f64 + 1e-9).floor();
            (counted(&now) - most, counted(&before) - counted(&now))
        }
        // Every site must be good enough: each that is not is one to go.
        Compute::Min { .. } | Compute::Max { .. } => {
            (now.of as f64 - counted(&now), counted(&now) - counted(&before))
        }
        // A register that was empty knows nothing of what remained: all of today's did.
        Compute::Remainder if before.of == 0 => (value - bound.value, counted(&now)),
        Compute::Count | Compute::Sum { .. } | Compute::Remainder => {
            let was = before.value(&measure.compute).unwrap_or_default();
            ((bound.value - value).abs(), if grows { value - was } else { was - value })
        }
    };
    let weeks = f64::from(WEEKS);
    Some(Steps { left, current: Some((moved / weeks, weeks, day)) })
}

/// Of what is reported: the last value, and the one a quarter before it; where there is none so old,
/// the first.
fn said(board: &Board<'_>, now: &MilestoneNow<'_>, at: usize, whose: &Adcode, bound: &Bound) -> Steps {
    let values = reported::values(board, now.milestone, at + 1, whose, now.when.today);
    let Some(&(last_on, last)) = values.last() else {
        return Steps { left: 0.0, current: None };
    };
    let quarter_ago = now.when.today.checked_sub(WEEKS.weeks()).unwrap_or(last_on);
    let old = values.iter().rev().find(|(on, _)| *on <= quarter_ago && *on < last_on);
    let first = values.first().filter(|(on, _)| *on < last_on);
    let current = old.or(first).map(|&(on, value)| {
        let toward = if last < bound.value { last - value } else { value - last };
        let weeks = weeks(on, last_on);
        (toward / weeks, weeks, last_on)
    });
    Steps { left: (bound.value - last).abs(), current }
}

fn tally<'a>(
    board: &mut Board<'a>,
    measure: &'a SiteMeasure,
    bound: &Bound,
    (day, year_of): (Date, Date),
    county: usize,
) -> Option<Tally> {
    let kind = board.inputs.kinds.get(&measure.kind)?;
    let context = board.context(measure, Some(bound.clone()), day).in_year_of(year_of);
    let standings = board.standings(&measure.kind, day, county);
    Some(Tally::over(measure, kind, &standings, &context))
}

fn weeks(from: Date, to: Date) -> f64 {
    f64::from((to - from).get_days()) / 7.0
}

/// The day so many weeks later; none beyond the calendar.
fn after(day: Date, weeks: f64) -> Option<Date> {
    let days = (weeks * 7.0 - 1e-9).ceil();
    // Ten thousand years are beyond every plan.
    (days < 3_650_000.0).then(|| day.checked_add(Span::new().days(days as i32)).ok()).flatten()
}
