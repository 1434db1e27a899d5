//! A person's steps with a workspace: make one, open, mark, undo, open again.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use guatu::io::FileProblem;
use guatu::ledger::{AsOf, Author, Clock, EventId};
use guatu::site::{SiteId, Value};
use guatu::text::{Lang, Say};
use guatu::workspace::{self, Access, MarkRequest, PackRequest, Workspace, WorkspaceError};
use jiff::civil::{Date, date};

const COUNTIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"410526","名称":"滑县"},"geometry":{"type":"Polygon","coordinates":[[[114.5,35.4],[115,35.4],[115,35.8],[114.5,35.8],[114.5,35.4]]]}},
{"type":"Feature","properties":{"编号":"410581","名称":"林州市"},"geometry":{"type":"Polygon","coordinates":[[[113.6,35.8],[114,35.8],[114,36.3],[113.6,36.3],[113.6,35.8]]]}}
]}"#;
const OUTFALLS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"HX-1","名称":"卫河1号","责任县区":"滑县","状态":"已溯源","登记日期":"2023-10-20"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"id":"LZ-1","name":"洹河1号","county":"林州","state":"treating","责任主体":"某公司"},"geometry":{"type":"Point","coordinates":[113.8,36.0]}}
]}"#;
const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;

/// A folder of the card's five layers and nothing else.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    put(dir.path(), "counties.geojson", COUNTIES);
    put(dir.path(), "outfalls.geojson", OUTFALLS);
    for layer in ["monitoring_points", "black_odorous_waters", "legacy_mines"] {
        put(dir.path(), &format!("{layer}.geojson"), EMPTY);
    }
    dir
}

fn put(dir: &Path, name: &str, text: &str) {
    std::fs::write(dir.join(name), text).expect("a file");
}

fn open(dir: &Path) -> Workspace {
    Workspace::open(dir, Access::Write).expect("a workspace")
}

fn author(moment: &str) -> Author {
    Author { by: "张三".into(), recorded_at: moment.parse().expect("a moment") }
}

fn now() -> Author {
    author("2025-01-10T09:00:00+08:00")
}

fn mark(site: &str, to: &str, on: Date) -> MarkRequest {
    MarkRequest {
        site: SiteId(site.into()),
        to: Some(to.into()),
        on,
        note: None,
        set: BTreeMap::new(),
        evidence: vec![],
    }
}

fn with_body(mut request: MarkRequest) -> MarkRequest {
    request.set.insert("责任主体".into(), Value::Text("某镇政府".into()));
    request
}

fn by_effect(date: Date) -> AsOf {
    AsOf { date, clock: Clock::Effect }
}

fn state(workspace: &Workspace, site: &str, date: Date) -> String {
    let site = workspace.register.get(&SiteId(site.into())).expect("the site");
    workspace.history.fold(site, by_effect(date)).expect("in the register").state.to_owned()
}

