//! Promises of every shape, in a plan made for the test.

use guatu::ledger::Clock;
use guatu::status::Light;
use serde_json::{Value as Json, json};

use crate::ground::{Ground, check, check_lag, told};

/// A milestone of task 22 from 2024-01-01 to 2024-04-10: a hundred days, so that a day is a
/// hundredth of the way.
pub(crate) fn hundred_days(id: &str, targets: &[Json]) -> Json {
    let mut milestone = standing(id, targets);
    milestone["start"] = json!("2024-01-01");
    milestone["deadline"] = json!({ "date": "2024-04-10", "words": "4月10日前" });
    milestone
}

pub(crate) fn standing(id: &str, targets: &[Json]) -> Json {
    let what = json!({ "zh": id, "en": id });
    json!({ "id": id, "what": what, "targets": targets, "evidence": "rollup", "source": id })
}

pub(crate) fn reported(bound: &str) -> Json {
    json!({ "metric": { "zh": bound, "en": bound }, "bound": bound, "measure": "reported" })
}

pub(crate) fn measured(bound: &str, site: &str, compute: &str, counted: &Json) -> Json {
    let mut target = reported(bound);
    target["measure"] = json!({ "sites": { "kind": site, "compute": compute, "counted": counted } });
    target
}

/// A share of the outfalls is to be accepted.
pub(crate) fn accepted(bound: &str) -> Json {
    measured(bound, "outfall", "share", &json!({ "reached": "accepted" }))
}

/// So many outfalls may stay relapsed.
fn relapsed(bound: &str) -> Json {
    measured(bound, "outfall", "count", &json!({ "states": ["relapsed"] }))
}

/// So many points are to be on the network.
fn online(bound: &str) -> Json {
    measured(bound, "monitoring_point", "count", &json!({ "reached": "online" }))
}

#[test]
fn ten_points_are_on_track_and_thirty_are_behind() {
    let ground =
        Ground::promised(&[hundred_days("M", &[accepted(">= 70 %")])]).outfalls("滑县", 10, "treating");
    // Nothing is done: the lag is the part of the time that is gone. 70 · 10/100 = 7, 7/70 = 10 points.
    check_lag(&ground, "M", "滑县", "2024-01-11", 7.0, 10.0);
    check(&ground, "M", "滑县", "2024-01-11", "on_track 0 0/10");
    check(&ground, "M", "滑县", "2024-01-12", "behind 0 0/10");
    check_lag(&ground, "M", "滑县", "2024-01-31", 21.0, 30.0);
    check(&ground, "M", "滑县", "2024-01-31", "behind 0 0/10");
    check(&ground, "M", "滑县", "2024-02-01", "critical 0 0/10");
    // One of ten is 10 %, a seventh of the way: 21 - 10 = 11, 11/70 = 15.71 points.
    let ground = ground.mark("滑县1", "accepted", "2024-01-20");
    check_lag(&ground, "M", "滑县", "2024-01-31", 21.0, 15.71);
    // Ahead is below zero: after 10 days (7 - 10)/70.
    let ground = ground.mark("滑县1", "accepted", "2024-01-02");
    check_lag(&ground, "M", "滑县", "2024-01-11", 7.0, -4.29);
}

#[test]
fn a_schedule_that_has_not_started_asks_nothing() {
    let ground =
        Ground::promised(&[hundred_days("M", &[accepted(">= 70 %")]), standing("S", &[relapsed("== 0 个")])])
            .outfalls("滑县", 1, "accepted");
    let before = ground.milestone("M", "滑县", "2023-12-31", Clock::Effect);
    assert_eq!((before.light, before.value, before.lag), (Light::NoReport, None, None));
    // A plan's standing promise holds from the plan's first day on, and decides alone till then.
    assert_eq!(ground.task(22, "滑县", "2023-12-31"), (Light::Done, false));
    check(&ground, "M", "滑县", "2024-01-01", "done 100 1/1");
}

