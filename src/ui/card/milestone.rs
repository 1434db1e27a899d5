//! One milestone on a card: light, words, value, a bar as long as its target with a tick where the
//! schedule expects it to be, and a line of what follows.

use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, pos2, vec2};

use crate::app::{Command, Outbox, State};
use crate::plan::{Milestone, MilestoneId, TaskNo};
use crate::scene::Token;
use crate::status::{Light, MilestoneStatus, Pace};
use crate::ui::{names, theme, widgets};

/// The milestone of the plan with this id.
pub(super) fn promise<'a>(state: &'a State, task: TaskNo, id: &MilestoneId) -> Option<&'a Milestone> {
    state.workspace.plan.task(task)?.milestones.iter().find(|milestone| &milestone.id == id)
}

pub(super) fn show(
    ui: &mut Ui,
    state: &State,
    task: TaskNo,
    now: &MilestoneStatus,
    pace: Option<&Pace>,
    outbox: &mut Outbox,
) {
    widgets::hair_line(ui, 5.0);
    let what = promise(state, task, &now.id)
        .map_or_else(|| now.id.0.clone(), |promise| promise.what.get(state.lang).to_owned());
    let value = now
        .value
        .map_or_else(|| now.light.word(state.lang).to_owned(), |value| names::value(state.lang, value, now));
    let ink = theme::colour(ui, Token::Ink);
    let judged = now.value.is_some();
    let font = theme::font(if judged { theme::HEAD } else { theme::SMALL }, judged);
    let value_ink = if judged { ink } else { theme::colour(ui, Token::Muted) };
    let value = ui.painter().layout_no_wrap(value, font, value_ink);
    let room = ui.available_width() - 24.0 - value.size().x - 12.0;
    let words = widgets::lines(ui, &what, theme::font(theme::BODY, false), ink, room, 3);
    let height = words.size().y.max(22.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = rect.top() + 11.0;
    widgets::light(ui, now.light, pos2(rect.left() + 6.0, line), 12.0);
    ui.painter().galley(pos2(rect.left() + 22.0, line - 10.0), words, ink);
    let at = pos2(rect.right() - value.size().x, line - value.size().y / 2.0);
    let why = Rect::from_min_size(at, value.size()).expand2(vec2(4.0, 2.0));
    explain(ui, state, why, value.text(), now, outbox);
    ui.painter().galley(at, value, value_ink);
    response.widget_info(|| {
        let light = now.light.word(state.lang);
        egui::WidgetInfo::labeled(Role::Label, true, format!("{what} {light}"))
    });
    original(ui, state, rect.with_max_x(at.x - 6.0), &what, now, outbox);
    // A promise without a number says all in its first line.
    if now.value.is_some() || now.target.is_some() {
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            ui.vertical(|ui| numbers(ui, state, now, pace));
        });
    }
}

/// A click on the number explains it.
fn explain(ui: &Ui, state: &State, rect: Rect, value: &str, now: &MilestoneStatus, outbox: &mut Outbox) {
    let chosen = state.explained.as_ref() == Some(&now.id);
    let response = ui.interact(rect, ui.scope_id().with(("why", &now.id)), Sense::click());
    let response = widgets::named(ui, response, chosen, Role::Button, || why_name(state, value));
    widgets::ground(ui, rect, &response, chosen);
    if response.clicked() {
        outbox.send(Command::Explain((!chosen).then(|| now.id.clone())));
    }
    response.on_hover_text(state.lang.get("ui.why"));
}

/// `59.4% 为什么？`
pub(super) fn why_name(state: &State, value: &str) -> String {
    format!("{value} {}", state.lang.get("ui.why"))
}

/// A click on the words goes to the sentence in the plan's text.
fn original(ui: &Ui, state: &State, rect: Rect, what: &str, now: &MilestoneStatus, outbox: &mut Outbox) {
    let response = ui.interact(rect, ui.scope_id().with(("original", &now.id)), Sense::click());
    let name = || format!("{} {what}", state.lang.get("ui.original"));
    let response = widgets::named(ui, response, false, Role::Link, name);
    widgets::ground(ui, rect.expand2(vec2(4.0, 0.0)), &response, false);
    if response.clicked() {
        outbox.send(Command::Read(now.id.clone()));
    }
    response.on_hover_text(state.lang.get("ui.original_tip"));
}

/// The bar, and what follows from it.
fn numbers(ui: &mut Ui, state: &State, now: &MilestoneStatus, pace: Option<&Pace>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    bar(ui, now);
    ui.label(theme::small(ui, remarks(state, now)));
    if let Some(pace) = pace {
        let words = pace.to_text(now.unit.as_deref(), state.lang);
        ui.add(egui::Label::new(theme::small(ui, words)).wrap());
    }
}

/// How far its number is on the way to the target; none for what is to fall.
pub(super) fn bar(ui: &mut Ui, now: &MilestoneStatus) {
    let part = |value: f64| now.part(value).map(|part| part as f32);
    if let Some(done) = now.value.and_then(part) {
        let colour = widgets::light_colour(ui, now.light);
        widgets::bar(ui, Some(done), now.expected.and_then(part), colour);
    }
}

/// What follows: how much is missing, since when it is late, what the schedule expects.
pub(super) fn remarks(state: &State, now: &MilestoneStatus) -> String {
    let lang = state.lang;
    let mut remarks: Vec<String> = names::counted(lang, now).into_iter().collect();
    remarks.push(due(state, now).unwrap_or_else(|| lang.get("ui.standing").to_owned()));
    if let (Some(expected), Light::OnTrack | Light::Behind | Light::Critical) = (now.expected, now.light) {
        remarks.push(lang.fill("ui.expected", &[("value", &names::value(state.lang, expected, now))]));
    } else if let Some(target) = now.target {
        remarks.push(lang.fill("ui.target", &[("value", &names::value(state.lang, target, now))]));
    }
    remarks.join("\u{3000}")
}

/// By when it is due, or for how long it is late; none for a standing promise.
pub(super) fn due(state: &State, now: &MilestoneStatus) -> Option<String> {
    let deadline = now.deadline?;
    let days = deadline.until(state.as_of.date).map_or(0, |span| span.get_days());
    Some(if now.light == Light::Overdue && days > 0 {
        state.lang.fill("ui.days_late", &[("n", &days.to_string())])
    } else {
        state.lang.fill("ui.due_on", &[("date", &deadline.to_string())])
    })
}
