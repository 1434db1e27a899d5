//! The rule of a workspace: chosen in its manifest, brought along in `rules/`, or refused in one line.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at once")]

use std::fs;
use std::path::Path;

use guatu::ledger::{AsOf, Author, Body, Clock, Ruled};
use guatu::plan::{Adcode, MilestoneId, TaskNo};
use guatu::status::{Light, explain, status};
use guatu::text::{Lang, Say};
use guatu::workspace::{self, Access, JudgeRequest, Workspace};
use jiff::civil::date;

/// An empty workspace whose manifest names this rule.
fn folder(rule: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    workspace::create(dir.path(), false).unwrap();
    let manifest = dir.path().join("guatu.toml");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, format!("# Ours.\nrule = \"{rule}\"\n{text}")).unwrap();
    dir
}

fn put(dir: &Path, name: &str, text: &str) {
    fs::create_dir_all(dir.join("rules")).unwrap();
    fs::write(dir.join("rules").join(name), text).unwrap();
}

fn open(dir: &Path) -> Result<Workspace, workspace::WorkspaceError> {
    Workspace::open(dir, Access::Write)
}

#[test]
fn a_workspace_chooses_a_rule_and_says_so_everywhere() {
    for (id, name) in [("deadline_only", "只看期限"), ("late_stays", "迟完成不转绿"), ("manual", "人工研判")]
    {
        let dir = folder(id);
        let workspace = open(dir.path()).unwrap();
        let as_of = AsOf { date: date(2024, 6, 30), clock: Clock::Effect };
        assert_eq!(status(&workspace.inputs(), &workspace.rule, as_of).rule, id);
        let why = explain(&workspace.inputs(), &workspace.rule, as_of, TaskNo(22), &Adcode("410526".into()));
        assert!(why.to_text(Lang::Zh).contains(name), "{}", why.to_text(Lang::Zh));
    }
}

#[test]
fn a_workspace_brings_its_own_rule_or_its_own_lags() {
    let dir = folder("ours");
    let ours =
        "id = \"ours\"\nname = { zh = \"本市规则\", en = \"Our rule\" }\non_track_lag = 5\nbehind_lag = 20\n";
    put(dir.path(), "ours.toml", ours);
    put(dir.path(), "schedule.toml", &ours.replace("ours", "schedule"));
    let workspace = open(dir.path()).unwrap();
    assert_eq!((workspace.rule.name.zh.as_str(), workspace.rule.on_track_lag), ("本市规则", 5.0));
    assert_eq!(workspace.rules.ids(), "schedule, deadline_only, late_stays, manual, ours");
    assert_eq!(workspace.rules.get("schedule").unwrap().behind_lag, 20.0);
}

#[test]
fn a_rule_that_cannot_be_used_is_refused_in_one_line_with_file_and_line() {
    let unknown = folder("sunny");
    let said = open(unknown.path()).expect_err("no such rule").say(Lang::Zh);
    for part in ["guatu.toml", "第 2 行", "sunny", "late_stays"] {
        assert!(said.contains(part) && !said.contains('\n'), "{said}");
    }
    let damaged = folder("schedule");
    put(damaged.path(), "bad.toml", "id = \"bad\"\nname = { zh = \"坏\", en = \"Bad\" }\nlate = \"green\"\n");
    let error = open(damaged.path()).expect_err("a damaged rule");
    for lang in [Lang::Zh, Lang::En] {
        let said = error.say(lang);
        assert!(said.contains("bad.toml") && said.contains('3') && said.contains("green"), "{said}");
        assert!(!said.contains('\n'), "{said}");
    }
    assert_eq!(error.code(), 3);
    assert!(error.place().ends_with("bad.toml:3"), "{}", error.place());
}

#[test]
fn another_rule_is_written_and_the_manifest_keeps_its_comments() {
    let dir = folder("schedule\" # as agreed\n# \"");
    let read = || fs::read_to_string(dir.path().join("guatu.toml")).unwrap();
    let text = read();
    let mut workspace = open(dir.path()).unwrap();
    workspace.choose_rule("late_stays").unwrap();
    assert_eq!(workspace.rule.id, "late_stays");
    assert_eq!(read(), text.replace("\"schedule\" # as agreed", "\"late_stays\" # as agreed"));
    let error = workspace.choose_rule("sunny").expect_err("no such rule");
    assert!(error.say(Lang::Zh).contains("sunny") && error.code() == 2);
    // A trial tries a rule and keeps nothing.
    workspace.begin_trial();
    workspace.choose_rule("deadline_only").unwrap();
    workspace.end_trial();
    assert_eq!(workspace.rule.id, "late_stays");
    drop(workspace);
    assert_eq!(open(dir.path()).unwrap().rule.id, "late_stays");
}

#[test]
fn a_folder_without_a_manifest_gets_one_that_says_the_same() {
    let dir = tempfile::tempdir().unwrap();
    workspace::create(dir.path(), true).unwrap();
    fs::remove_file(dir.path().join("guatu.toml")).unwrap();
    let mut workspace = open(dir.path()).unwrap();
    let sites = workspace.register.sites().len();
    workspace.choose_rule("manual").unwrap();
    drop(workspace);
    let again = open(dir.path()).unwrap();
    assert_eq!((again.rule.id.as_str(), again.register.sites().len()), ("manual", sites));
}

fn author() -> Author {
    Author { by: "李四".into(), recorded_at: "2025-03-10T09:00:00+08:00".parse().unwrap() }
}

