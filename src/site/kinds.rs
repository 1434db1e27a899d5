//! The kinds of site that Guatu brings along, and the fields of every layer.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Field, Kind};
use crate::text::Bilingual;

/// The files of `assets/kinds`, by name.
macro_rules! files {
    ($($name:literal)+) => {
        &[$(($name, include_str!(concat!("../../assets/kinds/", $name, ".toml")))),+]
    };
}

/// In drawing order: areas first, points last, what is looked for most on top.
const FILES: &[(&str, &str)] = files![
    "legacy_mine"
    "producing_mine"
    "tailings_pond"
    "industrial_park"
    "key_area"
    "irrigation_district"
    "farmland"
    "buffer_wetland"
    "river"
    "beautiful_river"
    "black_odorous_water"
    "snwd_canal"
    "sewer_net"
    "rail_spur"
    "road"
    "enterprise"
    "steel_plant"
    "coal_unit"
    "re_plant"
    "construction_site"
    "vehicle_fleet"
    "law_enforcement"
    "village"
    "rural_sewage"
    "wwtp"
    "water_section"
    "water_sample"
    "outfall"
    "fire_point"
    "hotspot"
    "inspection_issue"
    "monitoring_point"
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
        let kinds = FILES.iter().flat_map(|(_, text)| Kind::from_toml(text));
        Self { kinds: kinds.collect() }
    }

    /// The file of a kind that Guatu brings along, to start one's own from.
    #[must_use]
    pub fn file(id: &str) -> Option<&'static str> {
        FILES.iter().find(|(name, _)| *name == id).map(|(_, text)| *text)
    }

    /// Adds a kind, above those that are drawn as it is; one with the same id makes room for it.
    pub fn put(&mut self, kind: Kind) {
        match self.kinds.iter_mut().find(|known| known.id == kind.id) {
            Some(known) => *known = kind,
            None => {
                let below = |known: &Kind| known.geometry.rank() <= kind.geometry.rank();
                let at = self.kinds.iter().rposition(below).map_or(0, |at| at + 1);
                self.kinds.insert(at, kind);
            }
        }
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
    use crate::site::FieldType;

    fn every_kind() -> Vec<Kind> {
        FILES
            .iter()
            .map(|(name, text)| {
                Kind::from_toml(text).unwrap_or_else(|e| panic!("assets/kinds/{name}.toml: {e}"))
            })
            .chain([Kind::from_toml(PLAIN).expect("assets/kinds/plain.toml")])
            .collect()
    }

    #[test]
    fn every_file_is_compiled_in() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/kinds");
        let mut there: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
            .filter(|name| !["plain", "common"].contains(&name.as_str()))
            .collect();
        let mut compiled: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
        compiled.sort_unstable();
        there.sort_unstable();
        assert_eq!(there, compiled);
        for (kind, (name, _)) in Kinds::built_in().kinds.iter().zip(FILES) {
            assert_eq!(kind.id, *name, "a file is named after its kind");
        }
    }

    #[test]
    fn every_layer_of_the_plan_has_a_kind_of_its_own() {
        let (plan, kinds) = (crate::plan::built_in().unwrap(), Kinds::built_in());
        for layer in plan.layers.keys().filter(|layer| *layer != "counties") {
            assert!(kinds.of_layer(layer).is_some(), "{layer}");
        }
        let layers: HashSet<&str> = kinds.kinds.iter().map(|kind| kind.layer.as_str()).collect();
        assert_eq!(layers.len(), kinds.kinds.len(), "two kinds of one layer");
    }

    #[test]
    fn areas_lie_under_lines_and_lines_under_points() {
        let order: Vec<u8> = Kinds::built_in().kinds.iter().map(|kind| kind.geometry.rank()).collect();
        assert!(order.is_sorted());
    }

    #[test]
    fn every_kind_can_be_finished() {
        for kind in every_kind() {
            // An observation has one state only; all else begins with something to do.
            let begins = kind.states.first().is_some_and(|state| !state.done && !state.relapse);
            assert!(begins || kind.states.len() == 1, "{}", kind.id);
            assert!(kind.states.iter().any(|state| state.done), "{}", kind.id);
            assert!(kind.states.iter().all(|state| !(state.done && state.relapse)), "{}", kind.id);
            let relapses = kind.states.iter().filter(|state| state.relapse);
            for relapse in relapses {
                let leads = |entry: &crate::site::Move| entry.to.contains(&relapse.id);
                let back = kind.moves.iter().any(|entry| entry.from == relapse.id);
                assert!(kind.moves.iter().any(leads) && back, "{}: {}", kind.id, relapse.id);
            }
        }
    }

    #[test]
    fn a_word_for_a_state_means_one_state() {
        for kind in every_kind() {
            let mut seen = HashSet::new();
            for state in &kind.states {
                let words = [&state.id, &state.name.zh, &state.name.en].into_iter().chain(&state.aliases);
                for word in words.map(|word| word.to_lowercase()).collect::<HashSet<_>>() {
                    assert!(seen.insert(word.clone()), "{}: {word}", kind.id);
                }
            }
        }
        let kinds = Kinds::built_in();
        assert_eq!(kinds.get("coal_unit").unwrap().state_named("已完成").unwrap().id, "completed");
    }

    #[test]
    fn every_kind_parses() {
        assert_eq!(every_kind().len(), FILES.len() + 1);
        assert_eq!(Kinds::built_in().kinds.len(), FILES.len());
        assert_eq!(common_fields().len(), 6);
    }

    #[test]
    fn a_class_is_a_text_and_a_unit_belongs_to_a_number() {
        for kind in every_kind() {
            for field in &kind.fields {
                let text = field.holds == FieldType::Text;
                assert!(text || field.values.is_empty(), "{}: {}", kind.id, field.id);
                assert!(field.unit.is_none() || field.holds == FieldType::Number, "{}", field.id);
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
