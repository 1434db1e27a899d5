//! 试算 on the map: the banner that says nothing is kept, marks by the dozen, and what was tried.

use egui::{Align, Area, Id, Label, Layout, Margin, Order, Rect, ScrollArea, Sense, Stroke, Ui, vec2};

use super::trial_batch;
use super::{EDGE, popup};
use crate::app::{Command, Outbox, State, UiCommand};
use crate::ledger::{Body, Event};
use crate::scene::{Icon, Token};
use crate::ui::widgets::{self, Weight};
use crate::ui::{names, theme};

const WIDTH: f32 = 308.0;
/// Room at the right for zoom and north.
const ZOOM: f32 = 46.0;

pub(super) fn show(ui: &Ui, area: Rect, state: &State, outbox: &mut Outbox) {
    if state.trial.is_none() {
        return;
    }
    let lang = state.lang;
    let width = WIDTH.min(area.width() - 2.0 * EDGE - ZOOM);
    let id = Id::unique("trial_open");
    let open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(true);
    let line = Stroke::new(1.5, theme::colour(ui, Token::Critical));
    Area::new(Id::unique("trial"))
        .order(Order::Middle)
        .fixed_pos(area.left_top() + vec2(EDGE, EDGE))
        .constrain_to(area)
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            popup(ui).stroke(line).inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
                ui.set_width(width - 24.0);
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.horizontal(|ui| {
                    let ink = theme::colour(ui, Token::Critical);
                    ui.label(theme::head(lang.get("ui.trial_title")).color(ink));
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let (icon, key) = if open {
                            (Icon::ChevronUp, "ui.trial_fold")
                        } else {
                            (Icon::ChevronDown, "ui.trial_unfold")
                        };
                        if widgets::icon_button(ui, icon, lang.get(key), 22.0).clicked() {
                            ui.data_mut(|data| data.insert_temp(id, !open));
                        }
                        ui.spacing_mut().interact_size.y = 24.0;
                        if widgets::link(ui, lang.get("ui.trial_leave")).clicked() {
                            outbox.ui(UiCommand::Trial);
                        }
                    });
                });
                let ink = theme::colour(ui, Token::Ink);
                let words = theme::small(ui, lang.get("ui.trial_text")).color(ink);
                ui.add(Label::new(words).wrap());
                if open {
                    trial_batch::show(ui, state, outbox);
                    tried(ui, area, state, outbox);
                }
            });
        });
}

/// Every act of the trial that was not taken back, the newest first.
fn tried(ui: &mut Ui, area: Rect, state: &State, outbox: &mut Outbox) {
    let history = &state.workspace.history;
    let holds =
        |event: &&Event| !matches!(event.body, Body::Undo { .. }) && history.undone_by(&event.id).is_none();
    let events: Vec<&Event> = state.workspace.trial_events().rev().filter(holds).collect();
    if events.is_empty() {
        return;
    }
    let lang = state.lang;
    widgets::hair_line(ui, 4.0);
    ui.horizontal(|ui| {
        ui.label(theme::strong(lang.fill("ui.tried", &[("n", &events.len().to_string())])));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::link(ui, lang.get("ui.tried_none")).clicked() {
                for event in &events {
                    outbox.send(Command::Undo(event.id.clone()));
                }
            }
        });
    });
    let room = (area.height() - 250.0).clamp(48.0, 150.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt("tried").max_height(room).show_rows(ui, 24.0, events.len(), |ui, rows| {
        for event in events.get(rows).unwrap_or_default() {
            act(ui, state, event, outbox);
        }
    });
}

/// `HX-0003 → 已验收`, and the way to remove it.
fn act(ui: &mut Ui, state: &State, event: &Event, outbox: &mut Outbox) {
    let words = names::act(state, event);
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 24.0),
        Layout::right_to_left(Align::Center),
        |ui| {
            let remove = state.lang.fill("ui.tried_remove", &[("act", &words)]);
            if widgets::icon_button(ui, Icon::Close, &remove, 22.0).clicked() {
                outbox.send(Command::Undo(event.id.clone()));
            }
            let ink = theme::colour(ui, Token::Ink);
            let room = ui.available_width();
            let galley = widgets::elided(ui, &words, theme::font(theme::SMALL, false), ink, room);
            let (rect, response) = ui.allocate_exact_size(vec2(room, 22.0), Sense::hover());
            ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, ink);
            response.on_hover_text(&words);
        },
    );
}

/// 试算中, where the map is not seen.
pub(in crate::ui) fn chip(ui: &mut Ui, state: &State) {
    if state.trial.is_some() {
        let tip = state.lang.get("ui.trial_text");
        widgets::chip(ui, state.lang.get("ui.trial_title"), Token::Critical).on_hover_text(tip);
    }
}

/// The button of the batch.
pub(super) fn go(ui: &mut Ui, words: &str, enabled: bool) -> bool {
    let width = Some(ui.available_width());
    ui.add_enabled_ui(enabled, |ui| widgets::button(ui, words, Weight::Primary, width)).inner.clicked()
}
