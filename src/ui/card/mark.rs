//! The form that marks a site: a state, a day, and what the rules of that state ask for.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::accesskit::Role;
use egui::{Align, Id, Layout, Sense, TextEdit, Ui, pos2, vec2};
use jiff::civil::Date;

use super::evidence;
use crate::app::{Command, Mode, Outbox, State};
use crate::ledger::SiteNow;
use crate::scene::{Icon, Token};
use crate::site::guard::{Step, check};
use crate::site::{Field, FieldType, Guard, Kind, Refusal, Site, SiteId, Value, allowed_moves};
use crate::text::{Lang, Say};
use crate::ui::widgets::{self, Weight};
use crate::ui::{names, theme};
use crate::workspace::MarkRequest;

/// A mark that is being written down.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// Site and number of events for which it was begun: after a mark there is a new one.
    begun_for: Option<(SiteId, usize)>,
    to: Option<String>,
    on: String,
    note: String,
    set: BTreeMap<String, String>,
    /// Paths of photos and files.
    pub(super) evidence: Vec<PathBuf>,
    /// A path being typed.
    pub(super) path: String,
}

impl Draft {
    fn load(ui: &Ui, state: &State, site: &Site) -> Self {
        let begun_for = Some((site.id.clone(), state.workspace.history.events().len()));
        let kept = ui.data(|data| data.get_temp::<Self>(Id::unique("mark_draft")));
        kept.filter(|draft| draft.begun_for == begun_for).unwrap_or_else(|| Self {
            begun_for,
            on: state.as_of.date.min(state.today).to_string(),
            ..Self::default()
        })
    }

    fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Id::unique("mark_draft"), self));
    }

    fn date(&self) -> Option<Date> {
        self.on.trim().parse().ok()
    }

    /// The fields that were filled, as their type wants them; what is no number stays text, and
    /// the guard says so.
    fn values(&self, kind: &Kind) -> BTreeMap<String, Value> {
        let filled = self.set.iter().filter(|(_, text)| !text.trim().is_empty());
        filled
            .map(|(id, text)| {
                let number = kind
                    .field(id)
                    .filter(|field| field.holds == FieldType::Number)
                    .and_then(|_| text.trim().parse().ok());
                let value = number.map_or_else(|| Value::Text(text.trim().to_owned()), Value::Number);
                (id.clone(), value)
            })
            .collect()
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, now: Option<&SiteNow>, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.horizontal(|ui| {
        ui.label(theme::strong(lang.get("ui.mark_title")).color(theme::colour(ui, Token::Accent)));
        if state.mode != Mode::Inspect {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let close = lang.get("ui.close_form");
                if widgets::icon_button(ui, Icon::Close, close, 22.0).clicked() {
                    outbox.send(Command::CloseMark);
                }
            });
        }
    });
    let (Some(now), Some(kind)) = (now, state.workspace.kinds.get(&site.kind)) else {
        ui.label(theme::small(ui, lang.get("ui.not_registered_yet")));
        return;
    };
    let mut draft = Draft::load(ui, state, site);
    states(ui, lang, kind, now, &mut draft);
    if draft.to.is_some() {
        form(ui, state, kind, now, &mut draft, outbox);
        ui.add_space(4.0);
        save(ui, state, site, kind, now, &draft, outbox);
    }
    draft.keep(ui);
}

