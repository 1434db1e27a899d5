//! Whether a site meets a condition, and if not, by what it falls.

use std::collections::BTreeMap;

use super::context::Context;
use super::standing::Standing;
use crate::plan::{Condition, Near};
use crate::site::{Kind, Value};

/// Why a site is not counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Why<'a> {
    /// Its state is not this one, nor past it.
    State(&'a str),
    /// A field has another value than the measure asks for.
    Field(&'a str),
    /// A field that the measure needs is empty or not a number.
    Missing(&'a str),
    /// A number is below the measure's limit.
    Below(&'a str, f64),
    /// A number does not exceed the measure's limit.
    NotMore(&'a str, f64),
    /// A number is not under the measure's limit.
    NotLess(&'a str, f64),
    /// It entered the register in another year than the one asked about.
    NotThisYear,
    /// It lies too far from other sites; with the kilometres to the nearest, where there is one.
    TooFar(&'a Near, Option<f64>),
    /// Its own number does not meet the target.
    Short(&'a str, f64),
}

/// The field of every layer that says since when a site is in the register.
pub(super) const REGISTERED_ON: &str = "registered_on";

/// Millimetres beside a limit of kilometres: coordinates hold no more.
const SLACK_KM: f64 = 1e-6;

/// What a site lacks of a condition; none where it meets it.
pub(super) fn refused<'a>(
    condition: &'a Condition,
    kind: &Kind,
    site: &Standing<'_>,
    context: &Context<'_>,
) -> Option<Why<'a>> {
    fields(condition, site)
        .or_else(|| numbers(condition, site))
        .or_else(|| alternatives(condition, kind, site, context))
        .or_else(|| year(condition, site, context))
        .or_else(|| near(condition, site, context))
        .or_else(|| state(condition, kind, site))
}

/// Whether a value is in a list; an absent one is not.
pub(super) fn matching(value: Option<&Value>, list: &[String]) -> bool {
    match value {
        Some(Value::Text(text)) => list.contains(text),
        Some(number) => list.contains(&number.to_string()),
        None => false,
    }
}

fn fields<'a>(condition: &'a Condition, site: &Standing<'_>) -> Option<Why<'a>> {
    let wrong = condition.fields.iter().find(|(id, accepted)| !matching(site.field(id), accepted));
    if let Some((id, _)) = wrong {
        let blank = site.field(id).is_none_or(Value::is_blank);
        return Some(if blank { Why::Missing(id) } else { Why::Field(id) });
    }
    let out = condition.fields_not.iter().find(|(id, refused)| matching(site.field(id), refused));
    out.map(|(id, _)| Why::Field(id))
}

fn numbers<'a>(condition: &'a Condition, site: &Standing<'_>) -> Option<Why<'a>> {
    beyond(&condition.at_least, site, f64::ge, Why::Below)
        .or_else(|| beyond(&condition.more_than, site, f64::gt, Why::NotMore))
        .or_else(|| beyond(&condition.less_than, site, f64::lt, Why::NotLess))
}

fn beyond<'a>(
    limits: &'a BTreeMap<String, f64>,
    site: &Standing<'_>,
    meets: fn(&f64, &f64) -> bool,
    why: fn(&'a str, f64) -> Why<'a>,
) -> Option<Why<'a>> {
    limits.iter().find_map(|(id, limit)| match site.number(id) {
        None => Some(Why::Missing(id)),
        Some(number) => (!meets(&number, limit)).then(|| why(id, *limit)),
    })
}

/// Of several ways that all fail the one is told that came furthest: not the one that speaks of
/// another class of site.
fn alternatives<'a>(
    condition: &'a Condition,
    kind: &Kind,
    site: &Standing<'_>,
    context: &Context<'_>,
) -> Option<Why<'a>> {
    let mut told: Option<Why<'a>> = None;
    for way in &condition.any {
        let why = refused(way, kind, site, context)?;
        if told.is_none_or(|before| matches!(before, Why::Field(_)) && !matches!(why, Why::Field(_))) {
            told = Some(why);
        }
    }
    told
}

fn year<'a>(condition: &Condition, site: &Standing<'_>, context: &Context<'_>) -> Option<Why<'a>> {
    if !condition.registered_this_year {
        return None;
    }
    match site.site.registered_on {
        None => Some(Why::Missing(REGISTERED_ON)),
        Some(on) => (on.year() != context.day.year()).then_some(Why::NotThisYear),
    }
}

fn near<'a>(condition: &'a Condition, site: &Standing<'_>, context: &Context<'_>) -> Option<Why<'a>> {
    let near = condition.near.as_ref()?;
    let km = context.nearest_km(near, site.site);
    let close = km.is_some_and(|km| km <= near.km + SLACK_KM);
    (!close).then_some(Why::TooFar(near, km))
}

fn state<'a>(condition: &'a Condition, kind: &Kind, site: &Standing<'_>) -> Option<Why<'a>> {
    let goal = condition.reached.as_ref().or_else(|| condition.states.first())?;
    let state = site.now.state;
    let reached = condition.reached.as_ref().is_some_and(|goal| kind.has_reached(state, goal));
    (!reached && !condition.states.iter().any(|accepted| accepted == state)).then_some(Why::State(goal))
}
