//! The photos and files that came with one event, side by side.

use egui::{Ui, vec2};

use crate::app::{Command, EvidenceRef, Look, Outbox, PictureSize, State};
use crate::ledger::Event;
use crate::site::Site;
use crate::text::Say;
use crate::ui::exhibit;
use crate::workspace::doubts_of_itself;

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, event: &Event, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (at, hash) in event.evidence().iter().enumerate() {
            let of = EvidenceRef::Kept(hash.clone());
            let known = state.pictures.look(&of, PictureSize::Small);
            let (date, n) = (event.effective_on.to_string(), (at + 1).to_string());
            let name = lang.fill("ui.evidence_of", &[("date", &date), ("n", &n)]);
            let response = exhibit::tile(ui, lang, known, &name);
            if let Some(Look::Seen(seen)) = known
                && ui.is_rect_visible(response.rect)
                && !doubts_of_itself(site, event.effective_on, &seen.file).is_empty()
            {
                exhibit::badge(ui, response.rect);
            }
            // What lies below the edge of the card is not looked at before it is scrolled to.
            if known.is_none() && ui.is_rect_visible(response.rect) {
                outbox.send(Command::Look(of, PictureSize::Small));
            }
            if response.clicked() {
                outbox.send(Command::ShowEvidence(Some(hash.clone())));
            }
            response.on_hover_ui(|ui| {
                let words = match known {
                    Some(Look::Seen(seen)) => {
                        let doubts = doubts_of_itself(site, event.effective_on, &seen.file);
                        let doubts = doubts.iter().map(|doubt| doubt.say(lang));
                        exhibit::facts(seen, site, lang).into_iter().chain(doubts).collect()
                    }
                    Some(Look::Failed(words)) => vec![words.get(lang).to_owned()],
                    _ => Vec::new(),
                };
                for words in words {
                    ui.label(words);
                }
            });
        }
    });
}
