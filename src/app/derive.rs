//! What follows from the state: lights from workspace and day, the map's content from those.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Rect, coord};
use jiff::civil::Date;

use super::State;
use crate::geom::LonLat;
use crate::ledger::{AsOf, EventId};
use crate::plan::{Milestone, TaskNo};
use crate::scene::{LegendEntry, MapContent, MapRequest, compose, visible_legend};
use crate::site::SiteId;
use crate::status::{self, CityTask, Explanation, Light, Status};
use crate::text::Bilingual;
use crate::workspace::{MarkRequest, Workspace};

/// All lights as of a day.
pub(super) fn status(workspace: &Workspace, as_of: AsOf) -> Status {
    status::status(&workspace.inputs(), &workspace.rule, as_of)
}

/// Every task in the city as a whole.
pub(super) fn city(workspace: &Workspace, as_of: AsOf) -> Vec<CityTask> {
    status::city(&workspace.inputs(), &workspace.rule, as_of)
}

/// Why the chosen task has its light in the chosen county.
pub(super) fn explanation(state: &State) -> Option<Explanation> {
    let (task, county) = (state.task?, state.county.as_ref()?);
    let workspace = &state.workspace;
    Some(status::explain(&workspace.inputs(), &workspace.rule, state.as_of, task, county))
}

/// The sites that the chosen task still misses.
pub(super) fn missing(state: &State) -> BTreeMap<SiteId, Light> {
    let workspace = &state.workspace;
    let missing = |task| status::missing(&workspace.inputs(), &workspace.rule, state.as_of, task);
    state.task.map(missing).unwrap_or_default()
}

/// What the map shows of a state.
pub(super) fn content(state: &State) -> MapContent {
    compose(&MapRequest {
        workspace: &state.workspace,
        status: &state.status,
        as_of: state.as_of,
        task: state.task,
        county: None,
        layers: None,
        lang: state.lang,
    })
}

/// The legend of the part that the map shows; of all before its first frame.
pub(super) fn legend(state: &State) -> Vec<LegendEntry> {
    let Some(view) = state.in_view else { return state.content.legend.clone() };
    let corner = |at: LonLat| coord! { x: at.lon, y: at.lat };
    visible_legend(&state.content, &Rect::new(corner(view.low), corner(view.high)).to_polygon())
}

/// The task on which a workspace opens: that with the most sites in its denominators, because
/// there is the most to see; none where no site is counted.
pub(super) fn first_task(status: &Status) -> Option<TaskNo> {
    let mut best: Option<(TaskNo, usize)> = None;
    for (task, sites) in sites_per_task(status) {
        if sites > 0 && best.is_none_or(|(_, most)| sites > most) {
            best = Some((task, sites));
        }
    }
    best.map(|(task, _)| task)
}

/// Tasks in their order, each with the sites of its largest milestone, over all counties.
fn sites_per_task(status: &Status) -> Vec<(TaskNo, usize)> {
    let mut tasks: Vec<(TaskNo, usize)> = Vec::new();
    for cell in &status.cells {
        let sites = cell.milestones.iter().filter_map(|m| m.of).max().unwrap_or(0);
        match tasks.last_mut() {
            Some((task, sum)) if *task == cell.task => *sum += sites,
            _ => tasks.push((cell.task, sites)),
        }
    }
    tasks
}

/// Days that `[` and `]` stop at: begin and end of the plan, every deadline, and today.
pub(super) fn days_to_stop_at(state: &State) -> BTreeSet<Date> {
    let plan = &state.workspace.plan;
    let milestones = plan.tasks.iter().flat_map(|task| &task.milestones);
    let deadlines = milestones.filter_map(Milestone::due);
    deadlines.chain([plan.start, plan.end, state.today]).collect()
}

/// The site's name and its new state.
pub(super) fn mark_in_words(state: &State, request: &MarkRequest) -> String {
    let site = state.workspace.register.get(&request.site);
    let kind = site.and_then(|site| state.workspace.kinds.get(&site.kind));
    let new = kind.and_then(|kind| {
        let named = |name: &Bilingual| name.zh == request.to || name.en == request.to;
        kind.states.iter().find(|s| s.id == request.to || named(&s.name))
    });
    let to = new.map_or(request.to.as_str(), |s| s.name.get(state.lang));
    let name = site.map_or(request.site.0.as_str(), |site| site.name.as_str());
    state.lang.fill("app.marked", &[("site", name), ("state", to)])
}

/// The name of the site that an event is about.
pub(super) fn site_of_event(state: &State, event: &EventId) -> Option<String> {
    let event = state.workspace.history.events().iter().find(|e| &e.id == event)?;
    let id = event.site()?;
    let site = state.workspace.register.get(&id);
    Some(site.map_or(id.0, |site| site.name.clone()))
}
