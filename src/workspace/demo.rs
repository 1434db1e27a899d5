//! Writes the demonstration records into a folder: how the program's own `data/` is made.

use std::fs;
use std::path::{Path, PathBuf};

use crate::demo::DemoData;
use crate::io::write_whole;
use crate::ledger::{Journal, LedgerError};
use crate::text::{Lang, Say};

/// The device of the ledger that is shipped; a copy that is opened for work gets its own.
const DEVICE: &str = "示例";

/// Why the demonstration could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteDemoError {
    /// A folder or file could not be written.
    #[error("{}: {source}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The ledger could not be written.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Say for WriteDemoError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::File { path, source } => lang.fill(
                "workspace.demo_file",
                &[("path", &path.display().to_string()), ("why", &source.to_string())],
            ),
            Self::Ledger(error) => error.say(lang),
        }
    }
}

/// Writes layers, pictures and ledger. Files of the same names are replaced, the ledger among them.
///
/// # Errors
/// Where a file cannot be written; those before it are.
pub fn write_demo(dir: &Path, demo: &DemoData) -> Result<(), WriteDemoError> {
    for layer in &demo.layers {
        write(&dir.join(&layer.path), layer.text().as_bytes())?;
    }
    for picture in &demo.evidence {
        write(&dir.join("evidence").join(&picture.file), picture.bytes)?;
    }
    // A ledger only grows, so that a new one is made beside the old and takes its place.
    let ledger = dir.join("ledger.db");
    let fresh = dir.join(".ledger.db.partial");
    let file = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteDemoError::File { path, source }
    };
    if fresh.exists() {
        fs::remove_file(&fresh).map_err(file(&fresh))?;
    }
    let mut journal = Journal::open(&fresh, DEVICE)?;
    journal.append_all(&demo.events)?;
    journal.close_packed()?;
    fs::rename(&fresh, &ledger).map_err(file(&ledger))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteDemoError> {
    let file = |source| WriteDemoError::File { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(file)?;
    }
    write_whole(path, bytes).map_err(file)
}
