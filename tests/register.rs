//! A site that nobody listed comes into the register, one that does not belong there leaves it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

mod desk;

use std::collections::BTreeMap;
use std::path::Path;

use desk::{Desk, one_line, stderr, text};
use guatu::geom::LonLat;
use guatu::ledger::{AsOf, Author, Body, Clock, Event};
use guatu::plan::TaskNo;
use guatu::site::{Refusal, SiteId, Value};
use guatu::status::{self, MilestoneStatus};
use guatu::text::{Lang, Say};
use guatu::workspace::{
    self, Access, AddRequest, AddWarning, AssignRequest, MarkRequest, PackRequest, RegisterError,
    RetireRequest, SettleRequest, Workspace, WorkspaceError,
};
use jiff::civil::{Date, date};

/// 滑县 is a square of half a degree, and so is 林州市, far from it.
const COUNTIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"410526","名称":"滑县"},"geometry":{"type":"Polygon","coordinates":[[[114.5,35.4],[115,35.4],[115,35.8],[114.5,35.8],[114.5,35.4]]]}},
{"type":"Feature","properties":{"编号":"410581","名称":"林州市"},"geometry":{"type":"Polygon","coordinates":[[[113.6,35.8],[114,35.8],[114,36.3],[113.6,36.3],[113.6,35.8]]]}}
]}"#;
const OUTFALLS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"HX-1","名称":"卫河1号","责任县区":"滑县","状态":"已验收","登记日期":"2023-10-20"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}},
{"type":"Feature","properties":{"编号":"HX-2","名称":"卫河2号","责任县区":"滑县","状态":"整治中","登记日期":"2023-10-20"},"geometry":{"type":"Point","coordinates":[114.8,35.6]}}
]}"#;
const EMPTY: &str = r#"{"type":"FeatureCollection","features":[]}"#;
const FOUND: Date = date(2024, 5, 6);

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

fn at(moment: &str) -> Author {
    Author { by: "张三".into(), recorded_at: moment.parse().expect("a moment") }
}

fn now() -> Author {
    at("2024-06-10T09:00:00+08:00")
}

fn outfall(id: &str) -> AddRequest {
    AddRequest {
        layer: "outfalls".into(),
        id: Some(id.into()),
        name: "卫河暗管".into(),
        county: None,
        at: LonLat::new(114.9, 35.7),
        on: FOUND,
        state: None,
        set: BTreeMap::new(),
        note: None,
        evidence: vec![],
    }
}

fn retire(site: &str, on: Date) -> RetireRequest {
    RetireRequest { site: SiteId(site.into()), on, why: "重复登记".into(), evidence: vec![] }
}

fn effect(date: Date) -> AsOf {
    AsOf { date, clock: Clock::Effect }
}

fn state(workspace: &Workspace, site: &str, as_of: AsOf) -> Option<String> {
    let site = workspace.register.get(&SiteId(site.into()))?;
    workspace.history.fold(site, as_of).map(|now| now.state.to_owned())
}

/// What 滑县 has of the share of outfalls that are done.
fn share(workspace: &Workspace, as_of: AsOf) -> MilestoneStatus {
    let status = status::status(&workspace.inputs(), &workspace.rule, as_of);
    let cell = status.cells.into_iter().find(|cell| cell.task == TaskNo(22) && cell.county == "滑县");
    cell.unwrap().milestones.into_iter().find(|one| one.id.0 == "T22-M2").unwrap()
}

