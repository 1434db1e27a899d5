//! 登记新点位: a site that no file has. Its place comes from a click on the map.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{Align, ComboBox, Id, Label, Layout, Ui, WidgetInfo};

use super::draft::{Draft, wanted_fields};
use super::form::{author, day, labelled, save_button};
use super::{edit, evidence};
use crate::app::{Command, Form, Outbox, State};
use crate::geom::LonLat;
use crate::ledger::SiteNow;
use crate::plan::Adcode;
use crate::scene::{Icon, Token};
use crate::site::{Fields, Kind, Site, SiteId};
use crate::text::Say;
use crate::ui::widgets;
use crate::ui::{names, theme};
use crate::workspace::{AddRequest, Place, SiteLayer, WorkspaceError};

/// A site that is being written down.
#[derive(Debug, Clone, Default, PartialEq)]
struct New {
    /// How many events there were: after an addition there is a new one.
    begun_for: usize,
    layer: String,
    code: String,
    name: String,
    /// The place as typed, and where the map had it then.
    place: (String, Option<LonLat>),
    /// State, day, fields, note and evidence.
    mark: Draft,
}

pub(super) fn show(ui: &mut Ui, state: &State, at: Option<LonLat>, outbox: &mut Outbox) {
    let lang = state.lang;
    let id = Id::unique("new_site");
    let begun_for = state.acts;
    let kept = ui.data(|data| data.get_temp::<New>(id)).filter(|new| new.begun_for == begun_for);
    let mut new = kept.unwrap_or_else(|| begin(state, begun_for));
    ui.horizontal(|ui| {
        ui.label(theme::title(lang.get("ui.add_title")));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Close, lang.get("ui.close_form"), 22.0).clicked() {
                outbox.send(Command::OpenForm(None));
            }
        });
    });
    ui.add_space(2.0);
    layer(ui, state, &mut new);
    place(ui, state, at, &mut new, outbox);
    let known = state.workspace.layers.iter().find(|layer| layer.name == new.layer);
    let Some(kind) = known.and_then(|layer| state.workspace.kinds.get(&layer.kind)) else {
        ui.add(Label::new(theme::small(ui, lang.get("ui.add_no_layer"))).wrap());
        return;
    };
    let request = at.map(|at| request(&new, kind, at, state));
    let proposed = request.as_ref().and_then(|request| {
        // What it is called, and in which state, is asked for by the button.
        let plain = AddRequest {
            id: None,
            name: "·".to_owned(),
            state: None,
            set: BTreeMap::new(),
            ..request.clone()
        };
        state.workspace.may_add(&plain).ok()
    });
    let code = proposed.as_ref().map(|proposed| proposed.site.clone());
    let county = proposed.and_then(|proposed| proposed.county);
    beside(ui, state, at, county.as_ref());
    labelled(ui, lang.get("ui.add_code"), |ui| {
        let proposed = code.as_ref().map_or_else(|| lang.get("ui.add_code_given"), |code| &code.0);
        widgets::text_field(ui, &mut new.code, lang.get("ui.add_code"), proposed);
    });
    labelled(ui, lang.get("ui.add_name"), |ui| {
        widgets::text_field(ui, &mut new.name, lang.get("ui.add_name"), lang.get("ui.add_name_hint"));
    });
    begins_as(ui, state, kind, &mut new);
    let none = BTreeMap::new();
    let now = SiteNow { state: "", since: None, fields: Fields::of(&none), has_evidence: false };
    for field in wanted_fields(kind, &now, new.mark.to.as_deref().unwrap_or_default()) {
        edit::field(ui, lang, field, &now, &mut new.mark);
    }
    edit::show(ui, lang, kind, &now, &mut new.mark);
    labelled(ui, lang.get("ui.add_on"), |ui| day(ui, state, lang.get("ui.add_on"), &mut new.mark.on));
    labelled(ui, lang.get("ui.add_by"), |ui| author(ui, state, outbox));
    labelled(ui, lang.get("ui.mark_note"), |ui| {
        widgets::text_field(ui, &mut new.mark.note, lang.get("ui.mark_note"), lang.get("ui.optional"));
    });
    let site = would_be(state, kind, &new, at, code);
    evidence::show(ui, state, &site, &mut new.mark, outbox);
    save(ui, state, &new, request, outbox);
    ui.data_mut(|data| data.insert_temp(id, new));
}

