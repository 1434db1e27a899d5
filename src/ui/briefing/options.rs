//! The page's options: sheet, resolution, title, maker, stamp, and where the file goes.

use std::path::PathBuf;

use egui::{Frame, Id, Label, Margin, ScrollArea, Ui};

use crate::app::{Command, Outbox, State, UiCommand};
use crate::page::{Classification, PageSize, PageSpec};
use crate::scene::Token;
use crate::ui::widgets::{self, Weight};
use crate::ui::{names, theme};

const SIZES: [(PageSize, &str); 3] = [(PageSize::A3, "A3"), (PageSize::A4, "A4"), (PageSize::Slide, "16:9")];
const DPIS: [(u16, &str); 3] = [(150, "150"), (300, "300"), (600, "600")];
const CLASSES: [(Classification, &str); 3] = [
    (Classification::Internal, "ui.class_internal"),
    (Classification::Public, "ui.class_public"),
    (Classification::Draft, "ui.class_draft"),
];

pub(in crate::ui) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ScrollArea::vertical().id_salt("page_options").auto_shrink(false).show(ui, |ui| {
        let margin = Margin { left: 18, right: 16, top: 14, bottom: 16 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let mut spec = state.page.clone();
            heading(ui, state);
            fields(ui, state, &mut spec);
            if spec != state.page {
                outbox.send(Command::SetPage(spec));
            }
            widgets::hair_line(ui, 12.0);
            target(ui, state, outbox);
        });
    });
}

fn heading(ui: &mut Ui, state: &State) {
    let lang = state.lang;
    ui.label(theme::small(ui, lang.get("ui.page")));
    let about = match state.task {
        Some(task) => format!("{} {}", names::task_number(state, task), names::task(state, task)),
        None => lang.get("ui.page_overview").to_owned(),
    };
    ui.add(Label::new(theme::head(about)).wrap());
    ui.add(Label::new(theme::small(ui, lang.get("ui.page_hint"))).wrap());
}

fn fields(ui: &mut Ui, state: &State, spec: &mut PageSpec) {
    let lang = state.lang;
    label(ui, lang.get("ui.page_size"));
    let words = SIZES.map(|(_, word)| word);
    let chosen = SIZES.iter().position(|(size, _)| *size == spec.size).unwrap_or(usize::MAX);
    if let Some(i) = widgets::segmented(ui, "size", &words, chosen, true) {
        spec.size = SIZES[i].0;
    }
    label(ui, lang.get("ui.page_dpi"));
    let words = DPIS.map(|(_, word)| word);
    let chosen = DPIS.iter().position(|(dpi, _)| *dpi == spec.dpi).unwrap_or(usize::MAX);
    if let Some(i) = widgets::segmented(ui, "dpi", &words, chosen, true) {
        spec.dpi = DPIS[i].0;
    }
    label(ui, lang.get("ui.page_class"));
    let words = CLASSES.map(|(_, key)| lang.get(key));
    let chosen = CLASSES.iter().position(|(class, _)| *class == spec.classification);
    if let Some(i) = widgets::segmented(ui, "class", &words, chosen.unwrap_or(0), true) {
        spec.classification = CLASSES[i].0;
    }
    if spec.classification == Classification::Public {
        text(ui, lang.get("ui.page_approval"), lang.get("ui.page_approval_hint"), &mut spec.approval);
    }
    text(ui, lang.get("ui.page_title"), lang.get("ui.page_title_hint"), &mut spec.title);
    text(ui, lang.get("ui.page_maker"), &state.workspace.maker, &mut spec.maker);
}

/// Where the file goes, and the button that writes it.
fn target(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let id = Id::unique("page_path");
    let mut path = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    label(ui, lang.get("ui.page_file"));
    widgets::text_field(ui, &mut path, lang.get("ui.page_file"), lang.get("ui.page_file_hint"));
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let width = Some((ui.available_width() - 10.0) / 2.0);
        ui.spacing_mut().item_spacing.x = 10.0;
        let ready = !path.trim().is_empty() && state.working.is_none();
        let write = |ui: &mut Ui| widgets::button(ui, lang.get("ui.export"), Weight::Primary, width);
        let response = ui.add_enabled_ui(ready, write).inner;
        if response.clicked() {
            outbox.send(Command::Snapshot(PathBuf::from(path.trim())));
        }
        response.on_disabled_hover_text(lang.get("ui.page_file_needed"));
        let choose = lang.get("ui.choose_file");
        if widgets::button(ui, choose, Weight::Plain, width).clicked() {
            outbox.ui(UiCommand::Snapshot);
        }
    });
    if let Some(Err(problem)) = &state.preview {
        let ink = theme::colour(ui, Token::Critical);
        ui.add_space(4.0);
        ui.add(Label::new(theme::small(ui, problem).color(ink)).wrap());
    }
    ui.data_mut(|data| data.insert_temp(id, path));
}

fn label(ui: &mut Ui, text: &str) {
    ui.add_space(8.0);
    ui.label(theme::small(ui, text));
}

/// A text that may be left to the program; empty means so.
fn text(ui: &mut Ui, name: &str, hint: &str, value: &mut Option<String>) {
    label(ui, name);
    let mut text = value.clone().unwrap_or_default();
    if widgets::text_field(ui, &mut text, name, hint).changed() {
        *value = (!text.trim().is_empty()).then_some(text);
    }
}
