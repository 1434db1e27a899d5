//! The form that marks a site: a state, a day, and what the rules of that state ask for.

use egui::{Align, Layout, Ui};

use super::draft::{Draft, wanted_fields};
use super::form::{author, day, labelled};
use super::{choices, conditions, edit, evidence};
use crate::app::{Command, Mode, Outbox, State};
use crate::ledger::SiteNow;
use crate::scene::{Icon, Token};
use crate::site::{Kind, Site};
use crate::text::Lang;
use crate::ui::{theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, now: Option<&SiteNow>, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.horizontal(|ui| {
        ui.label(theme::strong(lang.get("ui.mark_title")).color(theme::colour(ui, Token::Accent)));
        if state.mode != Mode::Inspect {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = lang.get("ui.close_form");
                if widgets::icon_button(ui, Icon::Close, close, 22.0).clicked() {
                    outbox.send(Command::CloseMark);
                }
            });
        }
    });
    let (Some(now), Some(kind)) = (now, state.workspace.kinds.get(&site.kind)) else {
        ui.label(theme::small(ui, lang.get("ui.not_registered_yet")));
        return;
    };
    let mut draft = Draft::load(ui, state, site);
    choices::show(ui, lang, kind, now, &mut draft, state.trial.is_some());
    if state.trial.is_none() {
        conditions::show(ui, lang, kind, now, &draft);
    }
    if draft.to.is_some() {
        wanted(ui, lang, kind, now, &mut draft);
    }
    edit::show(ui, lang, kind, now, &mut draft);
    evidence::take_dropped(ui, &mut draft);
    if draft.is_begun() || !draft.evidence.is_empty() {
        form(ui, state, site, &mut draft, outbox);
    }
    draft.keep(ui);
}

/// The fields that the rules of the state ask for.
fn wanted(ui: &mut Ui, lang: Lang, kind: &Kind, now: &SiteNow, draft: &mut Draft) {
    let target = draft.to.clone().unwrap_or_default();
    for wanted in wanted_fields(kind, now, &target) {
        edit::field(ui, lang, wanted, now, draft);
    }
}

/// Day, who, note, evidence.
fn form(ui: &mut Ui, state: &State, site: &Site, draft: &mut Draft, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.add_space(4.0);
    labelled(ui, lang.get("ui.mark_on"), |ui| {
        day(ui, state, lang.get("ui.mark_on"), &mut draft.on);
    });
    labelled(ui, lang.get("ui.mark_by"), |ui| author(ui, state, outbox));
    labelled(ui, lang.get("ui.mark_note"), |ui| {
        widgets::text_field(ui, &mut draft.note, lang.get("ui.mark_note"), lang.get("ui.optional"));
    });
    evidence::show(ui, state, site, draft, outbox);
}
