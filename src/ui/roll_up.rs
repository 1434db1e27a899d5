//! The nine counties of a task taken together, for tree and card. Only sums of what the status
//! says; it judges nothing anew.

use jiff::civil::Date;

use crate::app::State;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::status::{Cell, Light, MilestoneStatus, Status};

/// One milestone over some counties.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sum {
    /// Its id.
    pub(super) id: MilestoneId,
    /// The worst light of the counties.
    pub(super) light: Light,
    /// A share of the sums, or the sum of the values, in `unit`.
    pub(super) value: Option<f64>,
    /// The target in `unit`: that of every county for a share, their sum otherwise.
    pub(super) target: Option<f64>,
    /// What the schedule expects today, likewise.
    pub(super) expected: Option<f64>,
    /// `%`, `亩`, `个`
    pub(super) unit: String,
    /// The last day in time.
    pub(super) deadline: Option<Date>,
    /// How many sites count, of how many.
    pub(super) counted: Option<(usize, usize)>,
}

/// The cells of a task, in the plan's county order.
pub(super) fn cells(status: &Status, task: TaskNo) -> impl Iterator<Item = &Cell> {
    status.cells.iter().filter(move |cell| cell.task == task)
}

/// The cell of a task in a county.
pub(super) fn cell<'a>(status: &'a Status, task: TaskNo, county: &Adcode) -> Option<&'a Cell> {
    cells(status, task).find(|cell| &cell.adcode == county)
}

/// The light of a task: that of the chosen county, or the worst of all.
pub(super) fn task_light(state: &State, task: TaskNo) -> Light {
    match &state.county {
        Some(county) => cell(&state.status, task, county).map_or(Light::NotResponsible, |c| c.light),
        None => worst(cells(&state.status, task).map(|cell| cell.light)),
    }
}

/// The worst of some lights. Where the judged ones are all done but some county is silent, the
/// task is not done: it is not reported.
pub(super) fn worst(lights: impl Iterator<Item = Light>) -> Light {
    let mut worst = Light::NotResponsible;
    let mut silent = false;
    for light in lights {
        worst = worst.min(light);
        silent |= light == Light::NoReport;
    }
    if worst == Light::Done && silent { Light::NoReport } else { worst }
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
    cell.milestones.iter().find(|milestone| milestone.light == cell.light).or_else(|| cell.milestones.first())
}

/// Of milestones with a value the one that is worked on: the next due, else the last.
pub(super) fn current(sums: &[Sum], today: Date) -> Option<&Sum> {
    let valued = || sums.iter().filter(|sum| sum.value.is_some());
    valued()
        .filter(|sum| sum.deadline.is_some_and(|deadline| deadline >= today))
        .min_by_key(|sum| sum.deadline)
        .or_else(|| valued().max_by_key(|sum| sum.deadline))
}

/// Every milestone of a task over its counties, or over one of them.
pub(super) fn sums(status: &Status, task: TaskNo, county: Option<&Adcode>) -> Vec<Sum> {
    let mut sums: Vec<(Sum, usize)> = Vec::new();
    let chosen = cells(status, task).filter(|cell| county.is_none_or(|c| c == &cell.adcode));
    for milestone in chosen.flat_map(|cell| &cell.milestones) {
        let at = sums.iter().position(|(sum, _)| sum.id == milestone.id);
        match at {
            Some(at) => add(&mut sums[at], milestone),
            None => sums.push((first(milestone), 1)),
        }
    }
    sums.into_iter().map(|(sum, _)| share(sum)).collect()
}

fn first(milestone: &MilestoneStatus) -> Sum {
    Sum {
        id: milestone.id.clone(),
        light: milestone.light,
        value: milestone.value,
        target: milestone.target,
        expected: milestone.expected,
        unit: milestone.unit.clone().unwrap_or_default(),
        deadline: milestone.deadline,
        counted: milestone.counted.zip(milestone.of),
    }
}

fn add((sum, counties): &mut (Sum, usize), milestone: &MilestoneStatus) {
    *counties += 1;
    sum.light = worst([sum.light, milestone.light].into_iter());
    let plus = |a: Option<f64>, b: Option<f64>| match (a, b) {
        (Some(a), Some(b)) => Some(a + b),
        (a, b) => a.or(b),
    };
    if sum.unit == "%" {
        // Shares do not add; the mean of targets is the target where all are the same.
        let n = *counties as f64;
        let mean = |a: Option<f64>, b: Option<f64>| Some((a? * (n - 1.0) + b?) / n);
        sum.value = mean(sum.value, milestone.value);
        sum.target = mean(sum.target, milestone.target);
        sum.expected = mean(sum.expected, milestone.expected);
    } else {
        sum.value = plus(sum.value, milestone.value);
        sum.target = plus(sum.target, milestone.target);
        sum.expected = plus(sum.expected, milestone.expected);
    }
    if let Some((counted, of)) = milestone.counted.zip(milestone.of) {
        let (before, before_of) = sum.counted.unwrap_or_default();
        sum.counted = Some((before + counted, before_of + of));
    }
}

/// A share is the share of the sums, not the mean of the counties' shares.
fn share(mut sum: Sum) -> Sum {
    if sum.unit == "%" {
        match sum.counted {
            Some((counted, of)) if of > 0 => sum.value = Some(100.0 * counted as f64 / of as f64),
            Some(_) => sum.value = None,
            None => {}
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Clock;

    fn milestone(counted: usize, of: usize, unit: &str) -> MilestoneStatus {
        MilestoneStatus {
            id: MilestoneId("T1-M1".to_owned()),
            light: Light::OnTrack,
            late: false,
            value: Some(100.0 * counted as f64 / of.max(1) as f64),
            target: Some(70.0),
            unit: Some(unit.to_owned()),
            deadline: None,
            counted: Some(counted),
            of: Some(of),
            expected: None,
            lag: None,
        }
    }

    fn status(milestones: Vec<MilestoneStatus>) -> Status {
        let cells = milestones.into_iter().enumerate().map(|(i, milestone)| Cell {
            task: TaskNo(1),
            county: i.to_string(),
            adcode: Adcode(i.to_string()),
            light: milestone.light,
            late: false,
            milestones: vec![milestone],
        });
        Status {
            as_of: jiff::civil::date(2024, 6, 30),
            clock: Clock::Effect,
            rule: "schedule".to_owned(),
            demo: true,
            cells: cells.collect(),
        }
    }

    #[test]
    fn a_citys_share_is_the_share_of_its_sites_and_not_the_mean_of_its_counties() {
        let status = status(vec![milestone(1, 1, "%"), milestone(0, 9, "%")]);
        let sums = sums(&status, TaskNo(1), None);
        assert_eq!(sums[0].value, Some(10.0));
        assert_eq!(sums[0].target, Some(70.0));
        assert_eq!(sums[0].counted, Some((1, 10)));
    }

    #[test]
    fn areas_add() {
        let status = status(vec![milestone(1, 2, "亩"), milestone(1, 4, "亩")]);
        let sums = sums(&status, TaskNo(1), None);
        assert_eq!(sums[0].value, Some(75.0));
        assert_eq!(sums[0].target, Some(140.0));
    }

    #[test]
    fn one_silent_county_keeps_a_task_from_being_done() {
        use Light::{Behind, Done, NoReport, NotResponsible};
        assert_eq!(worst([Done, NotResponsible].into_iter()), Done);
        assert_eq!(worst([Done, NoReport].into_iter()), NoReport);
        assert_eq!(worst([Behind, NoReport].into_iter()), Behind);
    }
}
