//! The subjects on which people did not know of each other: few of very many.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::trail::Step;
use super::{History, Subject};
use crate::site::SiteId;

impl History {
    /// The subjects whose events are more than a chain in which each author had seen the one before, with
    /// the places of their events in the order of recording.
    pub(super) fn branching(&self) -> BTreeMap<Subject, Vec<usize>> {
        let astray = self.astray();
        let trails: Vec<(SiteId, &[Step])> = self.trails().collect();
        let branches = |(site, steps): (SiteId, &[Step])| {
            let places = steps.iter().map(|step| step.at).collect();
            (!self.is_chain(places) || astray.contains(&site)).then_some(site)
        };
        let sites: Vec<SiteId> = trails.into_par_iter().filter_map(branches).collect();
        let subjects = sites.into_iter().map(Subject::Site);
        let mut found: BTreeMap<Subject, Vec<usize>> = subjects
            .map(|subject| {
                let places = self.events_on(&subject);
                (subject, places)
            })
            .collect();
        let mut said: BTreeMap<Subject, Vec<usize>> = BTreeMap::new();
        for place in self.spoken() {
            if let Some(subject) = self.at(place).and_then(|event| self.subject(event)) {
                said.entry(subject).or_default().push(place);
            }
        }
        for (subject, places) in said.into_iter().filter(|(_, places)| places.len() > 1) {
            let places = self.with_answers(&subject, places);
            if !self.is_chain(places.clone()) {
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

    /// Whether of the events at these places each author had seen the one before and nothing else.
    fn is_chain(&self, mut places: Vec<usize>) -> bool {
        let records = self.records();
        if !places.is_sorted_by_key(|&at| records.turn(at)) {
            places.sort_by(|&a, &b| records.turn(a).cmp(&records.turn(b)));
        }
        places.windows(2).all(|pair| records.follows(pair[1], pair[0]))
    }
}
