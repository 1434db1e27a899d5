//! The timeline: from the plan's first month to today or its end, with a tick per deadline and a
//! handle on the day that is shown.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{
    Align, EventFilter, Key, Layout, Rect, Response, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use crate::app::{Command, Mode, Outbox, Speed, State, UiCommand};
use crate::ledger::Clock;
use crate::scene::{Icon, Token};
use crate::ui::widgets;
use crate::ui::{names, theme};

/// Days and where they are on the rail.
struct Rail {
    first: Date,
    days: f32,
    left: f32,
    right: f32,
    y: f32,
}

impl Rail {
    fn new(state: &State, left: f32, right: f32, y: f32) -> Self {
        let plan = &state.workspace.plan;
        let first = plan.start.first_of_month();
        let last = plan.end.max(state.today).max(state.as_of.date);
        Self { first, days: days_between(first, last).max(1.0), left, right, y }
    }

    fn x(&self, date: Date) -> f32 {
        let part = days_between(self.first, date) / self.days;
        self.left + part.clamp(0.0, 1.0) * (self.right - self.left)
    }

    fn date(&self, x: f32) -> Date {
        let part = ((x - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        let days = (part * self.days).round() as i32;
        self.first.checked_add(jiff::Span::new().days(days)).unwrap_or(self.first)
    }
}

fn days_between(from: Date, to: Date) -> f32 {
    from.until(to).map_or(0.0, |span| span.get_days() as f32)
}

pub(super) fn show(ui: &mut Ui, place: Rect, state: &State, outbox: &mut Outbox) {
    let y = place.top() + 24.0;
    let left = controls(ui, place, y, state, outbox);
    let right = end_controls(ui, place, y, state, outbox);
    let rail = Rail::new(state, left + 24.0, right - 24.0, y);
    let response = handle(ui, place, &rail, state, outbox);
    paint(ui, &rail, state, &response);
}

/// Play, the day, and by which clock; tells where they end.
fn controls(ui: &mut Ui, place: Rect, y: f32, state: &State, outbox: &mut Outbox) -> f32 {
    let lang = state.lang;
    let row = Rect::from_min_max(pos2(place.left() + 12.0, y - 16.0), pos2(place.right(), y + 16.0));
    let mut row = ui.new_child(
        UiBuilder::new().id_salt("controls").max_rect(row).layout(Layout::left_to_right(Align::Center)),
    );
    let ui = &mut row;
    ui.spacing_mut().item_spacing.x = 8.0;
    let icon = if state.playing { Icon::Pause } else { Icon::Play };
    if widgets::icon_button(ui, icon, &UiCommand::Play.text(lang), 28.0).clicked() {
        outbox.ui(UiCommand::Play);
    }
    speed(ui, state, outbox);
    let text = lang.fill("ui.as_of", &[("date", &state.as_of.date.to_string())]);
    let font = theme::font(14.5, true);
    let ink = theme::colour(ui, Token::Ink);
    let galley = ui.painter().layout_no_wrap(text.clone(), font, ink);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    ui.painter().galley(rect.min, galley, ink);
    ui.add_space(8.0);
    let clocks = [Clock::Effect, Clock::Knowledge];
    let words = [lang.get("ui.by_effect"), lang.get("ui.by_knowledge")];
    let chosen = usize::from(state.as_of.clock == Clock::Knowledge);
    if let Some(i) = widgets::segmented(ui, "clock", &words, chosen, true) {
        outbox.send(Command::SetClock(clocks[i]));
    }
    ui.min_rect().right()
}

/// How far each step of playing goes; a click takes the next.
fn speed(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let words = lang.get(match state.speed {
        Speed::Week => "ui.speed_week",
        Speed::Fortnight => "ui.speed_fortnight",
        Speed::Month => "ui.speed_month",
    });
    let muted = theme::colour(ui, Token::Muted);
    let galley = ui.painter().layout_no_wrap(words.to_owned(), theme::font(theme::SMALL, false), muted);
    let (rect, response) = ui.allocate_exact_size(vec2(38.0, 24.0), Sense::click());
    let name = || format!("{} {words}", UiCommand::Speed.text(lang));
    let response = widgets::named(ui, response, false, Role::Button, name);
    widgets::ground(ui, rect, &response, false);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, muted);
    if response.clicked() {
        outbox.ui(UiCommand::Speed);
    }
    response.on_hover_text(UiCommand::Speed.tooltip(lang));
}

/// Today, what changed, and the matrix; tells where they begin.
fn end_controls(ui: &mut Ui, place: Rect, y: f32, state: &State, outbox: &mut Outbox) -> f32 {
    let lang = state.lang;
    let row = Rect::from_min_max(pos2(place.left(), y - 16.0), pos2(place.right() - 12.0, y + 16.0));
    let mut row = ui.new_child(
        UiBuilder::new().id_salt("end_controls").max_rect(row).layout(Layout::right_to_left(Align::Center)),
    );
    let ui = &mut row;
    ui.spacing_mut().item_spacing.x = 4.0;
    if state.mode != Mode::Briefing
        && widgets::icon_button(ui, Icon::Grid, &UiCommand::Matrix.text(lang), 28.0).clicked()
    {
        outbox.ui(UiCommand::Matrix);
    }
    if state.mode != Mode::Briefing
        && widgets::icon_button(ui, Icon::List, &UiCommand::Changes.text(lang), 28.0).clicked()
    {
        outbox.ui(UiCommand::Changes);
    }
    let today = UiCommand::Today.text(lang);
    if widgets::icon_button(ui, Icon::Calendar, &today, 28.0).clicked() {
        outbox.ui(UiCommand::Today);
    }
    ui.min_rect().left()
}

/// Drag or click anywhere on the rail.
fn handle(ui: &Ui, place: Rect, rail: &Rail, state: &State, outbox: &mut Outbox) -> Response {
    let rect = Rect::from_min_max(
        pos2(rail.left - 10.0, rail.y - 14.0),
        pos2(rail.right + 10.0, place.bottom() - 6.0),
    );
    let response = ui.interact(rect, ui.scope_id().with("rail"), Sense::click_and_drag());
    let name = state.lang.get("ui.timeline");
    let day = f64::from(days_between(rail.first, state.as_of.date));
    response.widget_info(|| WidgetInfo::slider(true, day, name));
    let response = response.on_hover_and_drag_cursor(egui::CursorIcon::ResizeHorizontal);
    let pointed = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked());
    let date = pointed.map(|at| rail.date(at.x)).or_else(|| stepped(ui, &response, state.as_of.date));
    if let Some(date) = date.filter(|date| *date != state.as_of.date) {
        outbox.send(Command::SetDate(date));
    }
    response
}

