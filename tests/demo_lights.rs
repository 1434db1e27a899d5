//! The lights of the demonstration: the counties differ, the dates differ, and every light shows.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests say so by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use guatu::ledger::{AsOf, Assignment, Body, Clock, Event, EventId};
use guatu::plan::{Adcode, TaskNo};
use guatu::status::{Cell, Light, Rule, Status, status};
use guatu::workspace::{Workspace, check};
use jiff::ToSpan;
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

/// A light in one letter: done, done but late, on track, behind, critical, overdue, no report,
/// unassigned, not responsible.
fn letter(cell: &Cell) -> char {
    match cell.light {
        Light::Done if cell.late => 'd',
        Light::Done => 'D',
        Light::OnTrack => 'o',
        Light::Behind => 'b',
        Light::Critical => 'C',
        Light::Overdue => 'X',
        Light::NoReport => '.',
        Light::Unassigned => 'u',
        Light::NotResponsible => '-',
    }
}

/// What the design of the demonstration promises: a line per task, a word per date of [`DATES`],
/// a letter per county in the plan's order.
const PROMISED: &str = "
 1 ooooboooo ooooboboo DDDDDDDDD DDDDDDDDD
 2 --b--b--D --b--b--D --b--D--D --b--D--D
 3 --C--C--o --b--C--D --X--d--D --X--d--D
 4 --b--b--b --b--D--D --D--D--D --D--D--D
 5 obbbbobbb oobobDbbo DDbDCDbbD DDXDXDXXD
 6 uuuuuuuuu uuuuuuuuu uuuuuuuuu uuuuuuuuu
 7 bCCbbbbbb ooCoboboo DDbDCDbDD DDXDXDXDD
 8 DoCoCobDb DDbDCDCDD DDdDXDdDD DDdDXDdDD
 9 ..CoCoCCb ..CDCbCbo ..XDXDXDD ..dDXDdDD
10 bbbbbbbbb DbbbbDbbb DDDDbDDDD DDDDbDDDD
11 bbCCCCCDC .bCbCDCDC ..CDXDdDC ..XDXDdDX
12 uuuuuuuuu uuuuuuuuu uuuuuuuuu uuuuuuuuu
13 bDbbb---- DDbbb---- DDbDD---- DDbDD----
14 uuuuuuuuu uuuuuuuuu uuuuuuuuu uuuuuuuuu
15 uuuuuuuuu uuuuuuuuu uuuuuuuuu uuuuuuuuu
16 DDDDbDDDD DDDDbDDbD DDDDbDDDb DDDDbDDDD
17 DDbDbbbbb DDbDbbbbb DDDbbDbbb DDDDDDbDD
18 DDDDDDDbD DbDDDDbbD DDDDDDDDD DDDDDDDDD
19 DDDDDDDDD DDbbbDDDD DDbDbDbDb DDbDbDbDb
20 D.CbCbb.b D.ooCbbCo DDDDCDbCb DDXDXDXdd
21 CDXCXoCCC DDCCXoooC DDCDXDodC DDXDXDXdX
22 ooboCoXbo ooboCoXbb DDbDXDbbo DDXXXDXdd
23 CDCCCCCCb bDCCCbCCb DDCDCDCCD DDXDXDXXD
24 DDbobDCoo DDboCbCbo DDbDCDCDo DDXDXDXDd
25 b-Cb-b--- D-bo-b--- D-CD-D--- D-XD-D---
26 bobbbbbbb DobbbDbbb DDbDbDbbD DDdDXDXdD
27 oobobobbo DobobDboo DDoDCDbDD DDdDXDXDD
28 bbbbbbbbb DDbbbbbbb DDbDbDbbD DDbDbDDbD
29 DDbDbDbDD bDbDbDbDb DDbDbDbbD DDbDbDbbD
30 DDddbDXdD DDddbDbdD DDddbDdXD DDddbDddD
31 CCCCCCCCD CDCDCDCCD DDCDCDCCD DDXDXDXXD
32 bbbDbbbbb DDbDbbbbD DDDDbDDbD DDDDbDDbD
";

