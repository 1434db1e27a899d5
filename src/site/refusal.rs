//! Why a mark is refused, in words that say what would meet the rule.

use crate::text::{Bilingual, Lang, Say};

/// Why a mark is refused: which rule, and what would meet it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// The kind has no such state.
    #[error("{} has no state {state:?}", .kind.en)]
    UnknownState {
        /// The kind's name.
        kind: Bilingual,
        /// What was asked for.
        state: String,
        /// The states that there are.
        known: Bilingual,
    },
    /// Neither forward nor a move that the kind names.
    #[error("no move from {:?} to {:?}", .from.en, .to.en)]
    NoSuchMove {
        /// The state before.
        from: Bilingual,
        /// The state asked for.
        to: Bilingual,
    },
    /// The site is there already and nothing else is said.
    #[error("already {:?}", .state.en)]
    NothingNew {
        /// The state.
        state: Bilingual,
    },
    /// A field must be filled first.
    #[error("{:?} needs {field}", .state.en)]
    Needs {
        /// The state that asks for it.
        state: Bilingual,
        /// The field's id.
        field: String,
        /// The field's name.
        name: Bilingual,
    },
    /// A photo or file must come with the mark.
    #[error("{:?} needs evidence", .state.en)]
    Evidence {
        /// The state that asks for it.
        state: Bilingual,
    },
    /// A number exceeds its bound.
    #[error("{} {value} is above {} {limit}", .field.en, .bound.en)]
    Above {
        /// The field's name.
        field: Bilingual,
        /// Its value.
        value: f64,
        /// The bound's name.
        bound: Bilingual,
        /// The bound's value.
        limit: f64,
    },
    /// A number was expected.
    #[error("{} is no number: {value}", .field.en)]
    NotANumber {
        /// The field's name.
        field: Bilingual,
        /// What was given.
        value: String,
    },
}

impl Refusal {
    /// The rule's id, for JSON.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::UnknownState { .. } => "state_unknown",
            Self::NoSuchMove { .. } => "move_not_allowed",
            Self::NothingNew { .. } => "nothing_new",
            Self::Needs { .. } => "needs_field",
            Self::Evidence { .. } => "needs_evidence",
            Self::Above { .. } => "above_bound",
            Self::NotANumber { .. } => "not_a_number",
        }
    }
}

impl Say for Refusal {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::UnknownState { kind, state, known } => lang.fill(
                "site.state_unknown",
                &[("kind", kind.get(lang)), ("state", state), ("known", known.get(lang))],
            ),
            Self::NoSuchMove { from, to } => {
                lang.fill("site.move_not_allowed", &[("from", from.get(lang)), ("to", to.get(lang))])
            }
            Self::NothingNew { state } => lang.fill("site.nothing_new", &[("state", state.get(lang))]),
            Self::Needs { state, field, name } => lang.fill(
                "site.needs_field",
                &[("state", state.get(lang)), ("field", field), ("name", name.get(lang))],
            ),
            Self::Evidence { state } => lang.fill("site.needs_evidence", &[("state", state.get(lang))]),
            Self::Above { field, value, bound, limit } => lang.fill(
                "site.above_bound",
                &[
                    ("field", field.get(lang)),
                    ("value", &value.to_string()),
                    ("bound", bound.get(lang)),
                    ("limit", &limit.to_string()),
                ],
            ),
            Self::NotANumber { field, value } => {
                lang.fill("site.not_a_number", &[("field", field.get(lang)), ("value", value)])
            }
        }
    }
}
