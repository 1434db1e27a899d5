//! The few controls that egui's own do not draw in Guatu's manner. Each has an accessible name.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, FontId, Galley, Margin, Pos2, Rect, Response, Sense, Stroke, StrokeKind, TextEdit,
    TextFormat, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::theme::{self, ROUNDING};
use crate::geom::Point;
use crate::map::paint;
use crate::scene::{Icon, Paint, Primitive, Token, icon, symbol};
use crate::status::Light;

/// Draws a light's shape.
pub(super) fn light(ui: &Ui, light: Light, centre: Pos2, size: f32) {
    primitives(ui, &symbol::light(light, point(centre), size));
}

/// A light's colour.
pub(super) fn light_colour(ui: &Ui, light: Light) -> Color32 {
    theme::colour(ui, symbol::token(light))
}

/// A light's colour as that of text: what is not judged is said in the second ink.
pub(super) fn light_ink(ui: &Ui, light: Light) -> Color32 {
    match light {
        Light::NoReport | Light::Unassigned | Light::NotResponsible => theme::colour(ui, Token::Muted),
        _ => light_colour(ui, light),
    }
}

/// Draws an icon.
pub(super) fn icon(ui: &Ui, icon: Icon, centre: Pos2, size: f32, token: Token) {
    let paint = Paint::solid(token);
    primitives(ui, &icon::icon(icon, point(centre), size, paint));
}

/// Draws primitives in the theme that is on.
pub(super) fn primitives(ui: &Ui, primitives: &[Primitive]) {
    let theme = theme::of(ui);
    for primitive in primitives {
        paint::primitive(ui.painter(), primitive, theme);
    }
}

/// A place on the screen as a place on a sheet.
pub(super) fn point(at: Pos2) -> Point {
    Point { x: at.x, y: at.y }
}

/// Lays text out in one line that ends in `…` where it is wider than `width` points.
pub(super) fn elided(ui: &Ui, text: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    lines(ui, text, font, colour, width, 1)
}

/// Lays text out in at most `rows` lines of `width` points.
pub(super) fn lines(
    ui: &Ui,
    text: &str,
    font: FontId,
    colour: Color32,
    width: f32,
    rows: usize,
) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, colour));
    job.wrap = TextWrapping {
        max_width: width.max(1.0),
        max_rows: rows,
        break_anywhere: rows == 1,
        overflow_character: Some('…'),
    };
    ui.painter().layout_job(job)
}

/// Draws text with its middle line at `at` and tells how wide it is.
pub(super) fn text_at(
    ui: &Ui,
    at: Pos2,
    align: egui::Align,
    text: &str,
    font: FontId,
    colour: Color32,
) -> f32 {
    let anchor = Align2([align, egui::Align::Center]);
    ui.painter().text(at, anchor, text, font, colour).width()
}

/// A row as wide as the panel that can be clicked; its ground says whether it is chosen.
pub(super) fn row(
    ui: &mut Ui,
    height: f32,
    selected: bool,
    role: Role,
    name: impl Fn() -> String,
) -> (Rect, Response) {
    let size = vec2(ui.available_width(), height);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let response = named(ui, response, selected, role, name);
    if ui.is_rect_visible(rect) {
        ground(ui, rect, &response, selected);
    }
    (rect, response)
}

/// Gives a response its name and role for screen readers, and the pointing hand.
pub(super) fn named(
    ui: &Ui,
    response: Response,
    selected: bool,
    role: Role,
    name: impl Fn() -> String,
) -> Response {
    let enabled = ui.is_enabled();
    response.widget_info(|| WidgetInfo::selected(role, enabled, selected, name()));
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The ground of something that can be clicked.
pub(super) fn ground(ui: &Ui, rect: Rect, response: &Response, selected: bool) {
    let fill = if selected {
        Some(theme::colour(ui, Token::AccentSoft))
    } else if response.hovered() {
        Some(theme::faded(ui, Token::Ink, 0.05))
    } else {
        None
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, ROUNDING, fill);
    }
    focus_ring(ui, rect, response);
}

