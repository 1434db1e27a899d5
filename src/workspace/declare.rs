//! The acts without a site: a report of a county or the city, the assignment of a task. Each is on the disk when
//! it returns.

use jiff::civil::Date;

use super::{Workspace, WorkspaceError};
use crate::ledger::{AsOf, Assignment, Author, Body, Clock, Event, Report, Said, civil_day};
use crate::plan::{County, Goal, Measure, Milestone, MilestoneId, Scope, Task, TaskNo};

/// A report that a person asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportRequest {
    /// The milestone, or an overall goal of the plan.
    pub milestone: MilestoneId,
    /// The county, or the city, by name or code.
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
    /// Writes a report of a county, or of the city; durable when it returns.
    ///
    /// The city reports what is published for all of it and the plan's goals. Its word on a promise
    /// without numbers holds for every county that said nothing itself.
    ///
    /// # Errors
    /// Where the milestone or county is unknown or not bound on that day, the milestone asks for
    /// something else than what is said or for the city's word, the day has not come, or it cannot be
    /// written.
    pub fn report(&mut self, request: &ReportRequest, author: &Author) -> Result<Event, WorkspaceError> {
        self.expect_writable(request.on, author)?;
        let unknown = || WorkspaceError::UnknownCounty(request.county.trim().to_owned());
        let county = self.plan.reporter_named(&request.county).ok_or_else(unknown)?;
        let id = &request.milestone;
        match (self.plan.goal(&id.0), self.plan.milestone(id)) {
            (Some(goal), _) => {
                fits_goal(goal, request)?;
                self.expect_city(&id.0, &county)?;
            }
            (None, Some(promised)) => self.fits(promised, request, &county)?,
            (None, None) => return Err(WorkspaceError::UnknownMilestone(id.0.clone())),
        }
        let source = request.source.trim();
        if source.is_empty() {
            return Err(WorkspaceError::NoSource);
        }
        let report = Report {
            milestone: request.milestone.clone(),
            county: county.adcode,
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

    pub(super) fn expect_writable(&self, on: Date, author: &Author) -> Result<(), WorkspaceError> {
        let today = civil_day(author.recorded_at);
        if !self.writable {
            return Err(WorkspaceError::ReadOnly);
        }
        if on > today && !self.in_trial() {
            return Err(WorkspaceError::Future { on, today });
        }
        Ok(())
    }

    pub(super) fn county(&self, name: &str) -> Result<&County, WorkspaceError> {
        self.plan.county_named(name).ok_or_else(|| WorkspaceError::UnknownCounty(name.trim().to_owned()))
    }

    pub(super) fn is_bound(&self, task: &Task, milestone: &Milestone, county: &County, on: Date) -> bool {
        let as_of = AsOf { date: on, clock: Clock::Effect };
        let by_task = self.plan.binds(task, &county.adcode).unwrap_or_else(|| {
            let assigned = self.history.assigned(task.number, as_of);
            assigned.is_some_and(|counties| counties.contains(&county.adcode))
        });
        by_task && milestone.asks(&county.adcode)
    }
    /// Whether a milestone can take what is said of it, and from whom.
    fn fits(
        &self,
        (task, milestone): (&Task, &Milestone),
        request: &ReportRequest,
        who: &County,
    ) -> Result<(), WorkspaceError> {
        let by_city = who.adcode == self.plan.city_adcode;
        if !by_city && !self.is_bound(task, milestone, who, request.on) {
            let (milestone, county) = (milestone.id.0.clone(), who.name.clone());
            return Err(WorkspaceError::NotBound { milestone, county });
        }
        fits_milestone(milestone, request.target, request.said)?;
        let asked = request.target.checked_sub(1).and_then(|at| milestone.targets.get(at));
        match asked {
            Some(asked) if asked.measure == Measure::Published => self.expect_city(&milestone.id.0, who),
            _ => Ok(()),
        }
    }

    fn expect_city(&self, what: &str, who: &County) -> Result<(), WorkspaceError> {
        if who.adcode == self.plan.city_adcode {
            return Ok(());
        }
        let (what, city) = (what.to_owned(), self.plan.city.clone());
        Err(WorkspaceError::CityReports { what, city })
    }
}

/// Whether a goal can take what is said of it: its number, or whether its words are fulfilled.
fn fits_goal(goal: &Goal, request: &ReportRequest) -> Result<(), WorkspaceError> {
    let id = || goal.id.clone();
    match request.said {
        _ if request.target != 1 => {
            Err(WorkspaceError::NoSuchTarget { milestone: id(), target: request.target, count: 1 })
        }
        Said::Value(number) if !number.is_finite() => Err(WorkspaceError::NoNumber(number.to_string())),
        Said::Value(_) if goal.bound.is_some() => Ok(()),
        Said::Value(_) => Err(WorkspaceError::AsksNoNumber(id())),
        Said::Baseline(_) => Err(WorkspaceError::NoBaseline(id())),
        Said::Done(_) if goal.bound.is_none() => Ok(()),
        Said::Done(_) => Err(WorkspaceError::AsksNumber(id())),
    }
}

/// Whether a milestone can take what is said of it.
fn fits_milestone(milestone: &Milestone, target: usize, said: Said) -> Result<(), WorkspaceError> {
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
