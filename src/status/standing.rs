//! The sites as they stand on a day, by county; each kind and day is folded once.

use std::collections::HashMap;
use std::rc::Rc;

use jiff::civil::Date;

use super::Inputs;
use super::context::PlacesKept;
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

/// One kind's sites on one day: a list per county, in the plan's order.
pub(super) type ByCounty<'a> = Rc<Vec<Vec<Standing<'a>>>>;

/// Folds sites when they are asked for and keeps them for the next who asks.
pub(super) struct Board<'a> {
    pub inputs: Inputs<'a>,
    pub clock: Clock,
    counties: HashMap<&'a str, usize>,
    folded: HashMap<(&'a str, Date), ByCounty<'a>>,
    pub(super) places: PlacesKept<'a>,
}

impl<'a> Board<'a> {
    pub(super) fn new(inputs: Inputs<'a>, clock: Clock) -> Self {
        let counties = inputs.plan.counties.iter().enumerate();
        let counties = counties.map(|(at, county)| (county.adcode.0.as_str(), at)).collect();
        Self { inputs, clock, counties, folded: HashMap::new(), places: Vec::new() }
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

    /// Sites of a kind as of the end of a day. Those that the register does not hold yet, and
    /// those of no county of the plan, are not among them.
    pub(super) fn standings(&mut self, kind: &'a str, date: Date) -> ByCounty<'a> {
        if let Some(known) = self.folded.get(&(kind, date)) {
            return Rc::clone(known);
        }
        let as_of = AsOf { date, clock: self.clock };
        let mut counties: Vec<Vec<Standing<'a>>> = Vec::new();
        counties.resize_with(self.inputs.plan.counties.len(), Vec::new);
        for site in self.inputs.register.of_kind(kind) {
            let county = site.county.as_ref().and_then(|code| self.counties.get(code.0.as_str()));
            if let Some(&county) = county
                && let Some(now) = self.inputs.history.fold(site, as_of)
            {
                counties[county].push(Standing { site, now });
            }
        }
        let counties = Rc::new(counties);
        self.folded.insert((kind, date), Rc::clone(&counties));
        counties
    }
}
