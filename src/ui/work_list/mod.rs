//! 巡查: the sites to visit, by how late they are or how near, and the round through those that are ticked.

mod ask;
mod foot;

use egui::accesskit::Role;
use egui::{Align, Panel, Rect, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::widgets::{self, text_at};
use super::{names, theme};
use crate::app::{Command, Outbox, State, UiCommand, Visit, WorkAsk};
use crate::geom::{LonLat, geodesic_m};
use crate::scene::{Icon, Paint, Token, symbol};
use crate::status::Light;
use crate::workspace::distance_words;

const PAD: f32 = 16.0;
const ROW: f32 = 46.0;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.spacing_mut().item_spacing.y = 0.0;
    heading(ui, state, outbox);
    ask::show(ui, state, outbox);
    let height = foot::height(state);
    Panel::bottom("work_foot")
        .exact_size(height)
        .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 6)))
        .show_separator_line(false)
        .show(ui, |ui| foot::show(ui, state, outbox));
    let rows = state.work.shown.len();
    if rows == 0 {
        return empty(ui, state);
    }
    let from = state.inspector_at();
    let scroll = ScrollArea::vertical().id_salt("visits").auto_shrink(false);
    scroll.show_rows(ui, ROW, rows, |ui, range| {
        for visit in state.work.rows().skip(range.start).take(range.len()) {
            line(ui, state, visit, from, outbox);
        }
    });
}

fn heading(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let size = vec2(ui.available_width(), 40.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let title = state.lang.get("ui.work_list");
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, title));
    let y = rect.top() + 22.0;
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let at = pos2(rect.left() + PAD, y);
    let width = text_at(ui, at, Align::Min, title, theme::font(theme::HEAD, true), ink);
    let n = state.work.shown.len().to_string();
    let words = if state.work.filter.all {
        let open = state.work.open().to_string();
        state.lang.fill("ui.work_list_total", &[("n", &n), ("open", &open)])
    } else {
        state.lang.fill("ui.work_list_open", &[("n", &n)])
    };
    let small = theme::font(theme::SMALL, false);
    text_at(ui, pos2(at.x + width + 10.0, y), Align::Min, &words, small, muted);
    let place =
        Rect::from_min_max(pos2(rect.right() - PAD - 60.0, y - 14.0), pos2(rect.right() - PAD, y + 14.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
    inner.spacing_mut().item_spacing.x = 2.0;
    inner.horizontal(|ui| {
        step(ui, state, UiCommand::Undo, state.would_undo().as_deref(), outbox);
        step(ui, state, UiCommand::Redo, state.would_redo().as_deref(), outbox);
    });
}

/// Undo or redo, with what it would do.
fn step(ui: &mut Ui, state: &State, command: UiCommand, would: Option<&str>, outbox: &mut Outbox) {
    let icon = if command == UiCommand::Undo { Icon::Undo } else { Icon::Redo };
    let keys = names::keys(ui.ctx(), command);
    let name = match would {
        Some(act) => format!("{} {keys}\n{act}", command.text(state.lang)),
        None => format!("{} {keys}", command.text(state.lang)),
    };
    let button = |ui: &mut Ui| widgets::icon_button(ui, icon, &name, 28.0);
    if ui.add_enabled_ui(would.is_some(), button).inner.clicked() {
        outbox.ui(command);
    }
}

fn empty(ui: &mut Ui, state: &State) {
    let place = ui.available_rect_before_wrap().shrink2(vec2(PAD, 12.0));
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place));
    let key = if state.work.visits.is_empty() { "ui.work_list_empty" } else { "ui.work_list_none" };
    let words = theme::small(&inner, state.lang.get(key));
    inner.add(egui::Label::new(words).wrap());
}

