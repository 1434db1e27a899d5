//! Why a file as a whole could not be read, and what is wrong with one record of it.

use std::path::Path;

use crate::text::{Lang, Say};

/// A file that could not be read: which, where in it, what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem:?}")]
pub struct FileError {
    /// The file, as a person would name it.
    pub file: String,
    /// What is wrong.
    pub problem: FileProblem,
}

/// What is wrong with a file. Lines and columns count from 1, columns in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileProblem {
    /// It is not there.
    Missing,
    /// The system refuses it.
    Unreadable(String),
    /// Nothing in it.
    Empty,
    /// Not UTF-8 from this byte on, counted from 0.
    NotUtf8(usize),
    /// A web page, often what a server sends in place of a file.
    Html,
    /// It ends too early.
    Truncated(LineColumn),
    /// `NaN` or `Infinity`, which JSON does not have.
    NotANumber(LineColumn, String),
    /// Nested deeper than 128 levels.
    TooDeep(LineColumn),
    /// Not JSON.
    NotJson(LineColumn, String),
    /// JSON, but no features: what it is instead.
    NotFeatures(String),
    /// A shapefile that does not hold together.
    Shapefile(String),
}

/// A place in a text, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineColumn {
    /// From 1.
    pub line: usize,
    /// In bytes, from 1.
    pub column: usize,
}

impl std::fmt::Display for LineColumn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl FileError {
    /// An error of the file system about a file.
    #[must_use]
    pub fn of_system(path: &Path, error: &std::io::Error) -> Self {
        let problem = match error.kind() {
            std::io::ErrorKind::NotFound => FileProblem::Missing,
            _ => FileProblem::Unreadable(error.to_string()),
        };
        Self { file: path.display().to_string(), problem }
    }

    /// The file and the place in it, for example `outfalls.geojson:12:5`.
    #[must_use]
    pub fn place(&self) -> String {
        let file = &self.file;
        match &self.problem {
            FileProblem::NotUtf8(byte) => format!("{file}:byte {byte}"),
            FileProblem::Truncated(at)
            | FileProblem::NotANumber(at, _)
            | FileProblem::TooDeep(at)
            | FileProblem::NotJson(at, _) => format!("{file}:{at}"),
            FileProblem::Html | FileProblem::NotFeatures(_) => format!("{file}:1:1"),
            _ => file.clone(),
        }
    }
}

impl Say for FileError {
    fn say(&self, lang: Lang) -> String {
        let say = |key: &str, at: Option<LineColumn>, what: &str| {
            let (line, column) = at.map_or((0, 0), |at| (at.line, at.column));
            lang.fill(
                key,
                &[
                    ("file", &self.file),
                    ("line", &line.to_string()),
                    ("column", &column.to_string()),
                    ("what", what),
                ],
            )
        };
        match &self.problem {
            FileProblem::Missing => say("io.missing", None, ""),
            FileProblem::Unreadable(why) => say("io.unreadable", None, why),
            FileProblem::Empty => say("io.empty", None, ""),
            FileProblem::NotUtf8(byte) => say("io.not_utf8", None, &byte.to_string()),
            FileProblem::Html => say("io.html", None, ""),
            FileProblem::Truncated(at) => say("io.truncated", Some(*at), ""),
            FileProblem::NotANumber(at, token) => say("io.not_a_number", Some(*at), token),
            FileProblem::TooDeep(at) => say("io.too_deep", Some(*at), ""),
            FileProblem::NotJson(at, why) => say("io.not_json", Some(*at), why),
            FileProblem::NotFeatures(found) => say("io.not_features", None, found),
            FileProblem::Shapefile(why) => say("io.shapefile", None, why),
        }
    }
}

/// What is wrong with one record; the others are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The record's number in its file, from 1.
    pub number: usize,
    /// The line it starts on, where the file has lines.
    pub line: Option<usize>,
    /// What is wrong.
    pub what: FaultKind,
}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq)]
pub enum FaultKind {
    /// Not a `Feature`: what it is instead.
    NotAFeature(String),
    /// Its properties are no object.
    Properties,
    /// It has no geometry.
    NoGeometry,
    /// Its geometry cannot be read.
    Geometry(String),
    /// A part of it has fewer positions than it needs.
    TooFewPositions {
        /// How many it needs.
        need: usize,
        /// How many it has.
        have: usize,
    },
    /// Not degrees east and north.
    OutOfRange {
        /// The first number of the position.
        x: f64,
        /// The second.
        y: f64,
    },
    /// No code (编号).
    NoId,
    /// The value of a field cannot be read: field and value.
    Value {
        /// The field's name in both languages.
        field: crate::text::Bilingual,
        /// What the file says.
        value: String,
    },
    /// No state; the first of the kind is taken.
    NoState,
    /// The kind has no such state.
    UnknownState(String),
}

impl FaultKind {
    /// The rule's id.
    #[must_use]
    pub const fn rule(&self) -> &'static str {
        match self {
            Self::NotAFeature(_) => "not_a_feature",
            Self::Properties => "bad_properties",
            Self::NoGeometry => "no_geometry",
            Self::Geometry(_) => "bad_geometry",
            Self::TooFewPositions { .. } => "too_few_positions",
            Self::OutOfRange { .. } => "out_of_range",
            Self::NoId => "no_id",
            Self::Value { .. } => "bad_value",
            Self::NoState => "no_state",
            Self::UnknownState(_) => "state_unknown",
        }
    }
}

impl Say for Fault {
    fn say(&self, lang: Lang) -> String {
        let place = match self.line {
            Some(line) => lang.fill(
                "io.record_on_line",
                &[("number", &self.number.to_string()), ("line", &line.to_string())],
            ),
            None => lang.fill("io.record", &[("number", &self.number.to_string())]),
        };
        let key = format!("io.{}", self.what.rule());
        let what = match &self.what {
            FaultKind::NotAFeature(what) | FaultKind::Geometry(what) | FaultKind::UnknownState(what) => {
                lang.fill(&key, &[("what", what)])
            }
            FaultKind::TooFewPositions { need, have } => {
                lang.fill(&key, &[("need", &need.to_string()), ("have", &have.to_string())])
            }
            FaultKind::OutOfRange { x, y } => {
                let swapped = x.abs() <= 90.0 && (90.0..=180.0).contains(&y.abs());
                let hint = if swapped {
                    "io.hint_swapped"
                } else if x.abs() > 1000.0 {
                    "io.hint_projected"
                } else {
                    "io.hint_check"
                };
                lang.fill(&key, &[("x", &x.to_string()), ("y", &y.to_string()), ("hint", lang.get(hint))])
            }
            FaultKind::Value { field, value } => {
                lang.fill(&key, &[("field", field.get(lang)), ("value", value)])
            }
            FaultKind::Properties | FaultKind::NoGeometry | FaultKind::NoId | FaultKind::NoState => {
                lang.get(&key).to_owned()
            }
        };
        lang.fill("io.fault", &[("place", &place), ("what", &what)])
    }
}
