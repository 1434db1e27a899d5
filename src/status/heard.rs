//! Who said a number, or that it is done: the report behind a value that no site gives.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::standing::Board;
use super::tell::with_unit;
use crate::ledger::{AsOf, Event, EventId, Report, Said};
use crate::plan::{Adcode, Measure, Milestone};
use crate::text::{Bilingual, Lang};

/// A report that a light rests on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heard {
    /// The event.
    pub event: EventId,
    /// Whose word it is: a county's, or the city's.
    pub adcode: Adcode,
    /// Its name.
    pub who: Bilingual,
    /// A value, the value of the baseline year (in the unit of the target), or done or not.
    pub said: Said,
    /// The day for which it holds.
    pub on: Date,
    /// The moment at which it was recorded.
    pub recorded_at: Timestamp,
    /// Who recorded it.
    pub by: String,
    /// Where it comes from.
    pub source: String,
}

/// The reports behind one number of a milestone (by its place, from 1) in one county: the last
/// value, and the last word on the baseline year. None for a number over sites.
pub(super) fn on_number(
    board: &Board<'_>,
    milestone: &Milestone,
    number: usize,
    county: &Adcode,
    day: Date,
) -> Vec<Heard> {
    let target = number.checked_sub(1).and_then(|at| milestone.targets.get(at));
    let city = &board.inputs.plan.city_adcode;
    let whose = match target.map(|target| &target.measure) {
        Some(Measure::Reported) => county,
        Some(Measure::Published) => city,
        Some(Measure::Sites(_)) | None => return Vec::new(),
    };
    let last = |pick: fn(Said) -> bool| {
        last(board, milestone, whose, day, |report| report.target == number && pick(report.said))
    };
    let value = last(|said| matches!(said, Said::Value(_)));
    value.into_iter().chain(last(|said| matches!(said, Said::Baseline(_)))).collect()
}

/// The report behind a milestone that is declared: the county's own word, else the city's.
pub(super) fn on_declared(
    board: &Board<'_>,
    milestone: &Milestone,
    county: &Adcode,
    day: Date,
) -> Option<Heard> {
    let done = |report: &Report| matches!(report.said, Said::Done(_));
    let city = &board.inputs.plan.city_adcode;
    last(board, milestone, county, day, done).or_else(|| last(board, milestone, city, day, done))
}

fn last(
    board: &Board<'_>,
    milestone: &Milestone,
    whose: &Adcode,
    day: Date,
    fits: impl Fn(&Report) -> bool,
) -> Option<Heard> {
    let reports = board.inputs.history.reports(&milestone.id, AsOf { date: day, clock: board.clock });
    let mut reports = reports.rev().filter(|(_, report)| &report.county == whose && fits(report));
    reports.next().map(|(event, report)| heard(board, event, report))
}

fn heard(board: &Board<'_>, event: &Event, report: &Report) -> Heard {
    let plan = board.inputs.plan;
    let who = plan.county(&report.county).map_or(&plan.city, |county| &county.name);
    Heard {
        event: event.id.clone(),
        adcode: report.county.clone(),
        who: who.clone(),
        said: report.said,
        on: event.effective_on,
        recorded_at: event.recorded_at,
        by: event.by.clone(),
        source: report.source.clone(),
    }
}

impl Heard {
    /// `滑县 2024-09-30 填报 4.5%（来源：月报，李四，记录于 2024-10-08）`; `unit` is that of the number.
    #[must_use]
    pub fn to_text(&self, unit: Option<&str>, lang: Lang) -> String {
        let with_unit = |value: f64| unit.map_or_else(|| value.to_string(), |unit| with_unit(value, unit));
        let (key, value) = match self.said {
            Said::Value(value) => ("status.heard_value", with_unit(value)),
            Said::Baseline(value) => ("status.heard_baseline", with_unit(value)),
            Said::Done(true) => ("status.heard_done", String::new()),
            Said::Done(false) => ("status.heard_not_done", String::new()),
        };
        let recorded_on = crate::ledger::civil_day(self.recorded_at).to_string();
        let values = [
            ("who", self.who.get(lang)),
            ("on", &self.on.to_string()),
            ("value", &value),
            ("source", &self.source),
            ("by", &self.by),
            ("recorded", &recorded_on),
        ];
        lang.fill(key, &values)
    }
}
