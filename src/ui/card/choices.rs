//! The states that a site may move to; those out of reach say why.

use egui::accesskit::Role;
use egui::{Sense, Ui, pos2, vec2};

use super::draft::Draft;
use crate::ledger::SiteNow;
use crate::scene::{Icon, Token};
use crate::site::{AllowedMove, Kind, State, allowed_moves};
use crate::text::{Lang, Say};
use crate::ui::{theme, widgets};

/// Every state of the kind in the order of the work; those out of reach say why. In a trial all but
/// the present one are within reach.
pub(super) fn show(ui: &mut Ui, lang: Lang, kind: &Kind, now: &SiteNow, draft: &mut Draft, in_trial: bool) {
    let moves = allowed_moves(kind, now.state, &now.fields, &draft.values(kind), draft.evidence.len());
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    let half = (ui.available_width() - 6.0) / 2.0;
    let fits = |name: &str, ui: &Ui| {
        let font = theme::font(theme::BODY, true);
        let words = ui.painter().layout_no_wrap(name.to_owned(), font, egui::Color32::PLACEHOLDER);
        words.size().x + 36.0 <= half
    };
    let narrow = kind.states.iter().all(|state| fits(state.name.get(lang), ui));
    let (columns, width) = if narrow { (2, half) } else { (1, ui.available_width()) };
    // What can be reached comes first, in the order of the work; then the rest.
    let reachable = |state: &&State| moves.iter().any(|way| way.to == state.id);
    let (mut states, rest): (Vec<&State>, Vec<&State>) = kind.states.iter().partition(reachable);
    states.extend(rest);
    for row in states.chunks(columns) {
        ui.horizontal(|ui| {
            for state in row {
                let name = state.name.get(lang);
                let way = moves.iter().find(|way| way.to == state.id);
                let here = state.id == now.state;
                let blocked = way.and_then(AllowedMove::blocked);
                let why = if in_trial && !here {
                    None
                } else if here {
                    Some(lang.get("ui.state_now").to_owned())
                } else if way.is_none() {
                    Some(lang.get("ui.no_such_move").to_owned())
                } else {
                    blocked.map(|refusal| refusal.say(lang))
                };
                let chosen = draft.to.as_deref() == Some(&state.id);
                let lock = blocked.is_some() && !in_trial;
                let enabled = way.is_some() || (in_trial && !here);
                let response =
                    ui.add_enabled_ui(enabled, |ui| choice(ui, name, width, chosen, here, lock)).inner;
                let response = match why {
                    Some(why) if enabled => response.on_hover_text(why),
                    Some(why) => response.on_disabled_hover_text(why),
                    None => response,
                };
                if response.clicked() {
                    draft.to = Some(state.id.clone());
                }
            }
        });
    }
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
}

/// A state to choose; `lock` where something must be given with it.
fn choice(ui: &mut Ui, name: &str, width: f32, chosen: bool, here: bool, lock: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let response = widgets::named(ui, response, chosen, Role::RadioButton, || name.to_owned());
    let (fill, line, ink) = if chosen {
        (Token::AccentSoft, Token::Accent, Token::Ink)
    } else if ui.is_enabled() {
        (Token::Panel, Token::Line, Token::Ink)
    } else {
        (Token::Paper, Token::Paper, Token::Muted)
    };
    let fill = theme::colour(ui, fill);
    let stroke = egui::Stroke::new(1.0, theme::colour(ui, line));
    ui.painter().rect(rect, theme::ROUNDING, fill, stroke, egui::StrokeKind::Inside);
    if !chosen {
        widgets::ground(ui, rect.shrink(1.0), &response, false);
    }
    widgets::focus_ring(ui, rect, &response);
    let y = rect.center().y;
    let ink = theme::colour(ui, ink);
    let font = theme::font(theme::BODY, chosen || here);
    let room = rect.width() - 16.0 - if lock || here { 18.0 } else { 0.0 };
    let galley = widgets::elided(ui, name, font, ink, room);
    let at = pos2(rect.left() + 10.0, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    let mark = pos2(rect.right() - 13.0, y);
    if here {
        widgets::icon(ui, Icon::Tick, mark, 14.0, Token::Muted);
    } else if lock {
        widgets::icon(ui, Icon::Info, mark, 14.0, Token::Muted);
    }
    response
}
