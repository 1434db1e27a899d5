//! The rules of a workspace: those that come along, its own in `rules/`, and the one it chose.

use super::manifest::{self, Manifest};
use super::{Source, WorkspaceError};
use crate::status::{Rule, Rules};

/// The built-in rules and those in a workspace's `rules/*.toml`, which replace one of the same id.
pub(super) fn of(source: &Source) -> Result<Rules, WorkspaceError> {
    let mut rules = Rules::built_in();
    for name in source.list("rules", &["toml"]) {
        let rule = Rule::from_toml(&source.text(&name)?);
        rules.put(rule.map_err(|error| WorkspaceError::Rule { file: source.file_name(&name), error })?);
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
