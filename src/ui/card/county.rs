//! A task in one county: its light, why, and its milestones.

use egui::Ui;

use super::{city, declare, heading, light_line, milestone, why};
use crate::app::{Outbox, State};
use crate::plan::{Adcode, TaskNo};
use crate::status::{Cell, Light, MilestoneStatus, Pace};
use crate::ui::{names, roll_up, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, task: TaskNo, county: &Adcode, outbox: &mut Outbox) {
    let over = format!("{} · {}", names::county(state, county), names::task_number(state, task));
    heading(ui, &over, &names::task(state, task));
    let Some(cell) = roll_up::cell(&state.status, task, county) else {
        light_line(ui, state, Light::NotResponsible, state.lang.get("ui.not_bound"));
        city::duty(ui, state, task);
        return;
    };
    light_line(ui, state, cell.light, &about(state, cell));
    declare::assign(ui, state, task, outbox);
    widgets::hair_line(ui, 6.0);
    why::head(ui, state);
    let explained = state.explanation.as_ref().and_then(|why| roll_up::explained(state, why));
    for now in &cell.milestones {
        milestone::show(ui, state, task, now, pace_of(state, now), outbox);
        if let Some(reason) = explained.filter(|reason| reason.id == now.id) {
            why::milestone(ui, state, reason, outbox);
        }
        declare::report(ui, state, &now.id, outbox);
    }
    city::duty(ui, state, task);
}

/// How fast the county moves toward a milestone.
fn pace_of<'a>(state: &'a State, now: &MilestoneStatus) -> Option<&'a Pace> {
    let milestones = &state.explanation.as_ref()?.milestones;
    milestones.iter().find(|reason| reason.id == now.id)?.pace()
}

/// What the light stands on: the milestone that gives it, its count, its day.
fn about(state: &State, cell: &Cell) -> String {
    let lang = state.lang;
    match cell.light {
        Light::NotResponsible => return lang.get("ui.not_bound").to_owned(),
        Light::Unassigned => return lang.get("ui.not_assigned").to_owned(),
        Light::NoReport => return lang.get("ui.no_report").to_owned(),
        _ => {}
    }
    let Some(leading) = roll_up::leading(cell) else {
        return String::new();
    };
    let mut parts: Vec<String> = names::counted(lang, leading).into_iter().collect();
    parts.extend(milestone::due(state, leading));
    if cell.late {
        parts.push(lang.get("ui.late").to_owned());
    }
    parts.join(lang.get("ui.comma"))
}
