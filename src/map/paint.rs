//! From the display list to egui's shapes; map, legend and icons all draw through here.

use std::f32::consts::TAU;
use std::sync::Arc;

use egui::epaint::TextShape;
use egui::{Color32, FontFamily, FontId, Galley, Painter, Pos2, Shape, Stroke, Vec2, pos2, vec2};

use crate::geom::{self, Point};
use crate::scene::font::BASELINE_BELOW_MIDDLE;
use crate::scene::{Align, Paint, Primitive, Rgba, Theme};

/// The font family of bold text; regular text is egui's proportional family.
pub const BOLD_FAMILY: &str = "noto-sans-sc-bold";

/// Copies of a text around itself that make its halo.
const HALO_COPIES: u8 = 12;

/// A paint as egui's colour in a theme. The one place where a colour is made for the screen.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "from tokens")]
pub fn colour(paint: Paint, theme: Theme) -> Color32 {
    let Rgba(r, g, b, a) = paint.rgba(theme);
    Color32::from_rgba_unmultiplied(r, g, b, a)
}

/// Draws one primitive whose unit is the screen's point.
pub fn primitive(painter: &Painter, primitive: &Primitive, theme: Theme) {
    let mut shapes = Vec::new();
    append(&mut shapes, primitive, theme, &|text, font| {
        painter.layout_no_wrap(text, font, Color32::PLACEHOLDER)
    });
    painter.extend(shapes);
}

/// How wide and high a line of text is on the screen, in points.
#[must_use]
pub fn text_size(ctx: &egui::Context, text: &str, size: f32, bold: bool) -> Vec2 {
    ctx.fonts_mut(|fonts| {
        fonts.layout_no_wrap(text.to_owned(), font(size, bold), Color32::PLACEHOLDER).size()
    })
}

/// A font of the bundled typeface.
#[must_use]
pub fn font(size: f32, bold: bool) -> FontId {
    let family = if bold { FontFamily::Name(BOLD_FAMILY.into()) } else { FontFamily::Proportional };
    FontId::new(size, family)
}

/// How a text is laid out: a galley in placeholder colour.
pub(super) type Layout<'a> = &'a dyn Fn(String, FontId) -> Arc<Galley>;

/// Appends the shapes of a primitive.
pub(super) fn append(shapes: &mut Vec<Shape>, primitive: &Primitive, theme: Theme, layout: Layout<'_>) {
    match primitive {
        Primitive::Fill { rings, paint } => shapes.push(fill(rings, colour(*paint, theme))),
        Primitive::Convex { points, paint } => {
            shapes.push(Shape::convex_polygon(screen_points(points), colour(*paint, theme), Stroke::NONE));
        }
        Primitive::Stroke { lines, closed, width, paint, dash } => {
            let stroke = Stroke::new(*width, colour(*paint, theme));
            for line in lines {
                append_line(shapes, screen_points(line), *closed, stroke, *dash);
            }
        }
        Primitive::Disc { centre, radius, fill, line } => {
            shapes.push(Shape::Circle(egui::epaint::CircleShape {
                center: screen_point(*centre),
                radius: *radius,
                fill: fill.map_or(Color32::TRANSPARENT, |paint| colour(paint, theme)),
                stroke: line.map_or(Stroke::NONE, |(width, paint)| Stroke::new(width, colour(paint, theme))),
            }));
        }
        Primitive::Text { at, text, size, bold, paint, halo, align, turned } => {
            let galley = layout(text.clone(), font(*size, *bold));
            let middle = baseline(&galley) - BASELINE_BELOW_MIDDLE * size;
            let halo = halo.map(|(width, paint)| (width, colour(paint, theme)));
            let anchor = Anchor { at: screen_point(*at), middle, align: *align, angle: turned.to_radians() };
            append_text(shapes, &galley, &anchor, colour(*paint, theme), halo);
        }
    }
}

/// Appends a line, dashed or not.
pub(super) fn append_line(
    shapes: &mut Vec<Shape>,
    mut points: Vec<Pos2>,
    closed: bool,
    stroke: Stroke,
    dash: Option<[f32; 2]>,
) {
    match dash {
        Some([length, gap]) if length > 0.0 && gap > 0.0 => {
            if closed && let Some(first) = points.first() {
                points.push(*first);
            }
            shapes.extend(Shape::dashed_line(&points, stroke, length, gap));
        }
        _ if closed => shapes.push(Shape::closed_line(points, stroke)),
        _ => shapes.push(Shape::line(points, stroke)),
    }
}

struct Anchor {
    at: Pos2,
    /// From the top of the galley to the middle of its line.
    middle: f32,
    align: Align,
    angle: f32,
}

