//! What each next state still asks for, told before anyone leaves the site: a tick where it is there, an
//! open circle where it is missing.

use egui::accesskit::Role;
use egui::{Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::draft::Draft;
use crate::ledger::SiteNow;
use crate::scene::{Icon, Token};
use crate::site::{AllowedMove, Asks, Condition, Kind, allowed_moves};
use crate::text::Lang;
use crate::ui::{theme, widgets};

/// A line per state that asks for anything; of the chosen one only, once there is one.
pub(super) fn show(ui: &mut Ui, lang: Lang, kind: &Kind, now: &SiteNow, draft: &Draft) {
    let moves = allowed_moves(kind, now.state, &now.fields, &draft.values(kind), draft.evidence.len());
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().item_spacing = vec2(10.0, 1.0);
        lines(ui, lang, kind, &moves, draft);
    });
}

fn lines(ui: &mut Ui, lang: Lang, kind: &Kind, moves: &[AllowedMove], draft: &Draft) {
    for way in moves {
        let chosen = draft.to.as_ref().is_none_or(|to| to == &way.to);
        if way.conditions.is_empty() || !chosen {
            continue;
        }
        ui.horizontal_wrapped(|ui| {
            let name = kind.state_words(&way.to, lang);
            ui.label(theme::small(ui, lang.fill("ui.asks", &[("state", name)])));
            for condition in &way.conditions {
                told(ui, lang, condition);
            }
        });
    }
}

fn told(ui: &mut Ui, lang: Lang, condition: &Condition) {
    let words = match &condition.asks {
        Asks::Field { name, .. } => name.get(lang).to_owned(),
        Asks::Evidence => lang.get("ui.mark_evidence").to_owned(),
        Asks::NotAbove { field, bound } => format!("{} ≤ {}", field.get(lang), bound.get(lang)),
    };
    let met = condition.unmet.is_none();
    let ink = theme::colour(ui, if met { Token::Muted } else { Token::Ink });
    let galley = ui.painter().layout_no_wrap(words.clone(), theme::font(theme::SMALL, !met), ink);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 16.0, 18.0), Sense::hover());
    let key = if met { "ui.asks_met" } else { "ui.asks_unmet" };
    let name = || WidgetInfo::labeled(Role::Label, true, lang.fill(key, &[("what", &words)]));
    response.widget_info(name);
    let at = pos2(rect.left() + 6.0, rect.center().y);
    if met {
        widgets::icon(ui, Icon::Tick, at, 13.0, Token::Done);
    } else {
        ui.painter().circle_stroke(at, 4.5, Stroke::new(1.3, theme::colour(ui, Token::Critical)));
    }
    let at = pos2(rect.left() + 15.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
}
