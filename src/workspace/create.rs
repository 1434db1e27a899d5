//! New workspaces: whole folders or none.

use std::path::{Path, PathBuf};

use super::load::LEDGER;
use super::manifest::{COUNTIES, FILE, Manifest};
use super::{Source, WorkspaceError, embedded, stem};
use crate::io::write_whole;
use crate::plan;

/// Makes a workspace in a folder that is absent or empty: real boundaries, the plan, and either
/// empty site layers or, with `demo`, the demonstration records and their history.
///
/// # Errors
/// Where the folder is not empty or cannot be written; then it is left as it was.
pub fn create(dir: &Path, demo: bool) -> Result<(), WorkspaceError> {
    let there = match std::fs::read_dir(dir) {
        Ok(mut entries) => match entries.next() {
            None => true,
            Some(_) => return Err(WorkspaceError::NotEmpty(dir.to_owned())),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(WorkspaceError::of_system(dir, &error)),
    };
    let draft = beside(dir)?;
    let made = fill(&draft, demo).and_then(|()| {
        if there {
            // Renaming onto an empty folder works on some systems only.
            std::fs::remove_dir(dir).map_err(|error| WorkspaceError::of_system(dir, &error))?;
        }
        std::fs::rename(&draft, dir).map_err(|error| WorkspaceError::of_system(dir, &error))
    });
    if made.is_err() {
        // Best effort: the first error is the one that matters.
        let _ = std::fs::remove_dir_all(&draft);
        if there && !dir.exists() {
            let _ = std::fs::create_dir(dir);
        }
    }
    made
}

/// A folder of our own on the same disk.
fn beside(dir: &Path) -> Result<PathBuf, WorkspaceError> {
    let system = |path: &Path, error: &std::io::Error| WorkspaceError::of_system(path, error);
    let full = std::path::absolute(dir).map_err(|error| system(dir, &error))?;
    let (Some(parent), Some(name)) = (full.parent(), full.file_name()) else {
        return Err(WorkspaceError::NotEmpty(dir.to_owned()));
    };
    std::fs::create_dir_all(parent).map_err(|error| system(parent, &error))?;
    let draft = format!(".{}.{}.partial", name.to_string_lossy(), std::process::id());
    let draft = parent.join(draft);
    std::fs::create_dir(&draft).map_err(|error| system(&draft, &error))?;
    Ok(draft)
}

fn fill(dir: &Path, demo: bool) -> Result<(), WorkspaceError> {
    let manifest = Manifest::of(&Source::BuiltIn)?;
    let made_up = |name: &str| {
        manifest.layers.iter().any(|layer| layer.file == name)
            || name == LEDGER
            || name == FILE
            || name.starts_with("evidence/")
            || name == "SOURCES.md"
    };
    for (name, bytes) in embedded::FILES {
        if demo || !made_up(name) {
            put(dir, name, bytes)?;
        }
    }
    put(dir, "plan.json", plan::BUILT_IN_JSON.as_bytes())?;
    if demo {
        // Whoever writes first in the copied ledger gets a device of his own.
        return Ok(());
    }
    for layer in &manifest.layers {
        let empty = format!(
            "{{\"type\":\"FeatureCollection\",\"name\":\"{}\",\"features\":[]}}\n",
            stem(&layer.file)
        );
        put(dir, &layer.file, empty.as_bytes())?;
    }
    let title = plan::built_in().ok().map(|plan| plan.short_title.zh);
    let manifest = Manifest { name: title, maker: None, ..manifest };
    put(dir, FILE, manifest.text().as_bytes())?;
    debug_assert!(dir.join(COUNTIES).exists(), "real boundaries");
    Ok(())
}

fn put(dir: &Path, name: &str, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let path = dir.join(name);
    let system = |error: &std::io::Error| WorkspaceError::of_system(&path, error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(|error| system(&error))?;
    }
    write_whole(&path, bytes).map_err(|error| system(&error))
}
