//! A mark as it is written, read without copying a word: of a million events nearly all are marks,
//! and nearly none is looked at for itself.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use super::{Body, Event, EventId};
use crate::site::{SiteId, Value};

/// A mark with every part that one may have. Whatever has a part more or less is no such mark, and
/// is read the long way: so the two ways agree about everything that both read.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenMark<'a> {
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    #[serde(borrow)]
    pub device: Cow<'a, str>,
    pub effective_on: Date,
    pub recorded_at: Timestamp,
    #[serde(borrow)]
    by: Cow<'a, str>,
    #[serde(default, borrow)]
    pub saw: Option<Vec<Word<'a>>>,
    #[serde(default)]
    pub turn: u32,
    #[serde(borrow)]
    kind: Cow<'a, str>,
    #[serde(borrow)]
    pub site: Cow<'a, str>,
    #[serde(borrow)]
    layer: Cow<'a, str>,
    #[serde(borrow)]
    pub from: Cow<'a, str>,
    #[serde(borrow)]
    pub to: Cow<'a, str>,
    #[serde(default)]
    pub set: BTreeMap<String, Value>,
    #[serde(default, borrow)]
    note: Option<Word<'a>>,
    #[serde(default, borrow)]
    pub evidence: Vec<Word<'a>>,
}

/// Serde borrows a `Cow` only where it is a field of its own.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(super) struct Word<'a>(#[serde(borrow)] pub Cow<'a, str>);

impl<'a> WrittenMark<'a> {
    /// The mark; none where the text is anything else, right or wrong.
    pub(super) fn read(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok().filter(|written: &Self| written.kind == "mark")
    }
}

impl From<WrittenMark<'_>> for Event {
    fn from(written: WrittenMark<'_>) -> Self {
        let word = |Word(word): Word<'_>| word.into_owned();
        Self {
            id: EventId(written.id.into_owned()),
            device: written.device.into_owned(),
            effective_on: written.effective_on,
            recorded_at: written.recorded_at,
            by: written.by.into_owned(),
            saw: written.saw.map(|saw| saw.into_iter().map(word).map(EventId).collect()),
            turn: written.turn,
            body: Body::Mark {
                site: SiteId(written.site.into_owned()),
                layer: written.layer.into_owned(),
                from: written.from.into_owned(),
                to: written.to.into_owned(),
                set: written.set,
                note: written.note.map(word),
                evidence: written.evidence.into_iter().map(word).collect(),
            },
        }
    }
}

impl Event {
    /// Reads an event as it is stored and as it travels.
    ///
    /// # Errors
    /// Where the JSON is no event, or one of a known kind that lacks parts.
    pub fn from_json(json: &str) -> Result<Self, String> {
        if let Some(written) = WrittenMark::read(json) {
            return Ok(written.into());
        }
        let event: Self = serde_json::from_str(json).map_err(|error| error.to_string())?;
        if event.body.is_damaged() {
            return Err(format!("a {} that lacks parts", event.body.kind()));
        }
        Ok(event)
    }
}
