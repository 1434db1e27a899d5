//! The list of conflicts: the open ones, and the settled ones folded below.

use egui::accesskit::Role;
use egui::{Align, Id, Key, Layout, Modifiers, ScrollArea, Ui, pos2, vec2};

use crate::app::{Command, Outbox, State, UiCommand};
use crate::ledger::Conflict;
use crate::scene::{Icon, Token};
use crate::status::{claim_words, field_words, subject_words};
use crate::ui::{theme, widgets};

const PAD: f32 = 16.0;
const ROW: f32 = 48.0;

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let (lang, exchange) = (state.lang, &state.exchange);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.allocate_ui_with_layout(
        vec2(ui.available_width(), 48.0),
        Layout::left_to_right(Align::Center),
        |ui| {
            ui.add_space(PAD);
            ui.label(theme::head(lang.get("exchange.conflicts")));
            let n = exchange.open.to_string();
            ui.label(theme::small(ui, lang.fill("exchange.conflicts_open", &[("n", &n)])));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.add_space(PAD - 8.0);
                if widgets::icon_button(ui, Icon::Close, lang.get("exchange.conflicts_leave"), 28.0).clicked()
                {
                    outbox.ui(UiCommand::Conflicts);
                }
            });
        },
    );
    let settled = exchange.conflicts.len() - exchange.open;
    let id = Id::unique("settled_conflicts");
    let mut unfolded = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(exchange.at >= exchange.open);
    arrows(ui, state, unfolded, outbox);
    ScrollArea::vertical().id_salt("conflicts").auto_shrink(false).show(ui, |ui| {
        for (at, conflict) in exchange.conflicts.iter().enumerate().take(exchange.open) {
            row(ui, state, at, conflict, outbox);
        }
        if settled == 0 {
            return;
        }
        let words = lang.fill("exchange.conflicts_settled", &[("n", &settled.to_string())]);
        let (rect, response) = widgets::row(ui, 32.0, false, Role::Button, || words.clone());
        let icon = if unfolded { Icon::ChevronDown } else { Icon::ChevronRight };
        widgets::icon(ui, icon, pos2(rect.left() + PAD + 4.0, rect.center().y), 14.0, Token::Muted);
        let muted = theme::colour(ui, Token::Muted);
        let at = pos2(rect.left() + PAD + 18.0, rect.center().y);
        widgets::text_at(ui, at, Align::Min, &words, theme::font(theme::SMALL, false), muted);
        if response.clicked() {
            unfolded = !unfolded;
        }
        if unfolded {
            for (at, conflict) in exchange.conflicts.iter().enumerate().skip(exchange.open) {
                row(ui, state, at, conflict, outbox);
            }
        }
    });
    ui.data_mut(|data| data.insert_temp(id, unfolded));
}

/// Up and down through what is listed.
fn arrows(ui: &Ui, state: &State, unfolded: bool, outbox: &mut Outbox) {
    let over = state.asking.is_some()
        || state.viewing.is_some()
        || state.show_palette
        || state.show_help
        || state.exchange.dialog.is_some();
    if over || ui.ctx().text_edit_focused() {
        return;
    }
    let exchange = &state.exchange;
    let listed = if unfolded { exchange.conflicts.len() } else { exchange.open };
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if pressed(Key::ArrowDown) && exchange.at + 1 < listed {
        outbox.send(Command::ChooseConflict(exchange.at + 1));
    }
    if pressed(Key::ArrowUp) && exchange.at > 0 {
        outbox.send(Command::ChooseConflict(exchange.at - 1));
    }
}

fn row(ui: &mut Ui, state: &State, at: usize, conflict: &Conflict, outbox: &mut Outbox) {
    let lang = state.lang;
    let inputs = state.workspace.inputs();
    let about = subject_words(&inputs, &conflict.subject);
    let field = field_words(&inputs, &conflict.subject, &conflict.field);
    let chosen = state.exchange.at == at;
    let (rect, response) =
        widgets::row(ui, ROW, chosen, Role::ListItem, || format!("{} {}", about.get(lang), field.get(lang)));
    if response.clicked() {
        outbox.send(Command::ChooseConflict(at));
    }
    if !ui.is_rect_visible(rect) {
        return;
    }
    let (ink, muted) = (theme::colour(ui, Token::Ink), theme::colour(ui, Token::Muted));
    let open = conflict.is_open();
    let sign = pos2(rect.left() + PAD + 6.0, rect.center().y);
    let (icon, token) = if open { (Icon::Warning, Token::Critical) } else { (Icon::Tick, Token::Muted) };
    widgets::icon(ui, icon, sign, 16.0, token);
    let left = rect.left() + PAD + 24.0;
    let room = rect.right() - PAD - left;
    let galley = widgets::elided(ui, about.get(lang), theme::font(theme::BODY, chosen), ink, room);
    ui.painter().galley(pos2(left, rect.top() + 16.0 - galley.size().y / 2.0), galley, ink);
    let claims: Vec<String> = conflict
        .sides
        .iter()
        .map(|side| claim_words(&inputs, conflict, side.value.as_ref()).get(lang).to_owned())
        .collect();
    let under = format!("{}  {}", field.get(lang), claims.join(" / "));
    let galley = widgets::elided(ui, &under, theme::font(theme::SMALL, false), muted, room);
    ui.painter().galley(pos2(left, rect.top() + 34.0 - galley.size().y / 2.0), galley, muted);
}