fn files(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn the_built_in_workspace_opens_whole() {
    let workspace = Workspace::built_in().expect("opens").sound().expect("no layer is broken");
    assert_eq!(workspace.counties.len(), 9);
    assert!(!workspace.writable);
    for kind in ["outfall", "black_odorous_water", "legacy_mine", "monitoring_point", "beautiful_river"] {
        assert!(workspace.register.of_kind(kind).count() > 0, "{kind}");
    }
    assert!(workspace.register.sites().iter().all(|site| site.demo && site.county.is_some()));
    let errors: Vec<_> = workspace::check(&workspace, by_effect(date(2026, 3, 1)))
        .into_iter()
        .filter(|issue| issue.error)
        .map(|issue| issue.message.zh)
        .collect();
    assert_eq!(errors, [""; 0]);
}

#[test]
fn a_folder_of_five_layers_opens_without_a_manifest() {
    let dir = folder();
    let workspace = open(dir.path());
    assert_eq!(workspace.register.sites().len(), 2);
    assert_eq!(state(&workspace, "HX-1", date(2024, 1, 1)), "traced");
    assert_eq!(state(&workspace, "LZ-1", date(2024, 1, 1)), "treating");
    let county = workspace.register.get(&SiteId("LZ-1".into())).and_then(|site| site.county.clone());
    assert_eq!(county.expect("a county").0, "410581");
}

#[test]
fn a_mark_is_there_when_the_folder_is_opened_again() {
    let dir = folder();
    let layer = std::fs::read(dir.path().join("outfalls.geojson")).unwrap();
    let mut workspace = open(dir.path());
    let event = workspace.mark(&with_body(mark("HX-1", "整治中", date(2024, 12, 1))), &now()).unwrap();
    drop(workspace);
    let workspace = open(dir.path());
    assert_eq!(state(&workspace, "HX-1", date(2024, 11, 30)), "traced");
    assert_eq!(state(&workspace, "HX-1", date(2024, 12, 1)), "treating");
    assert_eq!(workspace.history.get(&event.id), Some(&event));
    assert_eq!(std::fs::read(dir.path().join("outfalls.geojson")).unwrap(), layer, "layers stay as they are");
}

#[test]
fn a_mark_outlives_a_process_that_is_killed() {
    let dir = folder();
    let mut workspace = open(dir.path());
    workspace.mark(&mark("LZ-1", "accepted", date(2024, 12, 1)), &now()).unwrap();
    // A killed process closes nothing: what lies on the disk at this moment is all there is.
    let copy = tempfile::tempdir().unwrap();
    for name in files(dir.path()) {
        std::fs::copy(dir.path().join(&name), copy.path().join(&name)).unwrap();
    }
    assert_eq!(state(&open(copy.path()), "LZ-1", date(2025, 1, 1)), "accepted");
    // A reader beside the writer sees it too.
    let reader = Workspace::open(dir.path(), Access::Read).unwrap();
    assert_eq!(state(&reader, "LZ-1", date(2025, 1, 1)), "accepted");
}

#[test]
fn a_second_writer_is_refused_and_a_reader_is_not() {
    let dir = folder();
    let first = open(dir.path());
    let second = Workspace::open(dir.path(), Access::Write).expect_err("held");
    assert!(matches!(second, WorkspaceError::Held(_)));
    assert_eq!(second.code(), 4);
    assert!(Workspace::open(dir.path(), Access::Read).is_ok());
    drop(first);
    assert!(Workspace::open(dir.path(), Access::Write).is_ok());
}

#[test]
fn reading_leaves_no_trace() {
    let dir = folder();
    let mut workspace = open(dir.path());
    workspace.mark(&mark("LZ-1", "accepted", date(2024, 12, 1)), &now()).unwrap();
    drop(workspace);
    let before = files(dir.path());
    let ledger = std::fs::read(dir.path().join("ledger.db")).unwrap();
    let reader = Workspace::open(dir.path(), Access::Read).unwrap();
    assert_eq!(state(&reader, "LZ-1", date(2025, 1, 1)), "accepted");
    assert_eq!(files(dir.path()), before);
    assert_eq!(std::fs::read(dir.path().join("ledger.db")).unwrap(), ledger);
    assert!(!before.iter().any(|name| name.ends_with("-wal")), "closing packs the log: {before:?}");
}

#[test]
fn undo_redo_and_no_undo_twice() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let on = date(2024, 12, 1);
    let event = workspace.mark(&mark("LZ-1", "accepted", on), &now()).unwrap();
    let undo = workspace.undo(&event.id, &now()).unwrap();
    assert_eq!(state(&workspace, "LZ-1", on), "treating");
    let again = workspace.undo(&event.id, &now()).expect_err("undone already");
    assert!(matches!(&again, WorkspaceError::AlreadyUndone { by, .. } if *by == undo.id.0));
    assert_eq!(again.code(), 5);
    workspace.undo(&undo.id, &now()).expect("an undo of the undo");
    assert_eq!(state(&workspace, "LZ-1", on), "accepted");
    let nobody = workspace.undo(&EventId("nobody".into()), &now()).expect_err("unknown");
    assert_eq!(nobody.code(), 2);
}

