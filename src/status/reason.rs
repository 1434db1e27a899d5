//! Why a site counts, or does not.

use jiff::civil::Date;
use serde::Serialize;

use super::condition::Why;
use super::context::Context;
use super::count::{Falls, falls};
use super::standing::{Board, Standing};
use super::tell::bound_words;
use crate::plan::{Bound, SiteMeasure, Target};
use crate::site::{Kind, Kinds, SiteId, common_fields};
use crate::text::{Bilingual, Lang};

/// Where a site falls under a milestone, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SiteReason {
    /// Its code.
    pub id: SiteId,
    /// Its name.
    pub name: String,
    /// The id of its state on the day.
    pub state: String,
    /// The state's words.
    pub state_words: Bilingual,
    /// Since when, as far as is known.
    pub since: Option<Date>,
    /// Whether it is in the denominator.
    pub asked: bool,
    /// Whether it counts.
    pub counted: bool,
    /// Why it does not.
    pub why: Option<Shortfall>,
}

/// Why a site does not count.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Shortfall {
    /// Its state is not far enough.
    State {
        /// The state that it must reach.
        goal: Bilingual,
    },
    /// A field has another value than the measure asks for.
    Field {
        /// The field's name.
        field: Bilingual,
        /// What it holds.
        value: String,
    },
    /// A field that the measure needs is empty or not a number.
    Missing {
        /// The field's name.
        field: Bilingual,
    },
    /// A number is below the measure's limit.
    Below {
        /// The field's name.
        field: Bilingual,
        /// The limit, in the unit of the field.
        limit: f64,
    },
    /// A number does not exceed the measure's limit.
    NotMore {
        /// The field's name.
        field: Bilingual,
        /// The limit, in the unit of the field.
        limit: f64,
    },
    /// A number is not under the measure's limit.
    NotLess {
        /// The field's name.
        field: Bilingual,
        /// The limit, in the unit of the field.
        limit: f64,
    },
    /// Its own number does not meet the target.
    Short {
        /// The field's name.
        field: Bilingual,
        /// What it holds.
        value: f64,
        /// What every site must hold, for example `>= 25 %`; none where the county is asked for none.
        target: Option<Bound>,
    },
    /// It entered the register in another year than the one asked about.
    NotThisYear {
        /// The day of its registration.
        registered_on: Option<Date>,
        /// The year that is asked about.
        year: i16,
    },
    /// It lies too far from the sites that it must be near to.
    TooFar {
        /// The name of their kind.
        places: Bilingual,
        /// At most so many kilometres.
        limit_km: f64,
        /// Kilometres to the nearest; none where the register holds none.
        nearest_km: Option<f64>,
    },
}

impl SiteReason {
    /// The state's words in a language.
    #[must_use]
    pub fn state_name(&self, lang: Lang) -> &str {
        self.state_words.get(lang)
    }

    /// Why it does not count, in a few words; empty where it counts.
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        self.why.as_ref().map(|why| why.say(lang)).unwrap_or_default()
    }
}

impl Shortfall {
    /// In a few words.
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::State { goal } => lang.fill("status.why_state", &[("goal", goal.get(lang))]),
            Self::Field { field, value } => {
                lang.fill("status.why_field", &[("field", field.get(lang)), ("value", value)])
            }
            Self::Missing { field } => lang.fill("status.why_missing", &[("field", field.get(lang))]),
            Self::Below { field, limit } => limited("status.why_below", field, *limit, lang),
            Self::NotMore { field, limit } => limited("status.why_not_more", field, *limit, lang),
            Self::NotLess { field, limit } => limited("status.why_not_less", field, *limit, lang),
            Self::Short { field, value, target } => {
                let asked = target.as_ref().map_or_else(String::new, |bound| {
                    bound_words(bound.comparator.sign(), bound.value, &bound.unit, lang)
                });
                let values = [("field", field.get(lang)), ("value", &value.to_string()), ("target", &asked)];
                lang.fill("status.why_short", &values)
            }
            Self::NotThisYear { registered_on, year } => {
                let date = registered_on.map(|on| on.to_string()).unwrap_or_default();
                lang.fill("status.why_not_this_year", &[("date", &date), ("year", &year.to_string())])
            }
            Self::TooFar { places, nearest_km: None, .. } => {
                lang.fill("status.why_no_place", &[("places", places.get(lang))])
            }
            Self::TooFar { places, limit_km, nearest_km: Some(nearest) } => lang.fill(
                "status.why_too_far",
                &[
                    ("places", places.get(lang)),
                    ("distance", &rounded_up(*nearest)),
                    ("limit", &limit_km.to_string()),
                ],
            ),
        }
    }
}

