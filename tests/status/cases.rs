//! The built-in plan's own promises.

use guatu::ledger::Clock;
use guatu::site::Value;
use guatu::status::Light;

use crate::ground::{Ground, check, check_lag, told};

// Task 22: 70 % of a county's outfalls accepted by 2024-12-31. The plan starts on 2023-10-11, 447
// days before.

#[test]
fn the_schedule_asks_for_its_part_of_the_target_on_every_day() {
    let ground = Ground::default().outfalls("滑县", 10, "treating");
    // Nothing is asked for on the first day.
    check(&ground, "T22-M2", "滑县", "2023-10-11", "on_track 0 0/10");
    check_lag(&ground, "T22-M2", "滑县", "2023-10-11", 0.0, 0.0);
    // 44 of 447 days are 9.84 % of the way, 45 are 10.07 %.
    check(&ground, "T22-M2", "滑县", "2023-11-24", "on_track 0 0/10");
    check(&ground, "T22-M2", "滑县", "2023-11-25", "behind 0 0/10");
    // 134 days are 29.98 % of the way, 135 are 30.20 %.
    check(&ground, "T22-M2", "滑县", "2024-02-22", "behind 0 0/10");
    check(&ground, "T22-M2", "滑县", "2024-02-23", "critical 0 0/10");
    // 355 days: 70 · 355/447 = 55.59, a lag of 79.42 points.
    check_lag(&ground, "T22-M2", "滑县", "2024-09-30", 55.59, 79.42);
}

#[test]
fn the_last_day_is_in_time_and_the_next_is_overdue() {
    let ground = Ground::default().outfalls("滑县", 10, "treating");
    let six = ["滑县1", "滑县2", "滑县3", "滑县4", "滑县5", "滑县6"];
    let ground = ground.marks(&six, "accepted", "2024-12-30");
    // 60 of 70: 14.29 points behind.
    check(&ground, "T22-M2", "滑县", "2024-12-31", "behind 60 6/10");
    check(&ground, "T22-M2", "滑县", "2025-01-01", "overdue 60 6/10");
    let ground = ground.mark("滑县7", "accepted", "2024-12-31");
    check(&ground, "T22-M2", "滑县", "2024-12-31", "done 70 7/10");
    check(&ground, "T22-M2", "滑县", "2025-06-01", "done 70 7/10");
}

#[test]
fn a_target_met_after_its_deadline_is_done_and_late() {
    let ground = Ground::default().outfalls("滑县", 1, "treating").mark("滑县1", "accepted", "2025-01-01");
    check(&ground, "T22-M2", "滑县", "2024-12-31", "critical 0 0/1");
    check(&ground, "T22-M2", "滑县", "2025-01-01", "done 100 1/1 late");
}

#[test]
fn a_relapse_after_completion_turns_the_light_again() {
    let done = Ground::default().outfalls("滑县", 1, "treating").mark("滑县1", "accepted", "2024-06-01");
    check(&done, "T22-M2", "滑县", "2024-07-01", "done 100 1/1");
    let relapsed = done.mark("滑县1", "relapsed", "2024-11-01");
    check(&relapsed, "T22-M2", "滑县", "2024-10-31", "done 100 1/1");
    check(&relapsed, "T22-M2", "滑县", "2024-11-01", "critical 0 0/1");
    check(&relapsed, "T22-M2", "滑县", "2025-01-01", "overdue 0 0/1");
    // Done again, but not on the day that counts.
    let again = relapsed.mark("滑县1", "accepted", "2025-03-01");
    check(&again, "T22-M2", "滑县", "2025-03-01", "done 100 1/1 late");
}

#[test]
fn a_share_of_nothing_is_no_report() {
    check(&Ground::default(), "T22-M2", "滑县", "2024-06-30", "no_report 0/0");
    let elsewhere = Ground::default().outfalls("内黄县", 3, "accepted");
    check(&elsewhere, "T22-M2", "滑县", "2024-06-30", "no_report 0/0");
    let exempt = [("treatment", Value::Text("无需整治".to_owned()))];
    let ground = Ground::default().with("outfall", "滑县", 4, "traced", &exempt);
    check(&ground, "T22-M2", "滑县", "2024-06-30", "no_report 0/0");
    // But tracing asks for them too.
    check(&ground, "T22-M1", "滑县", "2024-06-30", "done 100 4/4");
}