/// The frame of what the keyboard is on.
pub(super) fn focus_ring(ui: &Ui, rect: Rect, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(1.5, theme::colour(ui, Token::Accent));
        ui.painter().rect_stroke(rect.shrink(1.0), ROUNDING, stroke, StrokeKind::Inside);
    }
}

/// An icon without a frame, `side` points across.
pub(super) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, side: f32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::click());
    let response = named(ui, response, false, Role::Button, || name.to_owned());
    ground(ui, rect, &response, false);
    let ink = if ui.is_enabled() { Token::Ink } else { Token::NoReport };
    self::icon(ui, icon, rect.center(), 18.0_f32.min(side - 6.0), ink);
    response.on_hover_text(name)
}

/// An icon in a box that lies on the map.
pub(super) fn map_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(30.0), Sense::click());
    let response = named(ui, response, false, Role::Button, || name.to_owned());
    boxed(ui, rect);
    ground(ui, rect.shrink(1.0), &response, false);
    self::icon(ui, icon, rect.center(), 18.0, Token::Ink);
    response.on_hover_text(name)
}

/// The ground and hair line of a box that lies on the map.
pub(super) fn boxed(ui: &Ui, rect: Rect) {
    let line = Stroke::new(1.0, theme::colour(ui, Token::Line));
    let fill = theme::colour(ui, Token::Panel);
    ui.painter().rect(rect, ROUNDING, fill, line, StrokeKind::Inside);
}

/// How much a button asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// The one thing to do here.
    Primary,
    /// What else can be done.
    Plain,
}

/// A button with words; `width` none fits the words.
pub(super) fn button(ui: &mut Ui, text: &str, weight: Weight, width: Option<f32>) -> Response {
    let primary = weight == Weight::Primary;
    let galley =
        ui.painter().layout_no_wrap(text.to_owned(), theme::font(theme::BODY, primary), Color32::PLACEHOLDER);
    let width = width.unwrap_or(galley.size().x + 24.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 32.0), Sense::click());
    let response = named(ui, response, false, Role::Button, || text.to_owned());
    let enabled = ui.is_enabled();
    let (fill, line, ink) = match (weight, enabled) {
        (Weight::Primary, true) => (
            if response.hovered() {
                theme::faded(ui, Token::Accent, 0.88)
            } else {
                theme::colour(ui, Token::Accent)
            },
            Color32::TRANSPARENT,
            theme::colour(ui, Token::OnFill),
        ),
        (Weight::Plain, true) => (
            if response.hovered() {
                theme::faded(ui, Token::Ink, 0.05)
            } else {
                theme::colour(ui, Token::Panel)
            },
            theme::colour(ui, Token::Line),
            theme::colour(ui, Token::Ink),
        ),
        (_, false) => {
            (theme::faded(ui, Token::Ink, 0.04), Color32::TRANSPARENT, theme::colour(ui, Token::Muted))
        }
    };
    let stroke = Stroke::new(1.0, line);
    ui.painter().rect(rect, ROUNDING, fill, stroke, StrokeKind::Inside);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, ink);
    focus_ring(ui, rect.expand(1.0), &response);
    response
}

/// Words that act like a button, in the accent colour.
pub(super) fn link(ui: &mut Ui, text: &str) -> Response {
    let colour = theme::colour(ui, Token::Accent);
    let font = theme::font(theme::SMALL, false);
    let galley = lines(ui, text, font, colour, ui.available_width(), 3);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    let response = named(ui, response, false, Role::Button, || text.to_owned());
    if response.hovered() {
        let under = rect.bottom() - 1.0;
        ui.painter().hline(rect.x_range(), under, Stroke::new(1.0, colour));
    }
    focus_ring(ui, rect.expand(2.0), &response);
    ui.painter().galley(rect.min, galley, colour);
    response
}

