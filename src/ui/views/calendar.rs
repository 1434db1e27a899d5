//! 日历: the months of the plan with what is due in them, then every deadline, the next first.

mod months;

use egui::accesskit::Role;
use egui::{Align, Id, Rect, ScrollArea, Sense, Ui, pos2, vec2};
use jiff::civil::Date;

use super::{PAD, bring_into_view, edge, heading, newly};
use crate::app::{Command, Outbox, State};
use crate::scene::Token;
use crate::status::{DueDay, DueMilestone};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

const DAY: f32 = 36.0;
/// Points from one county's light to the next.
const STEP: f32 = 17.0;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let days = &state.views.days;
    let coming = days.iter().filter(|day| day.in_days >= 0).count().to_string();
    heading(ui, lang.get("ui.calendar"), &lang.fill("ui.calendar_total", &[("n", &coming)]));
    let asked = months::show(ui, state, outbox);
    let come = newly(ui, "calendar", &state.task);
    ScrollArea::vertical().id_salt("calendar").auto_shrink(false).show(ui, |ui| {
        let mut first = come;
        for due in days {
            let head = day_head(ui, due, state, outbox);
            if asked == Some(due.day) {
                ui.scroll_to_rect(head, Some(Align::Min));
            }
            for milestone in &due.milestones {
                let rect = line(ui, state, milestone, outbox);
                if first && state.task == Some(milestone.task) {
                    bring_into_view(ui, rect);
                    first = false;
                }
            }
        }
        ui.add_space(12.0);
    });
}

/// The day, how far it is, and a way to look at it.
fn day_head(ui: &mut Ui, due: &DueDay, state: &State, outbox: &mut Outbox) -> Rect {
    let lang = state.lang;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), DAY), Sense::click());
    let far = far(state, due.in_days);
    let words = format!("{} {far}", due.day);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, &words));
    if response.double_clicked() {
        outbox.send(Command::SetDate(due.day));
    }
    let y = rect.center().y + 3.0;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    let left = rect.left() + PAD;
    let day = due.day.to_string();
    let width = text_at(ui, pos2(left, y), Align::Min, &day, theme::font(theme::BODY, true), ink);
    text_at(ui, pos2(left + width + 10.0, y), Align::Min, &far, small, muted);
    if due.day != state.as_of.date {
        let place =
            Rect::from_min_max(pos2(rect.right() - 110.0, y - 9.0), pos2(rect.right() - PAD, y + 9.0));
        let layout = egui::Layout::right_to_left(Align::Center);
        let mut place =
            ui.new_child(egui::UiBuilder::new().id_salt(("see", due.day)).max_rect(place).layout(layout));
        let see = widgets::link(&mut place, lang.get("ui.see_day"));
        if see.on_hover_text(lang.get("ui.see_day_tip")).clicked() {
            outbox.send(Command::SetDate(due.day));
        }
    }
    let line = egui::Stroke::new(1.0, theme::colour(ui, Token::Line));
    ui.painter().hline(left..=rect.right() - PAD, rect.bottom() - 0.5, line);
    rect
}

/// 还有 92 天, 今天到期, 已过 335 天
fn far(state: &State, in_days: i32) -> String {
    let n = in_days.unsigned_abs().to_string();
    match in_days {
        0 => state.lang.get("ui.due_this_day").to_owned(),
        1.. => state.lang.fill("ui.due_in", &[("n", &n)]),
        _ => state.lang.fill("ui.due_ago", &[("n", &n)]),
    }
}

/// A milestone: its worst light, what it is, and how it stands in each county.
fn line(ui: &mut Ui, state: &State, due: &DueMilestone, outbox: &mut Outbox) -> Rect {
    let lang = state.lang;
    let what = state.workspace.plan.milestone(&due.id);
    let what = what.map_or(due.id.0.as_str(), |(_, milestone)| milestone.what.get(lang));
    let selected = state.task == Some(due.task);
    let done = match due.asked() {
        0 => lang.get("ui.nobody_asked").to_owned(),
        asked => lang.fill("ui.done_of", &[("n", &due.done().to_string()), ("of", &asked.to_string())]),
    };
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);
    let room = ui.available_width() - 2.0 * PAD - 46.0;
    let words = widgets::lines(ui, what, theme::font(theme::BODY, selected), ink, room, 2);
    let height = words.size().y + 32.0;
    let spoken = || format!("{} {what} {done}", names::task_number(state, due.task));
    let (rect, response) = widgets::row(ui, height, selected, Role::Button, spoken);
    if response.clicked() {
        outbox.send(Command::SelectTask(Some(due.task)));
    }
    let upper = rect.top() + 6.0 + words.size().y / 2.0;
    let lower = rect.bottom() - 14.0;
    let left = rect.left() + PAD + 46.0;
    if ui.is_rect_visible(rect) {
        if selected {
            edge(ui, rect);
        }
        let at = pos2(rect.left() + PAD + 18.0, upper);
        text_at(ui, at, Align::Max, &due.task.to_string(), small.clone(), muted);
        widgets::light(ui, due.worst(), pos2(rect.left() + PAD + 32.0, upper), 11.0);
        ui.painter().galley(pos2(left, upper - words.size().y / 2.0), words, ink);
        text_at(ui, pos2(rect.right() - PAD, lower), Align::Max, &done, small, muted);
    }
    counties(ui, state, due, pos2(left, lower), outbox);
    rect
}

/// A light per county of the plan; a click chooses the cell.
fn counties(ui: &Ui, state: &State, due: &DueMilestone, at: egui::Pos2, outbox: &mut Outbox) {
    let id = Id::unique("due").with(&due.id);
    for (i, (county, light)) in due.counties.iter().enumerate() {
        let Some(light) = light else { continue };
        let place = pos2(at.x + 5.0 + STEP * i as f32, at.y);
        let rect = Rect::from_center_size(place, vec2(STEP, 22.0));
        let response = ui.interact(rect, id.with(i), Sense::click());
        let chosen = state.county.as_ref() == Some(county) && state.task == Some(due.task);
        let name = || format!("{} {} {}", names::county(state, county), due.id, light.word(state.lang));
        let response = widgets::named(ui, response, chosen, Role::Button, name);
        if ui.is_rect_visible(rect) {
            widgets::light(ui, *light, place, 9.0);
            if state.county.as_ref() == Some(county) {
                let under = egui::Stroke::new(1.5, theme::colour(ui, Token::Accent));
                ui.painter().hline(place.x - 5.0..=place.x + 5.0, at.y + 8.5, under);
            }
            widgets::focus_ring(ui, rect, &response);
        }
        if response.clicked() {
            outbox.send(Command::SelectCell(due.task, county.clone()));
            outbox.send(Command::Explain(Some(due.id.clone())));
        }
        response.on_hover_text(format!("{} {}", names::county(state, county), light.word(state.lang)));
    }
}

/// Whether a day lies in a month.
fn in_month(day: Date, first: Date) -> bool {
    day.first_of_month() == first
}
