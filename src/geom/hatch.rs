//! Parallel lines across an area, by scan line.

use super::Point;

/// Most lines across one area; a wider area is hatched more thinly instead.
const MOST_LINES: f32 = 4_000.0;

/// The segments of parallel lines that lie in rings by the even-odd rule.
///
/// `angle` is in degrees from the x axis towards y (clockwise on a sheet), `spacing` is from line
/// to line in the sheet's unit. The lines of all areas on a sheet run through the same raster, so
/// that neighbours hatched alike join without a seam. Empty where `spacing` is not above 0.
#[must_use]
pub fn hatch(rings: &[Vec<Point>], angle: f32, spacing: f32) -> Vec<[Point; 2]> {
    let (sin, cos) = angle.to_radians().sin_cos();
    // In the turned system the lines run along u and are counted along v.
    let turned = |p: &Point| (p.x * cos + p.y * sin, p.y * cos - p.x * sin);
    let back = |u: f32, v: f32| Point::new(u * cos - v * sin, u * sin + v * cos);

    let edges: Vec<[(f32, f32); 2]> = rings
        .iter()
        .flat_map(|ring| {
            let next = ring.iter().skip(1).chain(ring.first());
            ring.iter().zip(next).map(|(a, b)| [turned(a), turned(b)])
        })
        .filter(|edge| edge.iter().all(|(u, v)| u.is_finite() && v.is_finite()))
        .collect();
    let (low, high) = edges
        .iter()
        .flatten()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), (_, v)| (low.min(*v), high.max(*v)));
    if !(spacing > 0.0 && low < high) {
        return Vec::new();
    }
    let spacing = spacing.max((high - low) / MOST_LINES);
    let first = (low / spacing).ceil() as i32;
    let last = (high / spacing).floor() as i32;
    let mut crossings: Vec<Vec<f32>> = vec![Vec::new(); (last - first + 1).max(0) as usize];

    for [a, b] in edges {
        let (a, b) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        // Half-open in v, so that a corner shared by two edges is crossed once.
        let from = (a.1 / spacing).ceil() as i32;
        let to = (b.1 / spacing).ceil() as i32;
        for line in from.max(first)..to.min(last + 1) {
            let v = line as f32 * spacing;
            let u = a.0 + (b.0 - a.0) * (v - a.1) / (b.1 - a.1);
            if let Some(row) = crossings.get_mut((line - first) as usize) {
                row.push(u);
            }
        }
    }

    let mut segments = Vec::new();
    for (row, line) in crossings.iter_mut().zip(first..) {
        row.sort_by(f32::total_cmp);
        let v = line as f32 * spacing;
        for pair in row.chunks_exact(2) {
            if let &[from, to] = pair
                && from < to
            {
                segments.push([back(from, v), back(to, v)]);
            }
        }
    }
    segments
}
