//! From a map's content to the display list, by any projection: for the screen and for the page.

use geo::{LineString, MultiPolygon, Polygon};

use super::{Area, Hatch, MapContent, Pen, Primitive, along, labels, symbol};
use crate::geom::{LonLat, Point, Rect, clip_line, clip_ring, hatch};

/// A hatch runs up to the right.
pub const HATCH_ANGLE: f32 = -45.0;
/// A crossed hatch runs down to the right as well.
pub const CROSS_ANGLE: f32 = 45.0;

/// The size of a site's symbol in points, smaller where there are many on a sheet.
#[must_use]
pub fn spot_size(in_view: usize) -> f32 {
    match in_view {
        0..=80 => 13.0,
        81..=250 => 10.5,
        251..=800 => 8.5,
        _ => 6.5,
    }
}

/// Draws a map's content into `bounds`, bottom first: grounds and hatches, water, borders, sites,
/// names. `unit_per_point` turns the content's points into the sheet's unit; no name covers `taken`.
#[must_use]
pub fn draw(
    content: &MapContent,
    project: impl Fn(LonLat) -> Point,
    unit_per_point: f32,
    bounds: Rect,
    taken: &[Rect],
) -> Vec<Primitive> {
    let sheet = Sheet { project: &project, unit: unit_per_point, bounds };
    let mut list = Vec::new();
    for area in &content.areas {
        list.extend(sheet.ground(area));
    }
    let mut named = Vec::new();
    for thread in &content.threads {
        let parts = clip_line(&sheet.line(&thread.line), bounds);
        list.extend(sheet.stroke(parts.clone(), thread.pen));
        if let Some(name) = &thread.name {
            named.extend(parts.into_iter().map(|part| (name.as_str(), part)));
        }
    }
    for area in &content.areas {
        list.extend(sheet.border(area));
    }
    let spots: Vec<_> = content
        .spots
        .iter()
        .map(|spot| (project(spot.at), spot))
        .filter(|(at, _)| bounds.contains(*at))
        .collect();
    let size = spot_size(spots.len()) * unit_per_point;
    for (at, spot) in &spots {
        let at = *at;
        list.extend(symbol::site(spot.symbol, spot.paint, spot.filled, at, size));
    }
    let avoid: Vec<Point> = spots.iter().map(|(at, _)| *at).collect();
    let placed = labels::place(&content.labels, &project, unit_per_point, bounds, taken, &avoid);
    let mut taken: Vec<Rect> = taken.iter().copied().chain(placed.iter().map(|p| p.bounds)).collect();
    list.extend(along::names(&named, unit_per_point, bounds, &mut taken, &avoid));
    for placed in &placed {
        if let Some(label) = content.labels.get(placed.label) {
            list.extend(labels::primitives(label, placed));
        }
    }
    list
}

struct Sheet<'a, P> {
    project: &'a P,
    unit: f32,
    bounds: Rect,
}

impl<P: Fn(LonLat) -> Point> Sheet<'_, P> {
    fn line(&self, line: &LineString<f64>) -> Vec<Point> {
        line.coords().map(|&c| (self.project)(c.into())).collect()
    }

    /// Every ring of a shape that reaches into the sheet, whole.
    fn rings(&self, shape: &MultiPolygon<f64>) -> Vec<Vec<Point>> {
        let rings = |polygon: &Polygon<f64>| -> Vec<Vec<Point>> {
            std::iter::once(polygon.exterior())
                .chain(polygon.interiors())
                .map(|ring| self.line(ring))
                .collect()
        };
        let reaches = |ring: &Vec<Point>| {
            Rect::bounding(ring.iter().copied()).is_some_and(|rect| rect.overlaps(self.bounds))
        };
        shape.iter().flat_map(rings).filter(reaches).collect()
    }

    fn ground(&self, area: &Area) -> Vec<Primitive> {
        if area.fill.is_none() && area.hatch.is_none() {
            return Vec::new();
        }
        let rings: Vec<Vec<Point>> = self
            .rings(&area.shape)
            .iter()
            .map(|ring| clip_ring(ring, self.bounds))
            .filter(|ring| ring.len() >= 3)
            .collect();
        if rings.is_empty() {
            return Vec::new();
        }
        let hatch = area.hatch.map(|hatch| hatched(&rings, hatch, self.unit));
        let fill = area.fill.map(|paint| Primitive::Fill { rings, paint });
        fill.into_iter().chain(hatch).collect()
    }

    fn border(&self, area: &Area) -> Option<Primitive> {
        let pen = area.outline?;
        let parts = self.rings(&area.shape).iter().flat_map(|ring| clip_line(ring, self.bounds)).collect();
        self.stroke(parts, pen)
    }

    fn stroke(&self, lines: Vec<Vec<Point>>, pen: Pen) -> Option<Primitive> {
        (!lines.is_empty()).then(|| Primitive::Stroke {
            lines,
            closed: false,
            width: pen.width * self.unit,
            paint: pen.paint,
            dash: pen.dash.map(|dash| dash.map(|length| length * self.unit)),
        })
    }
}

/// The lines of a hatch across rings, in the sheet's unit.
#[must_use]
pub fn hatched(rings: &[Vec<Point>], look: Hatch, unit_per_point: f32) -> Primitive {
    let spacing = look.spacing * unit_per_point;
    let mut lines = hatch(rings, HATCH_ANGLE, spacing);
    if look.crossed {
        lines.extend(hatch(rings, CROSS_ANGLE, spacing));
    }
    Primitive::Stroke {
        lines: lines.into_iter().map(|segment| segment.to_vec()).collect(),
        closed: false,
        width: look.width * unit_per_point,
        paint: look.paint,
        dash: None,
    }
}
