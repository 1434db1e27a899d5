//! Whose an event is: which county's package it belongs in.

use std::collections::HashMap;

use super::Workspace;
use crate::geom::LonLat;
use crate::ledger::{Body, Event, EventId};
use crate::plan::Adcode;
use crate::site::SiteId;

/// Undos of undos of undos … are followed this far.
const LONGEST_CHAIN: usize = 256;

/// Whose an event is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Whose {
    /// A county's: its sites, its reports, the rulings about it.
    County(Adcode),
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
    /// The counties of sites that these events add.
    added: HashMap<&'a SiteId, Option<Adcode>>,
}

impl<'a> Owners<'a> {
    pub(super) fn new(workspace: &'a Workspace, events: &'a [Event]) -> Self {
        let added = events.iter().filter_map(|event| match &event.body {
            Body::Add(added) => {
                let around = || workspace.ground().county_at(LonLat::new(added.lon, added.lat)).cloned();
                Some((&added.site, added.county.clone().or_else(around)))
            }
            _ => None,
        });
        let by_id = events.iter().map(|event| (&event.id, event)).collect();
        Self { workspace, added: added.collect(), events: by_id }
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
            Body::Add(added) => self.site(Some(&added.site)),
            Body::Retire(retired) => self.site(Some(&retired.site)),
            Body::Unknown(_) => self.site(event.site().as_ref()),
        }
    }

    fn event(&self, id: &EventId) -> Option<&Body> {
        let event = self.events.get(id).copied().or_else(|| self.workspace.history.get(id))?;
        Some(&event.body)
    }

    fn county(&self, adcode: &Adcode) -> Whose {
        if *adcode == self.workspace.plan.city_adcode { Whose::City } else { Whose::County(adcode.clone()) }
    }

    fn site(&self, site: Option<&SiteId>) -> Whose {
        let Some(id) = site else { return Whose::Unknown(None) };
        let registered = self.workspace.register.get(id).and_then(|site| site.county.as_ref());
        let county = registered.or_else(|| self.added.get(id)?.as_ref());
        county.map_or_else(|| Whose::Unknown(Some(id.clone())), |county| Whose::County(county.clone()))
    }
}