/// Every state of the kind in the order of the work; those out of reach say why.
fn states(ui: &mut Ui, lang: Lang, kind: &Kind, now: &SiteNow, draft: &mut Draft) {
    let moves = allowed_moves(kind, &now.state, &now.fields);
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    let half = (ui.available_width() - 6.0) / 2.0;
    let fits = |name: &str, ui: &Ui| {
        let font = theme::font(theme::BODY, true);
        let words = ui.painter().layout_no_wrap(name.to_owned(), font, egui::Color32::PLACEHOLDER);
        words.size().x + 36.0 <= half
    };
    let narrow = kind.states.iter().all(|state| fits(state.name.get(lang), ui));
    let (columns, width) = if narrow { (2, half) } else { (1, ui.available_width()) };
    for row in kind.states.chunks(columns) {
        ui.horizontal(|ui| {
            for state in row {
                let name = state.name.get(lang);
                let way = moves.iter().find(|way| way.to == state.id);
                let here = state.id == now.state;
                let blocked = way.and_then(|way| way.blocked.as_ref());
                let why = if here {
                    Some(lang.get("ui.state_now").to_owned())
                } else if way.is_none() {
                    Some(lang.get("ui.no_such_move").to_owned())
                } else {
                    blocked.map(|refusal| refusal.say(lang))
                };
                let chosen = draft.to.as_deref() == Some(&state.id);
                let lock = blocked.is_some();
                let enabled = way.is_some();
                let response =
                    ui.add_enabled_ui(enabled, |ui| choice(ui, name, width, chosen, here, lock)).inner;
                let response = match why {
                    Some(why) if enabled => response.on_hover_text(why),
                    Some(why) => response.on_disabled_hover_text(why),
                    None => response,
                };
                if response.clicked() {
                    draft.to = Some(state.id.clone());
                }
            }
        });
    }
    ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
}

/// A state to choose; `lock` where something must be given with it.
fn choice(ui: &mut Ui, name: &str, width: f32, chosen: bool, here: bool, lock: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(vec2(width, 28.0), Sense::click());
    let response = widgets::named(ui, response, chosen, Role::RadioButton, || name.to_owned());
    let (fill, line, ink) = if chosen {
        (Token::AccentSoft, Token::Accent, Token::Ink)
    } else if ui.is_enabled() {
        (Token::Panel, Token::Line, Token::Ink)
    } else {
        (Token::Paper, Token::Paper, Token::Muted)
    };
    let fill = theme::colour(ui, fill);
    let stroke = egui::Stroke::new(1.0, theme::colour(ui, line));
    ui.painter().rect(rect, theme::ROUNDING, fill, stroke, egui::StrokeKind::Inside);
    if !chosen {
        widgets::ground(ui, rect.shrink(1.0), &response, false);
    }
    widgets::focus_ring(ui, rect, &response);
    let y = rect.center().y;
    let ink = theme::colour(ui, ink);
    let font = theme::font(theme::BODY, chosen || here);
    let room = rect.width() - 16.0 - if lock || here { 18.0 } else { 0.0 };
    let galley = widgets::elided(ui, name, font, ink, room);
    let at = pos2(rect.left() + 10.0, y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    let mark = pos2(rect.right() - 13.0, y);
    if here {
        widgets::icon(ui, Icon::Tick, mark, 14.0, Token::Muted);
    } else if lock {
        widgets::icon(ui, Icon::Info, mark, 14.0, Token::Muted);
    }
    response
}

/// Day, who, note, the fields that the state asks for, evidence.
fn form(ui: &mut Ui, state: &State, kind: &Kind, now: &SiteNow, draft: &mut Draft, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.add_space(4.0);
    row(ui, lang.get("ui.mark_on"), |ui| {
        day(ui, state, draft);
    });
    let mut author = state.author.clone();
    row(ui, lang.get("ui.mark_by"), |ui| {
        if widgets::text_field(ui, &mut author, lang.get("ui.mark_by"), lang.get("ui.mark_by_hint")).changed()
        {
            outbox.send(Command::SetAuthor(author.clone()));
        }
    });
    let target = draft.to.clone().unwrap_or_default();
    for wanted in wanted_fields(kind, now, &target) {
        let name = wanted.name.get(lang);
        let label = match &wanted.unit {
            Some(unit) => format!("{name} ({unit})"),
            None => name.to_owned(),
        };
        let hint = now.fields.get(&wanted.id).map(ToString::to_string).unwrap_or_default();
        let text = draft.set.entry(wanted.id.clone()).or_default();
        row(ui, &label, |ui| {
            widgets::text_field(ui, text, name, &hint);
        });
    }
    row(ui, lang.get("ui.mark_note"), |ui| {
        widgets::text_field(ui, &mut draft.note, lang.get("ui.mark_note"), lang.get("ui.optional"));
    });
    evidence::show(ui, lang, draft);
}

/// The day on which the mark holds, with a step back and forth.
fn day(ui: &mut Ui, state: &State, draft: &mut Draft) {
    let lang = state.lang;
    ui.spacing_mut().item_spacing.x = 2.0;
    let valid = draft.date().is_some();
    let name = lang.get("ui.mark_on");
    ui.spacing_mut().text_edit_width = 96.0;
    let edit = TextEdit::singleline(&mut draft.on).desired_width(96.0).margin(egui::Margin::symmetric(8, 5));
    let edit = if valid { edit } else { edit.text_color(theme::colour(ui, Token::Overdue)) };
    let response = ui.add(edit);
    response.widget_info(|| egui::WidgetInfo::labeled(Role::TextInput, true, name));
    let step = |draft: &mut Draft, days: i32| {
        let moved = draft.date().and_then(|date| date.checked_add(jiff::Span::new().days(days)).ok());
        if let Some(date) = moved {
            draft.on = date.to_string();
        }
    };
    if widgets::icon_button(ui, Icon::ChevronLeft, lang.get("ui.day_before"), 26.0).clicked() {
        step(draft, -1);
    }
    if widgets::icon_button(ui, Icon::ChevronRight, lang.get("ui.day_after"), 26.0).clicked() {
        step(draft, 1);
    }
    if widgets::link(ui, lang.get("ui.today")).clicked() {
        draft.on = state.today.to_string();
    }
}

/// What the way to a state asks for: fields that a guard needs, found by asking the guards again
/// with each answer given, and numbers that a guard bounds.
fn wanted_fields<'a>(kind: &'a Kind, now: &SiteNow, to: &str) -> Vec<&'a Field> {
    let mut wanted: Vec<&Field> = Vec::new();
    let mut set = BTreeMap::new();
    loop {
        let step =
            Step { kind, fields: &now.fields, from: &now.state, to, set: &set, evidence: 1, noted: true };
        let Err(Refusal::Needs { field, .. }) = check(&step) else {
            break;
        };
        set.insert(field.clone(), Value::Text("1".to_owned()));
        match kind.field(&field) {
            Some(field) if !wanted.contains(&field) => wanted.push(field),
            _ => break,
        }
    }
    let guards = kind.states.iter().flat_map(|state| &state.guards).chain(&kind.guards);
    for guard in guards {
        if let Guard::NotAbove { field, .. } = guard
            && let Some(field) = kind.field(field)
            && !wanted.contains(&field)
        {
            wanted.push(field);
        }
    }
    wanted
}

