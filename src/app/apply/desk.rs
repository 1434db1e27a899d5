//! Steps through tasks, the matrix, the comparison of two days, the trial, and the forms of reports and assignments.

use std::sync::Arc;

use jiff::ToSpan;

use super::super::state::{Matrix, SetAside};
use super::super::{Form, Period, State, derive};
use super::register::leave_lost;
use super::{conflicts, is_busy, problem, refresh_status, select_county, select_task};
use crate::plan::{Scope, TaskNo};
use crate::status::Lights;

pub(super) fn matrix(state: &mut State, change: impl FnOnce(&mut Matrix)) {
    change(&mut state.matrix);
    state.matrix.tasks = derive::matrix_tasks(state);
    state.show_matrix = true;
    compare(state, None);
}

/// The matrix comes back in the place of what changed.
pub(super) fn show_matrix(state: &mut State) {
    state.show_matrix = state.comparing.is_some() || !state.show_matrix;
    compare(state, None);
}

pub(super) fn compare(state: &mut State, period: Option<Period>) {
    if state.comparing != period {
        state.comparing = period;
        refresh_changes(state);
    }
}

/// What changed follows from the two days, the clock and the ledger, not from the day that is shown.
pub(super) fn refresh_changes(state: &mut State) {
    state.changes = derive::changes(state).map(Arc::new);
    conflicts::refresh(state);
}

/// What the last three months brought, to begin with.
pub(super) fn toggle_changes(state: &mut State) {
    let to = state.as_of.date;
    let begin = to.saturating_sub(3.months()).max(state.workspace.plan.start.min(to));
    let period = Period { from: begin, to };
    compare(state, state.comparing.is_none().then_some(period));
}

/// Round and round through the plan's counties.
pub(super) fn step_county(state: &mut State, forward: bool) {
    let counties = &state.workspace.plan.counties;
    let here = counties.iter().position(|county| Some(&county.adcode) == state.county.as_ref());
    let next = match (here, forward) {
        (None, true) => Some(0),
        (None, false) => counties.len().checked_sub(1),
        (Some(at), true) => Some((at + 1) % counties.len()),
        (Some(at), false) => Some((at + counties.len() - 1) % counties.len()),
    };
    let code = next.and_then(|at| counties.get(at)).map(|county| county.adcode.clone());
    if code.is_some() {
        select_county(state, code);
    }
}

/// Into a trial, or out of it with everything as before.
pub(super) fn toggle_trial(state: &mut State) {
    if state.trial.is_none() && is_busy(state) {
        return;
    }
    state.notice = None;
    if put_back(state) {
        state.workspace.end_trial();
        state.lights = Lights::default();
        refresh_status(state);
        refresh_changes(state);
        leave_lost(state);
    } else {
        state.trial = Some(SetAside {
            undo_stack: std::mem::take(&mut state.undo_stack),
            redo_stack: std::mem::take(&mut state.redo_stack),
        });
        state.workspace.begin_trial();
    }
}

/// What the window set aside for a trial is there again; whether there was one.
pub(super) fn put_back(state: &mut State) -> bool {
    let Some(SetAside { undo_stack, redo_stack }) = state.trial.take() else { return false };
    state.undo_stack = undo_stack;
    state.redo_stack = redo_stack;
    true
}

/// The form of the milestone that is explained, or of the first that takes a report.
pub(super) fn open_report(state: &mut State) {
    let Some(task) = state.task.and_then(|task| state.workspace.plan.task(task)) else {
        return problem(state, "app.task_needed");
    };
    let takes = task.milestones.iter().filter(|milestone| milestone.takes_report());
    let takes = takes.filter(|milestone| state.county.as_ref().is_none_or(|county| milestone.asks(county)));
    let explained = |milestone: &&crate::plan::Milestone| Some(&milestone.id) == state.explained.as_ref();
    let milestone = takes.clone().find(explained).or_else(|| takes.clone().next());
    match milestone.map(|milestone| milestone.id.clone()) {
        Some(id) => open(state, Form::Report(id)),
        None => problem(state, "app.nothing_to_report"),
    }
}

pub(super) fn open_assign(state: &mut State) {
    let relevant =
        |task: TaskNo| state.workspace.plan.task(task).is_some_and(|task| task.scope == Scope::Relevant);
    if state.task.is_some_and(relevant) {
        open(state, Form::Assign);
    } else {
        problem(state, "app.not_assignable");
    }
}

/// Opens a form in the place of a site's card.
fn open(state: &mut State, form: Form) {
    state.site = None;
    state.marking = false;
    state.form = (state.form.as_ref() != Some(&form)).then_some(form);
}

pub(super) fn step_task(state: &mut State, forward: bool) {
    let tasks = || state.workspace.plan.tasks.iter().map(|task| task.number);
    let next = match (state.task, forward) {
        (None, true) => tasks().min(),
        (None, false) => tasks().max(),
        (Some(task), true) => tasks().filter(|other| *other > task).min(),
        (Some(task), false) => tasks().filter(|other| *other < task).max(),
    };
    if next.is_some() {
        select_task(state, next);
    }
}
