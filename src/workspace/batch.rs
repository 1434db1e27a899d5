//! Many acts at once: all of them are on the disk when they return, or none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::SignedDuration;
use jiff::civil::Date;

use super::act::{Evidence, with_evidence};
use super::{MarkRequest, Workspace, WorkspaceError};
use crate::ledger::{Author, Body, Event, EventId, Subject, civil_day};

impl Workspace {
    /// Whether a mark would be allowed, were it asked for on `today`; nothing is read or written.
    ///
    /// # Errors
    /// What [`mark`](Self::mark) would refuse it for.
    pub fn would_mark(&self, request: &MarkRequest, today: Date) -> Result<(), WorkspaceError> {
        self.checked(request, today, request.evidence.len()).map(drop)
    }

    /// Marks many sites in one transaction, each by an event of its own; durable when it returns.
    ///
    /// # Errors
    /// The first that [`mark`](Self::mark) would refuse, a site that is named twice, or that they
    /// cannot be written; then nothing is.
    pub fn mark_all(
        &mut self,
        requests: &[MarkRequest],
        author: &Author,
    ) -> Result<Vec<Event>, WorkspaceError> {
        if !self.writable {
            return Err(WorkspaceError::ReadOnly);
        }
        let mut sites = BTreeSet::new();
        if let Some(twice) = requests.iter().find(|request| !sites.insert(&request.site)) {
            return Err(WorkspaceError::Twice(twice.site.0.clone()));
        }
        let today = civil_day(author.recorded_at);
        // Marks of one batch mostly share their photos: each is read once.
        let mut files: BTreeMap<&Path, Evidence> = BTreeMap::new();
        for path in requests.iter().flat_map(|request| &request.evidence) {
            if !files.contains_key(path.as_path()) {
                files.insert(path, Evidence::read(path)?);
            }
        }
        let mut bodies = Vec::with_capacity(requests.len());
        for request in requests {
            let own = request.evidence.iter().filter_map(|path| files.get(path.as_path()));
            let hashes: BTreeSet<&str> = own.map(Evidence::sha256).collect();
            let body = self.checked(request, today, hashes.len())?;
            bodies.push((request.on, with_evidence(body, hashes)));
        }
        let files: Vec<Evidence> = files.into_values().collect();
        self.write_all(&files, author, bodies)
    }

    /// Takes many events back in one transaction, each by a counter-event; durable when it returns.
    ///
    /// # Errors
    /// The first that [`undo`](Self::undo) would refuse, an event that is named twice, or that they
    /// cannot be written; then nothing is.
    pub fn undo_all(&mut self, events: &[EventId], author: &Author) -> Result<Vec<Event>, WorkspaceError> {
        let mut named = BTreeSet::new();
        if let Some(twice) = events.iter().find(|event| !named.insert(*event)) {
            return Err(WorkspaceError::TwiceUndone(twice.0.clone()));
        }
        let today = civil_day(author.recorded_at);
        let bodies = events.iter().map(|event| Ok((today, self.counter(event)?)));
        let bodies = bodies.collect::<Result<Vec<_>, WorkspaceError>>()?;
        self.write_all(&[], author, bodies)
    }

    fn write_all(
        &mut self,
        files: &[Evidence],
        author: &Author,
        bodies: Vec<(Date, Body)>,
    ) -> Result<Vec<Event>, WorkspaceError> {
        let first = self.moment(author)?;
        // Each a moment after the one before: the order of recording is that of the list.
        let moment = |before: i64| first.checked_add(SignedDuration::from_micros(before)).unwrap_or(first);
        let bodies = (0..).zip(bodies);
        let events = bodies.map(|(before, (on, body))| self.event(on, author, body, moment(before)));
        let mut events = events.collect::<Result<Vec<Event>, _>>()?;
        self.chain(&mut events);
        self.store.keep(files, &events)?;
        for event in &events {
            self.history.push(event.clone());
        }
        self.follow_history();
        Ok(events)
    }

    /// Lets each event of a batch see those before it on the same subject: one person's one act does not
    /// contradict itself. The first saw all that was there, so that the last is all there is to see.
    fn chain(&self, events: &mut [Event]) {
        let mut last: BTreeMap<Subject, (EventId, u32)> = BTreeMap::new();
        for event in events {
            let Some(subject) = self.history.subject(event) else { continue };
            if let Some((seen, turn)) = last.get(&subject) {
                event.saw = Some(vec![seen.clone()]);
                event.turn = turn.saturating_add(1);
            }
            last.insert(subject, (event.id.clone(), event.turn));
        }
    }
}
