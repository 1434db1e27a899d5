//! Under the work list: what is ticked, the round through it, and one mark for all of it.

use egui::{Align, Label, Layout, Ui};

use crate::app::{Command, MOST_STOPS, Outbox, State, UiCommand, WorkAsk};
use crate::ui::widgets::{self, Weight};
use crate::ui::{names, theme};
use crate::workspace::distance_words;

/// Points high: more where something is ticked, and more with a round.
pub(super) fn height(state: &State) -> f32 {
    match (state.work.ticked.is_empty(), state.work.round.is_some()) {
        (true, _) => 34.0,
        (false, false) => 74.0,
        (false, true) => 98.0,
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let ticked = state.work.ticked.len();
    ui.spacing_mut().item_spacing = egui::vec2(10.0, 4.0);
    ui.spacing_mut().interact_size.y = 20.0;
    ui.horizontal(|ui| {
        let words = if ticked == 0 {
            lang.get("ui.ticked_none").to_owned()
        } else {
            lang.fill("ui.ticked", &[("n", &ticked.to_string())])
        };
        ui.label(theme::small(ui, words));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ticked > 0 && widgets::link(ui, lang.get("ui.tick_none")).clicked() {
                outbox.send(Command::Work(WorkAsk::TickNone));
            }
            let all = lang.fill("ui.tick_all", &[("n", &state.work.shown.len().to_string())]);
            if widgets::link(ui, &all).clicked() {
                outbox.send(Command::Work(WorkAsk::TickAll));
            }
        });
    });
    if ticked == 0 {
        return;
    }
    if let Some(round) = &state.work.round {
        ui.horizontal(|ui| {
            let far = distance_words(round.length_m(), lang);
            let n = round.stops.len().to_string();
            let words = lang.fill("ui.round_total", &[("n", &n), ("far", &far)]);
            ui.add(Label::new(theme::strong(words)).truncate());
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if widgets::link(ui, lang.get("ui.round_copy")).clicked() {
                    outbox.send(Command::Work(WorkAsk::CopyRound));
                }
            });
        });
    }
    ui.horizontal(|ui| {
        let width = Some((ui.available_width() - 10.0) / 2.0);
        let words = |command: UiCommand, ui: &Ui| {
            format!("{} {}", command.text(lang), names::keys(ui.ctx(), command))
        };
        let batch = words(UiCommand::Batch, ui);
        let writable = state.workspace.writable || state.only_reads.is_none();
        let button = |ui: &mut Ui| widgets::button(ui, &batch, Weight::Primary, width);
        if ui.add_enabled_ui(writable, button).inner.clicked() {
            outbox.ui(UiCommand::Batch);
        }
        let round = match &state.work.round {
            Some(_) => lang.get("ui.round_hide").to_owned(),
            None => words(UiCommand::Round, ui),
        };
        let button = |ui: &mut Ui| widgets::button(ui, &round, Weight::Plain, width);
        if ui.add_enabled_ui(ticked <= MOST_STOPS, button).inner.clicked() {
            outbox.ui(UiCommand::Round);
        }
    });
}
