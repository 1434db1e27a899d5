//! 冲突: what two people say differently of one thing, side by side, in the place of map and panels.

use egui::{Align, CentralPanel, Id, Key, Label, Layout, Margin, Modifiers, Panel, ScrollArea, Ui, vec2};

use super::{list, side};
use crate::app::{Command, Outbox, State};
use crate::ledger::{Conflict, Subject};
use crate::scene::Token;
use crate::status::{field_words, subject_words};
use crate::ui::widgets::{self, Weight};
use crate::ui::{overlay, theme};

/// Points across the list.
const LIST: f32 = 320.0;

pub(in crate::ui) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let panel = egui::Frame::new().fill(theme::colour(ui, Token::Panel));
    let left = Panel::left("conflict_list")
        .exact_size(LIST)
        .frame(panel)
        .show_separator_line(false)
        .show(ui, |ui| list::show(ui, state, outbox));
    let paper =
        egui::Frame::new().fill(theme::colour(ui, Token::Paper)).inner_margin(Margin::symmetric(24, 16));
    CentralPanel::no_frame().frame(paper).show(ui, |ui| match state.exchange.chosen() {
        Some(conflict) => detail(ui, state, conflict, outbox),
        None => empty(ui, state),
    });
    let line = egui::Stroke::new(1.0, theme::colour(ui, Token::Line));
    let rect = left.response.rect;
    ui.painter().vline(rect.right() - 0.5, rect.y_range(), line);
}

fn empty(ui: &mut Ui, state: &State) {
    ui.add_space(ui.available_height() * 0.3);
    ui.vertical_centered(|ui| {
        ui.set_max_width(520.0);
        ui.label(theme::head(state.lang.get("exchange.conflicts_none")));
        ui.add_space(8.0);
        ui.add(Label::new(theme::small(ui, state.lang.get("exchange.conflicts_what"))).wrap());
    });
}

fn detail(ui: &mut Ui, state: &State, conflict: &Conflict, outbox: &mut Outbox) {
    let lang = state.lang;
    let inputs = state.workspace.inputs();
    ui.horizontal(|ui| {
        ui.label(theme::title(subject_words(&inputs, &conflict.subject).get(lang)));
        let field = field_words(&inputs, &conflict.subject, &conflict.field);
        ui.label(theme::head(field.get(lang)).color(theme::colour(ui, Token::Muted)));
        if let Subject::Site(site) = &conflict.subject
            && widgets::link(ui, lang.get("exchange.to_site")).clicked()
        {
            outbox.send(Command::GoToConflict(site.clone()));
        }
    });
    settled_by(ui, state, conflict);
    ui.add_space(8.0);
    let id = Id::unique("settle_note").with((&conflict.subject, &conflict.field));
    let mut note = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    // Asked before the fields are drawn: Enter ends the writing in one, and settles nothing by that.
    let typing = ui.ctx().text_edit_focused();
    let foot = if conflict.is_open() { 84.0 } else { 0.0 };
    let room = (ui.available_height() - foot).max(80.0);
    let keep = ScrollArea::vertical()
        .id_salt("sides")
        .max_height(room)
        .auto_shrink([false, true])
        .show(ui, |ui| sides(ui, state, conflict, outbox))
        .inner;
    if !conflict.is_open() {
        return;
    }
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        labelled(ui, lang.get("exchange.settle_by"), 180.0, |ui| {
            let mut author = state.author.clone();
            let hint = lang.get("ui.mark_by_hint");
            if widgets::text_field(ui, &mut author, lang.get("exchange.settle_by"), hint).changed() {
                outbox.send(Command::SetAuthor(author));
            }
        });
        labelled(ui, lang.get("exchange.settle_note"), 380.0, |ui| {
            widgets::text_field(ui, &mut note, lang.get("exchange.settle_note"), "");
        });
    });
    let named = may_settle(state);
    let hint = lang.get(if named { "exchange.keys" } else { "exchange.settle_needs_name" });
    let ink = theme::colour(ui, if named { Token::Muted } else { Token::Critical });
    ui.label(theme::small(ui, hint).color(ink));
    let keep = keep.or_else(|| if typing { None } else { keys(ui, state, conflict, outbox) });
    if let Some(side) = keep.filter(|_| named) {
        let text = note.trim();
        outbox.send(Command::Settle { side, note: (!text.is_empty()).then(|| text.to_owned()) });
        note.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, note));
}

/// Who settles is named; what is only tried needs no name.
fn may_settle(state: &State) -> bool {
    !state.author.trim().is_empty() || state.trial.is_some()
}

fn labelled(ui: &mut Ui, label: &str, width: f32, control: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 52.0), Layout::top_down(Align::Min), |ui| {
        ui.label(theme::small(ui, label));
        control(ui);
    });
}

fn settled_by(ui: &mut Ui, state: &State, conflict: &Conflict) {
    let event = conflict.settled_by.as_ref().and_then(|id| state.workspace.history.get(id));
    if let Some(event) = event {
        let date = event.recorded_on().to_string();
        let words = state.lang.fill("exchange.settled_by", &[("by", &event.by), ("date", &date)]);
        ui.label(theme::small(ui, words));
    }
}

/// The sides beside each other; which of them shall be kept, where that was asked.
fn sides(ui: &mut Ui, state: &State, conflict: &Conflict, outbox: &mut Outbox) -> Option<usize> {
    let n = conflict.sides.len().max(1);
    let across = n.min(3);
    let gap = 16.0;
    let width = ((ui.available_width() - gap * (across as f32 - 1.0)) / across as f32).min(440.0);
    let mut keep = None;
    for row in (0..n).step_by(across) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for at in row..(row + across).min(conflict.sides.len()) {
                let chosen = conflict.is_open() && state.exchange.side == at;
                let frame = overlay::popup(ui).shadow(egui::Shadow::NONE).inner_margin(Margin::same(16));
                let frame = if chosen {
                    frame.stroke(egui::Stroke::new(1.5, theme::colour(ui, Token::Accent)))
                } else {
                    frame
                };
                ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    frame.show(ui, |ui| {
                        ui.set_width(width - 34.0);
                        side::show(ui, state, conflict, at, outbox);
                        if conflict.is_open() {
                            ui.add_space(12.0);
                            let words =
                                state.lang.fill("exchange.side_keep", &[("n", &(at + 1).to_string())]);
                            let weight = if chosen { Weight::Primary } else { Weight::Plain };
                            let button =
                                |ui: &mut Ui| widgets::button(ui, &words, weight, Some(ui.available_width()));
                            if ui.add_enabled_ui(may_settle(state), button).inner.clicked() {
                                keep = Some(at);
                            }
                        }
                    });
                });
            }
        });
        ui.add_space(gap);
    }
    keep
}

/// Digits choose a side, Enter keeps it.
fn keys(ui: &Ui, state: &State, conflict: &Conflict, outbox: &mut Outbox) -> Option<usize> {
    let over = state.asking.is_some()
        || state.viewing.is_some()
        || state.show_palette
        || state.show_help
        || state.exchange.dialog.is_some();
    if over {
        return None;
    }
    let digits =
        [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    for (at, key) in digits.into_iter().enumerate().take(conflict.sides.len()) {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            outbox.send(Command::ChooseSide(at));
        }
    }
    // A focused button takes Enter for itself.
    let free = ui.memory(|memory| memory.focused().is_none());
    let entered = free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    entered.then_some(state.exchange.side)
}
