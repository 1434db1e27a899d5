//! The rows of a form.

use egui::{Sense, Ui, pos2, vec2};

use crate::scene::Token;
use crate::ui::{theme, widgets};

/// A label and its control in one line.
pub(super) fn labelled(ui: &mut Ui, label: &str, control: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(76.0, 28.0), Sense::hover());
        let muted = theme::colour(ui, Token::Muted);
        let font = theme::font(theme::SMALL, false);
        let galley = widgets::lines(ui, label, font, muted, rect.width(), 2);
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, muted);
        control(ui);
    });
}
