//! What lies on the map and above everything: legend, layers, zoom, north, hover card, first card, notice,
//! and the field for a path.

mod ask;
mod hover;
mod layers;
mod legend;
mod notice;
mod trial;
mod trial_batch;
mod welcome;

use egui::{Color32, CornerRadius, Frame, Margin, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::{theme, widgets};
use crate::app::{Outbox, State, UiCommand};
use crate::scene::{Icon, Theme, Token};

pub(super) use ask::show as ask;
pub(super) use notice::{show as notice, some_steps as steps};
pub(super) use trial::chip as trial_chip;

/// Room between the map's edge and what lies on it.
const EDGE: f32 = 16.0;

pub(super) fn show(ui: &mut Ui, area: Rect, state: &State, outbox: &mut Outbox) {
    // The first card needs the corner for itself.
    if !state.show_welcome {
        legend::show(ui, area, state);
    }
    zoom(ui, area, state, outbox);
    if state.show_layers {
        layers::show(ui, area, state, outbox);
    }
    if state.content.demo || state.status.demo {
        demo(ui, area, state);
    }
    if state.show_welcome {
        welcome::show(ui, area, state, outbox);
    }
    trial::show(ui, area, state, outbox);
    hover::show(ui, area, state);
}

/// +, −, the whole city, the layers, and where north is.
fn zoom(ui: &mut Ui, area: Rect, state: &State, outbox: &mut Outbox) {
    let place = Rect::from_min_size(pos2(area.right() - EDGE - 30.0, area.top() + EDGE), vec2(30.0, 194.0));
    let mut place = ui.new_child(UiBuilder::new().id_salt("zoom").max_rect(place));
    let ui = &mut place;
    ui.spacing_mut().item_spacing.y = 4.0;
    let buttons = [
        (Icon::Plus, UiCommand::ZoomIn),
        (Icon::Minus, UiCommand::ZoomOut),
        (Icon::Fit, UiCommand::Fit),
        (Icon::Layers, UiCommand::Layers),
    ];
    for (icon, command) in buttons {
        if widgets::map_button(ui, icon, &command.text(state.lang)).clicked() {
            outbox.ui(command);
        }
    }
    let (rect, response) = ui.allocate_exact_size(vec2(30.0, 40.0), Sense::hover());
    widgets::icon(ui, Icon::North, rect.center(), 28.0, Token::Ink);
    let north = state.lang.get("ui.north");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, north));
    response.on_hover_text(north);
}

/// 示例数据, over the map's lower right corner.
fn demo(ui: &mut Ui, area: Rect, state: &State) {
    let place = Rect::from_min_max(
        pos2(area.right() - 200.0, area.bottom() - EDGE - 20.0),
        pos2(area.right() - EDGE, area.bottom() - EDGE),
    );
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let builder = UiBuilder::new().id_salt("demo").max_rect(place).layout(layout);
    let mut place = ui.new_child(builder);
    widgets::chip(&mut place, state.lang.get("ui.demo"), Token::Demo)
        .on_hover_text(state.lang.get("ui.demo_tip"));
}

/// The frame of what casts a shadow.
pub(super) fn popup(ui: &Ui) -> Frame {
    let visuals = ui.visuals();
    Frame::new()
        .fill(theme::colour(ui, Token::Panel))
        .stroke(visuals.window_stroke)
        .corner_radius(CornerRadius::same(theme::ROUNDING * 2))
        .shadow(visuals.popup_shadow)
        .inner_margin(Margin::same(16))
}

/// What dims the window under a dialog.
pub(super) fn veil(ui: &Ui) -> Color32 {
    match theme::of(ui) {
        Theme::Light => theme::faded(ui, Token::Ink, 0.18),
        Theme::Dark => theme::faded(ui, Token::Paper, 0.6),
    }
}
