//! May this site move there? The moves of a kind and the conditions on them.

use std::collections::BTreeMap;

use super::{Fields, Guard, Kind, Refusal, State, Value};
use crate::text::{Bilingual, Lang};

/// A mark before it is written.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// The site's kind.
    pub kind: &'a Kind,
    /// The site's fields before the mark.
    pub fields: &'a Fields<'a>,
    /// The id of the state before.
    pub from: &'a str,
    /// The id of the state after.
    pub to: &'a str,
    /// The fields that the mark sets.
    pub set: &'a BTreeMap<String, Value>,
    /// How many photos and files come with it.
    pub evidence: usize,
    /// Whether it says anything beside state, fields and evidence (a note).
    pub noted: bool,
}

impl Step<'_> {
    /// Whether a field holds something else after the mark; blank is as good as absent.
    fn changes_a_field(&self) -> bool {
        let said = |value: &&Value| !value.is_blank();
        self.set.iter().any(|(id, value)| Some(value).filter(said) != self.fields.get(id).filter(said))
    }
}

/// Whether the rules allow a mark. A move forward may pass several states, since bureaus record
/// late, and must then meet the guards of every state it passes.
///
/// # Errors
/// The first rule that refuses it.
pub fn check(step: &Step<'_>) -> Result<(), Refusal> {
    asked(step)?.into_iter().try_for_each(|(guard, state)| holds(guard, state, step))
}

/// What a condition asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// A field must be filled.
    Field {
        /// The field's id.
        id: String,
        /// The field's name.
        name: Bilingual,
    },
    /// A photo or file must come with the mark.
    Evidence,
    /// A number may not exceed another.
    NotAbove {
        /// The number's name.
        field: Bilingual,
        /// Its bound's name.
        bound: Bilingual,
    },
}

/// One condition on a mark, and what is still missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// What it asks for.
    pub asks: Asks,
    /// Why it is not met; none where it is.
    pub unmet: Option<Refusal>,
}

/// Every condition on a mark, met or not, each once, in the order in which [`check`] asks them.
///
/// # Errors
/// Where there is no such move, whatever is given with it.
pub fn conditions(step: &Step<'_>) -> Result<Vec<Condition>, Refusal> {
    let mut conditions: Vec<Condition> = Vec::new();
    for (guard, state) in asked(step)? {
        let name = |id: &str| step.kind.field(id).map_or_else(Bilingual::default, |field| field.name.clone());
        let asks = match guard {
            Guard::Needs { field } => Asks::Field { id: field.clone(), name: name(field) },
            Guard::Evidence => Asks::Evidence,
            Guard::NotAbove { field, bound } => Asks::NotAbove { field: name(field), bound: name(bound) },
        };
        if conditions.iter().all(|condition| condition.asks != asks) {
            conditions.push(Condition { asks, unmet: holds(guard, state, step).err() });
        }
    }
    Ok(conditions)
}

/// The guards that a mark must meet, each with the state that has it.
fn asked<'a>(step: &Step<'a>) -> Result<Vec<(&'a Guard, &'a State)>, Refusal> {
    let kind = step.kind;
    let Some(to) = kind.states.iter().position(|state| state.id == step.to) else {
        return Err(unknown_state(kind, step.to));
    };
    let forward = is_forward(kind, step.from, step.to);
    let stays = step.from == step.to;
    if stays {
        if !step.changes_a_field() && step.evidence == 0 && !step.noted {
            return Err(Refusal::NothingNew { state: words(kind, step.to) });
        }
    } else if !is_move(kind, step.from, step.to) {
        return Err(Refusal::NoSuchMove { from: words(kind, step.from), to: words(kind, step.to) });
    }

    let passed = |at: usize| match kind.step(step.from) {
        Some(from) if forward => (from + 1..=to).contains(&at),
        _ if forward => at <= to,
        _ => !stays && at == to,
    };
    // Beside the states that it enters, a mark may not take away what an earlier state asked for.
    let last = kind.step(step.to).map_or(0, |at| at + 1);
    let states = kind.states.iter().enumerate();
    let mut guards: Vec<(&Guard, &State)> = states
        .flat_map(|(at, state)| state.guards.iter().map(move |guard| (at, guard, state)))
        .filter(|(at, guard, _)| passed(*at) || (*at < last && mentions(guard, step.set)))
        .map(|(_, guard, state)| (guard, state))
        .collect();
    guards.extend(kind.guards.iter().map(|guard| (guard, &kind.states[to])));
    Ok(guards)
}

