//! What stands over the matrix: its order, and which lights and which action it shows.

use egui::accesskit::Role;
use egui::{Align, ComboBox, Layout, Rect, Sense, Ui, UiBuilder, vec2};

use crate::app::{Command, Outbox, SortBy, State};
use crate::scene::{Icon, Token};
use crate::status::Light;
use crate::ui::{names, theme, widgets};

pub(super) fn show(ui: &mut Ui, place: Rect, state: &State, outbox: &mut Outbox) {
    let place = place.shrink2(vec2(16.0, 0.0));
    let builder = UiBuilder::new().id_salt("matrix_tools").max_rect(place);
    let mut row = ui.new_child(builder.layout(Layout::left_to_right(Align::Center)));
    let ui = &mut row;
    ui.spacing_mut().item_spacing.x = 8.0;
    sort(ui, state, outbox);
    ui.add_space(8.0);
    lights(ui, state, outbox);
    ui.add_space(8.0);
    action(ui, state, outbox);
    remark(ui, state, outbox);
}

/// By number, by the worst light, by the column of the chosen county.
fn sort(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    ui.label(theme::small(ui, lang.get("ui.sort")));
    let county = match &state.matrix.sort {
        SortBy::County(sorted) if state.county.is_none() => Some(sorted),
        _ => state.county.as_ref(),
    };
    let name = county.map(|code| names::county_in_list(state, code));
    let name = name.map(|name| lang.fill("ui.sort_county", &[("county", &name)]));
    let mut words = vec![lang.get("ui.sort_number"), lang.get("ui.sort_worst")];
    words.extend(name.as_deref());
    let chosen = match &state.matrix.sort {
        SortBy::Number => 0,
        SortBy::Worst => 1,
        SortBy::County(sorted) if Some(sorted) == county => 2,
        SortBy::County(_) => usize::MAX,
    };
    let clicked = widgets::segmented(ui, "matrix_sort", &words, chosen, true);
    match (clicked, county) {
        (Some(0), _) => outbox.send(Command::SortMatrix(SortBy::Number)),
        (Some(1), _) => outbox.send(Command::SortMatrix(SortBy::Worst)),
        (Some(_), Some(county)) => outbox.send(Command::SortMatrix(SortBy::County(county.clone()))),
        _ => {}
    }
}

/// A light is clicked to see only the tasks that have it somewhere, and again to see all.
fn lights(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    ui.label(theme::small(ui, state.lang.get("ui.filter")));
    ui.spacing_mut().item_spacing.x = 2.0;
    for light in &Light::ALL[..7] {
        let (rect, response) = ui.allocate_exact_size(vec2(24.0, 22.0), Sense::click());
        let chosen = state.matrix.light == Some(*light);
        let word = light.word(state.lang);
        let name = || state.lang.fill("ui.only_light", &[("light", word)]);
        let response = widgets::named(ui, response, chosen, Role::Button, name);
        widgets::ground(ui, rect, &response, chosen);
        widgets::light(ui, *light, rect.center(), 11.0);
        if response.clicked() {
            outbox.send(Command::FilterLight((!chosen).then_some(*light)));
        }
        response.on_hover_text(name());
    }
    ui.spacing_mut().item_spacing.x = 8.0;
}

fn action(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let actions = &state.workspace.plan.actions;
    let chosen = actions.iter().find(|action| Some(action.number) == state.matrix.action);
    let all = lang.get("ui.all_actions");
    let words = chosen.map_or_else(|| all.to_owned(), |action| names::action(action, lang));
    ui.spacing_mut().interact_size.y = 22.0;
    ui.spacing_mut().button_padding.y = 1.0;
    let shown = ComboBox::from_id_salt("matrix_action")
        .selected_text(theme::small(ui, words))
        .width(190.0)
        .truncate()
        .show_ui(ui, |ui| {
            if ui.selectable_label(chosen.is_none(), all).clicked() {
                outbox.send(Command::FilterAction(None));
            }
            for action in actions {
                let is_chosen = state.matrix.action == Some(action.number);
                if ui.selectable_label(is_chosen, names::action(action, lang)).clicked() {
                    outbox.send(Command::FilterAction(Some(action.number)));
                }
            }
        });
    let name = lang.get("ui.action");
    shown.response.widget_info(|| egui::WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// How many tasks are shown, where not all are, and the way back to all.
fn remark(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let (shown, all) = (state.matrix.tasks.len(), state.workspace.plan.tasks.len());
    if state.matrix.light.is_none() && state.matrix.action.is_none() {
        return;
    }
    let lang = state.lang;
    let words = lang.fill("ui.tasks_shown", &[("n", &shown.to_string()), ("all", &all.to_string())]);
    let ink = theme::colour(ui, Token::Ink);
    ui.label(theme::small(ui, words).color(ink));
    if widgets::icon_button(ui, Icon::Close, lang.get("ui.show_all_tasks"), 22.0).clicked() {
        outbox.send(Command::FilterLight(None));
        outbox.send(Command::FilterAction(None));
    }
}
