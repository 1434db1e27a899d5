//! The legend on the map: exactly what the map shows, entry by entry.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Galley, Id, Pos2, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};

use super::EDGE;
use crate::app::State;
use crate::map::paint;
use crate::scene::{Icon, LegendEntry, Primitive, Token, symbol};
use crate::ui::{theme, widgets};

const ROW: f32 = 20.0;
const PAD: f32 = 12.0;
/// From here on there are two columns.
const LONG: usize = 6;
/// From a sign's left to its words, and from one column to the next.
const SIGN: f32 = 26.0;
const GAP: f32 = 12.0;
/// The largest part of the map that an unasked legend covers; a larger one is folded at first.
const MOST: f32 = 0.17;
/// Room that the fold button takes in the upper right corner.
const FOLD: f32 = 24.0;
/// Room that the scale bar takes at the foot.
const SCALE_BAR: f32 = 40.0;

pub(super) fn show(ui: &mut Ui, area: Rect, state: &State) {
    let entries = &state.legend;
    if entries.is_empty() {
        return;
    }
    let table = Table::new(ui, area, entries);
    let id = Id::unique("legend_open");
    let asked = ui.data(|data| data.get_temp::<bool>(id));
    let fits = table.size.x * table.size.y <= MOST * area.width() * area.height();
    let open = asked.unwrap_or(fits);
    let row = vec2(2.0 * PAD + ROW * entries.len() as f32 + 20.0, ROW + 12.0);
    let size = if open { table.size } else { row };
    let corner = area.left_bottom() + vec2(EDGE, -EDGE - SCALE_BAR - size.y);
    let place = Rect::from_min_size(corner, size);
    widgets::boxed(ui, place);
    // What lies under it is not pointed at.
    ui.interact(place, ui.scope_id().with("legend"), Sense::click_and_drag());
    if open {
        table.show(ui, place, entries);
    } else {
        signs(ui, place, entries);
    }
    let (icon, key) =
        if open { (Icon::ChevronDown, "ui.legend_fold") } else { (Icon::ChevronUp, "ui.legend_open") };
    let corner =
        if open { place.right_top() + vec2(-11.0, 11.0) } else { place.right_center() - vec2(14.0, 0.0) };
    let button = Rect::from_center_size(corner, vec2(20.0, 20.0));
    let mut button = ui.new_child(UiBuilder::new().id_salt("legend_fold").max_rect(button));
    if widgets::icon_button(&mut button, icon, state.lang.get(key), 20.0).clicked() {
        ui.data_mut(|data| data.insert_temp(id, !open));
    }
}

/// Every sign in a row, its words for who points at it.
fn signs(ui: &Ui, place: Rect, entries: &[LegendEntry]) {
    for (i, entry) in entries.iter().enumerate() {
        let left = place.left() + PAD + ROW * i as f32;
        let cell = Rect::from_min_size(pos2(left, place.top()), vec2(ROW, place.height()));
        sign(ui, entry, cell.center());
        named(ui, cell, (0, i), entry, text(entry));
    }
}

/// Signs and words in columns.
struct Table {
    words: Vec<Arc<Galley>>,
    rows: usize,
    /// Width of each column.
    widths: Vec<f32>,
    size: Vec2,
}

impl Table {
    fn new(ui: &Ui, area: Rect, entries: &[LegendEntry]) -> Self {
        let ink = theme::colour(ui, Token::Ink);
        let font = theme::font(theme::SMALL, false);
        let room = (area.width() * 0.4).max(160.0);
        let words: Vec<_> =
            entries.iter().map(|entry| widgets::elided(ui, text(entry), font.clone(), ink, room)).collect();
        // As many entries in a column as fit above the scale bar; a long legend is wide, not high.
        let fitting = (((area.height() - 2.0 * EDGE - 2.0 * PAD - SCALE_BAR) / ROW) as usize).max(3);
        let even = if entries.len() > LONG { entries.len().div_ceil(2) } else { entries.len() };
        let rows = even.min(fitting);
        let widths: Vec<f32> = words
            .chunks(rows)
            .map(|column| SIGN + column.iter().map(|galley| galley.size().x).fold(0.0, f32::max))
            .collect();
        let width = widths.iter().map(|width| width + GAP).sum::<f32>() - GAP + 2.0 * PAD;
        // The words beside the fold button keep clear of it.
        let last = widths.last().copied().unwrap_or(0.0);
        let beside = words.chunks(rows).last().and_then(|column| column.first());
        let free = beside.map_or(FOLD, |words| last - SIGN - words.size().x + PAD);
        let width = width + (FOLD - free).max(0.0);
        let size = vec2(width, ROW * rows as f32 + 2.0 * PAD - 6.0);
        Self { words, rows, widths, size }
    }

    fn show(&self, ui: &Ui, place: Rect, entries: &[LegendEntry]) {
        let ink = theme::colour(ui, Token::Ink);
        let mut left = place.left() + PAD;
        let columns = entries.chunks(self.rows).zip(self.words.chunks(self.rows)).zip(&self.widths);
        for (column, ((entries, words), width)) in columns.enumerate() {
            for (row, (entry, galley)) in entries.iter().zip(words).enumerate() {
                let top = place.top() + PAD - 3.0 + ROW * row as f32;
                let line = Rect::from_min_size(pos2(left, top), vec2(*width, ROW));
                let y = line.center().y;
                sign(ui, entry, pos2(left + 9.0, y));
                let at = pos2(left + SIGN, y - galley.size().y / 2.0);
                ui.painter().galley(at, Arc::clone(galley), ink);
                let more = match entry {
                    LegendEntry::Light { meaning, .. } => meaning,
                    LegendEntry::Spot { .. } | LegendEntry::Line { .. } => "",
                };
                named(ui, line, (column, row), entry, more);
            }
            left += width + GAP;
        }
    }
}

/// Gives an entry its name, and a tooltip where there is more to say.
fn named(ui: &Ui, place: Rect, at: (usize, usize), entry: &LegendEntry, more: &str) {
    let response = ui.interact(place, ui.scope_id().with(("legend", at)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text(entry)));
    if !more.is_empty() {
        response.on_hover_text(more);
    }
}

fn text(entry: &LegendEntry) -> &str {
    match entry {
        LegendEntry::Light { text, .. } | LegendEntry::Spot { text, .. } | LegendEntry::Line { text, .. } => {
            text
        }
    }
}

fn sign(ui: &Ui, entry: &LegendEntry, at: Pos2) {
    match entry {
        LegendEntry::Light { light, .. } => widgets::light(ui, *light, at, 12.0),
        LegendEntry::Spot { symbol, paint, filled, .. } => {
            let shape = symbol::site(*symbol, *paint, *filled, widgets::point(at), 14.0);
            widgets::primitives(ui, &shape);
        }
        LegendEntry::Line { pen, .. } => {
            let (from, to) = (at - vec2(9.0, 0.0), at + vec2(9.0, 0.0));
            if pen.dash.is_some() {
                let dashed = Primitive::Stroke {
                    lines: vec![vec![widgets::point(from), widgets::point(to)]],
                    closed: false,
                    width: pen.width.max(1.0),
                    paint: pen.paint,
                    dash: pen.dash,
                };
                widgets::primitives(ui, &[dashed]);
            } else {
                let colour = paint::colour(pen.paint, theme::of(ui));
                let stroke = Stroke::new(pen.width.max(1.0), colour);
                ui.painter().line_segment([from, to], stroke);
            }
        }
    }
}
