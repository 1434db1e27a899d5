//! What holds a folder for writing: its lock and its ledger.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use super::WorkspaceError;
use crate::ledger::{Journal, new_id};

const LOCK: &str = "guatu.lock";

/// What holds a folder for writing. The default holds nothing.
#[derive(Debug, Default)]
pub struct Store(Option<Held>);

#[derive(Debug)]
struct Held {
    dir: PathBuf,
    journal: Journal,
    // Released when it is dropped, also when the process is killed.
    _lock: File,
}

impl Store {
    /// Holds a folder; a second process, or a second call, is refused.
    pub(super) fn hold(dir: &Path) -> Result<Self, WorkspaceError> {
        let path = dir.join(LOCK);
        let system = |error: &std::io::Error| WorkspaceError::of_system(&path, error);
        let lock = File::options().write(true).create(true).truncate(false).open(&path);
        let lock = lock.map_err(|error| system(&error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WorkspaceError::Held(dir.to_owned())),
            Err(TryLockError::Error(error)) => return Err(system(&error)),
        }
        let journal = Journal::open(&dir.join(super::load::LEDGER), &new_device())?;
        Ok(Self(Some(Held { dir: dir.to_owned(), journal, _lock: lock })))
    }

    pub(super) fn is_held(&self) -> bool {
        self.0.is_some()
    }

    /// The folder and its ledger.
    pub(super) fn held(&mut self) -> Result<(&Path, &mut Journal), WorkspaceError> {
        match &mut self.0 {
            Some(held) => Ok((&held.dir, &mut held.journal)),
            None => Err(WorkspaceError::ReadOnly),
        }
    }
}

/// A name for a device that has none: chance alone, no moment.
pub(super) fn new_device() -> String {
    new_id(jiff::Timestamp::UNIX_EPOCH)
}
