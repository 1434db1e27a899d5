//! 人工研判: a person rules what a light shall be. On the disk when it returns.

use jiff::civil::Date;

use super::{Workspace, WorkspaceError};
use crate::ledger::{Author, Body, Event, Judgement, Ruled};
use crate::plan::{MilestoneId, TaskNo};

/// A ruling that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgeRequest {
    /// The task.
    pub task: TaskNo,
    /// The county, by name or code.
    pub county: String,
    /// One of the task's milestones; none for the task as a whole.
    pub milestone: Option<MilestoneId>,
    /// What it shall be.
    pub light: Ruled,
    /// The day from which it holds.
    pub on: Date,
    /// Why.
    pub why: String,
}

impl Workspace {
    /// Writes a ruling; durable when it returns.
    ///
    /// # Errors
    /// Where the rule asks for no rulings, the task, county or milestone is unknown or not bound on
    /// that day, no reason is given, the day has not come, or it cannot be written.
    pub fn judge(&mut self, request: &JudgeRequest, author: &Author) -> Result<Event, WorkspaceError> {
        self.expect_writable(request.on, author)?;
        let number = request.task.to_string();
        let Some(task) = self.plan.task(request.task) else {
            return Err(WorkspaceError::UnknownTask(number));
        };
        let county = self.county(&request.county)?;
        let milestone = match &request.milestone {
            None => None,
            Some(id) => {
                let known = task.milestones.iter().find(|milestone| &milestone.id == id);
                Some(known.ok_or_else(|| WorkspaceError::UnknownMilestone(id.0.clone()))?)
            }
        };
        let bound = match milestone {
            Some(milestone) => self.is_bound(task, milestone, county, request.on),
            None => {
                let bound = |milestone| self.is_bound(task, milestone, county, request.on);
                task.milestones.iter().any(bound)
            }
        };
        if !bound {
            let what = request.milestone.as_ref().map_or(number, |id| id.0.clone());
            return Err(WorkspaceError::NotBound { milestone: what, county: county.name.clone() });
        }
        if !self.rule.manual {
            return Err(WorkspaceError::NoRulings(self.rule.name.clone()));
        }
        let why = request.why.trim();
        if why.is_empty() {
            return Err(WorkspaceError::NoWhy);
        }
        let judgement = Judgement {
            task: task.number,
            county: county.adcode.clone(),
            milestone: request.milestone.clone(),
            light: request.light,
            why: why.to_owned(),
        };
        self.write(&[], request.on, author, Body::Judge(judgement))
    }
}
