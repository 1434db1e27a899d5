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

/// Installs the bundled typeface and the theme. Call it before the first frame.
pub fn install(ctx: &egui::Context, theme: crate::scene::Theme) {
    set_theme(ctx, theme);
}

/// Turns a theme on.
pub fn set_theme(ctx: &egui::Context, theme: crate::scene::Theme) {
    ctx.set_theme(match theme {
        crate::scene::Theme::Light => egui::Theme::Light,
        crate::scene::Theme::Dark => egui::Theme::Dark,
    });
}
