//! In which parts of its subject an event speaks: its fields. People contradict each other field by
//! field.

use super::subject::LONGEST_CHAIN;
use super::{Body, Event, History};

/// A site's state.
pub const STATE: &str = "state";
/// Whether a site is in the register, and as what it came in.
pub const REGISTER: &str = "register";
/// What a report says.
pub const VALUE: &str = "value";
/// The counties that a task is assigned to.
pub const COUNTIES: &str = "counties";
/// The light that a person ruled.
pub const LIGHT: &str = "light";

impl Body {
    /// The fields of which it says something itself: a mark of the state where it moves it, and of
    /// each field that it sets. None for what only speaks of other events.
    #[must_use]
    pub fn says(&self) -> Vec<&str> {
        match self {
            Self::Mark { from, to, set, .. } => {
                let state = (from != to).then_some(STATE);
                state.into_iter().chain(set.keys().map(String::as_str)).collect()
            }
            Self::Add(_) | Self::Retire(_) => vec![REGISTER],
            Self::Report(_) => vec![VALUE],
            Self::Assign(_) => vec![COUNTIES],
            Self::Judge(_) => vec![LIGHT],
            Self::Undo { .. } | Self::Settle(_) | Self::Unknown(_) => Vec::new(),
        }
    }
}

impl History {
    /// The fields that an event touches: of which it says something; an undo those of the event that
    /// it names, a settlement its own.
    #[must_use]
    pub fn touches<'a>(&'a self, event: &'a Event) -> Vec<&'a str> {
        let mut body = &event.body;
        for _ in 0..=LONGEST_CHAIN {
            match body {
                Body::Settle(settled) => return vec![&settled.field],
                Body::Undo { event, .. } => match self.get(event) {
                    Some(next) => body = &next.body,
                    None => break,
                },
                _ => return body.says(),
            }
        }
        Vec::new()
    }
}
