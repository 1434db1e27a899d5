//! What packages hold, before they are merged.

use egui::{Label, ScrollArea, Sense, Ui, vec2};

use super::buttons;
use crate::app::{Command, Holds, Offer, Outbox, State};
use crate::scene::{Icon, Token};
use crate::text::one_line;
use crate::ui::{names, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, offers: &[Offer], outbox: &mut Outbox) {
    let lang = state.lang;
    ui.label(theme::head(lang.get("exchange.offer_title")));
    ui.add(Label::new(theme::small(ui, lang.get("exchange.offer_text"))).wrap());
    ui.add_space(8.0);
    let most = ui.ctx().content_rect().height() - 300.0;
    ScrollArea::vertical().id_salt("offers").max_height(most).show(ui, |ui| {
        ui.set_width(ui.available_width());
        for offer in offers {
            row(ui, state, offer);
        }
    });
    let any = offers.iter().any(|offer| offer.holds.is_ok());
    if buttons(ui, state, lang.get("exchange.offer_go"), (any, true), outbox) {
        outbox.send(Command::Merge);
    }
}

fn row(ui: &mut Ui, state: &State, offer: &Offer) {
    let path = one_line(&offer.path.display().to_string());
    let name = one_line(&offer.path.file_name().unwrap_or(offer.path.as_os_str()).to_string_lossy());
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(18.0, 20.0), Sense::hover());
        let (icon, token) = match &offer.holds {
            Ok(_) => (Icon::Folder, Token::Ink),
            Err(_) => (Icon::Warning, Token::Critical),
        };
        widgets::icon(ui, icon, rect.center(), 16.0, token);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(Label::new(theme::strong(name)).truncate()).on_hover_text(path);
            match &offer.holds {
                Ok(holds) => {
                    ui.add(Label::new(words(state, holds)).wrap());
                    if holds.label.plan != state.workspace.plan.title.zh {
                        let plan = one_line(&holds.label.plan);
                        let other = state.lang.fill("exchange.offer_other_plan", &[("plan", &plan)]);
                        let ink = theme::colour(ui, Token::Critical);
                        ui.add(Label::new(theme::small(ui, other).color(ink)).wrap());
                    }
                }
                Err(why) => {
                    let ink = theme::colour(ui, Token::Critical);
                    ui.add(Label::new(theme::small(ui, why.get(state.lang)).color(ink)).wrap());
                }
            }
        });
    });
    ui.add_space(8.0);
}

/// `滑县 · 2024-09-01 起 · 记录 12 条 · 照片和文件 3 个 · 其中新的 5 条`
fn words(state: &State, holds: &Holds) -> String {
    let (lang, label) = (state.lang, &holds.label);
    let whole = || lang.get("exchange.offer_whole").to_owned();
    let whose = label.county.as_ref().map_or_else(whole, |county| names::county(state, county));
    let since = label.since.map(|day| lang.fill("exchange.offer_since", &[("date", &day.to_string())]));
    let counted = |key, n: &str| lang.fill(key, &[("n", n)]);
    let new = match holds.new {
        0 => lang.get("exchange.offer_nothing_new").to_owned(),
        n => counted("exchange.offer_new", &n.to_string()),
    };
    let facts = [
        Some(whose),
        since,
        Some(counted("exchange.offer_events", &label.events.to_string())),
        Some(counted("exchange.offer_evidence", &label.evidence.to_string())),
        Some(new),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
