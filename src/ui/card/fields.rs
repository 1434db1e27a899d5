//! What a site's record says, field by field, under the names of its kind.

use egui::{Label, Ui, vec2};

use super::section;
use crate::app::State;
use crate::scene::Token;
use crate::site::{Field, FieldType, Fields, Site, Value};
use crate::ui::{names, theme};

pub(super) fn show(ui: &mut Ui, state: &State, site: &Site, record: &Fields<'_>) {
    section(ui, state.lang.get("ui.record"), "");
    let kind = state.workspace.kinds.get(&site.kind);
    let known = kind.map_or(&[][..], |kind| &kind.fields);
    for field in known {
        if let Some(value) = record.get(&field.id).filter(|value| !value.is_blank()) {
            line(ui, field.name.get(state.lang), &words(field, value));
        }
    }
    for (name, value) in record.iter() {
        if !known.iter().any(|field| field.id == name) && !value.is_blank() {
            line(ui, name, &value.to_string());
        }
    }
    let place = format!("{:.5}°E {:.5}°N", site.point.lon, site.point.lat);
    line(ui, state.lang.get("ui.place"), &place);
    let layer = state.workspace.plan.layers.get(&site.layer);
    let layer = layer.map_or(site.layer.as_str(), |layer| layer.get(state.lang));
    line(ui, state.lang.get("ui.layer"), layer);
}

/// A value with its unit.
fn words(field: &Field, value: &Value) -> String {
    let unit = field.unit.as_deref().unwrap_or_default();
    match (field.holds, value.number()) {
        (FieldType::Number, Some(number)) => {
            let digits = names::number_exact(number);
            format!("{digits} {unit}").trim_end().to_owned()
        }
        _ => value.to_string(),
    }
}

fn line(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal_top(|ui| {
        let width = 92.0;
        ui.allocate_ui(vec2(width, 18.0), |ui| {
            ui.set_min_width(width);
            ui.add(Label::new(theme::small(ui, name)).wrap());
        });
        let ink = theme::colour(ui, Token::Ink);
        ui.add(Label::new(theme::small(ui, value).color(ink)).wrap());
    });
}
