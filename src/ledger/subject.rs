//! What an event is about: the thing on which two people can contradict each other.

use jiff::civil::Date;

use super::{Body, Event, EventId, History, Said};
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::site::SiteId;

/// Undos of undos of undos … are followed this far.
pub(super) const LONGEST_CHAIN: usize = 256;

/// What an event is about. An undo and a settlement are about what the event is about that they name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A site.
    Site(SiteId),
    /// One number of a milestone, of one county, on one day.
    Report {
        /// The milestone, or a goal.
        milestone: MilestoneId,
        /// The county, or the city.
        county: Adcode,
        /// Which of its numbers, from 1.
        target: usize,
        /// The day for which it holds.
        on: Date,
        /// Whether the number is that of the baseline year.
        baseline: bool,
    },
    /// Which counties a 相关 task binds.
    Assignment(TaskNo),
    /// 人工研判 of a task, or of one of its milestones, in a county.
    Ruling(TaskNo, Adcode, Option<MilestoneId>),
}

impl Subject {
    /// What a body without an event that it names is about.
    fn of(body: &Body, effective_on: Date) -> Option<Self> {
        Some(match body {
            Body::Mark { site, .. } => Self::Site(site.clone()),
            Body::Add(added) => Self::Site(added.site.clone()),
            Body::Retire(retired) => Self::Site(retired.site.clone()),
            Body::Undo { site, .. } => Self::Site(site.clone()?),
            Body::Settle(settled) => Self::Site(settled.site.clone()?),
            Body::Report(report) => Self::Report {
                milestone: report.milestone.clone(),
                county: report.county.clone(),
                target: report.target,
                on: effective_on,
                baseline: matches!(report.said, Said::Baseline(_)),
            },
            Body::Assign(assignment) => Self::Assignment(assignment.task),
            Body::Judge(judged) => Self::Ruling(judged.task, judged.county.clone(), judged.milestone.clone()),
            Body::Unknown(body) => Self::Site(SiteId(body.rest.get("site")?.as_str()?.to_owned())),
        })
    }
}

/// The events of which a counter-event or a settlement speaks.
pub(super) fn named(body: &Body) -> impl Iterator<Item = &EventId> {
    let (first, others): (Option<&EventId>, &[EventId]) = match body {
        Body::Undo { event, .. } => (Some(event), &[]),
        Body::Settle(settled) => (Some(&settled.keep), &settled.over),
        _ => (None, &[]),
    };
    first.into_iter().chain(others)
}

impl History {
    /// What an event is about; none where the event that it names is not here, or where only a newer
    /// Guatu knows.
    #[must_use]
    pub fn subject(&self, event: &Event) -> Option<Subject> {
        self.subject_of(&event.body, event.effective_on)
    }

    pub(super) fn subject_of(&self, body: &Body, effective_on: Date) -> Option<Subject> {
        let end = named(body).find_map(|id| self.get(id)).map(|event| self.end_of_chain(event));
        let about = end.and_then(|end| Subject::of(&end.body, end.effective_on));
        about.or_else(|| Subject::of(body, effective_on))
    }
}
