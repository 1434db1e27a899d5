//! What a package shall hold.

use egui::accesskit::Role;
use egui::{ComboBox, Label, Ui, WidgetInfo};

use super::buttons;
use crate::app::{Command, Outbox, PackDraft, State};
use crate::scene::Token;
use crate::ui::{names, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, draft: &PackDraft, outbox: &mut Outbox) {
    let lang = state.lang;
    let mut new = draft.clone();
    let typing = ui.ctx().text_edit_focused();
    ui.label(theme::head(lang.get("exchange.pack_name")));
    ui.add(Label::new(theme::small(ui, lang.get("exchange.pack_text"))).wrap());
    ui.add_space(12.0);
    ui.label(theme::small(ui, lang.get("exchange.pack_county")));
    let whole = lang.get("exchange.pack_whole");
    let chosen = new.county.as_ref().map_or_else(|| whole.to_owned(), |county| names::county(state, county));
    let shown = ComboBox::from_id_salt("pack_county").selected_text(chosen).width(260.0).show_ui(ui, |ui| {
        if ui.selectable_label(new.county.is_none(), whole).clicked() {
            new.county = None;
            new.since = since(state, &new);
        }
        for county in &state.workspace.plan.counties {
            let is_chosen = new.county.as_ref() == Some(&county.adcode);
            if ui.selectable_label(is_chosen, county.name.get(lang)).clicked() {
                new.county = Some(county.adcode.clone());
                new.since = since(state, &new);
            }
        }
    });
    let name = lang.get("exchange.pack_county");
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
    ui.add_space(8.0);
    let name = lang.get("exchange.pack_since");
    ui.label(theme::small(ui, name));
    ui.scope(|ui| {
        ui.set_max_width(260.0);
        widgets::text_field(ui, &mut new.since, name, "");
    });
    let wrong = new.day().is_err();
    if wrong {
        let ink = theme::colour(ui, Token::Critical);
        ui.label(theme::small(ui, lang.get("exchange.pack_since_wrong")).color(ink));
    }
    if buttons(ui, state, lang.get("exchange.pack_go"), (!wrong, !typing), outbox) {
        outbox.send(Command::AskPack);
    }
    if new != *draft {
        outbox.send(Command::DraftPack(new));
    }
}

/// The day of the last package of the same county, where this window wrote one.
fn since(state: &State, draft: &PackDraft) -> String {
    state.exchange.packed_on.get(&draft.county).map(ToString::to_string).unwrap_or_default()
}
