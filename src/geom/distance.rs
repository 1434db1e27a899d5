//! How far shapes lie from each other, along the geodesic.

use geo::{Contains, Coord, Distance, Geodesic, Geometry, Intersects, Line, LinesIter, Point};

/// Places that are within this part of the nearest by the local plane are measured exactly.
const CLOSE: f64 = 1.01;

/// Places that others lie near to or far from.
#[derive(Debug, Clone, Default)]
pub struct Places {
    shapes: Vec<Shape>,
}

impl Places {
    /// Takes the shapes of the places, in degrees. A shape without a finite point is left out.
    #[must_use]
    pub fn new<'g>(shapes: impl IntoIterator<Item = &'g Geometry<f64>>) -> Self {
        Self { shapes: shapes.into_iter().filter_map(Shape::new).collect() }
    }

    /// Metres along the geodesic (Karney 2013) from a shape to the nearest of the places; zero
    /// where they touch or one holds the other. None where there is no place, or no shape.
    ///
    /// Of lines and areas the two nearest points are found in the local plane, and their distance
    /// is measured on the ellipsoid.
    #[must_use]
    pub fn nearest_m(&self, shape: &Geometry<f64>) -> Option<f64> {
        let from = Shape::new(shape)?;
        let pairs: Vec<Pair> = self.shapes.iter().filter_map(|place| from.nearest(place)).collect();
        let near = pairs.iter().map(|pair| pair.squared).min_by(f64::total_cmp)? * CLOSE * CLOSE;
        let close = pairs.iter().filter(|pair| pair.squared <= near);
        close.map(|pair| Geodesic.distance(pair.from, pair.to)).min_by(f64::total_cmp)
    }
}

/// A shape and its pieces: the segments of its lines and rings, and its points as segments of no
/// length.
#[derive(Debug, Clone)]
struct Shape {
    whole: Geometry<f64>,
    pieces: Vec<Line<f64>>,
}

/// The two nearest points of two shapes.
struct Pair {
    from: Point<f64>,
    to: Point<f64>,
    /// Their distance in the local plane, in degrees of latitude squared.
    squared: f64,
}

impl Shape {
    fn new(whole: &Geometry<f64>) -> Option<Self> {
        let mut pieces = Vec::new();
        collect(whole, &mut pieces);
        pieces.retain(|piece| [piece.start, piece.end].iter().all(|c| c.x.is_finite() && c.y.is_finite()));
        (!pieces.is_empty()).then(|| Self { whole: whole.clone(), pieces })
    }

    fn nearest(&self, other: &Self) -> Option<Pair> {
        let first = self.pieces.first()?.start;
        if self.is_more_than_points() || other.is_more_than_points() {
            let touches = self.whole.intersects(&other.whole) || self.whole.contains(&other.whole);
            if touches {
                return Some(Pair { from: first.into(), to: first.into(), squared: 0.0 });
            }
        }
        let pieces = self.pieces.iter().flat_map(|a| other.pieces.iter().map(move |b| (a, b)));
        pieces.flat_map(|(a, b)| ends(a, b)).min_by(|a, b| a.squared.total_cmp(&b.squared))
    }

    fn is_more_than_points(&self) -> bool {
        self.pieces.iter().any(|piece| piece.start != piece.end)
    }
}

fn collect(shape: &Geometry<f64>, pieces: &mut Vec<Line<f64>>) {
    let point = |point: &Point<f64>| Line::new(point.0, point.0);
    match shape {
        Geometry::Point(at) => pieces.push(point(at)),
        Geometry::MultiPoint(points) => pieces.extend(points.iter().map(point)),
        Geometry::Line(line) => pieces.push(*line),
        Geometry::LineString(line) => pieces.extend(line.lines_iter()),
        Geometry::MultiLineString(lines) => pieces.extend(lines.lines_iter()),
        Geometry::Polygon(area) => pieces.extend(area.lines_iter()),
        Geometry::MultiPolygon(areas) => pieces.extend(areas.lines_iter()),
        Geometry::Rect(rect) => pieces.extend(rect.lines_iter()),
        Geometry::Triangle(triangle) => pieces.extend(triangle.lines_iter()),
        Geometry::GeometryCollection(all) => all.iter().for_each(|one| collect(one, pieces)),
    }
}

