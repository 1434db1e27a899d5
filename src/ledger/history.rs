//! The events in memory and their fold: a site's state as of a day.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::counts::END;
use super::field::{REGISTER, STATE};
use super::records::{Events, Records};
use super::subject::{LONGEST_CHAIN, Subject, named};
use super::trail::{Step, Trail};
use super::{Addition, AsOf, Body, Event, EventId, Judgement, Report, Retirement};
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::site::{Fields, Site, SiteId};

/// Every event of a workspace, ready to be folded. Gives the same answers whatever order the
/// events came in.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// In the order of their recording.
    records: Records,
    /// Each site's, by the site's number among the records.
    trails: Vec<Trail>,
    /// A milestone's reports in the order in which they hold.
    by_milestone: HashMap<MilestoneId, Vec<usize>>,
    /// A task's assignments and rulings in the order in which they hold.
    by_task: HashMap<TaskNo, Vec<usize>>,
    /// The events that added a site.
    additions: Vec<usize>,
    /// The counter-events of an event.
    undos: HashMap<EventId, Vec<usize>>,
    /// The settlements that name an event.
    settlements: HashMap<EventId, Vec<usize>>,
}

/// A site as of a day.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteNow<'a> {
    /// The state's id.
    pub state: &'a str,
    /// Since when, as far as is known.
    pub since: Option<Date>,
    /// The record's fields with those that events set.
    pub fields: Fields<'a>,
    /// Whether any evidence came with its marks.
    pub has_evidence: bool,
}

impl History {
    /// Takes events in any order. Of two with one id the first stays.
    #[must_use]
    pub fn new(events: Vec<Event>) -> Self {
        Self::of(Records::of(events))
    }

    /// Of records in any order.
    pub(super) fn of(mut records: Records) -> Self {
        let trails = records.settle();
        let mut history = Self { records, trails, ..Self::default() };
        for at in 0..history.len() {
            history.index(at);
        }
        history.put_in_order();
        for event in history.answered().cloned().collect::<Vec<_>>() {
            history.weigh(&event);
        }
        history
    }

    /// Adds an event, the latest to be recorded. One whose id is known changes nothing.
    pub fn push(&mut self, event: Event) {
        let id = event.id.clone();
        let Some(at) = self.records.push(event) else { return };
        self.index(at);
        if let Some(site) = self.records.site_of(at) {
            self.trails.resize_with(self.trails.len().max(site + 1), Trail::default);
            self.trails[site].insert(self.records.step(at), &self.records);
        } else {
            self.put_in_order();
        }
        self.weigh(&id);
        let named: Vec<EventId> =
            self.get(&id).into_iter().flat_map(|event| named(&event.body)).cloned().collect();
        for event in named {
            self.weigh(&event);
        }
    }

    /// Adds events in any order, of whatever moments of recording, as [`History::new`] of all.
    pub fn take_in(&mut self, events: Vec<Event>) {
        let mut records = std::mem::take(self).records;
        records.add(events);
        *self = Self::of(records);
    }

    /// Adds an event to the indexes of what is said beside sites, and of what is said of events.
    fn index(&mut self, at: usize) {
        let Some(event) = self.records.made(at) else { return };
        let index = if let Body::Undo { .. } = &event.body { &mut self.undos } else { &mut self.settlements };
        for event in named(&event.body) {
            let answers = index.entry(event.clone()).or_default();
            if answers.last() != Some(&at) {
                answers.push(at);
            }
        }
        match &event.body {
            Body::Add(_) => self.additions.push(at),
            Body::Report(report) => self.by_milestone.entry(report.milestone.clone()).or_default().push(at),
            Body::Assign(assignment) => self.by_task.entry(assignment.task).or_default().push(at),
            Body::Judge(judgement) => self.by_task.entry(judgement.task).or_default().push(at),
            _ => {}
        }
    }

    /// Puts what is said beside sites in the order in which it holds.
    fn put_in_order(&mut self) {
        let records = &self.records;
        for about in self.by_milestone.values_mut().chain(self.by_task.values_mut()) {
            about.sort_by(|&a, &b| records.order(a).cmp(&records.order(b)));
        }
    }

    /// The event at the end of a chain of counter-events and settlements: that of which they speak.
    #[must_use]
    pub fn end_of_chain<'a>(&'a self, event: &'a Event) -> &'a Event {
        let mut end = event;
        for _ in 0..=LONGEST_CHAIN {
            // A settlement of which one event is not here yet still speaks of the others.
            match named(&end.body).find_map(|id| self.get(id)) {
                Some(next) => end = next,
                None => break,
            }
        }
        end
    }