/// Whether the numbers of a mark fit each other, whatever way leads to its state: all that a trial
/// asks, which brings no evidence and walks no steps.
///
/// # Errors
/// The first number that does not fit.
pub fn fits(step: &Step<'_>) -> Result<(), Refusal> {
    let Some(to) = step.kind.state(step.to) else {
        return Err(unknown_state(step.kind, step.to));
    };
    let guards = to.guards.iter().chain(&step.kind.guards);
    guards
        .filter(|guard| matches!(guard, Guard::NotAbove { .. }))
        .try_for_each(|guard| holds(guard, to, step))
}

fn is_forward(kind: &Kind, from: &str, to: &str) -> bool {
    match (kind.step(from), kind.step(to)) {
        (Some(from), Some(to)) => from < to,
        // A record whose own state is unknown may be brought in order by a mark.
        (None, Some(_)) => kind.state(from).is_none(),
        _ => false,
    }
}

/// Whether a kind has a move: forward, or one that it names. Its guards are not asked.
fn is_move(kind: &Kind, from: &str, to: &str) -> bool {
    let named = |entry: &super::Move| entry.from == from && entry.to.iter().any(|state| state == to);
    is_forward(kind, from, to) || kind.moves.iter().any(named)
}

/// A move that a site could make, and what it asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct AllowedMove {
    /// The id of the state after.
    pub to: String,
    /// Against the order of the work: a return or a relapse.
    pub back: bool,
    /// Every condition on it, met or not.
    pub conditions: Vec<Condition>,
}

impl AllowedMove {
    /// The first condition that is not met yet.
    #[must_use]
    pub fn blocked(&self) -> Option<&Refusal> {
        self.conditions.iter().find_map(|condition| condition.unmet.as_ref())
    }
}

/// Every move from a state, in the kind's order, for a site with these fields and with what is at
/// hand for the mark so far: what a person should know before leaving the site.
#[must_use]
pub fn allowed_moves(
    kind: &Kind,
    from: &str,
    fields: &Fields<'_>,
    set: &BTreeMap<String, Value>,
    evidence: usize,
) -> Vec<AllowedMove> {
    let moves = kind.states.iter().filter(|state| state.id != from);
    moves
        .filter_map(|state| {
            let step = Step { kind, fields, from, to: &state.id, set, evidence, noted: false };
            let conditions = conditions(&step).ok()?;
            let back = match (kind.step(from), kind.step(&state.id)) {
                (Some(from), Some(to)) => to < from,
                (_, None) => true,
                (None, Some(_)) => false,
            };
            Some(AllowedMove { to: state.id.clone(), back, conditions })
        })
        .collect()
}

/// The refusal of a state that a kind does not have.
#[must_use]
pub fn unknown_state(kind: &Kind, state: &str) -> Refusal {
    let list = |lang| {
        let names: Vec<&str> = kind.states.iter().map(|s| s.name.get(lang)).collect();
        names.join(if lang == Lang::Zh { "、" } else { ", " })
    };
    Refusal::UnknownState {
        kind: kind.name.clone(),
        state: state.to_owned(),
        known: Bilingual { zh: list(Lang::Zh), en: list(Lang::En) },
    }
}

fn words(kind: &Kind, state: &str) -> Bilingual {
    kind.state(state)
        .map_or_else(|| Bilingual { zh: state.to_owned(), en: state.to_owned() }, |state| state.name.clone())
}

fn mentions(guard: &Guard, set: &BTreeMap<String, Value>) -> bool {
    match guard {
        Guard::Needs { field } => set.contains_key(field),
        Guard::NotAbove { field, bound } => set.contains_key(field) || set.contains_key(bound),
        Guard::Evidence => false,
    }
}

fn holds(guard: &Guard, state: &State, step: &Step<'_>) -> Result<(), Refusal> {
    let value = |field: &str| step.set.get(field).or_else(|| step.fields.get(field));
    let name = |id: &str| {
        let field = step.kind.field(id);
        field.map_or_else(Bilingual::default, |field| field.name.clone())
    };
    match guard {
        Guard::Needs { field } => {
            if value(field).is_some_and(|value| !value.is_blank()) {
                return Ok(());
            }
            Err(Refusal::Needs {
                state: words(step.kind, &state.id),
                field: field.clone(),
                name: name(field),
            })
        }
        Guard::Evidence if step.evidence > 0 => Ok(()),
        Guard::Evidence => Err(Refusal::Evidence { state: words(step.kind, &state.id) }),
        Guard::NotAbove { field, bound } => {
            let number = |id: &str| match value(id) {
                Some(given) if !given.is_blank() => match given.number() {
                    Some(number) => Ok(Some(number)),
                    None => Err(Refusal::NotANumber { field: name(id), value: given.to_string() }),
                },
                _ => Ok(None),
            };
            match (number(field)?, number(bound)?) {
                (Some(number), Some(limit)) if number > limit => {
                    Err(Refusal::Above { field: name(field), value: number, bound: name(bound), limit })
                }
                _ => Ok(()),
            }
        }
    }
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
