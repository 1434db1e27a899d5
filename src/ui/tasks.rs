//! The task tree: actions that fold, tasks with their light and value.

use egui::accesskit::Role;
use egui::{Align, Id, Margin, Rect, ScrollArea, Ui, pos2, vec2};

use super::widgets::{self, text_at};
use super::{names, roll_up, theme};
use crate::app::{Command, Outbox, State};
use crate::plan::{Action, TaskNo};
use crate::scene::{Icon, Token};
use crate::status::Light;
use crate::text::Lang;

const PAD: f32 = 16.0;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    heading(ui, state, outbox);
    ScrollArea::vertical()
        .id_salt("tasks")
        .auto_shrink(false)
        .content_margin(Margin { bottom: 12, ..Margin::ZERO })
        .show(ui, |ui| {
            for action in &state.workspace.plan.actions {
                let open = state.open_actions.contains(&action.number);
                action_row(ui, state, action, open, outbox);
                if open {
                    for &task in &action.tasks {
                        task_row(ui, state, task, outbox);
                    }
                }
            }
        });
}

/// 任务, how many there are, and how many of each light; for the chosen county, those that bind it.
fn heading(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let size = vec2(ui.available_width(), 84.0);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    let counts = roll_up::counts(state);
    let lang = state.lang;
    let y = rect.top() + 24.0;
    let muted = theme::colour(ui, Token::Muted);
    let head = theme::font(theme::HEAD, true);
    let ink = theme::colour(ui, Token::Ink);
    let left = rect.left() + PAD;
    let title = state.county.as_ref().map_or_else(
        || lang.get("ui.tasks").to_owned(),
        |county| lang.fill("ui.tasks_of", &[("county", &names::county(state, county))]),
    );
    let width = text_at(ui, pos2(left, y), Align::Min, &title, head, ink);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, &title));
    if state.county.is_some() {
        let place = Rect::from_center_size(pos2(left + width + 16.0, y), vec2(22.0, 22.0));
        let mut place = ui.new_child(egui::UiBuilder::new().max_rect(place));
        if widgets::icon_button(&mut place, Icon::Close, lang.get("ui.whole_city"), 22.0).clicked() {
            outbox.send(Command::SelectCounty(None));
        }
    }
    let [.., elsewhere] = counts;
    let total = state.workspace.plan.tasks.len().saturating_sub(elsewhere).to_string();
    let summary = lang.fill("ui.tasks_total", &[("n", &total), ("overdue", &counts[0].to_string())]);
    let small = theme::font(theme::SMALL, false);
    text_at(ui, pos2(rect.right() - PAD, y), Align::Max, &summary, small, muted);
    strip(ui, state, rect, &counts, outbox);
}

/// One box per light that any task has: its shape and how many; a click shows which in the matrix.
fn strip(ui: &mut Ui, state: &State, rect: Rect, counts: &[usize; 8], outbox: &mut Outbox) {
    let judged = &Light::ALL[..6];
    let shown: Vec<(Light, usize)> = judged
        .iter()
        .zip(counts)
        .map(|(light, count)| (*light, *count))
        .filter(|(light, count)| *count > 0 || *light != Light::NoReport)
        .collect();
    let gap = 4.0;
    let width = rect.width() - 2.0 * PAD;
    let cell = (width - gap * (shown.len() as f32 - 1.0)) / shown.len() as f32;
    let top = rect.top() + 44.0;
    for (i, (light, count)) in shown.into_iter().enumerate() {
        let left = rect.left() + PAD + (cell + gap) * i as f32;
        let place = Rect::from_min_size(pos2(left, top), vec2(cell, 24.0));
        ui.painter().rect_filled(place, theme::ROUNDING, theme::faded(ui, Token::Ink, 0.04));
        widgets::light(ui, light, pos2(place.left() + 12.0, place.center().y), 11.0);
        let font = theme::font(theme::BODY, true);
        let ink = theme::colour(ui, if count == 0 { Token::Muted } else { Token::Ink });
        let at = pos2(place.left() + 22.0, place.center().y);
        text_at(ui, at, Align::Min, &count.to_string(), font, ink);
        let words = state
            .lang
            .fill("ui.light_count", &[("light", light.word(state.lang)), ("n", &count.to_string())]);
        let id = ui.scope_id().with(("strip", light));
        let response = ui.interact(place, id, egui::Sense::click());
        let chosen = state.matrix.light == Some(light);
        let response = widgets::named(ui, response, chosen, Role::Button, || words.clone());
        widgets::ground(ui, place, &response, chosen);
        if response.clicked() {
            outbox.send(Command::FilterLight((!chosen).then_some(light)));
        }
        response.on_hover_text(words);
    }
}

