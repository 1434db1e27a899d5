//! 主要目标: what the plan promises for the city as a whole, year by year.

mod years;

use egui::accesskit::Role;
use egui::{Align, Frame, Label, Margin, ScrollArea, Ui, pos2, vec2};

use super::{PAD, heading};
use crate::app::{Command, Form, Outbox, State, UiCommand};
use crate::plan::MilestoneId;
use crate::scene::Token;
use crate::status::{GoalStatus, Light};
use crate::ui::card::report_form;
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let goals = &state.views.goals;
    let done = goals.iter().filter(|goal| goal.light == Light::Done).count().to_string();
    let values = [("n", done), ("of", goals.len().to_string())];
    let remark = lang.fill("ui.goals_done", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    heading(ui, lang.get("ui.goals"), &remark);
    ScrollArea::vertical().id_salt("goals").auto_shrink(false).show(ui, |ui| {
        for goal in goals {
            head(ui, state, goal, outbox);
            let margin = Margin { left: 38, right: 16, top: 0, bottom: 10 };
            Frame::new().inner_margin(margin).show(ui, |ui| {
                below(ui, state, goal);
                report(ui, state, goal, outbox);
            });
            let line = egui::Stroke::new(1.0, theme::colour(ui, Token::Line));
            let rect = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), egui::Sense::hover()).0;
            ui.painter().hline(rect.left() + PAD..=rect.right() - PAD, rect.center().y, line);
        }
        if goals.is_empty() {
            Frame::new().inner_margin(Margin::symmetric(16, 8)).show(ui, |ui| {
                ui.add(Label::new(theme::small(ui, lang.get("ui.goals_none"))).wrap());
            });
        }
        ui.add_space(12.0);
    });
}

/// Light, what is measured, and the latest value: a click goes to the sentence in the plan.
fn head(ui: &mut Ui, state: &State, goal: &GoalStatus, outbox: &mut Outbox) {
    let lang = state.lang;
    let reading = state.views.reading.as_ref().is_some_and(|id| id.0 == goal.id);
    let value = value(state, goal);
    let known = goal.value.is_some();
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let font = theme::font(if known { 18.0 } else { theme::SMALL }, known);
    let value = ui.painter().layout_no_wrap(value, font, if known { ink } else { muted });
    let metric = &capital(goal.metric.get(lang));
    let room = ui.available_width() - 38.0 - PAD - value.size().x - 12.0;
    let words = widgets::lines(ui, metric, theme::font(theme::BODY, true), ink, room, 4);
    let height = words.size().y.max(value.size().y) + 12.0;
    let spoken = || format!("{} {metric} {} {}", goal.id, goal.light.word(lang), value.text());
    let (rect, response) = widgets::row(ui, height, reading, Role::Button, spoken);
    if response.clicked() {
        outbox.send(Command::Read(MilestoneId(goal.id.clone())));
    }
    let y = rect.top() + 20.0;
    widgets::light(ui, goal.light, pos2(rect.left() + PAD + 7.0, y), 13.0);
    ui.painter().galley(pos2(rect.left() + 38.0, rect.top() + 10.0), words, ink);
    let at = pos2(rect.right() - PAD - value.size().x, y - value.size().y / 2.0);
    ui.painter().galley(at, value, ink);
    response.on_hover_text(lang.get("ui.original_tip"));
}

/// Words at the head of a line: with a capital where the script has one.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The latest number; a goal in words is said by its light.
fn value(state: &State, goal: &GoalStatus) -> String {
    match goal.value {
        Some(value) => names::value_with_unit(state.lang, value, goal.unit.as_deref()),
        None => goal.light.word(state.lang).to_owned(),
    }
}

/// Target and deadline, the years, and the standards that they are measured by.
fn below(ui: &mut Ui, state: &State, goal: &GoalStatus) {
    let lang = state.lang;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.add(Label::new(theme::small(ui, about(state, goal))).wrap());
    if goal.years.is_empty() {
        ui.add(Label::new(theme::small(ui, lang.get("ui.goal_silent"))).wrap());
        return;
    }
    if goal.target.is_some() {
        years::chart(ui, state, goal);
    } else {
        years::words(ui, state, goal);
    }
    let last = goal.years.last().map(|year| year.standards.join(lang.get("ui.comma"))).unwrap_or_default();
    if !last.is_empty() {
        ui.add(Label::new(theme::small(ui, lang.fill("ui.goal_standards", &[("codes", &last)]))).wrap());
    }
}

/// A way to the form in which the city reports the goal, and the form where it is open.
fn report(ui: &mut Ui, state: &State, goal: &GoalStatus, outbox: &mut Outbox) {
    let form = Form::Report(MilestoneId(goal.id.clone()));
    if state.form.as_ref() != Some(&form) {
        let words = UiCommand::Report.text(state.lang);
        if widgets::link(ui, &words).clicked() {
            outbox.send(Command::OpenForm(Some(form)));
        }
    } else if let Some(goal) = state.workspace.plan.goal(&goal.id) {
        report_form::show(ui, state, &goal.promise(), outbox);
    }
}

/// `目标 ≤ 47 微克/立方米　2025-12-31 到期　严重滞后，应达 48.2`
fn about(state: &State, goal: &GoalStatus) -> String {
    let lang = state.lang;
    let target = lang.fill("ui.target", &[("value", &target(state, goal))]);
    let mut parts = vec![target, lang.fill("ui.due_on", &[("date", &goal.deadline.to_string())])];
    let behind = matches!(goal.light, Light::Overdue | Light::Critical | Light::Behind);
    if behind || goal.value.is_some() {
        parts.push(goal.light.word(lang).to_owned());
    }
    if goal.late {
        parts.push(lang.get("ui.late").to_owned());
    }
    if let (Some(lag), true) = (goal.lag.filter(|lag| *lag > 0.0), behind) {
        parts.push(lang.fill("ui.lag", &[("n", &names::number(lag.round()))]));
    }
    parts.join("\u{3000}")
}

/// `≤ 47 微克/立方米`, or the plan's words.
fn target(state: &State, goal: &GoalStatus) -> String {
    match (goal.comparator, goal.target) {
        (Some(sign), Some(target)) => {
            let sign = match sign {
                ">=" => "≥ ",
                "<=" => "≤ ",
                _ => "",
            };
            format!("{sign}{}", names::value_with_unit(state.lang, target, goal.unit.as_deref()))
        }
        _ => goal.qualifier.clone().unwrap_or_default(),
    }
}

/// A word under a year.
fn small_at(ui: &Ui, at: egui::Pos2, text: &str, token: Token) {
    text_at(ui, at, Align::Center, text, theme::font(11.0, false), theme::colour(ui, token));
}
