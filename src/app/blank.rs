//! What the window shows before there is a workspace, or where it cannot be opened.

use std::path::PathBuf;

use egui::{Align, CentralPanel, Frame, Id, Key, Layout, RichText, TextEdit, Ui, vec2};

use crate::map::paint;
use crate::scene::{Paint, Theme, Token};
use crate::text::{Bilingual, Lang};

/// What a person asks for where nothing could be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    /// A folder by the system's dialog.
    Choose,
    /// A folder whose path was written.
    Open(PathBuf),
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
            answer = Some(Answer::Choose);
        }
        ui.add_space(4.0);
        if ui.button(lang.get("app.broken_open_built_in")).clicked() {
            answer = Some(Answer::OpenBuiltIn);
        }
        ui.add_space(16.0);
        answer = written(ui, lang).map(Answer::Open).or(answer.take());
    });
    answer
}

/// A path written by hand, for systems without a file dialog; Enter opens it.
fn written(ui: &mut Ui, lang: Lang) -> Option<PathBuf> {
    let id = Id::unique("broken_path");
    let mut path = ui.data(|data| data.get_temp::<String>(id)).unwrap_or_default();
    let words = lang.get("app.broken_path");
    let field = ui.add(TextEdit::singleline(&mut path).hint_text(words).desired_width(360.0));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, words));
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let folder = (entered && !path.trim().is_empty()).then(|| PathBuf::from(path.trim()));
    ui.data_mut(|data| data.insert_temp(id, path));
    folder
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
