//! The subjects on which people did not know of each other: few of very many.

use std::collections::{BTreeMap, HashSet};

use super::{Event, History, Subject};
use crate::site::SiteId;

impl History {
    /// The subjects whose events are more than a chain in which each author had seen the one before, with
    /// the places of their events in the order of recording.
    pub(super) fn branching(&self) -> BTreeMap<Subject, Vec<usize>> {
        let astray = self.astray();
        let mut found = BTreeMap::new();
        for (site, steps) in self.trails() {
            let events: Vec<&Event> = steps.iter().filter_map(|step| self.at(step.at)).collect();
            if !is_chain(events) || astray.contains(&site) {
                let subject = Subject::Site(site);
                let places = self.events_on(&subject);
                found.insert(subject, places);
            }
        }
        let mut said: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
        for place in self.spoken() {
            if let Some(subject) = self.at(place).and_then(|event| self.subject(event)) {
                said.entry(subject).or_default().push(place);
            }
        }
        for subject in said.into_iter().filter(|(_, places)| places.len() > 1).map(|(subject, _)| subject) {
            let places = self.events_on(&subject);
            if !is_chain(places.iter().filter_map(|&place| self.at(place)).collect()) {
                found.insert(subject, places);
            }
        }
        found
    }

    /// The sites about which a counter-event or a settlement speaks that names no site or another:
    /// those are not among the site's own events.
    fn astray(&self) -> HashSet<SiteId> {
        let answers = self.all_answers().filter_map(|place| self.at(place));
        let astray = answers.filter_map(|event| {
            let about = match self.subject(event)? {
                Subject::Site(site) => Some(site),
                _ => None,
            };
            let said = event.site();
            (about != said).then(|| about.into_iter().chain(said))
        });
        astray.flatten().collect()
    }
}

/// Whether each event's author had seen the one before and nothing else.
fn is_chain(mut events: Vec<&Event>) -> bool {
    let key = |event: &&Event| (event.turn, event.recorded_at);
    if events.len() < 2 {
        return true;
    }
    if !events.is_sorted_by_key(key) {
        events.sort_by(|a, b| (key(a), &a.id).cmp(&(key(b), &b.id)));
    }
    events.windows(2).all(|pair| match (&pair[0].saw, &pair[1].saw) {
        (None, None) => true,
        (_, Some(saw)) => matches!(saw.as_slice(), [seen] if *seen == pair[0].id),
        (Some(_), None) => false,
    })
}
