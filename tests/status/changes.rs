//! What changed between two days, and what in between caused it.

use guatu::ledger::{Clock, History};
use guatu::plan::TaskNo;
use guatu::site::{Kinds, Register};
use guatu::status::{Change, Changes, Inputs, Light, Rule, changes};

use crate::ground::{Ground, day, plan};

fn changed(ground: &Ground, from: &str, to: &str, clock: Clock) -> Changes {
    let (kinds, register) = (Kinds::built_in(), Register::new(ground.sites.clone()));
    let history = History::new(ground.events.clone());
    let inputs = Inputs { plan: plan(), kinds: &kinds, register: &register, history: &history };
    changes(&inputs, &Rule::schedule().unwrap(), day(from), day(to), clock)
}

fn of_task_22<'a>(changes: &'a Changes, county: &str) -> Option<&'a Change> {
    changes.cells.iter().find(|change| change.task == TaskNo(22) && change.county == county)
}

/// Ten outfalls of 滑县 and ten of 内黄县, all traced; seven of 滑县 are accepted in November 2024.
fn autumn() -> Ground {
    let sites: Vec<String> = (1..=7).map(|n| format!("滑县{n}")).collect();
    let sites: Vec<&str> = sites.iter().map(String::as_str).collect();
    let ground = Ground::default().outfalls("滑县", 10, "traced").outfalls("内黄县", 10, "traced");
    ground.marks(&sites, "accepted", "2024-11-15")
}

#[test]
fn seven_marks_move_one_light_and_are_named_as_its_cause() {
    let found = changed(&autumn(), "2024-10-31", "2024-12-31", Clock::Effect);
    let hua = of_task_22(&found, "滑县").expect("it moved");
    assert_eq!((hua.before, hua.after), (Light::Critical, Light::OnTrack), "7 of 10 are the 70 % of 2024");
    assert!(!hua.is_worse());
    assert_eq!(hua.causes.len(), 7);
    assert_eq!(hua.causes[0].what.zh, "滑县1 滑县1：已验收");
    assert_eq!((hua.causes[0].on, hua.causes[0].by.as_str()), (day("2024-11-15"), "王敏"));
    let moved = hua.numbers.iter().find(|number| number.milestone.0 == "T22-M2").expect("the 70 %");
    assert_eq!((moved.before.counted, moved.after.counted, moved.after.of), (Some(0), Some(7), Some(10)));
    assert_eq!(found.happened, 7);
}

#[test]
fn a_deadline_that_passes_moves_a_light_without_a_cause() {
    let found = changed(&autumn(), "2024-12-31", "2025-01-01", Clock::Effect);
    let neihuang = of_task_22(&found, "内黄县").expect("it moved");
    assert_eq!((neihuang.before, neihuang.after), (Light::Critical, Light::Overdue));
    assert!(neihuang.is_worse() && neihuang.causes.is_empty() && neihuang.numbers.is_empty());
    assert_eq!(of_task_22(&found, "滑县"), None);
}

#[test]
fn nothing_changes_from_a_day_to_itself_and_backward_is_the_mirror() {
    let ground = autumn();
    let same = changed(&ground, "2024-12-31", "2024-12-31", Clock::Effect);
    assert!(same.cells.is_empty() && same.happened == 0);
    let on = changed(&ground, "2024-10-31", "2024-12-31", Clock::Effect);
    let back = changed(&ground, "2024-12-31", "2024-10-31", Clock::Effect);
    let mirrored: Vec<_> = back.cells.iter().map(|c| (c.task, &c.adcode, c.after, c.before)).collect();
    let lights: Vec<_> = on.cells.iter().map(|c| (c.task, &c.adcode, c.before, c.after)).collect();
    assert_eq!(lights, mirrored);
    assert!(of_task_22(&back, "滑县").unwrap().causes.iter().all(|cause| !cause.counts));
}

#[test]
fn by_record_a_mark_counts_from_the_day_it_was_written_until_it_was_taken_back() {
    let ground = Ground::default()
        .outfalls("滑县", 10, "traced")
        .mark_late("滑县1", "accepted", "2024-05-01", "2024-08-01", &[])
        .undo("2024-10-01");
    let happened = |from, to, clock| changed(&ground, from, to, clock).happened;
    assert_eq!(happened("2024-04-30", "2024-06-30", Clock::Knowledge), 0);
    assert_eq!(happened("2024-06-30", "2024-08-31", Clock::Knowledge), 1);
    assert_eq!(happened("2024-06-30", "2024-12-31", Clock::Knowledge), 0);
    assert_eq!(happened("2024-04-30", "2024-06-30", Clock::Effect), 0, "today nobody believes it");
    let found = changed(&ground, "2024-08-31", "2024-12-31", Clock::Knowledge);
    let cause = &of_task_22(&found, "滑县").expect("a number moved back").causes[0];
    assert!(!cause.counts && cause.what.zh.starts_with("撤回："), "{cause:?}");
}

#[test]
fn a_site_that_enters_the_register_is_a_cause() {
    let ground = Ground::default().outfalls("滑县", 2, "accepted").registered("滑县2", "2024-06-01");
    let found = changed(&ground, "2024-05-31", "2024-06-30", Clock::Effect);
    let hua = of_task_22(&found, "滑县").expect("its count moved");
    assert_eq!(hua.causes[0].what.en, "滑县2 滑县2 entered the register");
    assert_eq!(hua.causes[0].event, None);
}