#[test]
fn marks_of_one_moment_keep_their_order() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let on = date(2024, 12, 1);
    for to in ["awaiting_acceptance", "treating", "awaiting_acceptance", "treating", "accepted"] {
        workspace.mark(&mark("LZ-1", to, on), &now()).unwrap();
    }
    assert_eq!(state(&workspace, "LZ-1", on), "accepted");
    drop(workspace);
    assert_eq!(state(&open(dir.path()), "LZ-1", on), "accepted");
}

/// Tries a mark, and gives the exit code and the sentence of its refusal.
fn refused(request: &MarkRequest) -> (u8, String) {
    let dir = folder();
    let mut workspace = open(dir.path());
    let error = workspace.mark(request, &now()).expect_err("a refusal");
    assert!(workspace.history.is_empty(), "nothing is written");
    drop(workspace);
    assert!(open(dir.path()).history.is_empty(), "nothing is on the disk");
    for lang in [Lang::Zh, Lang::En] {
        assert_eq!(error.say(lang).lines().count(), 1);
        assert!(!error.say(lang).contains('{'), "{}", error.say(lang));
    }
    (error.code(), error.say(Lang::Zh))
}

#[test]
fn the_rules_refuse_with_code_5_and_say_what_to_do() {
    let on = date(2024, 12, 1);
    let cases = [
        (mark("HX-1", "整治中", on), "责任主体"),
        (mark("HX-1", "已验收", on), "责任主体"),
        (mark("LZ-1", "已销号", on), "验收单位"),
        (mark("LZ-1", "已溯源", on), "不能从"),
        (mark("LZ-1", "反弹", on), "不能从"),
        (mark("LZ-1", "整治中", on), "已经是"),
        (mark("LZ-1", "已验收", date(2025, 1, 11)), "还没到"),
        (mark("HX-1", "已定方案", date(2023, 10, 19)), "登记"),
    ];
    for (request, words) in cases {
        let (code, said) = refused(&request);
        assert_eq!(code, 5, "{said}");
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn wrong_words_are_wrong_use() {
    let on = date(2024, 12, 1);
    let mut field = mark("LZ-1", "已验收", on);
    field.set.insert("颜色".into(), Value::Text("红".into()));
    let mut number = mark("LZ-1", "已验收", on);
    number.set.insert("日排放量".into(), Value::Text("很多".into()));
    for request in [mark("XX-9", "已验收", on), mark("LZ-1", "完了", on), field, number] {
        assert_eq!(refused(&request).0, 2, "{request:?}");
    }
}

#[test]
fn a_mark_dated_back_holds_from_its_day_until_the_next() {
    let dir = folder();
    let mut workspace = open(dir.path());
    workspace.mark(&mark("LZ-1", "awaiting_acceptance", date(2024, 12, 1)), &now()).unwrap();
    workspace.mark(&mark("LZ-1", "accepted", date(2024, 11, 1)), &now()).unwrap();
    let on = |day| state(&workspace, "LZ-1", day);
    assert_eq!(on(date(2024, 10, 31)), "treating");
    assert_eq!(on(date(2024, 11, 30)), "accepted");
    assert_eq!(on(date(2024, 12, 1)), "awaiting_acceptance");
}

#[test]
fn evidence_is_kept_by_its_hash_before_the_event_names_it() {
    let dir = folder();
    let photo = dir.path().join("现场.JPG");
    std::fs::write(&photo, b"a photo").unwrap();
    let mut workspace = open(dir.path());
    let mut request = mark("LZ-1", "已销号", date(2024, 12, 1));
    request.set.insert("验收单位".into(), Value::Text("市生态环境局".into()));
    request.evidence = vec![photo];
    let event = workspace.mark(&request, &now()).unwrap();
    let json = serde_json::to_value(&event).unwrap();
    let hash = json["evidence"][0].as_str().unwrap();
    let kept = dir.path().join("evidence").join(format!("{hash}.jpg"));
    assert_eq!(std::fs::read(kept).unwrap(), b"a photo");

    request.evidence = vec![PathBuf::from("/no/such/photo.jpg")];
    assert_eq!(workspace.mark(&request, &now()).expect_err("missing").code(), 3);
}

#[test]
fn a_batch_is_written_whole_or_not_at_all_and_taken_back_whole() {
    let dir = folder();
    let photo = dir.path().join("both.jpg");
    std::fs::write(&photo, b"one photo of both").unwrap();
    let mut workspace = open(dir.path());
    let on = date(2024, 12, 1);
    let mut requests = [
        with_body(mark("HX-1", "awaiting_acceptance", on)),
        with_body(mark("LZ-1", "awaiting_acceptance", on)),
    ];
    for request in &mut requests {
        request.evidence = vec![photo.clone()];
    }
    let states = |workspace: &Workspace| [state(workspace, "HX-1", on), state(workspace, "LZ-1", on)];
    let before = states(&workspace);

    let mut refused = requests.clone();
    refused[1].to = Some("cancelled".into());
    workspace.mark_all(&refused, &now()).expect_err("nobody accepted the second");
    let twice = [requests[0].clone(), requests[0].clone()];
    assert!(matches!(workspace.mark_all(&twice, &now()).expect_err("named twice"), WorkspaceError::Twice(_)));
    assert!(workspace.history.is_empty() && states(&workspace) == before, "nothing of it is there");

    let events = workspace.mark_all(&requests, &now()).expect("both are allowed");
    assert_eq!(states(&workspace), ["awaiting_acceptance"; 2]);
    assert_eq!(files(&dir.path().join("evidence")).len(), 1, "one photo");
    let ids: Vec<EventId> = events.into_iter().map(|event| event.id).collect();
    let counter = workspace.undo_all(&ids, &now()).expect("taken back");
    assert_eq!(states(&workspace), before);
    workspace.undo_all(&ids, &now()).expect_err("taken back already");
    let ids: Vec<EventId> = counter.into_iter().map(|event| event.id).collect();
    workspace.undo_all(&ids, &now()).expect("brought back");
    drop(workspace);
    let again = open(dir.path());
    assert_eq!(states(&again), ["awaiting_acceptance"; 2], "after opening again");
    assert_eq!(again.history.len(), 6);
}

#[test]
fn what_one_person_takes_back_in_one_act_does_not_contradict_itself() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let on = date(2024, 12, 1);
    let set = |value: &str| MarkRequest {
        set: [("责任主体".to_owned(), Value::Text(value.to_owned()))].into(),
        ..with_body(mark("HX-1", "treating", on))
    };
    let marks = ["甲厂", "乙厂", "丙厂"].map(|body| workspace.mark(&set(body), &now()).unwrap().id);
    let twice = [marks[0].clone(), marks[0].clone()];
    let error = workspace.undo_all(&twice, &now()).expect_err("named twice");
    assert!(matches!(error, WorkspaceError::TwiceUndone(_)));

    let undone = workspace.undo_all(&[marks[2].clone(), marks[0].clone()], &now()).expect("taken back");
    assert_eq!(undone[1].saw, Some(vec![undone[0].id.clone()]));
    assert!(undone[1].turn > undone[0].turn);
    assert_eq!(workspace.history.conflicts(), []);
}

#[test]
fn a_note_that_no_package_would_take_is_refused_before_it_is_written() {
    let dir = folder();
    let mut workspace = open(dir.path());
    // Quotes are written twice over: half a mebibyte of them is too much already.
    for (note, fits) in [("记".repeat(300 << 10), true), ("\"".repeat(300 << 10), false)] {
        let long = MarkRequest { note: Some(note), ..with_body(mark("HX-1", "treating", date(2024, 12, 1))) };
        let before = workspace.history.len();
        match workspace.mark(&long, &now()) {
            Ok(_) => assert!(fits),
            Err(error) => {
                assert!(!fits && matches!(error, WorkspaceError::TooLong(_)), "{error}");
                assert!(error.say(Lang::En).contains("1024 KiB"), "{}", error.say(Lang::En));
                assert_eq!(workspace.history.len(), before);
            }
        }
    }
    let out = dir.path().join("all.guatu");
    let request = PackRequest { out, county: None, since: None };
    assert_eq!(workspace.pack(&request, &mut |_| true).expect("a package").events, 1);
}

#[test]
fn the_built_in_workspace_is_never_written() {
    let mut workspace = Workspace::built_in().unwrap();
    let site = workspace.register.sites()[0].id.0.clone();
    let error = workspace.mark(&mark(&site, "已验收", date(2024, 12, 1)), &now());
    assert!(matches!(error.expect_err("read-only"), WorkspaceError::ReadOnly));
}

#[test]
fn one_broken_layer_leaves_the_others_standing() {
    let broken: [(&str, &[u8]); 5] = [
        ("empty", b""),
        ("html", b"<html></html>"),
        ("cut", b"{\"type\":\"FeatureCollection\",\"features\":["),
        ("gbk", b"{\"type\":\"\xC5\xC5\"}"),
        ("nan", b"{\"type\":\"FeatureCollection\",\"features\":[NaN]}"),
    ];
    for (name, bytes) in broken {
        let dir = folder();
        std::fs::write(dir.path().join("legacy_mines.geojson"), bytes).unwrap();
        let workspace = open(dir.path());
        assert_eq!(workspace.register.sites().len(), 2, "{name}");
        assert_eq!(workspace.broken[0].layer, "legacy_mines");
        let error = workspace.sound().expect_err("not sound");
        assert_eq!(error.code(), 3);
        assert!(error.say(Lang::Zh).contains("legacy_mines.geojson"), "{name}");
    }
    let dir = folder();
    std::fs::remove_file(dir.path().join("counties.geojson")).unwrap();
    let workspace = open(dir.path());
    assert_eq!(workspace.broken[0].error.problem, FileProblem::Missing);
    assert_eq!(workspace.register.sites().len(), 2);
}

#[test]
fn an_empty_folder_is_no_workspace() {
    let dir = tempfile::tempdir().unwrap();
    for access in [Access::Read, Access::Write] {
        let error = Workspace::open(dir.path(), access).expect_err("nothing there");
        assert_eq!((error.code(), files(dir.path()).len()), (3, 0), "and nothing is made");
    }
    assert!(Workspace::open(&dir.path().join("missing"), Access::Write).is_err());
}

#[test]
fn a_manifest_that_is_wrong_is_told_with_its_line() {
    let dir = folder();
    for (text, line) in [("name = \"安阳\"\nlayers = 7\n", 2), ("\n\nnmae = 1\n", 3), ("format = 9\n", 1)] {
        put(dir.path(), "guatu.toml", text);
        let error = Workspace::open(dir.path(), Access::Read).expect_err("wrong");
        assert_eq!(error.code(), 3);
        assert!(error.place().ends_with(&format!("guatu.toml:{line}")), "{}", error.place());
    }
}

#[test]
fn a_manifest_maps_columns_and_brings_plain_kinds() {
    let dir = folder();
    std::fs::create_dir(dir.path().join("layers")).unwrap();
    let kilns = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"厂号":"G1","厂名":"一砖厂","进度":"进行中","产能":600},"geometry":{"type":"Point","coordinates":[114.7,35.6]}}]}"#;
    put(dir.path(), "layers/brick_kilns.geojson", kilns);
    put(
        dir.path(),
        "guatu.toml",
        "name = \"砖\"\n[[layers]]\nfile = \"layers/brick_kilns.geojson\"\nfields = { id = \"厂号\", name = \"厂名\", state = \"进度\" }\n",
    );
    let workspace = open(dir.path());
    let site = workspace.register.get(&SiteId("G1".into())).expect("the kiln");
    assert_eq!((site.name.as_str(), site.state.as_str()), ("一砖厂", "in_progress"));
    assert_eq!(site.county.as_ref().expect("by its place").0, "410526");
    assert_eq!(site.fields["产能"], Value::Number(600.0), "unknown properties are kept");
    assert_eq!(workspace.kinds.get("brick_kilns").expect("a plain kind").layer, "brick_kilns");
}