    /// The site whose record an event bears on: that of which it speaks, or of which those events
    /// speak that it takes back or settles.
    #[must_use]
    pub fn bears_on(&self, event: &EventId) -> Option<&SiteId> {
        match &self.end_of_chain(self.get(event)?).body {
            Body::Mark { site, .. } => Some(site),
            Body::Add(added) => Some(&added.site),
            Body::Retire(retired) => Some(&retired.site),
            _ => None,
        }
    }

    /// The event that each added site has its record from, by the site's id: of several with one id the
    /// first in order that holds, and where none holds any more the first.
    #[must_use]
    pub fn additions(&self) -> Vec<(&Event, &Addition)> {
        let mut sites: Vec<&SiteId> = self.additions.iter().filter_map(|&at| self.adds(at)).collect();
        sites.sort();
        sites.dedup();
        let record = |site: &SiteId| {
            let added = self.steps(site).iter().filter(|step| step.enters == Some(true));
            let counts = |step: &&Step| {
                !step.undone && (!step.settled || self.counts(self.event(step.at), REGISTER, END))
            };
            let holding = added.clone().find(counts);
            let event = self.records.event(holding.or(added.clone().next())?.at);
            match &event.body {
                Body::Add(addition) => Some((event, addition)),
                _ => None,
            }
        };
        sites.into_iter().filter_map(record).collect()
    }

    fn adds(&self, at: usize) -> Option<&SiteId> {
        match &self.records.event(at).body {
            Body::Add(addition) => Some(&addition.site),
            _ => None,
        }
    }

    /// Writes down at the mark, addition or retirement of which an event speaks whether anything was
    /// answered to it, and
    /// whether it is undone. Of counter-events themselves it is asked when someone asks, since nothing
    /// of a site follows from them directly.
    fn weigh(&mut self, id: &EventId) {
        let Some(event) = self.get(id) else { return };
        let end = self.end_of_chain(event);
        let (Some(at), true) = (self.place(&end.id), self.bears_on(id).is_some()) else { return };
        let answers = self.answers_of(at);
        if answers.is_empty() {
            return;
        }
        let is_settled = answers.iter().any(|&at| matches!(self.event(at).body, Body::Settle(_)));
        let undone = self.undone_by(&end.id).is_some();
        let trail = self.records.site_of(at).and_then(|site| self.trails.get_mut(site));
        if let Some(step) = trail.and_then(|trail| trail.step_mut(at)) {
            step.disputed = true;
            step.settled = is_settled;
            step.undone = undone;
        }
    }

    /// All events, in the order of their recording.
    #[must_use]
    pub fn events(&self) -> impl ExactSizeIterator<Item = &Event> + DoubleEndedIterator {
        Events { records: &self.records, places: 0..self.len() }
    }

