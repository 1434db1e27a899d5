//! The palette (Ctrl+K): commands, tasks, counties, rules, sites and coordinates by what one types.

mod search;

use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Align, Align2, Frame, Id, Key, Margin, Modal, Modifiers, ScrollArea, TextEdit, Ui, pos2, vec2};

use super::widgets::{self, text_at};
use super::{ZOOM_OF_A_PLACE, names, overlay, theme};
use crate::app::{Command, Outbox, State, UiCommand};
use crate::scene::{Icon, Token};
use crate::text::Lang;
use search::{Entry, Goal};

/// Entries shown at most.
const MOST: usize = 40;
const ROW: f32 = 32.0;

/// What is typed, which line is chosen, and what can be found.
#[derive(Debug, Clone, Default)]
struct Memory {
    query: String,
    chosen: usize,
    lang: Lang,
    index: Arc<Vec<Entry>>,
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let id = Id::unique("palette");
    if !state.show_palette {
        ui.data_mut(|data| data.remove_temp::<Memory>(id));
        return;
    }
    let kept = ui.data(|data| data.get_temp::<Memory>(id));
    let opened = kept.is_none();
    let mut memory = kept.filter(|memory| memory.lang == state.lang).unwrap_or_else(|| Memory {
        query: String::new(),
        chosen: 0,
        lang: state.lang,
        index: Arc::new(search::index(&state.workspace, state.lang)),
    });
    let area = Modal::default_area(id).anchor(Align2::CENTER_TOP, vec2(0.0, 64.0));
    let response = Modal::new(id)
        .area(area)
        .backdrop_color(overlay::veil(ui))
        .frame(overlay::popup(ui).inner_margin(Margin::ZERO))
        .show(ui.ctx(), |ui| {
            ui.set_width(560.0);
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui, state, &mut memory, opened, outbox);
        });
    if response.backdrop_response.clicked() {
        outbox.ui(UiCommand::Palette);
    }
    ui.data_mut(|data| data.insert_temp(id, memory));
}

fn content(ui: &mut Ui, state: &State, memory: &mut Memory, opened: bool, outbox: &mut Outbox) {
    let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let down = pressed(ui, Key::ArrowDown);
    let up = pressed(ui, Key::ArrowUp);
    let enter = pressed(ui, Key::Enter);
    if query_field(ui, state, memory, opened) {
        memory.chosen = 0;
    }
    let found = search::find(&memory.index, &memory.query, state.lang, MOST);
    if down && memory.chosen + 1 < found.len() {
        memory.chosen += 1;
    }
    if up {
        memory.chosen = memory.chosen.saturating_sub(1);
    }
    if let (true, Some(entry)) = (enter, found.get(memory.chosen)) {
        go(state, entry, outbox);
    }
    widgets::hair_line(ui, 0.0);
    if found.is_empty() {
        let words = state.lang.fill("ui.nothing_found", &[("query", memory.query.trim())]);
        Frame::new().inner_margin(Margin::symmetric(20, 16)).show(ui, |ui| {
            ui.label(theme::small(ui, words));
        });
        return;
    }
    let most_rows = ((ui.ctx().content_rect().height() - 200.0) / ROW).floor().clamp(4.0, 11.0);
    ScrollArea::vertical().max_height(most_rows * ROW + 8.0).show(ui, |ui| {
        ui.add_space(4.0);
        for (i, entry) in found.iter().enumerate() {
            let chosen = i == memory.chosen;
            let response = line(ui, entry, chosen);
            if chosen && (down || up) {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                go(state, entry, outbox);
            }
        }
        ui.add_space(4.0);
    });
}

/// The field one types in; tells whether it changed.
fn query_field(ui: &mut Ui, state: &State, memory: &mut Memory, opened: bool) -> bool {
    let lang = state.lang;
    let frame = Frame::new().inner_margin(Margin { left: 44, right: 16, top: 12, bottom: 12 });
    frame
        .show(ui, |ui| {
            let response = ui.add(
                TextEdit::singleline(&mut memory.query)
                    .id(Id::unique("palette_query"))
                    .frame(Frame::NONE)
                    .align(Align2::LEFT_CENTER)
                    .font(theme::font(theme::HEAD, false))
                    .hint_text(lang.get("ui.search_hint"))
                    .desired_width(ui.available_width()),
            );
            let name = lang.get("ui.search");
            response.widget_info(|| egui::WidgetInfo::labeled(Role::TextInput, true, name));
            let at = pos2(response.rect.left() - 22.0, response.rect.center().y);
            widgets::icon(ui, Icon::Search, at, 18.0, Token::Muted);
            if opened || ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            response.changed()
        })
        .inner
}

fn line(ui: &mut Ui, entry: &Entry, chosen: bool) -> egui::Response {
    let (rect, response) = widgets::row(ui, ROW, chosen, Role::ListBoxOption, || entry.title.clone());
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let y = rect.center().y;
    let icon = match entry.goal {
        Goal::Command(_) => Icon::ChevronRight,
        Goal::County(_) => Icon::MapPin,
        Goal::Task(_) => Icon::List,
        Goal::Layer(_) => Icon::Layers,
        Goal::Sentence(_) => Icon::Page,
        Goal::Rule(_) => Icon::Contrast,
        Goal::Site(_) | Goal::Place(_) => Icon::MapPin,
    };
    widgets::icon(ui, icon, pos2(rect.left() + 22.0, y), 16.0, Token::Muted);
    let muted = theme::colour(ui, Token::Muted);
    let remark = match entry.goal {
        Goal::Command(command) => names::keys(ui.ctx(), command),
        _ => entry.kind.clone(),
    };
    let small = theme::font(theme::SMALL, false);
    let width = text_at(ui, pos2(rect.right() - 16.0, y), Align::Max, &remark, small, muted);
    let ink = theme::colour(ui, Token::Ink);
    let room = rect.width() - 44.0 - 16.0 - width - 12.0;
    let galley = widgets::elided(ui, &entry.title, theme::font(theme::BODY, false), ink, room);
    let at = pos2(rect.left() + 44.0, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    response
}

/// Closes the palette and does what the entry says.
fn go(state: &State, entry: &Entry, outbox: &mut Outbox) {
    outbox.ui(UiCommand::Palette);
    match &entry.goal {
        Goal::Command(command) => outbox.ui(*command),
        Goal::County(adcode) => outbox.send(Command::SelectCounty(Some(adcode.clone()))),
        Goal::Sentence(id) => outbox.send(Command::Read(id.clone())),
        Goal::Layer(layer) => outbox.send(Command::ToggleLayer(layer.clone())),
        Goal::Task(task) => outbox.send(Command::SelectTask(Some(*task))),
        Goal::Rule(id) => outbox.send(Command::SetRule(id.clone())),
        Goal::Site(id) => {
            outbox.send(Command::SelectSite(Some(id.clone())));
            if let Some(site) = state.workspace.register.get(id) {
                outbox.send(Command::GoTo(site.point, ZOOM_OF_A_PLACE));
            }
        }
        Goal::Place(place) => outbox.send(Command::GoTo(*place, ZOOM_OF_A_PLACE)),
    }
}
