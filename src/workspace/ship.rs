//! Writes files and a packed ledger into a folder: how the program's own `data/` is made.

use std::fs;
use std::path::Path;

use super::WorkspaceError;
use super::load::LEDGER;
use crate::io::write_whole;
use crate::ledger::{Event, Journal};

/// A file and what is in it, its path relative to the folder.
pub type Shipped<'a> = (String, std::borrow::Cow<'a, [u8]>);

/// Writes the files and a new ledger of one device with these events. Files of the same names are
/// replaced, the ledger among them; nothing else is touched.
///
/// # Errors
/// Where a file cannot be written; those before it are.
pub fn ship(dir: &Path, files: &[Shipped<'_>], events: &[Event], device: &str) -> Result<(), WorkspaceError> {
    for (name, bytes) in files {
        let path = dir.join(name);
        let refused = |error| WorkspaceError::of_system(&path, &error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(refused)?;
        }
        write_whole(&path, bytes).map_err(refused)?;
    }
    // A ledger only grows: a new one is made beside the old and takes its place.
    let fresh = dir.join(format!(".{LEDGER}.partial"));
    let refused = |error| WorkspaceError::of_system(&fresh, &error);
    if fresh.exists() {
        fs::remove_file(&fresh).map_err(refused)?;
    }
    let mut journal = Journal::to_ship(&fresh, device)?;
    journal.append_all(events)?;
    journal.close_packed()?;
    fs::rename(&fresh, dir.join(LEDGER)).map_err(refused)
}
