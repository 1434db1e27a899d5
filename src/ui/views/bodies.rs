//! 部门: who leads and who cooperates, the body with the worst lights first, its tasks folded in.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Align, Frame, Id, Margin, ScrollArea, Ui, pos2};

use super::{PAD, bring_into_view, edge, heading, newly};
use crate::app::{Command, Outbox, State};
use crate::scene::{Icon, Token};
use crate::status::{Body, BodyTask, Light, Part};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

const PARTS: [(Part, &str); 3] =
    [(Part::Any, "ui.part_any"), (Part::Lead, "ui.part_lead"), (Part::Cooperate, "ui.part_cooperate")];

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let title = state.county.as_ref().map_or_else(
        || lang.get("ui.bodies").to_owned(),
        |county| lang.fill("ui.bodies_of", &[("county", &names::county(state, county))]),
    );
    let n = state.views.bodies.len().to_string();
    heading(ui, &title, &lang.fill("ui.bodies_total", &[("n", &n)]));
    let margin = Margin { left: 16, right: 16, top: 0, bottom: 8 };
    Frame::new().inner_margin(margin).show(ui, |ui| {
        let words = PARTS.map(|(_, key)| lang.get(key));
        let chosen = PARTS.iter().position(|(part, _)| *part == state.views.part).unwrap_or(0);
        if let Some(at) = widgets::segmented(ui, "part", &words, chosen, true) {
            outbox.send(Command::SetPart(PARTS[at].0));
        }
    });
    let id = Id::unique("open_bodies");
    let mut open = ui.data(|data| data.get_temp::<BTreeSet<String>>(id)).unwrap_or_default();
    let come = newly(ui, "bodies", &state.task);
    ScrollArea::vertical().id_salt("bodies").auto_shrink(false).show(ui, |ui| {
        let mut first = come;
        for body in &state.views.bodies {
            let unfolded = open.contains(&body.name.zh);
            if body_row(ui, state, body, unfolded) && !open.remove(&body.name.zh) {
                open.insert(body.name.zh.clone());
            }
            if unfolded {
                for task in &body.tasks {
                    let rect = task_row(ui, state, *task, outbox);
                    if first && state.task == Some(task.task) {
                        bring_into_view(ui, rect);
                        first = false;
                    }
                }
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, open));
}

/// A body, and how many of its tasks have each light; tells whether it was clicked.
fn body_row(ui: &mut Ui, state: &State, body: &Body, open: bool) -> bool {
    let lang = state.lang;
    let name = body.name.get(lang);
    let total = lang.fill("ui.tasks_n", &[("n", &body.tasks.len().to_string())]);
    let small = theme::font(theme::SMALL, false);
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let total = ui.painter().layout_no_wrap(total, small, muted);
    let room = ui.available_width() - 2.0 * PAD - 16.0 - total.size().x - 8.0;
    let title = widgets::lines(ui, name, theme::font(theme::BODY, true), ink, room, 2);
    let height = title.size().y + 32.0;
    let spoken = || format!("{name} {}", lights_in_words(state, body));
    let (rect, response) = widgets::row(ui, height, false, Role::TreeItem, spoken);
    if !ui.is_rect_visible(rect) {
        return response.clicked();
    }
    if body.tasks.iter().any(|task| state.task == Some(task.task)) {
        edge(ui, rect);
    }
    let upper = rect.top() + 6.0 + title.size().y / 2.0;
    let icon = if open { Icon::ChevronDown } else { Icon::ChevronRight };
    widgets::icon(ui, icon, pos2(rect.left() + PAD + 4.0, upper), 12.0, Token::Muted);
    let left = rect.left() + PAD + 16.0;
    let lower = rect.bottom() - 14.0;
    let at = pos2(rect.right() - PAD - total.size().x, upper - total.size().y / 2.0);
    ui.painter().galley(at, total, muted);
    ui.painter().galley(pos2(left, upper - title.size().y / 2.0), title, ink);
    let mut x = left;
    for (light, count) in counted(body) {
        widgets::light(ui, light, pos2(x + 5.0, lower), 10.0);
        let font = theme::font(theme::SMALL, false);
        x += 14.0 + text_at(ui, pos2(x + 14.0, lower), Align::Min, &count.to_string(), font, ink) + 12.0;
    }
    let clicked = response.clicked();
    response.on_hover_text(lights_in_words(state, body));
    clicked
}

/// The lights that any of its tasks has, the worst first.
fn counted(body: &Body) -> impl Iterator<Item = (Light, usize)> {
    Light::ALL.into_iter().zip(body.counts).filter(|(_, count)| *count > 0)
}

fn lights_in_words(state: &State, body: &Body) -> String {
    let words = counted(body).map(|(light, count)| {
        let values = [("light", light.word(state.lang)), ("n", &count.to_string())];
        state.lang.fill("ui.light_count", &values)
    });
    words.collect::<Vec<_>>().join(state.lang.get("ui.comma"))
}

fn task_row(ui: &mut Ui, state: &State, row: BodyTask, outbox: &mut Outbox) -> egui::Rect {
    let lang = state.lang;
    let BodyTask { task, leads, light } = row;
    let selected = state.task == Some(task);
    let part = lang.get(if leads { "ui.part_lead" } else { "ui.part_cooperate" });
    let name = names::task(state, task);
    let spoken = || format!("{task} {name} {part} {}", light.word(lang));
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    let part_words = ui.painter().layout_no_wrap(part.to_owned(), small.clone(), muted);
    let room = ui.available_width() - 2.0 * PAD - 62.0 - part_words.size().x - 8.0;
    let rows = if lang == crate::text::Lang::Zh { 1 } else { 2 };
    let title = widgets::lines(ui, &name, theme::font(theme::BODY, selected), ink, room, rows);
    let elided = title.elided;
    let height = (title.size().y + 10.0).max(28.0);
    let (rect, response) = widgets::row(ui, height, selected, Role::TreeItem, spoken);
    if response.clicked() {
        outbox.send(Command::SelectTask(Some(task)));
    }
    if !ui.is_rect_visible(rect) {
        return rect;
    }
    if selected {
        edge(ui, rect);
    }
    let y = rect.center().y;
    let left = rect.left() + PAD;
    text_at(ui, pos2(left + 36.0, y), Align::Max, &task.to_string(), small, muted);
    widgets::light(ui, light, pos2(left + 48.0, y), 11.0);
    ui.painter().galley(pos2(left + 60.0, y - title.size().y / 2.0), title, ink);
    let at = pos2(rect.right() - PAD - part_words.size().x, y - part_words.size().y / 2.0);
    ui.painter().galley(at, part_words, muted);
    if elided {
        response.on_hover_text(name);
    }
    rect
}
