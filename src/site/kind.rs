//! A kind of site is data (`assets/kinds/*.toml`): fields, states in order, moves, guards, symbol.

use serde::{Deserialize, Serialize};

use crate::text::Bilingual;

/// All kinds a workspace knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Kinds {
    /// In drawing order.
    pub kinds: Vec<Kind>,
}

impl Kinds {
    /// The kind with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Kind> {
        self.kinds.iter().find(|kind| kind.id == id)
    }
}

/// One kind of site, for example an outfall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Kind {
    /// `outfall`
    pub id: String,
    /// The layer file's name without `.geojson`, for example `outfalls`.
    pub layer: String,
    /// 入河排污口
    pub name: Bilingual,
    /// What its features are drawn as.
    pub geometry: GeometryKind,
    /// Its symbol on map and page.
    pub symbol: Symbol,
    /// States in the order of the work.
    pub states: Vec<State>,
    /// Allowed moves; any move not listed is refused.
    pub moves: Vec<Move>,
    /// Fields with their names in files.
    pub fields: Vec<Field>,
}

/// Points, lines or areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GeometryKind {
    /// Points.
    Point,
    /// Lines; shown by a symbol at their middle where they are short on screen.
    Line,
    /// Areas; likewise.
    Area,
}

/// The shape of a kind's symbol; the state colours it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    Square,
}

/// One state of a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// `traced`
    pub id: String,
    /// 已溯源
    pub name: Bilingual,
    /// Counts as remediated on the map (filled symbol).
    #[serde(default)]
    pub done: bool,
    /// A relapse (返黑返臭, 反弹): outside the order, and reopens the site.
    #[serde(default)]
    pub relapse: bool,
}

/// Allowed moves from one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The state before.
    pub from: String,
    /// The states after that are allowed.
    pub to: Vec<String>,
}

/// A condition that a move into a state must meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "guard", rename_all = "snake_case")]
pub enum Guard {
    /// A field must be filled.
    Needs {
        /// The field.
        field: String,
    },
    /// At least one photo or file.
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
