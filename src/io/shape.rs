//! A geometry's positions: enough of them, and degrees.

use geojson::{Geometry, GeometryValue, Position};
use serde::Deserialize;
use serde_json::Value;

use super::FaultKind;

/// Reads a GeoJSON geometry.
///
/// # Errors
/// Where it is no geometry, has too few positions, or they are no degrees.
pub(crate) fn geometry(json: &Value) -> Result<geo::Geometry<f64>, FaultKind> {
    let geometry = Geometry::deserialize(json).map_err(unreadable)?;
    check(&geometry.value)?;
    geo::Geometry::try_from(&geometry.value).map_err(unreadable)
}

fn unreadable<E: std::fmt::Display>(error: E) -> FaultKind {
    FaultKind::Geometry(error.to_string())
}

fn check(value: &GeometryValue) -> Result<(), FaultKind> {
    match value {
        GeometryValue::Point { coordinates } => position(coordinates),
        GeometryValue::MultiPoint { coordinates } => line(coordinates, 1),
        GeometryValue::LineString { coordinates } => line(coordinates, 2),
        GeometryValue::MultiLineString { coordinates } => {
            at_least(1, coordinates.len())?;
            coordinates.iter().try_for_each(|part| line(part, 2))
        }
        GeometryValue::Polygon { coordinates } => polygon(coordinates),
        GeometryValue::MultiPolygon { coordinates } => {
            at_least(1, coordinates.len())?;
            coordinates.iter().try_for_each(|part| polygon(part))
        }
        GeometryValue::GeometryCollection { geometries } => {
            at_least(1, geometries.len())?;
            geometries.iter().try_for_each(|part| check(&part.value))
        }
    }
}

/// A ring needs four positions, the first and the last alike. One left open is closed.
fn polygon(rings: &[Vec<Position>]) -> Result<(), FaultKind> {
    at_least(1, rings.len())?;
    rings.iter().try_for_each(|ring| {
        let closed = ring.len() > 1 && ring.first() == ring.last();
        at_least(4, ring.len() + usize::from(!closed && !ring.is_empty()))?;
        ring.iter().try_for_each(position)
    })
}

fn line(positions: &[Position], need: usize) -> Result<(), FaultKind> {
    at_least(need, positions.len())?;
    positions.iter().try_for_each(position)
}

fn at_least(need: usize, have: usize) -> Result<(), FaultKind> {
    if have < need {
        return Err(FaultKind::TooFewPositions { need, have });
    }
    Ok(())
}

fn position(position: &Position) -> Result<(), FaultKind> {
    let &[x, y, ..] = position.as_slice() else {
        return Err(FaultKind::Geometry("a position needs two numbers".into()));
    };
    if (-180.0..=180.0).contains(&x) && (-90.0..=90.0).contains(&y) {
        return Ok(());
    }
    Err(FaultKind::OutOfRange { x, y })
}
