//! What counties and the city say: numbers, changes since a year, done or not.

use guatu::ledger::Said::{Baseline, Done, Value};

use super::{Case, case};
use crate::ground::Ground;

pub(super) fn cases() -> Vec<Case> {
    [published(), reported(), changes(), declared()].into_iter().flatten().collect()
}

/// Task 1: rank 158 or better by 2025-12-31, as published for the city.
fn published() -> Vec<Case> {
    let rank = |rank: f64, on: &str| Ground::default().report("T01-M1", "安阳市", 1, Value(rank), on);
    let (short, met) = (rank(160.0, "2025-11-01"), rank(158.0, "2025-11-01"));
    let improved = short.clone().report("T01-M1", "安阳市", 1, Value(150.0), "2026-01-15");
    let by_county = Ground::default().report("T01-M1", "滑县", 1, Value(100.0), "2025-11-01");
    let on = |who, day| ["T01-M1", who, day];
    vec![
        case("nobody published", &Ground::default(), on("滑县", "2025-12-01"), "no_report"),
        case("published, met", &met, on("滑县", "2025-12-01"), "done 158"),
        case("published, for every county", &met, on("林州市", "2025-12-01"), "done 158"),
        case("published, for the city", &met, on("安阳市", "2025-12-01"), "done 158"),
        case("published, not before its day", &met, on("滑县", "2025-10-31"), "no_report"),
        case("published, short on the last day", &short, on("滑县", "2025-12-31"), "behind 160"),
        case("published, short after it", &short, on("滑县", "2026-01-01"), "overdue 160"),
        case("published, met late", &improved, on("滑县", "2026-01-15"), "done 150 late"),
        case("a county does not publish", &by_county, on("滑县", "2025-12-01"), "no_report"),
    ]
}

/// Task 5 asks 100 % of each county by 2025-12-31, 812 days after the start.
fn reported() -> Vec<Case> {
    let eighty = Ground::default().report("T05-M2", "滑县", 1, Value(80.0), "2025-06-30");
    let corrected = eighty.clone().report("T05-M2", "滑县", 1, Value(70.0), "2025-03-31");
    let of_city = eighty.clone().report("T05-M2", "安阳市", 1, Value(90.0), "2025-06-30");
    let on = |who, day| ["T05-M2", who, day];
    vec![
        case("reported, a fifth short", &eighty, on("滑县", "2025-12-31"), "behind 80 lag 20"),
        case("reported by one, silent the other", &eighty, on("林州市", "2025-12-31"), "no_report"),
        case("counties' reports make no city", &eighty, on("安阳市", "2025-12-31"), "no_report"),
        case("the city's own report", &of_city, on("安阳市", "2025-12-31"), "on_track 90 lag 10"),
        case("the city's report is no county's", &of_city, on("林州市", "2025-12-31"), "no_report"),
        case("the last by its day holds", &corrected, on("滑县", "2025-12-31"), "behind 80 lag 20"),
        // 537 of 812 days: 66.13 expected.
        case("in between the one before", &corrected, on("滑县", "2025-03-31"), "on_track 70 lag -3.87"),
    ]
}

/// Task 21: 70 %, or 5 points more than in 2020; task 6: 10 points less than in 2022 and 80 %.
fn changes() -> Vec<Case> {
    let first = Ground::default().report("T21-M2", "滑县", 1, Value(69.0), "2025-12-01");
    let both = |points| first.clone().report("T21-M2", "滑县", 2, Value(points), "2025-12-01");
    let since = |value| {
        let ground = Ground::default().report("T21-M3", "滑县", 1, Baseline(42.0), "2020-12-31");
        ground.report("T21-M3", "滑县", 1, Value(value), "2025-12-01")
    };
    let no_year = Ground::default().report("T21-M3", "滑县", 1, Value(4.0), "2025-12-01");
    let freight = |level| {
        let ground = Ground::default().assign(6, &["滑县"], "2023-10-11");
        let ground = ground.report("T06-M3", "安阳市", 1, Baseline(60.0), "2022-12-31");
        let ground = ground.report("T06-M3", "安阳市", 1, Value(level), "2025-12-01");
        ground.report("T06-M3", "滑县", 2, Value(85.0), "2025-12-01")
    };
    let last = |id| [id, "滑县", "2025-12-31"];
    vec![
        // (70 − 69)/70.
        case("any: the known one speaks", &first, last("T21-M2"), "on_track 69 lag 1.43"),
        case("any: the other is enough", &both(5.0), last("T21-M2"), "done 5 lag 0"),
        // (5 − 4)/5 is worse than 1/70.
        case("any: the better one speaks", &both(4.0), last("T21-M2"), "on_track 69 lag 1.43"),
        case("a rise since the baseline year", &since(47.0), last("T21-M3"), "done 5 lag 0"),
        case("a rise that is too small", &since(46.0), last("T21-M3"), "behind 4 lag 20"),
        case("without that year the value is the change", &no_year, last("T21-M3"), "behind 4 lag 20"),
        // 60 − 48 = 12 of 10, and 85 of 80: the lesser lead speaks, (80 − 85)/80.
        case("a fall since the baseline year", &freight(48.0), last("T06-M3"), "done 85 lag -6.25"),
        case("a fall that is too small", &freight(51.0), last("T06-M3"), "on_track 9 lag 10"),
    ]
}

/// Task 31: done or not by 2023-12-31.
fn declared() -> Vec<Case> {
    let said = |ground: Ground, who: &str, done, on: &str| ground.report("T31-M1", who, 1, Done(done), on);
    let none = Ground::default();
    let open = said(none.clone(), "滑县", false, "2023-11-01");
    let in_time = said(open.clone(), "滑县", true, "2023-12-31");
    let late = said(open.clone(), "滑县", true, "2024-01-01");
    let city = said(none.clone(), "安阳市", true, "2023-12-20");
    let own = said(city.clone(), "滑县", false, "2023-11-01");
    let on = |who, day| ["T31-M1", who, day];
    let (hua, linzhou) = (|day| on("滑县", day), |day| on("林州市", day));
    vec![
        case("never declared", &none, hua("2024-06-30"), "no_report"),
        case("not done, 31 days before", &open, hua("2023-11-30"), "on_track"),
        case("not done, 30 days before", &open, hua("2023-12-01"), "behind"),
        case("not done on the last day", &open, hua("2023-12-31"), "behind"),
        case("not done after it", &open, hua("2024-01-01"), "overdue"),
        case("declared done on the last day", &in_time, hua("2024-06-30"), "done"),
        case("declared done a day late", &late, hua("2024-06-30"), "done late"),
        case(
            "迟完成不转绿: declared late",
            &late.clone().under("late_stays"),
            hua("2024-06-30"),
            "overdue late",
        ),
        case("只看期限: no warning", &open.clone().under("deadline_only"), hua("2023-12-31"), "on_track"),
        case("the city's word for every county", &city, linzhou("2023-12-31"), "done"),
        case("a county's own word before the city's", &own, hua("2024-01-01"), "overdue"),
        case("the city's word for the city", &own, on("安阳市", "2024-01-01"), "done"),
        case("of the city nobody spoke", &none, on("安阳市", "2024-01-01"), "no_report"),
        case("one county is not the city", &in_time, on("安阳市", "2024-01-01"), "overdue"),
    ]
}
