//! A person's steps with kinds of site: bring one, change a guard, mark fields alone.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use std::collections::BTreeMap;
use std::path::Path;

use guatu::ledger::{AsOf, Author, Body, Clock, Event};
use guatu::site::{Kinds, SiteId, Symbol, Value};
use guatu::text::{Lang, Say};
use guatu::workspace::{self, Access, MarkRequest, Workspace, WorkspaceError};
use jiff::civil::date;

const COUNTIES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"410526","名称":"滑县"},"geometry":{"type":"Polygon","coordinates":[[[114.5,35.4],[115,35.4],[115,35.8],[114.5,35.8],[114.5,35.4]]]}}
]}"#;
const OUTFALLS: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"HX-1","名称":"卫河1号","状态":"已溯源","登记日期":"2023-10-20"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}}
]}"#;
const ENTERPRISES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"QY-1","企业名称":"某焦化厂","状态":"未开始","行业":"焦化","超低排放改造":"未开始"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}}
]}"#;
const FARMLAND: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"NT-1","名称":"东片","状态":"建设中","面积（万亩）":2.5},"geometry":{"type":"Polygon","coordinates":[[[114.6,35.5],[114.7,35.5],[114.7,35.6],[114.6,35.5]]]}}
]}"#;
const SOLAR: &str = r#"# 屋顶光伏
id = "solar"
layer = "solar"
name = { zh = "屋顶光伏", en = "Rooftop solar" }
symbol = "square"

[[states]]
id = "planned"
name = { zh = "已列入", en = "Planned" }

[[states]]
id = "running"
name = { zh = "已并网", en = "Running" }
done = true
guards = [{ guard = "needs", field = "capacity_kw" }]

[[fields]]
id = "capacity_kw"
name = { zh = "装机", en = "Capacity" }
holds = "number"
unit = "千瓦"
"#;
const SOLAR_SITES: &str = r#"{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"编号":"GF-1","名称":"学校屋顶","状态":"已列入"},"geometry":{"type":"Point","coordinates":[114.7,35.6]}}
]}"#;

fn put(dir: &Path, name: &str, text: &str) {
    let path = dir.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A folder with one county and its outfalls.
fn folder() -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "counties.geojson", COUNTIES);
    put(dir.path(), "outfalls.geojson", OUTFALLS);
    for layer in ["monitoring_points", "black_odorous_waters", "legacy_mines"] {
        put(dir.path(), &format!("{layer}.geojson"), r#"{"type":"FeatureCollection","features":[]}"#);
    }
    dir
}

fn open(dir: &Path) -> Workspace {
    Workspace::open(dir, Access::Write).unwrap()
}

fn mark(
    workspace: &mut Workspace,
    site: &str,
    to: Option<&str>,
    set: &[(&str, &str)],
) -> Result<Event, WorkspaceError> {
    let author = Author { by: "张三".into(), recorded_at: "2025-01-10T09:00:00+08:00".parse().unwrap() };
    let pair = |(field, value): &(&str, &str)| ((*field).to_owned(), Value::Text((*value).to_owned()));
    let request = MarkRequest {
        site: SiteId(site.into()),
        to: to.map(str::to_owned),
        on: date(2025, 1, 8),
        note: None,
        set: set.iter().map(pair).collect(),
        evidence: vec![],
    };
    workspace.mark(&request, &author)
}

fn now(workspace: &Workspace, site: &str) -> (String, BTreeMap<String, String>) {
    let site = workspace.register.get(&SiteId(site.into())).unwrap();
    let as_of = AsOf { date: date(2025, 1, 9), clock: Clock::Effect };
    let now = workspace.history.fold(site, as_of).unwrap();
    let fields = now.fields.iter().map(|(id, value)| (id.to_owned(), value.to_string()));
    (now.state.to_owned(), fields.collect())
}

fn refusal(outcome: Result<Event, WorkspaceError>) -> (u8, String) {
    let error = outcome.unwrap_err();
    (error.code(), error.say(Lang::Zh))
}