fn append_text(
    shapes: &mut Vec<Shape>,
    galley: &Arc<Galley>,
    anchor: &Anchor,
    ink: Color32,
    halo: Option<(f32, Color32)>,
) {
    let size = galley.size();
    let left = match anchor.align {
        Align::Left => 0.0,
        Align::Centre => size.x / 2.0,
        Align::Right => size.x,
    };
    let rotation = egui::emath::Rot2::from_angle(anchor.angle);
    let corner = anchor.at - rotation * vec2(left, anchor.middle);
    let mut put = |offset: Vec2, colour: Color32| {
        let shape = TextShape::new(corner + offset, Arc::clone(galley), colour)
            .with_override_text_color(colour)
            .with_angle(anchor.angle);
        shapes.push(shape.into());
    };
    if let Some((width, colour)) = halo {
        for copy in 0..HALO_COPIES {
            let angle = TAU * f32::from(copy) / f32::from(HALO_COPIES);
            put(Vec2::angled(angle) * (width / 2.0), colour);
        }
    }
    put(Vec2::ZERO, ink);
}

/// From the top of a galley to the line its letters stand on.
fn baseline(galley: &Galley) -> f32 {
    let row = galley.rows.first();
    let glyph = row.and_then(|row| Some(row.pos.y + row.glyphs.first()?.pos.y));
    glyph.unwrap_or_else(|| galley.size().y)
}

/// Any rings, filled by the even-odd rule.
fn fill(rings: &[Vec<Point>], colour: Color32) -> Shape {
    let triangles = geom::triangulate(&shells_with_holes(rings));
    let mut mesh = egui::Mesh::default();
    for [x, y] in triangles.vertices {
        mesh.colored_vertex(pos2(x as f32, y as f32), colour);
    }
    mesh.indices = triangles.indices;
    Shape::mesh(mesh)
}

/// Rings inside an even number of others are shells, the rest are holes of the ring around them.
fn shells_with_holes(rings: &[Vec<Point>]) -> geo::MultiPolygon<f64> {
    let inside = |inner: &[Point], outer: &Vec<Point>| {
        inner.first().is_some_and(|at| geom::point_in_rings(std::slice::from_ref(outer), *at))
    };
    let around = |at: usize| {
        let ring = rings.get(at).map_or(&[][..], Vec::as_slice);
        let all = rings.iter().enumerate();
        all.filter(move |(other, outer)| *other != at && inside(ring, outer))
            .map(|(other, _)| other)
            .collect::<Vec<_>>()
    };
    let line =
        |ring: &[Point]| geo::LineString::from_iter(ring.iter().map(|p| (f64::from(p.x), f64::from(p.y))));
    let depths: Vec<Vec<usize>> = (0..rings.len()).map(around).collect();
    let shells = depths.iter().enumerate().filter(|(_, d)| d.len() % 2 == 0);
    shells
        .map(|(shell, depth)| {
            let is_hole = |other: &Vec<usize>| other.len() == depth.len() + 1 && other.contains(&shell);
            let holes = rings.iter().zip(&depths).filter(|(_, d)| is_hole(d));
            let outer = rings.get(shell).map_or(&[][..], Vec::as_slice);
            geo::Polygon::new(line(outer), holes.map(|(ring, _)| line(ring)).collect())
        })
        .collect()
}

fn screen_point(point: Point) -> Pos2 {
    pos2(point.x, point.y)
}

fn screen_points(points: &[Point]) -> Vec<Pos2> {
    points.iter().copied().map(screen_point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(from: f32, to: f32) -> Vec<Point> {
        [(from, from), (to, from), (to, to), (from, to)].map(|(x, y)| Point { x, y }).to_vec()
    }

    fn mesh_area(shape: &Shape) -> f32 {
        let Shape::Mesh(mesh) = shape else {
            panic!("a fill is a mesh");
        };
        let corner = |index: &u32| mesh.vertices[*index as usize].pos;
        mesh.indices
            .chunks(3)
            .map(|t| {
                let [a, b, c] = [corner(&t[0]), corner(&t[1]), corner(&t[2])];
                ((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs() / 2.0
            })
            .sum()
    }

    #[test]
    fn a_ring_in_a_ring_is_a_hole_and_a_ring_in_that_is_filled_again() {
        let rings = [square(0.0, 10.0), square(2.0, 8.0), square(4.0, 6.0)];
        let filled = fill(&rings, Color32::WHITE);
        assert!((mesh_area(&filled) - (100.0 - 36.0 + 4.0)).abs() < 1e-3);
    }
}
