//! The lights of the demonstration: the counties differ, the dates differ, and every light shows.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests say so by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use guatu::ledger::{AsOf, Clock};
use guatu::plan::TaskNo;
use guatu::status::{Light, Rule, Status, status};
use guatu::workspace::{Workspace, check};
use jiff::civil::{Date, date};

fn built_in() -> Workspace {
    Workspace::built_in().unwrap()
}

const DATES: [Date; 4] = [date(2024, 6, 30), date(2024, 12, 31), date(2025, 12, 31), date(2026, 11, 24)];
const TASKS: [u16; 4] = [20, 22, 24, 30];

fn on(workspace: &Workspace, day: Date) -> Status {
    by(workspace, Clock::Effect, day)
}

fn by(workspace: &Workspace, clock: Clock, day: Date) -> Status {
    status(&workspace.inputs(), &Rule::schedule().unwrap(), AsOf { date: day, clock })
}

/// The lights of a task by county, and which of them are done but were late.
fn lights(status: &Status, task: u16) -> BTreeMap<&str, (Light, bool)> {
    let cells = status.cells.iter().filter(|cell| cell.task == TaskNo(task));
    cells.map(|cell| (cell.county.as_str(), (cell.light, cell.late))).collect()
}

/// What the design of the demonstration promises: a line per date and task, the counties in the
/// plan's order, `+` where it is done but was late.
const PROMISED: &str = "
2024-06-30 20: done no_report critical on_track critical on_track behind no_report on_track
2024-06-30 22: on_track on_track behind on_track critical on_track overdue behind on_track
2024-06-30 24: no_report no_report behind on_track behind no_report critical on_track on_track
2024-06-30 30: no_report no_report done+ done+ no_report done overdue done+ done
2024-12-31 20: done no_report on_track on_track critical behind behind critical on_track
2024-12-31 22: on_track on_track behind on_track critical on_track overdue behind behind
2024-12-31 24: no_report no_report behind on_track critical behind critical behind on_track
2024-12-31 30: no_report no_report done+ done+ no_report done done+ done+ done
2025-12-31 20: done done done done critical done behind critical behind
2025-12-31 22: done done behind done overdue done behind behind on_track
2025-12-31 24: no_report no_report behind done critical done critical done on_track
2025-12-31 30: no_report no_report done+ done+ no_report done done+ overdue done
2026-11-24 20: done done overdue done overdue done overdue done+ done+
2026-11-24 22: done done overdue overdue overdue done overdue done+ done+
2026-11-24 24: no_report no_report overdue done overdue done overdue done done+
2026-11-24 30: no_report no_report done+ done+ no_report done done+ done+ done
";

#[test]
fn the_lights_are_those_that_the_design_promises() {
    let workspace = built_in();
    let mut table = String::from("\n");
    for day in DATES {
        let status = on(&workspace, day);
        for task in TASKS {
            let lights = lights(&status, task);
            let words = workspace.plan.counties.iter().map(|county| {
                let (light, late) = lights[county.name.zh.as_str()];
                format!(" {}{}", light.name(), if late { "+" } else { "" })
            });
            table += &format!("{day} {task}:{}\n", words.collect::<String>());
        }
    }
    assert_eq!(table, PROMISED);
}

#[test]
fn on_each_date_and_for_each_task_the_counties_differ() {
    let workspace = built_in();
    for day in DATES {
        let status = on(&workspace, day);
        for task in TASKS {
            let lights: BTreeSet<&str> =
                lights(&status, task).values().map(|(light, _)| light.name()).collect();
            assert!(lights.len() >= 2, "{day}, task {task}: {lights:?}");
        }
    }
}

#[test]
fn from_date_to_date_every_task_moves() {
    let workspace = built_in();
    for task in TASKS {
        for pair in DATES.windows(2) {
            let (before, after) = (on(&workspace, pair[0]), on(&workspace, pair[1]));
            assert_ne!(
                lights(&before, task),
                lights(&after, task),
                "task {task}, {} to {}",
                pair[0],
                pair[1]
            );
        }
    }
}

#[test]
fn every_light_shows_and_so_does_late() {
    let workspace = built_in();
    let mut seen = BTreeSet::new();
    let mut late = 0;
    for day in DATES {
        let status = on(&workspace, day);
        for task in TASKS {
            for (light, was_late) in lights(&status, task).values() {
                seen.insert(light.name());
                late += usize::from(*was_late);
            }
        }
    }
    for light in
        [Light::Done, Light::OnTrack, Light::Behind, Light::Critical, Light::Overdue, Light::NoReport]
    {
        assert!(seen.contains(light.name()), "no {}", light.name());
    }
    assert!(late >= 4, "done, but late");
}

#[test]
fn what_was_known_on_a_day_lags_behind_what_was_true() {
    let workspace = built_in();
    let (true_then, known_then) = (
        by(&workspace, Clock::Effect, date(2024, 12, 31)),
        by(&workspace, Clock::Knowledge, date(2024, 12, 31)),
    );
    let done = |status: &Status| {
        let cells = status.cells.iter().filter(|cell| cell.task == TaskNo(22));
        let counted =
            |cell: &guatu::status::Cell| cell.milestones.iter().filter_map(|m| m.counted).sum::<usize>();
        cells.map(counted).sum::<usize>()
    };
    assert!(done(&known_then) < done(&true_then), "some marks of December are written down in January");
}

#[test]
fn the_data_doctor_finds_no_error_and_warns_of_nothing_but_areas_that_differ() {
    let workspace = built_in();
    let as_of = AsOf { date: date(2026, 11, 24), clock: Clock::Effect };
    let findings = check(&workspace, as_of);
    let errors: Vec<&str> = findings.iter().filter(|f| f.error).map(|f| f.message.zh.as_str()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let rules: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, BTreeSet::from(["area_differs"]));
    assert!(findings.len() < 10, "a few patches are drawn far from their register");
}
