//! A kind of site is data (`assets/kinds/*.toml`): fields, states in order, moves, guards, symbol.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Fields;
use crate::text::{Bilingual, Lang};

/// One kind of site, for example an outfall.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// `outfall`
    pub id: String,
    /// The layer file's name without `.geojson`, for example `outfalls`.
    pub layer: String,
    /// 入河排污口
    pub name: Bilingual,
    /// What its features are drawn as.
    #[serde(default)]
    pub geometry: GeometryKind,
    /// Its symbol on map and page; [`Kind::symbol_of`] gives a site's own.
    #[serde(default)]
    pub symbol: Symbol,
    /// Where a field decides the symbol.
    #[serde(default)]
    pub symbol_by: Option<SymbolBy>,
    /// Conditions that hold in every state and for every value that is set.
    #[serde(default)]
    pub guards: Vec<Guard>,
    /// States in the order of the work, then the relapses.
    pub states: Vec<State>,
    /// Moves against that order. A move forward needs no entry; any other is refused.
    #[serde(default)]
    pub moves: Vec<Move>,
    /// Fields with their names in files, beside those of every layer.
    #[serde(default)]
    pub fields: Vec<Field>,
}

impl Kind {
    /// The state with this id.
    #[must_use]
    pub fn state(&self, id: &str) -> Option<&State> {
        self.states.iter().find(|state| state.id == id)
    }

    /// The state that a person or a file means: an id, a name in either language, or an alias.
    #[must_use]
    pub fn state_named(&self, text: &str) -> Option<&State> {
        let text = text.trim();
        self.states.iter().find(|state| state.is_called(text))
    }

    /// A state's words; an unknown id speaks for itself.
    #[must_use]
    pub fn state_words<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.state(id).map_or(id, |state| state.name.get(lang))
    }

    /// The place of a state in the order of the work; none for a relapse or an unknown state.
    #[must_use]
    pub fn step(&self, state: &str) -> Option<usize> {
        self.states.iter().position(|s| s.id == state).filter(|&at| !self.states[at].relapse)
    }

    /// Whether `state` is `target` or past it in the order of the work. A relapse has reached
    /// nothing but itself.
    #[must_use]
    pub fn has_reached(&self, state: &str, target: &str) -> bool {
        state == target
            || matches!((self.step(state), self.step(target)), (Some(at), Some(goal)) if at >= goal)
    }

    /// Whether a state counts as remediated.
    #[must_use]
    pub fn is_done(&self, state: &str) -> bool {
        self.state(state).is_some_and(|state| state.done)
    }

    /// The field with this id.
    #[must_use]
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The field that a person or a file means: an id, a name in either language, or an alias.
    #[must_use]
    pub fn field_named(&self, text: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_called(text))
    }

    /// A field's words; an unknown id speaks for itself.
    #[must_use]
    pub fn field_words<'a>(&'a self, id: &'a str, lang: Lang) -> &'a str {
        self.field(id).map_or(id, |field| field.name.get(lang))
    }

    /// The symbol of a site with these fields.
    #[must_use]
    pub fn symbol_of(&self, fields: &Fields<'_>) -> Symbol {
        self.symbol_by
            .as_ref()
            .and_then(|by| by.symbols.get(&fields.get(&by.field)?.to_string()))
            .copied()
            .unwrap_or(self.symbol)
    }
}

/// A field that decides the symbol, for example the medium of a monitoring point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SymbolBy {
    /// The field.
    pub field: String,
    /// Value → symbol; any other value keeps the kind's.
    pub symbols: BTreeMap<String, Symbol>,
}

/// Points, lines or areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeometryKind {
    /// Points.
    #[default]
    Point,
    /// Lines; shown by a symbol at their middle where they are short on screen.
    Line,
    /// Areas; likewise.
    Area,
}

impl GeometryKind {
    /// Its place from the ground up: areas, lines, points.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Area => 0,
            Self::Line => 1,
            Self::Point => 2,
        }
    }
}