fn refused(result: Result<Event, WorkspaceError>) -> RegisterError {
    match result {
        Err(WorkspaceError::Register(error)) => *error,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_site_counts_from_its_day_on_and_is_marked_like_any_other() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let day = effect(date(2024, 6, 10));
    assert_eq!((share(&workspace, day).counted, share(&workspace, day).of), (Some(1), Some(2)));

    let event = workspace.add_site(&outfall("HX-9"), &now()).unwrap();
    let Body::Add(added) = &event.body else { panic!() };
    assert_eq!(added.county.as_ref().unwrap().0, "410526", "the county around the place");
    assert_eq!(state(&workspace, "HX-9", effect(date(2024, 5, 5))), None);
    assert_eq!(state(&workspace, "HX-9", effect(FOUND)).as_deref(), Some("investigated"));
    // Found on 6 May, told on 10 June: by what was known it was not there in between.
    let known = |date| AsOf { date, clock: Clock::Knowledge };
    assert_eq!(state(&workspace, "HX-9", known(date(2024, 6, 9))), None);
    assert!(state(&workspace, "HX-9", known(date(2024, 6, 10))).is_some());
    assert_eq!((share(&workspace, day).counted, share(&workspace, day).of), (Some(1), Some(3)));

    let mut set = BTreeMap::new();
    set.insert("责任主体".to_owned(), Value::Text("某镇政府".into()));
    let mark = MarkRequest {
        site: SiteId("HX-9".into()),
        to: Some("已溯源".into()),
        on: date(2024, 5, 20),
        note: None,
        set,
        evidence: vec![],
    };
    let early = MarkRequest { on: date(2024, 5, 1), ..mark.clone() };
    assert!(matches!(workspace.mark(&early, &now()), Err(WorkspaceError::NotRegistered { .. })));
    workspace.mark(&mark, &now()).unwrap();

    drop(workspace);
    let workspace = open(dir.path());
    assert_eq!(state(&workspace, "HX-9", day).as_deref(), Some("traced"));
    let about = |issue: &workspace::Issue| issue.site == Some(SiteId("HX-9".into()));
    assert!(!workspace::check(&workspace, day).iter().any(about), "the doctor is content");
}

#[test]
fn a_retired_site_is_in_no_number_and_its_history_stays() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let (before, after) = (effect(date(2024, 5, 5)), effect(FOUND));
    let no_reason = RetireRequest { why: " ".into(), ..retire("HX-2", FOUND) };
    assert_eq!(refused(workspace.retire(&no_reason, &now())), RegisterError::NoReason("HX-2".into()));

    let event = workspace.retire(&retire("HX-2", FOUND), &now()).unwrap();
    assert_eq!(state(&workspace, "HX-2", before).as_deref(), Some("treating"));
    assert_eq!(state(&workspace, "HX-2", after), None);
    assert_eq!((share(&workspace, after).counted, share(&workspace, after).of), (Some(1), Some(1)));
    assert_eq!(workspace.history.of_site(&SiteId("HX-2".into())).count(), 1);

    let again = refused(workspace.retire(&retire("HX-2", date(2024, 6, 1)), &now()));
    assert!(again.say(Lang::Zh).contains("2024-05-06"), "{}", again.say(Lang::Zh));
    // It was there before: what is told late of those days is still taken.
    workspace.retire(&retire("HX-2", date(2024, 5, 1)), &now()).unwrap();

    let changes =
        status::changes(&workspace.inputs(), &workspace.rule, date(2024, 5, 2), FOUND, Clock::Effect);
    let told = changes.cells.iter().flat_map(|change| &change.causes);
    let causes: Vec<_> = told.filter(|cause| cause.event.as_ref() == Some(&event.id)).collect();
    assert!(causes.iter().all(|cause| cause.what.zh == "HX-2 卫河2号 退出（重复登记）"));
}

#[test]
fn a_counter_event_brings_back_and_takes_away() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let day = effect(date(2024, 6, 10));
    let there = |workspace: &Workspace| state(workspace, "HX-9", day).is_some();
    let added = workspace.add_site(&outfall("HX-9"), &now()).unwrap();
    let taken = refused(workspace.add_site(&outfall("HX-9"), &now()));
    assert_eq!(taken, RegisterError::CodeTaken("HX-9".into()));
    let retired = workspace.retire(&retire("HX-9", date(2024, 6, 1)), &now()).unwrap();
    assert!(!there(&workspace));
    workspace.undo(&retired.id, &now()).unwrap();
    assert!(there(&workspace));
    let undo = workspace.undo(&added.id, &now()).unwrap();
    assert!(!there(&workspace));
    let gone = workspace.retire(&retire("HX-9", FOUND), &now());
    assert_eq!(refused(gone), RegisterError::TakenBack("HX-9".into()));
    // The code is free again; the record is that of the addition that holds.
    let better = AddRequest { at: LonLat::new(114.6, 35.5), ..outfall("HX-9") };
    let second = workspace.add_site(&better, &now()).unwrap();
    let place = |workspace: &Workspace| workspace.register.get(&SiteId("HX-9".into())).unwrap().point.lon;
    assert_eq!(place(&workspace), 114.6);
    // Both hold: the first in order gives the record.
    workspace.undo(&undo.id, &now()).unwrap();
    assert_eq!(place(&workspace), 114.9);
    workspace.undo(&added.id, &now()).unwrap();
    assert_eq!(place(&workspace), 114.6);
    workspace.undo(&second.id, &now()).unwrap();
    assert!(!there(&workspace));
}