#[test]
fn a_person_adds_a_kind_and_marks_its_sites() {
    let dir = folder();
    put(dir.path(), "kinds/solar.toml", SOLAR);
    put(dir.path(), "layers/solar.geojson", SOLAR_SITES);
    let mut workspace = open(dir.path());
    assert_eq!(workspace.kinds.get("solar").unwrap().name.zh, "屋顶光伏");
    let (code, words) = refusal(mark(&mut workspace, "GF-1", Some("已并网"), &[]));
    assert_eq!(code, 5);
    assert!(words.contains("装机"), "{words}");
    mark(&mut workspace, "GF-1", Some("已并网"), &[("装机", "120")]).unwrap();
    let (state, fields) = now(&workspace, "GF-1");
    assert_eq!((state.as_str(), fields["capacity_kw"].as_str()), ("running", "120"));
    assert!(workspace.issues.iter().all(|issue| issue.layer != "kinds/solar.toml"), "it is used");
}

#[test]
fn a_changed_guard_decides_the_next_mark() {
    let dir = folder();
    let refused = refusal(mark(&mut open(dir.path()), "HX-1", Some("整治中"), &[]));
    assert_eq!(refused.0, 5, "no treatment without a responsible body");

    let outfall = Kinds::file("outfall").unwrap();
    let guard = "guards = [{ guard = \"needs\", field = \"responsible_body\" }]\n";
    assert!(outfall.contains(guard));
    put(dir.path(), "kinds/outfall.toml", &outfall.replace(guard, ""));
    let mut workspace = open(dir.path());
    assert_eq!(workspace.kinds.kinds.len(), Kinds::built_in().kinds.len(), "it took the old one's place");
    mark(&mut workspace, "HX-1", Some("整治中"), &[]).expect("nobody asks for it any more");

    let stricter = outfall.replace(guard, "guards = [{ guard = \"needs\", field = \"treatment\" }]\n");
    put(dir.path(), "kinds/outfall.toml", &stricter);
    drop(workspace);
    let (code, words) =
        refusal(mark(&mut open(dir.path()), "HX-1", Some("完成待验收"), &[("整治方式", " ")]));
    assert_eq!(code, 5);
    assert!(words.contains("整治方式"), "{words}");
}

#[test]
fn a_broken_kind_is_one_line_that_names_file_and_line() {
    let at = |needle: &str| SOLAR.lines().position(|line| line.contains(needle)).unwrap() + 1;
    for (from, to, line) in [
        ("field = \"capacity_kw\"", "field = \"power\"", at("guard = \"needs\"")),
        ("done = true", "done = yes", at("done = true")),
        ("layer = \"solar\"", "layer = \"outfalls\"", at("layer =")),
        ("symbol = \"square\"", "symbol = \"unicorn\"", at("symbol =")),
    ] {
        let dir = folder();
        put(dir.path(), "kinds/solar.toml", &SOLAR.replacen(from, to, 1));
        let error = Workspace::open(dir.path(), Access::Read).unwrap_err();
        assert_eq!(error.code(), 3);
        for lang in [Lang::Zh, Lang::En] {
            let words = error.say(lang);
            assert_eq!(words.lines().count(), 1, "{words}");
            assert!(words.contains("solar.toml") && words.contains(&line.to_string()), "{words}");
        }
        assert!(error.place().ends_with(&format!("solar.toml:{line}")), "{}", error.place());
    }
}

#[test]
fn an_empty_kind_file_says_nothing() {
    let dir = folder();
    put(dir.path(), "kinds/outfall.toml", "\n");
    assert_eq!(open(dir.path()).kinds, Kinds::built_in());
}

#[test]
fn the_doctor_says_which_kind_has_no_layer() {
    let dir = folder();
    put(dir.path(), "kinds/solar.toml", SOLAR);
    let workspace = open(dir.path());
    let findings = workspace::check(&workspace, AsOf { date: date(2025, 1, 9), clock: Clock::Effect });
    let idle: Vec<_> = findings.iter().filter(|finding| finding.rule == "kind_unused").collect();
    assert_eq!(idle.len(), 1);
    assert_eq!((idle[0].layer.as_str(), idle[0].error), ("kinds/solar.toml", false));
    assert!(idle[0].message.zh.contains("layers/solar.geojson"), "{}", idle[0].message.zh);
}

