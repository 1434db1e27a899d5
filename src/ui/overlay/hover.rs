//! The card under the pointer: which county with its light, or which site with its state.

use egui::{Area, Id, Order, Rect, Ui, vec2};

use crate::app::State;
use crate::plan::Adcode;
use crate::scene::FeatureRef;
use crate::site::SiteId;
use crate::ui::overlay::popup;
use crate::ui::{names, roll_up, theme, widgets};

pub(super) fn show(ui: &Ui, area: Rect, state: &State) {
    let Some(over) = &state.hovered else {
        return;
    };
    let pointer = ui.input(|input| {
        let still = !input.pointer.any_down();
        input.pointer.hover_pos().filter(|at| still && area.contains(*at))
    });
    let Some(pointer) = pointer else {
        return;
    };
    Area::new(Id::unique("hover_card"))
        .order(Order::Tooltip)
        .interactable(false)
        .fixed_pos(pointer + vec2(16.0, 18.0))
        .constrain_to(area)
        .fade_in(false)
        .show(ui.ctx(), |ui| {
            popup(ui).inner_margin(egui::Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_max_width(280.0);
                ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
                ui.spacing_mut().interact_size.y = 18.0;
                match over {
                    FeatureRef::County(adcode) => county(ui, state, adcode),
                    FeatureRef::Site(id) => site(ui, state, id),
                }
            });
        });
}

fn county(ui: &mut Ui, state: &State, adcode: &Adcode) {
    ui.label(theme::strong(names::county(state, adcode)));
    let Some(task) = state.task else {
        return;
    };
    let Some(cell) = roll_up::cell(&state.status, task, adcode) else {
        return;
    };
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(14.0, 18.0), egui::Sense::hover());
        widgets::light(ui, cell.light, rect.center(), 12.0);
        let word = cell.light.word(state.lang);
        ui.label(theme::strong(word).color(widgets::light_ink(ui, cell.light)));
        if let Some(milestone) = roll_up::current(state, task, Some(adcode))
            && let Some(value) = milestone.value
        {
            let words =
                [names::counted(state.lang, milestone), Some(names::value(state.lang, value, milestone))];
            let words: Vec<String> = words.into_iter().flatten().collect();
            ui.label(theme::small(ui, words.join("\u{3000}")));
        }
    });
}

fn site(ui: &mut Ui, state: &State, id: &SiteId) {
    let Some(site) = state.workspace.register.get(id) else {
        return;
    };
    ui.label(theme::strong(names::site(state, id)));
    let kind = state.workspace.kinds.get(&site.kind);
    let kind = kind.map_or(site.layer.as_str(), |kind| kind.name.get(state.lang));
    ui.label(theme::small(ui, format!("{kind} · {id}")));
    if let Some(now) = state.workspace.history.fold(site, state.as_of) {
        let mut words = names::site_state(state, &site.kind, now.state);
        if let Some(since) = now.since {
            let since = state.lang.fill("ui.since", &[("date", &since.to_string())]);
            words = format!("{words} · {since}");
        }
        ui.label(words);
    }
}
