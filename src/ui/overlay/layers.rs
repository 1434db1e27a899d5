//! The list of layers on the map: what each holds, and whether it is shown.

use std::cmp::Reverse;

use egui::accesskit::Role;
use egui::{Align, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::EDGE;
use crate::app::{Command, Outbox, State, UiCommand};
use crate::scene::{Icon, Paint, Token, symbol};
use crate::site::{Kind, Site};
use crate::ui::{names, theme, widgets};

const WIDTH: f32 = 264.0;
const ROW: f32 = 26.0;
const HEAD: f32 = 64.0;
/// Room for the word 示例数据 in the corner below.
const FOOT: f32 = 28.0;
/// Left of the buttons for zoom.
const RIGHT: f32 = EDGE + 30.0 + 10.0;

/// A layer that has sites.
struct Row<'a> {
    layer: &'a str,
    kind: Option<&'a Kind>,
    sites: usize,
}

pub(super) fn show(ui: &mut Ui, area: Rect, state: &State, outbox: &mut Outbox) {
    let rows = rows(state);
    let most = area.height() - 2.0 * EDGE - FOOT;
    let height = (HEAD + ROW * rows.len().max(1) as f32 + 10.0).min(most);
    let corner = pos2(area.right() - RIGHT - WIDTH, area.top() + EDGE);
    let place = Rect::from_min_size(corner, vec2(WIDTH.min(area.width() - RIGHT - EDGE), height));
    widgets::boxed(ui, place);
    // What lies under it is not pointed at.
    ui.interact(place, ui.scope_id().with("layers"), Sense::click_and_drag());
    let inside = place.shrink2(vec2(12.0, 8.0));
    let mut ui = ui.new_child(UiBuilder::new().id_salt("layer_list").max_rect(inside));
    let ui = &mut ui;
    ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
    head(ui, state, &rows, outbox);
    if rows.is_empty() {
        ui.label(theme::small(ui, state.lang.get("ui.no_layers")));
    }
    let shown = state.layers_shown();
    ScrollArea::vertical().id_salt("layer_rows").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for row in &rows {
            let of_kind = row.kind.is_some_and(|kind| shown.contains(&kind.layer));
            line(ui, state, row, of_kind || shown.iter().any(|layer| layer == row.layer), outbox);
        }
    });
}

/// The title, and what chooses many layers at once.
fn head(ui: &mut Ui, state: &State, rows: &[Row<'_>], outbox: &mut Outbox) {
    let lang = state.lang;
    ui.horizontal(|ui| {
        let count = rows.len().to_string();
        ui.label(theme::strong(lang.get("ui.layers")));
        ui.label(theme::small(ui, lang.fill("ui.layers_count", &[("n", &count)])));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            let close = lang.get("ui.layers_close");
            if widgets::icon_button(ui, Icon::Close, close, 22.0).clicked() {
                outbox.ui(UiCommand::Layers);
            }
        });
    });
    ui.horizontal(|ui| {
        let follow = widgets::link(ui, &UiCommand::UsualLayers.text(lang));
        if follow.on_hover_text(UiCommand::UsualLayers.tooltip(lang)).clicked() {
            outbox.ui(UiCommand::UsualLayers);
        }
        if widgets::link(ui, lang.get("ui.layers_all")).clicked() {
            let all = rows.iter().map(|row| row.layer.to_owned()).collect();
            outbox.send(Command::ShowLayers(all));
        }
        if widgets::link(ui, lang.get("ui.layers_none")).clicked() {
            outbox.send(Command::ShowLayers(Vec::new()));
        }
    });
}

fn line(ui: &mut Ui, state: &State, row: &Row<'_>, shown: bool, outbox: &mut Outbox) {
    let name = names::layer(state, row.layer, row.kind);
    let count = names::number(row.sites as f64);
    let (rect, response) = widgets::row(ui, ROW, false, Role::CheckBox, || format!("{name} {count}"));
    if ui.is_rect_visible(rect) {
        let y = rect.center().y;
        let token = if shown { Token::Accent } else { Token::NoReport };
        let tick = Rect::from_center_size(pos2(rect.left() + 10.0, y), vec2(14.0, 14.0));
        let stroke = egui::Stroke::new(1.0, theme::colour(ui, token));
        ui.painter().rect_stroke(tick, 3.0, stroke, egui::StrokeKind::Inside);
        if shown {
            widgets::icon(ui, Icon::Tick, tick.center(), 12.0, Token::Accent);
        }
        let ink = if shown { Token::Ink } else { Token::Muted };
        if let Some(kind) = row.kind {
            let at = widgets::point(pos2(rect.left() + 32.0, y));
            widgets::primitives(ui, &symbol::site(kind.symbol, Paint::solid(ink), false, at, 14.0));
        }
        let font = theme::font(theme::SMALL, false);
        let muted = theme::colour(ui, Token::Muted);
        let right = pos2(rect.right() - 6.0, y);
        let width = widgets::text_at(ui, right, Align::Max, &count, font.clone(), muted);
        let room = rect.width() - 48.0 - width - 14.0;
        let galley = widgets::elided(ui, &name, font, theme::colour(ui, ink), room);
        let at = pos2(rect.left() + 46.0, y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, muted);
    }
    if response.clicked() {
        outbox.send(Command::ToggleLayer(row.layer.to_owned()));
    }
}

/// Layers with sites: those of the task, then the others, each as they lie on the map from above.
fn rows(state: &State) -> Vec<Row<'_>> {
    let kinds = &state.workspace.kinds;
    let row = |(layer, sites): (_, &'_ [Site])| {
        let kind = sites.first().and_then(|site| kinds.get(&site.kind));
        (layer, kind, sites.len())
    };
    let mut rows: Vec<Row<'_>> = state
        .workspace
        .register
        .layers()
        .map(row)
        .map(|(layer, kind, sites)| Row { layer, kind, sites })
        .collect();
    let place =
        |row: &Row<'_>| kinds.kinds.iter().position(|kind| row.kind.is_some_and(|of| of.id == kind.id));
    let usual = state.usual_layers();
    let other = |row: &Row<'_>| !row.kind.is_some_and(|kind| usual.contains(&kind.layer));
    rows.sort_by_key(|row| (other(row), Reverse(place(row))));
    rows
}
