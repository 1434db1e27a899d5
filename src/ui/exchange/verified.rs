//! What verifying the ledger found.

use egui::{Align, Label, Layout, ScrollArea, Sense, Ui, vec2};

use crate::app::{Command, Outbox, State};
use crate::scene::{Icon, Token};
use crate::text::Say;
use crate::ui::theme;
use crate::ui::widgets::{self, Weight};
use crate::workspace::Verified;

/// Findings listed at most.
const MOST: usize = 200;

pub(super) fn show(ui: &mut Ui, state: &State, found: &Verified, outbox: &mut Outbox) {
    let lang = state.lang;
    let whole = found.broken.is_empty();
    ui.label(theme::head(lang.get("exchange.verify_title")));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(20.0, 22.0), Sense::hover());
        let (icon, token) = if whole { (Icon::Tick, Token::Done) } else { (Icon::Warning, Token::Overdue) };
        widgets::icon(ui, icon, rect.center(), 18.0, token);
        let n = found.broken.len().to_string();
        let words = if whole {
            lang.get("exchange.verify_whole").to_owned()
        } else {
            lang.fill("exchange.verify_found", &[("n", &n)])
        };
        ui.label(theme::strong(words).color(theme::colour(ui, token)));
    });
    let (events, evidence) = (found.events.to_string(), found.evidence.to_string());
    ui.label(lang.fill("exchange.verify_counts", &[("events", &events), ("evidence", &evidence)]));
    if !whole {
        ui.add_space(4.0);
        ui.add(Label::new(theme::small(ui, lang.get("exchange.verify_advice"))).wrap());
    }
    let broken = found.broken.iter().map(|broken| {
        let event = broken.event.as_ref().map(|event| format!("{event}  "));
        (event.unwrap_or_default() + &broken.fault.say(lang), Token::Overdue)
    });
    let warnings = found.warnings.iter().map(|warning| (warning.say(lang), Token::Muted));
    let partial = (!found.partial.is_empty()).then(|| {
        let n = found.partial.len().to_string();
        (lang.fill("exchange.verify_partial", &[("n", &n)]), Token::Muted)
    });
    let lines: Vec<(String, Token)> = broken.chain(warnings).chain(partial).collect();
    if !lines.is_empty() {
        widgets::hair_line(ui, 8.0);
        let most = ui.ctx().content_rect().height() - 320.0;
        ScrollArea::vertical().id_salt("findings").max_height(most).show(ui, |ui| {
            ui.set_width(ui.available_width());
            for (words, token) in lines.iter().take(MOST) {
                let ink = theme::colour(ui, *token);
                ui.add(Label::new(theme::small(ui, words).color(ink)).wrap().selectable(true));
                ui.add_space(2.0);
            }
            if lines.len() > MOST {
                let n = (lines.len() - MOST).to_string();
                ui.label(theme::small(ui, lang.fill("exchange.verify_more", &[("n", &n)])));
            }
        });
    }
    ui.add_space(16.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let close = widgets::button(ui, lang.get("exchange.close"), Weight::Primary, None).clicked();
        let free = ui.memory(|memory| memory.focused().is_none());
        if close || (free && ui.input(|input| input.key_pressed(egui::Key::Enter))) {
            outbox.send(Command::CloseDialog);
        }
    });
}
