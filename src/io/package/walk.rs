//! From the front of a zip to its back, entry by entry.
//!
//! What says at the end of a zip where its entries lie is not asked: entries that overlap, hide behind
//! each other or lie outside cannot be written in a stream. It is only held against what was read.

use std::io::{self, BufReader, Read};

use zip::read::{ZipFile, read_zipfile_from_stream};
use zip::result::ZipError;

use super::{MAX_ENTRIES, PackageError, PackageFault, tail};

const LOCAL: [u8; 4] = *b"PK\x03\x04";
/// How many bytes lie between two questions whether to go on.
const BREATH: u64 = 1 << 20;

/// A source that counts, remembers that it ended, and asks now and then whether to go on.
struct Counted<'a, R> {
    source: R,
    bytes: u64,
    asked: u64,
    ended: bool,
    cancelled: bool,
    goes_on: &'a mut dyn FnMut(u64) -> bool,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.bytes >= self.asked {
            self.asked = self.bytes + BREATH;
            self.cancelled |= !(self.goes_on)(self.bytes);
        }
        if self.cancelled {
            return Err(io::Error::other("stopped"));
        }
        let read = self.source.read(into)?;
        self.ended |= read == 0 && !into.is_empty();
        self.bytes += read as u64;
        Ok(read)
    }
}

/// Hands every entry to `take`, in order, and then looks at the end.
///
/// # Errors
/// What `take` says, or what is wrong with the zip itself.
pub(super) fn walk(
    file: &str,
    source: impl Read,
    goes_on: &mut dyn FnMut(u64) -> bool,
    take: &mut dyn FnMut(&mut ZipFile<'_>) -> Result<(), PackageFault>,
) -> Result<(), PackageError> {
    let counted = Counted { source, bytes: 0, asked: 0, ended: false, cancelled: false, goes_on };
    let mut source = BufReader::with_capacity(64 << 10, counted);
    let walked = entries(&mut source, take);
    let counted = source.get_ref();
    walked.map_err(|fault| {
        let fault = match fault {
            _ if counted.cancelled => PackageFault::Cancelled,
            // A zip that was cut shows it in many ways; that it ended is what a person can mend.
            PackageFault::Damaged(..) | PackageFault::Size(_) | PackageFault::Unlike(..) if counted.ended => {
                PackageFault::Truncated
            }
            fault => fault,
        };
        PackageError::new(file, fault)
    })
}

fn entries<R: Read>(
    source: &mut BufReader<R>,
    take: &mut dyn FnMut(&mut ZipFile<'_>) -> Result<(), PackageFault>,
) -> Result<(), PackageFault> {
    let mut names: Vec<Box<[u8]>> = Vec::new();
    loop {
        let signature = tail::signature(source, names.is_empty())?;
        if signature == tail::CENTRAL {
            return tail::check(source, &names);
        }
        let number = names.len() as u64 + 1;
        if signature != LOCAL {
            return Err(foreign(signature, number));
        }
        if number > MAX_ENTRIES {
            return Err(PackageFault::TooMany(MAX_ENTRIES));
        }
        let mut whole = signature.as_slice().chain(&mut *source);
        let entry = read_zipfile_from_stream(&mut whole).map_err(|error| unlike(number, error))?;
        let Some(mut entry) = entry else { return Err(foreign(signature, number)) };
        names.push(entry.name_raw().into());
        take(&mut entry)?;
    }
}

/// What begins with something else than a zip does.
fn foreign(signature: [u8; 4], number: u64) -> PackageFault {
    match &signature {
        _ if number > 1 => PackageFault::Unlike(number, "no entry begins here".to_owned()),
        b"SQLi" => PackageFault::Database,
        _ => PackageFault::NotAPackage,
    }
}

fn unlike(number: u64, error: ZipError) -> PackageFault {
    match error {
        ZipError::Io(error) => of_system(&error),
        error => PackageFault::Unlike(number, error.to_string()),
    }
}

/// What the system says while a zip is read.
pub(super) fn of_system(error: &io::Error) -> PackageFault {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => PackageFault::Truncated,
        io::ErrorKind::NotFound => PackageFault::Missing,
        _ => PackageFault::Unreadable(error.to_string()),
    }
}
