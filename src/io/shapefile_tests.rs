use geo::Area;
use shapefile::dbase::{FieldName, Record, TableWriterBuilder};
use shapefile::{Point, PolygonRing, Writer};

use super::*;

/// Writes a shapefile with one polygon named 洹河 in the given encoding.
fn shapefile_in(dir: &Path, encoding: &'static encoding_rs::Encoding) -> std::path::PathBuf {
    let path = dir.join("水系.shp");
    let name = FieldName::try_from("name").unwrap();
    let table = TableWriterBuilder::with_encoding(EncodingRs::from(encoding));
    let table = table.add_character_field(name, 40);
    let square = |x: f64, y: f64, size: f64| {
        vec![
            Point::new(x, y),
            Point::new(x, y + size),
            Point::new(x + size, y + size),
            Point::new(x + size, y),
            Point::new(x, y),
        ]
    };
    // Two shells, then a hole that belongs to the first.
    let polygon = shapefile::Polygon::with_rings(vec![
        PolygonRing::Outer(square(114.0, 36.0, 0.4)),
        PolygonRing::Outer(square(115.0, 36.0, 0.2)),
        PolygonRing::Inner(square(114.1, 36.1, 0.1)),
    ]);
    let mut record = Record::default();
    let text = FieldValue::Character(Some("洹河".into()));
    record.insert("name".into(), text);
    let mut writer = Writer::from_path(&path, table).unwrap();
    writer.write_shape_and_record(&polygon, &record).unwrap();
    drop(writer);
    path
}

#[test]
fn chinese_names_are_read_in_utf8_and_in_gbk() {
    for encoding in [encoding_rs::UTF_8, encoding_rs::GBK] {
        let dir = tempfile::tempdir().unwrap();
        let features = read(&shapefile_in(dir.path(), encoding)).unwrap();
        let name = &features.features[0].properties["name"];
        assert_eq!(name, "洹河", "{}", encoding.name());
    }
}

#[test]
fn a_hole_goes_to_the_shell_around_it() {
    let dir = tempfile::tempdir().unwrap();
    let features = read(&shapefile_in(dir.path(), encoding_rs::UTF_8)).unwrap();
    let Some(geo::Geometry::MultiPolygon(areas)) = &features.features[0].geometry else {
        panic!("an area");
    };
    assert_eq!(areas.0.len(), 2);
    assert!((areas.unsigned_area() - (0.16 - 0.01 + 0.04)).abs() < 1e-9);
}

#[test]
fn a_shapefile_without_its_table_is_still_drawn() {
    let dir = tempfile::tempdir().unwrap();
    let path = shapefile_in(dir.path(), encoding_rs::UTF_8);
    std::fs::remove_file(path.with_extension("dbf")).unwrap();
    let features = read(&path).unwrap();
    assert_eq!(features.features.len(), 1);
}

#[test]
fn cut_anywhere_it_is_an_error_or_fewer_records_but_no_panic() {
    let dir = tempfile::tempdir().unwrap();
    let path = shapefile_in(dir.path(), encoding_rs::GBK);
    let shp = read_file(&path).unwrap();
    let dbf = read_file(&path.with_extension("dbf")).unwrap();
    for end in 0..shp.len() {
        let _ = parse(shp[..end].to_vec(), Some(dbf.clone()));
    }
    for end in 0..dbf.len() {
        let _ = parse(shp.clone(), Some(dbf[..end].to_vec()));
    }
    assert!(parse(shp[..60].to_vec(), None).is_err());
}
