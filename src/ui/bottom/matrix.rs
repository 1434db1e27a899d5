//! The matrix of lights: tasks across, counties down. A cell chooses both.

use egui::accesskit::Role;
use egui::{Align, Rect, Sense, Ui, pos2, vec2};

use crate::app::{Command, Outbox, State};
use crate::plan::{County, TaskNo};
use crate::scene::Token;
use crate::status::{Cell, Light};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

/// From one county to the next, in points.
const ROW: f32 = 13.5;
const HEAD: f32 = 20.0;
const FOOT: f32 = 10.0;
const NAMES: f32 = 94.0;

pub(super) fn height(state: &State) -> f32 {
    HEAD + ROW * state.workspace.plan.counties.len() as f32 + FOOT
}

/// Where columns and rows are.
struct Grid {
    place: Rect,
    column: f32,
}

impl Grid {
    fn x(&self, column: usize) -> f32 {
        self.place.left() + NAMES + self.column * (column as f32 + 0.5)
    }

    fn y(&self, row: usize) -> f32 {
        self.place.top() + HEAD + ROW * (row as f32 + 0.5)
    }

    fn column_rect(&self, column: usize, top: f32) -> Rect {
        let left = self.x(column) - self.column / 2.0;
        let bottom = self.place.bottom() - FOOT + 4.0;
        Rect::from_min_max(pos2(left, top), pos2(left + self.column, bottom))
    }
}

pub(super) fn show(ui: &mut Ui, place: Rect, state: &State, outbox: &mut Outbox) {
    let tasks = &state.workspace.plan.tasks;
    let counties = &state.workspace.plan.counties;
    if tasks.is_empty() {
        return;
    }
    let grid = Grid { place, column: (place.width() - NAMES - 16.0) / tasks.len() as f32 };
    if let Some(column) = tasks.iter().position(|task| Some(task.number) == state.task) {
        let soft = theme::colour(ui, Token::AccentSoft);
        let rect = grid.column_rect(column, place.top());
        ui.painter().rect_filled(rect, theme::ROUNDING, soft);
    }
    if let Some(row) = counties.iter().position(|c| Some(&c.adcode) == state.county.as_ref()) {
        let middle = pos2(place.center().x, grid.y(row));
        let soft = theme::colour(ui, Token::AccentSoft);
        let rect = Rect::from_center_size(middle, vec2(place.width(), ROW));
        ui.painter().rect_filled(rect, 0.0, soft);
    }
    for (column, task) in tasks.iter().enumerate() {
        task_head(ui, &grid, column, task.number, state, outbox);
    }
    for (row, county) in counties.iter().enumerate() {
        county_head(ui, &grid, row, county, state, outbox);
    }
    for cell in &state.status.cells {
        let column = tasks.iter().position(|task| task.number == cell.task);
        let row = counties.iter().position(|county| county.adcode == cell.adcode);
        if let Some((column, row)) = column.zip(row) {
            light_cell(ui, &grid, (column, row), cell, state, outbox);
        }
    }
}

fn task_head(ui: &Ui, grid: &Grid, column: usize, task: TaskNo, state: &State, outbox: &mut Outbox) {
    let chosen = state.task == Some(task);
    let ink = theme::colour(ui, if chosen { Token::Ink } else { Token::Muted });
    let at = pos2(grid.x(column), grid.place.top() + HEAD / 2.0);
    let font = theme::font(11.0, chosen);
    text_at(ui, at, Align::Center, &task.to_string(), font, ink);
    let rect = Rect::from_center_size(at, vec2(grid.column, HEAD));
    let response = ui.interact(rect, ui.scope_id().with(("task", task)), Sense::click());
    let name = || format!("{} {}", names::task_number(state, task), names::task(state, task));
    let response = widgets::named(ui, response, chosen, Role::Button, name);
    if response.clicked() {
        outbox.send(Command::SelectTask(Some(task)));
    }
    if response.hovered() {
        response.show_tooltip_text(name());
    }
}

fn county_head(ui: &Ui, grid: &Grid, row: usize, county: &County, state: &State, outbox: &mut Outbox) {
    let chosen = state.county.as_ref() == Some(&county.adcode);
    let ink = theme::colour(ui, Token::Ink);
    let at = pos2(grid.place.left() + NAMES - 16.0, grid.y(row));
    let short = names::county_short(county, state.lang);
    let font = theme::font(11.0, chosen);
    text_at(ui, at, Align::Max, &short, font, ink);
    let left_end = pos2(grid.place.left() + 8.0, grid.y(row) - ROW / 2.0);
    let rect = Rect::from_min_max(left_end, pos2(at.x + 8.0, grid.y(row) + ROW / 2.0));
    let response = ui.interact(rect, ui.scope_id().with(("county", row)), Sense::click());
    let name = || county.name.get(state.lang).to_owned();
    let response = widgets::named(ui, response, chosen, Role::Button, name);
    if response.clicked() {
        let choice = (!chosen).then(|| county.adcode.clone());
        outbox.send(Command::SelectCounty(choice));
    }
}

fn light_cell(
    ui: &Ui,
    grid: &Grid,
    (column, row): (usize, usize),
    cell: &Cell,
    state: &State,
    outbox: &mut Outbox,
) {
    let at = pos2(grid.x(column), grid.y(row));
    widgets::light(ui, cell.light, at, 8.5);
    let rect = Rect::from_center_size(at, vec2(grid.column, ROW));
    let response = ui.interact(rect, ui.scope_id().with((column, row)), Sense::click());
    let chosen = state.task == Some(cell.task) && state.county.as_ref() == Some(&cell.adcode);
    let name = || {
        let county = names::county(state, &cell.adcode);
        let light = cell.light.word(state.lang);
        format!("{county} {} {light}", names::task_number(state, cell.task))
    };
    let response = widgets::named(ui, response, chosen, Role::Button, name);
    if response.hovered() {
        let stroke = egui::Stroke::new(1.0, theme::colour(ui, Token::Accent));
        let ring = Rect::from_center_size(at, vec2(14.0, 14.0));
        ui.painter().rect_stroke(ring, theme::ROUNDING, stroke, egui::StrokeKind::Outside);
        if cell.light == Light::NotResponsible {
            response.show_tooltip_text(name());
        } else {
            response.show_tooltip_text(format!("{}\n{}", name(), names::task(state, cell.task)));
        }
    }
    if response.clicked() {
        outbox.send(Command::SelectCell(cell.task, cell.adcode.clone()));
    }
}