#[test]
fn what_needs_no_treatment_is_in_no_denominator() {
    let exempt = [("treatment", Value::Text("无需整治".to_owned()))];
    let ground =
        Ground::default().outfalls("滑县", 2, "accepted").with("outfall", "滑县", 8, "traced", &exempt);
    check(&ground, "T22-M2", "滑县", "2024-06-30", "done 100 2/2");
    check(&ground, "T22-M1", "滑县", "2024-06-30", "done 100 10/10");
}

#[test]
fn a_site_counts_from_its_registration_on() {
    let ground = Ground::default().outfalls("滑县", 2, "accepted").registered("滑县2", "2024-06-01");
    check(&ground, "T22-M2", "滑县", "2024-05-31", "done 100 1/1");
    check(&ground, "T22-M2", "滑县", "2024-06-01", "done 100 2/2");
    let silent = Ground::default().outfalls("滑县", 1, "accepted").registered("滑县1", "2024-06-01");
    check(&silent, "T22-M2", "滑县", "2024-05-31", "no_report 0/0");
}

#[test]
fn before_the_first_event_the_file_speaks() {
    let ground = Ground::default().outfalls("滑县", 2, "traced").mark("滑县1", "accepted", "2024-06-01");
    check(&ground, "T22-M1", "滑县", "2024-05-01", "done 100 2/2");
    check(&ground, "T22-M2", "滑县", "2024-05-31", "critical 0 0/2");
    check(&ground, "T22-M2", "滑县", "2024-06-01", "on_track 50 1/2");
}

#[test]
fn an_event_dated_back_was_true_before_it_was_known() {
    let ground = Ground::default().outfalls("滑县", 1, "treating");
    let ground = ground.mark_late("滑县1", "accepted", "2024-06-01", "2024-09-15", &[]);
    let on = |date: &str, clock| told(&ground.milestone("T22-M2", "滑县", date, clock));
    assert_eq!(on("2024-06-01", Clock::Effect), "done 100 1/1");
    assert_eq!(on("2024-06-01", Clock::Knowledge), "critical 0 0/1");
    assert_eq!(on("2024-09-14", Clock::Knowledge), "critical 0 0/1");
    assert_eq!(on("2024-09-15", Clock::Knowledge), "done 100 1/1");
    // In time by what was true; by what was known at the deadline too.
    assert_eq!(on("2025-02-01", Clock::Knowledge), "done 100 1/1");
}

#[test]
fn known_only_after_the_deadline_is_late_by_knowledge_alone() {
    let ground = Ground::default().outfalls("滑县", 1, "treating");
    let ground = ground.mark_late("滑县1", "accepted", "2024-12-20", "2025-01-10", &[]);
    let on = |clock| told(&ground.milestone("T22-M2", "滑县", "2025-02-01", clock));
    assert_eq!(on(Clock::Effect), "done 100 1/1");
    assert_eq!(on(Clock::Knowledge), "done 100 1/1 late");
}

#[test]
fn an_undone_mark_never_held_but_was_known_until_it_was_undone() {
    let ground = Ground::default().outfalls("滑县", 1, "treating");
    let ground = ground.mark("滑县1", "accepted", "2024-06-01").undo("2024-08-01");
    let on = |date: &str, clock| told(&ground.milestone("T22-M2", "滑县", date, clock));
    assert_eq!(on("2024-07-01", Clock::Effect), "critical 0 0/1");
    assert_eq!(on("2024-07-01", Clock::Knowledge), "done 100 1/1");
    assert_eq!(on("2024-08-01", Clock::Knowledge), "critical 0 0/1");
    // An undo of the undo makes the mark hold again.
    let ground = ground.undo("2024-09-01");
    check(&ground, "T22-M2", "滑县", "2024-07-01", "done 100 1/1");
}

#[test]
fn awaiting_acceptance_is_not_accepted_and_closed_is() {
    let ground = Ground::default()
        .outfalls("滑县", 1, "awaiting_acceptance")
        .outfalls("滑县", 1, "cancelled")
        .outfalls("滑县", 1, "accepted");
    // 2 of 3 are 66.67 %: on 2024-12-31 4.76 points behind 70.
    check(&ground, "T22-M2", "滑县", "2024-12-31", "on_track 66.67 2/3");
}

#[test]
fn tracing_is_not_lost_by_a_relapse() {
    let ground = Ground::default().outfalls("滑县", 2, "relapsed");
    check(&ground, "T22-M1", "滑县", "2024-06-30", "done 100 2/2");
}

