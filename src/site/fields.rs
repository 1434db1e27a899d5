//! What a site's fields hold as of a day: its record, and over it what marks set.

use std::collections::BTreeMap;

use super::Value;

/// A record's fields with those that marks set. Borrows both: most sites have a record only, and
/// are read a hundred thousand at a time.
#[derive(Debug, Clone)]
pub struct Fields<'a> {
    record: &'a BTreeMap<String, Value>,
    /// In the order in which they were set; the last of a field holds.
    set: Vec<(&'a str, &'a Value)>,
}

impl<'a> Fields<'a> {
    /// Those of a record alone.
    #[must_use]
    pub const fn of(record: &'a BTreeMap<String, Value>) -> Self {
        Self { record, set: Vec::new() }
    }

    /// Lays what a mark sets over what was there.
    pub fn lay_over(&mut self, set: impl IntoIterator<Item = (&'a String, &'a Value)>) {
        self.set.extend(set.into_iter().map(|(field, value)| (field.as_str(), value)));
    }

    /// What a field holds.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&'a Value> {
        let set = self.set.iter().rev().find(|(id, _)| *id == field);
        set.map(|(_, value)| *value).or_else(|| self.record.get(field))
    }

    /// The number that a field holds.
    #[must_use]
    pub fn number(&self, field: &str) -> Option<f64> {
        self.get(field).and_then(Value::number)
    }

    /// Whether no mark set any.
    #[must_use]
    pub const fn is_record(&self) -> bool {
        self.set.is_empty()
    }

    /// Every field, by its id.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a Value)> {
        let record = self.record.iter().map(|(field, value)| (field.as_str(), value));
        record.chain(self.set.iter().copied()).collect::<BTreeMap<_, _>>().into_iter()
    }
}

/// The same where every field holds the same, wherever that was written.
impl PartialEq for Fields<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(fields: &[(&str, &str)]) -> BTreeMap<String, Value> {
        fields.iter().map(|(id, value)| ((*id).to_owned(), Value::Text((*value).to_owned()))).collect()
    }

    #[test]
    fn the_last_mark_that_sets_a_field_holds_over_the_record() {
        let (record, first, second) =
            (map(&[("a", "1"), ("b", "2")]), map(&[("a", "3"), ("c", "4")]), map(&[("a", "5")]));
        let mut fields = Fields::of(&record);
        assert!(fields.is_record());
        fields.lay_over(&first);
        fields.lay_over(&second);
        assert_eq!(fields.number("a"), Some(5.0));
        assert_eq!(fields, Fields::of(&map(&[("a", "5"), ("b", "2"), ("c", "4")])));
        assert_eq!(fields.get("d"), None);
    }
}
