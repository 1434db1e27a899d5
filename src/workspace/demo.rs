//! Writes the demonstration records into a folder: how the program's own `data/` is made.

use std::fs;
use std::path::Path;

use super::WorkspaceError;
use super::load::LEDGER;
use crate::demo::DemoData;
use crate::io::write_whole;
use crate::ledger::Journal;

/// The device of the ledger that is shipped; a copy that is made for work gets its own.
const DEVICE: &str = "示例";

/// Writes layers, pictures and ledger. Files of the same names are replaced, the ledger among them.
///
/// # Errors
/// Where a file cannot be written; those before it are.
pub fn write_demo(dir: &Path, demo: &DemoData) -> Result<(), WorkspaceError> {
    for layer in &demo.layers {
        write(&dir.join(&layer.path), layer.text().as_bytes())?;
    }
    for picture in &demo.evidence {
        write(&dir.join("evidence").join(&picture.file), picture.bytes)?;
    }
    // A ledger only grows: a new one is made beside the old and takes its place.
    let fresh = dir.join(format!(".{LEDGER}.partial"));
    let refused = |error| WorkspaceError::of_system(&fresh, &error);
    if fresh.exists() {
        fs::remove_file(&fresh).map_err(refused)?;
    }
    let mut journal = Journal::open(&fresh, DEVICE)?;
    journal.append_all(&demo.events)?;
    journal.close_packed()?;
    fs::rename(&fresh, dir.join(LEDGER)).map_err(refused)
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let refused = |error| WorkspaceError::of_system(path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    write_whole(path, bytes).map_err(refused)
}
