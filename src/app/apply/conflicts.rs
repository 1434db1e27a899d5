//! Conflicts: found when the ledger changes, looked at one by one, settled by an event.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::super::{Act, Exchange, Mode, Outcome, State, derive};
use super::{acts, select_site};
use crate::ledger::{Author, Conflict, Subject};
use crate::site::SiteId;
use crate::status::{Lights, moved, numbers_moved};
use crate::workspace::SettleRequest;

/// Finds the conflicts anew where the ledger has more events, or others.
pub(super) fn refresh(state: &mut State) {
    let length = state.workspace.history.len();
    if state.exchange.known != Some(length) {
        find(&mut state.exchange, state.workspace.history.conflicts(), length);
        state.exchange.outcomes = Arc::default();
        if state.exchange.showing {
            foresee(state);
        }
    }
}

fn find(exchange: &mut Exchange, mut conflicts: Vec<Conflict>, length: usize) {
    let looked_at = exchange.chosen().map(key);
    // Stable: by subject and field within the open ones and within the settled ones.
    conflicts.sort_by_key(|conflict| !conflict.is_open());
    exchange.known = Some(length);
    exchange.open = conflicts.iter().filter(|conflict| conflict.is_open()).count();
    exchange.sites =
        conflicts.iter().filter(|conflict| conflict.is_open()).filter_map(site).collect::<BTreeSet<_>>();
    let same = conflicts.iter().position(|conflict| looked_at.as_ref() == Some(&key(conflict)));
    // The next one moves up into the place of one that was settled.
    let at = match same {
        Some(at) if conflicts.get(at).is_some_and(Conflict::is_open) => at,
        _ => exchange.at,
    };
    let at = if exchange.open > 0 { at.min(exchange.open - 1) } else { at };
    exchange.at = at.min(conflicts.len().saturating_sub(1));
    exchange.side = 0;
    exchange.conflicts = Arc::new(conflicts);
}

fn key(conflict: &Conflict) -> (Subject, String) {
    (conflict.subject.clone(), conflict.field.clone())
}

fn site(conflict: &Conflict) -> Option<SiteId> {
    match &conflict.subject {
        Subject::Site(site) => Some(site.clone()),
        _ => None,
    }
}

/// Shows the conflicts, that of a site first where one is named, or no longer.
pub(super) fn show(state: &mut State, of: Option<&SiteId>) {
    let about = |conflict: &Conflict| conflict.is_open() && site(conflict).as_ref() == of;
    if let Some(at) = of.and_then(|_| state.exchange.conflicts.iter().position(about)) {
        state.exchange.at = at;
        state.exchange.side = 0;
    }
    state.exchange.showing = true;
    state.notice = None;
    foresee(state);
}

pub(super) fn toggle(state: &mut State) {
    if state.exchange.showing {
        state.exchange.showing = false;
    } else {
        show(state, None);
    }
}

pub(super) fn choose(state: &mut State, at: usize) {
    if at < state.exchange.conflicts.len() {
        state.exchange.at = at;
        state.exchange.side = 0;
        foresee(state);
    }
}

pub(super) fn choose_side(state: &mut State, side: usize) {
    if state.exchange.chosen().is_some_and(|conflict| side < conflict.sides.len()) {
        state.exchange.side = side;
    }
}

/// To the site of the conflict on the map.
pub(super) fn go_to_site(state: &mut State, site: SiteId) {
    state.exchange.showing = false;
    if state.mode == Mode::Briefing {
        state.mode = Mode::Browse;
    }
    select_site(state, Some(site));
}

/// Keeps a side of the conflict that is looked at.
pub(super) fn settle(state: &mut State, side: usize, note: Option<String>, now: Timestamp) {
    let Some(conflict) = state.exchange.chosen().filter(|conflict| conflict.is_open()) else { return };
    let Some(keep) = conflict.sides.get(side).map(|side| side.event.clone()) else { return };
    let request = SettleRequest { keep, field: Some(conflict.field.clone()), note };
    acts::run(state, &Act::Settle(request), now);
}

/// The last second of a day of Anyang (UTC+8): after all that was recorded on it.
fn end_of(day: Date) -> Timestamp {
    let evening = day.at(23, 59, 59, 0);
    jiff::tz::Offset::constant(8).to_timestamp(evening).unwrap_or(Timestamp::MAX)
}

/// What each side would move, tried and not kept. In a trial nothing is tried within the trial.
pub(super) fn foresee(state: &mut State) {
    state.exchange.outcomes = Arc::default();
    let Some(conflict) = state.exchange.chosen().filter(|conflict| conflict.is_open()).cloned() else {
        return;
    };
    if state.workspace.in_trial() || state.exchange.merging {
        return;
    }
    let by = state.lang.get("app.trial").to_owned();
    let author = Author { by, recorded_at: end_of(state.today) };
    let outcomes = conflict.sides.iter().map(|side| {
        let request =
            SettleRequest { keep: side.event.clone(), field: Some(conflict.field.clone()), note: None };
        state.workspace.begin_trial();
        let settled = state.workspace.settle(&request, &author);
        let outcome = settled.ok().map(|_| {
            let after = derive::status(&mut Lights::default(), &state.workspace, state.as_of);
            Outcome {
                event: Some(side.event.clone()),
                moved: moved(&state.status, &after),
                numbers: numbers_moved(&state.status, &after),
            }
        });
        state.workspace.end_trial();
        outcome.unwrap_or_default()
    });
    let outcomes: Vec<Outcome> = outcomes.collect();
    state.exchange.outcomes = Arc::new(outcomes);
}
