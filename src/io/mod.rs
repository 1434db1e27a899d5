//! Files in and out. Partly bad input gives a value and a list of issues.

mod atomic;
mod error;
pub mod geojson;
pub mod package;
pub mod photo;
mod picture;
mod records;
mod shape;
pub mod shapefile;

use std::path::Path;

pub use atomic::{WholeFile, folder_of, sweep, sync_folder, write_whole};
pub use error::{Fault, FaultKind, FileError, FileProblem, LineColumn};
pub use geojson::{Feature, Features};
pub use photo::{FileType, PhotoFacts};
pub use picture::{NoPicture, Picture};
pub use records::{Mapping, Record, day, given, records};

/// A file's bytes.
///
/// # Errors
/// Where it is missing or cannot be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, FileError> {
    std::fs::read(path).map_err(|error| FileError::of_system(path, &error))
}
