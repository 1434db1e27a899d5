//! Settling a conflict: a person who knows both sides says which holds. On the disk when it returns.

use super::{Workspace, WorkspaceError};
use crate::ledger::{Author, Body, Conflict, Event, EventId, Settlement, civil_day};
use crate::status::field_words;
use crate::text::{Lang, Say};

/// A settlement that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleRequest {
    /// The event that shall hold: a side of an open conflict.
    pub keep: EventId,
    /// The field by id or name; needed where the event is a side of conflicts in several.
    pub field: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// Why a conflict was not settled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettleError {
    /// The event is a side of no open conflict.
    #[error("{0} is in no open conflict")]
    NoConflict(String),
    /// It is a side of open conflicts in several fields.
    #[error("{event} is in conflicts of {}", fields.join(", "))]
    WhichField {
        /// The event.
        event: String,
        /// The fields.
        fields: Vec<String>,
    },
}

impl SettleError {
    /// The exit code: 2 wrong use, 5 refused by a rule.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::NoConflict(_) => 5,
            Self::WhichField { .. } => 2,
        }
    }

    /// The event.
    #[must_use]
    pub fn place(&self) -> String {
        match self {
            Self::NoConflict(event) | Self::WhichField { event, .. } => event.clone(),
        }
    }
}

impl Say for SettleError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NoConflict(event) => lang.fill("workspace.no_conflict", &[("event", event)]),
            Self::WhichField { event, fields } => {
                let fields = fields.join(lang.get("status.comma"));
                lang.fill("workspace.which_field", &[("event", event), ("fields", &fields)])
            }
        }
    }
}

impl Workspace {
    /// Whether a conflict is on the field of this id or name.
    fn is_field(&self, conflict: &Conflict, name: &str) -> bool {
        let words = field_words(&self.inputs(), &conflict.subject, &conflict.field);
        [&conflict.field, &words.zh, &words.en].into_iter().any(|known| known == name.trim())
    }

    /// Writes which side of an open conflict holds; durable when it returns. The field then holds what
    /// it held after the kept event; what the others say of other fields stays.
    ///
    /// # Errors
    /// Where the event is unknown or a side of no open conflict, it is one in several fields and none
    /// is named, or it cannot be written.
    pub fn settle(&mut self, request: &SettleRequest, author: &Author) -> Result<Event, WorkspaceError> {
        if !self.writable {
            return Err(WorkspaceError::ReadOnly);
        }
        let id = &request.keep;
        let keep = self.history.get(id).ok_or_else(|| WorkspaceError::UnknownEvent(id.0.clone()))?;
        let is_asked = |conflict: &Conflict| {
            conflict.is_open()
                && conflict.sides.iter().any(|side| side.event == *id)
                && request.field.as_ref().is_none_or(|field| self.is_field(conflict, field))
        };
        let fields: Vec<String> = self
            .history
            .conflicts_on(keep)
            .into_iter()
            .filter(is_asked)
            .map(|conflict| conflict.field)
            .collect();
        let field = match fields.as_slice() {
            [field] => field.clone(),
            [] => return Err(SettleError::NoConflict(id.0.clone()).into()),
            _ => return Err(SettleError::WhichField { event: id.0.clone(), fields }.into()),
        };
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let body = Body::Settle(Settlement {
            site: keep.site(),
            over: self.history.against(keep, &field),
            field,
            keep: id.clone(),
            note: note.map(str::to_owned),
        });
        self.write(&[], civil_day(author.recorded_at), author, body)
    }
}