#[test]
fn the_doctor_finds_what_is_wrong() {
    let dir = folder();
    let outfalls = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"A","责任县区":"滑县","状态":"整治中"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"A","责任县区":"滑县","状态":"已排查"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"B","责任县区":"邯郸","状态":"已排查"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"C","责任县区":"林州市","状态":"已排查"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"D","责任县区":"滑县","状态":"已排查","排污口编码":"HH4105810001QT00","类别":"天上来水"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"E","责任县区":"滑县","状态":"好了"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"F","责任县区":"滑县","状态":"已销号","责任主体":"甲","验收单位":"乙","登记日期":"去年"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"名称":"无编号"},"geometry":null}]}"#;
    put(dir.path(), "outfalls.geojson", outfalls);
    let mines = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"M","责任县区":"林州市","状态":"修复中","图斑编号":"CT4105812016000014001","面积":"９０","修复面积":95},"geometry":{"type":"Polygon","coordinates":[[[113.8,36],[113.81,36],[113.81,36.01],[113.8,36.01],[113.8,36]]]}},
{"type":"Feature","properties":{"编号":"N","责任县区":"林州市","状态":"修复中","面积":50},"geometry":{"type":"Polygon","coordinates":[[[113.8,36],[113.81,36],[113.81,36.01],[113.8,36.01],[113.8,36]]]}}]}"#;
    put(dir.path(), "legacy_mines.geojson", mines);
    let workspace = open(dir.path());
    let found = workspace::check(&workspace, by_effect(date(2025, 1, 1)));
    let mut found: Vec<(String, String)> = found
        .into_iter()
        .filter(|issue| issue.layer != "counties")
        .map(|issue| (issue.site.map_or_else(String::new, |site| site.0), issue.rule))
        .collect();
    found.sort();
    let expected = [
        ("", "bad_value"),
        ("", "no_id"),
        ("", "state_unknown"),
        ("A", "duplicate_id"),
        ("A", "field_missing"),
        ("B", "county_unknown"),
        ("C", "outside_county"),
        ("D", "unknown_class"),
        ("D", "code_of_other_county"),
        ("F", "evidence_missing"),
        ("M", "above_bound"),
        ("N", "area_differs"),
    ];
    let mut expected = expected.map(|(site, rule)| (site.to_owned(), rule.to_owned()));
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn a_new_workspace_is_whole_or_not_there() {
    let dir = tempfile::tempdir().unwrap();
    let fresh = dir.path().join("新区/安阳");
    workspace::create(&fresh, false).expect("made");
    let made = open(&fresh).sound().expect("sound");
    assert_eq!((made.register.sites().len(), made.counties.len()), (0, 9));
    assert!(made.history.is_empty());
    drop(made);
    let again = workspace::create(&fresh, true).expect_err("not empty");
    assert!(matches!(again, WorkspaceError::NotEmpty(_)));
    assert_eq!(files(&dir.path().join("新区")), ["安阳"], "nothing half-made beside it");

    let empty = dir.path().join("空");
    std::fs::create_dir(&empty).unwrap();
    workspace::create(&empty, true).expect("an empty folder will do");
    let mut copy = open(&empty).sound().expect("sound");
    let built_in = Workspace::built_in().unwrap();
    assert_eq!(copy.register.sites(), built_in.register.sites());
    assert!(copy.history.events().eq(built_in.history.events()));
    let site = copy.register.of_kind("black_odorous_water").next().unwrap().id.0.clone();
    let mut note = mark(&site, &state(&copy, &site, date(2026, 11, 1)), date(2026, 11, 1));
    note.note = Some("看过".into());
    let event = copy.mark(&note, &author("2026-11-02T09:00:00+08:00")).expect("a mark in the copy");
    assert!(built_in.history.events().all(|other| other.device != event.device));
}

