//! One line about what just happened, above the bottom panel: done, moved, or refused.

use egui::{Align, Align2, Area, Frame, Id, Label, Layout, Order, Sense, Ui, vec2};

use super::popup;
use crate::app::state::Notice;
use crate::app::{Command, Outbox, State, UiCommand};
use crate::scene::{Icon, Token};
use crate::status::Moved;
use crate::ui::widgets::{self, Weight};
use crate::ui::{bottom, names, theme};

pub(in crate::ui) fn show(ui: &Ui, state: &State, outbox: &mut Outbox) {
    if state.notice.is_none() && state.working.is_none() {
        return;
    }
    let above = 26.0 + bottom::height(state) + 16.0;
    Area::new(Id::unique("notice"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -above))
        .show(ui.ctx(), |ui| {
            popup(ui).inner_margin(egui::Margin { left: 16, right: 8, top: 6, bottom: 6 }).show(ui, |ui| {
                ui.set_max_width(640.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 10.0;
                    match (&state.working, &state.notice) {
                        (Some(work), _) => working(ui, work),
                        (None, Some(notice)) => said(ui, state, notice, outbox),
                        (None, None) => {}
                    }
                });
            });
        });
}

fn working(ui: &mut Ui, work: &str) {
    ui.add(egui::Spinner::new().size(16.0).color(theme::colour(ui, Token::Accent)));
    ui.label(work);
    ui.add_space(8.0);
}

fn said(ui: &mut Ui, state: &State, notice: &Notice, outbox: &mut Outbox) {
    let lang = state.lang;
    match notice {
        Notice::Done(words) => {
            sign(ui, Icon::Tick, Token::Done);
            line(ui, words);
        }
        Notice::Problem(words) => {
            sign(ui, Icon::Warning, Token::Critical);
            line(ui, words);
        }
        Notice::Marked { text, moved } => {
            sign(ui, Icon::Tick, Token::Done);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.spacing_mut().interact_size.y = 18.0;
                line(ui, text);
                for moved in moved.iter().take(4) {
                    moved_line(ui, state, moved);
                }
                if moved.is_empty() {
                    ui.label(theme::small(ui, lang.get("ui.no_light_moved")));
                }
            });
            if !state.undo_stack.is_empty()
                && widgets::button(ui, lang.get("ui.undo"), Weight::Plain, None).clicked()
            {
                outbox.ui(UiCommand::Undo);
            }
        }
    }
    if widgets::icon_button(ui, Icon::Close, lang.get("ui.close_notice"), 28.0).clicked() {
        outbox.send(Command::DismissNotice);
    }
}

fn line(ui: &mut Ui, words: &str) {
    ui.scope(|ui| {
        ui.set_max_width(460.0);
        ui.add(Label::new(words).wrap());
    });
}

fn sign(ui: &mut Ui, icon: Icon, token: Token) {
    let (rect, _) = ui.allocate_exact_size(vec2(18.0, 28.0), Sense::hover());
    widgets::icon(ui, icon, rect.center(), 18.0, token);
}

/// `滑县 任务 22  ▲ 滞后 → ● 正常`
fn moved_line(ui: &mut Ui, state: &State, moved: &Moved) {
    let county = state.workspace.plan.county_named(&moved.county);
    let county = county.map_or(moved.county.as_str(), |county| county.name.get(state.lang));
    Frame::new().show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let task = names::task_number(state, moved.task);
            ui.label(theme::strong(format!("{county} {task}")));
            for (i, light) in [moved.before, moved.after].into_iter().enumerate() {
                if i > 0 {
                    ui.label("→");
                }
                let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
                widgets::light(ui, light, rect.center(), 12.0);
                let ink = widgets::light_ink(ui, light);
                ui.label(theme::strong(light.word(state.lang)).color(ink));
            }
        });
    });
}
