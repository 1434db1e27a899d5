//! Paces worked by hand: what is left, what a week must bring, what it brought, where that leads.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod city;

use guatu::ledger::{AsOf, Body, Clock, Event, EventId, History, Report, Said};
use guatu::plan::{Adcode, MilestoneId};
use guatu::status::{NoPace, PaceRow, Silence, paces};
use guatu::text::Lang;
use guatu::workspace::Workspace;
use jiff::civil::{Date, date};

/// 滑县
const HUA: &str = "410526";
/// 安阳市
const ANYANG: &str = "410500";

fn report(milestone: &str, target: usize, county: &str, said: Said, on: Date) -> Event {
    Event {
        id: EventId(format!("{milestone} {target} {county} {on} {said:?}")),
        device: "here".to_owned(),
        effective_on: on,
        recorded_at: "2024-09-20T01:00:00Z".parse().unwrap(),
        by: "李四".to_owned(),
        saw: None,
        turn: 0,
        body: Body::Report(Report {
            milestone: MilestoneId(milestone.to_owned()),
            county: Adcode(county.to_owned()),
            target,
            said,
            source: "月报".to_owned(),
        }),
    }
}

/// The row of one number in 滑县 as of 2024-09-30, 457 days before the end of 2025.
fn row(workspace: &Workspace, milestone: &str, number: Option<usize>) -> PaceRow {
    let as_of = AsOf { date: date(2024, 9, 30), clock: Clock::Effect };
    let rows = paces(&workspace.inputs(), &workspace.rule, as_of, |_| true);
    let wanted = |row: &&PaceRow| row.milestone.0 == milestone && row.number == number && row.adcode.0 == HUA;
    rows.iter().find(wanted).unwrap_or_else(|| panic!("no {milestone} {number:?}")).clone()
}

