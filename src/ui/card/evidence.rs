//! Photos and files that come with a mark: dropped onto the window, or named by their path.

use std::path::PathBuf;

use egui::{Align, Label, Layout, Ui};

use super::draft::Draft;
use super::form::labelled;
use crate::scene::{Icon, Token};
use crate::text::Lang;
use crate::ui::{theme, widgets};

pub(super) fn show(ui: &mut Ui, lang: Lang, draft: &mut Draft) {
    let before = draft.evidence.len();
    for file in ui.input(|input| input.raw.dropped_files.clone()) {
        add(draft, file.path().to_owned());
    }
    let mut removed = None;
    for (i, path) in draft.evidence.iter().enumerate() {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(egui::vec2(16.0, 22.0), egui::Sense::hover());
            widgets::icon(ui, Icon::Clip, rect.center(), 15.0, Token::Muted);
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let remove = lang.fill("ui.remove_file", &[("file", &name)]);
                if widgets::icon_button(ui, Icon::Close, &remove, 22.0).clicked() {
                    removed = Some(i);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let shown = Label::new(theme::small(ui, name.as_ref())).truncate();
                    ui.add(shown).on_hover_text(path.display().to_string());
                });
            });
        });
    }
    if let Some(i) = removed {
        draft.evidence.remove(i);
    }
    let hovering = ui.input(|input| !input.raw.hovered_files.is_empty());
    let hint = lang.get(if hovering { "ui.evidence_drop_now" } else { "ui.evidence_hint" });
    let name = lang.get("ui.evidence");
    labelled(ui, lang.get("ui.mark_evidence"), |ui| {
        let response = widgets::text_field(ui, &mut draft.path, name, hint);
        if response.lost_focus() && !draft.path.trim().is_empty() {
            let path = PathBuf::from(draft.path.trim());
            draft.path.clear();
            add(draft, path);
        }
    });
    // What was just added is seen, also where the form is longer than the card.
    if draft.evidence.len() > before {
        ui.scroll_to_cursor(Some(Align::BOTTOM));
    }
}

fn add(draft: &mut Draft, path: PathBuf) {
    if !draft.evidence.contains(&path) {
        draft.evidence.push(path);
    }
}