/// In the first layer that the map shows, on the day that is looked at.
fn begin(state: &State, begun_for: usize) -> New {
    let layer = offered(state).first().map(|layer| layer.name.clone()).unwrap_or_default();
    New { begun_for, layer, mark: Draft::begun(state), ..New::default() }
}

/// The layers that the map shows, then the others.
fn offered(state: &State) -> Vec<&SiteLayer> {
    let shown = state.layers_shown();
    let kind_layer =
        |layer: &SiteLayer| state.workspace.kinds.get(&layer.kind).map(|kind| kind.layer.clone());
    let is_shown = |layer: &SiteLayer| {
        shown.contains(&layer.name) || kind_layer(layer).is_some_and(|name| shown.contains(&name))
    };
    let (mut first, others): (Vec<_>, Vec<_>) = state.workspace.layers.iter().partition(|l| is_shown(l));
    first.extend(others);
    first
}

/// Longitude and latitude: from the map, or typed.
fn place(ui: &mut Ui, state: &State, at: Option<LonLat>, new: &mut New, outbox: &mut Outbox) {
    let lang = state.lang;
    if new.place.1 != at {
        let words = at.map(|at| format!("{:.6}, {:.6}", at.lon, at.lat)).unwrap_or_default();
        new.place = (words, at);
    }
    labelled(ui, lang.get("ui.add_place"), |ui| {
        let hint = "114.350000, 36.100000";
        let response = widgets::text_field(ui, &mut new.place.0, lang.get("ui.add_place"), hint);
        if response.changed()
            && let Some(typed) = degrees(&new.place.0)
            && Some(typed) != at
        {
            // What is typed stays as it is typed.
            new.place.1 = Some(typed);
            outbox.send(Command::OpenForm(Some(Form::Add(Some(typed)))));
        }
    });
}

/// What to do about the place, and whose ground it is.
fn beside(ui: &mut Ui, state: &State, at: Option<LonLat>, county: Option<&Adcode>) {
    let hint = state.lang.get(if at.is_some() { "ui.add_place_again" } else { "ui.add_place_first" });
    let county = county.map(|county| names::county(state, county));
    let words: Vec<&str> = county.as_deref().into_iter().chain([hint]).collect();
    ui.horizontal(|ui| {
        ui.add_space(76.0);
        ui.add(Label::new(theme::small(ui, words.join(" · "))).wrap());
    });
}

fn degrees(text: &str) -> Option<LonLat> {
    let (lon, lat) = text.split_once([',', '，'])?;
    let degrees = |text: &str| text.trim().parse::<f64>().ok().filter(|degrees| degrees.is_finite());
    Some(LonLat::new(degrees(lon)?, degrees(lat)?))
}

fn layer(ui: &mut Ui, state: &State, new: &mut New) {
    let lang = state.lang;
    let words = |layer: &SiteLayer| {
        let kind = state.workspace.kinds.get(&layer.kind);
        names::layer(state, &layer.name, kind)
    };
    let offered = offered(state);
    let chosen = offered.iter().find(|layer| layer.name == new.layer);
    let before = new.layer.clone();
    labelled(ui, lang.get("ui.layer"), |ui| {
        let response = ComboBox::from_id_salt("new_site_layer")
            .selected_text(chosen.map(|layer| words(layer)).unwrap_or_default())
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for layer in &offered {
                    ui.selectable_value(&mut new.layer, layer.name.clone(), words(layer));
                }
            })
            .response;
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, lang.get("ui.layer")));
    });
    // The states and fields of another kind mean nothing here.
    if new.layer != before {
        new.mark.to = None;
        new.mark.set.clear();
    }
}

