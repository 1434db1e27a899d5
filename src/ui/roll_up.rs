//! What tree, card and hover show of a status: lookups, and the worst light of some counties.

use jiff::civil::Date;

use crate::app::State;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::status::{Cell, Light, MilestoneStatus, Status};

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

/// Of milestones with a value the one that is worked on: the next due, else the last.
pub(super) fn current(milestones: &[MilestoneStatus], today: Date) -> Option<&MilestoneStatus> {
    let valued = || milestones.iter().filter(|milestone| milestone.value.is_some());
    valued()
        .filter(|milestone| milestone.deadline.is_some_and(|deadline| deadline >= today))
        .min_by_key(|milestone| milestone.deadline)
        .or_else(|| valued().max_by_key(|milestone| milestone.deadline))
}

/// The same milestone among others.
pub(super) fn same<'a>(milestones: &'a [MilestoneStatus], id: &MilestoneId) -> Option<&'a MilestoneStatus> {
    milestones.iter().find(|milestone| &milestone.id == id)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn milestone(id: &str, value: Option<f64>, deadline: Option<Date>) -> MilestoneStatus {
        MilestoneStatus {
            id: MilestoneId(id.to_owned()),
            light: Light::OnTrack,
            late: false,
            value,
            target: Some(70.0),
            unit: Some("%".to_owned()),
            deadline,
            counted: None,
            of: None,
            expected: None,
            lag: None,
        }
    }

    #[test]
    fn the_milestone_that_is_worked_on_is_the_next_due_with_a_value() {
        let milestones = [
            milestone("standing", Some(1.0), None),
            milestone("past", Some(1.0), Some(date(2023, 10, 31))),
            milestone("silent", None, Some(date(2024, 6, 30))),
            milestone("next", Some(1.0), Some(date(2024, 12, 31))),
            milestone("last", Some(1.0), Some(date(2025, 12, 31))),
        ];
        let current = |day| current(&milestones, day).map(|m| m.id.0.as_str());
        assert_eq!(current(date(2024, 3, 1)), Some("next"));
        assert_eq!(current(date(2024, 12, 31)), Some("next"));
        assert_eq!(current(date(2025, 1, 1)), Some("last"));
        assert_eq!(current(date(2026, 11, 24)), Some("last"));
    }
}
