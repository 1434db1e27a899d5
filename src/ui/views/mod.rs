//! The left panel of 浏览: ways to look at the same lights, one tab each.

mod bodies;
mod calendar;
mod goals;
mod late;
mod text;

use egui::accesskit::Role;
use egui::{Color32, Id, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::widgets;
use super::{LEFT, names, tasks, theme};
use crate::app::{Mode, Outbox, State, UiCommand, View};
use crate::scene::Token;

/// Points at the left and right of a view.
const PAD: f32 = 16.0;
const TABS: f32 = 36.0;

/// How wide the left panel is: a table needs more room than a tree.
pub(super) fn width(state: &State) -> f32 {
    match (state.mode, state.view) {
        (Mode::Browse, View::Late) => 500.0,
        (Mode::Browse, View::Text) => 440.0,
        (Mode::Browse, View::Calendar | View::Goals) => 404.0,
        (Mode::Browse, View::Departments) => 332.0,
        (Mode::Inspect, _) => 344.0,
        _ => LEFT,
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    tabs(ui, state, outbox);
    match state.view {
        View::Tasks => tasks::show(ui, state, outbox),
        View::Departments => bodies::show(ui, state, outbox),
        View::Late => late::show(ui, state, outbox),
        View::Calendar => calendar::show(ui, state, outbox),
        View::Goals => goals::show(ui, state, outbox),
        View::Text => text::show(ui, state, outbox),
    }
}

/// 任务 部门 滞后 日历 目标 原文
fn tabs(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let (bar, _) = ui.allocate_exact_size(vec2(ui.available_width(), TABS), Sense::hover());
    let galleys: Vec<_> = View::ALL
        .iter()
        .map(|view| {
            let words = |bold| {
                let words = lang.get(word(*view)).to_owned();
                ui.painter().layout_no_wrap(words, theme::font(theme::BODY, bold), Color32::PLACEHOLDER)
            };
            // As wide as if it were chosen, so that no choice moves its neighbours.
            (words(*view == state.view), words(true).size().x)
        })
        .collect();
    // Tabs stand still when the panel grows wider for a table.
    let words: f32 = galleys.iter().map(|(_, width)| width).sum();
    let room = ((LEFT - 2.0 * (PAD - 6.0) - words) / View::ALL.len() as f32).max(6.0);
    let mut left = bar.left() + PAD - 6.0;
    for (view, (galley, width)) in View::ALL.into_iter().zip(galleys) {
        let command = UiCommand::View(view);
        let place = Rect::from_min_size(pos2(left, bar.top()), vec2(width + room, TABS));
        left = place.right();
        let response = ui.interact(place, ui.scope_id().with(("view", view)), Sense::click());
        let chosen = view == state.view;
        let response = widgets::named(ui, response, chosen, Role::Tab, || command.text(lang));
        let strong = chosen || response.hovered();
        let ink = theme::colour(ui, if strong { Token::Ink } else { Token::Muted });
        ui.painter().galley(place.center() - galley.size() / 2.0, galley, ink);
        if chosen {
            let line = Stroke::new(2.0, theme::colour(ui, Token::Accent));
            ui.painter().hline(
                place.shrink2(vec2(room / 2.0 - 2.0, 0.0)).x_range(),
                bar.bottom() - 2.0,
                line,
            );
        }
        widgets::focus_ring(ui, place.shrink(2.0), &response);
        if response.clicked() {
            outbox.ui(command);
        }
        let keys = names::keys(ui.ctx(), command);
        response.on_hover_text(format!("{}\u{3000}{keys}", command.tooltip(lang)));
    }
    let line = Stroke::new(1.0, theme::colour(ui, Token::Line));
    ui.painter().hline(bar.x_range(), bar.bottom() - 0.5, line);
}

const fn word(view: View) -> &'static str {
    match view {
        View::Tasks => "ui.tab_tasks",
        View::Departments => "ui.tab_departments",
        View::Late => "ui.tab_late",
        View::Calendar => "ui.tab_calendar",
        View::Goals => "ui.tab_goals",
        View::Text => "ui.tab_text",
    }
}

/// Whether something was chosen elsewhere since this view was last drawn: then it comes into view.
fn newly<T: Clone + PartialEq + Send + Sync + 'static>(ui: &Ui, what: &str, now: &Option<T>) -> bool {
    let id = Id::unique("newly").with(what);
    let last = ui.data(|data| data.get_temp::<Option<T>>(id));
    if last.as_ref() == Some(now) {
        return false;
    }
    ui.data_mut(|data| data.insert_temp(id, now.clone()));
    now.is_some()
}

/// Scrolls to a place that is not wholly in view.
fn bring_into_view(ui: &Ui, rect: Rect) {
    if !ui.clip_rect().contains_rect(rect) {
        ui.scroll_to_rect(rect, Some(egui::Align::Center));
    }
}

/// The bar at the left edge of what is chosen.
fn edge(ui: &Ui, rect: Rect) {
    let edge = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
    ui.painter().rect_filled(edge, 0.0, theme::colour(ui, Token::Accent));
}

/// A view's title, with a remark at its right.
fn heading(ui: &mut Ui, title: &str, remark: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let y = rect.center().y + 2.0;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let (left, right) = (pos2(rect.left() + PAD, y), pos2(rect.right() - PAD, y));
    widgets::text_at(ui, left, egui::Align::Min, title, theme::font(theme::HEAD, true), ink);
    widgets::text_at(ui, right, egui::Align::Max, remark, theme::font(theme::SMALL, false), muted);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, format!("{title} {remark}")));
}
