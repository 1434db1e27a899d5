//! The demonstration data are what they promise: the same from the same seed, plausible, honest
//! about what they are, and never against the rules that hold for real records.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests say so by panicking"
)]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use geo::{Contains, Coord, Geometry, MultiPolygon, Point};
use guatu::demo::{DemoData, Ground, SEED, generate};
use guatu::ledger::{self, Body, Event, EventId};
use guatu::site::guard::{Step, check};
use guatu::site::{Fields, Kind, Kinds, Value};
use jiff::civil::{Date, date};

/// Made once for all tests.
fn demo() -> &'static DemoData {
    static DEMO: LazyLock<DemoData> = LazyLock::new(|| {
        generate(SEED, &Kinds::built_in(), &Ground::built_in().expect("the built-in ground"))
    });
    &DEMO
}

/// A record as its file says it.
struct Record {
    layer: String,
    county: String,
    geometry: Geometry,
    properties: geojson::JsonObject,
}

impl Record {
    fn text(&self, name: &str) -> &str {
        self.properties.get(name).and_then(|value| value.as_str()).unwrap_or_default()
    }

    fn number(&self, name: &str) -> f64 {
        self.properties.get(name).and_then(serde_json::Value::as_f64).unwrap_or_default()
    }
}

/// The records by id, read back from the text that is written.
fn records(demo: &DemoData) -> BTreeMap<String, Record> {
    let mut records = BTreeMap::new();
    for layer in &demo.layers {
        let collection: geojson::FeatureCollection = layer.text().parse().expect("GeoJSON");
        for feature in collection.features {
            let geometry = Geometry::try_from(feature.geometry.expect("a geometry")).expect("a shape");
            let properties = feature.properties.expect("properties");
            let word = |name: &str| properties[name].as_str().expect("text").to_owned();
            let record = Record {
                layer: layer.name.clone(),
                county: word("责任县区"),
                geometry,
                properties: properties.clone(),
            };
            assert!(records.insert(word("编号"), record).is_none(), "{} twice", word("编号"));
        }
    }
    records
}

fn in_layer<'a>(records: &'a BTreeMap<String, Record>, layer: &str) -> Vec<&'a Record> {
    records.values().filter(|record| record.layer == layer).collect()
}

fn counties() -> HashMap<String, MultiPolygon> {
    let text = include_str!("../data/counties.geojson");
    let collection: geojson::FeatureCollection = text.parse().expect("GeoJSON");
    let shape = |feature: geojson::Feature| {
        let name = feature.property("名称").and_then(|name| name.as_str()).expect("a name").to_owned();
        match Geometry::try_from(feature.geometry.expect("a geometry")).expect("a shape") {
            Geometry::Polygon(polygon) => (name, MultiPolygon(vec![polygon])),
            Geometry::MultiPolygon(shape) => (name, shape),
            _ => panic!("{name} is no area"),
        }
    };
    collection.features.into_iter().map(shape).collect()
}

#[test]
fn the_built_in_layers_are_what_the_seed_gives() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for layer in &demo().layers {
        let file = std::fs::read_to_string(here.join(&layer.path)).expect("a layer of data/");
        // No assert_eq: half a megabyte helps nobody.
        assert!(file == layer.text(), "data/{} differs from the generator", layer.path);
    }
}

#[test]
fn the_built_in_ledger_holds_the_events_of_the_seed_and_no_log_lies_beside_it() {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let written = ledger::read(&here.join("ledger.db")).expect("a ledger");
    assert!(written == demo().events, "data/ledger.db differs from the generator");
    assert!(!here.join("ledger.db-wal").exists() && !here.join("ledger.db-journal").exists());
    for picture in &demo().evidence {
        assert_eq!(
            std::fs::read(here.join("evidence").join(&picture.file)).expect("a picture"),
            picture.bytes
        );
    }
}

#[test]
fn the_demonstration_is_written_anew_over_an_older_one() {
    let dir = tempfile::tempdir().unwrap();
    for _ in 0..2 {
        demo().write(dir.path()).unwrap();
        assert!(ledger::read(&dir.path().join("ledger.db")).unwrap() == demo().events);
    }
    let mut files: Vec<_> =
        std::fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    let expected = [
        "black_odorous_waters.geojson",
        "evidence",
        "layers",
        "ledger.db",
        "legacy_mines.geojson",
        "monitoring_points.geojson",
        "outfalls.geojson",
    ];
    assert_eq!(files, expected, "nothing half-written is left");
}

