//! Placing names so that none covers another: greedy by rank, the same every time.

use super::font::text_width;
use super::{Align, Label, Paint, Primitive, Token, symbol};
use crate::geom::{LonLat, Point, Rect};

/// Between light and number, and around a label, in em.
const GAP: f32 = 0.28;
/// Width of the halo in em.
const HALO: f32 = 0.24;
/// From the middle of the name to the middle of the row under it, in em.
const ROW: f32 = 1.18;
/// The row's letters, of the name's.
const ROW_SIZE: f32 = 0.86;

/// A label that found room.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// Its position in the list that was placed.
    pub label: usize,
    /// The middle of its name.
    pub name_at: Point,
    /// The em size of its name in the sheet's unit.
    pub size: f32,
    /// Everything it covers.
    pub bounds: Rect,
}

/// Places labels on a sheet. Those of a higher rank choose first; a label stands at its anchor, or
/// close around it, or, where there is no room inside `bounds`, nowhere. `taken` is room that no
/// label may use; of free places the one that covers fewest of the points in `avoid` is taken,
/// unless it is much farther away.
#[must_use]
pub fn place(
    labels: &[Label],
    project: impl Fn(LonLat) -> Point,
    unit_per_point: f32,
    bounds: Rect,
    taken: &[Rect],
    avoid: &[Point],
) -> Vec<Placed> {
    let mut order: Vec<(usize, &Label)> = labels.iter().enumerate().collect();
    order.sort_by_key(|(_, label)| std::cmp::Reverse(label.rank));
    let mut taken = taken.to_vec();
    let mut placed = Vec::new();
    for (index, label) in order {
        let anchor = project(label.at);
        if !bounds.contains(anchor) {
            continue;
        }
        let size = label.size * unit_per_point;
        let (width, above, below) = extent(label, size);
        let places = SHIFTS.iter().enumerate().filter_map(|(far, (dx, dy))| {
            let name_at = anchor.moved(dx * width, dy * (above + below));
            let rect = Rect::new(name_at.x - width / 2.0, name_at.y - above, width, above + below);
            let free = bounds.contains_rect(rect) && !taken.iter().any(|other| other.overlaps(rect));
            let covered = || avoid.iter().filter(|point| rect.contains(**point)).count();
            free.then(|| (covered() * COVERED + far, name_at, rect))
        });
        let room = places.min_by_key(|(cost, ..)| *cost).map(|(_, name_at, rect)| (name_at, rect));
        if let Some((name_at, rect)) = room {
            taken.push(rect);
            placed.push(Placed { label: index, name_at, size, bounds: rect });
        }
    }
    placed
}

/// Places farther that a label moves rather than cover one point.
const COVERED: usize = 3;

/// Where a label may stand, in its own widths and heights from its anchor: nearest first.
const SHIFTS: [(f32, f32); 17] = [
    (0.0, 0.0),
    (0.0, -0.3),
    (0.0, 0.3),
    (0.25, 0.0),
    (-0.25, 0.0),
    (0.0, -0.6),
    (0.0, 0.6),
    (0.4, 0.3),
    (-0.4, 0.3),
    (0.4, -0.3),
    (-0.4, -0.3),
    (0.55, 0.0),
    (-0.55, 0.0),
    (0.0, -0.9),
    (0.0, 0.9),
    (0.6, 0.6),
    (-0.6, -0.6),
];

/// The width of a label, and its height above and below the middle of its name.
fn extent(label: &Label, size: f32) -> (f32, f32, f32) {
    let name = text_width(&label.text, size, label.bold);
    let above = size * 0.62;
    match &label.light {
        None => (name + size * 0.3, above, size * 0.62),
        Some((_, number)) => {
            let row = row_width(number, size);
            (name.max(row) + size * 0.3, above, size * (ROW + 0.6 * ROW_SIZE))
        }
    }
}

fn row_width(number: &str, size: f32) -> f32 {
    let small = size * ROW_SIZE;
    small * (0.9 + GAP) + text_width(number, small, false)
}

/// A placed label as primitives: the name with a halo of paper, and its light and number.
#[must_use]
pub fn primitives(label: &Label, placed: &Placed) -> Vec<Primitive> {
    let size = placed.size;
    let text = |at, text: &str, size: f32, bold, align| Primitive::Text {
        at,
        text: text.to_owned(),
        size,
        bold,
        paint: label.paint,
        halo: Some((size * HALO, Paint::faded(Token::Paper, 0.9))),
        align,
        turned: 0.0,
    };
    let mut parts = vec![text(placed.name_at, &label.text, size, label.bold, Align::Centre)];
    if let Some((light, number)) = &label.light {
        let small = size * ROW_SIZE;
        let left = placed.name_at.x - row_width(number, size) / 2.0;
        let middle = placed.name_at.y + size * ROW;
        let number_at = Point::new(left + small * (0.9 + GAP), middle);
        parts.push(text(number_at, number, small, false, Align::Left));
        parts.extend(symbol::light(*light, Point::new(left + small * 0.45, middle), small * 0.86));
    }
    parts
}
