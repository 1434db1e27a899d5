//! The day that is looked at: stepping, playing, midnight.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::{State, derive, work_list};
use super::desk::refresh_changes;
use super::{conflicts, refresh_preview, refresh_status};
use crate::ledger::AsOf;

/// A step of the playing timeline; it stops at its end.
pub(in crate::app) fn advance(state: &mut State) {
    let end = play_end(state);
    let next = state.as_of.date.saturating_add(state.speed.days().days()).min(end);
    set_as_of(state, AsOf { date: next, ..state.as_of });
    state.playing = next < end;
    work_list::follow(state);
}

/// A new day has begun; who looked at today goes on doing so.
pub(in crate::app) fn new_day(state: &mut State, today: Date) {
    let followed = state.as_of.date == state.today;
    state.today = today;
    if followed {
        set_as_of(state, AsOf { date: today, ..state.as_of });
        refresh_preview(state);
        work_list::follow(state);
    }
}

pub(super) fn step_date(state: &mut State, forward: bool) {
    let days = derive::days_to_stop_at(state);
    let here = state.as_of.date;
    let next = if forward {
        days.into_iter().find(|day| *day > here)
    } else {
        days.into_iter().rev().find(|day| *day < here)
    };
    if let Some(date) = next {
        state.playing = false;
        set_as_of(state, AsOf { date, ..state.as_of });
    }
}

/// Begins at the plan's start again where the end is reached.
pub(super) fn play(state: &mut State) {
    state.playing = !state.playing;
    if state.playing && state.as_of.date >= timeline_end(state) {
        let date = state.workspace.plan.start;
        set_as_of(state, AsOf { date, ..state.as_of });
    }
}

/// Playing stops at the plan's last day; from there on it goes to today.
fn play_end(state: &State) -> Date {
    let end = state.workspace.plan.end;
    if state.as_of.date < end { end } else { timeline_end(state) }
}

fn timeline_end(state: &State) -> Date {
    state.workspace.plan.end.max(state.today)
}

pub(super) fn set_as_of(state: &mut State, as_of: AsOf) {
    if state.as_of != as_of {
        let other_clock = state.as_of.clock != as_of.clock;
        state.as_of = as_of;
        refresh_status(state);
        if other_clock {
            refresh_changes(state);
        }
        if state.exchange.showing {
            conflicts::foresee(state);
        }
    }
}
