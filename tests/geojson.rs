//! What people drop into a folder: sound GeoJSON opens, anything else gets one clear line.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use guatu::io::{FileProblem, LineColumn, geojson};
use guatu::text::{Lang, Say};
use proptest::prelude::*;

const POINT: &str =
    r#"{"type":"Feature","properties":{"编号":"A"},"geometry":{"type":"Point","coordinates":[114.35,36.1]}}"#;

fn collection(features: &str) -> String {
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{features}\n]}}")
}

fn at(line: usize, column: usize) -> LineColumn {
    LineColumn { line, column }
}

/// Reads what must be refused as a whole.
fn refused(bytes: &[u8]) -> FileProblem {
    let error = geojson::read("排污口.geojson", bytes).expect_err("a broken file");
    for lang in [Lang::Zh, Lang::En] {
        let line = error.say(lang);
        assert!(line.starts_with("排污口.geojson"), "names the file: {line}");
        assert_eq!(line.lines().count(), 1, "one line: {line}");
        let unfilled = line.split('{').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()));
        assert!(!unfilled, "filled: {line}");
        assert!(line.len() < 300, "short: {line}");
    }
    error.problem
}

/// Reads one broken record between two sound ones, and gives the rule that it breaks.
fn broken(record: &str) -> &'static str {
    let text = collection(&format!("{POINT},\n{record},\n{POINT}"));
    let read = geojson::read("x", text.as_bytes()).expect("the file is sound");
    assert_eq!(read.features.len(), 2, "the others are read: {record}");
    let fault = &read.faults[0];
    assert_eq!((fault.number, fault.line), (2, Some(3)), "{record}");
    assert_eq!(fault.say(Lang::Zh).lines().count(), 1);
    fault.what.rule()
}

fn shape(geometry: &str) -> String {
    format!("{{\"type\":\"Feature\",\"properties\":{{}},\"geometry\":{geometry}}}")
}

#[test]
fn an_empty_file() {
    assert_eq!(refused(b""), FileProblem::Empty);
    assert_eq!(refused(b" \n\t"), FileProblem::Empty);
    assert_eq!(refused(b"\xEF\xBB\xBF"), FileProblem::Empty);
}

#[test]
fn a_web_page_in_its_place() {
    assert_eq!(refused(b"<!DOCTYPE html><html>404</html>"), FileProblem::Html);
    assert_eq!(refused(b"\n  <html></html>"), FileProblem::Html);
}

#[test]
fn a_file_in_gbk_is_refused_at_its_first_foreign_byte() {
    let mut bytes = br#"{"type":"FeatureCollection","name":""#.to_vec();
    let place = bytes.len();
    bytes.extend(b"\xC5\xC5\xCE\xDB\xBF\xDA\",\"features\":[]}");
    assert_eq!(refused(&bytes), FileProblem::NotUtf8(place));
}

#[test]
fn a_file_cut_anywhere() {
    let text = collection(&format!("{POINT},\n{POINT}"));
    for end in 1..text.len() {
        if !text.is_char_boundary(end) {
            continue;
        }
        let problem = refused(&text.as_bytes()[..end]);
        assert!(matches!(problem, FileProblem::Truncated(_)), "cut at {end}: {problem:?}");
    }
}

#[test]
fn the_place_of_the_cut() {
    let text = "{\"type\":\"FeatureCollection\",\n\"features\":[";
    assert_eq!(refused(text.as_bytes()), FileProblem::Truncated(at(2, 12)));
}

#[test]
fn not_a_number() {
    for token in ["NaN", "Infinity", "-Infinity"] {
        let record = shape(&format!("{{\"type\":\"Point\",\"coordinates\":[114.35,{token}]}}"));
        let text = collection(&format!("{POINT},\n{record}"));
        let column = record.find(token).expect("it is there") + 1;
        assert_eq!(refused(text.as_bytes()), FileProblem::NotANumber(at(3, column), token.to_owned()));
    }
}

