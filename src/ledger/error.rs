//! Why a ledger could not be read or written.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use crate::text::{Lang, Say};

/// Why a ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// SQLite refused: the file is damaged, full, locked or not a database.
    #[error("{}: {source}", .path.display())]
    Sqlite {
        /// The ledger.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// The file does not hold together: garbage where pages should be.
    #[error("{} is damaged: {why}", .path.display())]
    Damaged {
        /// The ledger.
        path: PathBuf,
        /// What SQLite said.
        why: String,
    },
    /// The disk is full, or lets no file grow; the ledger is as it was.
    #[error("{}: the disk is full", .0.display())]
    Full(PathBuf),
    /// The folder may be read only.
    #[error("{} cannot be written", .0.display())]
    WriteProtected(PathBuf),
    /// The ledger that is open is no longer at its path: its folder was moved, removed or pulled out.
    #[error("{} is gone", .0.display())]
    Gone(PathBuf),
    /// The file could not be opened.
    #[error("{}: {source}", .path.display())]
    File {
        /// The ledger.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Written by a newer Guatu; left untouched.
    #[error("{}: schema version {found} is newer than {known}", .path.display())]
    Newer {
        /// The ledger.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version that this Guatu knows.
        known: i64,
    },
    /// A database, but not a ledger.
    #[error("{} is not a Guatu ledger", .0.display())]
    NotALedger(PathBuf),
    /// A row that is not an event.
    #[error("{}: event {row}: {reason}", .path.display())]
    Event {
        /// The ledger.
        path: PathBuf,
        /// The row, from 1.
        row: i64,
        /// What is wrong with it.
        reason: String,
    },
}

impl LedgerError {
    /// What SQLite said of a ledger.
    pub(super) fn of_sqlite(path: &Path, source: rusqlite::Error) -> Self {
        let path = path.to_owned();
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, why: source.to_string() },
            Some(ErrorCode::NotADatabase) => Self::NotALedger(path),
            Some(ErrorCode::DiskFull) => Self::Full(path),
            Some(ErrorCode::SystemIoFailure)
                if matches!(
                    source.sqlite_extended_error_code(),
                    Some(ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE)
                ) =>
            {
                Self::Full(path)
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::WriteProtected(path),
            _ => Self::Sqlite { path, source },
        }
    }

    /// The ledger.
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Sqlite { path, .. }
            | Self::File { path, .. }
            | Self::Newer { path, .. }
            | Self::Damaged { path, .. }
            | Self::Full(path)
            | Self::WriteProtected(path)
            | Self::Gone(path)
            | Self::NotALedger(path)
            | Self::Event { path, .. } => path,
        }
    }
}

impl Say for LedgerError {
    fn say(&self, lang: Lang) -> String {
        let fill = |key: &str, path: &Path, values: &[(&str, &str)]| {
            let path = path.display().to_string();
            lang.fill(key, &[&[("path", path.as_str())], values].concat())
        };
        match self {
            Self::Sqlite { path, source } => fill("ledger.sqlite", path, &[("why", &source.to_string())]),
            Self::Damaged { path, why } => fill("ledger.damaged", path, &[("why", why)]),
            Self::Full(path) => fill("ledger.full", path, &[]),
            Self::WriteProtected(path) => fill("ledger.write_protected", path, &[]),
            Self::Gone(path) => fill("ledger.gone", path, &[]),
            Self::File { path, source } => fill("ledger.file", path, &[("why", &source.to_string())]),
            Self::Newer { path, found, known } => {
                fill("ledger.newer", path, &[("found", &found.to_string()), ("known", &known.to_string())])
            }
            Self::NotALedger(path) => fill("ledger.not_a_ledger", path, &[]),
            Self::Event { path, row, reason } => {
                fill("ledger.event", path, &[("row", &row.to_string()), ("why", reason)])
            }
        }
    }
}
