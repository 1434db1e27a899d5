//! The matrix of lights: tasks across, counties down. A cell chooses both; heads stay in place while
//! the cells scroll under them.

use egui::accesskit::Role;
use egui::{
    Align, EventFilter, Id, Key, Label, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2,
    vec2,
};

use super::{cell_tip, matrix_tools};
use crate::app::{Command, Outbox, State, UiCommand};
use crate::plan::{County, TaskNo};
use crate::scene::Token;
use crate::status::Cell;
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, roll_up, theme};

/// From one county to the next, in points.
const ROW: f32 = 13.5;
const TOOLS: f32 = 26.0;
const HEAD: f32 = 17.0;
const FOOT: f32 = 6.0;
const NAMES: f32 = 94.0;
const MARGIN: f32 = 16.0;
/// From one task to the next: what fits, between these. Narrower than that the matrix scrolls.
const COLUMNS: std::ops::RangeInclusive<f32> = 26.0..=72.0;
/// Rows that are seen at once; more of them scroll.
const MOST_ROWS: usize = 12;

pub(super) fn height(state: &State) -> f32 {
    TOOLS + HEAD + ROW * state.workspace.plan.counties.len().min(MOST_ROWS) as f32 + FOOT
}

/// Where columns and rows are, once scrolled.
struct Grid {
    /// The corner of the first cell.
    origin: egui::Pos2,
    column: f32,
}

impl Grid {
    fn cell(&self, column: usize, row: usize) -> Rect {
        let corner = vec2(self.column * column as f32, ROW * row as f32);
        Rect::from_min_size(self.origin + corner, vec2(self.column, ROW))
    }
}

pub(super) fn show(ui: &mut Ui, place: Rect, state: &State, outbox: &mut Outbox) {
    let (tasks, counties) = (&state.matrix.tasks, &state.workspace.plan.counties);
    let tools = Rect::from_min_size(place.min, vec2(place.width(), TOOLS));
    matrix_tools::show(ui, tools, state, outbox);
    let corner = pos2(place.left() + NAMES, tools.bottom() + HEAD);
    let body = Rect::from_min_max(corner, pos2(place.right() - MARGIN, place.bottom() - FOOT));
    if tasks.is_empty() || counties.is_empty() {
        ui.put(body, Label::new(theme::small(ui, state.lang.get("ui.no_task_so"))));
        return;
    }
    let column = (body.width() / tasks.len() as f32).clamp(*COLUMNS.start(), *COLUMNS.end());
    let size = vec2(column * tasks.len() as f32, ROW * counties.len() as f32);
    let mut cells = ui.new_child(UiBuilder::new().id_salt("matrix").max_rect(body));
    let area = ScrollArea::both().id_salt("cells").auto_shrink(false);
    let scrolled = area.show(&mut cells, |ui| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let grid = Grid { origin: rect.min, column };
        show_cells(ui, &grid, body, state, outbox);
        grid
    });
    let grid = scrolled.inner;
    let heads = Rect::from_min_max(pos2(body.left(), tools.bottom()), pos2(body.right(), body.top()));
    let mut heads_ui = ui.new_child(UiBuilder::new().id_salt("task_heads").max_rect(heads));
    heads_ui.set_clip_rect(heads.intersect(ui.clip_rect()));
    for (at, task) in tasks.iter().enumerate() {
        task_head(&heads_ui, heads, grid.cell(at, 0), *task, state, outbox);
    }
    let names = Rect::from_min_max(pos2(place.left(), body.top()), body.left_bottom());
    let mut names_ui = ui.new_child(UiBuilder::new().id_salt("county_heads").max_rect(names));
    names_ui.set_clip_rect(names.intersect(ui.clip_rect()));
    for (at, county) in counties.iter().enumerate() {
        county_head(&names_ui, names, grid.cell(0, at), at, county, state, outbox);
    }
}

fn show_cells(ui: &mut Ui, grid: &Grid, body: Rect, state: &State, outbox: &mut Outbox) {
    let (tasks, counties) = (&state.matrix.tasks, &state.workspace.plan.counties);
    let id = ui.scope_id().with("keys");
    let keys = ui.interact(body, id, Sense::focusable_noninteractive());
    let column = tasks.iter().position(|task| Some(*task) == state.task);
    let row = counties.iter().position(|county| Some(&county.adcode) == state.county.as_ref());
    let soft = theme::colour(ui, Token::AccentSoft);
    if let Some(column) = column {
        let rect = grid.cell(column, 0).union(grid.cell(column, counties.len() - 1));
        ui.painter().rect_filled(rect, 0.0, soft);
    }
    if let Some(row) = row {
        let rect = grid.cell(0, row).union(grid.cell(tasks.len() - 1, row));
        ui.painter().rect_filled(rect, 0.0, soft);
    }
    for (at, task) in tasks.iter().enumerate() {
        for cell in roll_up::cells(&state.status, *task) {
            if let Some(row) = counties.iter().position(|county| county.adcode == cell.adcode) {
                light_cell(ui, grid.cell(at, row), cell, id, state, outbox);
            }
        }
    }
    if keys.has_focus() {
        let stroke = Stroke::new(1.5, theme::faded(ui, Token::Accent, 0.5));
        ui.painter().rect_stroke(body, theme::ROUNDING, stroke, StrokeKind::Outside);
        if ui.input(|input| input.key_pressed(Key::Space)) {
            outbox.ui(UiCommand::Play);
        }
        if let Some((column, row)) = stepped(ui, id, (column, row), (tasks.len(), counties.len())) {
            outbox.send(Command::SelectCell(tasks[column], counties[row].adcode.clone()));
            ui.scroll_to_rect(grid.cell(column, row).expand(2.0), None);
        }
    }
}