#[test]
fn what_cannot_be_a_site_is_refused_by_name() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let mut add = |change: fn(&mut AddRequest)| {
        let mut request = outfall("HX-9");
        change(&mut request);
        workspace.add_site(&request, &now())
    };
    let far = refused(add(|request| request.at = LonLat::new(116.4, 39.9)));
    assert!(far.say(Lang::Zh).starts_with("116.4,39.9 在安阳市以外"), "{}", far.say(Lang::Zh));
    assert!(matches!(
        refused(add(|request| request.at = LonLat::new(f64::NAN, 35.0))),
        RegisterError::NoPlace { .. }
    ));
    assert!(matches!(refused(add(|r| r.layer = "trees".into())), RegisterError::UnknownLayer { .. }));
    assert!(matches!(refused(add(|r| r.name = " ".into())), RegisterError::BadName(_)));
    assert!(matches!(refused(add(|r| r.name = "卫河\u{202e}1号".into())), RegisterError::BadName(_)));
    assert!(matches!(refused(add(|r| r.id = Some("HX\n9".into()))), RegisterError::BadName(_)));
    assert!(matches!(refused(add(|r| r.id = Some("HX-1".into()))), RegisterError::CodeTaken(_)));
    let future = add(|request| request.on = date(2025, 1, 1));
    assert!(matches!(future, Err(WorkspaceError::Future { .. })));
    // What the way to a state asks for must be there from the beginning.
    match add(|request| request.state = Some("整治中".into())) {
        Err(WorkspaceError::Refused(refusal)) => assert!(matches!(*refusal, Refusal::Needs { .. })),
        other => panic!("{other:?}"),
    }
    let field = add(|request| drop(request.set.insert("颜色".into(), Value::Text("红".into()))));
    assert!(matches!(field, Err(WorkspaceError::UnknownField { .. })));
    assert!(workspace.history.is_empty(), "nothing was written");
}

#[test]
fn a_code_is_proposed_and_doubts_are_told() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let request = AddRequest { id: None, layer: "入河排污口".into(), ..outfall("") };
    let first = workspace.add_site(&request, &now()).unwrap();
    let second = workspace.add_site(&request, &now()).unwrap();
    let (first, second) = (first.site().unwrap().0, second.site().unwrap().0);
    assert!(first.starts_with("410526-OUT-") && first.ends_with("-001"), "{first}");
    assert_eq!(second, format!("{}2", &first[..first.len() - 1]));

    let warned = workspace.add_warnings(&request);
    assert!(matches!(&warned[..], [AddWarning::Near { site, .. }] if *site == first), "{warned:?}");
    let elsewhere =
        AddRequest { at: LonLat::new(114.52, 35.41), county: Some("林州市".into()), ..outfall("A") };
    let warned = workspace.add_warnings(&elsewhere);
    assert!(matches!(&warned[..], [AddWarning::OutsideCounty { .. }]), "{warned:?}");
    // The other bank of the river on the border, and the far side of the next field.
    let bank = AddRequest { at: LonLat::new(114.499, 35.6), ..outfall("B") };
    assert!(matches!(&workspace.add_warnings(&bank)[..], [AddWarning::OutsideCounty { around: None, .. }]));
    workspace.add_site(&bank, &now()).unwrap();
    let field = AddRequest { at: LonLat::new(114.49, 35.6), ..outfall("C") };
    assert!(matches!(refused(workspace.add_site(&field, &now())), RegisterError::OutsideCity { .. }));
}

#[test]
fn the_next_file_that_holds_the_site_is_its_record() {
    let dir = folder();
    let mut workspace = open(dir.path());
    workspace.add_site(&outfall("HX-9"), &now()).unwrap();
    drop(workspace);
    let with = OUTFALLS.replace("HX-2", "HX-9");
    put(dir.path(), "outfalls.geojson", &with);
    let workspace = open(dir.path());
    let day = effect(date(2024, 6, 10));
    assert_eq!(state(&workspace, "HX-9", day).as_deref(), Some("treating"));
    assert_eq!(workspace.register.get(&SiteId("HX-9".into())).unwrap().name, "卫河2号");
    let issues = workspace::check(&workspace, day);
    assert!(issues.iter().any(|issue| issue.rule == "add_of_file" && !issue.error), "{issues:?}");
}

