//! A box per month, a row per year: how many deadlines it has, and their worst light.

use egui::accesskit::Role;
use egui::{Align, Rect, Sense, Stroke, StrokeKind, Ui, pos2, vec2};
use jiff::civil::Date;

use super::in_month;
use crate::app::{Command, Outbox, State};
use crate::scene::Token;
use crate::status::{DueDay, Light};
use crate::ui::views::PAD;
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

const ROW: f32 = 28.0;
const YEAR: f32 = 34.0;
const GAP: f32 = 3.0;

/// Draws the months; tells the deadline of the month that was clicked. Twice makes it the day that
/// is shown.
pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Option<Date> {
    let plan = &state.workspace.plan;
    let first = plan.start.first_of_month();
    let last = plan.end.max(state.today).max(state.as_of.date);
    let years = usize::try_from(last.year() - first.year() + 1).unwrap_or(1);
    let size = vec2(ui.available_width(), years as f32 * ROW + 8.0);
    let (place, _) = ui.allocate_exact_size(size, Sense::hover());
    let column = (place.width() - 2.0 * PAD - YEAR) / 12.0;
    let mut asked = None;
    for (row, year) in (first.year()..=last.year()).enumerate() {
        let top = place.top() + ROW * row as f32;
        let at = pos2(place.left() + PAD, top + ROW / 2.0);
        let muted = theme::colour(ui, Token::Muted);
        text_at(ui, at, Align::Min, &year.to_string(), theme::font(theme::SMALL, false), muted);
        for month in 1..=12_i8 {
            let Ok(day) = Date::new(year, month, 1) else { continue };
            if day < first || day > last {
                continue;
            }
            let left = place.left() + PAD + YEAR + column * f32::from(month - 1);
            let rect = Rect::from_min_size(pos2(left, top), vec2(column - GAP, ROW - GAP));
            asked = month_box(ui, state, day, rect, outbox).or(asked);
        }
    }
    asked
}

fn month_box(ui: &Ui, state: &State, first: Date, rect: Rect, outbox: &mut Outbox) -> Option<Date> {
    let days = || state.views.days.iter().filter(|due| in_month(due.day, first));
    let count: usize = days().map(|due| due.milestones.len()).sum();
    let light = days().map(DueDay::worst).min_by_key(|light| light.rank());
    ground(ui, state, first, rect, light);
    let (Some(light), Some(day)) = (light, days().map(|due| due.day).min()) else {
        return None;
    };
    let ink = theme::colour(ui, Token::Ink);
    let y = rect.center().y;
    widgets::light(ui, light, pos2(rect.left() + 6.5, y), 7.5);
    let at = pos2(rect.right() - 2.0, y);
    text_at(ui, at, Align::Max, &count.to_string(), theme::font(11.0, true), ink);
    let values = [("month", names::month(first)), ("n", count.to_string())];
    let words = state.lang.fill("ui.due", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let response = ui.interact(rect, ui.scope_id().with(("month", first)), Sense::click());
    let response = widgets::named(ui, response, false, Role::Button, || words.clone());
    if response.hovered() {
        let stroke = Stroke::new(1.0, theme::colour(ui, Token::Muted));
        ui.painter().rect_stroke(rect, theme::ROUNDING, stroke, StrokeKind::Inside);
    }
    widgets::focus_ring(ui, rect, &response);
    if response.double_clicked() {
        outbox.send(Command::SetDate(day));
    }
    let clicked = response.clicked();
    response.on_hover_text(format!("{words}\n{}", state.lang.get("ui.month_tip")));
    clicked.then_some(day)
}

/// Tinted by what is due; the month of the day that is shown has a frame, today's a line below.
fn ground(ui: &Ui, state: &State, first: Date, rect: Rect, light: Option<Light>) {
    let fill = match light {
        Some(light) => widgets::light_colour(ui, light).gamma_multiply(0.2),
        None => theme::faded(ui, Token::Ink, 0.04),
    };
    ui.painter().rect_filled(rect, theme::ROUNDING, fill);
    let accent = theme::colour(ui, Token::Accent);
    if in_month(state.as_of.date, first) {
        let stroke = Stroke::new(1.5, accent);
        ui.painter().rect_stroke(rect, theme::ROUNDING, stroke, StrokeKind::Inside);
    }
    if in_month(state.today, first) {
        let under = rect.left() + 5.0..=rect.right() - 5.0;
        ui.painter().hline(under, rect.bottom() - 3.0, Stroke::new(2.0, accent));
    }
}
