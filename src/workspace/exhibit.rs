//! One photo or file of evidence, and the shelf `evidence/` on which a workspace keeps them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{Place, embedded};
use crate::io::photo::claims_to_be_a_photo;
use crate::io::{FileError, FileProblem, PhotoFacts, read_file, write_whole};
use crate::ledger::sha256;
use crate::text::one_line;

/// The folder of a workspace that holds evidence.
pub(super) const EVIDENCE: &str = "evidence";

/// What a photo or file is, as far as a look at it tells.
#[derive(Debug, Clone, PartialEq)]
pub struct Exhibit {
    /// Its name, in one line.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal: its name on the shelf.
    pub sha256: String,
    /// How many bytes.
    pub bytes: u64,
    /// Whether its name says that it is a photo.
    pub claims_photo: bool,
    /// What its bytes say.
    pub photo: PhotoFacts,
}

impl Exhibit {
    /// A file that shall become evidence, with its bytes.
    ///
    /// # Errors
    /// Where it is missing or cannot be read.
    pub fn read(path: &Path) -> Result<(Self, Vec<u8>), FileError> {
        let bytes = read_file(path)?;
        let file = Self::of(path, sha256(&bytes), bytes.len() as u64, PhotoFacts::of(&bytes));
        Ok((file, bytes))
    }

    /// Evidence on the shelf of a workspace, with its bytes.
    ///
    /// # Errors
    /// Where it is missing or cannot be read.
    pub fn kept(place: &Place, hash: &str) -> Result<(Self, Cow<'static, [u8]>), FileError> {
        let (path, bytes): (PathBuf, Cow<'static, [u8]>) = match place {
            Place::BuiltIn => {
                let known = embedded::FILES.iter().find(|(name, _)| hash_of(name) == Some(hash));
                let (name, bytes) = known.ok_or_else(|| missing(place, hash))?;
                (PathBuf::from(name), Cow::Borrowed(*bytes))
            }
            Place::Folder(dir) => {
                let path = find(dir, hash).ok_or_else(|| missing(place, hash))?;
                let bytes = read_file(&path)?;
                (path, Cow::Owned(bytes))
            }
        };
        let facts = PhotoFacts::of(&bytes);
        Ok((Self::of(&path, hash.to_owned(), bytes.len() as u64, facts), bytes))
    }

    fn of(path: &Path, sha256: String, bytes: u64, photo: PhotoFacts) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Self { name: one_line(&name), sha256, bytes, claims_photo: claims_to_be_a_photo(path), photo }
    }

    /// The ending of its name in capitals: `PDF`; empty where it has none.
    #[must_use]
    pub fn ending(&self) -> String {
        let ending = self.name.rsplit_once('.').map_or("", |(_, ending)| ending);
        if ending.chars().count() > 5 { String::new() } else { ending.to_uppercase() }
    }
}

/// Writes a copy of evidence to a file of a person's choice.
///
/// # Errors
/// Where it is missing, or cannot be read or written.
pub fn copy_evidence(place: &Place, hash: &str, to: &Path) -> Result<(), FileError> {
    let (_, bytes) = Exhibit::kept(place, hash)?;
    write_whole(to, &bytes).map_err(|error| FileError::of_system(to, &error))
}

/// The files of `evidence/` by their hash, listed once.
pub(super) struct Shelf(HashMap<String, OnShelf>);

enum OnShelf {
    BuiltIn(&'static str, &'static [u8]),
    File(PathBuf),
}

impl Shelf {
    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::BuiltIn => {
                let of = |(name, bytes): &(&'static str, &'static [u8])| {
                    Some((hash_of(name)?.to_owned(), OnShelf::BuiltIn(name, bytes)))
                };
                Self(embedded::FILES.iter().filter_map(of).collect())
            }
            Place::Folder(dir) => {
                let entries = std::fs::read_dir(dir.join(EVIDENCE)).into_iter().flatten().flatten();
                let of = |entry: std::fs::DirEntry| {
                    let name = format!("{EVIDENCE}/{}", entry.file_name().to_str()?);
                    Some((hash_of(&name)?.to_owned(), OnShelf::File(entry.path())))
                };
                Self(entries.filter_map(of).collect())
            }
        }
    }

    /// What the front of a file says; none where it is missing, is no file, or cannot be read.
    pub(super) fn look(&self, hash: &str) -> Option<Exhibit> {
        match self.0.get(hash)? {
            OnShelf::BuiltIn(name, bytes) => {
                let facts = PhotoFacts::of(bytes);
                Some(Exhibit::of(Path::new(name), hash.to_owned(), bytes.len() as u64, facts))
            }
            OnShelf::File(path) => {
                let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
                let facts = PhotoFacts::read(path).ok()?;
                Some(Exhibit::of(path, hash.to_owned(), about.len(), facts))
            }
        }
    }
}

/// The hash in `evidence/<sha256>.<ext>`.
fn hash_of(name: &str) -> Option<&str> {
    let (hash, _) = name.strip_prefix(EVIDENCE)?.strip_prefix('/')?.split_once('.')?;
    is_hash(hash).then_some(hash)
}

/// A ledger that somebody else wrote may name anything; only a hash becomes a path.
fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The file of a hash, whatever its ending. The usual ones are tried before the folder is listed.
fn find(dir: &Path, hash: &str) -> Option<PathBuf> {
    const USUAL: [&str; 6] = ["jpg", "jpeg", "png", "heic", "pdf", "bin"];
    if !is_hash(hash) {
        return None;
    }
    let folder = dir.join(EVIDENCE);
    let usual = USUAL.iter().map(|ending| folder.join(format!("{hash}.{ending}")));
    let listed = || {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let begins = |entry: &std::fs::DirEntry| {
            entry
                .file_name()
                .to_str()
                .is_some_and(|n| n.strip_prefix(hash).is_some_and(|r| r.starts_with('.')))
        };
        entries.filter(begins).map(|entry| entry.path()).find(|path| path.is_file())
    };
    usual.into_iter().find(|path| path.is_file()).or_else(listed)
}

fn missing(place: &Place, hash: &str) -> FileError {
    let name = format!("{EVIDENCE}/{}", one_line(hash));
    let file = match place {
        Place::BuiltIn => name,
        Place::Folder(dir) => dir.join(name).display().to_string(),
    };
    FileError { file, problem: FileProblem::Missing }
}
