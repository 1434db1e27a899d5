//! Putting the photos and files of a checked package into a folder.

use std::collections::HashMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use zip::read::ZipFile;

use super::entry::Name;
use super::hashed::{self, CopyError};
use super::walk::walk;
use super::{PackageError, PackageFault};
use crate::io::WholeFile;

/// Writes those photos and files of a package that are `wanted`, by their SHA-256, each to its place,
/// whole or not at all. The bytes are held against their names once more: the package may have
/// changed since it was read. Their names are on the disk when the folders are synchronised.
/// `goes_on` is asked now and then with the number of bytes that were read.
///
/// # Errors
/// Where the package is no longer what it was, or a file cannot be written.
pub fn unpack(
    file: &str,
    source: impl Read,
    wanted: &HashMap<String, PathBuf>,
    goes_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), PackageError> {
    walk(file, source, goes_on, &mut |entry| match Name::parse(entry.name_raw())? {
        Name::Evidence(file) => match wanted.get(&file.sha256) {
            Some(path) => put(entry, &file.sha256, path),
            None => Ok(()),
        },
        Name::Label | Name::Events => Ok(()),
    })
}

fn put(entry: &mut ZipFile<'_>, sha256: &str, path: &Path) -> Result<(), PackageFault> {
    let refused =
        |error: std::io::Error| PackageFault::Evidence(path.display().to_string(), error.to_string());
    let mut file = WholeFile::create(path).map_err(refused)?;
    let copied = hashed::copy(entry, &mut file).map_err(|error| match error {
        CopyError::Read(error) => PackageFault::Damaged(entry.name().to_owned(), error.to_string()),
        CopyError::Write(error) => refused(error),
    })?;
    if copied.sha256 != sha256 {
        return Err(PackageFault::Changed(entry.name().to_owned()));
    }
    file.finish_among().map_err(refused)
}
