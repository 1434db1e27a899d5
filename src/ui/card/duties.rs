//! A county with no task chosen: all that it is bound to, the worst first, with lag and lateness.

use egui::accesskit::Role;
use egui::{Align, Ui, pos2};

use super::heading;
use crate::app::{Command, Outbox, State};
use crate::plan::Adcode;
use crate::scene::Token;
use crate::status::{CountyTask, Light};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

pub(super) fn show(ui: &mut Ui, state: &State, county: &Adcode, outbox: &mut Outbox) {
    let tasks = &state.views.county_tasks;
    let over = state.lang.fill("ui.duties_of", &[("n", &tasks.len().to_string())]);
    heading(ui, &over, &names::county(state, county));
    ui.spacing_mut().item_spacing.y = 0.0;
    for task in tasks {
        row(ui, state, task, outbox);
    }
}

fn row(ui: &mut Ui, state: &State, task: &CountyTask, outbox: &mut Outbox) {
    let name = names::task(state, task.task);
    let word = task.light.word(state.lang);
    let remark = remark(state, task);
    let height = if remark.is_empty() { 30.0 } else { 44.0 };
    let spoken = || format!("{} {name} {word} {remark}", task.task).trim_end().to_owned();
    let (rect, response) = widgets::row(ui, height, false, Role::Button, spoken);
    if response.clicked() {
        outbox.send(Command::SelectTask(Some(task.task)));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let y = rect.top() + 15.0;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    widgets::light(ui, task.light, pos2(rect.left() + 6.0, y), 11.0);
    let left = rect.left() + 46.0;
    text_at(ui, pos2(rect.left() + 38.0, y), Align::Max, &task.task.to_string(), small.clone(), muted);
    let width = text_at(ui, pos2(rect.right(), y), Align::Max, word, small.clone(), muted);
    let room = rect.width() - 46.0 - width - 8.0;
    let title = widgets::elided(ui, &name, theme::font(theme::BODY, false), ink, room);
    let elided = title.elided;
    ui.painter().galley(pos2(left, y - title.size().y / 2.0), title, ink);
    let at = pos2(left, y + 17.0);
    let line = widgets::elided(ui, &remark, small, muted, rect.right() - left);
    ui.painter().galley(pos2(at.x, at.y - line.size().y / 2.0), line, muted);
    if elided {
        response.on_hover_text(name);
    }
}

/// What the light stands on: value over target, how far behind, how late.
fn remark(state: &State, task: &CountyTask) -> String {
    let lang = state.lang;
    let mut parts = Vec::new();
    let leading = task.leading.as_ref().filter(|_| task.light != Light::NoReport);
    if let Some((now, value)) = leading.and_then(|now| Some((now, now.value?))) {
        let value = names::value(lang, value, now);
        parts.push(match now.target {
            Some(target) => format!("{value} / {}", names::value(lang, target, now)),
            None => value,
        });
    }
    let behind = matches!(task.light, Light::Overdue | Light::Critical | Light::Behind);
    if let Some(lag) = task.lag().filter(|lag| behind && *lag > 0.0) {
        parts.push(lang.fill("ui.lag", &[("n", &names::number(lag.round()))]));
    }
    if let Some(days) = task.days_over {
        parts.push(lang.fill("ui.days_late", &[("n", &days.to_string())]));
    }
    if task.late {
        parts.push(lang.get("ui.late").to_owned());
    }
    parts.join(lang.get("ui.comma"))
}
