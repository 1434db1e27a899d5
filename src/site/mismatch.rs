//! Whether the measures of a plan speak of kinds, fields and states that there are.

use super::{Field, FieldType, Kind, Kinds};
use crate::plan::{Compute, Condition, MilestoneId, Plan, SiteMeasure};
use crate::text::{Lang, Say};

/// A word of a measure that no kind knows: its number can never be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{milestone}: {fault}")]
pub struct Mismatch {
    /// The milestone.
    pub milestone: MilestoneId,
    /// What does not fit.
    pub fault: MeasureFault,
}

/// What a measure names and no kind has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MeasureFault {
    /// A kind that nobody defined.
    #[error("no kind `{0}`")]
    Kind(String),
    /// A field that the kind does not have.
    #[error("`{kind}` has no field `{field}`")]
    Field {
        /// The kind.
        kind: String,
        /// The field.
        field: String,
    },
    /// A state that the kind does not have.
    #[error("`{kind}` has no state `{state}`")]
    State {
        /// The kind.
        kind: String,
        /// The state.
        state: String,
    },
    /// A value that the field does not list.
    #[error("`{field}` of `{kind}` is never `{value}`")]
    Value {
        /// The kind.
        kind: String,
        /// The field.
        field: String,
        /// The value.
        value: String,
    },
    /// A field that holds no numbers, where a number is asked for.
    #[error("`{field}` of `{kind}` holds no numbers")]
    NotNumber {
        /// The kind.
        kind: String,
        /// The field.
        field: String,
    },
}

impl Say for Mismatch {
    fn say(&self, lang: Lang) -> String {
        let say = |key: &str, kind: &str, values: [(&str, &str); 2]| {
            let all = [("milestone", self.milestone.0.as_str()), ("kind", kind), values[0], values[1]];
            lang.fill(key, &all)
        };
        let none = ("", "");
        match &self.fault {
            MeasureFault::Kind(kind) => say("site.measure_kind", kind, [none, none]),
            MeasureFault::Field { kind, field } => say("site.measure_field", kind, [("field", field), none]),
            MeasureFault::State { kind, state } => say("site.measure_state", kind, [("state", state), none]),
            MeasureFault::Value { kind, field, value } => {
                say("site.measure_value", kind, [("field", field), ("value", value)])
            }
            MeasureFault::NotNumber { kind, field } => {
                say("site.measure_not_number", kind, [("field", field), none])
            }
        }
    }
}

impl Kinds {
    /// Every word of a plan's measures that no kind knows, in the plan's order.
    #[must_use]
    pub fn mismatches(&self, plan: &Plan) -> Vec<Mismatch> {
        let mut found = Vec::new();
        for (_, milestone) in plan.milestones() {
            let measures = milestone.targets.iter().filter_map(|target| target.over_sites());
            let faults = measures.flat_map(|measure| self.faults(measure));
            found.extend(faults.map(|fault| Mismatch { milestone: milestone.id.clone(), fault }));
        }
        found
    }

    fn faults(&self, measure: &SiteMeasure) -> Vec<MeasureFault> {
        let mut found = Vec::new();
        let Some(kind) = self.get(&measure.kind) else {
            return vec![MeasureFault::Kind(measure.kind.clone())];
        };
        self.in_condition(kind, &measure.of, &mut found);
        self.in_condition(kind, &measure.counted, &mut found);
        let numbers: &[&String] = match &measure.compute {
            Compute::Share | Compute::Count | Compute::Remainder => &[],
            Compute::Min { field } | Compute::Max { field } => &[field],
            Compute::Sum { field, of, .. } => &[field, of],
        };
        numbers.iter().for_each(|field| is_number(kind, field, &mut found));
        found
    }

    fn in_condition(&self, kind: &Kind, condition: &Condition, found: &mut Vec<MeasureFault>) {
        for (field, values) in condition.fields.iter().chain(&condition.fields_not) {
            takes(kind, field, values, found);
        }
        let limits = [&condition.at_least, &condition.more_than, &condition.less_than];
        for field in limits.into_iter().flat_map(|limits| limits.keys()) {
            is_number(kind, field, found);
        }
        for way in &condition.any {
            self.in_condition(kind, way, found);
        }
        if let Some(near) = &condition.near {
            match self.get(&near.kind) {
                None => found.push(MeasureFault::Kind(near.kind.clone())),
                Some(other) => {
                    near.fields.iter().for_each(|(field, values)| takes(other, field, values, found));
                }
            }
        }
        let states = condition.states.iter().chain(&condition.reached);
        let unknown = states.filter(|state| kind.state(state).is_none());
        found
            .extend(unknown.map(|state| MeasureFault::State { kind: kind.id.clone(), state: state.clone() }));
    }
}

fn known<'k>(kind: &'k Kind, id: &str, found: &mut Vec<MeasureFault>) -> Option<&'k Field> {
    let field = kind.field(id);
    if field.is_none() {
        found.push(MeasureFault::Field { kind: kind.id.clone(), field: id.to_owned() });
    }
    field
}

fn takes(kind: &Kind, id: &str, values: &[String], found: &mut Vec<MeasureFault>) {
    let Some(field) = known(kind, id, found).filter(|field| !field.values.is_empty()) else { return };
    let strange = values.iter().filter(|value| !field.values.contains(value));
    found.extend(strange.map(|value| MeasureFault::Value {
        kind: kind.id.clone(),
        field: id.to_owned(),
        value: value.clone(),
    }));
}

fn is_number(kind: &Kind, id: &str, found: &mut Vec<MeasureFault>) {
    if known(kind, id, found).is_some_and(|field| field.holds != FieldType::Number) {
        found.push(MeasureFault::NotNumber { kind: kind.id.clone(), field: id.to_owned() });
    }
}
