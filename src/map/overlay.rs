//! Lines, hatches, symbols and labels over the areas: made once per zoom step around what is in
//! view, and only moved while the map is dragged.

use egui::epaint::{TessellationOptions, Tessellator};
use egui::{Context, Mesh, Painter, Pos2, Rect, Shape, Vec2};

use super::flat::scale_at;
use super::paint;
use super::prepared::{Outline, Prepared};
use crate::geom::{self, LonLat, Point};
use crate::scene::{Hatch, MapContent, Pen, Primitive, Theme, along, hatched, labels, spot_size, symbol};

/// A line's points closer than this are left out, in points.
const FINEST: f32 = 0.5;
/// Symbols are never smaller, in points across.
const SMALLEST_SYMBOL: f32 = 4.0;

/// What an overlay was made for; another one is made when any of it changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct OverlayKey {
    pub(super) revision: u64,
    pub(super) zoom: f64,
    pub(super) theme: Theme,
    pub(super) pixels_per_point: f32,
}

/// Tessellated shapes, in points from the sheet's origin.
#[derive(Debug)]
pub(super) struct Overlay {
    key: OverlayKey,
    /// The part of the sheet that it covers, in the same points.
    covers: Rect,
    lines: Mesh,
    symbols: Mesh,
    /// Laid out anew each frame, which egui caches: a layout that is kept points into a font texture
    /// that is packed anew when the theme changes or the texture is full.
    labels: Vec<Primitive>,
    /// How large symbols are, in points across.
    pub(super) symbol_size: f32,
}

impl Overlay {
    /// Whether it still shows everything in `view`.
    pub(super) fn serves(&self, key: OverlayKey, view: Rect) -> bool {
        self.key == key && self.covers.contains_rect(view)
    }

    /// Makes what `view` shows, and half as much around it, so that a drag need not begin anew.
    pub(super) fn new(
        ctx: &Context,
        content: &MapContent,
        prepared: &Prepared,
        key: OverlayKey,
        view: Rect,
    ) -> Self {
        let covers = view.expand2(view.size() / 2.0);
        let sheet = Sheet { scale: scale_at(key.zoom), covers };
        let symbol_size = symbol_size(&sheet, prepared, view);
        let meshed = |list: Vec<Primitive>| tessellate(shapes(ctx, &list, key.theme), key.pixels_per_point);
        Self {
            key,
            covers,
            lines: meshed(sheet.lines(content, prepared)),
            symbols: meshed(sheet.symbols(content, prepared, symbol_size)),
            labels: sheet.labels(content, prepared),
            symbol_size,
        }
    }

    /// Draws hatches, rivers and borders with the sheet's origin at `origin`.
    pub(super) fn draw_lines(&self, painter: &Painter, origin: Vec2) {
        draw(painter, &self.lines, origin);
    }

    /// Draws symbols and labels.
    pub(super) fn draw_symbols(&self, painter: &Painter, origin: Vec2) {
        draw(painter, &self.symbols, origin);
        let mut labels = shapes(painter.ctx(), &self.labels, self.key.theme);
        for label in &mut labels {
            label.translate(origin);
        }
        painter.extend(labels);
    }
}

fn draw(painter: &Painter, mesh: &Mesh, origin: Vec2) {
    let mut mesh = mesh.clone();
    mesh.translate(origin);
    painter.add(Shape::mesh(mesh));
}

/// The sheet at a zoom level: everything in points from its origin.
struct Sheet {
    scale: f32,
    covers: Rect,
}

impl Sheet {
    fn lines(&self, content: &MapContent, prepared: &Prepared) -> Vec<Primitive> {
        let areas = || content.areas.iter().zip(&prepared.areas);
        let threads = content.threads.iter().zip(&prepared.threads);
        let hatches = areas().filter_map(|(area, outline)| self.hatch(outline, area.hatch?));
        let rivers = threads.filter_map(|(thread, outline)| self.line(outline, false, thread.pen));
        let borders = areas().filter_map(|(area, outline)| self.line(outline, true, area.outline?));
        hatches.chain(rivers).chain(borders).collect()
    }

    fn symbols(&self, content: &MapContent, prepared: &Prepared, size: f32) -> Vec<Primitive> {
        let spots = content.spots.iter().zip(&prepared.spots);
        spots
            .map(|(spot, at)| (spot, self.at(*at)))
            .filter(|(_, at)| self.rect().contains(*at))
            .flat_map(|(spot, at)| symbol::site(spot.symbol, spot.paint, spot.filled, at, size))
            .collect()
    }

