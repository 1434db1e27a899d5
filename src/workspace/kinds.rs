//! The kinds of a workspace: those that come along, and its own in `kinds/`.

use super::{Issue, Source, WorkspaceError};
use crate::site::{Kind, KindError, KindFault, Kinds};

/// A kind that a workspace brings itself.
pub(super) struct OwnKind {
    /// Its file, relative to the workspace.
    file: String,
    id: String,
}

/// The built-in kinds and those in a workspace's `kinds/*.toml`, which replace one of the same id.
/// A broken file stops the opening: marks must not be judged by a guard that someone changed away.
pub(super) fn of(source: &Source) -> Result<(Kinds, Vec<OwnKind>), WorkspaceError> {
    let mut kinds = Kinds::built_in();
    let mut own = Vec::new();
    for name in source.list("kinds", &["toml"]) {
        let text = source.text(&name)?;
        // `guatu kinds outfall > kinds/outfall.toml`: the shell makes the file before it is written.
        if text.trim().is_empty() {
            continue;
        }
        let wrong = |error| WorkspaceError::Kind { file: source.file_name(&name), error };
        let kind = Kind::from_toml(&text).map_err(wrong)?;
        let other = kinds.of_layer(&kind.layer).filter(|other| other.id != kind.id);
        if let Some(other) = other {
            let line = text.lines().position(|line| line.trim_start().starts_with("layer")).unwrap_or(0) + 1;
            let fault = KindFault::LayerTaken { layer: kind.layer.clone(), kind: other.id.clone() };
            return Err(wrong(KindError { line, fault }));
        }
        own.push(OwnKind { file: name, id: kind.id.clone() });
        kinds.put(kind);
    }
    Ok((kinds, own))
}

/// A kind that no layer of the workspace has: its file has no effect.
pub(super) fn unused(own: &[OwnKind], kinds: &Kinds, used: &[String]) -> Vec<Issue> {
    let idle = own.iter().filter(|own| !used.contains(&own.id));
    idle.map(|own| {
        let layer = kinds.get(&own.id).map_or("", |kind| kind.layer.as_str());
        Issue::of_layer(&own.file, "kind_unused", false, |lang| {
            lang.fill("workspace.kind_unused", &[("kind", &own.id), ("layer", layer)])
        })
    })
    .collect()
}
