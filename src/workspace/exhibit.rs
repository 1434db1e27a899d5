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

    /// Evidence on the shelf of a workspace. Only its front is read.
    ///
    /// # Errors
    /// Where it is missing or cannot be read.
    pub fn kept(place: &Place, hash: &str) -> Result<Self, FileError> {
        let file = OnShelf::find(place, hash).ok_or_else(|| missing(place, hash))?;
        file.look(hash)
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

/// The bytes of evidence on the shelf of a workspace.
///
/// # Errors
/// Where it is missing or cannot be read.
pub fn evidence_bytes(place: &Place, hash: &str) -> Result<Cow<'static, [u8]>, FileError> {
    match OnShelf::find(place, hash).ok_or_else(|| missing(place, hash))? {
        OnShelf::BuiltIn(_, bytes) => Ok(Cow::Borrowed(bytes)),
        OnShelf::File(path) => read_file(&path).map(Cow::Owned),
    }
}

/// Writes a copy of evidence to a file of a person's choice.
///
/// # Errors
/// Where it is missing, or cannot be read or written.
pub fn copy_evidence(place: &Place, hash: &str, to: &Path) -> Result<(), FileError> {
    let bytes = evidence_bytes(place, hash)?;
    write_whole(to, &bytes).map_err(|error| FileError::of_system(to, &error))
}

/// The files of `evidence/` by their hash, listed once.
pub(super) struct Shelf(HashMap<String, OnShelf>);

pub(super) enum OnShelf {
    BuiltIn(&'static str, &'static [u8]),
    File(PathBuf),
}

impl Shelf {
    /// The file of a hash.
    pub(super) fn get(&self, hash: &str) -> Option<&OnShelf> {
        self.0.get(hash)
    }

    pub(super) fn of(place: &Place) -> Self {
        match place {
            Place::BuiltIn => {
                let of = |(name, bytes): &(&'static str, &'static [u8])| {
                    Some((hash_of(name)?.to_owned(), OnShelf::BuiltIn(name, bytes)))
                };
                Self(embedded::FILES.iter().filter_map(of).collect())
            }
            Place::Folder(dir) => {
                let of = |path: PathBuf| {
                    Some((hash_of(path.file_name()?.to_str()?)?.to_owned(), OnShelf::File(path)))
                };
                Self(listed(dir).filter_map(of).collect())
            }
        }
    }

    /// What the front of a file says; none where it is missing, is no file, or cannot be read.
    pub(super) fn look(&self, hash: &str) -> Option<Exhibit> {
        self.0.get(hash)?.look(hash).ok()
    }
}

impl OnShelf {
    /// The file of a hash, whatever its ending. The usual ones are tried before the folder is listed.
    fn find(place: &Place, hash: &str) -> Option<Self> {
        const USUAL: [&str; 6] = ["jpg", "jpeg", "png", "heic", "pdf", "bin"];
        // A ledger that somebody else wrote may name anything; only a hash becomes a path.
        if !is_hash(hash) {
            return None;
        }
        match place {
            Place::BuiltIn => {
                let (name, bytes) = embedded::FILES.iter().find(|(name, _)| hash_of(name) == Some(hash))?;
                Some(Self::BuiltIn(name, bytes))
            }
            Place::Folder(dir) => {
                let usual = USUAL.iter().map(|ending| dir.join(EVIDENCE).join(format!("{hash}.{ending}")));
                let any = || {
                    let name = |path: &PathBuf| {
                        path.file_name().and_then(|n| n.to_str()).and_then(hash_of) == Some(hash)
                    };
                    listed(dir).find(name)
                };
                usual.into_iter().find(|path| path.is_file()).or_else(any).map(Self::File)
            }
        }
    }

    fn look(&self, hash: &str) -> Result<Exhibit, FileError> {
        match self {
            Self::BuiltIn(name, bytes) => {
                let facts = PhotoFacts::of(bytes);
                Ok(Exhibit::of(Path::new(name), hash.to_owned(), bytes.len() as u64, facts))
            }
            Self::File(path) => {
                let system = |error: std::io::Error| FileError::of_system(path, &error);
                let bytes = std::fs::metadata(path).map_err(system)?.len();
                let facts = PhotoFacts::read(path).map_err(system)?;
                Ok(Exhibit::of(path, hash.to_owned(), bytes, facts))
            }
        }
    }
}

/// The files in `evidence/`.
fn listed(dir: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    std::fs::read_dir(dir.join(EVIDENCE))
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
}

/// The hash in `<sha256>.<ext>`, after the folder's name where that is there.
fn hash_of(name: &str) -> Option<&str> {
    let name = name.rsplit_once('/').map_or(name, |(_, name)| name);
    let (hash, _) = name.split_once('.')?;
    is_hash(hash).then_some(hash)
}

fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn missing(place: &Place, hash: &str) -> FileError {
    let name = format!("{EVIDENCE}/{}", one_line(hash));
    let file = match place {
        Place::BuiltIn => name,
        Place::Folder(dir) => dir.join(name).display().to_string(),
    };
    FileError { file, problem: FileProblem::Missing }
}