#[test]
fn the_same_seed_gives_the_same_and_another_seed_does_not() {
    let (kinds, ground) = (Kinds::built_in(), Ground::built_in().unwrap());
    assert!(*demo() == generate(SEED, &kinds, &ground));
    let other = generate(SEED + 1, &kinds, &ground);
    assert!(other.layers[0].text() != demo().layers[0].text());
    assert_eq!(other.layers[0].features.len(), 420);
}

#[test]
fn there_are_as_many_records_as_promised() {
    let demo = demo();
    let records = records(demo);
    for (layer, count) in
        [("outfalls", 420), ("black_odorous_waters", 60), ("legacy_mines", 180), ("beautiful_rivers", 8)]
    {
        assert_eq!(in_layer(&records, layer).len(), count, "{layer}");
    }
    let mut stations: BTreeMap<&str, usize> = BTreeMap::new();
    for point in in_layer(&records, "monitoring_points") {
        if point.text("级别") == "乡镇" && point.text("建设项目") == "升级改造" {
            *stations.entry(&point.county).or_default() += 1;
        }
    }
    let counted = [("林州市", 16), ("滑县", 14), ("内黄县", 8), ("殷都区", 2), ("汤阴县", 1)];
    assert_eq!(stations, BTreeMap::from(counted), "as task 30 counts them");
    let sections = in_layer(&records, "monitoring_points");
    let sections = sections
        .iter()
        .filter(|p| ["国控", "省控"].contains(&p.text("级别")) && p.text("监测要素") == "地表水");
    assert_eq!(sections.count(), 8, "8个国、省控地表水断面");
}

#[test]
fn every_layer_that_the_plan_names_has_records_and_every_milestone_of_the_counties_is_told_of() {
    let (demo, kinds) = (demo(), Kinds::built_in());
    let plan = guatu::plan::built_in().expect("the plan");
    let layers: BTreeSet<&str> = demo.layers.iter().map(|layer| layer.name.as_str()).collect();
    for layer in plan.layers.keys().filter(|layer| kinds.of_layer(layer).is_some()) {
        assert!(layers.contains(layer.as_str()), "no record of {layer}");
    }
    let reports = demo.events.iter().filter_map(|event| match &event.body {
        Body::Report(report) => Some((&report.milestone, report.target, &report.county)),
        _ => None,
    });
    let reports: BTreeSet<_> =
        reports.map(|(milestone, target, county)| (&milestone.0, target, &county.0)).collect();
    for milestone in plan.tasks.iter().flat_map(|task| &task.milestones) {
        let numbers = milestone.targets.iter().zip(1..).filter(|(target, _)| target.over_sites().is_none());
        let mut told: Vec<usize> = numbers.map(|(_, number)| number).collect();
        if milestone.targets.is_empty() {
            told.push(1);
        }
        for number in told {
            let any = reports.iter().any(|(id, target, _)| **id == milestone.id.0 && *target == number);
            assert!(any, "nobody reports number {number} of {}", milestone.id.0);
        }
    }
    for goal in &plan.goals {
        assert!(reports.contains(&(&goal.id, 1, &plan.city_adcode.0)), "the city is silent on {}", goal.id);
    }
}

#[test]
fn works_stand_on_either_side_of_three_kilometres_from_a_national_station() {
    use geo::{Distance, Geodesic};
    let records = records(demo());
    let at = |record: &Record| match record.geometry {
        Geometry::Point(at) => at,
        _ => panic!("a point"),
    };
    let national = in_layer(&records, "monitoring_points");
    let national = national.iter().filter(|p| p.text("级别") == "国控" && p.text("监测要素") == "空气");
    let national: Vec<Point> = national.map(|station| at(station)).collect();
    let scattered = in_layer(&records, "construction_sites");
    let scattered = scattered.iter().filter(|site| site.text("工程类别") == "零散工程");
    let nearest =
        |site: &Point| national.iter().map(|other| Geodesic.distance(*site, *other)).fold(f64::MAX, f64::min);
    let (near, far): (Vec<f64>, Vec<f64>) =
        scattered.map(|site| nearest(&at(site))).partition(|m| *m <= 3_000.0);
    assert_eq!((near.len(), far.len()), (13, 6));
    assert!(far.iter().all(|metres| *metres < 4_500.0), "just outside");
}

