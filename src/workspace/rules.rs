//! The rules of a workspace: those that come along, its own in `rules/`, and the one it chose.

use super::manifest::{self, Manifest};
use super::{Source, WorkspaceError};
use crate::io::{FileError, FileProblem};
use crate::status::{Rule, Rules};

/// The built-in rules and those in a workspace's `rules/*.toml`, which replace one of the same id.
pub(super) fn of(source: &Source) -> Result<Rules, WorkspaceError> {
    let mut rules = Rules::built_in();
    for name in source.list("rules", &["toml"]) {
        let bytes = source.read(&name)?;
        let file = source.file_name(&name);
        let text = std::str::from_utf8(&bytes).map_err(|error| FileError {
            file: file.clone(),
            problem: FileProblem::NotUtf8(error.valid_up_to()),
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        rules.put(Rule::from_toml(text).map_err(|error| WorkspaceError::Rule { file, error })?);
    }
    Ok(rules)
}

/// The rule that the manifest names, else 序时进度.
pub(super) fn chosen(rules: &Rules, source: &Source, manifest: &Manifest) -> Result<Rule, WorkspaceError> {
    let id = manifest.rule.as_deref().unwrap_or(Rule::SCHEDULE);
    rules.get(id).cloned().ok_or_else(|| WorkspaceError::UnknownRule {
        file: source.file_name(manifest::FILE),
        line: manifest.rule_line,
        rule: id.to_owned(),
        known: rules.ids(),
    })
}
