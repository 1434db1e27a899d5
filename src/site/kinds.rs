//! The kinds of site that Guatu brings along, and the fields of every layer.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Field, Kind};
use crate::text::Bilingual;

/// In drawing order: areas first, points last.
const FILES: &[(&str, &str)] = &[
    ("legacy_mine", include_str!("../../assets/kinds/legacy_mine.toml")),
    ("beautiful_river", include_str!("../../assets/kinds/beautiful_river.toml")),
    ("black_odorous_water", include_str!("../../assets/kinds/black_odorous_water.toml")),
    ("outfall", include_str!("../../assets/kinds/outfall.toml")),
    ("monitoring_point", include_str!("../../assets/kinds/monitoring_point.toml")),
];
const PLAIN: &str = include_str!("../../assets/kinds/plain.toml");
const COMMON: &str = include_str!("../../assets/kinds/common.toml");

/// All kinds a workspace knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kinds {
    /// In drawing order.
    pub kinds: Vec<Kind>,
}

impl Kinds {
    /// The kinds that Guatu brings along.
    #[must_use]
    pub fn built_in() -> Self {
        // A broken file leaves its kind out; `every_kind_parses` below forbids it.
        let kinds = FILES.iter().flat_map(|(_, text)| toml::from_str(text));
        Self { kinds: kinds.collect() }
    }

    /// The kind with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }

    /// The kind whose records a layer holds.
    #[must_use]
    pub fn of_layer(&self, layer: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.layer == layer)
    }

    /// A plain kind (未开始 → 进行中 → 已完成 → 已验收) for a layer that has none of its own.
    #[must_use]
    pub fn plain(id: &str, layer: &str) -> Kind {
        // A broken file gives a kind without states; `every_kind_parses` below forbids it.
        let plain: Kind = toml::from_str(PLAIN).unwrap_or_default();
        let name = Bilingual { zh: layer.to_owned(), en: layer.to_owned() };
        Kind { id: id.to_owned(), layer: layer.to_owned(), name, ..plain }
    }
}

#[derive(Deserialize)]
struct Common {
    fields: Vec<Field>,
}

static COMMON_FIELDS: LazyLock<Vec<Field>> = LazyLock::new(|| {
    let common: Result<Common, _> = toml::from_str(COMMON);
    common.map_or_else(|_| Vec::new(), |common| common.fields)
});

/// The fields of every layer: `id`, `name`, `county`, `state`, `registered_on`, `demo`.
#[must_use]
pub fn common_fields() -> &'static [Field] {
    &COMMON_FIELDS
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::site::Guard;

    fn every_kind() -> Vec<Kind> {
        FILES
            .iter()
            .map(|(name, text)| {
                toml::from_str(text).unwrap_or_else(|e| panic!("assets/kinds/{name}.toml: {e}"))
            })
            .chain([toml::from_str(PLAIN).expect("assets/kinds/plain.toml")])
            .collect()
    }

    #[test]
    fn every_kind_parses() {
        assert_eq!(every_kind().len(), FILES.len() + 1);
        assert_eq!(Kinds::built_in().kinds.len(), FILES.len());
        assert_eq!(common_fields().len(), 6);
    }

    #[test]
    fn kinds_name_only_states_and_fields_that_they_have() {
        for kind in every_kind() {
            let states: HashSet<&str> = kind.states.iter().map(|s| s.id.as_str()).collect();
            assert_eq!(states.len(), kind.states.len(), "{}: a state twice", kind.id);
            for entry in &kind.moves {
                for state in entry.to.iter().chain([&entry.from]) {
                    assert!(states.contains(state.as_str()), "{}: {state}", kind.id);
                }
            }
            let guards = kind.states.iter().flat_map(|s| &s.guards);
            for guard in guards.chain(&kind.guards) {
                let fields = match guard {
                    Guard::Needs { field } => vec![field],
                    Guard::NotAbove { field, bound } => vec![field, bound],
                    Guard::Evidence => vec![],
                };
                for field in fields {
                    assert!(kind.field(field).is_some(), "{}: {field}", kind.id);
                }
            }
            if let Some(by) = &kind.symbol_by {
                let field = kind.field(&by.field).expect("a field of the kind");
                assert!(by.symbols.keys().all(|value| field.values.contains(value)));
            }
        }
    }

    #[test]
    fn a_name_in_a_file_means_one_field() {
        for kind in every_kind() {
            let mut seen = HashSet::new();
            for field in &kind.fields {
                for name in field.names().map(str::to_lowercase).collect::<HashSet<_>>() {
                    assert!(seen.insert(name.clone()), "{}: {name} twice", kind.id);
                }
            }
        }
    }

    #[test]
    fn states_are_known_by_id_and_by_name_in_both_languages() {
        let kinds = Kinds::built_in();
        let outfall = kinds.get("outfall").unwrap();
        for text in ["treating", "整治中", " 整治中 ", "under treatment"] {
            assert_eq!(outfall.state_named(text).unwrap().id, "treating", "{text}");
        }
        assert!(outfall.state_named("整治").is_none());
    }

    #[test]
    fn a_relapse_has_reached_nothing() {
        let kinds = Kinds::built_in();
        let outfall = kinds.get("outfall").unwrap();
        assert!(outfall.has_reached("accepted", "traced"));
        assert!(outfall.has_reached("traced", "traced"));
        assert!(!outfall.has_reached("monitored", "traced"));
        assert!(!outfall.has_reached("relapsed", "investigated"));
    }
}
