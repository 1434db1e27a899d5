//! Whose an event is: which county's package it belongs in.

use std::collections::{BTreeSet, HashMap};

use super::Workspace;
use crate::geom::LonLat;
use crate::ledger::{Addition, Body, Event, EventId};
use crate::plan::Adcode;
use crate::site::SiteId;

/// Undos of undos of undos … are followed this far.
const LONGEST_CHAIN: usize = 256;

/// Whose an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// A county's: its sites, its reports, the rulings about it. Of a site that several counties added
    /// under one code it is each of theirs, whoever came first.
    Counties(BTreeSet<Adcode>),
    /// The whole city's: assignments, what the city itself reports.
    City,
    /// Of a site that the workspace does not know.
    Unknown(Option<SiteId>),
}

/// Tells whose events are. An undo or a settlement is whose the event is that it names.
pub(super) struct Owners<'a> {
    workspace: &'a Workspace,
    /// Events that are not, or not yet, in the workspace's history.
    events: HashMap<&'a EventId, &'a Event>,
    /// The counties of sites that events add, these or those of the history, whether they still hold
    /// or not.
    added: HashMap<&'a SiteId, BTreeSet<Adcode>>,
}

impl<'a> Owners<'a> {
    pub(super) fn new(workspace: &'a Workspace, events: &'a [Event]) -> Self {
        let known = workspace.history.additions().into_iter();
        let known = known.flat_map(|(_, addition)| workspace.history.of_site(&addition.site));
        let mut added: HashMap<&SiteId, BTreeSet<Adcode>> = HashMap::new();
        for event in events.iter().chain(known) {
            if let Body::Add(addition) = &event.body {
                added.entry(&addition.site).or_default().extend(county_of(workspace, addition));
            }
        }
        let by_id = events.iter().map(|event| (&event.id, event)).collect();
        Self { workspace, added, events: by_id }
    }

    pub(super) fn of(&self, event: &Event) -> Whose {
        let mut about = &event.body;
        for _ in 0..LONGEST_CHAIN {
            let named = match about {
                Body::Undo { event, .. } => event,
                Body::Settle(settled) => &settled.keep,
                _ => break,
            };
            match self.event(named) {
                Some(event) => about = event,
                None => break,
            }
        }
        match about {
            Body::Report(report) => self.county(&report.county),
            Body::Judge(judged) => self.county(&judged.county),
            Body::Assign(_) => Whose::City,
            Body::Undo { site, .. } => self.site(site.as_ref()),
            Body::Settle(settled) => self.site(settled.site.as_ref()),
            Body::Mark { site, .. } => self.site(Some(site)),
            Body::Add(added) => county_of(self.workspace, added)
                .map_or_else(|| Whose::Unknown(Some(added.site.clone())), Whose::county),
            Body::Retire(retired) => self.site(Some(&retired.site)),
            Body::Unknown(_) => self.site(event.site().as_ref()),
        }
    }

    fn event(&self, id: &EventId) -> Option<&Body> {
        let event = self.events.get(id).copied().or_else(|| self.workspace.history.get(id))?;
        Some(&event.body)
    }

    fn county(&self, adcode: &Adcode) -> Whose {
        if *adcode == self.workspace.plan.city_adcode { Whose::City } else { Whose::county(adcode.clone()) }
    }

    /// Of a site of a file the file says whose it is; of any other each event that adds it.
    fn site(&self, site: Option<&SiteId>) -> Whose {
        let Some(id) = site else { return Whose::Unknown(None) };
        let of_file = self.workspace.register.get(id).filter(|site| site.added_by.is_none());
        if let Some(county) = of_file.and_then(|site| site.county.clone()) {
            return Whose::county(county);
        }
        match self.added.get(id) {
            Some(counties) if !counties.is_empty() => Whose::Counties(counties.clone()),
            _ => Whose::Unknown(Some(id.clone())),
        }
    }
}

impl Whose {
    fn county(adcode: Adcode) -> Self {
        Self::Counties(BTreeSet::from([adcode]))
    }

    /// Whether it belongs in a county's package.
    pub(super) fn is_of(&self, county: &Adcode) -> bool {
        matches!(self, Self::Counties(counties) if counties.contains(county))
    }
}

/// The county of a site that an event adds: the one it names, or the one around its place.
fn county_of(workspace: &Workspace, added: &Addition) -> Option<Adcode> {
    let around = || workspace.ground().county_at(LonLat::new(added.lon, added.lat)).cloned();
    added.county.clone().or_else(around)
}
