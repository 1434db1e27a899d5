//! The form that marks a site: a state, a day, and what the rules of that state ask for.

use egui::accesskit::Role;
use egui::{Align, Layout, TextEdit, Ui};

use super::draft::{Draft, wanted_fields};
use super::form::labelled;
use super::{choices, edit, evidence};
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
    choices::show(ui, lang, kind, now, &mut draft);
    if draft.to.is_some() {
        wanted(ui, lang, kind, now, &mut draft);
    }
    edit::show(ui, lang, kind, now, &mut draft);
    if draft.is_begun() {
        form(ui, state, &mut draft, outbox);
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
fn form(ui: &mut Ui, state: &State, draft: &mut Draft, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.add_space(4.0);
    labelled(ui, lang.get("ui.mark_on"), |ui| {
        day(ui, state, draft);
    });
    let mut author = state.author.clone();
    labelled(ui, lang.get("ui.mark_by"), |ui| {
        if widgets::text_field(ui, &mut author, lang.get("ui.mark_by"), lang.get("ui.mark_by_hint")).changed()
        {
            outbox.send(Command::SetAuthor(author.clone()));
        }
    });
    labelled(ui, lang.get("ui.mark_note"), |ui| {
        widgets::text_field(ui, &mut draft.note, lang.get("ui.mark_note"), lang.get("ui.optional"));
    });
    evidence::show(ui, lang, draft);
}

/// The day on which the mark holds, with a step back and forth.
fn day(ui: &mut Ui, state: &State, draft: &mut Draft) {
    let lang = state.lang;
    ui.spacing_mut().item_spacing.x = 2.0;
    let valid = draft.date().is_some();
    let name = lang.get("ui.mark_on");
    ui.spacing_mut().text_edit_width = 96.0;
    let edit = TextEdit::singleline(&mut draft.on).desired_width(96.0).margin(egui::Margin::symmetric(8, 5));
    let edit = if valid { edit } else { edit.text_color(theme::colour(ui, Token::Overdue)) };
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::TextInput, true, name));
    let step = |draft: &mut Draft, days: i32| {
        let moved = draft.date().and_then(|date| date.checked_add(jiff::Span::new().days(days)).ok());
        if let Some(date) = moved {
            draft.on = date.to_string();
        }
    };
    if widgets::icon_button(ui, Icon::ChevronLeft, lang.get("ui.day_before"), 26.0).clicked() {
        step(draft, -1);
    }
    if widgets::icon_button(ui, Icon::ChevronRight, lang.get("ui.day_after"), 26.0).clicked() {
        step(draft, 1);
    }
    if widgets::link(ui, lang.get("ui.today")).clicked() {
        draft.on = state.today.to_string();
    }
}
