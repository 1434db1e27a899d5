//! The same numbers under each rule.

use guatu::ledger::{Body, Clock, Judgement, Report, Ruled, Said};
use guatu::plan::{MilestoneId, TaskNo};
use guatu::status::Light;
use proptest::prelude::*;

use crate::ground::{Ground, adcode, told};

// Task 22: 70 % of a county's outfalls accepted by 2024-12-31, from 2023-10-11.
const SHARE: &str = "T22-M2";

/// What a milestone says in 滑县 on a day under each rule, in the order of the list.
#[track_caller]
fn check_each(ground: &Ground, milestone: &str, on: &str, expected: [&str; 3]) {
    for (rule, expected) in ["schedule", "deadline_only", "late_stays"].into_iter().zip(expected) {
        let now = ground.clone().under(rule).milestone(milestone, "滑县", on, Clock::Effect);
        assert_eq!(told(&now), expected, "{milestone} {on} under {rule}");
    }
}

#[test]
fn before_the_deadline_only_the_schedule_warns() {
    let ground = Ground::default().outfalls("滑县", 10, "treating");
    check_each(&ground, SHARE, "2023-11-24", ["on_track 0 0/10"; 3]);
    check_each(&ground, SHARE, "2023-11-25", ["behind 0 0/10", "on_track 0 0/10", "behind 0 0/10"]);
    check_each(&ground, SHARE, "2024-12-31", ["critical 0 0/10", "on_track 0 0/10", "critical 0 0/10"]);
    check_each(&ground, SHARE, "2025-01-01", ["overdue 0 0/10"; 3]);
    // A rule that asks for no more than to be in time expects nothing of any day.
    let now = ground.under("deadline_only").milestone(SHARE, "滑县", "2024-09-30", Clock::Effect);
    assert_eq!((now.expected, now.lag), (None, None));
}

#[test]
fn met_in_time_is_done_under_every_rule_and_stays_so() {
    let ground = Ground::default().outfalls("滑县", 1, "treating").mark("滑县1", "accepted", "2024-12-31");
    check_each(&ground, SHARE, "2024-12-31", ["done 100 1/1"; 3]);
    check_each(&ground, SHARE, "2026-01-01", ["done 100 1/1"; 3]);
}

#[test]
fn met_late_is_done_but_for_the_rule_under_which_late_stays() {
    let ground = Ground::default().outfalls("滑县", 1, "treating").mark("滑县1", "accepted", "2025-01-01");
    check_each(
        &ground,
        SHARE,
        "2025-01-01",
        ["done 100 1/1 late", "done 100 1/1 late", "overdue 100 1/1 late"],
    );
    // It never turns, and a relapse takes the word away: then it is overdue and not met.
    let ground = ground.mark("滑县1", "relapsed", "2025-06-01");
    check_each(&ground, SHARE, "2025-06-01", ["overdue 0 0/1"; 3]);
}

#[test]
fn nothing_known_is_no_report_under_every_rule() {
    check_each(&Ground::default(), SHARE, "2024-06-30", ["no_report 0/0"; 3]);
    check_each(&Ground::default(), SHARE, "2025-06-30", ["no_report 0/0"; 3]);
}

#[test]
fn a_task_is_late_and_overdue_only_where_nothing_is_left_to_do() {
    // All of the task's promises are met by this mark, but after every deadline of it.
    let all = Ground::default().outfalls("滑县", 1, "treating").mark("滑县1", "cancelled", "2026-02-01");
    let (light, late) = all.clone().under("late_stays").task(22, "滑县", "2026-02-01");
    assert_eq!((light, late), (Light::Overdue, true));
    assert_eq!(all.task(22, "滑县", "2026-02-01"), (Light::Done, true));
    // One of ten: some of them are neither met nor late.
    let one = Ground::default().outfalls("滑县", 10, "treating").mark("滑县1", "cancelled", "2026-02-01");
    assert_eq!(one.under("late_stays").task(22, "滑县", "2026-02-01"), (Light::Overdue, false));
}