#[test]
fn an_addition_that_was_taken_back_is_no_record_for_the_doctor() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let added = workspace.add_site(&outfall("HX-9"), &now()).unwrap();
    let site = |workspace: &Workspace| workspace.register.get(&SiteId("HX-9".into())).cloned();
    assert!(!workspace.is_taken_back(&site(&workspace).unwrap()));
    workspace.undo(&added.id, &now()).unwrap();
    if let Some(site) = site(&workspace) {
        assert!(workspace.is_taken_back(&site));
    }
    let issues = workspace::check(&workspace, effect(date(2024, 6, 10)));
    assert!(issues.iter().all(|issue| issue.site != Some(SiteId("HX-9".into()))), "{issues:?}");
}

#[test]
fn a_state_that_no_kind_here_knows_is_an_error_of_the_doctor() {
    let dir = folder();
    let other = folder();
    put(dir.path(), "outfalls.geojson", OUTFALLS);
    let mut workspace = open(dir.path());
    workspace.add_site(&outfall("HX-9"), &now()).unwrap();
    drop(workspace);
    // The same ledger under kinds in which that state has another name.
    std::fs::copy(dir.path().join("ledger.db"), other.path().join("ledger.db")).unwrap();
    let kind = include_str!("../assets/kinds/outfall.toml").replace("investigated", "found_first");
    std::fs::create_dir_all(other.path().join("kinds")).unwrap();
    put(other.path(), "kinds/outfall.toml", &kind);
    let workspace = open(other.path());
    let issues = workspace::check(&workspace, effect(date(2024, 6, 10)));
    let found = issues.iter().find(|issue| issue.rule == "state_unknown");
    assert!(
        found.is_some_and(|issue| issue.error && issue.site == Some(SiteId("HX-9".into()))),
        "{issues:?}"
    );
}

#[test]
fn a_trial_adds_and_retires_and_leaves_nothing() {
    let dir = folder();
    let mut workspace = open(dir.path());
    let day = effect(date(2024, 6, 10));
    workspace.begin_trial();
    workspace.add_site(&outfall("HX-9"), &now()).unwrap();
    workspace.retire(&retire("HX-2", FOUND), &now()).unwrap();
    assert_eq!((state(&workspace, "HX-2", day), state(&workspace, "HX-9", day).is_some()), (None, true));
    workspace.end_trial();
    assert!(state(&workspace, "HX-2", day).is_some());
    assert!(workspace.register.get(&SiteId("HX-9".into())).is_none());
    assert!(workspace.history.is_empty());
}

