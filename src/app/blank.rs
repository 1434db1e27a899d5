//! What the window shows before there is a workspace, or where it cannot be opened.

use egui::{Align, CentralPanel, Frame, Layout, RichText, Ui, vec2};

use crate::map::paint;
use crate::scene::{Paint, Theme, Token};
use crate::text::{Bilingual, Lang};

/// What a person asks for where nothing could be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Another folder.
    OpenOther,
    /// The built-in workspace.
    OpenBuiltIn,
}

/// The workspace is being read.
pub(super) fn loading(ui: &mut Ui, lang: Lang, theme: Theme) {
    ground(ui, theme, |ui| {
        ui.label(RichText::new(lang.get("app.loading")).color(colour(Token::Muted, theme)));
    });
}

/// The workspace cannot be opened: why, and what to do.
pub(super) fn broken(ui: &mut Ui, why: &Bilingual, lang: Lang, theme: Theme) -> Option<Answer> {
    let mut answer = None;
    ground(ui, theme, |ui| {
        ui.label(RichText::new(lang.get("app.broken_title")).font(paint::font(20.0, true)));
        ui.add_space(8.0);
        ui.add(egui::Label::new(why.get(lang)).wrap());
        ui.add_space(16.0);
        if ui.button(lang.get("app.broken_open_other")).clicked() {
            answer = Some(Answer::OpenOther);
        }
        ui.add_space(4.0);
        if ui.button(lang.get("app.broken_open_built_in")).clicked() {
            answer = Some(Answer::OpenBuiltIn);
        }
    });
    answer
}

fn ground(ui: &mut Ui, theme: Theme, content: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(colour(Token::Paper, theme));
    CentralPanel::no_frame().frame(frame).show(ui, |ui| {
        let size = vec2(ui.available_width().min(560.0), ui.available_height());
        let space = (ui.available_width() - size.x) / 2.0;
        ui.horizontal(|ui| {
            ui.add_space(space);
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Center), |ui| {
                ui.add_space(size.y * 0.38);
                content(ui);
            });
        });
    });
}

fn colour(token: Token, theme: Theme) -> egui::Color32 {
    paint::colour(Paint::solid(token), theme)
}
