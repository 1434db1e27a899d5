//! From a workspace's data to its lights.

use super::promise::{MilestoneNow, judge, shown};
use super::row::asks;
use super::standing::Board;
use super::{Cell, CityTask, Inputs, Light, Lights, MilestoneStatus, Rule, Ruling, Status};
use jiff::civil::Date;

use crate::ledger::AsOf;
use crate::plan::{County, Milestone, Task};

/// The lights of every task in every county as of a day: by task, then in the plan's county
/// order.
///
/// A task's light is the worst of its milestones that have a say, in the order overdue,
/// critical, behind, on track, no report, done: a dated or numeric milestone of which nothing
/// is known weighs more than one that is done. No say has a milestone that has not started, one
/// that asks nothing because the county has no such site, and a standing one without numbers of
/// which nothing was said. A number that must be reached and has no site is a gap, and has a say.
/// Where no milestone has a say there is no report.
///
/// A standing milestone with numbers is judged by its latest value: met is done, else behind.
///
/// Under a rule that asks for rulings, one on a milestone takes its place, and one on the task as a
/// whole goes before all of them. The city's lights are counted, never ruled.
#[must_use]
pub fn status(inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf) -> Status {
    Lights::default().status(inputs, rule, as_of)
}

/// On a board; its counts are those of one pass over the sites.
pub(super) fn status_on(board: &mut Board<'_>, rule: &Rule, day: Date) -> Status {
    let plan = board.inputs.plan;
    count_ahead(board, rule, day, plan.milestones().map(|(_, milestone)| milestone));
    let mut demo = false;
    let mut cells = Vec::with_capacity(plan.tasks.len() * plan.counties.len());
    for task in &plan.tasks {
        let mut by_county: Vec<Vec<MilestoneNow<'_>>> = Vec::new();
        by_county.resize_with(plan.counties.len(), Vec::new);
        for milestone in &task.milestones {
            let promise = judge(board, rule, day, task, milestone);
            for (county, now) in promise.counties {
                demo |= now.targets.iter().any(|t| t.tally.is_some_and(|tally| tally.demo));
                by_county[county].push(now);
            }
        }
        let counties = plan.counties.iter().zip(by_county);
        let assigned = board.binds(task, day).is_some();
        cells.extend(counties.map(|(county, milestones)| {
            let (light, late, _) = in_county(board, rule, day, task, county, &milestones);
            cell(task, assigned, county, (light, late), &milestones)
        }));
    }
    Status { as_of: day, clock: board.clock, rule: rule.id.clone(), demo, cells }
}

/// Every task in the city as a whole: all counties that it binds, counted together against the
/// city's target. Tasks that no county is assigned to yet have no milestones here.
#[must_use]
pub fn city(inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf) -> Vec<CityTask> {
    Lights::default().city(inputs, rule, as_of)
}

/// Counts all that milestones ask for, in one pass over the sites.
pub(super) fn count_ahead<'a>(
    board: &mut Board<'a>,
    rule: &Rule,
    day: Date,
    milestones: impl IntoIterator<Item = &'a Milestone>,
) {
    let plan = board.inputs.plan;
    board.count(milestones.into_iter().flat_map(|milestone| asks(plan, rule, milestone, day)).collect());
}

/// On a board; its counts are those of one pass over the sites.
pub(super) fn city_on(board: &mut Board<'_>, rule: &Rule, day: Date) -> Vec<CityTask> {
    let plan = board.inputs.plan;
    count_ahead(board, rule, day, plan.milestones().map(|(_, milestone)| milestone));
    let tasks = plan.tasks.iter();
    tasks
        .map(|task| {
            let assigned = board.binds(task, day).is_some();
            let bound = task.milestones.iter().filter(|_| assigned);
            let milestones: Vec<MilestoneNow<'_>> =
                bound.map(|milestone| judge(board, rule, day, task, milestone).city).collect();
            let (light, late) = if assigned { together(&milestones) } else { (Light::Unassigned, false) };
            CityTask { task: task.number, light, late, milestones: milestones.iter().map(written).collect() }
        })
        .collect()
}

/// The light of milestones together, and whether all is met but was late.
pub(super) fn together(milestones: &[MilestoneNow<'_>]) -> (Light, bool) {
    let say = milestones.iter().filter(|milestone| milestone.has_a_say());
    let light = say.clone().map(|m| m.verdict.light).min_by_key(|light| light.rank());
    let light = light.unwrap_or(Light::NoReport);
    let mut decide = say.filter(|milestone| milestone.verdict.light == light).map(|m| m.verdict.late);
    let late = match light {
        Light::Done => decide.any(|late| late),
        // Late beside red means that nothing is left to do.
        Light::Overdue => decide.all(|late| late),
        _ => false,
    };
    (light, late)
}

/// The light of a task in a county that it binds, whether all is met but was late, and the ruling
/// on the task as a whole, which goes before its milestones.
pub(super) fn in_county(
    board: &Board<'_>,
    rule: &Rule,
    day: Date,
    task: &Task,
    county: &County,
    milestones: &[MilestoneNow<'_>],
) -> (Light, bool, Option<Ruling>) {
    let (light, late) = together(milestones);
    match Ruling::on(board, rule, day, (task.number, None), &county.adcode, light) {
        Some(ruling) => (ruling.light, false, Some(ruling)),
        None => (light, late, None),
    }
}

fn cell(
    task: &Task,
    assigned: bool,
    county: &County,
    (light, late): (Light, bool),
    milestones: &[MilestoneNow<'_>],
) -> Cell {
    let cell = |light, late, milestones| Cell {
        task: task.number,
        county: county.name.zh.clone(),
        adcode: county.adcode.clone(),
        light,
        late,
        milestones,
    };
    if !assigned {
        return cell(Light::Unassigned, false, task.milestones.iter().map(unassigned).collect());
    }
    if milestones.is_empty() {
        return cell(Light::NotResponsible, false, Vec::new());
    }
    cell(light, late, milestones.iter().map(written).collect())
}

/// A milestone that nobody is held to yet.
pub(super) fn unassigned(milestone: &Milestone) -> MilestoneStatus {
    let target = milestone.targets.first();
    MilestoneStatus {
        id: milestone.id.clone(),
        light: Light::Unassigned,
        late: false,
        number: target.map(|_| 1),
        value: None,
        comparator: target.map(|target| target.bound.comparator.sign()),
        target: target.map(|target| target.bound.value),
        unit: target.map(|target| target.bound.unit.clone()),
        deadline: milestone.due(),
        counted: None,
        of: None,
        expected: None,
        lag: None,
    }
}

/// A milestone as it is shown and written.
pub(super) fn written(now: &MilestoneNow<'_>) -> MilestoneStatus {
    let target = now.decisive.map(|at| &now.targets[at]);
    let tally = target.and_then(|target| target.tally);
    MilestoneStatus {
        id: now.milestone.id.clone(),
        light: now.verdict.light,
        late: now.verdict.late,
        number: now.decisive.map(|at| at + 1),
        value: target.and_then(|target| target.value).map(shown),
        comparator: target.map(|target| target.target.bound.comparator.sign()),
        target: target.and_then(|target| target.asked).map(shown),
        unit: target.map(|target| target.target.bound.unit.clone()),
        deadline: now.when.deadline,
        counted: tally.map(|tally| tally.counted),
        of: tally.map(|tally| tally.of),
        expected: now.verdict.expected.map(shown),
        lag: now.verdict.lag.map(shown),
    }
}
