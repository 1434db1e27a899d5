//! The rule: from a value, a target and a day to a light.

use jiff::civil::Date;

use super::{BeforeDeadline, Light, Rule};
use crate::plan::{Bound, Milestone, Plan};

/// When a promise starts and by when it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Schedule {
    pub start: Date,
    /// None for a standing promise.
    pub deadline: Option<Date>,
    /// The day that is asked about.
    pub today: Date,
}

impl Schedule {
    pub(super) fn of(plan: &Plan, milestone: &Milestone, today: Date) -> Self {
        Self { start: milestone.start.unwrap_or(plan.start), deadline: milestone.due(), today }
    }

    /// Past the deadline. The day of the deadline is still in time.
    pub(super) fn is_over(&self) -> bool {
        self.deadline.is_some_and(|deadline| self.today > deadline)
    }

    /// How much of the time is gone, from 0 to 1; none for a standing promise.
    fn elapsed(&self) -> Option<f64> {
        let days = |from: Date, to: Date| f64::from((to - from).get_days());
        let all = days(self.start, self.deadline?);
        let gone = days(self.start, self.today);
        Some(if all > 0.0 { (gone / all).clamp(0.0, 1.0) } else { 1.0 })
    }
}

/// A light with the numbers that it follows from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Verdict {
    pub light: Light,
    /// Met, and not yet met at the end of the deadline.
    pub late: bool,
    /// What the schedule expects today.
    pub expected: Option<f64>,
    /// Points (percent of the way) behind it; below zero is ahead.
    pub lag: Option<f64>,
}

impl Verdict {
    pub(super) const fn bare(light: Light) -> Self {
        Self { light, late: false, expected: None, lag: None }
    }

    /// What is met, in time or late.
    const fn met(late: bool, rule: &Rule) -> Self {
        Self { late, ..Self::bare(rule.late.light(late)) }
    }
}

/// Judges a number.
///
/// Dated, with start S, deadline D, start value V0, target T and value V:
/// `expected = V0 + (T − V0) · (today − S)/(D − S)`, `lag = (expected − V)/(T − V0)` in points.
/// Standing numbers have no schedule: met is done, else behind. A rule that asks for no more than
/// to be in time expects nothing before the deadline, and has no lag.
pub(super) fn number(
    bound: &Bound,
    start_value: f64,
    value: f64,
    met_in_time: impl FnOnce() -> bool,
    when: Schedule,
    rule: &Rule,
) -> Verdict {
    let Some(elapsed) = when.elapsed() else {
        return Verdict::bare(if bound.meets(value) { Light::Done } else { Light::Behind });
    };
    let verdict = met_or_over(bound.meets(value), met_in_time, when, rule);
    if rule.before_deadline == BeforeDeadline::InTime {
        return verdict.unwrap_or(Verdict::bare(Light::OnTrack));
    }
    let (expected, lag) = behind(bound, start_value, value, elapsed);
    let verdict = verdict.unwrap_or_else(|| Verdict::bare(by_lag(lag, rule)));
    Verdict { expected: Some(expected), lag: Some(lag), ..verdict }
}

/// Judges a reported number that is to shrink and of which nobody knows where it started: it has no
/// schedule. Met is done; else behind until the deadline (or on track, where the rule asks for no
/// more than to be in time), and overdue after it.
pub(super) fn latest(
    bound: &Bound,
    value: f64,
    met_in_time: impl FnOnce() -> bool,
    when: Schedule,
    rule: &Rule,
) -> Verdict {
    let verdict = met_or_over(bound.meets(value), met_in_time, when, rule);
    verdict.unwrap_or(Verdict::bare(match (rule.before_deadline, when.deadline) {
        (BeforeDeadline::InTime, Some(_)) => Light::OnTrack,
        _ => Light::Behind,
    }))
}

/// What every rule says of a promise that is met or past its deadline; none for others.
fn met_or_over(
    met: bool,
    met_in_time: impl FnOnce() -> bool,
    when: Schedule,
    rule: &Rule,
) -> Option<Verdict> {
    match (met, when.is_over()) {
        (true, over) => Some(Verdict::met(over && !met_in_time(), rule)),
        (false, true) => Some(Verdict::bare(Light::Overdue)),
        (false, false) => None,
    }
}

/// The expected value and the points behind it.
///
/// Where the start value meets the target already there is no way to go: the target itself is
/// expected every day, and a point is a hundredth of it (of one, where the target is zero).
fn behind(bound: &Bound, start_value: f64, value: f64, elapsed: f64) -> (f64, f64) {
    let target = bound.value;
    let way = target - start_value;
    if bound.meets(start_value) || way == 0.0 {
        let lag = if bound.meets(value) { 0.0 } else { (target - value).abs() / target.abs().max(1.0) };
        return (target, 100.0 * lag);
    }
    let expected = start_value + way * elapsed;
    (expected, 100.0 * (expected - value) / way)
}

