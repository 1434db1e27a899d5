//! One line about what just happened, above the bottom panel: done, moved, or refused.

use egui::{Align, Align2, Area, Id, Label, Layout, Order, Sense, Ui, vec2};

use super::popup;
use crate::app::state::Notice;
use crate::app::{Command, Outbox, State, UiCommand};
use crate::plan::TaskNo;
use crate::scene::{Icon, Token};
use crate::status::{Moved, NumberMoved};
use crate::ui::widgets::{self, Weight};
use crate::ui::{bottom, names, roll_up, theme};

pub(in crate::ui) fn show(ui: &Ui, state: &State, outbox: &mut Outbox) {
    let Some(notice) = &state.notice else { return };
    let bottom = if state.exchange.showing { 0.0 } else { bottom::height(state) };
    let above = 26.0 + bottom + 16.0;
    Area::new(Id::unique("notice"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -above))
        .show(ui.ctx(), |ui| {
            popup(ui).inner_margin(egui::Margin { left: 16, right: 8, top: 6, bottom: 6 }).show(ui, |ui| {
                ui.set_max_width(640.0);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 10.0;
                    said(ui, state, notice, outbox);
                });
            });
        });
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
        Notice::Merged { text, moved, numbers, conflicts, more } => {
            done(ui, state, text, moved, numbers);
            if *conflicts > 0 && !state.exchange.showing {
                let words = lang.fill("exchange.see_conflicts", &[("n", &conflicts.to_string())]);
                let weight = if *more > 0 { Weight::Primary } else { Weight::Plain };
                if widgets::button(ui, &words, weight, None).clicked() {
                    outbox.send(Command::ShowConflicts(None));
                }
            }
        }
        Notice::Acted { text, moved, numbers } => {
            done(ui, state, text, moved, numbers);
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

/// What was done, and the first lights and numbers that it moved, a line each.
fn done(ui: &mut Ui, state: &State, text: &str, moved: &[Moved], numbers: &[NumberMoved]) {
    sign(ui, Icon::Tick, Token::Done);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.spacing_mut().interact_size.y = 18.0;
        line(ui, text);
        if moved.is_empty() && numbers.is_empty() {
            ui.label(theme::small(ui, state.lang.get("ui.no_light_moved")));
        }
        some_steps(ui, state, moved, numbers);
    });
}

/// What moved in the first few tasks and counties.
pub(in crate::ui) fn some_steps(ui: &mut Ui, state: &State, moved: &[Moved], numbers: &[NumberMoved]) {
    let steps = steps(state, moved, numbers);
    for step in steps.iter().take(4) {
        step_line(ui, state, step);
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

/// What a mark did to one task in one county.
struct Step<'a> {
    task: TaskNo,
    county: &'a str,
    numbers: Option<&'a NumberMoved>,
    light: Option<&'a Moved>,
}

/// One step per task and county: the numbers of the milestone that map and card speak of where it
/// moved, else the first that did.
fn steps<'a>(state: &State, moved: &'a [Moved], numbers: &'a [NumberMoved]) -> Vec<Step<'a>> {
    let mut steps: Vec<Step<'a>> = Vec::new();
    for number in numbers {
        let headline = roll_up::headline_of(state, number.task);
        let spoken_of = headline.is_some_and(|id| id == number.milestone);
        match steps.iter_mut().find(|step| (step.task, step.county) == (number.task, &number.county)) {
            Some(step) if spoken_of => step.numbers = Some(number),
            Some(_) => {}
            None => {
                let (task, county) = (number.task, number.county.as_str());
                steps.push(Step { task, county, numbers: Some(number), light: None });
            }
        }
    }
    for light in moved {
        match steps.iter_mut().find(|step| (step.task, step.county) == (light.task, &light.county)) {
            Some(step) => step.light = Some(light),
            None => {
                let (task, county) = (light.task, light.county.as_str());
                steps.push(Step { task, county, numbers: None, light: Some(light) });
            }
        }
    }
    steps
}

/// `滑县 任务 22  13 → 14/25  ▲ 滞后 → ● 正常`
fn step_line(ui: &mut Ui, state: &State, step: &Step<'_>) {
    let county = state.workspace.plan.county_named(step.county);
    let county = county.map_or(step.county, |county| county.name.get(state.lang));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let task = names::task_number(state, step.task);
        ui.label(theme::strong(format!("{county} {task}")));
        if let Some(words) = step.numbers.and_then(|numbers| names::moved(state.lang, numbers)) {
            ui.label(words);
        }
        let lights = step.light.map(|light| [light.before, light.after]);
        for (i, light) in lights.into_iter().flatten().enumerate() {
            if i > 0 {
                ui.label("→");
            }
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), Sense::hover());
            widgets::light(ui, light, rect.center(), 12.0);
            let ink = widgets::light_ink(ui, light);
            ui.label(theme::strong(light.word(state.lang)).color(ink));
        }
    });
}