#[test]
fn what_is_to_shrink_starts_from_what_there_was() {
    let ground =
        Ground::promised(&[hundred_days("M", &[relapsed("<= 2 个")])]).outfalls("滑县", 10, "relapsed");
    // From 10 to 2 in a hundred days: after 50 days 6 are expected.
    let four = ["滑县1", "滑县2", "滑县3", "滑县4"];
    let ground = ground.marks(&four, "planned", "2024-02-01");
    check(&ground, "M", "滑县", "2024-02-20", "on_track 6 6/10");
    check_lag(&ground, "M", "滑县", "2024-02-20", 6.0, 0.0);
    // After 75 days 4: (4 - 6)/(2 - 10) = 25 points.
    check_lag(&ground, "M", "滑县", "2024-03-16", 4.0, 25.0);
    check(&ground, "M", "滑县", "2024-03-16", "behind 6 6/10");
    let ground = ground.marks(&["滑县5", "滑县6", "滑县7", "滑县8"], "planned", "2024-04-10");
    check(&ground, "M", "滑县", "2024-04-10", "done 2 2/10");
    // One back the day after: overdue again.
    let ground = ground.mark("滑县1", "relapsed", "2024-04-11");
    check(&ground, "M", "滑县", "2024-04-11", "overdue 3 3/10");
}

#[test]
fn a_given_start_value_goes_before_the_counted_one() {
    let mut target = relapsed("== 0 个");
    target["start_value"] = json!(20.0);
    let ground = Ground::promised(&[hundred_days("M", &[target])]).outfalls("滑县", 10, "relapsed");
    // From 20 to 0: after 30 days 14 are expected, after 75 days 5: (5 - 10)/(0 - 20) = 25 points.
    check_lag(&ground, "M", "滑县", "2024-01-31", 14.0, -20.0);
    check_lag(&ground, "M", "滑县", "2024-03-16", 5.0, 25.0);
}

#[test]
fn nothing_at_the_start_and_one_too_many_since_is_far_behind() {
    let ground = Ground::promised(&[hundred_days("M", &[relapsed("== 0 个")])])
        .outfalls("滑县", 1, "accepted")
        .mark("滑县1", "relapsed", "2024-02-01");
    check(&ground, "M", "滑县", "2024-01-31", "done 0 0/1");
    check(&ground, "M", "滑县", "2024-02-01", "critical 1 1/1");
    check(&ground, "M", "滑县", "2024-04-11", "overdue 1 1/1");
}

#[test]
fn a_standing_number_is_met_or_behind() {
    let ground = Ground::promised(&[standing("M", &[accepted(">= 70 %")])]).outfalls("滑县", 10, "treating");
    let ground =
        ground.marks(&["滑县1", "滑县2", "滑县3", "滑县4", "滑县5", "滑县6"], "accepted", "2024-01-01");
    check(&ground, "M", "滑县", "2024-06-30", "behind 60 6/10");
    let ground = ground.mark("滑县7", "accepted", "2024-07-01");
    check(&ground, "M", "滑县", "2024-07-01", "done 70 7/10");
    let now = ground.milestone("M", "滑县", "2024-07-01", Clock::Effect);
    assert_eq!((now.deadline, now.expected, now.lag, now.late), (None, None, None, false));
}

#[test]
fn silence_about_a_number_or_a_date_keeps_a_task_from_green() {
    let met = || standing("met", &[accepted(">= 70 %")]);
    let task = |other: Json| {
        let ground = Ground::promised(&[met(), other]).outfalls("滑县", 1, "accepted");
        ground.task(22, "滑县", "2024-06-30").0
    };
    // Yes or no without a date does not decide; with a date it does; a number always does.
    assert_eq!(task(standing("M", &[])), Light::Done);
    assert_eq!(task(hundred_days("M", &[])), Light::NoReport);
    assert_eq!(task(hundred_days("M", &[reported(">= 10 %")])), Light::NoReport);
    assert_eq!(task(standing("M", &[reported(">= 10 %")])), Light::NoReport);
    // Nor does one silent number among several make the milestone green.
    assert_eq!(task(standing("M", &[accepted(">= 70 %"), reported(">= 10 %")])), Light::NoReport);
    // A share of nothing is no report, as when a layer is missing: 0 of 0 is not green. Beside another
    // share of the same milestone it asks nothing.
    let no_mines = || measured(">= 70 %", "legacy_mine", "share", &json!({ "reached": "accepted" }));
    assert_eq!(task(standing("M", &[no_mines()])), Light::NoReport);
    assert_eq!(task(standing("M", &[no_mines(), accepted(">= 70 %")])), Light::Done);
}

