//! Metres on degrees, near one place.

use geo::{Contains, Coord, LineString, MultiPolygon, Point, Polygon};

/// Metres in a degree of latitude at 36° N (GRS80).
const METRES_PER_DEGREE_LAT: f64 = 110_960.0;
/// Metres in a degree of longitude at the equator (GRS80).
const METRES_PER_DEGREE_LON: f64 = 111_320.0;

fn metres_per_degree_lon(lat: f64) -> f64 {
    METRES_PER_DEGREE_LON * lat.to_radians().cos()
}

/// The place `east_m` east and `north_m` north of another; good for some kilometres.
pub(super) fn moved(from: Coord, east_m: f64, north_m: f64) -> Coord {
    Coord { x: from.x + east_m / metres_per_degree_lon(from.y), y: from.y + north_m / METRES_PER_DEGREE_LAT }
}

/// How far `to` is east and north of `from`, in metres.
pub(super) fn offset_m(from: Coord, to: Coord) -> (f64, f64) {
    ((to.x - from.x) * metres_per_degree_lon(from.y), (to.y - from.y) * METRES_PER_DEGREE_LAT)
}

pub(super) fn distance_m(from: Coord, to: Coord) -> f64 {
    let (east, north) = offset_m(from, to);
    (east * east + north * north).sqrt()
}

/// Six decimals of a degree, a tenth of a metre: what survey ledgers keep. Rounding also hides the
/// last digit in which machines differ.
pub(super) fn rounded(place: Coord) -> Coord {
    Coord { x: round_to(place.x, 6), y: round_to(place.y, 6) }
}

/// A number with so many decimals.
pub(super) fn round_to(number: f64, decimals: i32) -> f64 {
    let scale = 10_f64.powi(decimals);
    (number * scale).round() / scale
}

pub(super) fn length_m(line: &LineString) -> f64 {
    line.0.windows(2).map(|pair| distance_m(pair[0], pair[1])).sum()
}

/// Whether every place lies in the shape.
pub(super) fn holds_all(shape: &MultiPolygon, places: &[Coord]) -> bool {
    places.iter().all(|&place| shape.contains(&Point(place)))
}

/// The geodesic area in hectares.
pub(super) fn area_ha(polygon: &Polygon) -> f64 {
    use geo::GeodesicArea;
    polygon.geodesic_area_unsigned() / 10_000.0
}