#[test]
fn the_lights_are_those_that_the_design_promises() {
    let workspace = built_in();
    let statuses = DATES.map(|day| on(&workspace, day));
    let mut grid = String::from("\n");
    for task in &workspace.plan.tasks {
        let word = |status: &Status| -> String {
            status.cells.iter().filter(|cell| cell.task == task.number).map(letter).collect()
        };
        let words = statuses.each_ref().map(word);
        grid += &format!("{:2} {}\n", task.number.0, words.join(" "));
    }
    assert_eq!(grid, PROMISED, "as it is:\n{grid}");
}

/// Where the demonstration has nothing to show, by nature: the two inner districts have neither
/// coke, steel and cement nor a chemical park; two counties wrote their black-odorous waters down
/// late.
const GAPS: [(u16, &str); 6] =
    [(9, "文峰区"), (9, "北关区"), (11, "文峰区"), (11, "北关区"), (20, "北关区"), (20, "内黄县")];

/// The tasks and counties with a light at the end of any month from October 2023 to March 2026.
fn ever(workspace: &Workspace, light: Light) -> BTreeSet<(u16, String)> {
    let months = (0..30).map(|month| date(2023, 10, 31).checked_add(month.months()).unwrap());
    let cells = months.map(Date::last_of_month).flat_map(|day| on(workspace, day).cells);
    cells.filter(|cell| cell.light == light).map(|cell| (cell.task.0, cell.county)).collect()
}

#[test]
fn at_the_end_of_every_month_every_task_is_judged_but_for_the_natural_gaps() {
    let gaps = GAPS.map(|(task, county)| (task, county.to_owned()));
    assert_eq!(ever(&built_in(), Light::NoReport), BTreeSet::from(gaps));
}

#[test]
fn the_relevant_tasks_wait_to_be_assigned_and_are_judged_at_once_when_they_are() {
    let mut workspace = built_in();
    let unassigned: BTreeSet<u16> = on(&workspace, DATES[2])
        .cells
        .iter()
        .filter(|cell| cell.light == Light::Unassigned)
        .map(|cell| cell.task.0)
        .collect();
    assert_eq!(unassigned, BTreeSet::from([6, 12, 14, 15]));
    for (task, counties) in [
        (6, &["410505", "410527", "410581"][..]),
        (12, &["410505", "410506", "410522", "410523", "410581"]),
        (14, &["410502", "410503", "410505", "410506", "410522", "410523", "410526", "410527", "410581"]),
        (15, &["410502", "410503", "410505", "410506"]),
    ] {
        workspace.history.push(assignment(task, counties));
    }
    let silent = ever(&workspace, Light::NoReport);
    assert!(silent.iter().all(|(task, _)| !unassigned.contains(task)), "{silent:?}");
    let of_assigned = |day| -> BTreeSet<char> {
        let cells = on(&workspace, day).cells;
        cells.iter().filter(|cell| unassigned.contains(&cell.task.0)).map(letter).collect()
    };
    for day in DATES {
        assert!(of_assigned(day).len() >= 4, "{day}: {:?}", of_assigned(day));
    }
}

fn assignment(task: u16, counties: &[&str]) -> Event {
    let day = date(2023, 10, 16);
    Event {
        id: EventId(format!("assignment of {task}")),
        device: "test".to_owned(),
        effective_on: day,
        recorded_at: "2023-10-16T02:00:00Z".parse().unwrap(),
        by: "李工".to_owned(),
        saw: None,
        turn: 0,
        body: Body::Assign(Assignment {
            task: TaskNo(task),
            counties: counties.iter().map(|code| Adcode((*code).to_owned())).collect(),
        }),
    }
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
        let counted = |cell: &Cell| cell.milestones.iter().filter_map(|m| m.counted).sum::<usize>();
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
