//! Help (?): three sentences of how it works, and every key from the one table of commands.

use egui::{Id, Layout, Margin, Modal, Ui, vec2};

use super::widgets::{self, text_at};
use super::{names, overlay, theme};
use crate::app::{Outbox, State, UiCommand};
use crate::scene::{Icon, Token};

const SENTENCES: [&str; 3] = ["ui.help_1", "ui.help_2", "ui.help_3"];

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    if !state.show_help {
        return;
    }
    let lang = state.lang;
    let response = Modal::new(Id::unique("help"))
        .backdrop_color(overlay::veil(ui))
        .frame(overlay::popup(ui).inner_margin(Margin::same(24)))
        .show(ui.ctx(), |ui| {
            ui.set_width(640.0);
            ui.horizontal(|ui| {
                ui.label(theme::title(lang.get("ui.help_title")));
                ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                    if widgets::icon_button(ui, Icon::Close, lang.get("ui.close"), 28.0).clicked() {
                        outbox.ui(UiCommand::Help);
                    }
                });
            });
            ui.add_space(4.0);
            for key in SENTENCES {
                ui.add(egui::Label::new(lang.get(key)).wrap());
            }
            widgets::hair_line(ui, 12.0);
            keys(ui, state);
        });
    if response.backdrop_response.clicked() {
        outbox.ui(UiCommand::Help);
    }
}

/// All commands in two columns: key, then what it does.
fn keys(ui: &mut Ui, state: &State) {
    let half = UiCommand::ALL.len().div_ceil(2);
    let (left, right) = UiCommand::ALL.split_at(half);
    ui.spacing_mut().item_spacing = vec2(24.0, 0.0);
    ui.columns_const(|[one, two]| {
        for (ui, commands) in [(one, left), (two, right)] {
            for command in commands {
                line(ui, state, *command);
            }
        }
    });
}

fn line(ui: &mut Ui, state: &State, command: UiCommand) {
    let keys = names::keys(ui.ctx(), command);
    let words = command.text(state.lang);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), egui::Sense::hover());
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{keys} {words}"))
    });
    let y = rect.center().y;
    let font = theme::font(theme::SMALL, true);
    let ink = theme::colour(ui, Token::Ink);
    let galley = ui.painter().layout_no_wrap(keys, font, ink);
    let cap = egui::Rect::from_min_size(
        egui::pos2(rect.left(), y - 10.0),
        vec2((galley.size().x + 12.0).max(22.0), 20.0),
    );
    widgets::boxed(ui, cap);
    ui.painter().galley(cap.center() - galley.size() / 2.0, galley, ink);
    let at = egui::pos2(rect.left() + 104.0, y);
    let body = theme::font(theme::BODY, false);
    text_at(ui, at, egui::Align::Min, &words, body, ink);
    response.on_hover_text(command.tooltip(state.lang));
}