#[test]
fn every_layer_and_every_record_says_that_it_is_made_up() {
    for layer in &demo().layers {
        let collection: geojson::FeatureCollection = layer.text().parse().unwrap();
        let words = collection.foreign_members.expect("foreign members");
        assert!(words["示例数据"].as_str().expect("text").contains("示例数据"), "{}", layer.path);
        for feature in collection.features {
            assert_eq!(feature.property("示例数据"), Some(&serde_json::Value::Bool(true)));
        }
    }
    assert!(demo().events.iter().all(|event| event.device == "示例" && event.by.starts_with("示例·")));
}

#[test]
fn every_record_lies_in_its_own_county() {
    let counties = counties();
    for (id, record) in records(demo()) {
        let county = &counties[&record.county];
        use geo::CoordsIter;
        let inside = record.geometry.coords_iter().all(|at: Coord| county.contains(&Point(at)));
        assert!(inside, "{id} leaves {}", record.county);
    }
}

#[test]
fn mines_add_up_beyond_what_the_plan_promises_and_most_are_drawn_as_registered() {
    use geo::GeodesicArea;
    let demo = demo();
    let records = records(demo);
    let mines = in_layer(&records, "legacy_mines");
    let registered: f64 = mines.iter().map(|mine| mine.number("图斑面积")).sum();
    assert!((560.0..640.0).contains(&registered), "{registered} ha; 7095 亩 are 473 ha");
    let off = |mine: &&&Record| {
        let drawn = mine.geometry.geodesic_area_unsigned() / 10_000.0;
        (drawn / mine.number("图斑面积") - 1.0).abs() > 0.05
    };
    let differ = mines.iter().filter(off).count();
    assert!((3..20).contains(&differ), "{differ} patches differ from the register");
    assert!(mines.iter().all(|mine| mine.text("图斑编号").starts_with('C')));
}

#[test]
fn no_mine_covers_another() {
    use geo::Intersects;
    let demo = demo();
    let records = records(demo);
    let mines = in_layer(&records, "legacy_mines");
    for (at, mine) in mines.iter().enumerate() {
        for other in &mines[at + 1..] {
            assert!(
                !mine.geometry.intersects(&other.geometry),
                "{} {}",
                mine.text("名称"),
                other.text("名称")
            );
        }
    }
}

#[test]
fn large_rural_waters_are_on_the_national_list_and_small_ones_are_too_few_to_hide() {
    let demo = demo();
    let records = records(demo);
    let rural: Vec<f64> = in_layer(&records, "black_odorous_waters")
        .iter()
        .filter(|water| water.text("水体类别") == "农村")
        .map(|water| water.number("水域面积"))
        .collect();
    let small = rural.iter().filter(|area| **area < 2_000.0).count();
    assert_eq!((rural.len(), small), (36, 11));
}

/// What a replay knows of a site.
struct Now {
    kind: Kind,
    state: String,
    fields: BTreeMap<String, Value>,
    registered_on: Date,
    last: Date,
}

fn start(record: &Record, kinds: &Kinds) -> Now {
    let kind = kinds.of_layer(&record.layer).expect("a kind").clone();
    let value = |json: &serde_json::Value| match json {
        serde_json::Value::Number(number) => number.as_f64().map(Value::Number),
        serde_json::Value::String(text) => Some(Value::Text(text.clone())),
        _ => None,
    };
    let fields = record.properties.iter();
    let fields =
        fields.filter_map(|(name, json)| Some((kind.field_named(name)?.id.clone(), value(json)?))).collect();
    let state = kind.state_named(record.text("状态")).expect("a state").id.clone();
    let registered_on = record.text("登记日期").parse().expect("a date");
    Now { kind, state, fields, registered_on, last: registered_on }
}

fn undone(events: &[Event]) -> BTreeSet<EventId> {
    let undos = events.iter().filter_map(|event| match &event.body {
        Body::Undo { event, .. } => Some(event.clone()),
        _ => None,
    });
    undos.collect()
}

