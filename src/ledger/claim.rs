//! What a field holds after an event: what the sides of a conflict claim.

use serde::Serialize;

use super::field::{REGISTER, STATE};
use super::{Addition, Body, Ruled, Said};
use crate::plan::Adcode;
use crate::site::Value;

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// A site's state.
    State(String),
    /// A field's value.
    Value(Value),
    /// What a report says.
    Said(Said),
    /// The counties that a task is assigned to.
    Counties(Vec<Adcode>),
    /// The light that a person ruled.
    Light(Ruled),
    /// The site came into the register as this.
    Added(Box<Addition>),
    /// The site left the register.
    Retired,
}

impl Claim {
    /// What a body says of a field, where it says something.
    pub(super) fn of(body: &Body, field: &str) -> Option<Self> {
        match body {
            Body::Mark { from, to, .. } if field == STATE => (from != to).then(|| Self::State(to.clone())),
            Body::Mark { set, .. } => set.get(field).cloned().map(Self::Value),
            Body::Add(added) if field == REGISTER => {
                // Who found it, and with which photo, makes no other site of it.
                let (note, evidence) = (None, Vec::new());
                Some(Self::Added(Box::new(Addition { note, evidence, ..added.clone() })))
            }
            Body::Retire(_) if field == REGISTER => Some(Self::Retired),
            Body::Report(report) => Some(Self::Said(report.said)),
            Body::Assign(assignment) => Some(Self::Counties(assignment.counties.clone())),
            Body::Judge(judgement) => Some(Self::Light(judgement.light)),
            _ => None,
        }
    }
}
