//! The card on the right: what is chosen, from the city down to one site.

mod add_form;
mod assign_form;
mod batch;
mod batch_save;
mod choices;
mod city;
mod conditions;
mod county;
mod declare;
mod draft;
mod duties;
mod edit;
mod evidence;
mod fields;
mod form;
mod history;
mod mark;
mod milestone;
mod pictures;
mod plan;
mod ranked;
pub(super) mod report_form;
mod reports;
mod retire_form;
mod save;
mod site;
mod why;
mod why_city;
mod why_sites;

use egui::accesskit::Role;
use egui::{Align, Frame, Layout, Margin, Panel, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::widgets::{self, Weight};
use super::{names, theme};
use crate::app::{Command, Form, Mode, Outbox, State, UiCommand};
use crate::scene::Token;
use crate::status::Light;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let site = state.site.as_ref().and_then(|id| state.workspace.register.get(id));
    let batch = site.is_none() && state.form == Some(Form::Batch);
    let marked = site.filter(|_| state.marking || state.mode == Mode::Inspect);
    if batch {
        Panel::bottom("card_foot")
            .exact_size(92.0)
            .frame(Frame::new().inner_margin(Margin::symmetric(16, 0)))
            .show_separator_line(false)
            .show(ui, |ui| batch_save::show(ui, state, outbox));
    } else if marked.is_some() || state.mode == Mode::Browse {
        Panel::bottom("card_foot")
            .exact_size(if marked.is_some() { 92.0 } else { 64.0 })
            .frame(Frame::new().inner_margin(Margin::symmetric(16, 0)))
            .show_separator_line(false)
            .show(ui, |ui| match marked {
                Some(site) => save::show(ui, state, site, outbox),
                None => foot(ui, state, outbox),
            });
    }
    ScrollArea::vertical().id_salt("card").auto_shrink(false).show(ui, |ui| {
        Frame::new().inner_margin(Margin { left: 18, right: 16, top: 14, bottom: 16 }).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            content(ui, state, outbox);
        });
    });
}

fn content(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    if let Some(at) = state.placing() {
        return add_form::show(ui, state, at, outbox);
    }
    if let Some(site) = state.site.as_ref().and_then(|id| state.workspace.register.get(id)) {
        return site::show(ui, state, site, outbox);
    }
    if state.form == Some(Form::Batch) {
        return batch::show(ui, state, outbox);
    }
    match (state.task, &state.county) {
        (Some(task), Some(county)) => county::show(ui, state, task, county, outbox),
        (Some(task), None) => city::show(ui, state, task, outbox),
        (None, Some(county)) => duties::show(ui, state, county, outbox),
        (None, None) => plan::show(ui, state, outbox),
    }
}

/// 标记点位 M, 出图 P
fn foot(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let width = Some((ui.available_width() - 10.0) / 2.0);
        let words = |command: UiCommand, ui: &Ui| {
            format!("{} {}", command.text(state.lang), names::keys(ui.ctx(), command))
        };
        let mark = words(UiCommand::Mark, ui);
        if widgets::button(ui, &mark, Weight::Primary, width).clicked() {
            // Without a site there is nothing to mark yet: the work list is where one is chosen.
            if state.site.is_some() {
                outbox.ui(UiCommand::Mark);
            } else {
                outbox.send(Command::SetMode(Mode::Inspect));
            }
        }
        let snapshot = words(UiCommand::Snapshot, ui);
        if widgets::button(ui, &snapshot, Weight::Plain, width).clicked() {
            outbox.ui(UiCommand::Snapshot);
        }
    });
}

/// The small line over a card's title and the title itself.
fn heading(ui: &mut Ui, over: &str, title: &str) {
    ui.label(theme::small(ui, over));
    ui.add(egui::Label::new(theme::title(title)).wrap());
    ui.add_space(4.0);
}

/// A light with its word, and what it is about.
fn light_line(ui: &mut Ui, state: &State, light: Light, about: &str) {
    let word = light.word(state.lang);
    let ink = widgets::light_ink(ui, light);
    let word = ui.painter().layout_no_wrap(word.to_owned(), theme::font(theme::HEAD, true), ink);
    let left = 24.0 + word.size().x + 8.0;
    let muted = theme::colour(ui, Token::Muted);
    let room = ui.available_width() - left;
    let small = theme::font(theme::SMALL, false);
    let about = widgets::lines(ui, about, small, muted, room, 3);
    let size = vec2(ui.available_width(), about.size().y.max(20.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    response.widget_info(|| {
        let word = light.word(state.lang);
        WidgetInfo::labeled(Role::Label, true, format!("{word} {}", about.text()))
    });
    let line = rect.top() + 10.0;
    widgets::light(ui, light, pos2(rect.left() + 8.0, line), 15.0);
    let at = pos2(rect.left() + 24.0, line - word.size().y / 2.0);
    ui.painter().galley(at, word, ink);
    ui.painter().galley(pos2(rect.left() + left, line - 8.0), about, muted);
}

/// A section's head, in the accent colour, with a remark at its right.
fn section(ui: &mut Ui, title: &str, remark: &str) {
    ui.horizontal(|ui| {
        ui.label(theme::strong(title).color(theme::colour(ui, Token::Accent)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(theme::small(ui, remark));
        });
    });
}