// Task 22, 8 beautiful rivers by 2025-12-31, in whole numbers by the register.

#[test]
fn a_citys_number_reaches_the_counties_by_their_part_of_the_register() {
    let river = |ground: Ground, county: &str, count, state: &str| {
        ground.with("beautiful_river", county, count, state, &[])
    };
    let ground = river(Ground::default(), "林州市", 6, "completed");
    let ground = river(ground, "滑县", 2, "in_progress");
    let linzhou = ground.milestone("T22-M4", "林州市", "2026-01-01", Clock::Effect);
    assert_eq!((linzhou.target, linzhou.light), (Some(6.0), Light::Done));
    let hua = ground.milestone("T22-M4", "滑县", "2026-01-01", Clock::Effect);
    assert_eq!((hua.target, hua.light), (Some(2.0), Light::Overdue));
    check(&ground, "T22-M4", "文峰区", "2026-01-01", "no_report 0/0");
    // 16 registered for 8: one of two is enough.
    let ground = river(Ground::default(), "林州市", 14, "not_started");
    let ground = river(ground, "滑县", 1, "completed");
    let ground = river(ground, "滑县", 1, "not_started");
    check(&ground, "T22-M4", "滑县", "2025-06-30", "done 1 1/2");
}

// Task 24: 7095 mu (473 ha) by the end of 2025, split by the area in the register.

fn patch(area_ha: f64, restored_ha: f64) -> Vec<(&'static str, Value)> {
    vec![("area_ha", Value::Number(area_ha)), ("restored_area_ha", Value::Number(restored_ha))]
}

#[test]
fn restored_hectares_are_added_first_and_become_mu_last() {
    let mines = |ground: Ground, county: &str, area, restored, state: &str| {
        ground.with("legacy_mine", county, 1, state, &patch(area, restored))
    };
    let ground = mines(Ground::default(), "林州市", 300.0, 215.0, "accepted");
    let ground = mines(ground, "殷都区", 100.0, 118.2, "cancelled");
    let ground = mines(ground, "龙安区", 73.0, 10.0, "restoring");
    // The register holds exactly 473 ha: each county is held to its own patches.
    let linzhou = ground.milestone("T24-M1", "林州市", "2024-06-30", Clock::Effect);
    assert_eq!((linzhou.target, linzhou.value), (Some(4500.0), Some(3225.0)));
    let yindu = ground.milestone("T24-M1", "殷都区", "2024-06-30", Clock::Effect);
    // 118.2 ha cannot be restored on a patch of 100.
    assert_eq!((yindu.target, yindu.value, yindu.light), (Some(1500.0), Some(1500.0), Light::Done));
    // Under restoration is not restored, whatever its record says.
    check(&ground, "T24-M1", "龙安区", "2026-01-01", "overdue 0 0/1");
    check(&ground, "T24-M1", "滑县", "2026-01-01", "no_report 0/0");
}

#[test]
fn a_mark_brings_its_restored_area_with_it() {
    let ground = Ground::default().with("legacy_mine", "林州市", 1, "restoring", &patch(946.0, 0.0));
    let ground =
        ground.mark_late("林州市1", "accepted", "2024-06-01", "2024-06-01", &[("restored_area_ha", 236.5)]);
    // The only county bears all of it: 236.5 ha are 3547.5 mu of 7095, half of the way.
    let on = |date| ground.milestone("T24-M1", "林州市", date, Clock::Effect);
    assert_eq!((on("2024-05-31").value, on("2024-06-01").value), (Some(0.0), Some(3547.5)));
    assert_eq!(on("2024-06-01").target, Some(7095.0));
}

// Task 30: township stations on the air network by 2023-10-31, as the plan counts them.

fn station(ground: Ground, county: &str, count: usize, state: &str) -> Ground {
    let text = |words: &str| Value::Text(words.to_owned());
    let fields = [("level", text("乡镇")), ("medium", text("空气")), ("programme", text("升级改造"))];
    ground.with("monitoring_point", county, count, state, &fields)
}

