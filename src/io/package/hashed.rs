//! Copying with the SHA-256 of what was copied.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

/// What was copied.
pub(super) struct Copied {
    pub(super) bytes: u64,
    pub(super) sha256: String,
}

/// Which end failed.
pub(super) enum CopyError {
    Read(io::Error),
    Write(io::Error),
}

/// Copies all of it.
pub(super) fn copy(from: &mut impl Read, into: &mut impl Write) -> Result<Copied, CopyError> {
    let mut digest = Sha256::new();
    let mut bytes = 0;
    let mut buffer = vec![0; 64 << 10];
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(CopyError::Read(error)),
        };
        let chunk = buffer.get(..read).unwrap_or_default();
        digest.update(chunk);
        into.write_all(chunk).map_err(CopyError::Write)?;
        bytes += read as u64;
    }
    let sha256 = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Copied { bytes, sha256 })
}

/// The SHA-256 of a file's bytes, as 64 hexadecimal digits, without holding them all.
///
/// # Errors
/// What the file system says.
pub fn sha256_of(path: &Path) -> io::Result<String> {
    match copy(&mut File::open(path)?, &mut io::sink()) {
        Ok(copied) => Ok(copied.sha256),
        Err(CopyError::Read(error) | CopyError::Write(error)) => Err(error),
    }
}
