//! The head of the window: name, modes, search, language, theme, help.

use egui::accesskit::Role;
use egui::{Align, Layout, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::widgets;
use super::{names, theme, widgets::text_at};
use crate::app::{Command, Mode, Outbox, State, UiCommand};
use crate::scene::{Icon, Token};
use crate::text::Lang;

const MODES: [(Mode, &str); 3] = [
    (Mode::Browse, "ui.mode_browse"),
    (Mode::Inspect, "ui.mode_inspect"),
    (Mode::Briefing, "ui.mode_briefing"),
];

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let bar = ui.max_rect();
    let right = buttons(ui, bar, state, outbox);
    let modes = modes(ui, bar, state, outbox);
    let left = (modes.right() + 24.0).max(bar.left());
    let search_at =
        Rect::from_min_max(pos2(left.max(right - 440.0), bar.top()), pos2(right - 16.0, bar.bottom()));
    search(ui, search_at, state, outbox);
    name(ui, Rect::from_min_max(bar.min, pos2(modes.left() - 16.0, bar.bottom())), state);
}

/// The mark of the program, its name and the plan's.
fn name(ui: &Ui, place: Rect, state: &State) {
    let y = place.center().y;
    widgets::icon(ui, Icon::Guatu, pos2(place.left() + 12.0, y), 26.0, Token::Ink);
    let at = pos2(place.left() + 32.0, y);
    let ink = theme::colour(ui, Token::Ink);
    let font = theme::font(16.0, true);
    let width = text_at(ui, at, Align::Min, state.lang.get("ui.program"), font, ink);
    let at = pos2(at.x + width + 12.0, y);
    let title = state.workspace.plan.short_title.get(state.lang);
    let muted = theme::colour(ui, Token::Muted);
    let font = theme::font(theme::BODY, false);
    let galley = widgets::elided(ui, title, font, muted, place.right() - at.x);
    let middle = galley.size().y / 2.0;
    ui.painter().galley(at - vec2(0.0, middle), galley, muted);
}

/// 浏览 | 巡查 | 出图
fn modes(ui: &mut Ui, bar: Rect, state: &State, outbox: &mut Outbox) -> Rect {
    let words = MODES.map(|(_, key)| state.lang.get(key));
    let chosen = MODES.iter().position(|(mode, _)| *mode == state.mode);
    let width = 222.0;
    // Right of the left panel's title, so that they stand still when names change.
    let left = bar.left() + (bar.width() * 0.386).max(360.0);
    let place = Rect::from_min_size(pos2(left, bar.top()), vec2(width, bar.height()));
    let mut place =
        ui.new_child(UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)));
    if let Some(i) = widgets::segmented(&mut place, "mode", &words, chosen.unwrap_or(0), false) {
        outbox.send(Command::SetMode(MODES[i].0));
    }
    place.min_rect()
}

/// A field that opens the palette.
fn search(ui: &mut Ui, place: Rect, state: &State, outbox: &mut Outbox) {
    let field = Rect::from_center_size(place.center(), vec2(place.width().max(120.0), 28.0));
    let response = ui.interact(field, ui.scope_id().with("search"), Sense::click());
    let response = widgets::named(ui, response, false, Role::Button, || UiCommand::Palette.text(state.lang));
    let line = if response.hovered() { Token::Muted } else { Token::Line };
    ui.painter().rect(
        field,
        theme::ROUNDING,
        theme::colour(ui, Token::Paper),
        egui::Stroke::new(1.0, theme::colour(ui, line)),
        egui::StrokeKind::Inside,
    );
    widgets::focus_ring(ui, field, &response);
    let muted = theme::colour(ui, Token::Muted);
    let at = pos2(field.left() + 18.0, field.center().y);
    widgets::icon(ui, Icon::Search, at, 17.0, Token::Muted);
    let keys = names::keys(ui.ctx(), UiCommand::Palette);
    let end = pos2(field.right() - 10.0, field.center().y);
    let small = theme::font(theme::SMALL, false);
    let keys_width = text_at(ui, end, Align::Max, &keys, small.clone(), muted);
    let room = field.width() - 32.0 - keys_width - 24.0;
    let font = theme::font(theme::BODY, false);
    let hint = state.lang.get("ui.search_hint");
    let mut galley = widgets::elided(ui, hint, font.clone(), muted, room);
    if galley.elided {
        galley = widgets::elided(ui, state.lang.get("ui.search"), font, muted, room);
    }
    let at = pos2(field.left() + 32.0, field.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, muted);
    if response.clicked() {
        outbox.ui(UiCommand::Palette);
    }
}

/// 中 / EN, light or dark, help. Tells where they begin.
fn buttons(ui: &mut Ui, bar: Rect, state: &State, outbox: &mut Outbox) -> f32 {
    let mut place = ui.new_child(UiBuilder::new().max_rect(bar).layout(Layout::right_to_left(Align::Center)));
    let ui = &mut place;
    ui.spacing_mut().item_spacing.x = 4.0;
    for (icon, command) in [(Icon::Help, UiCommand::Help), (Icon::Contrast, UiCommand::Theme)] {
        if widgets::icon_button(ui, icon, &command.text(state.lang), 32.0).clicked() {
            outbox.ui(command);
        }
    }
    let (rect, response) = ui.allocate_exact_size(vec2(62.0, 32.0), Sense::click());
    let response = widgets::named(ui, response, false, Role::Button, || UiCommand::Language.text(state.lang));
    widgets::ground(ui, rect, &response, false);
    let (zh, en) = match state.lang {
        Lang::Zh => (Token::Ink, Token::Muted),
        Lang::En => (Token::Muted, Token::Ink),
    };
    let font = |on| theme::font(theme::BODY, on == Token::Ink);
    let y = rect.center().y;
    let middle = rect.center().x;
    text_at(
        ui,
        pos2(middle - 8.0, y),
        Align::Max,
        Lang::Zh.get("ui.own_name"),
        font(zh),
        theme::colour(ui, zh),
    );
    text_at(
        ui,
        pos2(middle - 1.0, y),
        Align::Center,
        "/",
        font(Token::Muted),
        theme::colour(ui, Token::Muted),
    );
    text_at(
        ui,
        pos2(middle + 6.0, y),
        Align::Min,
        Lang::En.get("ui.own_name"),
        font(en),
        theme::colour(ui, en),
    );
    let response = response.on_hover_text(UiCommand::Language.text(state.lang));
    if response.clicked() {
        outbox.ui(UiCommand::Language);
    }
    badge(ui, state, outbox).unwrap_or(rect.left())
}

/// How many conflicts are open; tells where it begins.
fn badge(ui: &mut Ui, state: &State, outbox: &mut Outbox) -> Option<f32> {
    if state.exchange.open == 0 {
        return None;
    }
    let words = state.lang.fill("exchange.conflicts_badge", &[("n", &state.exchange.open.to_string())]);
    ui.add_space(4.0);
    let chip = widgets::chip(ui, &words, Token::Critical);
    let response = chip.interact(Sense::click());
    let response = widgets::named(ui, response, state.exchange.showing, Role::Button, || words.clone());
    widgets::focus_ring(ui, response.rect.expand(2.0), &response);
    let left = response.rect.left();
    if response.on_hover_text(UiCommand::Conflicts.tooltip(state.lang)).clicked() {
        outbox.ui(UiCommand::Conflicts);
    }
    Some(left)
}
