//! Fields of a site that a mark may set, with its state or alone.

use egui::accesskit::Role;
use egui::{ComboBox, Id, Ui, WidgetInfo};

use super::draft::{Draft, wanted_fields};
use super::form::labelled;
use crate::ledger::SiteNow;
use crate::scene::{Icon, Token};
use crate::site::{Field, Kind};
use crate::text::Lang;
use crate::ui::{theme, widgets};

/// The fields of the kind, folded away until someone wants them; those that the state asks for
/// anyway stand above.
pub(super) fn show(ui: &mut Ui, lang: Lang, kind: &Kind, now: &SiteNow, draft: &mut Draft) {
    let asked = draft.to.as_deref().map(|to| wanted_fields(kind, now, to)).unwrap_or_default();
    let others: Vec<&Field> = kind.fields.iter().filter(|field| !asked.contains(field)).collect();
    if others.is_empty() {
        return;
    }
    let id = Id::unique("mark_fields_open");
    let set = others.iter().any(|field| draft.set.get(&field.id).is_some_and(|text| !text.trim().is_empty()));
    let mut open = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false) || set;
    let words = lang.get("ui.mark_fields");
    let (rect, response) = widgets::row(ui, 26.0, false, Role::Button, || words.to_owned());
    let icon = if open { Icon::ChevronDown } else { Icon::ChevronRight };
    widgets::icon(ui, icon, rect.left_center() + egui::vec2(8.0, 0.0), 14.0, Token::Muted);
    let font = theme::font(theme::SMALL, false);
    let ink = theme::colour(ui, Token::Muted);
    widgets::text_at(ui, rect.left_center() + egui::vec2(20.0, 0.0), egui::Align::Min, words, font, ink);
    if response.clicked() {
        open = !open && !set;
        ui.data_mut(|data| data.insert_temp(id, open));
    }
    if open || set {
        for one in others {
            field(ui, lang, one, now, draft);
        }
    }
}

/// One field: a choice where it lists its values, else a line of text. What it holds now is the
/// hint; left alone it stays as it is.
pub(super) fn field(ui: &mut Ui, lang: Lang, field: &Field, now: &SiteNow, draft: &mut Draft) {
    let name = field.name.get(lang);
    let label = match &field.unit {
        Some(unit) => format!("{name} ({unit})"),
        None => name.to_owned(),
    };
    let holds = now.fields.get(&field.id).map(ToString::to_string).unwrap_or_default();
    let text = draft.set.entry(field.id.clone()).or_default();
    labelled(ui, &label, |ui| {
        if field.values.is_empty() {
            widgets::text_field(ui, text, name, &holds);
        } else {
            choice(ui, lang, field, &holds, text);
        }
    });
}

fn choice(ui: &mut Ui, lang: Lang, field: &Field, holds: &str, text: &mut String) {
    let as_it_is = || match holds {
        "" => lang.get("ui.not_set").to_owned(),
        holds => holds.to_owned(),
    };
    let shown = if text.is_empty() { as_it_is() } else { text.clone() };
    let ink = theme::colour(ui, if text.is_empty() { Token::Muted } else { Token::Ink });
    let response = ComboBox::from_id_salt(("mark_field", &field.id))
        .selected_text(egui::RichText::new(shown).color(ink))
        .width(ui.available_width())
        .show_ui(ui, |ui| {
            ui.selectable_value(text, String::new(), as_it_is());
            for value in field.values.iter().filter(|value| *value != holds) {
                ui.selectable_value(text, value.clone(), value);
            }
        })
        .response;
    let name = field.name.get(lang);
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}