    /// The events with which evidence came, of one file where its SHA-256 is given, in the order of recording.
    pub fn with_evidence(&self, hash: Option<&str>) -> impl Iterator<Item = &Event> {
        let places = self.records.with_evidence(hash);
        places
            .map(|at| self.event(at))
            .filter(move |event| hash.is_none_or(|hash| event.evidence().iter().any(|known| known == hash)))
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing has happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The event at a place in the order of recording.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Event> {
        (place < self.len()).then(|| self.records.event(place))
    }

    /// The events that a counter-event or a settlement names.
    pub(super) fn answered(&self) -> impl Iterator<Item = &EventId> {
        self.undos.keys().chain(self.settlements.keys())
    }

    /// The event at a place that an index names.
    pub(super) fn event(&self, at: usize) -> &Event {
        self.records.event(at)
    }

    /// The event with this id.
    #[must_use]
    pub fn get(&self, id: &EventId) -> Option<&Event> {
        self.place(id).map(|at| self.event(at))
    }

    /// The place of an event in the order of recording.
    pub(super) fn place(&self, id: &EventId) -> Option<usize> {
        self.records.find(id)
    }

    /// A site's events in the order in which they hold.
    fn steps(&self, site: &SiteId) -> &[Step] {
        let trail = self.records.site(site).and_then(|site| self.trails.get(site));
        trail.map_or(&[], Trail::steps)
    }

    /// The places of the counter-events that name the event at a place.
    pub(super) fn undos_of(&self, place: usize) -> &[usize] {
        self.undos.get(self.records.id(place)).map_or(&[], Vec::as_slice)
    }

    /// The places of the settlements that name the event at a place.
    pub(super) fn settlements_of(&self, place: usize) -> &[usize] {
        self.settlements.get(self.records.id(place)).map_or(&[], Vec::as_slice)
    }

    pub(super) const fn records(&self) -> &Records {
        &self.records
    }

    /// Every site of which an event speaks, with its events.
    pub(super) fn trails(&self) -> impl Iterator<Item = (SiteId, &[Step])> {
        self.records.sites().zip(&self.trails).map(|(site, trail)| (site, trail.steps()))
    }

    /// The places of all reports, assignments and rulings.
    pub(super) fn spoken(&self) -> impl Iterator<Item = usize> {
        self.by_milestone.values().chain(self.by_task.values()).flatten().copied()
    }

    /// The places of all counter-events and settlements.
    pub(super) fn all_answers(&self) -> impl Iterator<Item = usize> {
        self.undos.values().chain(self.settlements.values()).flatten().copied()
    }

    /// The places of the counter-events and settlements that name the event at a place, of those
    /// that name these, and so on.
    pub(super) fn answers_of(&self, place: usize) -> Vec<usize> {
        let (mut found, mut asked) = (vec![place], 0);
        let mut known = HashSet::from([place]);
        while let Some(&place) = found.get(asked) {
            asked += 1;
            let answers = self.undos_of(place).iter().chain(self.settlements_of(place));
            found.extend(answers.copied().filter(|&answer| known.insert(answer)));
        }
        found.split_off(1)
    }

    /// The places of the events that speak of a subject themselves, in no order.
    pub(super) fn said_on(&self, subject: &Subject) -> Vec<usize> {
        let at = match subject {
            Subject::Site(site) => {
                return self.steps(site).iter().map(|step| step.at).collect();
            }
            Subject::Report { milestone, .. } => self.by_milestone.get(milestone),
            Subject::Assignment(task) | Subject::Ruling(task, ..) => self.by_task.get(task),
        };
        at.cloned().unwrap_or_default()
    }

    /// A site's events, counter-events among them, in the order in which they hold:
    /// by day of effect, then by moment of recording, then by id.
    pub fn of_site(&self, site: &SiteId) -> impl DoubleEndedIterator<Item = &Event> {
        self.steps(site).iter().map(|step| self.event(step.at))
    }

    /// Every report on a milestone, those that were taken back among them, in the order in which they
    /// hold.
    pub fn of_milestone(&self, milestone: &MilestoneId) -> impl DoubleEndedIterator<Item = &Event> {
        let at = self.by_milestone.get(milestone).map_or(&[][..], Vec::as_slice);
        at.iter().map(|&at| self.event(at))
    }

    /// The reports on a milestone that hold as of a day, in the order in which they hold: the last
    /// of a county is its word.
    pub fn reports(
        &self,
        milestone: &MilestoneId,
        as_of: AsOf,
    ) -> impl DoubleEndedIterator<Item = (&Event, &Report)> {
        let at = self.by_milestone.get(milestone).map_or(&[][..], Vec::as_slice);
        let events = at.iter().map(|&at| self.event(at));
        events.filter(move |event| self.holds(event, as_of)).filter_map(|event| match &event.body {
            Body::Report(report) => Some((event, report)),
            _ => None,
        })
    }

    /// The counties that a 相关 task is assigned to as of a day; `None` before anyone assigned it.
    #[must_use]
    pub fn assigned(&self, task: TaskNo, as_of: AsOf) -> Option<&[Adcode]> {
        let events = self.by_task.get(&task)?.iter().rev().map(|&at| self.event(at));
        events.filter(|event| self.holds(event, as_of)).find_map(|event| match &event.body {
            Body::Assign(assignment) => Some(assignment.counties.as_slice()),
            _ => None,
        })
    }

    /// What a person ruled last of a task, or of one of its milestones, in a county as of a day.
    #[must_use]
    pub fn ruling(
        &self,
        task: TaskNo,
        milestone: Option<&MilestoneId>,
        county: &Adcode,
        as_of: AsOf,
    ) -> Option<(&Event, &Judgement)> {
        let events = self.by_task.get(&task)?.iter().rev().map(|&at| self.event(at));
        events.filter(|event| self.holds(event, as_of)).find_map(|event| match &event.body {
            Body::Judge(judgement)
                if judgement.milestone.as_ref() == milestone && &judgement.county == county =>
            {
                Some((event, judgement))
            }
            _ => None,
        })
    }

    /// The counter-event that takes an event back, where one holds as of today's knowledge.
    #[must_use]
    pub fn undone_by(&self, event: &EventId) -> Option<&Event> {
        self.undone_on(event, &mut Vec::new())
    }

    /// `path` ends rings and endless chains of counter-events, which only a forged ledger holds.
    fn undone_on<'a>(&'a self, event: &EventId, path: &mut Vec<&'a EventId>) -> Option<&'a Event> {
        let undos = self.undos.get(event)?;
        undos.iter().map(|&at| self.event(at)).find(|undo| {
            if path.contains(&&undo.id) || path.len() >= LONGEST_CHAIN {
                return false;
            }
            path.push(&undo.id);
            let holds = self.undone_on(&undo.id, path).is_none();
            path.pop();
            holds
        })
    }

    /// The state of a site as of a day; `None` before it was in the register, and after it was taken
    /// out. A site of a file is in it from its registration date on, whatever events add the same
    /// code; any other from the event on that added it. Of additions and retirements the last that
    /// holds counts.
    #[must_use]
    pub fn fold<'a>(&'a self, site: &'a Site, as_of: AsOf) -> Option<SiteNow<'a>> {
        self.past(site).fold(as_of)
    }

    /// The event that took a site out of the register, where it is out as of a day.
    #[must_use]
    pub fn retired(&self, site: &Site, as_of: AsOf) -> Option<(&Event, &Retirement)> {
        let of_file = site.added_by.is_none();
        let mut presence = self.of_site(&site.id).rev().filter(|event| match event.body {
            Body::Add(_) => !of_file,
            Body::Retire(_) => true,
            _ => false,
        });
        let event = presence.find(|event| self.holds(event, as_of))?;
        match &event.body {
            Body::Retire(retirement) => Some((event, retirement)),
            _ => None,
        }
    }

    /// A site with its events, to be folded on several days.
    pub(crate) fn past<'a>(&'a self, site: &'a Site) -> Past<'a> {
        Past { history: self, site, steps: self.steps(&site.id) }
    }
}

/// A site with its events.
#[derive(Clone, Copy)]
pub(crate) struct Past<'a> {
    history: &'a History,
    site: &'a Site,
    steps: &'a [Step],
}