#[test]
fn a_mark_may_set_fields_and_keep_the_state() {
    let dir = folder();
    put(dir.path(), "layers/enterprises.geojson", ENTERPRISES);
    let mut workspace = open(dir.path());
    assert_eq!(now(&workspace, "QY-1").1["ulte_emission"], "未开始", "known by an alias");
    let first = mark(&mut workspace, "QY-1", None, &[("超低排放改造", "改造中")]).unwrap();
    let second = mark(&mut workspace, "QY-1", None, &[("ulte_emission", "已完成")]).unwrap();
    let (state, fields) = now(&workspace, "QY-1");
    assert_eq!((state.as_str(), fields["ulte_emission"].as_str()), ("not_started", "已完成"));
    let Body::Mark { from, to, .. } = &second.body else { panic!("a mark") };
    assert_eq!(from, to);

    let site = workspace.register.get(&SiteId("QY-1".into())).unwrap();
    let before = |event| {
        let fields = workspace.history.fields_before(site, event);
        fields.get("ulte_emission").unwrap().to_string()
    };
    assert_eq!((before(&first), before(&second)), ("未开始".into(), "改造中".into()));

    let author = Author { by: "张三".into(), recorded_at: "2025-01-10T10:00:00+08:00".parse().unwrap() };
    workspace.undo(&second.id, &author).unwrap();
    assert_eq!(now(&workspace, "QY-1").1["ulte_emission"], "改造中", "the undo brings the old value back");
    drop(workspace);
    assert_eq!(now(&open(dir.path()), "QY-1").1["ulte_emission"], "改造中", "it is on the disk");
}

#[test]
fn a_mark_that_changes_nothing_is_refused() {
    let dir = folder();
    put(dir.path(), "layers/enterprises.geojson", ENTERPRISES);
    let mut workspace = open(dir.path());
    for (to, set) in [
        (None, vec![]),
        (None, vec![("ulte_emission", "未开始")]),
        (None, vec![("铁路专用线", " ")]),
        (Some("未开始"), vec![("行业", "焦化")]),
    ] {
        let (code, words) = refusal(mark(&mut workspace, "QY-1", to, &set));
        assert_eq!(code, 5, "{set:?}");
        assert!(words.contains("没有新内容"), "{words}");
    }
    let (code, words) = refusal(mark(&mut workspace, "QY-1", None, &[("ulte_emission", "完成")]));
    assert_eq!(code, 2, "a value that no milestone counts");
    assert!(words.contains("已完成") && words.contains("改造中"), "{words}");
    assert!(workspace.history.is_empty(), "nothing is written");
}

#[test]
fn a_field_alone_still_meets_the_guards() {
    let dir = folder();
    put(dir.path(), "layers/farmland.geojson", FARMLAND);
    let mut workspace = open(dir.path());
    let (code, words) = refusal(mark(&mut workspace, "NT-1", None, &[("已建成面积", "2.6")]));
    assert_eq!(code, 5);
    assert!(words.contains("2.6") && words.contains("2.5"), "{words}");
    mark(&mut workspace, "NT-1", None, &[("已建成面积", "2.5")]).unwrap();
}

#[test]
fn a_new_kind_lies_with_those_that_are_drawn_as_it_is() {
    let mut kinds = Kinds::built_in();
    let own = |geometry: &str| {
        let text = SOLAR.replace("symbol", &format!("geometry = \"{geometry}\"\nsymbol"));
        guatu::site::Kind::from_toml(&text).unwrap()
    };
    kinds.put(own("line"));
    let at = |id: &str| kinds.kinds.iter().position(|kind| kind.id == id).unwrap();
    assert!(at("road") < at("solar") && at("solar") < at("enterprise"));
    assert_eq!(kinds.get("solar").unwrap().symbol, Symbol::Square);
}
