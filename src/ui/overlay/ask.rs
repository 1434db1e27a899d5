//! The field in which a path is written, where the system has no file dialog.

use std::path::PathBuf;

use egui::{Align, Id, Key, Layout, Margin, Modal, Ui};

use super::{popup, veil};
use crate::app::{Asking, Command, Outbox, State};
use crate::ui::theme;
use crate::ui::widgets::{self, Weight};

pub(in crate::ui) fn show(ui: &Ui, state: &State, outbox: &mut Outbox) {
    let id = Id::unique("ask_path");
    let Some(asking) = &state.asking else {
        ui.data_mut(|data| data.remove_temp::<String>(id));
        return;
    };
    let (title, text) = match asking {
        Asking::Page => ("ui.ask_page", "ui.ask_page_text"),
        Asking::Workspace => ("ui.ask_workspace", "ui.ask_workspace_text"),
        Asking::Merge => ("exchange.ask_merge", "exchange.ask_merge_text"),
        Asking::Pack => ("exchange.ask_pack", "exchange.ask_pack_text"),
        Asking::Evidence(_) => ("ui.ask_copy", "ui.ask_copy_text"),
    };
    let kept = ui.data(|data| data.get_temp::<String>(id));
    let opened = kept.is_none();
    let mut path = kept.unwrap_or_default();
    let response = Modal::new(id)
        .backdrop_color(veil(ui))
        .frame(popup(ui).inner_margin(Margin::same(24)))
        .show(ui.ctx(), |ui| {
            ui.set_width(480.0);
            ui.label(theme::head(state.lang.get(title)));
            ui.add(egui::Label::new(theme::small(ui, state.lang.get(text))).wrap());
            ui.add_space(8.0);
            let field = widgets::text_field(ui, &mut path, state.lang.get("ui.path"), "");
            if opened {
                field.request_focus();
            }
            let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(12.0);
            buttons(ui, state, asking, &path, entered, outbox);
        });
    if response.backdrop_response.clicked() {
        outbox.send(Command::DismissAsk);
    }
    ui.data_mut(|data| data.insert_temp(id, path));
}

fn buttons(ui: &mut Ui, state: &State, asking: &Asking, path: &str, entered: bool, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let words = match asking {
            Asking::Page | Asking::Evidence(_) => lang.get("ui.write"),
            Asking::Workspace => lang.get("ui.open"),
            Asking::Merge => lang.get("exchange.offer_go"),
            Asking::Pack => lang.get("ui.write"),
        };
        let ready = !path.trim().is_empty();
        let go = ui.add_enabled_ui(ready, |ui| widgets::button(ui, words, Weight::Primary, None)).inner;
        if ready && (entered || go.clicked()) {
            let path = PathBuf::from(path.trim());
            outbox.send(match asking {
                Asking::Page => Command::Snapshot(path),
                Asking::Workspace => Command::Open(path),
                Asking::Merge => Command::LookInto(path),
                Asking::Pack => Command::Pack(path),
                Asking::Evidence(hash) => Command::CopyEvidence(hash.clone(), path),
            });
        }
        if widgets::button(ui, lang.get("ui.cancel"), Weight::Plain, None).clicked() {
            outbox.send(Command::DismissAsk);
        }
    });
}
