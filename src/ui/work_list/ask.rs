//! What is asked of the work list: words, county, layer, which and in which order, and from where.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{ComboBox, Frame, Margin, RichText, Ui, WidgetInfo};

use crate::app::{Command, Outbox, State, UiCommand, WorkAsk, WorkFilter};
use crate::scene::Icon;
use crate::ui::{names, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let mut filter = state.work.filter.clone();
    Frame::new().inner_margin(Margin { left: 16, right: 16, top: 0, bottom: 8 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        widgets::text_field(ui, &mut filter.words, lang.get("ui.work_words"), lang.get("ui.work_words_hint"));
        ui.horizontal(|ui| {
            let half = (ui.available_width() - 8.0) / 2.0;
            county(ui, state, &mut filter, half);
            layer(ui, state, &mut filter, half);
        });
        ui.horizontal(|ui| {
            let words = [lang.get("ui.work_open"), lang.get("ui.all")];
            if let Some(i) = widgets::segmented(ui, "work_open", &words, usize::from(filter.all), true) {
                filter.all = i == 1;
            }
            let words = [lang.get("ui.work_by_lateness"), lang.get("ui.work_by_distance")];
            if let Some(i) =
                widgets::segmented(ui, "work_order", &words, usize::from(filter.by_distance), true)
            {
                filter.by_distance = i == 1;
            }
        });
        ui.horizontal(|ui| from(ui, state, outbox));
    });
    if filter != state.work.filter {
        outbox.send(Command::Work(WorkAsk::Filter(filter)));
    }
}

/// Where distances are measured from.
fn from(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let words = format!("{} {}", UiCommand::Here.text(lang), names::keys(ui.ctx(), UiCommand::Here));
    if widgets::link(ui, &words).on_hover_text(UiCommand::Here.tooltip(lang)).clicked() {
        outbox.ui(UiCommand::Here);
    }
    let key = match (state.work.placing, state.work.here.is_some()) {
        (true, _) => "ui.work_click_map",
        (false, true) => "ui.work_from_here",
        (false, false) => "ui.work_from_middle",
    };
    ui.label(theme::small(ui, lang.get(key)));
    if state.work.here.is_some()
        && widgets::icon_button(ui, Icon::Close, lang.get("ui.work_no_place"), 20.0).clicked()
    {
        outbox.send(Command::Work(WorkAsk::Here(None)));
    }
}

fn county(ui: &mut Ui, state: &State, filter: &mut WorkFilter, width: f32) {
    let all = state.lang.get("ui.work_all_counties").to_owned();
    let chosen = filter.county.as_ref().map(|county| names::county(state, county));
    let shown = ComboBox::from_id_salt("work_county")
        .selected_text(small(ui, chosen.as_ref().unwrap_or(&all)))
        .width(width - 8.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut filter.county, None, &all);
            for county in &state.workspace.plan.counties {
                let name = county.name.get(state.lang);
                ui.selectable_value(&mut filter.county, Some(county.adcode.clone()), name);
            }
        });
    let name = state.lang.get("ui.work_county");
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

fn layer(ui: &mut Ui, state: &State, filter: &mut WorkFilter, width: f32) {
    let lang = state.lang;
    let all = lang.get("ui.work_all_layers").to_owned();
    let name = |layer: &str| {
        let kind = state.workspace.layers.iter().find(|known| known.name == layer);
        let kind = kind.and_then(|layer| state.workspace.kinds.get(&layer.kind));
        names::layer(state, layer, kind)
    };
    let chosen = filter.layer.as_deref().map(name);
    let shown = ComboBox::from_id_salt("work_layer")
        .selected_text(small(ui, chosen.as_ref().unwrap_or(&all)))
        .width(width - 8.0)
        .truncate()
        .show_ui(ui, |ui| {
            ui.selectable_value(&mut filter.layer, None, &all);
            // Looked for only while the list is open.
            let layers: BTreeSet<&str> = state.work.visits.iter().map(|visit| visit.layer.as_str()).collect();
            for layer in layers {
                ui.selectable_value(&mut filter.layer, Some(layer.to_owned()), name(layer));
            }
        });
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, lang.get("ui.work_layer")));
}

fn small(ui: &Ui, words: &str) -> RichText {
    theme::small(ui, words)
}
