//! The sites as they stand on a day, and the board on which one question is answered.

use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;

use super::Inputs;
use super::context::PlacesKept;
use super::counts::Counts;
use crate::ledger::{AsOf, Clock, SiteNow};
use crate::plan::{Adcode, Task};
use crate::site::{Site, Value};

/// A site and what it was on a day.
#[derive(Debug)]
pub(super) struct Standing<'a> {
    pub site: &'a Site,
    pub now: SiteNow<'a>,
}

impl Standing<'_> {
    pub(super) fn field(&self, id: &str) -> Option<&Value> {
        self.now.fields.get(id)
    }

    pub(super) fn number(&self, id: &str) -> Option<f64> {
        self.field(id)?.number().filter(|number| number.is_finite())
    }
}

/// Answers what one question asks of the sites. What it counted may be kept for the next.
pub(super) struct Board<'a> {
    pub inputs: Inputs<'a>,
    pub clock: Clock,
    pub(super) counts: Counts,
    standings: HashMap<(&'a str, Date, usize), Standings<'a>>,
    pub(super) places: PlacesKept<'a>,
}

/// One kind's sites in one county on one day.
pub(super) type Standings<'a> = Rc<Vec<Standing<'a>>>;

impl<'a> Board<'a> {
    pub(super) fn new(inputs: Inputs<'a>, clock: Clock) -> Self {
        Self { inputs, clock, counts: Counts::default(), standings: HashMap::new(), places: Vec::new() }
    }

    /// The counties that a task binds on a day, by the plan's words or by assignment; `None` for a
    /// 相关 task that nobody assigned yet.
    pub(super) fn binds(&self, task: &Task, date: Date) -> Option<Vec<bool>> {
        let as_of = AsOf { date, clock: self.clock };
        let Inputs { plan, history, .. } = self.inputs;
        let bound = |code: &Adcode| match plan.binds(task, code) {
            Some(bound) => Some(bound),
            None => history.assigned(task.number, as_of).map(|counties| counties.contains(code)),
        };
        plan.counties.iter().map(|county| bound(&county.adcode)).collect()
    }

    /// Sites of a kind in a county (by its place in the plan) as of the end of a day. Those that the
    /// register does not hold yet are not among them.
    pub(super) fn standings(&mut self, kind: &'a str, date: Date, county: usize) -> Standings<'a> {
        let Inputs { plan, register, history, .. } = self.inputs;
        if let Some(known) = self.standings.get(&(kind, date, county)) {
            return Rc::clone(known);
        }
        let as_of = AsOf { date, clock: self.clock };
        let places = plan.counties.get(county).map_or(&[][..], |c| register.places_in(kind, &c.adcode));
        let sites = places.iter().map(|&at| &register.sites()[at]);
        let stands = |site: &'a Site| Some(Standing { site, now: history.fold(site, as_of)? });
        let standings = Rc::new(sites.filter_map(stands).collect::<Vec<_>>());
        self.standings.insert((kind, date, county), Rc::clone(&standings));
        standings
    }
}
