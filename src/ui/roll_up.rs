//! What tree, card and hover show of a status: lookups, and the worst light of some counties.

use crate::app::State;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::scene::headline;
use crate::status::{Cell, Explanation, Light, MilestoneReason, MilestoneStatus, Status};

/// The cells of a task, in the plan's county order.
pub(super) fn cells(status: &Status, task: TaskNo) -> impl Iterator<Item = &Cell> {
    status.cells.iter().filter(move |cell| cell.task == task)
}

/// The cell of a task in a county.
pub(super) fn cell<'a>(status: &'a Status, task: TaskNo, county: &Adcode) -> Option<&'a Cell> {
    cells(status, task).find(|cell| &cell.adcode == county)
}

/// The milestones of a task in the chosen county, or in the city as a whole.
pub(super) fn milestones<'a>(
    state: &'a State,
    task: TaskNo,
    county: Option<&Adcode>,
) -> &'a [MilestoneStatus] {
    match county {
        Some(county) => cell(&state.status, task, county).map_or(&[], |cell| &cell.milestones),
        None => {
            let city = state.city.iter().find(|city| city.task == task);
            city.map_or(&[], |city| &city.milestones)
        }
    }
}

/// The light of a task: that of the chosen county, or the worst of all.
pub(super) fn task_light(state: &State, task: TaskNo) -> Light {
    match &state.county {
        Some(county) => cell(&state.status, task, county).map_or(Light::NotResponsible, |c| c.light),
        None => worst(cells(&state.status, task).map(|cell| cell.light)),
    }
}

/// The worst of some lights, as a status ranks them.
pub(super) fn worst(lights: impl Iterator<Item = Light>) -> Light {
    lights.min_by_key(|light| light.rank()).unwrap_or(Light::NotResponsible)
}

/// How many tasks have each light, in the order of [`Light::ALL`].
pub(super) fn counts(state: &State) -> [usize; 8] {
    let mut counts = [0; 8];
    for task in &state.workspace.plan.tasks {
        let light = task_light(state, task.number);
        if let Some(i) = Light::ALL.iter().position(|l| *l == light) {
            counts[i] += 1;
        }
    }
    counts
}

/// The milestone of a cell that gives it its light.
pub(super) fn leading(cell: &Cell) -> Option<&MilestoneStatus> {
    let leads = |milestone: &&MilestoneStatus| milestone.light == cell.light;
    cell.milestones.iter().find(leads).or_else(|| cell.milestones.first())
}

/// The milestone that the card explains: the one that was asked for, else the one that gives the
/// light, of the worst the first.
pub(super) fn explained<'a>(state: &State, why: &'a Explanation) -> Option<&'a MilestoneReason> {
    let asked = |milestone: &&MilestoneReason| Some(&milestone.id) == state.explained.as_ref();
    let leads = |milestone: &&MilestoneReason| milestone.now.light == why.light;
    let milestones = || why.milestones.iter();
    milestones().find(asked).or_else(|| milestones().find(leads)).or_else(|| milestones().next())
}

/// The numbers of the milestone that map, page and card speak of, in the chosen county or in the
/// city as a whole.
pub(super) fn current<'a>(
    state: &'a State,
    task: TaskNo,
    county: Option<&Adcode>,
) -> Option<&'a MilestoneStatus> {
    let headline = headline(state.workspace.plan.task(task)?, &state.status)?;
    headline.among(milestones(state, task, county))
}

/// The milestone that map, page and card speak of.
pub(super) fn headline_of(state: &State, task: TaskNo) -> Option<MilestoneId> {
    let headline = headline(state.workspace.plan.task(task)?, &state.status)?;
    Some(headline.milestone.id.clone())
}

/// The same milestone among others.
pub(super) fn same<'a>(milestones: &'a [MilestoneStatus], id: &MilestoneId) -> Option<&'a MilestoneStatus> {
    milestones.iter().find(|milestone| &milestone.id == id)
}
