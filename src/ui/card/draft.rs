//! A mark that is being written down, and what the rules ask for on its way.

use std::collections::BTreeMap;
use std::path::PathBuf;

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::State;
use crate::ledger::SiteNow;
use crate::site::guard::{Step, check};
use crate::site::{Field, FieldType, Guard, Kind, Refusal, Site, SiteId, Value};

/// A mark that is being written down.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Draft {
    /// Site and number of events for which it was begun: after a mark there is a new one.
    begun_for: Option<(SiteId, usize)>,
    /// The id of the state after; none keeps the state.
    pub(super) to: Option<String>,
    /// The day on which it holds, as typed.
    pub(super) on: String,
    pub(super) note: String,
    /// Fields by id, as typed.
    pub(super) set: BTreeMap<String, String>,
    /// Paths of photos and files.
    pub(super) evidence: Vec<PathBuf>,
    /// How many of them were looked at.
    pub(super) looked: usize,
    /// A path being typed.
    pub(super) path: String,
}

impl Draft {
    /// The draft of a site, begun anew where there is none.
    pub(super) fn load(ui: &Ui, state: &State, site: &Site) -> Self {
        let begun_for = Some((site.id.clone(), state.acts));
        let kept = ui.data(|data| data.get_temp::<Self>(Id::unique("mark_draft")));
        kept.filter(|draft| draft.begun_for == begun_for).unwrap_or_else(|| Self {
            begun_for,
            on: state.as_of.date.min(state.today).to_string(),
            ..Self::default()
        })
    }

    /// A draft of another form than the mark's, which keeps it itself, on the day that is looked at.
    pub(super) fn begun(state: &State) -> Self {
        Self { on: state.as_of.date.min(state.today).to_string(), ..Self::default() }
    }

    /// Keeps it for the next frame, which comes at once where it changed: the foot of the card is
    /// drawn before the form.
    pub(super) fn keep(self, ui: &Ui) {
        let kept = ui.data(|data| data.get_temp::<Self>(Id::unique("mark_draft")));
        if kept.as_ref() != Some(&self) {
            ui.ctx().request_repaint();
        }
        ui.data_mut(|data| data.insert_temp(Id::unique("mark_draft"), self));
    }

    /// How many fields are filled.
    pub(super) fn filled(&self) -> usize {
        self.set.values().filter(|text| !text.trim().is_empty()).count()
    }

    /// Whether it says what to record: a state, or fields of a site that keeps its state.
    pub(super) fn is_begun(&self) -> bool {
        self.to.is_some() || self.filled() > 0
    }

    /// The day, where one is written.
    pub(super) fn date(&self) -> Option<Date> {
        self.on.trim().parse().ok()
    }

    /// The fields that were filled, as their type wants them; what is no number stays text, and
    /// the guard says so.
    pub(super) fn values(&self, kind: &Kind) -> BTreeMap<String, Value> {
        let filled = self.set.iter().filter(|(_, text)| !text.trim().is_empty());
        filled
            .map(|(id, text)| {
                let number = kind
                    .field(id)
                    .filter(|field| field.holds == FieldType::Number)
                    .and_then(|_| text.trim().parse().ok());
                let value = number.map_or_else(|| Value::Text(text.trim().to_owned()), Value::Number);
                (id.clone(), value)
            })
            .collect()
    }
}

/// What the way to a state asks for: fields that a guard needs, found by asking the guards again
/// with each answer given, and numbers that a guard bounds.
pub(super) fn wanted_fields<'a>(kind: &'a Kind, now: &SiteNow, to: &str) -> Vec<&'a Field> {
    let mut wanted: Vec<&Field> = Vec::new();
    let mut set = BTreeMap::new();
    loop {
        let step =
            Step { kind, fields: &now.fields, from: now.state, to, set: &set, evidence: 1, noted: true };
        let Err(Refusal::Needs { field, .. }) = check(&step) else {
            break;
        };
        set.insert(field.clone(), Value::Text("1".to_owned()));
        match kind.field(&field) {
            Some(field) if !wanted.contains(&field) => wanted.push(field),
            _ => break,
        }
    }
    let guards = kind.states.iter().flat_map(|state| &state.guards).chain(&kind.guards);
    for guard in guards {
        if let Guard::NotAbove { field, .. } = guard
            && let Some(field) = kind.field(field)
            && !wanted.contains(&field)
        {
            wanted.push(field);
        }
    }
    wanted
}
