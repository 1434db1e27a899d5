//! The page as it will be printed: the same primitives, from millimetres to points.

use std::sync::Arc;

use egui::{Align2, Id, Rect, Stroke, Ui, pos2, vec2};

use crate::app::State;
use crate::geom::Point;
use crate::map::paint;
use crate::page::Page;
use crate::scene::{Primitive, Theme, Token};
use crate::ui::{theme, widgets};

/// The page's primitives on a sheet of the screen, kept until page or sheet change.
#[derive(Debug, Clone)]
struct Placed {
    page: Arc<Page>,
    sheet: Rect,
    primitives: Arc<Vec<Primitive>>,
}

pub(in crate::ui) fn show(ui: &mut Ui, state: &State) {
    let area = ui.max_rect();
    let desk = theme::faded(ui, Token::Ink, 0.08);
    ui.painter().rect_filled(area, 0.0, theme::colour(ui, Token::Paper));
    ui.painter().rect_filled(area, 0.0, desk);
    match &state.preview {
        Some(Ok(page)) => sheet(ui, area, page),
        Some(Err(problem)) => words(ui, area, problem, Token::Critical),
        None => words(ui, area, state.lang.get("ui.page_loading"), Token::Muted),
    }
}

fn words(ui: &Ui, area: Rect, text: &str, token: Token) {
    let font = theme::font(theme::HEAD, false);
    let colour = theme::colour(ui, token);
    let galley = widgets::lines(ui, text, font, colour, area.width() * 0.7, 6);
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), area);
    ui.painter().galley(at.min, galley, colour);
}

fn sheet(ui: &Ui, area: Rect, page: &Arc<Page>) {
    let room = area.shrink(28.0);
    let scale = (room.width() / page.width_mm).min(room.height() / page.height_mm);
    let size = vec2(page.width_mm, page.height_mm) * scale;
    let sheet = Align2::CENTER_CENTER.align_size_within_rect(size, room);
    let sheet = Rect::from_min_size(pos2(sheet.left().round(), sheet.top().round()), size);
    let painter = ui.painter_at(area);
    painter.add(ui.visuals().popup_shadow.as_shape(sheet, 0.0));
    let hair = Stroke::new(1.0, theme::colour(ui, Token::Line));
    painter.rect_stroke(sheet, 0.0, hair, egui::StrokeKind::Outside);
    let painter = ui.painter_at(sheet);
    for primitive in placed(ui, page, sheet, scale).iter() {
        // A page is paper in any light.
        paint::primitive(&painter, primitive, Theme::Light);
    }
}

fn placed(ui: &Ui, page: &Arc<Page>, sheet: Rect, scale: f32) -> Arc<Vec<Primitive>> {
    let id = Id::unique("placed_page");
    let kept = ui.data(|data| data.get_temp::<Placed>(id));
    if let Some(kept) = kept
        && Arc::ptr_eq(&kept.page, page)
        && kept.sheet == sheet
    {
        return kept.primitives;
    }
    let place = |point: Point| Point { x: sheet.left() + point.x * scale, y: sheet.top() + point.y * scale };
    let primitives = page.primitives.iter().map(|p| on_sheet(p, &place, scale));
    let primitives = Arc::new(primitives.collect::<Vec<_>>());
    let placed = Placed { page: Arc::clone(page), sheet, primitives: Arc::clone(&primitives) };
    ui.data_mut(|data| data.insert_temp(id, placed));
    primitives
}

/// A primitive moved by `place` and every length in it scaled.
fn on_sheet(primitive: &Primitive, place: &impl Fn(Point) -> Point, scale: f32) -> Primitive {
    let many = |points: &[Point]| points.iter().map(|p| place(*p)).collect::<Vec<_>>();
    let lines = |lines: &[Vec<Point>]| lines.iter().map(|line| many(line)).collect::<Vec<_>>();
    match primitive {
        Primitive::Fill { rings, paint } => Primitive::Fill { rings: lines(rings), paint: *paint },
        Primitive::Convex { points, paint } => Primitive::Convex { points: many(points), paint: *paint },
        Primitive::Stroke { lines: all, closed, width, paint, dash } => Primitive::Stroke {
            lines: lines(all),
            closed: *closed,
            width: width * scale,
            paint: *paint,
            dash: dash.map(|[length, gap]| [length * scale, gap * scale]),
        },
        Primitive::Disc { centre, radius, fill, line } => Primitive::Disc {
            centre: place(*centre),
            radius: radius * scale,
            fill: *fill,
            line: line.map(|(width, paint)| (width * scale, paint)),
        },
        Primitive::Text { at, text, size, bold, paint, halo, align, turned } => Primitive::Text {
            at: place(*at),
            text: text.clone(),
            size: size * scale,
            bold: *bold,
            paint: *paint,
            halo: halo.map(|(width, paint)| (width * scale, paint)),
            align: *align,
            turned: *turned,
        },
    }
}