#[test]
fn a_yes_or_no_promise_warns_under_the_schedule_only() {
    let plan = crate::ground::plan();
    let plain = |m: &&guatu::plan::Milestone| {
        m.targets.is_empty() && m.due().is_some() && m.only.is_none() && m.start.is_none()
    };
    let mut open = plan.tasks.iter().filter(|task| task.scope == guatu::plan::Scope::All);
    let milestone = open.find_map(|task| task.milestones.iter().find(plain)).unwrap();
    let due = milestone.due().unwrap();
    let said = |done| {
        let (county, source) = (adcode("滑县"), "月报".to_owned());
        Body::Report(Report {
            milestone: milestone.id.clone(),
            county,
            target: 1,
            said: Said::Done(done),
            source,
        })
    };
    let open = Ground::default().said("2023-11-01", said(false));
    let (id, day) = (milestone.id.0.as_str(), |days: i64| (due + jiff::Span::new().days(days)).to_string());
    check_each(&open, id, &day(-31), ["on_track"; 3]);
    check_each(&open, id, &day(-30), ["behind", "on_track", "behind"]);
    check_each(&open, id, &day(1), ["overdue"; 3]);
    let late = open.said(&day(1), said(true));
    check_each(&late, id, &day(1), ["done late", "done late", "overdue late"]);
}

fn ruling(milestone: Option<&str>, light: Ruled, why: &str) -> Body {
    let milestone = milestone.map(|id| MilestoneId(id.to_owned()));
    Body::Judge(Judgement {
        task: TaskNo(22), county: adcode("滑县"), milestone, light, why: why.to_owned()
    })
}

#[test]
fn a_ruling_goes_before_the_numbers_under_the_rule_that_asks_for_it() {
    let ground = Ground::default().outfalls("滑县", 10, "treating");
    let on = "2024-06-30";
    assert_eq!(
        ground.clone().under("manual").status(on, Clock::Effect).cells,
        ground.status(on, Clock::Effect).cells
    );
    // On one milestone: its light alone, the task stays at its worst.
    let one =
        ground.clone().said("2024-06-01", ruling(Some(SHARE), Ruled::OnTrack, "汛期顺延")).under("manual");
    assert_eq!(told(&one.milestone(SHARE, "滑县", on, Clock::Effect)), "on_track 0 0/10");
    assert_eq!(one.task(22, "滑县", on), ground.task(22, "滑县", on));
    // On the task: before all of them; not before its day, not in another county.
    let all = ground.clone().said("2024-06-01", ruling(None, Ruled::Done, "现场核查")).under("manual");
    assert_eq!(all.task(22, "滑县", on), (Light::Done, false));
    assert_eq!(all.task(22, "滑县", "2024-05-31"), ground.task(22, "滑县", "2024-05-31"));
    assert_eq!(all.task(22, "林州市", on), ground.task(22, "林州市", on));
    // The last by day of effect holds, and an undo brings the one before back.
    let two = all.said("2024-06-15", ruling(None, Ruled::Critical, "复查不合格"));
    assert_eq!(two.task(22, "滑县", on).0, Light::Critical);
    assert_eq!(two.undo("2024-06-20").task(22, "滑县", on).0, Light::Done);
}

fn any_ruling() -> impl Strategy<Value = (i64, Body)> {
    let lights = [Ruled::Done, Ruled::OnTrack, Ruled::Behind, Ruled::Critical, Ruled::Overdue];
    (0..900i64, 0..lights.len(), 0..3usize).prop_map(move |(on, light, about)| {
        (on, ruling([None, Some(SHARE), Some("T22-M1")][about], lights[light], "研判"))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn rulings_change_nothing_under_a_rule_that_does_not_ask_for_them(
        rulings in proptest::collection::vec(any_ruling(), 1..8),
        day in 0..900i64,
    ) {
        let after = |days: i64| (crate::ground::day("2023-10-11") + jiff::Span::new().days(days)).to_string();
        let plain = Ground::default().outfalls("滑县", 3, "treating").mark("滑县1", "accepted", "2024-03-01");
        let ruled = rulings.into_iter().fold(plain.clone(), |ground, (on, body)| ground.said(&after(on), body));
        for rule in ["schedule", "deadline_only", "late_stays"] {
            let (plain, ruled) = (plain.clone().under(rule), ruled.clone().under(rule));
            prop_assert_eq!(plain.status(&after(day), Clock::Effect), ruled.status(&after(day), Clock::Effect));
        }
    }
}
