//! Acts that write an event, taking them back, and doing them again.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::state::Undone;
use super::super::work_list::{self, WorkAsk};
use super::super::{Act, Acted, Notice, State, derive, load};
use super::desk::refresh_changes;
use super::{exchange, problem, refresh_status, register};
use crate::ledger::{Author, Event, EventId};
use crate::status::{Lights, Status, moved, numbers_moved};
use crate::text::Say;
use crate::workspace::{MarkRequest, Place, WorkspaceError};

/// Does an act, and says what it moved.
pub(super) fn run(state: &mut State, act: &Act, now: Timestamp) {
    let before = Arc::clone(&state.status);
    let Some(author) = author(state, now) else {
        return problem(state, "app.author_needed");
    };
    if let Some(words) = exchange::hindrance(state) {
        state.notice = Some(Notice::Problem(words));
        return;
    }
    if let Err(words) = open_for_work(state) {
        state.notice = Some(Notice::Problem(words));
        return;
    }
    match write(state, act, &author) {
        Ok(events) if events.is_empty() => problem(state, "app.nothing_to_mark"),
        Ok(events) => {
            let behind = events.first().and_then(|event| state.workspace.clock_warning(event));
            let events: Vec<EventId> = events.into_iter().map(|event| event.id).collect();
            let mut text = derive::acted_in_words(state, &events);
            if let Some(behind) = behind {
                text = format!("{text} · {}", behind.say(state.lang));
            }
            told(state, text, &before);
            if let Some(last) = events.last() {
                register::choose_added(state, last);
            }
            state.undo_stack.push(Acted { events });
            state.redo_stack.clear();
            state.marking = false;
            state.form = None;
        }
        Err(error) => state.notice = Some(Notice::Problem(error.say(state.lang))),
    }
}

/// Marks many sites; what was marked is ticked no more.
pub(super) fn mark_all(state: &mut State, requests: Vec<MarkRequest>, now: Timestamp) {
    run(state, &Act::MarkAll(requests), now);
    if state.form.is_none() {
        work_list::ask(state, WorkAsk::TickNone);
    }
}

/// Takes the last act back, all of it.
pub(super) fn undo_last(state: &mut State, now: Timestamp) {
    forget_gone(state);
    let Some(acted) = state.undo_stack.last() else {
        return problem(state, "app.nothing_to_undo");
    };
    undo(state, &acted.events.clone(), now);
}

/// Takes events back together.
pub(super) fn undo(state: &mut State, events: &[EventId], now: Timestamp) {
    let Some(by) = counter(state, events, now) else { return };
    // What is left of a batch of which one was taken back can still be taken back.
    for acted in &mut state.undo_stack {
        acted.events.retain(|event| !events.contains(event));
    }
    state.undo_stack.retain(|acted| !acted.events.is_empty());
    state.redo_stack.push(Undone { act: Acted { events: events.to_vec() }, by });
}

/// Does again what was taken back last, by taking the counter-events back: the marks with their
/// authors and photos count as before.
pub(super) fn redo(state: &mut State, now: Timestamp) {
    forget_gone(state);
    let Some(Undone { act, by }) = state.redo_stack.last().cloned() else {
        return problem(state, "app.nothing_to_redo");
    };
    if counter(state, &by, now).is_some() {
        state.redo_stack.pop();
        state.undo_stack.push(act);
    }
}

/// What was taken back elsewhere, or is not in this ledger, is not this window's to take back or do again.
pub(super) fn forget_gone(state: &mut State) {
    let State { workspace, undo_stack, redo_stack, .. } = state;
    let history = &workspace.history;
    let holds = |event: &EventId| history.get(event).is_some() && history.undone_by(event).is_none();
    undo_stack.iter_mut().for_each(|acted| acted.events.retain(holds));
    undo_stack.retain(|acted| !acted.events.is_empty());
    redo_stack.iter_mut().for_each(|undone| undone.by.retain(holds));
    redo_stack.retain(|undone| !undone.by.is_empty());
}

/// Writes counter-events and says what they moved; none where they were refused.
fn counter(state: &mut State, events: &[EventId], now: Timestamp) -> Option<Vec<EventId>> {
    let before = Arc::clone(&state.status);
    let Some(author) = author(state, now) else {
        problem(state, "app.author_needed");
        return None;
    };
    if let Some(words) = exchange::hindrance(state) {
        state.notice = Some(Notice::Problem(words));
        return None;
    }
    match state.workspace.undo_all(events, &author) {
        Ok(written) => {
            let text = derive::taken_back_in_words(state, events);
            told(state, text, &before);
            register::leave_lost(state);
            Some(written.into_iter().map(|event| event.id).collect())
        }
        Err(error) => {
            state.notice = Some(Notice::Problem(error.say(state.lang)));
            None
        }
    }
}

/// The manifest of the built-in workspace is the program's own, so it is copied first.
pub(super) fn choose_rule(state: &mut State, id: &str) {
    if let Some(words) = exchange::hindrance(state) {
        state.notice = Some(Notice::Problem(words));
        return;
    }
    let chosen = open_for_work(state)
        .and_then(|()| state.workspace.choose_rule(id).map_err(|error| error.say(state.lang)));
    state.notice = Some(match chosen {
        Ok(()) => {
            refresh_status(state);
            refresh_changes(state);
            let rule = state.workspace.rule.name.get(state.lang);
            let key = if state.workspace.in_trial() { "app.rule_tried" } else { "app.rule_chosen" };
            Notice::Done(state.lang.fill(key, &[("rule", rule)]))
        }
        Err(words) => Notice::Problem(words),
    });
}

fn write(state: &mut State, act: &Act, author: &Author) -> Result<Vec<Event>, WorkspaceError> {
    let workspace = &mut state.workspace;
    match act {
        Act::Mark(request) => workspace.mark(request, author).map(|event| vec![event]),
        Act::MarkAll(requests) => workspace.mark_all(requests, author),
        Act::Report(request) => workspace.report(request, author).map(|event| vec![event]),
        Act::Assign(request) => workspace.assign(request, author).map(|event| vec![event]),
        Act::Add(request) => workspace.add_site(request, author).map(|event| vec![event]),
        Act::Retire(request) => workspace.retire(request, author).map(|event| vec![event]),
        Act::Settle(request) => workspace.settle(request, author).map(|event| vec![event]),
    }
}

/// The lights after something was written, and one line about what it moved.
fn told(state: &mut State, text: String, before: &Status) {
    state.acts += 1;
    refresh_status(state);
    refresh_changes(state);
    let (moved, numbers) = (moved(before, &state.status), numbers_moved(before, &state.status));
    state.notice = Some(Notice::Acted { text, moved, numbers });
}

/// Who acts; what is only tried needs no name.
fn author(state: &State, now: Timestamp) -> Option<Author> {
    let by = match state.author.trim() {
        "" if state.workspace.in_trial() => state.lang.get("app.trial"),
        by => by,
    };
    (!by.is_empty()).then(|| Author { by: by.to_owned(), recorded_at: now })
}

/// The built-in workspace is copied to the user's folder before its first mark.
fn open_for_work(state: &mut State) -> Result<(), String> {
    if state.workspace.place != Place::BuiltIn || state.workspace.in_trial() {
        return Ok(());
    }
    let copy = load::own_copy(&state.own_folder).map_err(|error| error.say(state.lang))?;
    state.workspace = copy;
    state.lights = Lights::default();
    Ok(())
}