/// A day back or forth by the arrow keys, where the keyboard is on the rail.
fn stepped(ui: &Ui, response: &Response, date: Date) -> Option<Date> {
    if !response.has_focus() {
        return None;
    }
    let arrows = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let pressed = |key| ui.input(|input| input.num_presses(key) as i32);
    let days = pressed(Key::ArrowRight) - pressed(Key::ArrowLeft);
    date.checked_add(jiff::Span::new().days(days)).ok()
}

fn paint(ui: &Ui, rail: &Rail, state: &State, response: &Response) {
    let line = Stroke::new(2.0, theme::colour(ui, Token::Line));
    let painter = ui.painter();
    painter.hline(rail.left..=rail.right, rail.y, line);
    let x = rail.x(state.as_of.date);
    let accent = theme::colour(ui, Token::Accent);
    painter.hline(rail.left..=x, rail.y, Stroke::new(3.0, accent));
    months(ui, rail);
    deadlines(ui, rail, state);
    today(ui, rail, state);
    let radius = if response.hovered() || response.dragged() { 8.0 } else { 7.0 };
    let paper = theme::colour(ui, Token::Panel);
    painter.circle(pos2(x, rail.y), radius, paper, Stroke::new(2.5, accent));
    if response.has_focus() {
        let ring = Stroke::new(1.5, theme::faded(ui, Token::Accent, 0.5));
        painter.circle_stroke(pos2(x, rail.y), radius + 3.0, ring);
    }
    if let Some(pointer) = response.hover_pos()
        && !response.dragged()
    {
        let date = rail.date(pointer.x);
        response.show_tooltip_text(date.to_string());
    }
}

/// A small tick under the rail on the first day of every month, a longer one in January.
fn months(ui: &Ui, rail: &Rail) {
    let tick = Stroke::new(1.0, theme::colour(ui, Token::Muted));
    let first = rail.date(rail.left).first_of_month();
    let last = rail.date(rail.right);
    let months = first.series(jiff::Span::new().months(1)).take_while(|month| *month <= last);
    for month in months {
        let length = if month.month() == 1 { 7.0 } else { 4.0 };
        ui.painter().vline(rail.x(month), rail.y + 2.0..=rail.y + 2.0 + length, tick);
    }
}

/// A tick per day on which milestones are due, with how many where there is room to say it.
fn deadlines(ui: &Ui, rail: &Rail, state: &State) {
    let mut due: BTreeMap<Date, usize> = BTreeMap::new();
    for (_, milestone) in state.workspace.plan.milestones() {
        if let Some(day) = milestone.due() {
            *due.entry(day).or_default() += 1;
        }
    }
    let ink = Stroke::new(1.5, theme::colour(ui, Token::Ink));
    for date in due.keys() {
        ui.painter().vline(rail.x(*date), rail.y - 8.0..=rail.y + 8.0, ink);
    }
    // The days on which most is due are named first.
    let mut named: Vec<(Date, usize)> = due.into_iter().collect();
    named.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let muted = theme::colour(ui, Token::Muted);
    let font = theme::font(11.0, false);
    let mut taken: Vec<Rect> = Vec::new();
    for (date, count) in named {
        let text = state.lang.fill("ui.due", &[("month", &names::month(date)), ("n", &count.to_string())]);
        let galley = ui.painter().layout_no_wrap(text, font.clone(), muted);
        let size = galley.size();
        let left = (rail.x(date) - size.x / 2.0).min(rail.right + 16.0 - size.x);
        let place = Rect::from_min_size(pos2(left, rail.y + 12.0), size);
        if taken.iter().all(|other| !other.expand(8.0).intersects(place)) {
            ui.painter().galley(place.min, galley, muted);
            taken.push(place);
        }
    }
}

/// A small mark under today.
fn today(ui: &Ui, rail: &Rail, state: &State) {
    let x = rail.x(state.today);
    let accent = theme::colour(ui, Token::Accent);
    let tip = pos2(x, rail.y - 4.0);
    ui.painter().add(egui::Shape::convex_polygon(
        vec![tip + vec2(-4.0, -6.0), tip + vec2(4.0, -6.0), tip],
        accent,
        Stroke::NONE,
    ));
}