#[test]
fn a_workspace_may_be_loaded_on_another_thread() {
    let workspace = std::thread::spawn(Workspace::built_in).join().expect("no panic");
    assert!(workspace.is_ok());
}

#[test]
fn a_mark_without_a_name_is_refused() {
    let dir = folder();
    let nobody = Author { by: "  ".into(), ..now() };
    let error = open(dir.path()).mark(&mark("LZ-1", "accepted", date(2024, 12, 1)), &nobody);
    assert!(matches!(error, Err(WorkspaceError::NoName)));
}

#[test]
fn every_older_ledger_opens_forever() {
    let dir = folder();
    std::fs::copy("tests/fixtures/ledger-v1.db", dir.path().join("ledger.db")).expect("a copy");
    let read = Workspace::open(dir.path(), Access::Read).expect("opens for reading");
    assert_eq!(state(&read, "LZ-1", date(2024, 12, 31)), "accepted");
    assert_eq!(state(&read, "HX-1", date(2024, 12, 31)), "traced", "undone");
    assert_eq!(read.history.len(), 4, "a kind from the future is kept");
    let mut write = open(dir.path());
    write.mark(&mark("LZ-1", "relapsed", date(2025, 1, 9)), &now()).expect("and for writing");
}

#[test]
fn a_ledger_of_version_2_opens_with_events_of_every_kind() {
    let dir = folder();
    std::fs::copy("tests/fixtures/ledger-v2.db", dir.path().join("ledger.db")).expect("a copy");
    std::fs::create_dir(dir.path().join("evidence")).expect("a folder");
    let photo = format!("evidence/{}.jpg", guatu::ledger::sha256(b"abc"));
    put(dir.path(), &photo, "abc");
    let found = || {
        let place = workspace::Place::Folder(dir.path().to_owned());
        let found = workspace::verify(&place, "2100-01-01T00:00:00Z".parse().unwrap(), &mut |_| true);
        let found = found.expect("verified");
        assert_eq!((found.broken, found.evidence), (vec![], 1));
        found.events
    };
    assert_eq!(found(), 13);
    let mut write = open(dir.path());
    let mut kinds: Vec<&str> = write.history.events().map(|event| event.body.kind()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let all = ["add", "assign", "inspection", "judge", "mark", "report", "retire", "settle", "undo"];
    assert_eq!(kinds, all);
    assert_eq!(state(&write, "HX-1", date(2024, 12, 31)), "traced", "undone");
    assert_eq!(state(&write, "LZ-1", date(2025, 1, 4)), "accepted");
    assert_eq!(state(&write, "LZ-1", date(2025, 1, 9)), "relapsed", "settled against a later mark");
    let added = write.register.sites().iter().find(|site| site.name == "新口").expect("added by an event");
    assert_eq!(state(&write, &added.id.0, date(2024, 5, 1)), "investigated");
    let conflicts = write.history.conflicts();
    assert_eq!(conflicts.len(), 1);
    assert!(conflicts[0].settled_by.is_some());
    let later = author("2026-11-30T09:00:00+08:00");
    write.mark(&mark("LZ-1", "treating", date(2026, 11, 30)), &later).expect("and for writing");
    drop(write);
    assert_eq!(found(), 14);
}

#[test]
fn a_damaged_event_is_told_with_its_number() {
    let dir = folder();
    let mut workspace = open(dir.path());
    workspace.mark(&mark("LZ-1", "accepted", date(2024, 12, 1)), &now()).unwrap();
    drop(workspace);
    let path = dir.path().join("ledger.db");
    let mut bytes = std::fs::read(&path).unwrap();
    let at = bytes.windows(4).position(|window| window == b"\"to\"").expect("the event's text");
    bytes[at + 1] = b'x';
    std::fs::write(&path, bytes).unwrap();
    let error = Workspace::open(dir.path(), Access::Read).expect_err("damaged");
    assert_eq!(error.code(), 3);
    assert!(error.say(Lang::En).contains("row 1"), "{}", error.say(Lang::En));
}