fn by_lag(lag: f64, rule: &Rule) -> Light {
    // A lag of exactly ten points must not turn on the last digit of a division.
    let slack = 1e-9;
    if lag <= rule.on_track_lag + slack {
        Light::OnTrack
    } else if lag <= rule.behind_lag + slack {
        Light::Behind
    } else {
        Light::Critical
    }
}

/// Judges a promise without numbers: declared done (with whether that was so in time), declared
/// not done, or never declared.
pub(super) fn declared(done: Option<bool>, done_in_time: bool, when: Schedule, rule: &Rule) -> Verdict {
    let Some(done) = done else {
        return Verdict::bare(Light::NoReport);
    };
    let verdict = met_or_over(done, || done_in_time, when, rule);
    let Some(deadline) = when.deadline else {
        return verdict.unwrap_or(Verdict::bare(Light::Behind));
    };
    let near = (deadline - when.today).get_days() <= i32::from(rule.declared_warning_days);
    let warns = near && rule.before_deadline == BeforeDeadline::Schedule;
    verdict.unwrap_or(Verdict::bare(if warns { Light::Behind } else { Light::OnTrack }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rule() -> Rule {
        Rule::schedule().unwrap()
    }

    fn when(today: Date) -> Schedule {
        Schedule { start: date(2024, 1, 1), deadline: Some(date(2024, 12, 31)), today }
    }

    /// 366 days from start to deadline: after 73 days a fifth of the time is gone.
    #[track_caller]
    fn check(bound: &str, start_value: f64, value: f64, today: Date, light: Light, lag: f64) {
        let bound = Bound::try_from(bound.to_owned()).unwrap();
        let verdict = number(&bound, start_value, value, || true, when(today), &rule());
        assert_eq!(verdict.light, light, "{verdict:?}");
        assert!((verdict.lag.unwrap() - lag).abs() < 1e-9, "{verdict:?}");
    }

    #[test]
    fn the_worked_example_of_the_rule() {
        let fifth = date(2024, 3, 14);
        check(">= 100 %", 0.0, 10.0, fifth, Light::OnTrack, 10.0);
        check(">= 100 %", 0.0, 9.9, fifth, Light::Behind, 10.1);
        check(">= 100 %", 0.0, 30.0, fifth, Light::OnTrack, -10.0);
        check(">= 80 %", 30.0, 30.0, fifth, Light::Behind, 20.0);
        check(">= 100 %", 0.0, 0.0, date(2024, 4, 20), Light::Critical, 100.0 * 110.0 / 365.0);
    }

    #[test]
    fn the_last_day_is_in_time_and_the_next_is_not() {
        check(">= 70 %", 0.0, 69.0, date(2024, 12, 31), Light::OnTrack, 100.0 / 70.0);
        check(">= 70 %", 0.0, 69.0, date(2025, 1, 1), Light::Overdue, 100.0 / 70.0);
        check(">= 70 %", 0.0, 70.0, date(2025, 1, 1), Light::Done, 0.0);
    }

    #[test]
    fn what_should_fall_to_nothing_is_judged_downwards() {
        check("== 0 座", 10.0, 8.0, date(2024, 3, 14), Light::OnTrack, 0.0);
        check("== 0 座", 10.0, 10.0, date(2024, 3, 14), Light::Behind, 20.0);
        check("<= 47 微克/立方米", 57.0, 55.0, date(2024, 12, 31), Light::Critical, 80.0);
    }

    #[test]
    fn what_was_met_at_the_start_is_expected_to_stay() {
        check(">= 80 %", 90.0, 90.0, date(2024, 3, 14), Light::Done, 0.0);
        check(">= 80 %", 90.0, 76.0, date(2024, 3, 14), Light::OnTrack, 5.0);
        check("== 0 座", 0.0, 1.0, date(2024, 3, 14), Light::Critical, 100.0);
    }

    #[test]
    fn late_is_met_after_the_deadline_only() {
        let bound = Bound::try_from(">= 70 %".to_owned()).unwrap();
        let late = |today, in_time| number(&bound, 0.0, 80.0, || in_time, when(today), &rule()).late;
        assert!(late(date(2025, 1, 1), false));
        assert!(!late(date(2025, 1, 1), true));
        assert!(!late(date(2024, 12, 31), false));
    }

    #[test]
    fn a_promise_without_numbers_warns_thirty_days_before() {
        let light = |done, today| declared(done, true, when(today), &rule()).light;
        assert_eq!(light(None, date(2024, 6, 1)), Light::NoReport);
        assert_eq!(light(Some(false), date(2024, 11, 30)), Light::OnTrack);
        assert_eq!(light(Some(false), date(2024, 12, 1)), Light::Behind);
        assert_eq!(light(Some(false), date(2024, 12, 31)), Light::Behind);
        assert_eq!(light(Some(false), date(2025, 1, 1)), Light::Overdue);
        assert_eq!(light(Some(true), date(2025, 1, 1)), Light::Done);
        assert!(declared(Some(true), false, when(date(2025, 1, 1)), &rule()).late);
        let standing = Schedule { deadline: None, ..when(date(2024, 6, 1)) };
        assert_eq!(declared(Some(false), true, standing, &rule()).light, Light::Behind);
    }
}