/// Where the arrows lead from a cell; to the first cell where none is chosen.
fn stepped(
    ui: &Ui,
    id: Id,
    (column, row): (Option<usize>, Option<usize>),
    (columns, rows): (usize, usize),
) -> Option<(usize, usize)> {
    let arrows = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, arrows));
    let pressed = |key| ui.input(|input| input.num_presses(key) as isize);
    let across = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
    let down = pressed(Key::ArrowDown) - pressed(Key::ArrowUp);
    if (across, down) == (0, 0) {
        return None;
    }
    let step = |at: Option<usize>, by: isize, count: usize| {
        at.map_or(0, |at| at.saturating_add_signed(by).min(count - 1))
    };
    Some((step(column, across, columns), step(row, down, rows)))
}

fn task_head(ui: &Ui, heads: Rect, under: Rect, task: TaskNo, state: &State, outbox: &mut Outbox) {
    let chosen = state.task == Some(task);
    let rect = Rect::from_min_max(pos2(under.left(), heads.top()), pos2(under.right(), heads.bottom()));
    if chosen {
        ui.painter().rect_filled(rect, 0.0, theme::colour(ui, Token::AccentSoft));
    }
    let ink = theme::colour(ui, if chosen { Token::Ink } else { Token::Muted });
    text_at(ui, rect.center(), Align::Center, &task.to_string(), theme::font(11.0, chosen), ink);
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

fn county_head(
    ui: &Ui,
    names: Rect,
    beside: Rect,
    row: usize,
    county: &County,
    state: &State,
    outbox: &mut Outbox,
) {
    let chosen = state.county.as_ref() == Some(&county.adcode);
    let rect = Rect::from_min_max(pos2(names.left(), beside.top()), pos2(names.right(), beside.bottom()));
    if chosen {
        ui.painter().rect_filled(rect, 0.0, theme::colour(ui, Token::AccentSoft));
    }
    let ink = theme::colour(ui, Token::Ink);
    let at = pos2(rect.right() - 16.0, rect.center().y);
    let short = names::county_short(county, state.lang);
    text_at(ui, at, Align::Max, &short, theme::font(11.0, chosen), ink);
    let response = ui.interact(rect, ui.scope_id().with(("county", row)), Sense::click());
    let name = || county.name.get(state.lang).to_owned();
    let response = widgets::named(ui, response, chosen, Role::Button, name);
    if response.clicked() {
        let choice = (!chosen).then(|| county.adcode.clone());
        outbox.send(Command::SelectCounty(choice));
    }
}

fn light_cell(ui: &Ui, rect: Rect, cell: &Cell, keys: Id, state: &State, outbox: &mut Outbox) {
    if !ui.is_rect_visible(rect) {
        return;
    }
    let asked_for = state.matrix.light.is_none_or(|light| light == cell.light);
    widgets::light(ui, cell.light, rect.center(), if asked_for { 9.0 } else { 4.0 });
    let response = ui.interact(rect, ui.scope_id().with((cell.task, &cell.adcode)), Sense::click());
    let chosen = state.task == Some(cell.task) && state.county.as_ref() == Some(&cell.adcode);
    let name = || {
        let county = names::county(state, &cell.adcode);
        let light = cell.light.word(state.lang);
        format!("{county} {} {light}", names::task_number(state, cell.task))
    };
    let response = widgets::named(ui, response, chosen, Role::Button, name);
    if response.hovered() || chosen {
        let stroke = Stroke::new(1.0, theme::colour(ui, Token::Accent));
        let ring = Rect::from_center_size(rect.center(), vec2(14.0, 14.0));
        ui.painter().rect_stroke(ring, theme::ROUNDING, stroke, StrokeKind::Outside);
    }
    if response.clicked() {
        outbox.send(Command::SelectCell(cell.task, cell.adcode.clone()));
        ui.memory_mut(|memory| memory.request_focus(keys));
    }
    if response.hovered() {
        response.show_tooltip_ui(|ui| cell_tip::show(ui, state, cell));
    }
}
