//! The legend on the map: exactly what the map shows, entry by entry.

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Pos2, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::EDGE;
use crate::app::State;
use crate::map::paint;
use crate::scene::{LegendEntry, Primitive, Token, symbol};
use crate::ui::{theme, widgets};

const ROW: f32 = 20.0;
const PAD: f32 = 12.0;
/// From here on there are two columns.
const LONG: usize = 7;
/// From a sign's left to its words, and from one column to the next.
const SIGN: f32 = 26.0;
const GAP: f32 = 16.0;
/// Room that the scale bar takes at the foot.
const SCALE_BAR: f32 = 40.0;

pub(super) fn show(ui: &Ui, area: Rect, state: &State) {
    let entries = &state.content.legend;
    if entries.is_empty() {
        return;
    }
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
    let size = vec2(width, ROW * rows as f32 + 2.0 * PAD - 6.0);
    let corner = area.left_bottom() + vec2(EDGE, -EDGE - SCALE_BAR - size.y);
    let place = Rect::from_min_size(corner, size);
    widgets::boxed(ui, place);
    let mut left = place.left() + PAD;
    let columns = entries.chunks(rows).zip(words.chunks(rows)).zip(widths);
    for (column, ((entries, words), width)) in columns.enumerate() {
        for (row, (entry, galley)) in entries.iter().zip(words).enumerate() {
            let top = place.top() + PAD - 3.0 + ROW * row as f32;
            let line = Rect::from_min_size(pos2(left, top), vec2(width, ROW));
            let y = line.center().y;
            sign(ui, entry, pos2(left + 9.0, y));
            let at = pos2(left + SIGN, y - galley.size().y / 2.0);
            ui.painter().galley(at, Arc::clone(galley), ink);
            let response = ui.interact(line, ui.scope_id().with(("legend", column, row)), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text(entry)));
            if let LegendEntry::Light { meaning, .. } = entry
                && !meaning.is_empty()
            {
                response.on_hover_text(meaning);
            }
        }
        left += width + GAP;
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
