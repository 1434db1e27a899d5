//! The next plan: another city's, with two counties, three tasks, a kind and a rule of its own, from
//! files alone (`tests/fixtures/next_plan`). The city is invented.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::fs;
use std::path::{Path, PathBuf};

use desk::{run, stderr};
use guatu::app::State;
use guatu::ledger::{AsOf, Author, Clock, Said};
use guatu::plan::{MilestoneId, TaskNo};
use guatu::scene::Theme;
use guatu::site::SiteId;
use guatu::status::{Cell, Light, explain, status};
use guatu::text::Lang;
use guatu::workspace::{Access, AssignRequest, MarkRequest, ReportRequest, Workspace};
use jiff::civil::{Date, date};
use serde_json::Value;

/// A copy to write in.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("云州");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/next_plan"), &folder);
    (dir, folder)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn on(date: Date) -> AsOf {
    AsOf { date, clock: Clock::Effect }
}

/// Both counties' cells of a task: 东溪县, 西坪县.
fn cells(workspace: &Workspace, task: u16, day: Date) -> [Cell; 2] {
    let status = status(&workspace.inputs(), &workspace.rule, on(day));
    let cells: Vec<Cell> = status.cells.into_iter().filter(|cell| cell.task == TaskNo(task)).collect();
    cells.try_into().expect("two counties")
}

fn lights(workspace: &Workspace, task: u16, day: Date) -> [Light; 2] {
    cells(workspace, task, day).map(|cell| cell.light)
}

fn author() -> Author {
    Author { by: "李四".into(), recorded_at: "2023-03-01T09:00:00+08:00".parse().unwrap() }
}

/// 423 of 729 days of the first task are gone.
const FEBRUARY: Date = date(2023, 2, 28);

#[test]
fn it_opens_without_a_word_of_complaint() {
    let (_dir, folder) = folder();
    let workspace = Workspace::open(&folder, Access::Read).unwrap().sound().unwrap();
    assert_eq!((workspace.name.as_str(), workspace.plan.city.zh.as_str()), ("云州示范", "云州市"));
    assert_eq!(workspace.issues, []);
    assert_eq!((workspace.plan.counties.len(), workspace.counties.len()), (2, 2));
    assert_eq!((workspace.rule.id.as_str(), workspace.rule.on_track_lag), ("tight", 5.0));
    assert!(workspace.kinds.get("charging_pile").is_some());
    assert_eq!(workspace.zone().central_meridian, 105.0, "its pages are not drawn in Anyang's zone");
}

#[test]
fn a_share_over_a_kind_of_its_own_is_judged_by_its_own_rule() {
    let (_dir, folder) = folder();
    let mut workspace = Workspace::open(&folder, Access::Write).unwrap();
    // 基本 asks for 80 % here. Expected 80 · 423/729 = 46.42: 3 of 5 public stations are 60 %, ahead;
    // 1 of 4 is 25 %, 26.77 points behind, which the rule calls critical beyond 20.
    let [east, west] = cells(&workspace, 1, FEBRUARY);
    assert_eq!((east.light, west.light), (Light::OnTrack, Light::Critical));
    let (east, west) = (&east.milestones[0], &west.milestones[0]);
    assert_eq!((east.counted, east.of, east.value, east.target), (Some(3), Some(5), Some(60.0), Some(80.0)));
    assert_eq!((west.expected, west.lag), (Some(46.42), Some(26.77)));
    // The day of the deadline is in time, the next is not.
    assert_eq!(lights(&workspace, 1, date(2023, 12, 31)), [Light::Critical, Light::Critical]);
    assert_eq!(lights(&workspace, 1, date(2024, 1, 1)), [Light::Overdue, Light::Overdue]);
    // The fourth of five is 80 %.
    let mark = MarkRequest {
        site: SiteId("DX-4".into()),
        to: Some("已投用".into()),
        on: FEBRUARY,
        note: None,
        set: Default::default(),
        evidence: Vec::new(),
    };
    workspace.mark(&mark, &author()).unwrap();
    assert_eq!(lights(&workspace, 1, FEBRUARY), [Light::Done, Light::Critical]);
}

#[test]
fn a_reported_rise_from_its_baseline_year_has_its_light() {
    let (_dir, folder) = folder();
    let mut workspace = Workspace::open(&folder, Access::Write).unwrap();
    let mut say = |said, day| {
        let milestone = MilestoneId("T2-M1".into());
        let (county, source) = ("东溪".to_owned(), "年报".to_owned());
        let request = ReportRequest { milestone, county, target: 1, said, on: day, source };
        workspace.report(&request, &author()).unwrap();
    };
    say(Said::Baseline(30.0), date(2021, 12, 31));
    say(Said::Value(32.0), date(2023, 2, 1));
    // 6 · 423/1095 = 2.32 are expected, 2 are there: 5.3 points behind; 5 are on track.
    let [east, west] = cells(&workspace, 2, FEBRUARY);
    assert_eq!((east.light, west.light), (Light::Behind, Light::NoReport));
    let rise = &east.milestones[0];
    assert_eq!((rise.value, rise.expected, rise.lag), (Some(2.0), Some(2.32), Some(5.3)));
}