fn save(
    ui: &mut Ui,
    state: &State,
    site: &Site,
    kind: &Kind,
    now: &SiteNow,
    draft: &Draft,
    outbox: &mut Outbox,
) {
    let lang = state.lang;
    let Some(to) = draft.to.as_deref() else {
        return;
    };
    let set = draft.values(kind);
    let step = Step {
        kind,
        fields: &now.fields,
        from: &now.state,
        to,
        set: &set,
        evidence: draft.evidence.len(),
        noted: !draft.note.trim().is_empty(),
    };
    let refusal = if draft.date().is_none() {
        Some(lang.get("ui.date_wrong").to_owned())
    } else if state.author.trim().is_empty() {
        Some(lang.get("ui.author_needed").to_owned())
    } else {
        check(&step).err().map(|refusal| refusal.say(lang))
    };
    if let Some(refusal) = &refusal {
        let ink = theme::colour(ui, Token::Critical);
        ui.add(egui::Label::new(theme::small(ui, refusal).color(ink)).wrap());
    }
    let words = lang.fill("ui.save_mark", &[("state", &names::site_state(state, &site.kind, to))]);
    let width = ui.available_width();
    ui.add_enabled_ui(refusal.is_none(), |ui| {
        if widgets::button(ui, &words, Weight::Primary, Some(width)).clicked()
            && let Some(on) = draft.date()
        {
            let note = draft.note.trim();
            outbox.send(Command::Mark(MarkRequest {
                site: site.id.clone(),
                to: to.to_owned(),
                on,
                note: (!note.is_empty()).then(|| note.to_owned()),
                set,
                evidence: draft.evidence.clone(),
            }));
        }
    });
}

/// A label and its control in one line.
fn row(ui: &mut Ui, label: &str, control: impl FnOnce(&mut Ui)) {
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
