//! A laptop with its ledger in memory, and sticks that carry events between laptops.

use std::collections::BTreeMap;

use guatu::geom::LonLat;
use guatu::ledger::{AsOf, Body, Clock, Event, EventId, History};
use guatu::site::{Site, SiteId, Value};
use jiff::civil::{Date, date};
use jiff::{Span, Timestamp};

/// When everything that was written has come about.
pub(crate) const END: AsOf = AsOf { date: Date::MAX, clock: Clock::Effect };

/// An inspector's laptop.
#[derive(Debug, Clone)]
pub(crate) struct Device {
    pub(crate) name: String,
    pub(crate) history: History,
    /// What its clock says; a minute more after each act.
    pub(crate) clock: Timestamp,
    written: usize,
}

impl Device {
    pub(crate) fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            history: History::default(),
            clock: "2025-03-01T01:00:00Z".parse().unwrap(),
            written: 0,
        }
    }

    /// Writes as `Workspace` does: with what was seen.
    pub(crate) fn write(&mut self, on: Date, body: Body) -> EventId {
        let (saw, turn) = self.history.seen(&body, on);
        self.written += 1;
        let id = EventId(format!("{}{}", self.name, self.written));
        self.history.push(Event {
            id: id.clone(),
            device: self.name.clone(),
            effective_on: on,
            recorded_at: self.clock,
            by: self.name.clone(),
            saw: Some(saw),
            turn,
            body,
        });
        self.clock += Span::new().minutes(1);
        id
    }

    /// Takes in what another has.
    pub(crate) fn take(&mut self, other: &Self) {
        self.take_some(other, |_| true);
    }

    /// Takes in a part of what another has.
    pub(crate) fn take_some(&mut self, other: &Self, chosen: impl Fn(&Event) -> bool) {
        let theirs = other.history.events().filter(|event| chosen(event));
        self.history = History::new(self.history.events().chain(theirs).cloned().collect());
    }

    pub(crate) fn event(&self, id: &EventId) -> &Event {
        self.history.get(id).unwrap()
    }

    /// The state of a site at the end of time; `gone` where it is in no register.
    pub(crate) fn state(&self, id: &str) -> String {
        let site = site(id);
        self.history.fold(&site, END).map_or("gone", |now| now.state).to_owned()
    }
}

pub(crate) fn site(id: &str) -> Site {
    Site {
        id: SiteId(id.to_owned()),
        kind: "outfall".into(),
        layer: "outfalls".into(),
        name: "洹河左岸1号".into(),
        county: None,
        geometry: geo::Point::new(114.35, 36.1).into(),
        point: LonLat { lon: 114.35, lat: 36.1 },
        registered_on: Some(date(2023, 10, 1)),
        state: "investigated".into(),
        fields: BTreeMap::new(),
        demo: false,
        added_by: None,
    }
}

pub(crate) fn mark(site: &str, from: &str, to: &str) -> Body {
    set(site, from, to, &[])
}

pub(crate) fn set(site: &str, from: &str, to: &str, fields: &[(&str, f64)]) -> Body {
    Body::Mark {
        site: SiteId(site.to_owned()),
        layer: "outfalls".into(),
        from: from.to_owned(),
        to: to.to_owned(),
        set: fields.iter().map(|(name, value)| ((*name).to_owned(), Value::Number(*value))).collect(),
        note: None,
        evidence: vec![],
    }
}

pub(crate) fn undo(event: &EventId, site: Option<&str>) -> Body {
    Body::Undo { event: event.clone(), site: site.map(|site| SiteId(site.to_owned())) }
}
