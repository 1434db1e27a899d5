//! The rules of a workspace: those that come along, its own in `rules/`, and the one it chose.

use super::manifest::{self, Manifest};
use super::{Source, Workspace, WorkspaceError};
use crate::io::write_whole;
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

impl Workspace {
    /// Judges by another rule from now on, and writes so in the manifest; in a trial it is tried and
    /// not written.
    ///
    /// # Errors
    /// Where there is no such rule, or the manifest cannot be written; then the rule stays.
    pub fn choose_rule(&mut self, id: &str) -> Result<(), WorkspaceError> {
        let folder = self.store.folder()?.map(|dir| Source::Folder(dir.to_owned()));
        let Some(rule) = self.rules.get(id).cloned() else {
            return Err(WorkspaceError::NoSuchRule { rule: id.to_owned(), known: self.rules.ids() });
        };
        if let Some(source) = folder {
            let text = Manifest::with_rule(&source, id)?;
            let path = source.folder().join(manifest::FILE);
            write_whole(&path, text.as_bytes()).map_err(|error| WorkspaceError::of_system(&path, &error))?;
        }
        self.rule = rule;
        Ok(())
    }
}