#[test]
fn nested_ten_thousand_deep() {
    let (open, close) = ("[".repeat(10_000), "]".repeat(10_000));
    let deep = format!("{open}{close}");
    let inside = [
        collection(&shape(&format!("{{\"type\":\"Polygon\",\"coordinates\":{deep}}}"))),
        collection(&deep),
        format!("{{\"type\":\"FeatureCollection\",\"x\":{deep},\"features\":[]}}"),
        collection(&format!("{{\"type\":\"Feature\",\"properties\":{{\"a\":{deep}}},\"geometry\":null}}")),
    ];
    for text in inside {
        let problem = refused(text.as_bytes());
        assert!(matches!(problem, FileProblem::TooDeep(_)), "{problem:?}");
    }
    let objects = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    refused(objects.as_bytes());
    refused(deep.as_bytes());
    assert!(matches!(refused(open.as_bytes()), FileProblem::Truncated(_)));
}

#[test]
fn json_that_is_no_feature_collection() {
    let cases = [
        ("[]", "[…]"),
        ("null", "null"),
        ("\"x\"", "\"…\""),
        ("7", "123"),
        ("{}", "without `type`"),
        (r#"{"type":"Topology","objects":{},"arcs":[]}"#, "Topology"),
        (r#"{"type":"Point","coordinates":[114.0,36.0]}"#, "Point"),
        (r#"{"type":"FeatureCollection"}"#, "without `features`"),
        (r#"{"type":"FeatureCollection","features":{}}"#, "{…}"),
        (r#"{"type":"FeatureCollection","features":null}"#, "null"),
    ];
    for (text, found) in cases {
        let FileProblem::NotFeatures(what) = refused(text.as_bytes()) else {
            panic!("{text}");
        };
        assert!(what.contains(found), "{text}: {what}");
    }
}

#[test]
fn json_that_is_none() {
    let cases = [
        "{'type':'FeatureCollection'}",
        r#"{"type":"FeatureCollection","features":[]} and more"#,
        r#"{"type":"FeatureCollection","features":[],"features":[]}"#,
        "编号,名称\nA,B",
    ];
    for text in cases {
        let problem = refused(text.as_bytes());
        assert!(matches!(problem, FileProblem::NotJson(..)), "{text}: {problem:?}");
    }
    // A number beyond what a computer holds is told with its place too.
    let text = collection(&shape(r#"{"type":"Point","coordinates":[1e999,36]}"#));
    assert!(matches!(refused(text.as_bytes()), FileProblem::NotJson(at, _) if at.line == 2));
}

#[test]
fn a_byte_order_mark_or_a_bbox_first_is_no_fault() {
    let plain = geojson::read("x", collection(POINT).as_bytes()).unwrap();
    let marked = format!("\u{feff}{}", collection(POINT));
    assert_eq!(geojson::read("x", marked.as_bytes()).unwrap(), plain);

    let text =
        format!("{{\"bbox\":[113,35,115,37],\"features\":[\n{POINT}],\"type\":\"FeatureCollection\"}}");
    let read = geojson::read("x", text.as_bytes()).unwrap();
    assert_eq!(read.features[0].properties["编号"], "A");
    assert!(read.members.contains_key("bbox"));
}

#[test]
fn a_single_feature_is_a_collection_of_one() {
    let read = geojson::read("x", POINT.as_bytes()).unwrap();
    assert_eq!(read.features.len(), 1);
}

#[test]
fn a_broken_record_leaves_the_others_standing() {
    let cases = [
        ("7".to_owned(), "not_a_feature"),
        ("null".to_owned(), "not_a_feature"),
        (r#"{"type":"Point","coordinates":[1,2]}"#.to_owned(), "not_a_feature"),
        (r#"{"properties":{},"geometry":null}"#.to_owned(), "not_a_feature"),
        (r#"{"type":"Feature","properties":[],"geometry":null}"#.to_owned(), "bad_properties"),
        (shape(r#"{"type":"Point","coordinates":[]}"#), "bad_geometry"),
        (shape(r#"{"type":"Point","coordinates":[114.0]}"#), "bad_geometry"),
        (shape(r#"{"type":"Point","coordinates":"114,36"}"#), "bad_geometry"),
        (shape(r#"{"type":"Point","coordinates":["114","36"]}"#), "bad_geometry"),
        (shape(r#"{"type":"Point"}"#), "bad_geometry"),
        (shape(r#"{"type":"Circle","coordinates":[114,36]}"#), "bad_geometry"),
        (shape("[114,36]"), "bad_geometry"),
        (shape(r#"{"type":"Point","coordinates":[114,360]}"#), "out_of_range"),
        (shape(r#"{"type":"Point","coordinates":[531234.5,3996123.4]}"#), "out_of_range"),
        (shape(r#"{"type":"Point","coordinates":[36.1,114.35]}"#), "out_of_range"),
        (shape(r#"{"type":"LineString","coordinates":[[114,36]]}"#), "too_few_positions"),
        (shape(r#"{"type":"Polygon","coordinates":[]}"#), "too_few_positions"),
        (shape(r#"{"type":"Polygon","coordinates":[[]]}"#), "too_few_positions"),
        (shape(r#"{"type":"Polygon","coordinates":[[[114,36],[115,36]]]}"#), "too_few_positions"),
        (shape(r#"{"type":"Polygon","coordinates":[[[114,36],[115,36],[114,36]]]}"#), "too_few_positions"),
        (shape(r#"{"type":"MultiPolygon","coordinates":[]}"#), "too_few_positions"),
        (shape(r#"{"type":"GeometryCollection","geometries":[]}"#), "too_few_positions"),
    ];
    for (record, rule) in cases {
        assert_eq!(broken(&record), rule, "{record}");
    }
}

#[test]
fn swapped_and_projected_coordinates_are_told_apart() {
    let say = |geometry: &str| {
        let text = collection(&shape(geometry));
        let read = geojson::read("x", text.as_bytes()).unwrap();
        read.faults[0].say(Lang::Zh)
    };
    assert!(say(r#"{"type":"Point","coordinates":[36.1,114.35]}"#).contains("颠倒"));
    assert!(say(r#"{"type":"Point","coordinates":[531234.5,3996123.4]}"#).contains("投影"));
}

#[test]
fn an_open_ring_is_closed() {
    let ring = r#"{"type":"Polygon","coordinates":[[[114,36],[115,36],[115,37]]]}"#;
    let read = geojson::read("x", collection(&shape(ring)).as_bytes()).unwrap();
    let Some(geo::Geometry::Polygon(polygon)) = &read.features[0].geometry else {
        panic!("a polygon");
    };
    assert!(polygon.exterior().is_closed());
}

#[test]
fn what_guatu_does_not_know_survives_a_round_trip() {
    let text = r#"{"type":"FeatureCollection","name":"outfalls","crs":{"type":"name"},"bbox":[113.0,35.0,115.0,37.0],"features":[
{"type":"Feature","id":7,"style":{"z":1,"a":[null,true]},"properties":{"乙":"后","甲":"先","深":{"a":1.10},"空":null},"geometry":{"type":"Point","coordinates":[114.35000000000001,36.1,87.25]}},
{"type":"Feature","properties":{},"geometry":null}
]}
"#;
    let read = geojson::read("x", text.as_bytes()).unwrap();
    assert!(read.faults.is_empty());
    // 1.10 is the only thing that JSON itself does not keep.
    assert_eq!(geojson::write(&read), text.replace("1.10", "1.1"));
    assert_eq!(geojson::read("x", geojson::write(&read).as_bytes()).unwrap(), read);
}

proptest! {
    /// Whatever a disk or a mail program does to a file, it is told or read, and the place that is
    /// told lies in the file.
    #[test]
    fn damage_anywhere_never_panics(
        damage in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = collection(&format!("{POINT},\n{POINT}")).into_bytes();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Err(error) = geojson::read("x", &bytes) {
            let lines = bytes.split(|&byte| byte == b'\n').count();
            match error.problem {
                FileProblem::Truncated(at) | FileProblem::NotJson(at, _) | FileProblem::TooDeep(at)
                | FileProblem::NotANumber(at, _) => {
                    prop_assert!((1..=lines).contains(&at.line), "{at:?} of {lines} lines");
                }
                FileProblem::NotUtf8(byte) => prop_assert!(byte < bytes.len()),
                _ => {}
            }
        }
    }
}
