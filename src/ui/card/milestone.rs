//! One milestone on a card: light, words, value, a bar as long as its target with a tick where the
//! schedule expects it to be, and a line of what follows.

use egui::{Align, Sense, Ui, pos2, vec2};

use crate::app::State;
use crate::plan::{Milestone, MilestoneId, TaskNo};
use crate::scene::Token;
use crate::status::{Light, MilestoneStatus, Pace};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

/// The milestone of the plan with this id.
pub(super) fn promise<'a>(state: &'a State, task: TaskNo, id: &MilestoneId) -> Option<&'a Milestone> {
    state.workspace.plan.task(task)?.milestones.iter().find(|milestone| &milestone.id == id)
}

pub(super) fn show(ui: &mut Ui, state: &State, task: TaskNo, now: &MilestoneStatus, pace: Option<&Pace>) {
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
    ui.painter().galley(at, value, value_ink);
    response.widget_info(|| {
        let light = now.light.word(state.lang);
        egui::WidgetInfo::labeled(egui::accesskit::Role::Label, true, format!("{what} {light}"))
    });
    // A promise without a number says all in its first line.
    if now.value.is_some() || now.target.is_some() {
        ui.horizontal(|ui| {
            ui.add_space(14.0);
            ui.vertical(|ui| numbers(ui, state, now, pace));
        });
    }
}

/// The bar, and what follows from it.
fn numbers(ui: &mut Ui, state: &State, now: &MilestoneStatus, pace: Option<&Pace>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    if let (Some(value), Some(target)) = (now.value, now.target) {
        let part = |of: f64| (target > 0.0).then(|| (of / target) as f32);
        let colour = widgets::light_colour(ui, now.light);
        widgets::bar(ui, part(value), now.expected.and_then(part), colour);
    }
    ui.label(theme::small(ui, remarks(state, now)));
    if let Some(pace) = pace {
        let words = pace.to_text(now.unit.as_deref(), state.lang);
        ui.add(egui::Label::new(theme::small(ui, words)).wrap());
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

/// A county in a ranked list: light, name, a short bar, its value.
pub(super) fn ranked(
    ui: &mut Ui,
    state: &State,
    name: &str,
    light: Light,
    now: Option<&MilestoneStatus>,
) -> egui::Response {
    let word = light.word(state.lang);
    let (rect, response) =
        widgets::row(ui, 28.0, false, egui::accesskit::Role::Button, || format!("{name} {word}"));
    let y = rect.center().y;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let body = theme::font(theme::BODY, false);
    let small = theme::font(theme::SMALL, false);
    widgets::light(ui, light, pos2(rect.left() + 6.0, y), 11.0);
    let galley = widgets::elided(ui, name, body, ink, 94.0);
    ui.painter().galley(pos2(rect.left() + 22.0, y - galley.size().y / 2.0), galley, ink);
    let right = rect.right();
    let Some((now, value)) = now.and_then(|now| Some((now, now.value?))) else {
        text_at(ui, pos2(right, y), Align::Max, word, small, muted);
        return response;
    };
    let value_words = names::value(state.lang, value, now);
    text_at(ui, pos2(right, y), Align::Max, &value_words, theme::font(theme::BODY, true), ink);
    if let Some((counted, of)) = now.counted.zip(now.of) {
        let at = pos2(right - 62.0, y);
        text_at(ui, at, Align::Max, &format!("{counted}/{of}"), small, muted);
    }
    if let Some(target) = now.target.filter(|target| *target > 0.0) {
        let rail = egui::Rect::from_min_max(pos2(right - 162.0, y - 2.5), pos2(right - 112.0, y + 2.5));
        let mut full = rail;
        full.set_width(rail.width() * (value / target).clamp(0.0, 1.0) as f32);
        ui.painter().rect_filled(rail, 2.5, theme::faded(ui, Token::Ink, 0.08));
        ui.painter().rect_filled(full, 2.5, widgets::light_colour(ui, light));
    }
    response
}
