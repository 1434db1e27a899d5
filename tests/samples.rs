//! Black-odorous waters and what was measured in them: what the doctor says of both.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at once")]

use std::fs;
use std::path::Path;

use guatu::ledger::{AsOf, Author, Clock};
use guatu::site::SiteId;
use guatu::text::Lang;
use guatu::workspace::{self, Access, MarkRequest, Workspace};
use jiff::civil::date;
use serde_json::{Value, json};

fn feature(geometry: &Value, properties: &Value) -> Value {
    json!({ "type": "Feature", "geometry": geometry, "properties": properties })
}

fn layer(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// Five points at which oxygen was this, on this day.
fn samples(on: &str, oxygen: [f64; 5]) -> Vec<Value> {
    let sample = |(at, oxygen): (usize, f64)| {
        let place = json!({ "type": "Point", "coordinates": [114.52 + 0.001 * at as f64, 35.57] });
        let id = format!("{on}-{at}");
        feature(
            &place,
            &json!({ "编号": id, "名称": id, "责任县区": "滑县", "水体编号": "HC-01", "点位序号": at,
                "采样日期": on, "溶解氧(mg/L)": oxygen, "透明度": 40, "水深": 90 }),
        )
    };
    oxygen.into_iter().enumerate().map(sample).collect()
}

/// A body that was recorded with this grade in March 2024, and its samples.
fn folder(grade: &str, samples: &[Value]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    workspace::create(dir.path(), false).unwrap();
    let line = json!({ "type": "LineString", "coordinates": [[114.52, 35.57], [114.53, 35.57]] });
    let body = json!({ "编号": "HC-01", "名称": "城南河", "责任县区": "滑县", "状态": "已识别",
        "登记日期": "2024-03-31", "黑臭级别": grade });
    fs::write(dir.path().join("black_odorous_waters.geojson"), layer(&[feature(&line, &body)])).unwrap();
    fs::create_dir_all(dir.path().join("layers")).unwrap();
    fs::write(dir.path().join("layers/black_odorous_samples.geojson"), layer(samples)).unwrap();
    dir
}

fn findings(dir: &Path) -> Vec<(String, String)> {
    let workspace = Workspace::open(dir, Access::Read).unwrap();
    told(&workspace)
}

fn told(workspace: &Workspace) -> Vec<(String, String)> {
    let as_of = AsOf { date: date(2025, 6, 30), clock: Clock::Effect };
    let of_water = ["grade_differs", "black_again", "sample_without_body"];
    let found = workspace::check(workspace, as_of).into_iter();
    let found = found.filter(|issue| of_water.contains(&issue.rule.as_str()));
    found.map(|issue| (issue.rule.clone(), issue.message.get(Lang::Zh).to_owned())).collect()
}

#[test]
fn a_recorded_grade_is_held_against_the_samples_before_it() {
    let heavy = samples("2024-03-01", [0.1, 0.1, 0.1, 1.0, 1.0]);
    assert_eq!(findings(folder("重度", &heavy).path()), []);
    let found = findings(folder("轻度", &heavy).path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "grade_differs");
    assert!(
        found[0].1.contains("轻度") && found[0].1.contains("重度（5 个点中 3 个重度）"),
        "{}",
        found[0].1
    );
    // What was measured later says nothing of the grade that was recorded.
    assert_eq!(findings(folder("轻度", &samples("2024-06-01", [0.1; 5])).path()), []);
}

#[test]
fn a_treated_body_that_is_black_again_is_found() {
    let all = [samples("2024-03-01", [1.0; 5]), samples("2025-05-01", [6.0, 6.0, 1.0, 6.0, 6.0])].concat();
    let dir = folder("轻度", &all);
    let mut workspace = Workspace::open(dir.path(), Access::Write).unwrap();
    assert_eq!(told(&workspace), []);
    let author = Author { by: "李四".into(), recorded_at: "2025-06-01T09:00:00+08:00".parse().unwrap() };
    for (state, on) in
        [("planned", date(2024, 4, 30)), ("treating", date(2024, 5, 31)), ("treated", date(2024, 12, 31))]
    {
        let request = MarkRequest {
            site: SiteId("HC-01".into()),
            to: Some(state.into()),
            on,
            note: None,
            set: std::collections::BTreeMap::new(),
            evidence: Vec::new(),
        };
        workspace.mark(&request, &author).unwrap();
    }
    let found = told(&workspace);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "black_again" && found[0].1.contains("轻度（5 个点中 0 个重度）"), "{found:?}");
}

#[test]
fn a_sample_of_no_known_body_is_found() {
    let mut stray = samples("2024-03-01", [6.0; 5]);
    stray[0]["properties"]["水体编号"] = json!("HC-99");
    let found = findings(folder("", &stray).path());
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].0 == "sample_without_body" && found[0].1.contains("HC-99"), "{found:?}");
}

#[test]
fn a_workspace_may_have_its_own_thresholds() {
    let dir = folder("轻度", &samples("2024-03-01", [0.1, 0.1, 0.1, 1.0, 1.0]));
    let guide = include_str!("../assets/standards/black_odorous_2015.toml");
    fs::create_dir_all(dir.path().join("standards")).unwrap();
    let own = dir.path().join("standards/black_odorous.toml");
    fs::write(&own, guide.replace("points_pct = 60.0", "points_pct = 80.0")).unwrap();
    assert_eq!(findings(dir.path()), []);
    fs::write(&own, guide.replace("points_pct", "point_pct")).unwrap();
    let error = Workspace::open(dir.path(), Access::Read).expect_err("a damaged file");
    let place = error.place();
    assert!(place.contains("black_odorous.toml:") && error.code() == 3, "{place}");
}