fn line(ui: &mut Ui, state: &State, visit: &Visit, from: Option<LonLat>, outbox: &mut Outbox) {
    let selected = state.site.as_ref() == Some(&visit.site);
    let words = names::site_state(state, &visit.kind, &visit.state);
    let (rect, response) =
        widgets::row(ui, ROW, selected, Role::ListItem, || format!("{} {} {words}", visit.site, visit.name));
    if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        outbox.send(if modifiers.shift {
            Command::Work(WorkAsk::TickTo(visit.site.clone()))
        } else if modifiers.command {
            Command::Work(WorkAsk::Tick(visit.site.clone()))
        } else {
            Command::SelectSite(Some(visit.site.clone()))
        });
    }
    tick(ui, state, visit, rect, outbox);
    let paint = Paint::solid(if visit.done { Token::Done } else { Token::Overdue });
    let at = pos2(rect.left() + 46.0, rect.center().y);
    widgets::primitives(ui, &symbol::site(visit.symbol, paint, visit.done, widgets::point(at), 16.0));
    let (upper, lower) = (rect.top() + 15.0, rect.top() + 32.0);
    let (left, right) = (rect.left() + 62.0, rect.right() - PAD);
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let small = theme::font(theme::SMALL, false);

    let late = lateness(ui, state, visit, pos2(right, upper));
    let galley =
        widgets::elided(ui, &visit.name, theme::font(theme::BODY, selected), ink, right - late - 8.0 - left);
    ui.painter().galley(pos2(left, upper - galley.size().y / 2.0), galley, ink);

    let far = from.map(|from| distance_words(geodesic_m(from, visit.at), state.lang)).unwrap_or_default();
    let width = text_at(ui, pos2(right, lower), Align::Max, &far, small.clone(), muted);
    let county = visit.county.as_ref().map(|county| names::county_in_list(state, county));
    let under: Vec<String> =
        [Some(visit.site.0.clone()), county, Some(words)].into_iter().flatten().collect();
    let galley = widgets::elided(ui, &under.join(" · "), small, muted, right - width - 8.0 - left);
    ui.painter().galley(pos2(left, lower - galley.size().y / 2.0), galley, muted);
}

/// The light of the milestone that misses the site, and the days past its deadline or left. Tells how
/// wide it is.
fn lateness(ui: &Ui, state: &State, visit: &Visit, end: egui::Pos2) -> f32 {
    let Some(missed) = visit.missed else { return 0.0 };
    let lang = state.lang;
    let words = match visit.days_over(state.as_of.date) {
        Some(days) if days > 0 => lang.fill("ui.days_over", &[("n", &days.to_string())]),
        Some(days) => lang.fill("ui.days_left", &[("n", &(-days).to_string())]),
        None => missed.light.word(lang).to_owned(),
    };
    let ink = match missed.light {
        Light::Overdue | Light::Critical => widgets::light_ink(ui, missed.light),
        _ => theme::colour(ui, Token::Muted),
    };
    let width = text_at(ui, end, Align::Max, &words, theme::font(theme::SMALL, false), ink);
    widgets::light(ui, missed.light, pos2(end.x - width - 10.0, end.y), 10.0);
    width + 18.0
}

/// The box that ticks a site.
fn tick(ui: &mut Ui, state: &State, visit: &Visit, row: Rect, outbox: &mut Outbox) {
    let ticked = state.work.ticked.contains(&visit.site);
    let area = Rect::from_min_max(row.left_top(), pos2(row.left() + 34.0, row.bottom()));
    let id = ui.scope_id().with(("tick", &visit.site));
    let response = ui.interact(area, id, Sense::click());
    let name = || state.lang.fill("ui.tick", &[("site", &visit.site.0)]);
    let response = widgets::named(ui, response, ticked, Role::CheckBox, name);
    let square = Rect::from_center_size(pos2(row.left() + 22.0, row.center().y), vec2(15.0, 15.0));
    let (fill, edge) = if ticked { (Token::Accent, Token::Accent) } else { (Token::Panel, Token::Muted) };
    let line = egui::Stroke::new(1.0, theme::colour(ui, edge));
    let fill = theme::colour(ui, fill);
    ui.painter().rect(square, 3.0, fill, line, egui::StrokeKind::Inside);
    if ticked {
        widgets::icon(ui, Icon::Tick, square.center(), 13.0, Token::OnFill);
    }
    widgets::focus_ring(ui, square.expand(3.0), &response);
    if response.clicked() {
        let shift = ui.input(|input| input.modifiers.shift);
        let site = visit.site.clone();
        outbox.send(Command::Work(if shift { WorkAsk::TickTo(site) } else { WorkAsk::Tick(site) }));
    }
}