fn begins_as(ui: &mut Ui, state: &State, kind: &Kind, new: &mut New) {
    let lang = state.lang;
    let first = kind.states.first().map(|state| state.id.clone());
    let mut chosen = new.mark.to.take().or(first).unwrap_or_default();
    labelled(ui, lang.get("ui.add_state"), |ui| {
        let response = ComboBox::from_id_salt("new_site_state")
            .selected_text(kind.state_words(&chosen, lang).to_owned())
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for one in kind.states.iter().filter(|one| !one.relapse) {
                    ui.selectable_value(&mut chosen, one.id.clone(), one.name.get(lang));
                }
            })
            .response;
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, lang.get("ui.add_state")));
    });
    new.mark.to = Some(chosen);
}

/// The site as it would be, so that a photo can be held against its place.
fn would_be(state: &State, kind: &Kind, new: &New, at: Option<LonLat>, code: Option<SiteId>) -> Site {
    let at = at.unwrap_or_else(|| state.cursor.unwrap_or(LonLat::new(0.0, 0.0)));
    Site {
        id: code.unwrap_or_else(|| SiteId(String::new())),
        kind: kind.id.clone(),
        layer: new.layer.clone(),
        name: new.name.clone(),
        county: None,
        geometry: geo::Point::new(at.lon, at.lat).into(),
        point: at,
        registered_on: None,
        state: String::new(),
        fields: BTreeMap::new(),
        demo: false,
        added_by: None,
    }
}

fn request(new: &New, kind: &Kind, at: LonLat, state: &State) -> AddRequest {
    let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    AddRequest {
        layer: new.layer.clone(),
        id: said(&new.code),
        name: new.name.trim().to_owned(),
        county: None,
        at,
        on: new.mark.date().unwrap_or(state.as_of.date),
        state: new.mark.to.clone(),
        set: new.mark.values(kind),
        note: said(&new.mark.note),
        evidence: new.mark.evidence.clone(),
    }
}

/// What is doubtful, what is missing, and the button that saves.
fn save(ui: &mut Ui, state: &State, new: &New, request: Option<AddRequest>, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.add_space(6.0);
    if let Some(request) = &request {
        for warning in state.workspace.add_warnings(request) {
            let ink = theme::colour(ui, Token::Behind);
            ui.add(Label::new(theme::small(ui, warning.say(lang)).color(ink)).wrap());
        }
    }
    let request = complete(state, new, request);
    if let Some(request) = save_button(ui, lang.get("ui.add_save"), request) {
        outbox.send(Command::Add(request));
    }
}

fn complete(state: &State, new: &New, request: Option<AddRequest>) -> Result<AddRequest, String> {
    let lang = state.lang;
    let missing = |key: &str| lang.get(key).to_owned();
    if !state.workspace.writable && state.workspace.place != Place::BuiltIn {
        return Err(WorkspaceError::ReadOnly.say(lang));
    }
    let request = request.ok_or_else(|| missing("ui.add_place_needed"))?;
    // Told at once: nothing else helps where no county is.
    state.workspace.county_of(&request).map_err(|error| error.say(lang))?;
    if request.name.is_empty() {
        return Err(missing("ui.add_name_needed"));
    }
    let on = new.mark.date().ok_or_else(|| missing("ui.date_wrong"))?;
    if on > state.today && state.trial.is_none() {
        return Err(lang.fill("ui.date_ahead", &[("today", &state.today.to_string())]));
    }
    if state.author.trim().is_empty() && state.trial.is_none() {
        return Err(missing("ui.report_by_needed"));
    }
    state.workspace.may_add(&request).map_err(|error| error.say(lang))?;
    Ok(request)
}