#[test]
fn a_number_of_its_own_that_no_site_stands_for_is_a_gap() {
    let met = standing("met", &[accepted(">= 70 %")]);
    let ground = Ground::promised(&[met.clone(), hundred_days("M", &[online(">= 3 个")])]);
    let ground = ground.outfalls("滑县", 1, "accepted");
    check(&ground, "M", "滑县", "2024-06-30", "no_report 0/0");
    assert_eq!(ground.task(22, "滑县", "2024-06-30").0, Light::NoReport);
    let both = standing("M", &[accepted(">= 70 %"), online(">= 3 个")]);
    let ground = Ground::promised(&[both]).outfalls("滑县", 1, "accepted");
    assert_eq!(ground.task(22, "滑县", "2024-06-30").0, Light::NoReport);
    // None of what should not be is no gap.
    let ground =
        Ground::promised(&[met, standing("M", &[online("<= 3 个")])]).outfalls("滑县", 1, "accepted");
    assert_eq!(ground.task(22, "滑县", "2024-06-30").0, Light::Done);
}

#[test]
fn one_of_two_targets_is_enough_where_the_plan_says_or() {
    let either = |targets: &[Json]| {
        let mut milestone = hundred_days("M", targets);
        milestone["combine"] = json!("any");
        Ground::promised(&[milestone]).outfalls("滑县", 2, "accepted").outfalls("滑县", 8, "treating")
    };
    // 20 % of 70 %, or 20 % of 20 %.
    let ground = either(&[accepted(">= 70 %"), accepted(">= 20 %")]);
    check(&ground, "M", "滑县", "2024-04-11", "done 20 2/10");
    // Neither: the better one speaks. After 50 days (35 - 20)/70 = 21.43 and (50 - 20)/100 = 30 points.
    let ground = either(&[accepted(">= 100 %"), accepted(">= 70 %")]);
    check_lag(&ground, "M", "滑县", "2024-02-20", 35.0, 21.43);
    // What is known speaks before what is not.
    let ground = either(&[reported(">= 5 %"), accepted(">= 70 %")]);
    check(&ground, "M", "滑县", "2024-04-11", "overdue 20 2/10");
    let ground = either(&[reported(">= 5 %"), reported(">= 70 %")]);
    check(&ground, "M", "滑县", "2024-04-11", "no_report");
}

#[test]
fn a_promise_of_some_counties_is_not_the_others() {
    let mut milestone = hundred_days("M", &[accepted(">= 70 %")]);
    milestone["only"] = json!(["410506"]);
    let ground =
        Ground::promised(&[milestone]).outfalls("滑县", 1, "treating").outfalls("龙安区", 1, "treating");
    check(&ground, "M", "龙安区", "2024-04-11", "overdue 0 0/1");
    assert_eq!(ground.task(22, "滑县", "2024-04-11").0, Light::NotResponsible);
}

#[test]
fn a_mark_taken_back_after_the_deadline_was_known_to_be_in_time() {
    let ground = Ground::promised(&[hundred_days("M", &[accepted(">= 70 %")])])
        .outfalls("滑县", 1, "treating")
        .mark("滑县1", "accepted", "2024-04-09")
        .undo("2024-04-20")
        .mark("滑县1", "accepted", "2024-05-01");
    let on = |date: &str, clock| told(&ground.milestone("M", "滑县", date, clock));
    assert_eq!(on("2024-04-19", Clock::Knowledge), "done 100 1/1");
    assert_eq!(on("2024-04-20", Clock::Knowledge), "overdue 0 0/1");
    // By what was true the last day was missed; by what was known on it, it was not.
    assert_eq!(on("2024-04-19", Clock::Effect), "overdue 0 0/1");
    assert_eq!(on("2024-05-01", Clock::Effect), "done 100 1/1 late");
    assert_eq!(on("2024-05-01", Clock::Knowledge), "done 100 1/1");
}
