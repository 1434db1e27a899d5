//! The events in memory and their fold: a site's state as of a day.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{AsOf, Body, Clock, Event, EventId, Report};
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::site::{Site, SiteId, Value};

/// Undos of undos of undos … are followed this far.
const LONGEST_CHAIN: usize = 256;

/// Every event of a workspace, ready to be folded. Gives the same answers whatever order the
/// events came in.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// In the order of their recording.
    events: Vec<Event>,
    by_id: HashMap<EventId, usize>,
    /// A site's events in the order in which they hold.
    by_site: HashMap<SiteId, Vec<usize>>,
    /// A milestone's reports in the order in which they hold.
    by_milestone: HashMap<MilestoneId, Vec<usize>>,
    /// A task's assignments in the order in which they hold.
    by_task: HashMap<TaskNo, Vec<usize>>,
    /// The counter-events of an event.
    undos: HashMap<EventId, Vec<usize>>,
}

/// A site as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteNow {
    /// The state's id.
    pub state: String,
    /// Since when, as far as is known.
    pub since: Option<Date>,
    /// The record's fields with those that events set.
    pub fields: BTreeMap<String, Value>,
    /// Whether any evidence came with its marks.
    pub has_evidence: bool,
}

impl History {
    /// Takes events in any order. Of two with one id the first stays.
    #[must_use]
    pub fn new(mut events: Vec<Event>) -> Self {
        events.sort_by(|a, b| (a.recorded_at, &a.id).cmp(&(b.recorded_at, &b.id)));
        let mut history = Self::default();
        for event in events {
            history.push(event);
        }
        history
    }

    /// Adds an event, the latest to be recorded. One whose id is known changes nothing.
    pub fn push(&mut self, event: Event) {
        if self.by_id.contains_key(&event.id) {
            return;
        }
        let at = self.events.len();
        self.by_id.insert(event.id.clone(), at);
        if let Body::Undo { event, .. } = &event.body {
            self.undos.entry(event.clone()).or_default().push(at);
        }
        self.events.push(event);
        let (events, event) = (&self.events, &self.events[at]);
        let about = match &event.body {
            Body::Report(report) => self.by_milestone.entry(report.milestone.clone()).or_default(),
            Body::Assign(assignment) => self.by_task.entry(assignment.task).or_default(),
            Body::Mark { .. } | Body::Undo { .. } | Body::Unknown(_) => match event.site() {
                Some(site) => self.by_site.entry(site).or_default(),
                None => return,
            },
        };
        let key = |at: usize| {
            let event = &events[at];
            (event.effective_on, event.recorded_at, &event.id)
        };
        let place = about.partition_point(|&other| key(other) < key(at));
        about.insert(place, at);
    }

    /// All events, in the order of their recording.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The event with this id.
    #[must_use]
    pub fn get(&self, id: &EventId) -> Option<&Event> {
        self.by_id.get(id).map(|&at| &self.events[at])
    }

    /// A site's events, counter-events among them, in the order in which they hold:
    /// by day of effect, then by moment of recording, then by id.
    pub fn of_site(&self, site: &SiteId) -> impl DoubleEndedIterator<Item = &Event> {
        let events = self.by_site.get(site).map_or(&[][..], Vec::as_slice);
        events.iter().map(|&at| &self.events[at])
    }

    /// The reports on a milestone that hold as of a day, in the order in which they hold: the last
    /// of a county is its word.
    pub fn reports(
        &self,
        milestone: &MilestoneId,
        as_of: AsOf,
    ) -> impl DoubleEndedIterator<Item = (&Event, &Report)> {
        let at = self.by_milestone.get(milestone).map_or(&[][..], Vec::as_slice);
        let events = at.iter().map(|&at| &self.events[at]);
        events.filter(move |event| self.holds(event, as_of)).filter_map(|event| match &event.body {
            Body::Report(report) => Some((event, report)),
            _ => None,
        })
    }

    /// The counties that a 相关 task is assigned to as of a day; `None` before anyone assigned it.
    #[must_use]
    pub fn assigned(&self, task: TaskNo, as_of: AsOf) -> Option<&[Adcode]> {
        let events = self.by_task.get(&task)?.iter().rev().map(|&at| &self.events[at]);
        events.filter(|event| self.holds(event, as_of)).find_map(|event| match &event.body {
            Body::Assign(assignment) => Some(assignment.counties.as_slice()),
            _ => None,
        })
    }

    /// The counter-event that takes an event back, where one holds as of today's knowledge.
    #[must_use]
    pub fn undone_by(&self, event: &EventId) -> Option<&Event> {
        self.undone_as_of(event, None, &mut Vec::new())
    }

    /// The counter-event that holds against an event, of those recorded on `known_on` or before.
    /// `path` ends rings and endless chains of counter-events, which only a forged ledger holds.
    fn undone_as_of<'a>(
        &'a self,
        event: &EventId,
        known_on: Option<Date>,
        path: &mut Vec<&'a EventId>,
    ) -> Option<&'a Event> {
        let undos = self.undos.get(event)?;
        undos.iter().map(|&at| &self.events[at]).find(|undo| {
            let unknown = known_on.is_some_and(|day| undo.recorded_on() > day);
            if unknown || path.contains(&&undo.id) || path.len() >= LONGEST_CHAIN {
                return false;
            }
            path.push(&undo.id);
            let holds = self.undone_as_of(&undo.id, known_on, path).is_none();
            path.pop();
            holds
        })
    }

    /// Whether an event counts as of a day.
    #[must_use]
    pub fn holds(&self, event: &Event, as_of: AsOf) -> bool {
        let known_on = match as_of.clock {
            Clock::Effect => None,
            Clock::Knowledge => Some(as_of.date),
        };
        event.effective_on <= as_of.date
            && known_on.is_none_or(|day| event.recorded_on() <= day)
            && self.undone_as_of(&event.id, known_on, &mut Vec::new()).is_none()
    }

    /// The state of a site as of a day; `None` before it was in the register.
    #[must_use]
    pub fn fold(&self, site: &Site, as_of: AsOf) -> Option<SiteNow> {
        if site.registered_on.is_some_and(|day| day > as_of.date) {
            return None;
        }
        let mut now = SiteNow {
            state: site.state.clone(),
            since: site.registered_on,
            fields: site.fields.clone(),
            has_evidence: false,
        };
        for event in self.of_site(&site.id) {
            let Body::Mark { to, set, evidence, .. } = &event.body else {
                continue;
            };
            if !self.holds(event, as_of) {
                continue;
            }
            if *to != now.state {
                now.state.clone_from(to);
                now.since = Some(event.effective_on);
            }
            for (field, value) in set {
                now.fields.insert(field.clone(), value.clone());
            }
            now.has_evidence |= !evidence.is_empty();
        }
        Some(now)
    }
}