fn judge(task: u16, county: &str, light: Ruled) -> JudgeRequest {
    JudgeRequest {
        task: TaskNo(task),
        county: county.into(),
        milestone: None,
        light,
        on: date(2025, 3, 1),
        why: "现场核查，汛期顺延".into(),
    }
}

#[test]
fn a_ruling_is_kept_explained_and_taken_back() {
    let dir = folder("manual");
    let mut workspace = open(dir.path()).unwrap();
    let event = workspace.judge(&judge(22, "滑", Ruled::OnTrack), &author()).unwrap();
    drop(workspace);
    let mut workspace = open(dir.path()).unwrap();
    let as_of = AsOf { date: date(2025, 3, 10), clock: Clock::Effect };
    let why = |workspace: &Workspace| {
        explain(&workspace.inputs(), &workspace.rule, as_of, TaskNo(22), &Adcode("410526".into()))
    };
    let ruled = why(&workspace);
    assert_eq!(ruled.light, Light::OnTrack);
    let ruling = ruled.ruling.clone().unwrap();
    assert_eq!(
        (ruling.by.as_str(), ruling.on, ruling.otherwise),
        ("李四", date(2025, 3, 1), Light::NoReport)
    );
    let text = ruled.to_text(Lang::Zh);
    for part in ["李四", "2025-03-01", "2025-03-10", "现场核查，汛期顺延", "未报", "人工研判"]
    {
        assert!(text.contains(part), "{text}");
    }
    // Without a rule that asks for it, it is kept and changes nothing.
    workspace.rule = workspace.rules.get("schedule").unwrap().clone();
    let plain = why(&workspace);
    assert_eq!((plain.light, plain.ruling), (Light::NoReport, None));
    workspace.rule = workspace.rules.get("manual").unwrap().clone();
    let undo = workspace.undo(&event.id, &author()).unwrap();
    assert!(matches!(undo.body, Body::Undo { site: None, .. }));
    assert_eq!(why(&workspace).light, Light::NoReport);
}

#[test]
fn a_ruling_that_makes_no_sense_is_refused_and_nothing_is_written() {
    let dir = folder("manual");
    let mut workspace = open(dir.path()).unwrap();
    let relevant = |task: &&guatu::plan::Task| task.scope == guatu::plan::Scope::Relevant;
    let relevant = workspace.plan.tasks.iter().find(relevant).unwrap().number.0;
    let good = judge(22, "滑县", Ruled::Done);
    let refused = [
        (judge(99, "滑县", Ruled::Done), 2),
        (judge(22, "开封", Ruled::Done), 2),
        (judge(relevant, "滑县", Ruled::Done), 5),
        (JudgeRequest { milestone: Some(MilestoneId("T01-M1".into())), ..good.clone() }, 2),
        (JudgeRequest { why: " ".into(), ..good.clone() }, 2),
        (JudgeRequest { on: date(2025, 3, 11), ..good.clone() }, 5),
    ];
    for (request, code) in refused {
        let error = workspace.judge(&request, &author()).expect_err("refused");
        assert_eq!(error.code(), code, "{}", error.say(Lang::Zh));
    }
    workspace.rule = workspace.rules.get("schedule").unwrap().clone();
    let error = workspace.judge(&good, &author()).expect_err("a rule without rulings");
    assert_eq!(error.code(), 5);
    assert!(error.say(Lang::Zh).contains("序时进度"));
    assert!(workspace.history.is_empty());
}

#[test]
fn the_verbs_rule_and_list_what_was_ruled() {
    let dir = folder("manual");
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guatu"));
        command.args([words[0], "-w", dir.path().to_str().unwrap(), "--format", "json"]);
        let output = command.args(&words[1..]).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code().unwrap(), json)
    };
    let what = ["judge", "--task", "22", "--county", "滑县", "--light"];
    let who = ["--on", "2024-06-01", "--by", "李四", "--why", "汛期顺延"];
    let (code, answer) = run(&[&what[..], &["behind"], &who[..]].concat());
    assert_eq!(code, 0, "{answer}");
    assert_eq!(answer["event"]["kind"], "judge");
    assert_eq!((&answer["event"]["light"], &answer["event"]["why"]), (&"behind".into(), &"汛期顺延".into()));
    assert_eq!(answer["moved"][0]["after"], "behind");
    let (_, listed) = run(&["history", "--task", "22"]);
    assert_eq!((listed["task"].as_u64(), listed["events"].as_array().unwrap().len()), (Some(22), 1));
    let (code, _) = run(&[&what[..], &["no_report"], &who[..]].concat());
    assert_eq!(code, 2);
    let id = answer["event"]["id"].as_str().unwrap();
    assert_eq!(run(&["undo", id, "--by", "李四"]).0, 0);
    let (_, listed) = run(&["history", "--task", "22"]);
    assert!(listed["events"][0]["undone_by"].is_string(), "{listed}");
}

#[test]
fn the_rule_of_the_guide_is_a_rule() {
    let guide = include_str!("../docs/guide.md");
    let from = guide.find("# rules/ours.toml").expect("the example");
    let text = guide[from..].split("```").next().unwrap();
    let dir = folder("ours");
    put(dir.path(), "ours.toml", text);
    let workspace = open(dir.path()).unwrap();
    assert_eq!((workspace.rule.on_track_lag, workspace.rule.qualifiers["基本"]), (5.0, 95.0));
}