fn with(events: Vec<Event>) -> Workspace {
    Workspace { history: History::new(events), ..city::city() }
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

#[test]
fn a_reported_number_moves_by_its_own_dates() {
    // 13 weeks from the first report to the second: one point. Two points left are 26 weeks.
    let workspace = with(vec![
        report("T21-M2", 2, HUA, Said::Value(2.0), date(2024, 6, 2)),
        report("T21-M2", 2, HUA, Said::Value(3.0), date(2024, 9, 1)),
    ]);
    let pace = row(&workspace, "T21-M2", Some(2)).pace.unwrap();
    assert_eq!((pace.left, pace.over_weeks, pace.in_sites), (2.0, Some(13.0), false));
    near(pace.current_per_week.unwrap(), 1.0 / 13.0);
    near(pace.needed_per_week.unwrap(), 2.0 / (457.0 / 7.0));
    assert_eq!((pace.met_on, pace.in_time), (Some(date(2025, 3, 2)), Some(true)));
    assert_eq!(
        pace.to_text(Some("个百分点"), Lang::Zh),
        "还差 2 个百分点，每周需 0.03 个百分点，近 13 周每周 0.08 个百分点，照此 2025-03-02 达到"
    );
}

#[test]
fn the_baseline_year_gives_levels_a_pace_too() {
    // 52 at the baseline; 53 and 54.5 are 1 and 2.5; 2.5 are left at 1.5 in ten weeks: 16 2/3 weeks.
    let workspace = with(vec![
        report("T21-M2", 2, HUA, Said::Baseline(52.0), date(2020, 12, 31)),
        report("T21-M2", 2, HUA, Said::Value(53.0), date(2024, 6, 23)),
        report("T21-M2", 2, HUA, Said::Value(54.5), date(2024, 9, 1)),
    ]);
    let pace = row(&workspace, "T21-M2", Some(2)).pace.unwrap();
    near(pace.left, 2.5);
    near(pace.current_per_week.unwrap(), 0.15);
    assert_eq!(pace.met_on, Some(date(2024, 12, 27)));
}

#[test]
fn what_the_city_publishes_moves_every_county_downwards() {
    // Rank 168 to 164 in 16 weeks: 0.25 a week; 6 ranks left down to 158 are 24 weeks.
    let workspace = with(vec![
        report("T01-M1", 1, ANYANG, Said::Value(168.0), date(2024, 4, 28)),
        report("T01-M1", 1, ANYANG, Said::Value(164.0), date(2024, 8, 18)),
    ]);
    let pace = row(&workspace, "T01-M1", Some(1)).pace.unwrap();
    assert_eq!(pace.left, 6.0);
    near(pace.current_per_week.unwrap(), 0.25);
    assert_eq!((pace.met_on, pace.in_time), (Some(date(2025, 2, 2)), Some(true)));
}

#[test]
fn one_report_says_what_is_left_and_no_pace() {
    let workspace = with(vec![report("T21-M2", 2, HUA, Said::Value(1.0), date(2024, 9, 1))]);
    let row = row(&workspace, "T21-M2", Some(2));
    let pace = row.pace.unwrap();
    assert_eq!((pace.left, pace.current_per_week, pace.met_on, pace.in_time), (4.0, None, None, None));
    assert_eq!(row.remark(Lang::Zh), "只填报过一次，看不出速度");
}

#[test]
fn what_goes_the_wrong_way_never_arrives() {
    let workspace = with(vec![
        report("T21-M2", 2, HUA, Said::Value(3.0), date(2024, 6, 2)),
        report("T21-M2", 2, HUA, Said::Value(2.0), date(2024, 9, 1)),
    ]);
    let row = row(&workspace, "T21-M2", Some(2));
    let pace = row.pace.unwrap();
    near(pace.current_per_week.unwrap(), -1.0 / 13.0);
    assert_eq!((pace.met_on, pace.in_time), (None, Some(false)));
    assert_eq!(row.remark(Lang::Zh), "照此速度达不到");
}

#[test]
fn a_share_past_its_deadline_has_no_needed_pace() {
    // 滑县 has one outfall of twelve that is not traced; that was due in October 2023.
    let row = row(&city::city(), "T22-M1", Some(1));
    let pace = row.pace.unwrap();
    assert_eq!((pace.left, pace.needed_per_week, pace.in_sites), (1.0, None, true));
    assert_eq!(pace.in_time, Some(false));
    assert_eq!(row.remark(Lang::Zh), "期限已过，照此速度达不到");
}

#[test]
fn an_empty_cell_says_why() {
    let workspace = with(vec![report("T21-M2", 2, HUA, Said::Value(6.0), date(2024, 9, 1))]);
    let why = |milestone, number| {
        let row = row(&workspace, milestone, number);
        assert_eq!(row.pace, None);
        row.none.unwrap()
    };
    assert_eq!(why("T21-M2", Some(2)), NoPace::Met);
    assert_eq!(why("T21-M2", Some(1)), NoPace::Silent(Silence::NotReported));
    assert_eq!(why("T01-M2", None), NoPace::Declared);
    assert_eq!(serde_json::to_value(NoPace::Silent(Silence::NotReported)).unwrap(), "not_reported");
    assert_eq!(serde_json::to_value(NoPace::Met).unwrap(), "met");
}

#[test]
fn every_number_of_every_county_that_is_asked_has_a_pace_or_a_reason() {
    let workspace = Workspace::built_in().unwrap();
    for day in [date(2023, 11, 1), date(2024, 9, 30), date(2026, 3, 31)] {
        let as_of = AsOf { date: day, clock: Clock::Effect };
        let rows = paces(&workspace.inputs(), &workspace.rule, as_of, |_| true);
        assert!(rows.len() > 300, "{}", rows.len());
        let mut moving = 0;
        for row in rows {
            assert_ne!(row.pace.is_some(), row.none.is_some(), "{row:?}");
            if let Some(pace) = row.pace {
                moving += 1;
                assert!(pace.left > 0.0 && pace.left.is_finite(), "{pace:?}");
                assert!(pace.needed_per_week.is_none_or(|needed| needed > 0.0 && needed.is_finite()));
                assert!(pace.met_on.is_none_or(|on| on >= day), "{pace:?}");
            }
        }
        assert!(moving > 0, "{day}");
    }
}
