//! 巡查: where the inspector is, which site comes next, what is ticked, and the round.

use std::sync::Arc;

use super::super::effect::{Effect, Effects};
use super::super::work_list::{self, MOST_STOPS, WorkAsk};
use super::super::{Form, Mode, Notice, State, derive};
use super::{problem, select_site};

pub(super) fn ask(state: &mut State, ask: WorkAsk, effects: &mut Effects) {
    if let Some(text) = work_list::ask(state, ask) {
        effects.push(Effect::Copy(text));
        state.notice = Some(Notice::Done(state.lang.get("app.round_copied").to_owned()));
    }
}

/// What anyone misses is asked for where someone inspects.
pub(super) fn set_mode(state: &mut State, mode: Mode) {
    state.playing &= mode != Mode::Inspect;
    state.mode = mode;
    state.work.placing = false;
    if state.task.is_none() {
        state.missing = Arc::new(derive::missing(state));
    }
}

/// The next click on the map says where the inspector is.
pub(super) fn toggle_here(state: &mut State) {
    let placing = !(state.work.placing && state.mode == Mode::Inspect);
    set_mode(state, Mode::Inspect);
    state.work.placing = placing;
}

pub(super) fn step_site(state: &mut State, forward: bool) {
    if let Some(site) = work_list::step(state, forward) {
        select_site(state, Some(site));
    }
}

pub(super) fn tick_site(state: &mut State) {
    match state.site.clone() {
        Some(site) => drop(work_list::ask(state, WorkAsk::Tick(site))),
        None => problem(state, "app.site_needed"),
    }
}

/// The round through what is ticked, or no longer.
pub(super) fn toggle_round(state: &mut State) {
    let shown = state.work.round.is_none();
    work_list::ask(state, WorkAsk::Round(shown));
    if shown && state.work.round.is_none() {
        let many = state.work.ticked.len() > MOST_STOPS;
        problem(state, if many { "app.round_too_long" } else { "app.tick_first" });
    }
}

/// The form of one mark for all that is ticked, in the place of a site's card.
pub(super) fn toggle_batch(state: &mut State) {
    if state.work.ticked.is_empty() {
        return problem(state, "app.tick_first");
    }
    select_site(state, None);
    set_mode(state, Mode::Inspect);
    state.form = (state.form != Some(Form::Batch)).then_some(Form::Batch);
}
