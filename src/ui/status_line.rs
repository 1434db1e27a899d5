//! The line at the foot: where the pointer is, the scale, what the data are.

use egui::{Align, Layout, Sense, Ui, vec2};

use super::{names, theme, widgets};
use crate::app::{Outbox, State};
use crate::geom::GaussKruger;
use crate::scene::Token;
use crate::text::Say;

/// Findings listed at most.
const MOST_MENDED: usize = 8;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let bar = ui.max_rect();
    ui.horizontal_centered(|ui| {
        ui.set_height(bar.height());
        ui.spacing_mut().item_spacing.x = 32.0;
        if let Some(work) = &state.working {
            super::exchange::working(ui, state, work, outbox);
        } else {
            let (place, grid) = cursor(state);
            fixed(ui, &place, 156.0);
            fixed(ui, &grid, 300.0);
            if let Some(view) = state.in_view {
                fixed(ui, &format!("1:{}", names::scale(view.scale)), 100.0);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 12.0;
            let credit = state.workspace.credits.first().map_or("", String::as_str);
            let room = (ui.available_width() - 170.0).max(40.0);
            let muted = theme::colour(ui, Token::Muted);
            let font = theme::font(theme::SMALL, false);
            let galley = widgets::elided(ui, credit, font, muted, room);
            let elided = galley.elided;
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
            ui.painter().galley(rect.min, galley, muted);
            if elided {
                response.on_hover_text(credit);
            }
            ui.label(theme::small(ui, lang.get("ui.offline"))).on_hover_text(lang.get("ui.offline_tip"));
            if state.content.demo || state.status.demo {
                widgets::chip(ui, lang.get("ui.demo"), Token::Demo).on_hover_text(lang.get("ui.demo_tip"));
            }
            super::overlay::trial_chip(ui, state);
            if let Some(why) = &state.only_reads {
                widgets::chip(ui, lang.get("ui.held"), Token::Accent).on_hover_text(why.get(lang));
            }
            to_mend(ui, state);
        });
    });
}

/// What should be mended in the workspace: how much, and what, for who points at it.
fn to_mend(ui: &mut Ui, state: &State) {
    let (lang, workspace) = (state.lang, &state.workspace);
    let broken = workspace.broken.iter().map(|layer| layer.error.say(lang));
    let issues = workspace.issues.iter().map(|issue| issue.message.get(lang).to_owned());
    let count = workspace.broken.len() + workspace.issues.len();
    if count == 0 {
        return;
    }
    let words = lang.fill("ui.to_mend", &[("n", &count.to_string())]);
    let response = widgets::chip(ui, &words, Token::Critical);
    if response.hovered() {
        let mut lines: Vec<String> = broken.chain(issues).take(MOST_MENDED).collect();
        if count > lines.len() {
            lines.push(lang.get("ui.to_mend_more").to_owned());
        }
        response.show_tooltip_text(lines.join("\n"));
    }
}

/// Longitude and latitude, and CGCS2000 3° Gauss-Krüger in the city's own zone (X north, Y east, as
/// surveyors in China write them).
fn cursor(state: &State) -> (String, String) {
    let zone = state.workspace.zone();
    let unknown = || ("–".to_owned(), "–".to_owned());
    let projected = |at| GaussKruger::new(zone).and_then(|grid| grid.forward(at)).ok();
    let (x, y) = state
        .cursor
        .and_then(projected)
        .map_or_else(unknown, |[east, north]| (names::number(north.round()), names::number(east.round())));
    let place = state.cursor.map_or("–".to_owned(), |at| format!("{:.4}°E {:.4}°N", at.lon, at.lat));
    let values = [("meridian", zone.central_meridian.to_string()), ("x", x), ("y", y)];
    (place, state.lang.fill("ui.grid", &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

/// Text in a place that does not move when the text changes.
fn fixed(ui: &mut Ui, text: &str, width: f32) {
    let muted = theme::colour(ui, Token::Muted);
    let font = theme::font(theme::SMALL, false);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, muted);
    let size = vec2(width.max(galley.size().x), galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, text));
    ui.painter().galley(rect.min, galley, muted);
}
