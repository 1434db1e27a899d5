//! What the counties reported, on the three days that matter.

use jiff::civil::Date;

use super::judge::Schedule;
use super::standing::Board;
use crate::ledger::{AsOf, Report, Said};
use crate::plan::{Adcode, Baseline, Change, MilestoneId};

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
