//! The foot of the card while many sites are marked: how many are allowed, and the button that marks them.

use egui::{Align, Label, Layout, Ui};

use super::batch;
use crate::app::{Command, Outbox, State};
use crate::ui::theme;
use crate::ui::widgets::{self, Weight};

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let preview = batch::preview(ui);
    let signed = !state.author.trim().is_empty() || state.trial.is_some();
    let (allowed, refused) = (preview.allowed.len(), preview.refused.len());
    ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
        ui.add_space(16.0);
        let words = lang.fill("ui.batch_save", &[("n", &allowed.to_string())]);
        let width = Some(ui.available_width());
        let save = |ui: &mut Ui| widgets::button(ui, &words, Weight::Primary, width);
        if ui.add_enabled_ui(allowed > 0 && signed, save).inner.clicked() {
            outbox.send(Command::MarkAll(preview.allowed.clone()));
        }
        let words = if allowed + refused == 0 {
            lang.get("ui.state_needed").to_owned()
        } else if !signed {
            lang.get("ui.author_needed").to_owned()
        } else {
            let n = [("allowed", allowed.to_string()), ("refused", refused.to_string())];
            lang.fill("ui.batch_preview", &n.each_ref().map(|(name, n)| (*name, n.as_str())))
        };
        ui.add(Label::new(theme::small(ui, words)).wrap());
    });
}