#[test]
fn the_verbs_add_and_retire_and_say_what_moved() {
    let desk = Desk::new();
    let (day, before) = ("2024-12-31", desk.sites("outfalls", "滑县", "2024-12-31").len());
    // In a field of 滑县 where nothing stands.
    let found = ["--layer", "outfalls", "--name", "卫河暗管", "--at", "114.6,35.5", "--on", "2024-05-06"];
    let mut add = vec!["add", "--by", "王敏", "--as-of", day, "--set", "责任主体=某镇政府"];
    add.extend(found);
    let added = desk.json(&add);
    let (event, site) = (text(&added["event"]["id"]), text(&added["event"]["site"]));
    assert_eq!((&added["event"]["kind"], &added["event"]["to"]), (&"add".into(), &"investigated".into()));
    assert!(added["numbers"].as_array().unwrap().iter().any(|n| n["milestone"] == "T22-M2"), "{added}");
    let listed = desk.sites("outfalls", "滑县", day);
    assert_eq!(listed.len(), before + 1);
    let new = listed.iter().find(|one| one["id"] == site.as_str()).unwrap();
    assert_eq!((&new["since"], &new["added_by"]), (&"2024-05-06".into(), &event.as_str().into()));
    assert_eq!(
        desk.sites("outfalls", "滑县", "2024-05-05").iter().filter(|s| s["id"] == site.as_str()).count(),
        0
    );

    // A second one beside it is taken, and doubted.
    let twice = desk.run(&add);
    assert_eq!(twice.status.code(), Some(0));
    assert!(stderr(&twice).contains(&site), "{}", stderr(&twice));
    let again = format!("{}2", &site[..site.len() - 1]);
    let retired = desk.json(&[
        "retire",
        &again,
        "--why",
        "重复登记",
        "--on",
        "2024-06-01",
        "--by",
        "王敏",
        "--as-of",
        day,
    ]);
    assert_eq!(retired["event"]["note"], "重复登记");
    assert_eq!(desk.sites("outfalls", "滑县", day).len(), before + 1);

    let history = desk.json(&["history", &again]);
    let kinds: Vec<&str> =
        history["events"].as_array().unwrap().iter().map(|e| e["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["add", "retire"]);
    let changes =
        desk.json(&["changes", "--from", "2024-05-05", "--to", day, "--task", "22", "--county", "滑县"]);
    let causes = changes["cells"][0]["causes"].as_array().unwrap();
    assert!(causes.iter().any(|cause| cause["event"] == event.as_str()), "{causes:?}");
    let gone = causes.iter().find(|cause| cause["event"] == retired["event"]["id"]).unwrap();
    assert!(text(&gone["what"]["zh"]).ends_with("退出（重复登记）"), "{gone}");
    let explained = desk.run(&["explain", "--task", "22", "--county", "滑县", "--as-of", day]);
    let explained = String::from_utf8(explained.stdout).unwrap();
    assert!(explained.contains(&site) && !explained.contains(&again), "{explained}");
    let findings = desk.json(&["check"]);
    let about =
        |finding: &&serde_json::Value| finding["site"] == site.as_str() && finding["severity"] == "error";
    assert_eq!(findings["findings"].as_array().unwrap().iter().filter(about).count(), 0);

    one_line(&desk.run(&["mark", &again, "--state", "已溯源", "--on", day, "--by", "王敏"]), 5, "2024-06-01");
    one_line(&desk.run(&["retire", "WF-9999", "--why", "无", "--on", day, "--by", "王敏"]), 2, "WF-9999");
    let mut far = add.clone();
    far[12] = "116.4,39.9";
    one_line(&desk.run(&far), 5, "116.4,39.9");
    far[12] = "东经114";
    assert_eq!(desk.run(&far).status.code(), Some(2));
    desk.json(&["undo", &event, "--by", "王敏"]);
    assert_eq!(desk.sites("outfalls", "滑县", day).len(), before);
}

/// Everything that one laptop knows goes to another on a stick.
fn hand_over(from: &Workspace, to: &mut Workspace, stick: &Path) {
    let request = PackRequest { out: stick.to_owned(), county: None, since: None };
    from.pack(&request, &mut |_| true).unwrap();
    to.merge(stick, now().recorded_at, &mut |_| true).unwrap();
}

#[test]
fn two_people_who_take_one_code_are_told_and_one_record_holds_everywhere() {
    let (here, there, stick) = (folder(), folder(), tempfile::tempdir().unwrap());
    let (mut here, mut there) = (open(here.path()), open(there.path()));
    let east = here.add_site(&outfall("HX-9"), &now()).unwrap();
    let other = AddRequest { at: LonLat::new(114.6, 35.5), on: date(2024, 5, 20), ..outfall("HX-9") };
    let west = there.add_site(&other, &at("2024-06-11T09:00:00+08:00")).unwrap();
    hand_over(&here, &mut there, &stick.path().join("a.guatu"));
    hand_over(&there, &mut here, &stick.path().join("b.guatu"));
    let record = |workspace: &Workspace| {
        let site = workspace.register.get(&SiteId("HX-9".into())).unwrap();
        let now = workspace.history.fold(site, effect(date(2024, 6, 12))).unwrap();
        (site.point.lon, site.registered_on, now.since)
    };
    // The first in order gives the record until a person says otherwise.
    let first = (114.9, Some(FOUND), Some(FOUND));
    assert_eq!((record(&here), record(&there)), (first, first));
    let conflicts = here.history.conflicts();
    assert_eq!(conflicts.len(), 1, "{conflicts:?}");
    assert_eq!(conflicts[0].field, "register");

    let keep =
        SettleRequest { keep: west.id.clone(), field: None, note: Some("东边那处是误记".into()) };
    let settled = here.settle(&keep, &now()).unwrap();
    hand_over(&here, &mut there, &stick.path().join("c.guatu"));
    let second = (114.6, Some(date(2024, 5, 20)), Some(date(2024, 5, 20)));
    assert_eq!((record(&here), record(&there)), (second, second));
    assert!(there.history.conflicts().iter().all(|conflict| conflict.settled_by.is_some()));
    // Taking the settlement back opens it again.
    there.undo(&settled.id, &now()).unwrap();
    assert_eq!(record(&there), first);
    assert!(there.history.get(&east.id).is_some(), "nothing is lost");
}

/// A milestone's number in one county, and whether a site of the demonstration is counted.
fn value(workspace: &Workspace, milestone: &str, county: &str, day: Date) -> Option<f64> {
    let status = status::status(&workspace.inputs(), &workspace.rule, effect(day));
    let cell = status
        .cells
        .into_iter()
        .find(|cell| cell.county == county && cell.milestones.iter().any(|one| one.id.0 == milestone));
    cell.and_then(|cell| cell.milestones.into_iter().find(|one| one.id.0 == milestone)?.value)
}

#[test]
fn a_years_finds_and_what_lies_near_follow_the_register() {
    let mut workspace = Workspace::built_in().unwrap();
    workspace.begin_trial();
    // A fire counts in the year in which it was found.
    let county = "内黄县";
    let here = workspace.register.of_kind("outfall").find(|site| {
        let of = site.county.as_ref().and_then(|code| workspace.plan.county(code));
        of.is_some_and(|of| of.name.zh == county)
    });
    let fire = AddRequest {
        layer: "fire_points".into(),
        at: here.unwrap().point,
        on: date(2025, 6, 10),
        ..outfall("FIRE-1")
    };
    let fires = |workspace: &Workspace, day| value(workspace, "T17-M2", county, day).unwrap();
    let days =
        [date(2024, 12, 31), date(2025, 6, 9), date(2025, 6, 10), date(2025, 12, 31), date(2026, 1, 1)];
    let before = days.map(|day| fires(&workspace, day));
    workspace.add_site(&fire, &now()).unwrap();
    let after = days.map(|day| fires(&workspace, day));
    let more: Vec<f64> = after.iter().zip(before).map(|(after, before)| after - before).collect();
    assert_eq!(more, [0.0, 0.0, 1.0, 1.0, 0.0]);
    workspace.retire(&retire("FIRE-1", date(2025, 7, 1)), &now()).unwrap();
    assert_eq!(fires(&workspace, date(2025, 12, 31)), before[3]);

    // Small works within three kilometres of a national station remain to be moved: a new station
    // finds those around it, and lets go of them when it is retired.
    let all = workspace.plan.counties.iter().map(|county| county.name.zh.clone()).collect();
    let assign = AssignRequest { task: TaskNo(15), counties: all, on: date(2024, 1, 1) };
    workspace.assign(&assign, &now()).unwrap();
    let day = date(2024, 9, 30);
    let near = |workspace: &Workspace| -> f64 {
        let counties = workspace.plan.counties.iter();
        counties.filter_map(|county| value(workspace, "T15-M1", &county.name.zh, day)).sum()
    };
    let before = near(&workspace);
    let small = workspace.register.of_kind("construction_site").filter(|site| {
        site.fields.get("project").is_some_and(|project| project.to_string() == "零散工程")
            && workspace.history.fold(site, effect(day)).is_some_and(|now| now.state != "closed")
    });
    let places: Vec<LonLat> = small.map(|site| site.point).collect();
    let set =
        [("level", "国控"), ("medium", "空气")].map(|(id, text)| (id.to_owned(), Value::Text(text.into())));
    let mut moved = 0.0;
    for (number, at) in places.into_iter().enumerate() {
        let id = format!("AIR-{number}");
        let station = AddRequest {
            layer: "monitoring_points".into(),
            at,
            on: date(2024, 3, 1),
            set: set.clone().into(),
            ..outfall(&id)
        };
        workspace.add_site(&station, &now()).unwrap();
        let with = near(&workspace);
        assert!(with >= before);
        moved = with - before;
        workspace.retire(&retire(&id, date(2024, 4, 1)), &now()).unwrap();
        assert_eq!(near(&workspace), before);
        if moved > 0.0 {
            break;
        }
    }
    assert!(moved > 0.0, "some small works stood near no station");
}
