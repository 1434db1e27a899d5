//! The plan's overall goals: reported by the city, judged by the rule, each year by the standard of its day.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at once")]

use guatu::ledger::{AsOf, Author, Clock, Said};
use guatu::plan::MilestoneId;
use guatu::status::{GoalStatus, Light, goals};
use guatu::workspace::{self, Access, ReportRequest, Workspace};
use jiff::civil::{Date, date};

struct Desk {
    _dir: tempfile::TempDir,
    workspace: Workspace,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        workspace::create(dir.path(), false).unwrap();
        let workspace = Workspace::open(dir.path(), Access::Write).unwrap();
        Self { _dir: dir, workspace }
    }

    fn report(&mut self, goal: &str, said: Said, on: Date) {
        let author =
            Author { by: "李四".into(), recorded_at: "2027-03-10T09:00:00+08:00".parse().unwrap() };
        let request = ReportRequest {
            milestone: MilestoneId(goal.into()),
            county: "安阳市".into(),
            target: 1,
            said,
            on,
            source: "年报".into(),
        };
        self.workspace.report(&request, &author).unwrap();
    }

    fn goal(&self, id: &str, on: Date) -> GoalStatus {
        let as_of = AsOf { date: on, clock: Clock::Effect };
        let goals = goals(&self.workspace.inputs(), &self.workspace.rule, as_of);
        goals.into_iter().find(|goal| goal.id == id).unwrap()
    }
}

/// A goal whose number is to stay below, and its target.
fn at_most(desk: &Desk) -> (String, f64) {
    let goals = &desk.workspace.plan.goals;
    let bound = |goal: &&guatu::plan::Goal| {
        goal.bound.as_ref().is_some_and(|b| b.comparator == guatu::plan::Comparator::AtMost)
    };
    let goal = goals.iter().find(bound).unwrap();
    (goal.id.clone(), goal.bound.as_ref().unwrap().value)
}

#[test]
fn nothing_reported_is_no_report_for_every_goal() {
    let desk = Desk::new();
    let as_of = AsOf { date: date(2025, 6, 30), clock: Clock::Effect };
    let all = goals(&desk.workspace.inputs(), &desk.workspace.rule, as_of);
    assert_eq!(all.len(), desk.workspace.plan.goals.len());
    assert!(all.iter().all(|goal| goal.light == Light::NoReport && goal.years.is_empty()));
}

#[test]
fn a_goal_is_judged_by_its_values_year_by_year() {
    let mut desk = Desk::new();
    let (id, target) = at_most(&desk);
    desk.report(&id, Said::Value(target + 10.0), date(2022, 12, 31));
    desk.report(&id, Said::Value(target + 9.0), date(2023, 12, 31));
    desk.report(&id, Said::Value(target + 99.0), date(2024, 6, 30));
    // The last of a year counts for it.
    desk.report(&id, Said::Value(target + 4.0), date(2024, 12, 31));
    // From 10 above on 2023-10-11 to none on 2025-12-31 are 812 days. After 81 of them 10 - 0.998 =
    // 9.002 above is expected, and 9 is there.
    assert_eq!(desk.goal(&id, date(2023, 12, 31)).light, Light::OnTrack);
    // 447 days: 10 - 5.505 = 4.495 expected.
    let now = desk.goal(&id, date(2024, 12, 31));
    assert_eq!(
        (now.light, now.value, now.expected),
        (Light::OnTrack, Some(target + 4.0), Some(target + 4.5))
    );
    let years: Vec<_> = now.years.iter().map(|year| (year.year, year.value.unwrap(), year.met)).collect();
    let expected = [(2022, target + 10.0, false), (2023, target + 9.0, false), (2024, target + 4.0, false)];
    assert_eq!(years, expected);
    // Nothing new: behind the line, then over.
    assert_eq!(desk.goal(&id, date(2025, 12, 31)).light, Light::Critical);
    assert_eq!(desk.goal(&id, date(2026, 1, 1)).light, Light::Overdue);
    desk.report(&id, Said::Value(target), date(2025, 12, 31));
    let met = desk.goal(&id, date(2026, 1, 1));
    assert_eq!((met.light, met.late, met.years.len()), (Light::Done, false, 4));
}

#[test]
fn each_year_keeps_the_standards_of_its_day() {
    let mut desk = Desk::new();
    let (id, target) = at_most(&desk);
    desk.report(&id, Said::Value(target), date(2025, 12, 31));
    desk.report(&id, Said::Value(target), date(2026, 12, 31));
    let years = desk.goal(&id, date(2026, 12, 31)).years;
    assert_eq!(years[0].standards, ["GB 3095-2012", "HJ 663-2013"]);
    assert_eq!(years[1].standards, ["GB 3095-2026", "HJ 663-2026"]);
}

#[test]
fn a_goal_without_a_number_is_declared_under_the_rule() {
    let mut desk = Desk::new();
    let id = desk.workspace.plan.goals.iter().find(|goal| goal.bound.is_none()).unwrap().id.clone();
    desk.report(&id, Said::Done(false), date(2024, 12, 31));
    assert_eq!(desk.goal(&id, date(2025, 11, 30)).light, Light::OnTrack);
    assert_eq!(desk.goal(&id, date(2025, 12, 1)).light, Light::Behind);
    desk.report(&id, Said::Done(true), date(2026, 1, 1));
    let late = desk.goal(&id, date(2026, 1, 1));
    assert_eq!((late.light, late.late), (Light::Done, true));
    desk.workspace.rule = desk.workspace.rules.get("late_stays").unwrap().clone();
    let stays = desk.goal(&id, date(2026, 1, 1));
    assert_eq!((stays.light, stays.late), (Light::Overdue, true));
    desk.workspace.rule = desk.workspace.rules.get("deadline_only").unwrap().clone();
    assert_eq!(desk.goal(&id, date(2025, 12, 31)).light, Light::OnTrack);
}
