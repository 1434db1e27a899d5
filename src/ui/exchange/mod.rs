//! Exchanging work: what is asked before packages come or go, what verifying found, the conflicts.

mod conflicts;
mod list;
mod offer;
mod pack;
mod side;
mod verified;
mod working;

use egui::{Align, Id, Label, Layout, Margin, Modal, Ui};

use super::widgets::{self, Weight};
use super::{overlay, theme};
use crate::app::{Command, Dialog, Outbox, State};

pub(super) use conflicts::show as conflicts;
pub(super) use working::show as working;

/// Points across what is asked.
const WIDTH: f32 = 520.0;

/// What is asked or told, over everything.
pub(super) fn dialog(ui: &Ui, state: &State, outbox: &mut Outbox) {
    // The field for a path lies over what it belongs to.
    let Some(dialog) = state.exchange.dialog.as_ref().filter(|_| state.asking.is_none()) else { return };
    let response = Modal::new(Id::unique("exchange"))
        .backdrop_color(overlay::veil(ui))
        .frame(overlay::popup(ui).inner_margin(Margin::same(24)))
        .show(ui.ctx(), |ui| {
            ui.set_width(WIDTH);
            match dialog {
                Dialog::Offer(offers) => offer::show(ui, state, offers, outbox),
                Dialog::Pack(draft) => pack::show(ui, state, draft, outbox),
                Dialog::Open(folder) => open(ui, state, folder, outbox),
                Dialog::Verified(found) => verified::show(ui, state, found, outbox),
            }
        });
    if response.backdrop_response.clicked() {
        outbox.send(Command::CloseDialog);
    }
}

/// Whether a folder is opened, where something would be lost by it.
fn open(ui: &mut Ui, state: &State, folder: &std::path::Path, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.label(theme::head(lang.get("exchange.open_title")));
    ui.add(Label::new(theme::small(ui, crate::text::one_line(&folder.display().to_string()))).wrap());
    ui.add_space(8.0);
    if state.trial.is_some() {
        ui.label(lang.get("exchange.open_trial"));
    }
    if state.marking || state.form.is_some() {
        ui.label(lang.get("exchange.open_form"));
    }
    if buttons(ui, state, lang.get("exchange.open_go"), (true, true), outbox) {
        outbox.send(Command::Open(folder.to_owned()));
    }
}

/// The two buttons at the end; whether the first was chosen, also by Enter where that is free: not
/// where it ends the writing in a field.
fn buttons(ui: &mut Ui, state: &State, go: &str, (ready, enter): (bool, bool), outbox: &mut Outbox) -> bool {
    ui.add_space(16.0);
    let mut chosen = false;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let clicked =
            ui.add_enabled_ui(ready, |ui| widgets::button(ui, go, Weight::Primary, None)).inner.clicked();
        // A focused button takes Enter for itself.
        let free = enter && ui.memory(|memory| memory.focused().is_none());
        let entered = free && ui.input(|input| input.key_pressed(egui::Key::Enter));
        chosen = ready && (clicked || entered);
        if widgets::button(ui, state.lang.get("ui.cancel"), Weight::Plain, None).clicked() {
            outbox.send(Command::CloseDialog);
        }
    });
    chosen
}