fn limited(key: &str, field: &Bilingual, limit: f64, lang: Lang) -> String {
    lang.fill(key, &[("field", field.get(lang)), ("limit", &limit.to_string())])
}

/// Two decimals, upward: what is too far is not written as the limit itself.
fn rounded_up(km: f64) -> String {
    format!("{:.2}", (km * 100.0).ceil() / 100.0)
}

/// The sites of a measure in one county (by its place in the plan) as of a day: those not counted,
/// then the counted, then those outside the denominator, each by id.
pub(super) fn sites<'a>(
    board: &mut Board<'a>,
    measure: &'a SiteMeasure,
    bound: Option<Bound>,
    day: Date,
    county: usize,
) -> Vec<SiteReason> {
    let kinds = board.inputs.kinds;
    let Some(kind) = kinds.get(&measure.kind) else {
        return Vec::new();
    };
    let context = board.context(measure, bound, day);
    let ask = Ask { measure, kind, kinds, context };
    let here = board.standings(&measure.kind, day, county);
    let mut reasons: Vec<SiteReason> = here.iter().map(|site| ask.reason(site)).collect();
    reasons.sort_by(|a, b| (!a.asked, a.counted, &a.id).cmp(&(!b.asked, b.counted, &b.id)));
    reasons
}

/// The sites of a measure's denominator in one county (by its place in the plan) that do not count
/// as of a day.
pub(super) fn open<'a>(
    board: &mut Board<'a>,
    target: &'a Target,
    bound: Option<Bound>,
    day: Date,
    county: usize,
) -> Vec<&'a SiteId> {
    let Some(measure) = target.over_sites() else {
        return Vec::new();
    };
    let Some(kind) = board.inputs.kinds.get(&measure.kind) else {
        return Vec::new();
    };
    let unwanted = target.counts_unwanted();
    let context = board.context(measure, bound, day);
    let here = board.standings(&measure.kind, day, county);
    let open = here.iter().filter(|site| match falls(measure, kind, site, &context) {
        Falls::Counted(_) => unwanted,
        Falls::Open(_) => !unwanted,
        Falls::Outside(_) => false,
    });
    open.map(|standing| &standing.site.id).collect()
}

/// A measure with all that its answers need.
struct Ask<'a> {
    measure: &'a SiteMeasure,
    kind: &'a Kind,
    kinds: &'a Kinds,
    context: Context<'a>,
}

impl Ask<'_> {
    fn reason(&self, site: &Standing<'_>) -> SiteReason {
        let (asked, counted, why) = match falls(self.measure, self.kind, site, &self.context) {
            Falls::Counted(_) => (true, true, None),
            Falls::Open(why) => (true, false, Some(why)),
            Falls::Outside(why) => (false, false, Some(why)),
        };
        SiteReason {
            id: site.site.id.clone(),
            name: site.site.name.clone(),
            state: site.now.state.to_owned(),
            state_words: state_words(self.kind, site.now.state),
            since: site.now.since,
            asked,
            counted,
            why: why.map(|why| self.shortfall(why, site)),
        }
    }

    fn shortfall(&self, why: Why<'_>, site: &Standing<'_>) -> Shortfall {
        match why {
            Why::State(goal) => Shortfall::State { goal: state_words(self.kind, goal) },
            Why::Field(id) => Shortfall::Field {
                field: self.field(id),
                value: site.field(id).map(ToString::to_string).unwrap_or_default(),
            },
            Why::Missing(id) => Shortfall::Missing { field: self.field(id) },
            Why::Below(id, limit) => Shortfall::Below { field: self.field(id), limit },
            Why::NotMore(id, limit) => Shortfall::NotMore { field: self.field(id), limit },
            Why::NotLess(id, limit) => Shortfall::NotLess { field: self.field(id), limit },
            Why::Short(id, value) => {
                Shortfall::Short { field: self.field(id), value, target: self.context.bound.clone() }
            }
            Why::NotThisYear => Shortfall::NotThisYear {
                registered_on: site.site.registered_on,
                year: self.context.day.year(),
            },
            Why::TooFar(near, nearest_km) => Shortfall::TooFar {
                places: self.kinds.get(&near.kind).map_or_else(|| same(&near.kind), |kind| kind.name.clone()),
                limit_km: near.km,
                nearest_km,
            },
        }
    }

    fn field(&self, id: &str) -> Bilingual {
        let common = || common_fields().iter().find(|field| field.id == id);
        self.kind.field(id).or_else(common).map_or_else(|| same(id), |field| field.name.clone())
    }
}

fn state_words(kind: &Kind, id: &str) -> Bilingual {
    kind.state(id).map_or_else(|| same(id), |state| state.name.clone())
}

fn same(words: &str) -> Bilingual {
    Bilingual { zh: words.to_owned(), en: words.to_owned() }
}