fn action_row(ui: &mut Ui, state: &State, action: &Action, open: bool, outbox: &mut Outbox) {
    let name = names::action(action, state.lang);
    let lights = if open { 0.0 } else { 16.0 * action.tasks.len() as f32 };
    let font = theme::font(theme::BODY, open);
    let ink = theme::colour(ui, Token::Ink);
    let room = ui.available_width() - 2.0 * PAD - 16.0 - lights - 4.0;
    let title = widgets::lines(ui, &name, font, ink, room, rows(state.lang));
    let height = (title.size().y + 7.0).max(27.0);
    let elided = title.elided;
    let (rect, response) = widgets::row(ui, height, false, Role::TreeItem, || name.clone());
    if response.clicked() {
        outbox.send(Command::ToggleAction(action.number));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let y = rect.center().y;
    let icon = if open { Icon::ChevronDown } else { Icon::ChevronRight };
    widgets::icon(ui, icon, pos2(rect.left() + PAD + 4.0, y), 12.0, Token::Muted);
    let mut right = rect.right() - PAD;
    if !open {
        for &task in action.tasks.iter().rev() {
            widgets::light(ui, roll_up::task_light(state, task), pos2(right - 5.0, y), 10.0);
            right -= 16.0;
        }
    }
    let at = pos2(rect.left() + PAD + 16.0, y - title.size().y / 2.0);
    ui.painter().galley(at, title, ink);
    if elided {
        response.on_hover_text(name);
    }
}

/// English titles are long: they may take more lines.
fn rows(lang: Lang) -> usize {
    match lang {
        Lang::Zh => 1,
        Lang::En => 3,
    }
}

fn task_row(ui: &mut Ui, state: &State, task: TaskNo, outbox: &mut Outbox) {
    let selected = state.task == Some(task);
    let light = roll_up::task_light(state, task);
    let name = names::task(state, task);
    let spoken = || format!("{task} {name} {}", light.word(state.lang));
    let value = value(state, task);

    let font = theme::font(theme::BODY, selected);
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    let value = ui.painter().layout_no_wrap(value, small.clone(), muted);
    let room = ui.available_width() - PAD * 2.0 - 62.0 - value.size().x;
    let title = widgets::lines(ui, &name, font, ink, room, rows(state.lang));
    let elided = title.elided;
    let height = (title.size().y + 11.0).max(29.0);

    let (rect, response) = widgets::row(ui, height, selected, Role::TreeItem, spoken);
    if response.clicked() {
        outbox.send(Command::SelectTask(Some(task)));
    }
    bring_into_view(ui, selected, task, rect);
    if !ui.is_rect_visible(rect) {
        return;
    }
    if selected {
        let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0.0, theme::colour(ui, Token::Accent));
    }
    let y = rect.center().y;
    let at = pos2(rect.left() + PAD + 14.0, y);
    text_at(ui, at, Align::Min, &task.to_string(), small, muted);
    widgets::light(ui, light, pos2(rect.left() + PAD + 46.0, y), 11.0);
    let left = rect.left() + PAD + 60.0;
    ui.painter().galley(pos2(left, y - title.size().y / 2.0), title, ink);
    let at = pos2(rect.right() - PAD - value.size().x, y - value.size().y / 2.0);
    ui.painter().galley(at, value, muted);
    if elided {
        response.on_hover_text(name);
    }
}

/// The value of the milestone that is worked on, over the counties or in the chosen one.
fn value(state: &State, task: TaskNo) -> String {
    roll_up::current(state, task, state.county.as_ref())
        .and_then(|milestone| Some(names::value(state.lang, milestone.value?.round(), milestone)))
        .unwrap_or_default()
}

/// Scrolls to the chosen task, once, when it was chosen elsewhere.
fn bring_into_view(ui: &Ui, selected: bool, task: TaskNo, rect: Rect) {
    if !selected {
        return;
    }
    let id = Id::unique("task_in_view");
    let last = ui.data(|data| data.get_temp::<TaskNo>(id));
    if last != Some(task) {
        ui.data_mut(|data| data.insert_temp(id, task));
        if !ui.clip_rect().contains_rect(rect) {
            ui.scroll_to_rect(rect, Some(Align::Center));
        }
    }
}
