//! The rows of a form.

use egui::accesskit::Role;
use egui::{Label, Margin, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Date;

use crate::app::{Command, Outbox, State};
use crate::scene::{Icon, Token};
use crate::ui::theme;
use crate::ui::widgets::{self, Weight};

/// A label and its control in one line.
pub(super) fn labelled(ui: &mut Ui, label: &str, control: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(76.0, 28.0), Sense::hover());
        let muted = theme::colour(ui, Token::Muted);
        let font = theme::font(theme::SMALL, false);
        let galley = widgets::lines(ui, label, font, muted, rect.width(), 2);
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, muted);
        control(ui);
    });
}

/// The button that saves, and under it what is missing until it may; what it saves once it is clicked.
pub(super) fn save_button<T>(ui: &mut Ui, words: &str, request: Result<T, String>) -> Option<T> {
    let width = Some(ui.available_width());
    let button = |ui: &mut Ui| widgets::button(ui, words, Weight::Primary, width);
    let clicked = ui.add_enabled_ui(request.is_ok(), button).inner.clicked();
    match request {
        Ok(request) => clicked.then_some(request),
        Err(missing) => {
            ui.add(Label::new(theme::small(ui, missing)).wrap());
            None
        }
    }
}

/// What is wrong with the field above, in one line beside it.
pub(super) fn wrong(ui: &mut Ui, words: &str) {
    ui.horizontal(|ui| {
        ui.add_space(76.0);
        let ink = theme::colour(ui, Token::Critical);
        ui.add(Label::new(theme::small(ui, words).color(ink)).wrap());
    });
}

/// The name of who acts.
pub(super) fn author(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let mut author = state.author.clone();
    if widgets::text_field(ui, &mut author, lang.get("ui.mark_by"), lang.get("ui.mark_by_hint")).changed() {
        outbox.send(Command::SetAuthor(author));
    }
}

/// A day as it is typed, with a step back and forth.
pub(super) fn day(ui: &mut Ui, state: &State, name: &str, text: &mut String) {
    let lang = state.lang;
    ui.spacing_mut().item_spacing.x = 2.0;
    let date = |text: &str| text.trim().parse::<Date>().ok();
    ui.spacing_mut().text_edit_width = 96.0;
    let valid = date(text).is_some();
    let edit = TextEdit::singleline(text).desired_width(96.0).margin(Margin::symmetric(8, 5));
    let edit = if valid { edit } else { edit.text_color(theme::colour(ui, Token::Overdue)) };
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    let step = |text: &mut String, days: i32| {
        let moved = date(text).and_then(|date| date.checked_add(jiff::Span::new().days(days)).ok());
        if let Some(date) = moved {
            *text = date.to_string();
        }
    };
    if widgets::icon_button(ui, Icon::ChevronLeft, lang.get("ui.day_before"), 26.0).clicked() {
        step(text, -1);
    }
    if widgets::icon_button(ui, Icon::ChevronRight, lang.get("ui.day_after"), 26.0).clicked() {
        step(text, 1);
    }
    if widgets::link(ui, lang.get("ui.today")).clicked() {
        *text = state.today.to_string();
    }
}
