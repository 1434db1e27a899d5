//! What happened to a site: every mark with the day on which it holds and the day on which it was
//! written down; what was taken back is struck through, never hidden.

use egui::{Align, Label, Layout, Ui};

use super::{pictures, section};
use crate::app::{Command, Outbox, State};
use crate::ledger::{Body, Event};
use crate::scene::{Icon, Token};
use crate::site::Site;
use crate::ui::{names, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, outbox: &mut Outbox) {
    let lang = state.lang;
    let history = &state.workspace.history;
    let marks: Vec<&Event> =
        history.of_site(&site.id).filter(|event| matches!(event.body, Body::Mark { .. })).rev().collect();
    section(ui, lang.get("ui.history"), &lang.fill("ui.marks", &[("n", &marks.len().to_string())]));
    if marks.is_empty() {
        ui.label(theme::small(ui, lang.get("ui.no_marks")));
    }
    let newest = marks.iter().find(|event| history.undone_by(&event.id).is_none());
    for event in &marks {
        let may_undo = newest.is_some_and(|newest| newest.id == event.id);
        mark(ui, state, site, event, may_undo, outbox);
    }
    if let Some(registered) = site.registered_on {
        let words = lang.fill("ui.registered", &[("date", &registered.to_string())]);
        let first = names::site_state(state, &site.kind, &site.state);
        ui.label(theme::small(ui, format!("{words} · {first}")));
    }
}

fn mark(ui: &mut Ui, state: &State, site: &Site, event: &Event, may_undo: bool, outbox: &mut Outbox) {
    let Body::Mark { from, to, note, .. } = &event.body else {
        return;
    };
    let lang = state.lang;
    let mut changes = changes(state, site, event);
    let undone = state.workspace.history.undone_by(&event.id);
    let holds = state.workspace.history.holds(event, state.as_of);
    let name = |id| names::site_state(state, &site.kind, id);
    let ink = theme::colour(ui, if holds { Token::Ink } else { Token::Muted });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut day = theme::strong(event.effective_on.to_string()).color(ink);
        // A mark that keeps the state is told by the first field that it changes.
        let steps = match (from == to, changes.is_empty()) {
            (false, _) => format!("{} → {}", name(from), name(to)),
            (true, false) => changes.remove(0),
            (true, true) => name(to),
        };
        let mut step = egui::RichText::new(steps).color(ink);
        if undone.is_some() {
            day = day.strikethrough();
            step = step.strikethrough();
        }
        ui.label(day);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if may_undo
                && state.workspace.writable
                && widgets::icon_button(ui, Icon::Undo, lang.get("ui.take_back"), 22.0).clicked()
            {
                outbox.send(Command::Undo(event.id.clone()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(step).truncate());
            });
        });
    });
    let mut remarks =
        vec![lang.fill("ui.recorded", &[("date", &event.recorded_on().to_string()), ("by", &event.by)])];
    remarks.extend(changes);
    remarks.extend(note.clone());
    remarks.extend(names::not_holding(lang, undone, holds));
    ui.add(Label::new(theme::small(ui, remarks.join(" · "))).wrap());
    if !event.evidence().is_empty() {
        pictures::show(ui, state, site, event, outbox);
    }
    ui.add_space(4.0);
}

/// The fields that a mark set: `装机 → 120`, `超低排放 改造中 → 已完成`.
fn changes(state: &State, site: &Site, event: &Event) -> Vec<String> {
    let Body::Mark { set, .. } = &event.body else {
        return Vec::new();
    };
    let kind = state.workspace.kinds.get(&site.kind);
    let before = state.workspace.history.fields_before(site, event);
    let words = |(field, value)| {
        let name = kind.map_or(field, |kind| kind.field_words(field, state.lang));
        match before.get(field).filter(|old| !old.is_blank()) {
            Some(old) => format!("{name} {old} → {value}"),
            None => format!("{name} → {value}"),
        }
    };
    set.iter().map(|(field, value)| words((field.as_str(), value))).collect()
}
