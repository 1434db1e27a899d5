//! The card of the first start: three sentences, and what one can begin with.

use egui::{Area, Id, Label, Margin, Order, Rect, Ui, vec2};

use super::{EDGE, popup};
use crate::app::{Command, Outbox, State, UiCommand};
use crate::ui::theme;
use crate::ui::widgets::{self, Weight};

pub(super) fn show(ui: &Ui, area: Rect, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let width = 400.0_f32.min(area.width() - 40.0);
    Area::new(Id::unique("welcome"))
        .order(Order::Middle)
        .fixed_pos(area.left_bottom() + vec2(EDGE, -56.0))
        .pivot(egui::Align2::LEFT_BOTTOM)
        .constrain_to(area)
        .show(ui.ctx(), |ui| {
            popup(ui).inner_margin(Margin::same(20)).show(ui, |ui| {
                ui.set_width(width - 40.0);
                ui.label(theme::head(lang.get("ui.welcome_title")));
                for key in ["ui.welcome_1", "ui.welcome_2", "ui.welcome_3"] {
                    ui.add(Label::new(lang.get(key)).wrap());
                }
                ui.add_space(8.0);
                ui.horizontal(|ui| {
                    if widgets::button(ui, lang.get("ui.welcome_go"), Weight::Primary, None).clicked() {
                        outbox.send(Command::DismissWelcome);
                    }
                    let open = UiCommand::Open.text(lang);
                    if widgets::button(ui, &open, Weight::Plain, None).clicked() {
                        outbox.ui(UiCommand::Open);
                    }
                    let help = UiCommand::Help.text(lang);
                    if widgets::button(ui, &help, Weight::Plain, None).clicked() {
                        outbox.ui(UiCommand::Help);
                    }
                });
            });
        });
}
