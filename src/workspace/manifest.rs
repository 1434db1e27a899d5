//! `guatu.toml`: what a workspace holds, where a folder does not speak for itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{ContextRole, Source, WorkspaceError};
use crate::io::Mapping;

/// The manifest's name in a folder.
pub(super) const FILE: &str = "guatu.toml";
/// The counties' file.
pub(super) const COUNTIES: &str = "counties.geojson";
/// The newest format that this Guatu reads.
const FORMAT: u32 = 1;
/// The site layers of the city's own card: what a map shows that no task chooses for.
pub const CARD_LAYERS: [&str; 4] = ["monitoring_points", "outfalls", "black_odorous_waters", "legacy_mines"];
/// Their files and kinds: what a folder without a manifest must have.
const CARD_FILES: [(&str, &str); 4] = [
    ("monitoring_points.geojson", "monitoring_point"),
    ("outfalls.geojson", "outfall"),
    ("black_odorous_waters.geojson", "black_odorous_water"),
    ("legacy_mines.geojson", "legacy_mine"),
];

/// What `guatu.toml` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The format of this file, from 1.
    #[serde(default = "first_format")]
    pub(super) format: u32,
    /// The workspace's name.
    #[serde(default)]
    pub(super) name: Option<String>,
    /// `built-in`, or the plan's file.
    #[serde(default)]
    pub(super) plan: Option<String>,
    /// The light rule's id.
    #[serde(default)]
    pub(super) rule: Option<String>,
    /// The line that names the rule, from 1.
    #[serde(skip)]
    pub(super) rule_line: usize,
    /// Who makes its pages.
    #[serde(default)]
    pub(super) maker: Option<String>,
    /// Where its base data come from.
    #[serde(default)]
    pub(super) credits: Vec<String>,
    /// Site layers.
    #[serde(default)]
    pub(super) layers: Vec<LayerEntry>,
    /// Layers that are only drawn, in drawing order.
    #[serde(default)]
    pub(super) context: Vec<ContextEntry>,
}

/// A site layer of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayerEntry {
    /// Its file in the folder.
    pub(super) file: String,
    /// Its kind; none takes the one of its name, or a plain one.
    #[serde(default)]
    pub(super) kind: Option<String>,
    /// Field id → the file's column.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) fields: Mapping,
}

/// A context layer of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContextEntry {
    /// Its file in the folder.
    pub(super) file: String,
    /// How it is drawn.
    #[serde(default)]
    pub(super) role: ContextRole,
}

fn first_format() -> u32 {
    FORMAT
}

impl Manifest {
    /// Reads a folder's manifest, or makes one from its files' names, and adds every file in
    /// `layers/` and `context/` that it does not name.
    pub(super) fn of(source: &Source) -> Result<Self, WorkspaceError> {
        let mut manifest = if source.has(FILE) {
            Self::parse(&source.file_name(FILE), &source.read(FILE)?)?
        } else {
            Self::of_names(source)?
        };
        for file in source.list("layers", &["geojson", "json"]) {
            if !manifest.layers.iter().any(|layer| layer.file == file) {
                manifest.layers.push(LayerEntry { file, kind: None, fields: Mapping::new() });
            }
        }
        for file in source.list("context", &["geojson", "json", "shp"]) {
            if !manifest.context.iter().any(|layer| layer.file == file) {
                let role = ContextRole::of_name(super::stem(&file));
                manifest.context.push(ContextEntry { file, role });
            }
        }
        Ok(manifest)
    }

    /// Whether a folder has a manifest or one of the known layers.
    pub(super) fn is_in(source: &Source) -> bool {
        let layers = CARD_FILES.iter().map(|(file, _)| *file);
        layers.chain([FILE, COUNTIES]).any(|file| source.has(file))
    }

    fn of_names(source: &Source) -> Result<Self, WorkspaceError> {
        if !Self::is_in(source) {
            return Err(WorkspaceError::NotAWorkspace(source.folder()));
        }
        let entry = |&(file, kind): &(&str, &str)| LayerEntry {
            file: file.to_owned(),
            kind: Some(kind.to_owned()),
            fields: Mapping::new(),
        };
        Ok(Self {
            format: FORMAT,
            name: None,
            plan: None,
            rule: None,
            rule_line: 0,
            maker: None,
            credits: Vec::new(),
            layers: CARD_FILES.iter().map(entry).collect(),
            context: Vec::new(),
        })
    }

    fn parse(file: &str, bytes: &[u8]) -> Result<Self, WorkspaceError> {
        let wrong = |line: usize, message: &str| WorkspaceError::Manifest {
            file: file.to_owned(),
            line,
            message: message.lines().next().unwrap_or_default().to_owned(),
        };
        let line_at = |end: usize| {
            let before = bytes.get(..end).unwrap_or(bytes);
            before.iter().filter(|&&byte| byte == b'\n').count() + 1
        };
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text =
            std::str::from_utf8(bytes).map_err(|error| wrong(line_at(error.valid_up_to()), "not UTF-8"))?;
        let mut manifest: Self = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(span.start));
            wrong(line, error.message())
        })?;
        if manifest.format > FORMAT {
            let message = format!("format {} is newer than {FORMAT}, update Guatu", manifest.format);
            return Err(wrong(1, &message));
        }
        let names_rule = |line: &str| line.split('=').next().is_some_and(|key| key.trim() == "rule");
        manifest.rule_line = text.lines().position(names_rule).unwrap_or_default() + 1;
        Ok(manifest)
    }

    /// The manifest of a folder with another rule: the person's own text, with its comments, and one
    /// line changed. A folder without a manifest gets one that says what its files' names say.
    pub(super) fn with_rule(source: &Source, rule: &str) -> Result<String, WorkspaceError> {
        let file = source.file_name(FILE);
        let text = if source.has(FILE) {
            let bytes = source.read(FILE)?;
            Self::parse(&file, &bytes)?;
            String::from_utf8_lossy(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).into_owned()
        } else {
            Self::of_names(source)?.text()
        };
        let mut document: toml_edit::DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            WorkspaceError::Manifest { file, line: 1, message }
        })?;
        let mut value = toml_edit::Value::from(rule);
        match document.get_mut("rule").and_then(toml_edit::Item::as_value_mut) {
            Some(old) => {
                // The comment behind it stays.
                value.decor_mut().clone_from(old.decor());
                *old = value;
            }
            None => {
                document.insert("rule", toml_edit::Item::Value(value));
            }
        }
        Ok(document.to_string())
    }

    /// The file's text.
    pub(super) fn text(&self) -> String {
        // Strings and numbers only: cannot fail.
        toml::to_string(self).unwrap_or_default()
    }
}

impl ContextRole {
    /// The role that a file's name tells.
    fn of_name(name: &str) -> Self {
        let name = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["schematic", "示意"]) {
            Self::SchematicRivers
        } else if has(&["river", "河"]) {
            Self::Rivers
        } else if has(&["province", "省"]) {
            Self::Provinces
        } else if has(&["cities", "city", "市"]) {
            Self::Cities
        } else if has(&["neighbour", "counties", "县"]) {
            Self::Neighbours
        } else if has(&["place", "地名"]) {
            Self::Places
        } else {
            Self::Other
        }
    }
}
