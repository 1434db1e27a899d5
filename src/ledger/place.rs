//! Where a ledger stands, and whether the file at its path is still the one that is open.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::chain::sha256;

/// Names where a ledger stands, `path` or what is to become `path`: host, folder, and the moment at
/// which the file was made, where the system knows it. A copy stands elsewhere and so writes as a
/// device of its own; nothing is written outside the workspace to know that.
pub(super) fn place(path: &Path, file: &Metadata) -> io::Result<String> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => fs::canonicalize(folder)?,
        _ => fs::canonicalize(".")?,
    };
    let made = file.created().ok().and_then(|made| made.duration_since(SystemTime::UNIX_EPOCH).ok());
    let made = made.map_or_else(String::new, |made| made.as_nanos().to_string());
    let host = gethostname::gethostname();
    let parts = [host.as_encoded_bytes(), folder.as_os_str().as_encoded_bytes(), made.as_bytes()];
    Ok(sha256(&parts.join(&0)))
}

/// Which file is at a path: it stays the same while the file is open and in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identity(#[cfg(unix)] (u64, u64), #[cfg(not(unix))] Option<SystemTime>);

impl Identity {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let file = fs::metadata(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Ok(Self((file.dev(), file.ino())))
        }
        // Where an open file cannot be taken away from its path, that it is there is nearly enough.
        #[cfg(not(unix))]
        Ok(Self(file.created().ok()))
    }
}
