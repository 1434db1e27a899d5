//! What happened to a site: every mark with the day on which it holds and the day on which it was
//! written down; what was taken back is struck through, never hidden.

use std::collections::BTreeMap;

use egui::{Align, Id, Label, Layout, Ui};

use super::{pictures, section};
use crate::app::{Command, Outbox, State};
use crate::ledger::{Body, Event, EventId};
use crate::scene::{Icon, Token};
use crate::site::{Fields, Site, Value};
use crate::ui::{names, theme, widgets};

/// What a site that was just added held before.
static NOTHING: BTreeMap<String, Value> = BTreeMap::new();

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, outbox: &mut Outbox) {
    let lang = state.lang;
    let history = &state.workspace.history;
    let told = |event: &&Event| matches!(event.body, Body::Mark { .. } | Body::Add(_) | Body::Retire(_));
    let marks: Vec<&Event> = history.of_site(&site.id).filter(told).rev().collect();
    let n = marks.iter().filter(|event| matches!(event.body, Body::Mark { .. })).count();
    section(ui, lang.get("ui.history"), &lang.fill("ui.marks", &[("n", &n.to_string())]));
    if marks.is_empty() {
        ui.label(theme::small(ui, lang.get("ui.no_marks")));
    }
    let newest = marks.iter().find(|event| history.undone_by(&event.id).is_none());
    for event in &marks {
        let undo = match history.undone_by(&event.id) {
            Some(_) => TakeBack::No,
            None if newest.is_some_and(|newest| newest.id == event.id) => TakeBack::AtOnce,
            // What came after it stays: a person should be sure.
            None => TakeBack::Asking,
        };
        mark(ui, state, site, event, undo, outbox);
    }
    // An added site's first line is the event that added it.
    if let Some(registered) = site.registered_on.filter(|_| site.added_by.is_none()) {
        let words = lang.fill("ui.registered", &[("date", &registered.to_string())]);
        let first = names::site_state(state, &site.kind, &site.state);
        ui.label(theme::small(ui, format!("{words} · {first}")));
    }
}

/// Days between holding and being written down, from which on a record says that it is late.
const LATE_RECORD: i32 = 7;

/// Whether an event can be taken back from the list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TakeBack {
    No,
    AtOnce,
    /// By a second click.
    Asking,
}

/// The button that takes an event back; one that others follow is asked about first.
fn take_back(ui: &mut Ui, state: &State, event: &Event, undo: TakeBack, outbox: &mut Outbox) {
    if undo == TakeBack::No || !state.workspace.writable {
        return;
    }
    let lang = state.lang;
    let id = Id::unique("take_back_asked");
    let asked = ui.data(|data| data.get_temp::<EventId>(id)).as_ref() == Some(&event.id);
    let sure = undo == TakeBack::AtOnce || asked;
    let clicked = if asked {
        widgets::link(ui, lang.get("ui.take_back_sure")).clicked()
    } else {
        let key = if sure { "ui.take_back" } else { "ui.take_back_older" };
        let words = lang.fill(key, &[("date", &event.effective_on.to_string())]);
        widgets::icon_button(ui, Icon::Undo, &words, 22.0).clicked()
    };
    if clicked && sure {
        ui.data_mut(|data| data.remove::<EventId>(id));
        outbox.send(Command::Undo(event.id.clone()));
    } else if clicked {
        ui.data_mut(|data| data.insert_temp(id, event.id.clone()));
    }
}

fn mark(ui: &mut Ui, state: &State, site: &Site, event: &Event, undo: TakeBack, outbox: &mut Outbox) {
    let lang = state.lang;
    let mut changes = changes(state, site, event);
    let undone = state.workspace.history.undone_by(&event.id);
    let holds = state.workspace.history.holds(event, state.as_of);
    let name = |id: &str| names::site_state(state, &site.kind, id);
    let ink = theme::colour(ui, if holds { Token::Ink } else { Token::Muted });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut day = theme::strong(event.effective_on.to_string()).color(ink);
        let steps = match &event.body {
            // A mark that keeps the state is told by the first field that it changes.
            Body::Mark { from, to, .. } if from == to && !changes.is_empty() => changes.remove(0),
            Body::Mark { from, to, .. } if from == to => name(to),
            Body::Mark { from, to, .. } => format!("{} → {}", name(from), name(to)),
            Body::Add(added) => format!("{} · {}", lang.get("ui.was_added"), name(&added.state)),
            Body::Retire(retired) => lang.fill("ui.was_retired", &[("why", &retired.why)]),
            _ => String::new(),
        };
        let mut step = egui::RichText::new(steps).color(ink);
        if undone.is_some() {
            day = day.strikethrough();
            step = step.strikethrough();
        }
        ui.label(day);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            take_back(ui, state, event, undo, outbox);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(step).truncate());
            });
        });
    });
    let recorded = event.recorded_on();
    let mut remarks = vec![lang.fill("ui.recorded", &[("date", &recorded.to_string()), ("by", &event.by)])];
    let late = event.effective_on.until(recorded).map_or(0, |span| span.get_days());
    if late > LATE_RECORD {
        remarks.push(lang.fill("ui.late_record", &[("n", &late.to_string())]));
    }
    remarks.extend(changes);
    remarks.extend(match &event.body {
        Body::Mark { note, .. } => note.clone(),
        Body::Add(added) => added.note.clone(),
        _ => None,
    });
    // A settlement says itself why what it is against does not hold.
    let overruled = state.workspace.history.overruled(event);
    remarks.extend(names::not_holding(lang, undone, holds || !overruled.is_empty()));
    for (_, by) in overruled.iter().take(1) {
        let values = [("date", by.recorded_on().to_string()), ("by", by.by.clone())];
        remarks
            .push(lang.fill("ui.overruled", &values.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    ui.add(Label::new(theme::small(ui, remarks.join(" · "))).wrap());
    if !event.evidence().is_empty() {
        ui.add_space(2.0);
        pictures::show(ui, state, site, event, outbox);
    }
    ui.add_space(4.0);
}

/// The fields that a mark set: `装机 → 120`, `超低排放 改造中 → 已完成`.
fn changes(state: &State, site: &Site, event: &Event) -> Vec<String> {
    let set = match &event.body {
        Body::Mark { set, .. } => set,
        Body::Add(added) => &added.set,
        _ => return Vec::new(),
    };
    let kind = state.workspace.kinds.get(&site.kind);
    let before = match event.body {
        Body::Mark { .. } => state.workspace.history.fields_before(site, event),
        _ => Fields::of(&NOTHING),
    };
    let words = |(field, value)| {
        let name = kind.map_or(field, |kind| kind.field_words(field, state.lang));
        match before.get(field).filter(|old| !old.is_blank()) {
            Some(old) => format!("{name} {old} → {value}"),
            None => format!("{name} → {value}"),
        }
    };
    set.iter().map(|(field, value)| words((field.as_str(), value))).collect()
}
