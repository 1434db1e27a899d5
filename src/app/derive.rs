//! What follows from the state: lights from workspace and day, the map's content from those.

use std::collections::{BTreeMap, BTreeSet};

use geo::{Rect, coord};
use jiff::civil::Date;

use super::{Mode, Period, SortBy, State};
use crate::geom::LonLat;
use crate::ledger::{AsOf, Body, Event, EventId};
use crate::plan::{Adcode, Milestone, TaskNo};
use crate::scene::{LegendEntry, MapContent, MapRequest, compose, visible_legend};
use crate::site::{SiteId, Value};
use crate::status::{self, Changes, CityTask, Explanation, Lights, Missed, Status};
use crate::text::Lang;
use crate::workspace::Workspace;

/// All lights as of a day.
pub(super) fn status(lights: &mut Lights, workspace: &Workspace, as_of: AsOf) -> Status {
    lights.status(&workspace.inputs(), &workspace.rule, as_of)
}

/// Every task in the city as a whole.
pub(super) fn city(lights: &mut Lights, workspace: &Workspace, as_of: AsOf) -> Vec<CityTask> {
    lights.city(&workspace.inputs(), &workspace.rule, as_of)
}

/// Why the chosen task has its light in the chosen county.
pub(super) fn explanation(state: &mut State) -> Option<Explanation> {
    let (task, county) = (state.task?, state.county.as_ref()?);
    let workspace = &state.workspace;
    Some(state.lights.explain(&workspace.inputs(), &workspace.rule, state.as_of, task, county))
}

/// The sites that the chosen task still misses.
///
/// Without a task, who inspects visits what any task misses.
pub(super) fn missing(state: &mut State) -> BTreeMap<SiteId, Missed> {
    let workspace = &state.workspace;
    let tasks: Vec<TaskNo> = match state.task {
        Some(task) => vec![task],
        None if state.mode == Mode::Inspect => workspace.plan.tasks.iter().map(|task| task.number).collect(),
        None => Vec::new(),
    };
    let mut all: BTreeMap<SiteId, Missed> = BTreeMap::new();
    for task in tasks {
        let missed = state.lights.missing(&workspace.inputs(), &workspace.rule, state.as_of, task);
        for (site, new) in missed {
            let most = all.entry(site).or_insert(new);
            if new.pressing() < most.pressing() {
                *most = new;
            }
        }
    }
    all
}

/// What the map shows of a state.
pub(super) fn content(state: &State) -> MapContent {
    // Without a task nobody counts: the map shows the city's card.
    let usual = state.task.is_none().then(|| state.layers_shown());
    compose(&MapRequest {
        workspace: &state.workspace,
        status: &state.status,
        as_of: state.as_of,
        task: state.task,
        county: None,
        layers: state.layers.as_deref().or(usual.as_deref()),
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

/// The tasks that the matrix shows, from left to right.
pub(super) fn matrix_tasks(state: &State) -> Vec<TaskNo> {
    let (plan, matrix) = (&state.workspace.plan, &state.matrix);
    let worst = |task: TaskNo, county: Option<&Adcode>| {
        let cells = state.status.cells.iter().filter(|cell| cell.task == task);
        let cells = cells.filter(|cell| county.is_none_or(|code| *code == cell.adcode));
        cells.map(|cell| cell.light.rank()).min()
    };
    let of_action = |task: TaskNo| {
        let action = plan.action_of(task).map(|action| action.number);
        matrix.action.is_none() || matrix.action == action
    };
    let has_light = |task: TaskNo| {
        let mut cells = state.status.cells.iter().filter(|cell| cell.task == task);
        matrix.light.is_none_or(|light| cells.any(|cell| cell.light == light))
    };
    let tasks = plan.tasks.iter().map(|task| task.number);
    let mut tasks: Vec<TaskNo> = tasks.filter(|task| of_action(*task) && has_light(*task)).collect();
    match &matrix.sort {
        SortBy::Number => tasks.sort(),
        SortBy::Worst => tasks.sort_by_key(|task| (worst(*task, None), *task)),
        SortBy::County(county) => tasks.sort_by_key(|task| (worst(*task, Some(county)), *task)),
    }
    tasks
}

/// What changed between the days that are compared.
pub(super) fn changes(state: &State) -> Option<Changes> {
    let Period { from, to } = state.comparing?;
    let workspace = &state.workspace;
    Some(status::changes(&workspace.inputs(), &workspace.rule, from, to, state.as_of.clock))
}

/// What events say, in a few words: one as it is, a batch by its number and the state that it shares.
pub(super) fn acted_in_words(state: &State, events: &[EventId]) -> String {
    let lang = state.lang;
    let mut events = events.iter().filter_map(|id| state.workspace.history.get(id));
    let Some(first) = events.next() else { return String::new() };
    let rest: Vec<&Event> = events.collect();
    if rest.is_empty() {
        return event_in_words(state, first);
    }
    let n = (rest.len() + 1).to_string();
    let to = |event: &Event| match &event.body {
        Body::Mark { site, to, .. } => {
            let kind = state.workspace.register.get(site).map(|site| site.kind.clone());
            Some((kind, to.clone()))
        }
        _ => None,
    };
    match to(first).filter(|shared| rest.iter().all(|event| to(event).as_ref() == Some(shared))) {
        Some((kind, to)) => {
            let kind = kind.and_then(|kind| state.workspace.kinds.get(&kind));
            let words = kind.map_or(to.as_str(), |kind| kind.state_words(&to, lang));
            lang.fill("app.marked_many", &[("n", &n), ("state", words)])
        }
        None => lang.fill("app.acted_many", &[("n", &n)]),
    }
}

/// That events were taken back, or count again where they were counter-events.
pub(super) fn taken_back_in_words(state: &State, events: &[EventId]) -> String {
    let history = &state.workspace.history;
    let named = |id: &EventId| match history.get(id).map(|event| &event.body) {
        Some(Body::Undo { event, .. }) => (event.clone(), true),
        _ => (id.clone(), false),
    };
    let (targets, again): (Vec<EventId>, Vec<bool>) = events.iter().map(named).unzip();
    let key = if again.first() == Some(&true) { "app.redone" } else { "app.undone" };
    state.lang.fill(key, &[("act", &acted_in_words(state, &targets))])
}

fn event_in_words(state: &State, event: &Event) -> String {
    match &event.body {
        Body::Mark { site, from, to, set, .. } => mark_in_words(state, site, from != to, to, set),
        _ => status::event_words(&state.workspace.inputs(), event)
            .map_or_else(|| event.body.kind().to_owned(), |words| words.get(state.lang).to_owned()),
    }
}

/// The site's name and its new state, or the fields that were set.
fn mark_in_words(state: &State, id: &SiteId, moves: bool, to: &str, set: &BTreeMap<String, Value>) -> String {
    let lang = state.lang;
    let site = state.workspace.register.get(id);
    let kind = site.and_then(|site| state.workspace.kinds.get(&site.kind));
    let name = site.map_or(id.0.as_str(), |site| site.name.as_str());
    let new = if moves || set.is_empty() {
        kind.map_or(to, |kind| kind.state_words(to, lang)).to_owned()
    } else {
        let words = |(id, value): (&String, &Value)| {
            format!("{} {value}", kind.map_or(id.as_str(), |kind| kind.field_words(id, lang)))
        };
        let set = set.iter().map(words);
        set.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " })
    };
    lang.fill("app.marked", &[("site", name), ("state", &new)])
}
