//! What a mark must say so that a site counts: for a trial, which asks "what if".

use std::collections::BTreeMap;

use crate::ledger::SiteNow;
use crate::plan::{Compute, Condition, Target};
use crate::site::{Kind, Value};

/// What a mark must say.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// The id of the state after.
    pub to: String,
    /// The fields that it sets.
    pub set: BTreeMap<String, Value>,
}

/// The least that makes a site count for a target. None where no sites are counted, or where a
/// counted site is what the plan wants fewer of.
#[must_use]
pub fn wish(target: &Target, kind: &Kind, now: &SiteNow<'_>) -> Option<Wish> {
    let measure = target.over_sites()?;
    if target.counts_unwanted() {
        return None;
    }
    let mut wish = Wish { to: now.state.to_owned(), set: BTreeMap::new() };
    meet(&measure.counted, kind, &mut wish);
    match &measure.compute {
        Compute::Sum { field, of, .. } => {
            wish.set.extend(now.fields.get(of).map(|whole| (field.clone(), whole.clone())));
        }
        Compute::Min { field } | Compute::Max { field } => {
            wish.set.insert(field.clone(), Value::Number(target.bound.value));
        }
        Compute::Share | Compute::Count | Compute::Remainder => {}
    }
    let fresh = wish.to != now.state || wish.set.iter().any(|(id, value)| now.fields.get(id) != Some(value));
    fresh.then_some(wish)
}

fn meet(condition: &Condition, kind: &Kind, wish: &mut Wish) {
    // At or past the one, or among the others: either is enough.
    let reached = condition.reached.as_ref().is_some_and(|state| kind.has_reached(&wish.to, state));
    let goal = condition.reached.as_ref().or(condition.states.first());
    if let Some(state) = goal.filter(|_| !reached && !condition.states.contains(&wish.to)) {
        wish.to.clone_from(state);
    }
    for (field, values) in &condition.fields {
        wish.set.extend(values.first().map(|value| (field.clone(), Value::Text(value.clone()))));
    }
    for (field, least) in &condition.at_least {
        wish.set.insert(field.clone(), Value::Number(*least));
    }
    for (field, limit) in &condition.more_than {
        wish.set.insert(field.clone(), Value::Number(limit + 1.0));
    }
    for (field, limit) in &condition.less_than {
        wish.set.insert(field.clone(), Value::Number(limit - 1.0));
    }
    if let Some(first) = condition.any.first() {
        meet(first, kind, wish);
    }
}
