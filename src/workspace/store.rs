//! What keeps the acts of a workspace: a folder with its lock and ledger, or a trial's memory.

use std::fs::{File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::WorkspaceError;
use super::act::Evidence;
use crate::ledger::{Event, Journal, LedgerError, Sealed, Taken, new_device};

const LOCK: &str = "guatu.lock";

/// The device of events that are kept in memory only.
const TRIAL: &str = "trial";

/// What keeps the acts of a workspace. The default keeps nothing and refuses them.
#[derive(Debug, Default)]
pub struct Store(Keeps);

#[derive(Debug, Default)]
enum Keeps {
    #[default]
    Nothing,
    Folder(Box<Held>),
    /// Acts are allowed and written nowhere.
    Memory,
}

#[derive(Debug)]
struct Held {
    dir: PathBuf,
    journal: Journal,
    // After the journal, so that it is let go of when all is written.
    _lock: Lock,
}

/// Holds a folder until it is dropped, or the process is killed.
#[derive(Debug)]
struct Lock(File);

impl Drop for Lock {
    fn drop(&mut self) {
        // Closing the file would do, were there no process that this one is just starting and that
        // still has it open too. Best effort: then it is let go of a moment later.
        let _ = self.0.unlock();
    }
}

impl Store {
    /// Holds a folder; a second process, or a second call, is refused.
    pub(super) fn hold(dir: &Path) -> Result<Self, WorkspaceError> {
        let path = dir.join(LOCK);
        let system = |error: &std::io::Error| match error.kind() {
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                WorkspaceError::Ledger(LedgerError::WriteProtected(dir.to_owned()))
            }
            _ => WorkspaceError::of_system(&path, error),
        };
        let lock = File::options().write(true).create(true).truncate(false).open(&path);
        let lock = lock.map_err(|error| system(&error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(WorkspaceError::Held(dir.to_owned())),
            Err(TryLockError::Error(error)) => return Err(system(&error)),
        }
        let ledger = dir.join(super::load::LEDGER);
        // SQLite would say only with the first mark that the file may not be written.
        match File::options().append(true).open(&ledger) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(system(&error)),
            _ => {}
        }
        let journal = Journal::open(&ledger, &new_device())?;
        Ok(Self(Keeps::Folder(Box::new(Held { dir: dir.to_owned(), journal, _lock: Lock(lock) }))))
    }

    /// Keeps acts in memory only.
    pub(super) const fn memory() -> Self {
        Self(Keeps::Memory)
    }

    pub(super) const fn is_held(&self) -> bool {
        matches!(self.0, Keeps::Folder(_))
    }

    /// The device under whose name events are written.
    pub(super) fn device(&self) -> Result<&str, WorkspaceError> {
        match &self.0 {
            Keeps::Folder(held) => Ok(held.journal.device()),
            Keeps::Memory => Ok(TRIAL),
            Keeps::Nothing => Err(WorkspaceError::ReadOnly),
        }
    }

    /// The folder that it writes in, if it is still there; none for a trial.
    pub(super) fn folder(&self) -> Result<Option<&Path>, WorkspaceError> {
        match &self.0 {
            Keeps::Folder(held) => {
                held.journal.still_there()?;
                Ok(Some(&held.dir))
            }
            Keeps::Memory => Ok(None),
            Keeps::Nothing => Err(WorkspaceError::ReadOnly),
        }
    }

    /// Takes in events of other devices, all or none; durable when it returns.
    pub(super) fn take_in(
        &mut self,
        events: &[Sealed],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Taken, WorkspaceError> {
        match &mut self.0 {
            Keeps::Folder(held) => Ok(held.journal.take_in(events, goes_on)?),
            Keeps::Memory | Keeps::Nothing => Err(WorkspaceError::ReadOnly),
        }
    }

    /// Keeps events, all or none, and, before any event names them, their files; durable when it
    /// returns.
    pub(super) fn keep(&mut self, files: &[Evidence], events: &[Event]) -> Result<(), WorkspaceError> {
        match &mut self.0 {
            Keeps::Folder(held) => {
                // Else a folder that was pulled out would be made anew for its evidence.
                held.journal.still_there()?;
                for file in files {
                    file.keep(&held.dir)?;
                }
                held.journal.append_all(events)?;
                Ok(())
            }
            Keeps::Memory => Ok(()),
            Keeps::Nothing => Err(WorkspaceError::ReadOnly),
        }
    }
}
