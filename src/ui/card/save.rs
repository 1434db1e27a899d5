//! The foot of the card while a site is marked: what the rules still miss, and the button that saves.

use egui::{Align, Label, Layout, Ui};

use super::draft::Draft;
use crate::app::{Command, Outbox, State};
use crate::scene::Token;
use crate::site::Site;
use crate::site::guard::{Step, check, fits};
use crate::text::Say;
use crate::ui::widgets::{self, Weight};
use crate::ui::{names, theme};
use crate::workspace::MarkRequest;

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, outbox: &mut Outbox) {
    let lang = state.lang;
    let draft = Draft::load(ui, state, site);
    let request = request(state, site, &draft);
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        ui.add_space(16.0);
        let words = match (&draft.to, draft.filled()) {
            (Some(to), _) => {
                let to = names::site_state(state, &site.kind, to);
                lang.fill("ui.save_mark", &[("state", &to)])
            }
            (None, 0) => lang.get("ui.save").to_owned(),
            (None, n) => lang.fill("ui.save_fields", &[("n", &n.to_string())]),
        };
        let width = Some(ui.available_width());
        let save = |ui: &mut Ui| widgets::button(ui, &words, Weight::Primary, width);
        let clicked = ui.add_enabled_ui(request.is_ok(), save).inner.clicked();
        match request {
            Ok(request) if clicked => outbox.send(Command::Mark(request)),
            Ok(_) => {}
            Err(missing) => {
                let ink = theme::colour(ui, if draft.is_begun() { Token::Critical } else { Token::Muted });
                ui.add(Label::new(theme::small(ui, missing).color(ink)).wrap());
            }
        }
    });
}

/// The mark that the draft asks for, or what it misses.
fn request(state: &State, site: &Site, draft: &Draft) -> Result<MarkRequest, String> {
    let lang = state.lang;
    let missing = |key: &str| lang.get(key).to_owned();
    let now = state.workspace.history.fold(site, state.as_of);
    let (Some(now), Some(kind)) = (now, state.workspace.kinds.get(&site.kind)) else {
        return Err(missing("ui.not_registered_yet"));
    };
    if !draft.is_begun() {
        return Err(missing("ui.state_needed"));
    }
    let on = draft.date().ok_or_else(|| missing("ui.date_wrong"))?;
    let in_trial = state.trial.is_some();
    if state.author.trim().is_empty() && !in_trial {
        return Err(missing("ui.author_needed"));
    }
    let set = draft.values(kind);
    let note = draft.note.trim();
    let step = Step {
        kind,
        fields: &now.fields,
        from: now.state,
        to: draft.to.as_deref().unwrap_or(now.state),
        set: &set,
        evidence: draft.evidence.len(),
        noted: !note.is_empty(),
    };
    let checked = if in_trial { fits(&step) } else { check(&step) };
    checked.map_err(|refusal| refusal.say(lang))?;
    Ok(MarkRequest {
        site: site.id.clone(),
        to: draft.to.clone(),
        on,
        note: (!note.is_empty()).then(|| note.to_owned()),
        set,
        evidence: draft.evidence.clone(),
    })
}
