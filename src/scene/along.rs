//! Names along lines: a river's, on its straightest stretch that is free.

use std::collections::BTreeMap;

use super::font::text_width;
use super::{Align, Paint, Primitive, Token};
use crate::geom::{Point, Rect};

/// A name's em size in points.
const SIZE: f32 = 10.0;
/// The most that a line may leave the straight under its name, in em.
const MOST_BEND: f32 = 0.8;

/// Writes each name once beside one of its lines, where it covers no other name and none of the
/// points in `avoid`; lines too short
/// or too bent for their name stay unnamed.
pub fn names(
    lines: &[(&str, Vec<Point>)],
    unit_per_point: f32,
    bounds: Rect,
    taken: &mut Vec<Rect>,
    avoid: &[Point],
) -> Vec<Primitive> {
    let size = SIZE * unit_per_point;
    let mut by_name: BTreeMap<&str, Vec<&[Point]>> = BTreeMap::new();
    for (name, line) in lines {
        by_name.entry(name).or_default().push(line);
    }
    let mut texts = Vec::new();
    for (name, lines) in by_name {
        let width = text_width(name, size, false);
        let mut stretches: Vec<Stretch> =
            lines.iter().flat_map(|line| stretches(line, width * 1.1)).collect();
        stretches.sort_by(|a, b| a.bend.total_cmp(&b.bend));
        let free = stretches.into_iter().filter(|s| s.bend <= size * MOST_BEND).find_map(|s| {
            let at = s.beside(size * 0.75);
            let rect = turned_bounds(at, width, size * 1.1, s.turned);
            let free = bounds.contains_rect(rect)
                && !taken.iter().any(|t| t.overlaps(rect))
                && !avoid.iter().any(|point| rect.contains(*point));
            free.then_some((at, rect, s.turned))
        });
        if let Some((at, rect, turned)) = free {
            taken.push(rect);
            texts.push(Primitive::Text {
                at,
                text: name.to_owned(),
                size,
                bold: false,
                paint: Paint::solid(Token::Muted),
                halo: Some((size * 0.22, Paint::faded(Token::Paper, 0.85))),
                align: Align::Centre,
                turned,
            });
        }
    }
    texts
}

/// A piece of a line as long as a name.
struct Stretch {
    middle: Point,
    /// Clockwise degrees, never upside down.
    turned: f32,
    /// The most that the line leaves the straight.
    bend: f32,
}

impl Stretch {
    /// The point `off` above the middle, as seen along the text.
    fn beside(&self, off: f32) -> Point {
        let (sin, cos) = self.turned.to_radians().sin_cos();
        self.middle.moved(off * sin, -off * cos)
    }
}

fn stretches(line: &[Point], length: f32) -> Vec<Stretch> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < line.len() {
        let mut along = 0.0;
        let mut end = start;
        while end + 1 < line.len() && along < length {
            along += line[end].distance(line[end + 1]);
            end += 1;
        }
        if along < length {
            break;
        }
        found.extend(stretch(&line[start..=end]));
        start += 1 + (end - start) / 3;
    }
    found
}

fn stretch(points: &[Point]) -> Option<Stretch> {
    let (&from, &to) = (points.first()?, points.last()?);
    let chord = from.distance(to);
    if chord <= 0.0 {
        return None;
    }
    let (dx, dy) = ((to.x - from.x) / chord, (to.y - from.y) / chord);
    let off = |p: &Point| ((p.x - from.x) * dy - (p.y - from.y) * dx).abs();
    let mut turned = dy.atan2(dx).to_degrees();
    if turned > 90.0 {
        turned -= 180.0;
    } else if turned <= -90.0 {
        turned += 180.0;
    }
    Some(Stretch {
        middle: Point::new(f32::midpoint(from.x, to.x), f32::midpoint(from.y, to.y)),
        turned,
        bend: points.iter().map(off).fold(0.0, f32::max),
    })
}

fn turned_bounds(at: Point, width: f32, height: f32, turned: f32) -> Rect {
    let (sin, cos) = turned.to_radians().sin_cos();
    let (sin, cos) = (sin.abs(), cos.abs());
    Rect::around(at, width * cos + height * sin, width * sin + height * cos)
}
