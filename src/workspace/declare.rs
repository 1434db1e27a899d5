//! The acts without a site: a county's report, the assignment of a task. Each is on the disk when
//! it returns.

use jiff::civil::Date;

use super::{Workspace, WorkspaceError};
use crate::ledger::{AsOf, Assignment, Author, Body, Clock, Event, Report, Said, civil_day};
use crate::plan::{County, Milestone, MilestoneId, Scope, Task, TaskNo};

/// A report that a person asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRequest {
    /// The milestone.
    pub milestone: MilestoneId,
    /// The county, by name or code.
    pub county: String,
    /// Which of the milestone's numbers, from 1.
    pub target: usize,
    /// What is reported.
    pub said: Said,
    /// The day for which it holds.
    pub on: Date,
    /// Where it comes from.
    pub source: String,
}

/// An assignment that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignRequest {
    /// The task.
    pub task: TaskNo,
    /// Every county it shall bind, by name or code.
    pub counties: Vec<String>,
    /// The day from which it binds them.
    pub on: Date,
}

impl Workspace {
    /// Writes a county's report; durable when it returns.
    ///
    /// # Errors
    /// Where the milestone or county is unknown or not bound on that day, the milestone asks for
    /// something else than what is said, the day has not come, or it cannot be written.
    pub fn report(&mut self, request: &ReportRequest, author: &Author) -> Result<Event, WorkspaceError> {
        self.expect_writable(request.on, author)?;
        let unknown = || WorkspaceError::UnknownMilestone(request.milestone.0.clone());
        let (task, milestone) = self.plan.milestone(&request.milestone).ok_or_else(unknown)?;
        let county = self.county(&request.county)?;
        if !self.is_bound(task, milestone, county, request.on) {
            let (milestone, county) = (milestone.id.0.clone(), county.name.clone());
            return Err(WorkspaceError::NotBound { milestone, county });
        }
        fits(milestone, request.target, request.said)?;
        let source = request.source.trim();
        if source.is_empty() {
            return Err(WorkspaceError::NoSource);
        }
        let report = Report {
            milestone: milestone.id.clone(),
            county: county.adcode.clone(),
            target: request.target,
            said: request.said,
            source: source.to_owned(),
        };
        self.write(&[], request.on, author, Body::Report(report))
    }

    /// Writes to which counties a 相关 task is assigned; durable when it returns.
    ///
    /// # Errors
    /// Where the task is unknown or the plan itself says whom it binds, a county is unknown or
    /// none is named, the day has not come, or it cannot be written.
    pub fn assign(&mut self, request: &AssignRequest, author: &Author) -> Result<Event, WorkspaceError> {
        self.expect_writable(request.on, author)?;
        let number = request.task.to_string();
        let Some(task) = self.plan.task(request.task) else {
            return Err(WorkspaceError::UnknownTask(number));
        };
        if task.scope != Scope::Relevant {
            return Err(WorkspaceError::NotAssignable(number));
        }
        let named = request.counties.iter().map(|name| self.county(name));
        let named = named.collect::<Result<Vec<_>, _>>()?;
        if named.is_empty() {
            return Err(WorkspaceError::UnknownCounty(String::new()));
        }
        // In the plan's order, each once, however they were named.
        let counties = self.plan.counties.iter().filter(|county| named.contains(county));
        let counties = counties.map(|county| county.adcode.clone()).collect();
        let assignment = Assignment { task: task.number, counties };
        self.write(&[], request.on, author, Body::Assign(assignment))
    }

    fn expect_writable(&self, on: Date, author: &Author) -> Result<(), WorkspaceError> {
        let today = civil_day(author.recorded_at);
        if !self.writable {
            return Err(WorkspaceError::ReadOnly);
        }
        if on > today {
            return Err(WorkspaceError::Future { on, today });
        }
        Ok(())
    }

    fn county(&self, name: &str) -> Result<&County, WorkspaceError> {
        self.plan.county_named(name).ok_or_else(|| WorkspaceError::UnknownCounty(name.trim().to_owned()))
    }

    fn is_bound(&self, task: &Task, milestone: &Milestone, county: &County, on: Date) -> bool {
        let as_of = AsOf { date: on, clock: Clock::Effect };
        let by_task = self.plan.binds(task, &county.adcode).unwrap_or_else(|| {
            let assigned = self.history.assigned(task.number, as_of);
            assigned.is_some_and(|counties| counties.contains(&county.adcode))
        });
        by_task && milestone.asks(&county.adcode)
    }
}

/// Whether a milestone can take what is said of it.
fn fits(milestone: &Milestone, target: usize, said: Said) -> Result<(), WorkspaceError> {
    let id = || milestone.id.0.clone();
    let asked = target.checked_sub(1).and_then(|at| milestone.targets.get(at));
    match (said, asked) {
        (Said::Value(number) | Said::Baseline(number), _) if !number.is_finite() => {
            Err(WorkspaceError::NoNumber(number.to_string()))
        }
        (Said::Done(_), _) if milestone.targets.is_empty() && target == 1 => Ok(()),
        (Said::Done(_), _) => Err(WorkspaceError::AsksNumber(id())),
        (_, None) if milestone.targets.is_empty() => Err(WorkspaceError::AsksNoNumber(id())),
        (_, None) => {
            Err(WorkspaceError::NoSuchTarget { milestone: id(), target, count: milestone.targets.len() })
        }
        (_, Some(asked)) if asked.over_sites().is_some() => Err(WorkspaceError::CountedFromSites(id())),
        (Said::Baseline(_), Some(asked)) if asked.baseline.is_none() => Err(WorkspaceError::NoBaseline(id())),
        (Said::Value(_) | Said::Baseline(_), Some(_)) => Ok(()),
    }
}
