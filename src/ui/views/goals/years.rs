//! A goal's years: values against the target, or whether it was declared.

use egui::accesskit::Role;
use egui::{Pos2, Rect, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::small_at;
use crate::app::State;
use crate::scene::Token;
use crate::status::{GoalStatus, GoalYear, Light};
use crate::ui::{names, theme, widgets};

/// Points from the top of the chart to its highest value, and from its lowest to the bottom.
const ABOVE: f32 = 20.0;
const BELOW: f32 = 20.0;
const HEIGHT: f32 = 92.0;

/// Values of some years on a scale that holds the target.
struct Scale {
    place: Rect,
    years: (i16, i16),
    low: f64,
    high: f64,
}

impl Scale {
    fn new(place: Rect, state: &State, goal: &GoalStatus) -> Self {
        let values = || goal.years.iter().filter_map(|year| year.value).chain(goal.target);
        let low = values().fold(f64::INFINITY, f64::min);
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        let room = if high > low { 0.0 } else { high.abs().max(1.0) * 0.1 };
        Self { place, years: span(state, goal), low: low - room, high: high + room }
    }

    fn x(&self, year: i16) -> f32 {
        let (first, last) = self.years;
        let step = self.place.width() / f32::from(last - first + 1);
        self.place.left() + step * (f32::from(year - first) + 0.5)
    }

    fn y(&self, value: f64) -> f32 {
        let part = ((value - self.low) / (self.high - self.low)) as f32;
        let (top, bottom) = (self.place.top() + ABOVE, self.place.bottom() - BELOW - 8.0);
        bottom - part * (bottom - top)
    }
}

/// The first and the last year that are shown: those of the plan, and any that was reported.
fn span(state: &State, goal: &GoalStatus) -> (i16, i16) {
    let plan = &state.workspace.plan;
    let reported = || goal.years.iter().map(|year| year.year);
    let first = reported().chain([plan.start.year()]).min().unwrap_or(plan.start.year());
    let last = reported().chain([goal.deadline.year()]).max().unwrap_or(goal.deadline.year());
    (first, last)
}

/// A dot per year, joined; the target as a dashed line.
pub(super) fn chart(ui: &mut Ui, state: &State, goal: &GoalStatus) {
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, goal.years_text(state.lang)));
    let scale = Scale::new(place, state, goal);
    if let Some(target) = goal.target {
        let y = scale.y(target);
        let dash = Stroke::new(1.0, theme::colour(ui, Token::Muted));
        let ends = [pos2(place.left(), y), pos2(place.right(), y)];
        ui.painter().extend(Shape::dashed_line(&ends, dash, 4.0, 3.0));
        let name = state.lang.get("ui.goal_line");
        let at = pos2(place.right(), y + 8.0);
        widgets::text_at(ui, at, egui::Align::Max, name, theme::font(11.0, false), dash.color);
    }
    let points: Vec<(Pos2, &GoalYear)> = goal
        .years
        .iter()
        .filter_map(|year| Some((pos2(scale.x(year.year), scale.y(year.value?)), year)))
        .collect();
    let path = points.iter().map(|(at, _)| *at).collect();
    ui.painter().line(path, Stroke::new(1.5, theme::colour(ui, Token::Muted)));
    for year in scale.years.0..=scale.years.1 {
        let at = pos2(scale.x(year), place.bottom() - 8.0);
        small_at(ui, at, &year.to_string(), Token::Muted);
    }
    for (at, year) in points {
        dot(ui, at, year);
        let value = names::number(year.value.unwrap_or_default());
        let font = theme::font(theme::SMALL, true);
        let ink = theme::colour(ui, Token::Ink);
        widgets::text_at(ui, at - vec2(0.0, 14.0), egui::Align::Center, &value, font, ink);
        tip(ui, state, goal, year, at);
    }
}

/// A tick where the year meets the target, a ring where it does not.
fn dot(ui: &Ui, at: Pos2, year: &GoalYear) {
    if year.met {
        widgets::light(ui, Light::Done, at, 11.0);
    } else {
        let ring = Stroke::new(2.0, theme::colour(ui, Token::Ink));
        ui.painter().circle(at, 3.5, theme::colour(ui, Token::Panel), ring);
    }
}

/// A goal in words: what was declared in each year.
pub(super) fn words(ui: &mut Ui, state: &State, goal: &GoalStatus) {
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, goal.years_text(state.lang)));
    let scale = Scale { place, years: span(state, goal), low: 0.0, high: 1.0 };
    for year in scale.years.0..=scale.years.1 {
        let at = pos2(scale.x(year), place.bottom() - 9.0);
        small_at(ui, at, &year.to_string(), Token::Muted);
    }
    for year in &goal.years {
        let at = pos2(scale.x(year.year), place.top() + 14.0);
        dot(ui, at, year);
        tip(ui, state, goal, year, at);
    }
}

/// Who said so, where from, for which day, by which standards.
fn tip(ui: &Ui, state: &State, goal: &GoalStatus, year: &GoalYear, at: Pos2) {
    let lang = state.lang;
    let rect = Rect::from_center_size(at, vec2(44.0, 30.0));
    let response = ui.interact(rect, ui.scope_id().with(("year", &goal.id, year.year)), Sense::hover());
    if !response.hovered() {
        return;
    }
    let said = match year.value {
        Some(value) => names::value_with_unit(lang, value, goal.unit.as_deref()),
        None => lang.get(if year.met { "status.said_done" } else { "status.said_not_done" }).to_owned(),
    };
    let mut lines = vec![format!("{} {said}", year.on), format!("{} · {}", year.source, year.by)];
    if !year.standards.is_empty() {
        let codes = year.standards.join(lang.get("ui.comma"));
        lines.push(lang.fill("ui.goal_standards", &[("codes", &codes)]));
    }
    response.show_tooltip_text(lines.join("\n"));
}