/// Of two segments that do not cross, one of the nearest points is an end: each end with its foot
/// on the other segment.
fn ends(a: &Line<f64>, b: &Line<f64>) -> [Pair; 4] {
    let pair = |from: Coord<f64>, to: Coord<f64>| Pair {
        from: from.into(),
        to: to.into(),
        squared: {
            let (dx, dy) = plane(from, to);
            dx * dx + dy * dy
        },
    };
    [
        pair(a.start, foot(a.start, b)),
        pair(a.end, foot(a.end, b)),
        pair(foot(b.start, a), b.start),
        pair(foot(b.end, a), b.end),
    ]
}

/// The nearest point of a segment.
fn foot(at: Coord<f64>, on: &Line<f64>) -> Coord<f64> {
    let (dx, dy) = plane(on.start, on.end);
    let (px, py) = plane(on.start, at);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 { ((px * dx + py * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    on.start + (on.end - on.start) * along
}

/// From one place to another in degrees of latitude, to the east and to the north.
fn plane(from: Coord<f64>, to: Coord<f64>) -> (f64, f64) {
    let narrow = (f64::midpoint(from.y, to.y)).to_radians().cos();
    ((to.x - from.x) * narrow, to.y - from.y)
}

#[cfg(test)]
mod tests {
    use geo::{Destination, LineString, MultiPoint, polygon};

    use super::*;

    const HERE: (f64, f64) = (114.35, 36.1);

    fn point(at: (f64, f64)) -> Geometry<f64> {
        Geometry::Point(at.into())
    }

    fn metres(a: &Geometry<f64>, b: &Geometry<f64>) -> f64 {
        Places::new([a]).nearest_m(b).unwrap()
    }

    #[test]
    fn a_point_lies_as_far_as_it_was_set() {
        for (bearing, far) in [(0.0, 3000.0), (90.0, 3000.0), (217.0, 12_345.6), (300.0, 250_000.0)] {
            let there = Geodesic.destination(Point::from(HERE), bearing, far);
            let found = metres(&point(HERE), &Geometry::Point(there));
            assert!((found - far).abs() < 1e-6, "{bearing}° {far}: {found}");
        }
        // A degree of latitude at 36°N is 110.9 km, one of longitude 90.2 km.
        assert!((metres(&point(HERE), &point((114.35, 37.1))) - 110_965.0).abs() < 20.0);
        assert!((metres(&point(HERE), &point((115.35, 36.1))) - 90_040.0).abs() < 20.0);
    }

    #[test]
    fn a_line_is_near_by_its_nearest_point_and_an_area_by_its_edge() {
        // Three kilometres to the north a road passes from west to east, far beyond the place.
        let north: Point = Geodesic.destination(Point::from(HERE), 0.0, 3000.0);
        let road = LineString::from(vec![(114.0, north.y()), (114.35, north.y()), (114.7, north.y())]);
        let found = metres(&Geometry::LineString(road), &point(HERE));
        assert!((found - 3000.0).abs() < 1e-6, "{found}");
        let (west, south) = (114.36, 36.0);
        let area: Geometry<f64> = polygon![
            (x: west, y: south), (x: 114.5, y: south), (x: 114.5, y: 36.2), (x: west, y: 36.2)
        ]
        .into();
        let edge = metres(&point(HERE), &point((west, 36.1)));
        assert!((metres(&area, &point(HERE)) - edge).abs() < 0.01, "{edge}");
        assert!((metres(&point(HERE), &area) - edge).abs() < 0.01);
        // Inside it is no distance at all, either way.
        assert_eq!(metres(&area, &point((114.4, 36.1))), 0.0);
        assert_eq!(metres(&point((114.4, 36.1)), &area), 0.0);
    }

    #[test]
    fn the_nearest_of_several_counts_and_nothing_is_near_nothing() {
        let far: Geometry<f64> = MultiPoint::from(vec![(115.0, 36.1), (114.0, 36.1)]).into();
        let near = point((114.36, 36.1));
        let places = Places::new([&far, &near]);
        assert_eq!(places.nearest_m(&point(HERE)).unwrap(), metres(&near, &point(HERE)));
        assert_eq!(Places::default().nearest_m(&point(HERE)), None);
        assert_eq!(Places::new([&point((f64::NAN, 1.0))]).nearest_m(&point(HERE)), None);
        assert_eq!(places.nearest_m(&point((f64::INFINITY, 1.0))), None);
    }
}
