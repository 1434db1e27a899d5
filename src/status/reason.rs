//! Why a site counts, or does not.

use jiff::civil::Date;
use serde::Serialize;

use super::count::{Falls, Why, falls};
use super::standing::{Board, Standing};
use crate::plan::SiteMeasure;
use crate::site::{Kind, SiteId};
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
        match &self.why {
            None => String::new(),
            Some(Shortfall::State { goal }) => lang.fill("status.why_state", &[("goal", goal.get(lang))]),
            Some(Shortfall::Field { field, value }) => {
                lang.fill("status.why_field", &[("field", field.get(lang)), ("value", value)])
            }
            Some(Shortfall::Missing { field }) => {
                lang.fill("status.why_missing", &[("field", field.get(lang))])
            }
            Some(Shortfall::Below { field, limit }) => {
                lang.fill("status.why_below", &[("field", field.get(lang)), ("limit", &limit.to_string())])
            }
        }
    }
}

/// The sites of a measure in one county (by its place in the plan) as of a day: those not counted,
/// then the counted, then those outside the denominator, each by id.
pub(super) fn sites<'a>(
    board: &mut Board<'a>,
    measure: &'a SiteMeasure,
    day: Date,
    county: usize,
) -> Vec<SiteReason> {
    let Some(kind) = board.inputs.kinds.get(&measure.kind) else {
        return Vec::new();
    };
    let standings = board.standings(&measure.kind, day);
    let here = standings.get(county).map_or(&[][..], Vec::as_slice);
    let mut reasons: Vec<SiteReason> = here.iter().map(|site| site_reason(measure, kind, site)).collect();
    reasons.sort_by(|a, b| (!a.asked, a.counted, &a.id).cmp(&(!b.asked, b.counted, &b.id)));
    reasons
}

fn site_reason(measure: &SiteMeasure, kind: &Kind, site: &Standing<'_>) -> SiteReason {
    let (asked, counted, why) = match falls(measure, kind, site) {
        Falls::Counted(_) => (true, true, None),
        Falls::Open(why) => (true, false, Some(why)),
        Falls::Outside(why) => (false, false, Some(why)),
    };
    SiteReason {
        id: site.site.id.clone(),
        name: site.site.name.clone(),
        state: site.now.state.to_owned(),
        state_words: state_words(kind, site.now.state),
        since: site.now.since,
        asked,
        counted,
        why: why.map(|why| shortfall(why, measure, kind, site)),
    }
}

fn shortfall(why: Why<'_>, measure: &SiteMeasure, kind: &Kind, site: &Standing<'_>) -> Shortfall {
    let field = |id: &str| kind.field(id).map_or_else(|| same(id), |field| field.name.clone());
    match why {
        Why::State => {
            let goal = measure.counted.reached.as_ref().or_else(|| measure.counted.states.first());
            let goal = goal.or(measure.of.reached.as_ref()).or_else(|| measure.of.states.first());
            Shortfall::State { goal: goal.map_or_else(Bilingual::default, |id| state_words(kind, id)) }
        }
        Why::Field(id) => Shortfall::Field {
            field: field(id),
            value: site.field(id).map(ToString::to_string).unwrap_or_default(),
        },
        Why::Missing(id) => Shortfall::Missing { field: field(id) },
        Why::Below(id, limit) => Shortfall::Below { field: field(id), limit },
    }
}

fn state_words(kind: &Kind, id: &str) -> Bilingual {
    kind.state(id).map_or_else(|| same(id), |state| state.name.clone())
}

fn same(words: &str) -> Bilingual {
    Bilingual { zh: words.to_owned(), en: words.to_owned() }
}
