//! Nothing chosen: the plan, and the counties from the worst to the best.

use egui::{Label, Ui};

use super::{heading, ranked, section};
use crate::app::{Command, Outbox, State};
use crate::plan::Adcode;
use crate::status::Light;
use crate::ui::{names, roll_up, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    heading(ui, lang.get("ui.whole_city"), lang.get("ui.choose_title"));
    ui.add(Label::new(theme::small(ui, lang.get("ui.choose_text"))).wrap());
    widgets::hair_line(ui, 8.0);
    section(ui, lang.get("ui.counties"), "");
    ui.spacing_mut().item_spacing.y = 0.0;
    let counties = state.workspace.plan.counties.iter().map(|county| &county.adcode);
    let mut counties: Vec<(Light, usize, &Adcode)> = counties.map(|county| worst(state, county)).collect();
    counties.sort_by_key(|(light, tasks, _)| (light.rank(), std::cmp::Reverse(*tasks)));
    for (light, tasks, county) in counties {
        let remark = [("light", light.word(lang)), ("n", &tasks.to_string())];
        let remark = lang.fill("ui.light_count", &remark);
        if ranked::words(ui, state, &names::county_in_list(state, county), light, &remark).clicked() {
            outbox.send(Command::SelectCounty(Some(county.clone())));
        }
    }
}

/// The worst light of a county over all tasks, and how many tasks have it.
fn worst<'a>(state: &State, county: &'a Adcode) -> (Light, usize, &'a Adcode) {
    let lights = || state.status.cells.iter().filter(|cell| &cell.adcode == county).map(|cell| cell.light);
    let light = roll_up::worst(lights());
    (light, lights().filter(|other| *other == light).count(), county)
}