#[test]
fn each_county_is_held_to_its_own_number_of_stations() {
    let ground = station(Ground::default(), "滑县", 14, "online");
    let ground = station(ground, "林州市", 15, "online");
    let ground = station(ground, "林州市", 1, "building");
    let ground = station(ground, "汤阴县", 1, "offline");
    check(&ground, "T30-M1", "滑县", "2023-10-31", "done 14 14/14");
    // 15 of 16 on the last day are 6.25 points behind.
    check(&ground, "T30-M1", "林州市", "2023-10-31", "on_track 15 15/16");
    check(&ground, "T30-M1", "林州市", "2023-11-01", "overdue 15 15/16");
    check(&ground, "T30-M1", "汤阴县", "2023-11-01", "overdue 0 0/1");
    // The plan names neither 文峰区 nor a number for it.
    assert!(ground.status("2024-01-01", Clock::Effect).cells.iter().all(|cell| {
        cell.county != "文峰区" || cell.milestones.iter().all(|milestone| milestone.id.0 != "T30-M1")
    }));
}

// Task 20: two shares of which both must be met, and a count that must stay at nothing.

fn water(ground: Ground, class: &str, area_m2: f64, state: &str) -> Ground {
    let fields = [("class", Value::Text(class.to_owned())), ("water_area_m2", Value::Number(area_m2))];
    ground.with("black_odorous_water", "滑县", 1, state, &fields)
}

#[test]
fn of_two_shares_the_worse_decides() {
    let ground = water(Ground::default(), "县级城市及县城建成区", 900.0, "treated");
    check(&ground, "T20-M1", "滑县", "2026-01-01", "done 100 1/1");
    let ground = water(ground, "农村", 2000.0, "treating");
    check(&ground, "T20-M1", "滑县", "2026-01-01", "overdue 0 0/1");
    // Under 2000 m² it is on no list.
    let ground = water(Ground::default(), "县级城市及县城建成区", 900.0, "long_term_clear");
    let ground = water(ground, "农村", 1999.9, "treating");
    check(&ground, "T20-M1", "滑县", "2026-01-01", "done 100 1/1");
}

#[test]
fn a_relapsed_water_is_one_too_many_on_any_day() {
    let ground = water(Ground::default(), "城市建成区", 5000.0, "treated");
    check(&ground, "T20-M2", "滑县", "2024-06-30", "done 0 0/1");
    let ground = ground.mark("滑县1", "relapsed", "2024-07-01");
    check(&ground, "T20-M2", "滑县", "2024-07-01", "behind 1 1/1");
    let ground = ground.mark("滑县1", "treated", "2024-09-01");
    check(&ground, "T20-M2", "滑县", "2024-09-01", "done 0 0/1");
}

// From milestones to a task.

#[test]
fn a_task_is_as_bad_as_its_worst_milestone() {
    let ground = Ground::default().outfalls("滑县", 9, "accepted").outfalls("滑县", 1, "monitored");
    // Tracing overdue, 70 % done, 100 % on track.
    assert_eq!(ground.task(22, "滑县", "2024-12-31"), (Light::Overdue, false));
    let ground = ground.mark("滑县10", "traced", "2024-05-01");
    // Now on track: 90 % of 100, with 55 asked for.
    assert_eq!(ground.task(22, "滑县", "2024-12-31"), (Light::OnTrack, false));
    // All done, tracing late.
    let ground = ground.mark("滑县10", "accepted", "2025-05-01");
    assert_eq!(ground.task(22, "滑县", "2025-06-30"), (Light::Done, true));
}

#[test]
fn what_has_no_number_and_no_report_does_not_decide() {
    // T24-M2, T30-M3 and T20-M3 are standing promises without numbers.
    let ground = station(Ground::default(), "滑县", 14, "online");
    assert_eq!(ground.task(30, "滑县", "2024-06-30"), (Light::Done, false));
    let ground = Ground::default().with("legacy_mine", "林州市", 1, "accepted", &patch(473.0, 473.0));
    assert_eq!(ground.task(24, "林州市", "2024-06-30"), (Light::Done, false));
}

#[test]
fn nothing_known_is_no_report_and_never_green() {
    let nothing = Ground::default();
    for task in [1, 5, 7, 20, 22, 24, 26, 30] {
        assert_eq!(nothing.task(task, "滑县", "2024-06-30"), (Light::NoReport, false), "task {task}");
    }
}

#[test]
fn unassigned_and_not_bound_are_said_before_anything_is_counted() {
    let nothing = Ground::default();
    for task in [6, 12, 14, 15] {
        assert_eq!(nothing.task(task, "滑县", "2024-06-30").0, Light::Unassigned, "task {task}");
    }
    for task in [2, 3, 4, 13, 25] {
        assert_eq!(nothing.task(task, "滑县", "2024-06-30").0, Light::NotResponsible, "task {task}");
    }
}
