//! A county in a ranked list: its light, its name, and what it stands on.

use egui::accesskit::Role;
use egui::{Align, Rect, Response, Ui, pos2};

use crate::app::State;
use crate::scene::Token;
use crate::status::{Light, MilestoneStatus};
use crate::ui::widgets::{self, text_at};
use crate::ui::{names, theme};

/// With a milestone's numbers and a short bar; with the light's word where there are none.
pub(super) fn numbers(
    ui: &mut Ui,
    state: &State,
    name: &str,
    light: Light,
    now: Option<&MilestoneStatus>,
) -> Response {
    let Some((now, value)) = now.and_then(|now| Some((now, now.value?))) else {
        return words(ui, state, name, light, light.word(state.lang));
    };
    let (rect, response) = named(ui, state, name, light);
    let (right, y) = (rect.right(), rect.center().y);
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let value_words = names::value(state.lang, value, now);
    text_at(ui, pos2(right, y), Align::Max, &value_words, theme::font(theme::BODY, true), ink);
    if let Some((counted, of)) = now.counted.zip(now.of) {
        let (at, small) = (pos2(right - 62.0, y), theme::font(theme::SMALL, false));
        text_at(ui, at, Align::Max, &format!("{counted}/{of}"), small, muted);
    }
    if let Some(part) = now.part(value) {
        let rail = Rect::from_min_max(pos2(right - 162.0, y - 2.5), pos2(right - 112.0, y + 2.5));
        let mut full = rail;
        full.set_width(rail.width() * part.clamp(0.0, 1.0) as f32);
        ui.painter().rect_filled(rail, 2.5, theme::faded(ui, Token::Ink, 0.08));
        ui.painter().rect_filled(full, 2.5, widgets::light_colour(ui, light));
    }
    response
}

/// With a few words at the right.
pub(super) fn words(ui: &mut Ui, state: &State, name: &str, light: Light, words: &str) -> Response {
    let (rect, response) = named(ui, state, name, light);
    let muted = theme::colour(ui, Token::Muted);
    let end = pos2(rect.right(), rect.center().y);
    text_at(ui, end, Align::Max, words, theme::font(theme::SMALL, false), muted);
    response
}

fn named(ui: &mut Ui, state: &State, name: &str, light: Light) -> (Rect, Response) {
    let word = light.word(state.lang);
    let (rect, response) = widgets::row(ui, 28.0, false, Role::Button, || format!("{name} {word}"));
    let y = rect.center().y;
    let ink = theme::colour(ui, Token::Ink);
    widgets::light(ui, light, pos2(rect.left() + 6.0, y), 11.0);
    let galley = widgets::elided(ui, name, theme::font(theme::BODY, false), ink, 94.0);
    ui.painter().galley(pos2(rect.left() + 22.0, y - galley.size().y / 2.0), galley, ink);
    (rect, response)
}