/// The shape of a kind's symbol; the state colours it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Symbol {
    /// A teardrop toward the river.
    Teardrop,
    /// A wave in a circle.
    Wave,
    /// A pick in a hexagon.
    Pick,
    /// A small flag.
    Flag,
    /// Two bars.
    Bars,
    /// A square, for plain kinds.
    #[default]
    Square,
    /// A factory.
    Factory,
    /// A furnace.
    Furnace,
    /// A chimney with smoke.
    Chimney,
    /// Lightning.
    Bolt,
    /// The sun.
    Sun,
    /// A crane.
    Crane,
    /// Blocks of a park.
    Park,
    /// A road.
    Road,
    /// Rails.
    Rail,
    /// A car.
    Car,
    /// A headframe over a shaft.
    Headframe,
    /// A basin with a drop.
    Basin,
    /// A pipe.
    Pipe,
    /// A staff gauge.
    Gauge,
    /// Two waves in a square.
    River,
    /// A channel with an arrow.
    Canal,
    /// A dam.
    Dam,
    /// Cat-tails.
    Reed,
    /// A shoot.
    Sprout,
    /// A field with furrows.
    Field,
    /// A star with five points.
    Star,
    /// A house.
    House,
    /// A flame.
    Flame,
    /// A target.
    Target,
    /// A circle round a point.
    Zone,
    /// A shield.
    Shield,
    /// A written page.
    Document,
}

impl Symbol {
    /// Every symbol.
    pub const ALL: [Self; 33] = [
        Self::Teardrop,
        Self::Wave,
        Self::Pick,
        Self::Flag,
        Self::Bars,
        Self::Square,
        Self::Factory,
        Self::Furnace,
        Self::Chimney,
        Self::Bolt,
        Self::Sun,
        Self::Crane,
        Self::Park,
        Self::Road,
        Self::Rail,
        Self::Car,
        Self::Headframe,
        Self::Basin,
        Self::Pipe,
        Self::Gauge,
        Self::River,
        Self::Canal,
        Self::Dam,
        Self::Reed,
        Self::Sprout,
        Self::Field,
        Self::Star,
        Self::House,
        Self::Flame,
        Self::Target,
        Self::Zone,
        Self::Shield,
        Self::Document,
    ];
}

/// One state of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// `traced`
    pub id: String,
    /// 已溯源
    pub name: Bilingual,
    /// Further words in files, for example 已完成 for 已关停.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Counts as remediated on the map (filled symbol).
    #[serde(default)]
    pub done: bool,
    /// A relapse (返黑返臭, 反弹, 离线): outside the order, and reopens the site.
    #[serde(default)]
    pub relapse: bool,
    /// Conditions for moving into it, or past it.
    #[serde(default)]
    pub guards: Vec<Guard>,
}

impl State {
    fn is_called(&self, text: &str) -> bool {
        let names = [&self.id, &self.name.zh, &self.name.en].into_iter().chain(&self.aliases);
        names.into_iter().any(|name| name.eq_ignore_ascii_case(text))
    }
}

/// Moves against the order of the work from one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// The state before.
    pub from: String,
    /// The states after that are allowed.
    pub to: Vec<String>,
}

/// A condition that a mark must meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "guard", rename_all = "snake_case", deny_unknown_fields)]
pub enum Guard {
    /// A field must be filled.
    Needs {
        /// The field.
        field: String,
    },
    /// At least one photo or file, with this mark.
    Evidence,
    /// A number may not exceed another.
    NotAbove {
        /// The number.
        field: String,
        /// Its bound.
        bound: String,
    },
}

/// One field of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// `responsible_body`
    pub id: String,
    /// 责任主体
    pub name: Bilingual,
    /// Further names in files; the Chinese and English names and the id always match.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Text, number or date.
    #[serde(default)]
    pub holds: FieldType,
    /// The unit of a number, for example `公顷`.
    #[serde(default)]
    pub unit: Option<String>,
    /// Accepted values of a text, where the field is a class.
    #[serde(default)]
    pub values: Vec<String>,
}

impl Field {
    /// Whether a file's column or a person's word names this field.
    #[must_use]
    pub fn is_called(&self, text: &str) -> bool {
        let text = text.trim();
        self.names().any(|name| name.eq_ignore_ascii_case(text))
    }

    /// All its names, the best first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.name.zh, &self.id, &self.name.en].into_iter().chain(&self.aliases).map(String::as_str)
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Text.
    #[default]
    Text,
    /// A number.
    Number,
    /// A date.
    Date,
}
