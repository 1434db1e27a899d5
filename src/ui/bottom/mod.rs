//! The bottom of the window: timeline, and under it the matrix of lights or what changed.

mod cell_tip;
mod changes;
mod matrix;
mod matrix_tools;
mod period;
mod timeline;

use egui::{Rect, Ui, pos2};

use crate::app::{Mode, Outbox, State};

/// Points from the top of the panel to the matrix.
const TIMELINE: f32 = 56.0;

/// How high the panel is.
pub(super) fn height(state: &State) -> f32 {
    TIMELINE
        + match lower(state) {
            Lower::Nothing => 0.0,
            Lower::Matrix => matrix::height(state),
            Lower::Changes => changes::HEIGHT,
        }
}

/// What stands under the timeline.
enum Lower {
    Nothing,
    Matrix,
    Changes,
}

/// A page needs the room of the matrix for itself.
fn lower(state: &State) -> Lower {
    match (state.mode, state.comparing) {
        (Mode::Briefing, _) => Lower::Nothing,
        (_, Some(_)) => Lower::Changes,
        (_, None) if state.show_matrix => Lower::Matrix,
        (_, None) => Lower::Nothing,
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let panel = ui.max_rect();
    let upper = Rect::from_min_max(panel.min, pos2(panel.right(), panel.top() + TIMELINE));
    timeline::show(ui, upper, state, outbox);
    let under = Rect::from_min_max(pos2(panel.left(), upper.bottom()), panel.max);
    match lower(state) {
        Lower::Nothing => {}
        Lower::Matrix => matrix::show(ui, under, state, outbox),
        Lower::Changes => changes::show(ui, under, state, outbox),
    }
}
