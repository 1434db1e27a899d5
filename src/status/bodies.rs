//! 按部门: the tasks of every body that leads or cooperates, the body with the worst lights first.

use serde::Serialize;

use super::{Light, Status};
use crate::plan::{Adcode, Plan, Task, TaskNo};
use crate::text::Bilingual;

/// Which part a body has in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// 牵头 or 配合
    #[default]
    Any,
    /// 牵头
    Lead,
    /// 配合
    Cooperate,
}

/// A body with the tasks that it has a part in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Body {
    /// 市生态环境局
    pub name: Bilingual,
    /// Its tasks, the worst light first, then in the plan's order.
    pub tasks: Vec<BodyTask>,
    /// How many of its tasks have each light, in the order of [`Light::ALL`].
    pub counts: [usize; 8],
}

/// A task of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct BodyTask {
    /// The task.
    pub task: TaskNo,
    /// Whether the body leads it; else it cooperates.
    pub leads: bool,
    /// The worst light of all counties, or that of the county that is looked at.
    pub light: Light,
}

/// Every body of the plan that has the asked part in a task, the worst first: the more tasks of the
/// worst light the earlier, then of the next; equals stand as the plan names them. `county` asks
/// for the lights of one county; tasks that do not bind it are left out.
#[must_use]
pub fn bodies(plan: &Plan, status: &Status, part: Part, county: Option<&Adcode>) -> Vec<Body> {
    let light = |task: &Task| light(status, task.number, county);
    let asked = |light: &Light| county.is_none() || *light != Light::NotResponsible;
    let lights = plan.tasks.iter().map(|task| (task, light(task)));
    let lights: Vec<(&Task, Light)> = lights.filter(|(_, light)| asked(light)).collect();
    let mut bodies: Vec<Body> =
        plan.departments.iter().filter_map(|name| body(&lights, part, name)).collect();
    let heaviest_first = |body: &Body| {
        let mut lights: Vec<(u8, usize)> =
            Light::ALL.iter().zip(body.counts).map(|(light, count)| (light.rank(), count)).collect();
        lights.sort_unstable();
        std::cmp::Reverse(lights.into_iter().map(|(_, count)| count).collect::<Vec<usize>>())
    };
    bodies.sort_by_cached_key(heaviest_first);
    bodies
}

/// A body that has the asked part in any of these tasks.
fn body(lights: &[(&Task, Light)], part: Part, name: &Bilingual) -> Option<Body> {
    let has_part = |&(task, light): &(&Task, Light)| {
        let leads = leads(task, &name.zh, part)?;
        Some(BodyTask { task: task.number, leads, light })
    };
    let mut tasks: Vec<BodyTask> = lights.iter().filter_map(has_part).collect();
    tasks.sort_by_key(|task| (task.light.rank(), task.task));
    let count = |light: &Light| tasks.iter().filter(|task| task.light == *light).count();
    let counts = Light::ALL.each_ref().map(count);
    (!tasks.is_empty()).then(|| Body { name: name.clone(), tasks, counts })
}

/// Whether a body leads a task or cooperates in it; none where it has not the asked part.
fn leads(task: &Task, name: &str, part: Part) -> Option<bool> {
    let leads = task.lead.departments.iter().any(|body| body == name);
    let cooperates =
        task.cooperating.as_ref().is_some_and(|duty| duty.departments.iter().any(|body| body == name));
    match part {
        Part::Any if leads || cooperates => Some(leads),
        Part::Lead if leads => Some(true),
        Part::Cooperate if cooperates => Some(false),
        _ => None,
    }
}

/// The task's light in a county, or the worst of all counties.
fn light(status: &Status, task: TaskNo, county: Option<&Adcode>) -> Light {
    let cells = status.cells.iter().filter(|cell| cell.task == task);
    let asked = cells.filter(|cell| county.is_none_or(|county| county == &cell.adcode));
    asked.map(|cell| cell.light).min_by_key(|light| light.rank()).unwrap_or(Light::NotResponsible)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Clock;
    use crate::plan::built_in;
    use crate::status::Cell;
    use jiff::civil::date;

    const HUA: &str = "410526";

    /// Every task on track in every county, but task 22 overdue in one.
    fn status(plan: &Plan) -> Status {
        let mut cells = Vec::new();
        for task in &plan.tasks {
            for county in &plan.counties {
                let bad = task.number == TaskNo(22) && county.adcode.0 == HUA;
                cells.push(Cell {
                    task: task.number,
                    county: county.name.zh.clone(),
                    adcode: county.adcode.clone(),
                    light: if bad { Light::Overdue } else { Light::OnTrack },
                    late: false,
                    milestones: Vec::new(),
                });
            }
        }
        let (as_of, rule) = (date(2024, 9, 30), "schedule".to_owned());
        Status { as_of, clock: Clock::Effect, rule, demo: false, cells }
    }

    #[test]
    fn every_duty_of_the_plan_is_found_once() {
        let plan = built_in().unwrap();
        let found = bodies(&plan, &status(&plan), Part::Any, None);
        for task in &plan.tasks {
            let named = task.lead.departments.iter();
            let named = named.chain(task.cooperating.iter().flat_map(|duty| &duty.departments));
            for name in named {
                let body = found.iter().find(|body| &body.name.zh == name).expect("a body");
                assert_eq!(body.tasks.iter().filter(|t| t.task == task.number).count(), 1, "{name}");
            }
        }
        for body in &found {
            assert_eq!(body.counts.iter().sum::<usize>(), body.tasks.len(), "{}", body.name.zh);
        }
    }

    #[test]
    fn the_bodies_of_a_bad_task_come_first_and_it_heads_their_tasks() {
        let plan = built_in().unwrap();
        let found = bodies(&plan, &status(&plan), Part::Lead, None);
        let first: Vec<&str> = found.iter().take(2).map(|body| body.name.zh.as_str()).collect();
        assert!(first.contains(&"市水利局") && first.contains(&"市生态环境局"), "{first:?}");
        for body in &found[..2] {
            assert_eq!((body.tasks[0].task, body.tasks[0].light), (TaskNo(22), Light::Overdue));
        }
        assert!(found[2..].iter().all(|body| body.counts[0] == 0));
    }

    #[test]
    fn leading_and_cooperating_are_apart() {
        let plan = built_in().unwrap();
        let of_22 = |part| {
            let found = bodies(&plan, &status(&plan), part, None);
            let has = |body: &&Body| body.tasks.iter().any(|task| task.task == TaskNo(22));
            found.iter().filter(has).map(|body| body.name.zh.clone()).collect::<Vec<_>>()
        };
        assert_eq!(of_22(Part::Lead).len(), 2);
        let mut cooperating = of_22(Part::Cooperate);
        cooperating.sort();
        let mut expected = ["市财政局", "市自然资源和规划局", "市林业局"];
        expected.sort_unstable();
        assert_eq!(cooperating, expected);
        assert_eq!(of_22(Part::Any).len(), 5);
    }

    #[test]
    fn a_county_sees_its_own_lights() {
        let plan = built_in().unwrap();
        let overdue = |county: &str| {
            let county = Adcode(county.to_owned());
            bodies(&plan, &status(&plan), Part::Lead, Some(&county))
                .iter()
                .map(|b| b.counts[0])
                .sum::<usize>()
        };
        assert_eq!((overdue(HUA), overdue("410581")), (2, 0));
    }
}
