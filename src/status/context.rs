//! What a measure asks beyond the site that it looks at: the day, the number, other sites nearby.

use std::sync::Arc;

use jiff::civil::Date;

use super::count::{Falls, falls};
use super::standing::{Board, Standing};
use super::{Inputs, matching};
use crate::geom::Places;
use crate::ledger::{AsOf, SiteNow};
use crate::plan::{Bound, Condition, Near, SiteMeasure, Target};
use crate::site::{Kind, Site};

/// Everything beside a site that decides where it falls under a measure.
#[derive(Debug, Clone)]
pub(super) struct Context<'a> {
    /// The day that is asked about.
    pub day: Date,
    /// What each site's own value is held to, where the worst of them decides.
    pub bound: Option<Bound>,
    near: Vec<(&'a Near, Arc<Places>)>,
}

impl Context<'_> {
    /// The same, but asking for the calendar year of another day.
    pub(super) fn in_year_of(self, day: Date) -> Self {
        Self { day, ..self }
    }

    /// Kilometres from a site to the nearest of the others; none where there are none.
    pub(super) fn nearest_km(&self, near: &Near, site: &Site) -> Option<f64> {
        let (_, places) = self.near.iter().find(|(known, _)| *known == near)?;
        places.nearest_m(&site.geometry).map(|metres| metres / 1000.0)
    }
}

/// The places that sites were asked to be near to, each with its day.
pub(super) type PlacesKept<'a> = Vec<(&'a Near, Date, Arc<Places>)>;

impl<'a> Board<'a> {
    /// What a measure, held to a bound, has to know on a day.
    pub(super) fn context(
        &mut self,
        measure: &'a SiteMeasure,
        bound: Option<Bound>,
        day: Date,
    ) -> Context<'a> {
        let mut wanted = Vec::new();
        for condition in [&measure.of, &measure.counted] {
            collect(condition, &mut wanted);
        }
        let near = wanted.into_iter().map(|near| (near, self.places(near, day))).collect();
        Context { day, bound, near }
    }

    /// The sites that others must be near to, in whatever county they are, as of a day.
    fn places(&mut self, near: &'a Near, date: Date) -> Arc<Places> {
        if let Some((.., kept)) = self.places.iter().find(|(other, day, _)| *other == near && *day == date) {
            return Arc::clone(kept);
        }
        let as_of = AsOf { date, clock: self.clock };
        let stands = |site: &&Site| {
            let now = self.inputs.history.fold(site, as_of);
            now.is_some_and(|now| near.fields.iter().all(|(id, list)| matching(now.fields.get(id), list)))
        };
        let sites = self.inputs.register.of_kind(&near.kind).filter(stands);
        let places = Arc::new(Places::new(sites.map(|site| &site.geometry)));
        self.places.push((near, date, Arc::clone(&places)));
        places
    }
}

fn collect<'a>(condition: &'a Condition, wanted: &mut Vec<&'a Near>) {
    wanted.extend(&condition.near);
    for other in &condition.any {
        collect(other, wanted);
    }
}

/// How a measure sees single sites on a day.
#[derive(Debug)]
pub struct Lens<'a> {
    measure: &'a SiteMeasure,
    kind: &'a Kind,
    context: Context<'a>,
    /// Fewer are better, so that being counted is no achievement.
    unwanted: bool,
}

impl<'a> Lens<'a> {
    /// None where the target is not counted over sites, or nobody knows its kind.
    #[must_use]
    pub fn new(inputs: &Inputs<'a>, target: &'a Target, as_of: AsOf) -> Option<Self> {
        let measure = target.over_sites()?;
        let kind = inputs.kinds.get(&measure.kind)?;
        let bound = Some(target.bound.clone());
        let context = Board::new(*inputs, as_of.clock).context(measure, bound, as_of.date);
        Some(Self { measure, kind, context, unwanted: target.counts_unwanted() })
    }

    /// The kind that it counts.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind.id
    }

    /// Whether a site, as it was on the day, is what the target wants; none where the target does
    /// not ask for it, as of an outfall with 无需整治.
    #[must_use]
    pub fn is_good(&self, site: &Site, now: SiteNow<'_>) -> Option<bool> {
        let standing = Standing { site, now };
        match falls(self.measure, self.kind, &standing, &self.context) {
            Falls::Counted(_) => Some(!self.unwanted),
            Falls::Open(_) => Some(self.unwanted),
            Falls::Outside(_) => None,
        }
    }
}
