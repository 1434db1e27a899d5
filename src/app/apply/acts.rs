//! Acts that write an event, taking them back, and doing them again.

use std::sync::Arc;

use jiff::Timestamp;

use super::super::{Act, Acted, Notice, State, derive, load};
use super::desk::refresh_changes;
use super::{problem, refresh_status, register};
use crate::ledger::{Author, Event, EventId};
use crate::status::{Lights, Status, moved, numbers_moved};
use crate::text::Say;
use crate::workspace::{MarkRequest, Place, WorkspaceError};

/// Does acts one after the other, up to the first that is refused.
pub(super) fn run(state: &mut State, acts: Vec<Act>, now: Timestamp) {
    let before = Arc::clone(&state.status);
    let Some(author) = author(state, now) else {
        return problem(state, "app.author_needed");
    };
    if let Err(words) = open_for_work(state) {
        state.notice = Some(Notice::Problem(words));
        return;
    }
    let mut done = Vec::new();
    let mut refused = None;
    for act in acts {
        match write(state, &act, &author) {
            Ok(event) => done.push(Acted { event: event.id, act }),
            Err(error) => {
                refused = Some(error.say(state.lang));
                break;
            }
        }
    }
    if !done.is_empty() {
        refresh_status(state);
        refresh_changes(state);
        let text = match &done[..] {
            [one] => derive::act_in_words(state, &one.act),
            many => state.lang.fill("app.marked_many", &[("n", &many.len().to_string())]),
        };
        notice_acted(state, text, &before);
        state.marking = false;
        state.form = None;
        if let Some(last) = done.last() {
            register::choose_added(state, &last.event.clone());
        }
        state.undo_stack.append(&mut done);
        state.redo_stack.clear();
    }
    if let Some(words) = refused {
        state.notice = Some(Notice::Problem(words));
    }
}

/// A batch is for trials: a mark that is kept stands for a visit of its own.
pub(super) fn mark_all(state: &mut State, requests: Vec<MarkRequest>, now: Timestamp) {
    if state.workspace.in_trial() {
        run(state, requests.into_iter().map(Act::Mark).collect(), now);
    } else {
        problem(state, "app.trial_needed");
    }
}

pub(super) fn redo(state: &mut State, act: Act, now: Timestamp) {
    let rest = state.redo_stack.clone();
    let acts = state.undo_stack.len();
    run(state, vec![act.clone()], now);
    state.redo_stack = rest;
    if state.undo_stack.len() == acts {
        state.redo_stack.push(act);
    }
}

pub(super) fn undo(state: &mut State, event: &EventId, now: Timestamp) {
    let before = Arc::clone(&state.status);
    let Some(author) = author(state, now) else {
        return problem(state, "app.author_needed");
    };
    if let Err(error) = state.workspace.undo(event, &author) {
        state.notice = Some(Notice::Problem(error.say(state.lang)));
        return;
    }
    refresh_status(state);
    refresh_changes(state);
    register::leave_lost(state);
    let at = state.undo_stack.iter().position(|acted| &acted.event == event);
    let act = at.map(|at| state.undo_stack.remove(at).act);
    let about = derive::subject_of_event(state, event).unwrap_or_default();
    let text = state.lang.fill("app.undone", &[("site", &about)]);
    notice_acted(state, text, &before);
    state.redo_stack.extend(act);
}

/// The manifest of the built-in workspace is the program's own, so it is copied first.
pub(super) fn choose_rule(state: &mut State, id: &str) {
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

fn write(state: &mut State, act: &Act, author: &Author) -> Result<Event, WorkspaceError> {
    match act {
        Act::Mark(request) => state.workspace.mark(request, author),
        Act::Report(request) => state.workspace.report(request, author),
        Act::Assign(request) => state.workspace.assign(request, author),
        Act::Add(request) => state.workspace.add_site(request, author),
        Act::Retire(request) => state.workspace.retire(request, author),
    }
}

fn notice_acted(state: &mut State, text: String, before: &Status) {
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