#[test]
fn a_task_of_相关_counties_waits_for_its_assignment() {
    let (_dir, folder) = folder();
    let mut workspace = Workspace::open(&folder, Access::Write).unwrap();
    assert_eq!(lights(&workspace, 3, FEBRUARY), [Light::Unassigned; 2]);
    let task = TaskNo(3);
    let request = AssignRequest { task, counties: vec!["西坪县".into()], on: date(2022, 6, 1) };
    workspace.assign(&request, &author()).unwrap();
    assert_eq!(lights(&workspace, 3, date(2022, 5, 31)), [Light::Unassigned; 2]);
    assert_eq!(lights(&workspace, 3, FEBRUARY), [Light::NotResponsible, Light::NoReport]);
    let report = ReportRequest {
        milestone: MilestoneId("T3-M1".into()),
        county: "西坪县".into(),
        target: 1,
        said: Said::Done(false),
        on: date(2023, 1, 10),
        source: "来文".into(),
    };
    workspace.report(&report, &author()).unwrap();
    // The rule warns twenty days before 15 March.
    assert_eq!(lights(&workspace, 3, date(2023, 2, 22))[1], Light::OnTrack);
    assert_eq!(lights(&workspace, 3, date(2023, 2, 23))[1], Light::Behind);
    assert_eq!(lights(&workspace, 3, date(2023, 3, 16))[1], Light::Overdue);
}

#[test]
fn every_light_of_it_explains_itself() {
    let (_dir, folder) = folder();
    let workspace = Workspace::open(&folder, Access::Read).unwrap();
    let west = workspace.plan.counties[1].adcode.clone();
    let why = explain(&workspace.inputs(), &workspace.rule, on(FEBRUARY), TaskNo(1), &west);
    let text = why.to_text(Lang::Zh);
    for said in
        ["西坪县", "从严进度", "2023年年底前,公用充电站基本投用。", "XP-4", "未到“已投用”", "目标 ≥ 80%"]
    {
        assert!(text.contains(said), "{said} is not in {text}");
    }
}

#[test]
fn the_verbs_do_their_work_on_it() {
    let (_dir, folder) = folder();
    let at = folder.to_str().unwrap();
    let json = |words: &[&str]| -> Value {
        let output = run(&[words, &["-w", at, "--format", "json"]].concat());
        assert_eq!(output.status.code(), Some(0), "{words:?}: {}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let day = ["--as-of", "2023-02-28"];
    let check = json(&["check"]);
    assert_eq!((&check["errors"], &check["warnings"]), (&0.into(), &0.into()), "{check}");
    let status = json(&[&["status"], &day[..]].concat());
    assert_eq!((&status["rule"], &status["demo"]), (&"tight".into(), &false.into()));
    let lights: Vec<&str> =
        status["cells"].as_array().unwrap().iter().map(|cell| cell["light"].as_str().unwrap()).collect();
    let expected = ["on_track", "critical", "no_report", "no_report", "unassigned", "unassigned"];
    assert_eq!(lights, expected);
    let assigned = json(&[
        "assign",
        "--task",
        "3",
        "--county",
        "西坪县",
        "--on",
        "2022-06-01",
        "--by",
        "李四",
        "--as-of",
        "2023-02-28",
    ]);
    assert_eq!(assigned["moved"].as_array().unwrap().len(), 2);
    let mark = ["mark", "DX-4", "--state", "已投用", "--on", "2023-02-28", "--by", "李四"];
    let mark = json(&[&mark[..], &day[..]].concat());
    assert_eq!(mark["moved"][0]["after"], "done", "{mark}");
    let pace = json(&[&["pace", "--task", "1", "--county", "西坪县"], &day[..]].concat());
    // 80 % of 4 are 4 stations (3.2, rounded up): three to go.
    assert_eq!(pace["paces"][0]["pace"]["left"], 3.0);
    let page = folder.join("页.svg");
    let made = run(&["snapshot", "-w", at, "--as-of", "2023-02-28", "--out", page.to_str().unwrap()]);
    assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("云州市") && page.contains("105°E"));
    assert!(!page.contains("安阳"), "nothing of it is about Anyang");
}

#[test]
fn the_window_opens_it() {
    let (dir, folder) = folder();
    let workspace = Workspace::open(&folder, Access::Read).unwrap();
    let state = State::new(workspace, dir.path().to_owned(), FEBRUARY, Lang::Zh, Theme::Light);
    assert_eq!(state.task, Some(TaskNo(1)), "the task with the most counted sites");
    assert_eq!(state.status.cells.len(), 6);
    assert!(state.content.areas.len() >= 2 && !state.content.spots.is_empty());
    let missing: Vec<&str> = state.missing.keys().map(|site| site.0.as_str()).collect();
    assert_eq!(missing, ["DX-4", "DX-5", "XP-2", "XP-3", "XP-4"]);
}
