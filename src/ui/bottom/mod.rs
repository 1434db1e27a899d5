//! The bottom of the window: timeline and matrix of lights.

mod matrix;
mod timeline;

use egui::{Rect, Ui, pos2};

use crate::app::{Mode, Outbox, State};

/// Points from the top of the panel to the matrix.
const TIMELINE: f32 = 56.0;

/// How high the panel is.
pub(super) fn height(state: &State) -> f32 {
    if shows_matrix(state) { TIMELINE + matrix::height(state) } else { TIMELINE }
}

/// A page needs the room of the matrix for itself.
fn shows_matrix(state: &State) -> bool {
    state.show_matrix && state.mode != Mode::Briefing
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let panel = ui.max_rect();
    let upper = Rect::from_min_max(panel.min, pos2(panel.right(), panel.top() + TIMELINE));
    timeline::show(ui, upper, state, outbox);
    if shows_matrix(state) {
        let lower = Rect::from_min_max(pos2(panel.left(), upper.bottom()), panel.max);
        matrix::show(ui, lower, state, outbox);
    }
}