    /// Names of areas and places, then of rivers where these leave room.
    fn labels(&self, content: &MapContent, prepared: &Prepared) -> Vec<Primitive> {
        let project = |at: LonLat| self.at(prepared.flat.point(at));
        let avoid: Vec<Point> = prepared.spots.iter().map(|at| self.at(*at)).collect();
        let placed = labels::place(&content.labels, project, 1.0, self.rect(), &[], &avoid);
        let mut taken: Vec<geom::Rect> = placed.iter().map(|label| label.bounds).collect();
        let rivers: Vec<(&str, Vec<Point>)> = content
            .threads
            .iter()
            .zip(&prepared.threads)
            .filter(|(_, outline)| self.sees(outline))
            .filter_map(|(thread, outline)| Some((thread.name.as_deref()?, outline)))
            .flat_map(|(name, outline)| self.parts(outline, false).into_iter().map(move |p| (name, p)))
            .collect();
        let mut list = along::names(&rivers, 1.0, self.rect(), &mut taken, &avoid);
        for placed in &placed {
            if let Some(label) = content.labels.get(placed.label) {
                list.extend(labels::primitives(label, placed));
            }
        }
        list
    }

    fn hatch(&self, outline: &Outline, hatch: Hatch) -> Option<Primitive> {
        if !self.sees(outline) {
            return None;
        }
        let rings = outline.lines.iter();
        let rings: Vec<Vec<Point>> =
            rings.map(|ring| geom::clip_ring(&self.thinned(ring), self.rect())).collect();
        Some(hatched(&rings, hatch, 1.0))
    }

    fn line(&self, outline: &Outline, ring: bool, pen: Pen) -> Option<Primitive> {
        if !self.sees(outline) {
            return None;
        }
        let whole = ring && pen.dash.is_none() && self.rect().contains_rect(self.bounds(outline));
        Some(Primitive::Stroke {
            lines: self.parts(outline, whole),
            closed: whole,
            width: pen.width,
            paint: pen.paint,
            dash: pen.dash,
        })
    }

    /// The parts of lines that the sheet covers. A ring that lies in it whole may be left to the
    /// painter to close, with a mitred corner where it does.
    fn parts(&self, outline: &Outline, whole: bool) -> Vec<Vec<Point>> {
        let lines = outline.lines.iter().map(|line| self.thinned(line));
        if whole {
            let open = |mut ring: Vec<Point>| {
                if ring.len() > 2 && ring.first() == ring.last() {
                    ring.pop();
                }
                ring
            };
            lines.map(open).collect()
        } else {
            lines.flat_map(|line| geom::clip_line(&line, self.rect())).collect()
        }
    }

    /// A line in points, without those that nobody could tell apart.
    fn thinned(&self, line: &[Pos2]) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        for (i, at) in line.iter().enumerate() {
            let at = self.at(*at);
            let last = i + 1 == line.len();
            if last || points.last().is_none_or(|before| before.distance(at) >= FINEST) {
                points.push(at);
            }
        }
        points
    }

    fn at(&self, at: Pos2) -> Point {
        Point::new(at.x * self.scale, at.y * self.scale)
    }

    fn bounds(&self, outline: &Outline) -> geom::Rect {
        geom::Rect { min: self.at(outline.bounds.min), max: self.at(outline.bounds.max) }
    }

    fn sees(&self, outline: &Outline) -> bool {
        self.rect().overlaps(self.bounds(outline))
    }

    fn rect(&self) -> geom::Rect {
        let point = |at: Pos2| Point::new(at.x, at.y);
        geom::Rect { min: point(self.covers.min), max: point(self.covers.max) }
    }
}

/// Symbols shrink where there are many, and where they would still lie on each other, rather than
/// hide.
fn symbol_size(sheet: &Sheet, prepared: &Prepared, view: Rect) -> f32 {
    let on_screen = |at: &Pos2| {
        let at = sheet.at(*at);
        view.contains(egui::pos2(at.x, at.y))
    };
    let in_view = prepared.spots.iter().filter(|at| on_screen(at)).count();
    let apart = (view.area() / in_view.max(1) as f32).sqrt();
    spot_size(in_view).min(apart).max(SMALLEST_SYMBOL)
}

fn shapes(ctx: &Context, list: &[Primitive], theme: Theme) -> Vec<Shape> {
    let layout =
        |text, font| ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text, font, egui::Color32::PLACEHOLDER));
    let mut shapes = Vec::new();
    for primitive in list {
        paint::append(&mut shapes, primitive, theme, &layout);
    }
    shapes
}

fn tessellate(shapes: Vec<Shape>, pixels_per_point: f32) -> Mesh {
    // Without the font texture's discs: that texture may be packed anew while this mesh lives.
    let options = TessellationOptions {
        prerasterized_discs: false,
        coarse_tessellation_culling: false,
        ..TessellationOptions::default()
    };
    let mut tessellator = Tessellator::new(pixels_per_point, options, [1, 1], Vec::new());
    let mut mesh = Mesh::default();
    for shape in shapes {
        tessellator.tessellate_shape(shape, &mut mesh);
    }
    mesh
}
