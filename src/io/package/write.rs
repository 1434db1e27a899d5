//! Writing a package: the same content gives the same bytes.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::hashed::{self, CopyError};
use super::{
    Attachment, EVENTS, EVIDENCE, LABEL, Label, Limits, MAX_ENTRIES, PackageError, PackageFault, write_line,
};
use crate::io::{WholeFile, folder_of, sweep};
use crate::ledger::Sealed;

/// How many events lie between two questions whether to go on.
const BREATH: usize = 1000;

/// What goes into a package.
#[derive(Debug, Clone)]
pub struct Content<'a> {
    /// What it says of itself; its counts are filled in.
    pub label: Label,
    /// The events, by id.
    pub events: Vec<&'a Sealed>,
    /// The photos and files, by SHA-256, with the place of each.
    pub evidence: Vec<(Attachment, Bytes<'a>)>,
}

/// Where the bytes of a photo or file are.
#[derive(Debug, Clone)]
pub enum Bytes<'a> {
    /// In a file.
    File(PathBuf),
    /// In memory.
    Here(&'a [u8]),
}

impl Bytes<'_> {
    fn open(&self) -> io::Result<Box<dyn Read + '_>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Here(bytes) => Box::new(*bytes),
        })
    }
}

/// Writes a package that appears under its name when it is whole. `goes_on` is asked now and then with
/// the number of events and files that are in; where it says no, nothing is left. Gives the label
/// with its counts.
///
/// # Errors
/// Where it would hold more than a package may, a photo or file is not the one that its name tells, or
/// the system refuses; then nothing is left under the name that was not there before.
pub fn write(
    path: &Path,
    content: &Content<'_>,
    limits: &Limits,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Label, PackageError> {
    let failed = |fault| PackageError::new(&path.display().to_string(), fault);
    if content.evidence.len() as u64 + 2 > MAX_ENTRIES {
        return Err(failed(PackageFault::TooMany(MAX_ENTRIES)));
    }
    sweep(folder_of(path), Some(path));
    let file = WholeFile::create(path).map_err(|error| failed(unwritable(&error)))?;
    let counts = (content.events.len() as u64, content.evidence.len() as u64);
    let label = Label { events: counts.0, evidence: counts.1, ..content.label.clone() };
    let file = BufWriter::with_capacity(256 << 10, file);
    let file = put(file, &label, content, limits, goes_on).map_err(failed)?;
    let file = file.into_inner().map_err(|error| failed(unwritable(error.error())))?;
    file.finish().map_err(|error| failed(unwritable(&error)))?;
    Ok(label)
}

fn put(
    file: BufWriter<WholeFile>,
    label: &Label,
    content: &Content<'_>,
    limits: &Limits,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<BufWriter<WholeFile>, PackageFault> {
    let mut zip = ZipWriter::new(file);
    let Content { events, evidence, .. } = content;
    let mut step = |done| if goes_on(done) { Ok(()) } else { Err(PackageFault::Cancelled) };
    step(0)?;

    let json = serde_json::to_string_pretty(label).map_err(|error| PackageFault::Label(error.to_string()))?;
    zip.start_file(LABEL, plain(CompressionMethod::Deflated)).map_err(of_zip)?;
    zip.write_all(json.as_bytes()).map_err(|error| unwritable(&error))?;

    zip.start_file(EVENTS, plain(CompressionMethod::Deflated)).map_err(of_zip)?;
    let (mut size, mut lines) = (0, Vec::new());
    for (done, chunk) in events.chunks(BREATH).enumerate() {
        step(done * BREATH)?;
        lines.clear();
        for sealed in chunk {
            let start = lines.len();
            write_line(sealed, &mut lines).map_err(|error| PackageFault::Unwritable(error.to_string()))?;
            if lines.len() - start > limits.line {
                return Err(PackageFault::TooLarge(EVENTS.to_owned(), limits.line as u64));
            }
        }
        size += lines.len() as u64;
        if size > limits.events {
            return Err(PackageFault::TooLarge(EVENTS.to_owned(), limits.events));
        }
        zip.write_all(&lines).map_err(|error| unwritable(&error))?;
    }
    for (done, (attachment, from)) in evidence.iter().enumerate() {
        step(events.len() + done)?;
        let name = attachment.file_name();
        let unreadable = |error: io::Error| PackageFault::Unreadable(format!("{name}: {error}"));
        let mut source = from.open().map_err(unreadable)?;
        zip.start_file(format!("{EVIDENCE}{name}"), plain(CompressionMethod::Stored)).map_err(of_zip)?;
        let copied = hashed::copy(&mut source, &mut zip).map_err(|error| match error {
            CopyError::Read(error) => unreadable(error),
            CopyError::Write(error) => unwritable(&error),
        })?;
        if copied.sha256 != attachment.sha256 {
            return Err(PackageFault::Changed(name));
        }
    }
    step(events.len() + evidence.len())?;
    zip.finish().map_err(of_zip)
}

/// A file of always the same date and mode.
fn plain(method: CompressionMethod) -> SimpleFileOptions {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    options.unix_permissions(0o644).compression_method(method)
}

fn of_zip(error: ZipError) -> PackageFault {
    match error {
        ZipError::Io(error) => unwritable(&error),
        error => PackageFault::Unwritable(error.to_string()),
    }
}

fn unwritable(error: &io::Error) -> PackageFault {
    PackageFault::Unwritable(error.to_string())
}
