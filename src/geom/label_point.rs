//! Where a name is best written on an area: the pole of inaccessibility.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use geo::{BoundingRect, Distance, Euclidean, InteriorPoint, MultiPolygon, Polygon};

use super::{LonLat, contains};

/// Cells looked at before the best point so far is taken.
const MOST_CELLS: usize = 2_000;

/// The point of an area that is farthest from its border, to a hundredth of the area's size.
///
/// By subdivision of a grid after Agafonkin (polylabel), on degrees with longitude shortened by
/// the cosine of the latitude, so that far means far on the ground. `None` for an empty area.
#[must_use]
pub fn label_point(area: &MultiPolygon<f64>) -> Option<LonLat> {
    let bounds = area.bounding_rect()?;
    let shorten = bounds.center().y.to_radians().cos().max(1e-6);
    let flat = scaled(area, shorten);
    let bounds = flat.bounding_rect()?;
    let size = bounds.width().min(bounds.height());
    if size <= 0.0 {
        return area.interior_point().map(|point| LonLat::new(point.x(), point.y()));
    }

    let mut best = flat.interior_point().map(|point| Cell::new(point.x(), point.y(), 0.0, &flat))?;
    let mut heap = BinaryHeap::new();
    let half = size / 2.0;
    let mut x = bounds.min().x;
    while x < bounds.max().x {
        let mut y = bounds.min().y;
        while y < bounds.max().y {
            heap.push(Cell::new(x + half, y + half, half, &flat));
            y += size;
        }
        x += size;
    }
    let mut looked_at = 0;
    while let Some(cell) = heap.pop() {
        looked_at += 1;
        if cell.distance > best.distance {
            best = cell;
        }
        if looked_at > MOST_CELLS || cell.most() - best.distance <= size * 0.01 {
            break;
        }
        let half = cell.half / 2.0;
        for (dx, dy) in [(-half, -half), (half, -half), (-half, half), (half, half)] {
            heap.push(Cell::new(cell.x + dx, cell.y + dy, half, &flat));
        }
    }
    Some(LonLat::new(best.x / shorten, best.y))
}

fn scaled(area: &MultiPolygon<f64>, shorten: f64) -> MultiPolygon<f64> {
    use geo::MapCoords;
    area.map_coords(|c| geo::coord! { x: c.x * shorten, y: c.y })
}

/// A square of the grid.
#[derive(Debug, Clone, Copy)]
struct Cell {
    x: f64,
    y: f64,
    half: f64,
    /// To the border; below 0 outside.
    distance: f64,
}

impl Cell {
    fn new(x: f64, y: f64, half: f64, area: &MultiPolygon<f64>) -> Self {
        let point = geo::Point::new(x, y);
        let to_border = area
            .iter()
            .flat_map(rings)
            .map(|ring| Euclidean.distance(&point, ring))
            .fold(f64::INFINITY, f64::min);
        let inside = contains(area, LonLat::new(x, y));
        Self { x, y, half, distance: if inside { to_border } else { -to_border } }
    }

    /// The largest distance that any point in the cell can have.
    fn most(&self) -> f64 {
        self.distance + self.half * std::f64::consts::SQRT_2
    }
}

fn rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &geo::LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

impl PartialEq for Cell {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Cell {}

impl PartialOrd for Cell {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Cell {
    fn cmp(&self, other: &Self) -> Ordering {
        self.most().total_cmp(&other.most())
    }
}
