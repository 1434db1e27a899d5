//! Panels and widgets: they read the state and send commands.

use crate::app::{Outbox, State};

/// Draws the whole window around the map. `map` draws the live map into the place left for it.
pub fn window(
    ui: &mut egui::Ui,
    state: &State,
    outbox: &mut Outbox,
    map: &mut dyn FnMut(&mut egui::Ui, &State, &mut Outbox),
) {
    map(ui, state, outbox);
}
