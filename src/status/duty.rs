//! 按县区: what one county is bound to, the worst first.

use serde::Serialize;

use super::{Light, MilestoneStatus, Status};
use crate::plan::{Adcode, TaskNo};

/// A task that binds a county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CountyTask {
    /// The task.
    pub task: TaskNo,
    /// Its light in the county.
    pub light: Light,
    /// Met, but after a deadline.
    pub late: bool,
    /// The milestone that gives the light: of several the one that lags most.
    pub leading: Option<MilestoneStatus>,
    /// Days since that milestone's deadline, where it is overdue.
    pub days_over: Option<i32>,
}

impl CountyTask {
    /// How far its leading milestone is behind the schedule, in points.
    #[must_use]
    pub fn lag(&self) -> Option<f64> {
        self.leading.as_ref()?.lag
    }
}

/// The tasks that bind a county, or may once they are assigned: by light, then the largest lag,
/// then in the plan's order.
#[must_use]
pub fn county_tasks(status: &Status, county: &Adcode) -> Vec<CountyTask> {
    let cells = status.cells.iter().filter(|cell| &cell.adcode == county);
    let mut tasks: Vec<CountyTask> = cells
        .filter(|cell| cell.light != Light::NotResponsible)
        .map(|cell| {
            let leading = leading(&cell.milestones, cell.light);
            let over = |day: jiff::civil::Date| day.until(status.as_of).map_or(0, |span| span.get_days());
            let days = leading.and_then(|now| now.deadline).map(over).filter(|days| *days > 0);
            CountyTask {
                task: cell.task,
                light: cell.light,
                late: cell.late,
                leading: leading.cloned(),
                days_over: days.filter(|_| cell.light == Light::Overdue),
            }
        })
        .collect();
    let lag = |task: &CountyTask| task.lag().unwrap_or(f64::NEG_INFINITY);
    tasks.sort_by(|a, b| {
        let light = a.light.rank().cmp(&b.light.rank());
        light.then_with(|| lag(b).total_cmp(&lag(a))).then(a.task.cmp(&b.task))
    });
    tasks
}

fn leading(milestones: &[MilestoneStatus], light: Light) -> Option<&MilestoneStatus> {
    let lag = |now: &MilestoneStatus| now.lag.unwrap_or(f64::NEG_INFINITY);
    // Of equals the first leads.
    milestones.iter().filter(|now| now.light == light).rev().max_by(|a, b| lag(a).total_cmp(&lag(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Clock;
    use crate::plan::MilestoneId;
    use crate::status::Cell;
    use jiff::civil::date;

    fn now(id: &str, light: Light, lag: Option<f64>) -> MilestoneStatus {
        MilestoneStatus {
            id: MilestoneId(id.to_owned()),
            light,
            late: false,
            value: None,
            number: None,
            comparator: None,
            target: None,
            unit: None,
            deadline: Some(date(2023, 12, 31)),
            counted: None,
            of: None,
            expected: None,
            lag,
        }
    }

    fn cell(task: u16, county: &str, light: Light, milestones: Vec<MilestoneStatus>) -> Cell {
        let (task, adcode) = (TaskNo(task), Adcode(county.to_owned()));
        Cell { task, county: String::new(), adcode, light, late: light == Light::Done, milestones }
    }

    #[test]
    fn a_countys_tasks_stand_by_light_then_lag_and_only_its_own() {
        use Light::{Behind, Done, NotResponsible, Overdue};
        let status = Status {
            as_of: date(2024, 1, 10),
            clock: Clock::Effect,
            rule: "schedule".to_owned(),
            demo: false,
            cells: vec![
                cell(1, "a", Done, vec![now("T1-M1", Done, None)]),
                cell(
                    2,
                    "a",
                    Behind,
                    vec![now("T2-M1", Behind, Some(12.0)), now("T2-M2", Behind, Some(25.0))],
                ),
                cell(3, "a", Behind, vec![now("T3-M1", Behind, Some(18.0)), now("T3-M2", Done, None)]),
                cell(3, "b", Overdue, vec![now("T3-M1", Overdue, None)]),
                cell(4, "a", NotResponsible, Vec::new()),
                cell(5, "a", Overdue, vec![now("T5-M1", Overdue, None)]),
            ],
        };
        let tasks = county_tasks(&status, &Adcode("a".to_owned()));
        let order: Vec<(u16, Option<i32>, Option<f64>)> =
            tasks.iter().map(|task| (task.task.0, task.days_over, task.lag())).collect();
        assert_eq!(
            order,
            [(5, Some(10), None), (2, None, Some(25.0)), (3, None, Some(18.0)), (1, None, None)]
        );
        assert!(tasks[3].late && !tasks[0].late);
    }
}