impl<'a> Past<'a> {
    /// As [`History::fold`].
    pub(crate) fn fold(self, as_of: AsOf) -> Option<SiteNow<'a>> {
        let Self { history, site, steps } = self;
        // Of an added site its events say since when: of several the record's may be a later one.
        if site.added_by.is_none() && site.registered_on.is_some_and(|day| day > as_of.date) {
            return None;
        }
        let mut now = SiteNow {
            state: &site.state,
            since: site.registered_on,
            fields: Fields::of(&site.fields),
            has_evidence: false,
        };
        let mut there = site.added_by.is_none();
        let mut last = None;
        let holds =
            |step: &Step| step.holds(as_of).unwrap_or_else(|| history.holds(history.event(step.at), as_of));
        for step in steps.iter().take_while(|step| step.effective_on <= as_of.date) {
            if let Some(enters) = step.enters
                && (!enters || site.added_by.is_some())
                && holds(step)
            {
                if enters && !there && last.is_none() {
                    now.since = Some(step.effective_on);
                }
                there = enters;
                now.has_evidence |= step.has_evidence;
            }
            let Some(to) = step.to else { continue };
            let certain = step.holds(as_of);
            if certain == Some(false) {
                continue;
            }
            let event = || history.event(step.at);
            let counts = |field| certain.unwrap_or_else(|| history.counts(event(), field, as_of));
            // Words are compared with the record's only; among marks their places are enough.
            if step.moves && last != Some(to) && counts(STATE) {
                let state = history.records.state(to);
                if last.is_some() || state != now.state {
                    now.state = state;
                    now.since = Some(step.effective_on);
                }
                last = Some(to);
            }
            if step.sets
                && let Body::Mark { set, .. } = &event().body
            {
                now.fields.lay_over(set.iter().filter(|(field, _)| counts(field)));
            }
            now.has_evidence |= step.has_evidence && holds(step);
        }
        there.then_some(now)
    }
}
