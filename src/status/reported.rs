//! What the counties reported, on the three days that matter.

use jiff::civil::Date;

use super::judge::Schedule;
use super::standing::Board;
use crate::ledger::{AsOf, Report, Said};
use crate::plan::{Adcode, Baseline, Change, Milestone, MilestoneId};

/// What a county reported of one number, in the unit of the target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Word {
    pub value: Option<f64>,
    pub at_start: Option<f64>,
    pub at_deadline: Option<f64>,
}

impl Word {
    /// Of the milestone or goal with this id; `number` is the place among its numbers, from 1.
    pub(super) fn of(
        board: &Board<'_>,
        id: &MilestoneId,
        (number, year): (usize, Option<Baseline>),
        county: &Adcode,
        when: Schedule,
    ) -> Self {
        let last = |day: Date, pick: fn(Said) -> Option<f64>| {
            last(board, id, county, day, |report| {
                (report.target == number).then_some(report.said).and_then(pick)
            })
        };
        let baseline = last(when.today, baseline);
        let on = |day: Date| last(day, value).map(|value| from_baseline(year, value, baseline));
        Self {
            value: on(when.today),
            at_start: on(when.start.min(when.today)),
            at_deadline: when.deadline.filter(|_| when.is_over()).and_then(on),
        }
    }
}

/// Every value that was reported of one number of a milestone (by its place, from 1) up to a day, in
/// the order of their days; of several of one day the last.
pub(super) fn values(
    board: &Board<'_>,
    milestone: &Milestone,
    number: usize,
    county: &Adcode,
    day: Date,
) -> Vec<(Date, f64)> {
    let year = number.checked_sub(1).and_then(|at| milestone.targets.get(at)?.baseline);
    let of_number = |report: &&Report| &report.county == county && report.target == number;
    let as_of = AsOf { date: day, clock: board.clock };
    let reports = || board.inputs.history.reports(&milestone.id, as_of);
    let at_baseline =
        reports().rev().map(|(_, report)| report).filter(of_number).find_map(|report| baseline(report.said));
    let mut found: Vec<(Date, f64)> = Vec::new();
    for (event, report) in reports().filter(|(_, report)| of_number(report)) {
        if let Some(value) = value(report.said) {
            found.retain(|(on, _)| *on != event.effective_on);
            found.push((event.effective_on, from_baseline(year, value, at_baseline)));
        }
    }
    found
}

/// A change from a baseline year, in its promised direction. Without a report of that year the
/// value is itself the change.
fn from_baseline(year: Option<Baseline>, value: f64, baseline: Option<f64>) -> f64 {
    match (year, baseline) {
        (Some(year), Some(baseline)) if year.change == Change::Fall => baseline - value,
        (Some(_), Some(baseline)) => value - baseline,
        _ => value,
    }
}

/// Whether a county said that a promise without numbers is done, as of a day.
pub(super) fn done(board: &Board<'_>, id: &MilestoneId, county: &Adcode, day: Date) -> Option<bool> {
    last(board, id, county, day, |report| match report.said {
        Said::Done(done) => Some(done),
        Said::Value(_) | Said::Baseline(_) => None,
    })
}

fn last<T>(
    board: &Board<'_>,
    id: &MilestoneId,
    county: &Adcode,
    day: Date,
    pick: impl Fn(&Report) -> Option<T>,
) -> Option<T> {
    let reports = board.inputs.history.reports(id, AsOf { date: day, clock: board.clock });
    reports.rev().filter(|(_, report)| &report.county == county).find_map(|(_, report)| pick(report))
}

fn value(said: Said) -> Option<f64> {
    if let Said::Value(value) = said { Some(value) } else { None }
}

fn baseline(said: Said) -> Option<f64> {
    if let Said::Baseline(value) = said { Some(value) } else { None }
}