/// Some words of which one is chosen; tells which was clicked. `name` says what they choose.
pub(super) fn segmented(
    ui: &mut Ui,
    name: &str,
    words: &[&str],
    chosen: usize,
    small: bool,
) -> Option<usize> {
    let (font, pad, height) = if small {
        (theme::font(theme::SMALL, false), 9.0, 24.0)
    } else {
        (theme::font(theme::BODY, false), 26.0, 28.0)
    };
    let galleys: Vec<_> = words
        .iter()
        .map(|word| ui.painter().layout_no_wrap((*word).to_owned(), font.clone(), Color32::PLACEHOLDER))
        .collect();
    let widest = galleys.iter().map(|g| g.size().x).fold(0.0, f32::max);
    let cell = widest + 2.0 * pad;
    let (rect, _) = ui.allocate_exact_size(vec2(cell * words.len() as f32, height), Sense::hover());
    ui.painter().rect_filled(rect, ROUNDING, theme::faded(ui, Token::Ink, 0.06));
    let mut clicked = None;
    for (i, (word, galley)) in words.iter().zip(galleys).enumerate() {
        let cell = Rect::from_min_size(pos2(rect.left() + cell * i as f32, rect.top()), vec2(cell, height));
        let response = ui.interact(cell, ui.scope_id().with((name, i)), Sense::click());
        let response = named(ui, response, i == chosen, Role::RadioButton, || (*word).to_owned());
        let ink = if i == chosen {
            boxed(ui, cell.shrink(1.0));
            theme::colour(ui, Token::Ink)
        } else if response.hovered() {
            theme::colour(ui, Token::Ink)
        } else {
            theme::colour(ui, Token::Muted)
        };
        focus_ring(ui, cell, &response);
        let at = cell.center() - galley.size() / 2.0;
        ui.painter().galley(at, galley, ink);
        if response.clicked() {
            clicked = Some(i);
        }
    }
    clicked
}

/// A bar filled up to `part` of its width, with a tick where it should be. Both from 0 to 1.
pub(super) fn bar(ui: &mut Ui, part: Option<f32>, tick: Option<f32>, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 12.0), Sense::hover());
    let rail = rect.shrink2(vec2(0.0, 3.0));
    let painter = ui.painter();
    painter.rect_filled(rail, 3.0, theme::faded(ui, Token::Ink, 0.08));
    if let Some(part) = part.filter(|part| *part > 0.0) {
        let mut full = rail;
        full.set_width((rail.width() * part.min(1.0)).max(6.0));
        painter.rect_filled(full, 3.0, colour);
    }
    if let Some(tick) = tick {
        let x = (rail.left() + rail.width() * tick.clamp(0.0, 1.0)).min(rail.right() - 0.75);
        let stroke = Stroke::new(1.5, theme::colour(ui, Token::Ink));
        painter.vline(x, rect.y_range(), stroke);
    }
}

/// A hair line with room above and below.
pub(super) fn hair_line(ui: &mut Ui, room: f32) {
    ui.add_space(room);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    let stroke = Stroke::new(1.0, theme::colour(ui, Token::Line));
    ui.painter().hline(rect.x_range(), rect.center().y, stroke);
    ui.add_space(room);
}

/// A word in a tinted box, for example 示例数据.
pub(super) fn chip(ui: &mut Ui, text: &str, token: Token) -> Response {
    let font = theme::font(theme::SMALL, true);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, theme::colour(ui, token));
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, 20.0), Sense::hover());
    let stroke = Stroke::new(1.0, theme::faded(ui, token, 0.6));
    let fill = theme::faded(ui, token, 0.12);
    ui.painter().rect(rect, ROUNDING, fill, stroke, StrokeKind::Inside);
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, Color32::PLACEHOLDER);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A line of text to fill, as wide as there is room.
pub(super) fn text_field(ui: &mut Ui, text: &mut String, name: &str, hint: &str) -> Response {
    let response = ui.add(
        TextEdit::singleline(text)
            .hint_text(hint)
            .desired_width(ui.available_width())
            .margin(Margin::symmetric(8, 5)),
    );
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    response
}
