//! Photos and files that come with a mark: dropped onto the window, or named by their path; each with its
//! picture, where and when it was taken, and what is doubtful about it.

use std::path::{Path, PathBuf};

use egui::{Align, Label, Layout, Ui};
use jiff::civil::Date;

use super::draft::Draft;
use super::form::labelled;
use crate::app::{EvidenceRef, Look, Outbox, PictureSize, State};
use crate::scene::Icon;
use crate::site::Site;
use crate::text::one_line;
use crate::ui::{exhibit, theme, widgets};

/// What is no evidence of a mark but a package of another device.
const PACKAGE: &str = "guatu";

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, draft: &mut Draft, outbox: &mut Outbox) {
    let lang = state.lang;
    let before = draft.evidence.len();
    take_dropped(ui, draft);
    let mut removed = None;
    let on = draft.date().unwrap_or(state.as_of.date);
    for (i, path) in draft.evidence.iter().enumerate() {
        if file(ui, state, (site, on), path, outbox) {
            removed = Some(i);
        }
    }
    if let Some(i) = removed {
        draft.evidence.remove(i);
    }
    let is_seen = |path: &&PathBuf| {
        let look = state.pictures.look(&EvidenceRef::File((*path).clone()), PictureSize::Small);
        !matches!(look, None | Some(Look::Under))
    };
    let looked = draft.evidence.iter().filter(is_seen).count();
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
    // What was just added is seen with all that is said of it, also where the form is longer than the card.
    if draft.evidence.len() > before || looked > draft.looked {
        ui.scroll_to_cursor(Some(Align::BOTTOM));
    }
    draft.looked = looked;
}

/// Takes the files that were dropped onto the window, once: of two forms the upper one has them. Packages stay.
/// Whether there were any.
pub(super) fn take_dropped(ui: &Ui, draft: &mut Draft) -> bool {
    let dropped = ui.input_mut(|input| {
        let (left, taken) = std::mem::take(&mut input.raw.dropped_files)
            .into_iter()
            .partition::<Vec<_>, _>(|file| is_package(file.path()));
        input.raw.dropped_files = left;
        taken
    });
    dropped.iter().for_each(|file| add(draft, file.path().to_owned()));
    !dropped.is_empty()
}

/// A row of the list; whether it shall go.
fn file(ui: &mut Ui, state: &State, about: (&Site, Date), path: &Path, outbox: &mut Outbox) -> bool {
    let lang = state.lang;
    let of = EvidenceRef::File(path.to_owned());
    let look = exhibit::look(state, &of, PictureSize::Small, outbox);
    let mut removed = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.push_id(path, |ui| exhibit::still(ui, lang, look));
        ui.vertical(|ui| {
            let name = one_line(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let remove = lang.fill("ui.remove_file", &[("file", &name)]);
                    removed = widgets::icon_button(ui, Icon::Close, &remove, 22.0).clicked();
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        let shown = Label::new(theme::strong(name.as_str())).truncate();
                        ui.add(shown).on_hover_text(one_line(&path.display().to_string()));
                    });
                });
            });
            match look {
                Some(Look::Seen(seen)) => {
                    let facts = exhibit::facts(seen, about.0, lang).join(" · ");
                    ui.add(Label::new(theme::small(ui, facts)).wrap());
                }
                Some(Look::Failed(words)) => exhibit::doubt(ui, words.get(lang)),
                None | Some(Look::Under) => {
                    ui.label(theme::small(ui, lang.get("ui.evidence_looking")));
                }
            }
        });
    });
    if let Some(Look::Seen(seen)) = look {
        for words in exhibit::doubts(ui, state, about, seen).iter() {
            exhibit::doubt(ui, words);
        }
    }
    ui.add_space(4.0);
    removed
}

fn is_package(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(PACKAGE))
}

fn add(draft: &mut Draft, path: PathBuf) {
    if !draft.evidence.contains(&path) {
        draft.evidence.push(path);
    }
}
