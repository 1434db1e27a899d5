//! 退出: why a site leaves the register.

use egui::{Align, Id, Label, Layout, Ui};

use super::draft::Draft;
use super::evidence;
use super::form::{author, day, labelled, save_button};
use crate::app::{Command, Form, Outbox, State};
use crate::scene::{Icon, Token};
use crate::site::{Site, SiteId};
use crate::text::Say;
use crate::ui::theme;
use crate::ui::widgets;
use crate::workspace::{Place, RetireRequest, WorkspaceError};

/// A retirement that is being written down, of a site and at a number of events: the note says why.
type Begun = (SiteId, usize, Draft);

/// The way to the form.
pub(super) fn link(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    if state.form != Some(Form::Retire) && widgets::link(ui, state.lang.get("ui.retire")).clicked() {
        outbox.send(Command::OpenForm(Some(Form::Retire)));
    }
}

/// The form, where it is open.
pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, outbox: &mut Outbox) {
    let lang = state.lang;
    if state.form != Some(Form::Retire) {
        return;
    }
    widgets::hair_line(ui, 8.0);
    let id = Id::unique("retirement");
    let events = state.acts;
    let kept = ui.data(|data| data.get_temp::<Begun>(id));
    let kept = kept.filter(|(of, when, _)| *of == site.id && *when == events).map(|(.., draft)| draft);
    let fresh = kept.is_none();
    let mut draft = kept.unwrap_or_else(|| Draft::begun(state));
    ui.horizontal(|ui| {
        ui.label(theme::strong(lang.get("ui.retire_title")).color(theme::colour(ui, Token::Accent)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Close, lang.get("ui.close_form"), 22.0).clicked() {
                outbox.send(Command::OpenForm(None));
            }
        });
    });
    ui.add(Label::new(theme::small(ui, lang.get("ui.retire_hint"))).wrap());
    labelled(ui, lang.get("ui.retire_why"), |ui| {
        let hint = lang.get("ui.retire_why_hint");
        widgets::text_field(ui, &mut draft.note, lang.get("ui.retire_why"), hint);
    });
    labelled(ui, lang.get("ui.mark_on"), |ui| day(ui, state, lang.get("ui.mark_on"), &mut draft.on));
    labelled(ui, lang.get("ui.add_by"), |ui| author(ui, state, outbox));
    evidence::show(ui, state, site, &mut draft, outbox);
    let request = request(state, site, &draft);
    if let Some(request) = save_button(ui, lang.get("ui.retire_save"), request) {
        outbox.send(Command::Retire(request));
    }
    // A form that was just opened is seen whole, also under a long card.
    if fresh {
        ui.scroll_to_cursor(Some(Align::BOTTOM));
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp::<Begun>(id, (site.id.clone(), events, draft)));
}

fn request(state: &State, site: &Site, draft: &Draft) -> Result<RetireRequest, String> {
    let lang = state.lang;
    let missing = |key: &str| lang.get(key).to_owned();
    if !state.workspace.writable && state.workspace.place != Place::BuiltIn {
        return Err(WorkspaceError::ReadOnly.say(lang));
    }
    let why = draft.note.trim();
    if why.is_empty() {
        return Err(missing("ui.retire_why_needed"));
    }
    let on = draft.date().ok_or_else(|| missing("ui.date_wrong"))?;
    if on > state.today && state.trial.is_none() {
        return Err(lang.fill("ui.date_ahead", &[("today", &state.today.to_string())]));
    }
    if state.author.trim().is_empty() && state.trial.is_none() {
        return Err(missing("ui.report_by_needed"));
    }
    Ok(RetireRequest { site: site.id.clone(), on, why: why.to_owned(), evidence: draft.evidence.clone() })
}
