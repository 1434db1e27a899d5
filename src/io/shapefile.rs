//! Shapefiles, thin: the shapes and attributes of a layer that is only drawn.

use std::io::Cursor;
use std::path::Path;

use geo::{Contains, LineString, Polygon, Rect};
use geojson::JsonObject;
use serde_json::Value as Json;
use shapefile::dbase::encoding::EncodingRs;
use shapefile::dbase::{self, FieldValue, encoding_rs};
use shapefile::{Shape, ShapeReader};

use super::{Fault, FaultKind, Feature, Features, FileError, FileProblem, read_file};

/// Reads `NAME.shp` and, where it is there, `NAME.dbf`. Text is UTF-8 where every byte of the
/// table is, else GB18030: a `.cpg` beside it is as often wrong as right. Coordinates must be
/// longitude and latitude.
///
/// # Errors
/// Where a file cannot be read or does not hold together.
pub fn read(path: &Path) -> Result<Features, FileError> {
    let shp = read_file(path)?;
    let table = path.with_extension("dbf");
    let table = if table.exists() { Some(read_file(&table)?) } else { None };
    parse(shp, table)
        .map_err(|why| FileError { file: path.display().to_string(), problem: FileProblem::Shapefile(why) })
}

fn parse(shp: Vec<u8>, table: Option<Vec<u8>>) -> Result<Features, String> {
    let mut reader = ShapeReader::new(Cursor::new(shp)).map_err(|e| e.to_string())?;
    let mut rows = match table {
        Some(table) => rows(table)?,
        None => Vec::new(),
    }
    .into_iter();
    let mut read = Features::default();
    for (index, shape) in reader.iter_shapes().enumerate() {
        let shape = shape.map_err(|error| format!("record {}: {error}", index + 1))?;
        let number = index + 1;
        let geometry = match geometry(shape) {
            Ok(geometry) => geometry,
            Err(what) => {
                let line = None;
                read.faults.push(Fault { number, line, what });
                rows.next();
                continue;
            }
        };
        read.features.push(Feature {
            number,
            properties: rows.next().unwrap_or_default(),
            geometry,
            ..Feature::default()
        });
    }
    Ok(read)
}

fn rows(table: Vec<u8>) -> Result<Vec<JsonObject>, String> {
    let encoding = match std::str::from_utf8(records_of(&table)) {
        Ok(_) => encoding_rs::UTF_8,
        Err(_) => encoding_rs::GB18030,
    };
    let mut reader = dbase::ReaderBuilder::new()
        .with_encoding(EncodingRs::from(encoding))
        .build(Cursor::new(table))
        .map_err(|e| format!(".dbf: {e}"))?;
    let records = reader.read().map_err(|e| format!(".dbf: {e}"))?;
    let row = |record: dbase::Record| {
        let fields = record.into_iter();
        fields.map(|(name, value)| (name, json(value))).collect()
    };
    Ok(records.into_iter().map(row).collect())
}

/// The bytes of a table behind its header, without the mark of its end.
fn records_of(table: &[u8]) -> &[u8] {
    let header = match table.get(8..10) {
        Some(&[low, high]) => usize::from(u16::from_le_bytes([low, high])),
        _ => 0,
    };
    table.get(header..).unwrap_or(table)
}

fn json(value: FieldValue) -> Json {
    match value {
        FieldValue::Character(text) => text.map_or(Json::Null, |text| text.trim().into()),
        FieldValue::Memo(text) => text.trim().into(),
        FieldValue::Numeric(number) => number.map_or(Json::Null, Json::from),
        FieldValue::Float(number) => number.map_or(Json::Null, Json::from),
        FieldValue::Double(number) | FieldValue::Currency(number) => number.into(),
        FieldValue::Integer(number) => number.into(),
        FieldValue::Logical(yes) => yes.map_or(Json::Null, Json::from),
        FieldValue::Date(Some(date)) => {
            format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day()).into()
        }
        _ => Json::Null,
    }
}

fn geometry(shape: Shape) -> Result<Option<geo::Geometry<f64>>, FaultKind> {
    let geometry = match shape {
        Shape::NullShape => return Ok(None),
        Shape::Polygon(polygon) => areas(polygon.rings().iter().map(|r| line(r.points()))),
        Shape::PolygonM(polygon) => areas(polygon.rings().iter().map(|r| line(r.points()))),
        Shape::PolygonZ(polygon) => areas(polygon.rings().iter().map(|r| line(r.points()))),
        other => geo::Geometry::try_from(other).map_err(|e| FaultKind::Geometry(e.to_string()))?,
    };
    let outside =
        geo::CoordsIter::coords_iter(&geometry).find(|c| !(c.x.abs() <= 180.0 && c.y.abs() <= 90.0));
    match outside {
        Some(geo::Coord { x, y }) => Err(FaultKind::OutOfRange { x, y }),
        None => Ok(Some(geometry)),
    }
}

trait Xy {
    fn xy(&self) -> geo::Coord<f64>;
}

macro_rules! xy {
    ($($point:ty),*) => {$(
        impl Xy for $point {
            fn xy(&self) -> geo::Coord<f64> {
                geo::Coord { x: self.x, y: self.y }
            }
        }
    )*};
}
xy!(shapefile::Point, shapefile::PointM, shapefile::PointZ);

fn line(points: &[impl Xy]) -> LineString<f64> {
    LineString::new(points.iter().map(Xy::xy).collect())
}

/// Rings by containment: one inside an odd number of others is a hole of the smallest of them.
/// Neither the order of the rings nor their winding can be trusted.
fn areas(rings: impl Iterator<Item = LineString<f64>>) -> geo::Geometry<f64> {
    let shells: Vec<Polygon<f64>> =
        rings.filter(|ring| ring.0.len() >= 3).map(|ring| Polygon::new(ring, Vec::new())).collect();
    let bounds: Vec<Option<Rect<f64>>> = shells.iter().map(geo::BoundingRect::bounding_rect).collect();
    let around = |at: usize| -> Vec<usize> {
        let Some(first) = shells[at].exterior().0.first() else {
            return Vec::new();
        };
        let holds = |&other: &usize| {
            other != at
                && bounds[other].is_some_and(|b| geo::Intersects::intersects(&b, first))
                && shells[other].contains(first)
        };
        (0..shells.len()).filter(holds).collect()
    };
    let around: Vec<Vec<usize>> = (0..shells.len()).map(around).collect();
    let mut areas: Vec<(usize, Polygon<f64>)> = (0..shells.len())
        .filter(|&at| around[at].len().is_multiple_of(2))
        .map(|at| (at, shells[at].clone()))
        .collect();
    for (at, holders) in around.iter().enumerate() {
        // The smallest shell around a hole is the one that most others hold.
        let parent = holders.iter().max_by_key(|&&holder| around[holder].len());
        let is_hole = holders.len() % 2 == 1;
        if let Some((_, area)) = areas.iter_mut().find(|(shell, _)| is_hole && Some(shell) == parent) {
            area.interiors_push(shells[at].exterior().clone());
        }
    }
    geo::MultiPolygon::new(areas.into_iter().map(|(_, area)| area).collect()).into()
}

#[cfg(test)]
#[path = "shapefile_tests.rs"]
mod tests;