#[test]
fn every_mark_obeys_the_guards_of_its_kind_in_the_order_of_recording() {
    let (demo, kinds) = (demo(), Kinds::built_in());
    let mut sites: BTreeMap<String, Now> =
        records(demo).iter().map(|(id, record)| (id.clone(), start(record, &kinds))).collect();
    let undone = undone(&demo.events);
    for event in &demo.events {
        let Body::Mark { site, layer, from, to, set, evidence, note } = &event.body else { continue };
        let now = sites.get_mut(&site.0).expect("a mark of a known site");
        assert_eq!(layer, &now.kind.layer);
        assert_eq!(from, &now.state, "{site}: the author saw the state as it was");
        let (evidence, noted) = (evidence.len(), note.is_some());
        let step = Step { kind: &now.kind, fields: &Fields::of(&now.fields), from, to, set, evidence, noted };
        check(&step).unwrap_or_else(|refusal| panic!("{site} {from} → {to}: {refusal:?}"));
        assert!(event.effective_on >= now.registered_on, "{site}: marked before it was registered");
        assert!(event.effective_on >= now.last, "{site}: marks go forward in time");
        assert!(event.recorded_on() >= event.effective_on, "{site}: nobody writes of tomorrow");
        if !undone.contains(&event.id) {
            now.state.clone_from(to);
            now.fields.extend(set.clone());
            now.last = event.effective_on;
        }
    }
}

#[test]
fn the_history_has_mistakes_relapses_and_late_records_from_late_2023_to_early_2026() {
    let events = &demo().events;
    let ids: BTreeSet<&EventId> = events.iter().map(|event| &event.id).collect();
    assert_eq!(ids.len(), events.len(), "no id twice");
    assert!(events.is_sorted_by_key(|event| event.recorded_at));
    assert!((3..15).contains(&undone(events).len()));
    let to = |state: &str| {
        events.iter().filter(|event| matches!(&event.body, Body::Mark { to, .. } if to == state)).count()
    };
    assert!(to("relapsed") >= 5 && to("offline") >= 2);
    let late = events
        .iter()
        .filter(|event| event.effective_on.until(event.recorded_on()).is_ok_and(|span| span.get_days() > 30));
    assert!(late.count() > 40, "some are dated back by weeks");
    assert!(events.iter().all(|event| event.effective_on >= date(2023, 10, 11)));
    assert!(events.iter().all(|event| event.recorded_on() < date(2026, 8, 1)));
    assert!(events.iter().any(|event| event.effective_on >= date(2026, 3, 1)));
}

#[test]
fn evidence_is_a_real_picture_under_its_own_hash() {
    use sha2::{Digest, Sha256};
    let demo = demo();
    let mut known = BTreeSet::new();
    for picture in &demo.evidence {
        let hash: String = Sha256::digest(picture.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(picture.file, format!("{hash}.png"));
        assert!(picture.bytes.starts_with(b"\x89PNG"));
        known.insert(hash);
    }
    let named = demo.events.iter().filter_map(|event| match &event.body {
        Body::Mark { evidence, .. } => Some(evidence),
        _ => None,
    });
    let named: BTreeSet<String> = named.flatten().cloned().collect();
    assert_eq!(named, known, "every picture is used, and no other is named");
}

#[test]
fn outfalls_lie_close_to_the_water_that_takes_them() {
    use geo::{Distance, Geodesic, LineString};
    let demo = demo();
    let mut rivers: HashMap<String, Vec<LineString>> = HashMap::new();
    for text in [
        include_str!("../data/context/rivers_nfgis.geojson"),
        include_str!("../data/context/rivers_schematic.geojson"),
    ] {
        let collection: geojson::FeatureCollection = text.parse().unwrap();
        for feature in collection.features {
            let name = feature.property("名称").and_then(|name| name.as_str()).unwrap().to_owned();
            rivers.entry(name).or_default().push(LineString::try_from(feature.geometry.unwrap()).unwrap());
        }
    }
    let records = records(demo);
    for outfall in in_layer(&records, "outfalls") {
        let Geometry::Point(at) = outfall.geometry else { panic!("a point") };
        let lines = &rivers[outfall.text("受纳水体")];
        let nearest = lines
            .iter()
            .flat_map(LineString::lines)
            .map(|piece| {
                use geo::{Closest, ClosestPoint};
                match piece.closest_point(&at) {
                    Closest::Intersection(point) | Closest::SinglePoint(point) => {
                        Geodesic.distance(at, point)
                    }
                    Closest::Indeterminate => f64::INFINITY,
                }
            })
            .fold(f64::INFINITY, f64::min);
        assert!(nearest < 160.0, "{}: {nearest} m from {}", outfall.text("名称"), outfall.text("受纳水体"));
    }
}
