//! What lies in what.

use geo::{Contains, MultiPolygon};

use super::{LonLat, Point};

/// Whether a place lies inside an area; its holes are outside, and so is its border.
#[must_use]
pub fn contains(area: &MultiPolygon<f64>, at: LonLat) -> bool {
    area.contains(&geo::Point::new(at.lon, at.lat))
}

/// Whether a point lies in rings by the even-odd rule, as [`crate::scene::Primitive::Fill`]
/// fills them.
#[must_use]
pub fn point_in_rings(rings: &[Vec<Point>], at: Point) -> bool {
    let mut inside = false;
    for ring in rings {
        let Some(&last) = ring.last() else { continue };
        let mut a = last;
        for &b in ring {
            if (a.y > at.y) != (b.y > at.y) && at.x < a.x + (b.x - a.x) * (at.y - a.y) / (b.y - a.y) {
                inside = !inside;
            }
            a = b;
        }
    }
    inside
}
