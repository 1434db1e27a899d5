//! The end of a zip: its directory, which must name the very entries that were read, as plain files,
//! and nothing else; and after it nothing.

use std::io::{self, Read};

use super::PackageFault;
use super::walk::of_system;

pub(super) const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";
/// The two that stand before the end of a zip with very many entries, or a very large one.
const END_64: [u8; 4] = *b"PK\x06\x06";
const LOCATOR_64: [u8; 4] = *b"PK\x06\x07";
/// What an `END_64` is long, after the number that says so.
const REST_OF_END_64: u64 = 44;

/// Four bytes that say what follows. A zip that ends here is cut, or empty if it only begins.
pub(super) fn signature(source: &mut impl Read, first: bool) -> Result<[u8; 4], PackageFault> {
    let mut signature = [0; 4];
    let mut filled = 0;
    while let Some(rest) = signature.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) if first && filled == 0 => return Err(PackageFault::Empty),
            Ok(0) if first => return Err(PackageFault::NotAPackage),
            Ok(0) => return Err(PackageFault::Truncated),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(of_system(&error)),
        }
    }
    Ok(signature)
}

/// Holds the directory, of which the first four bytes were read, against the names that were read.
pub(super) fn check(source: &mut impl Read, names: &[Box<[u8]>]) -> Result<(), PackageFault> {
    let wrong = |number: u64, what: &str| PackageFault::Unlike(number, what.to_owned());
    let mut found = CENTRAL;
    for (number, name) in (1..).zip(names) {
        if found != CENTRAL {
            return Err(wrong(number, "the directory at the end does not name it"));
        }
        entry(source, number, name)?;
        found = signature(source, false)?;
    }
    let after = names.len() as u64 + 1;
    if found == END_64 {
        let size = u64::from_le_bytes(bytes(source)?);
        if size != REST_OF_END_64 {
            return Err(wrong(after, "the end is of an unknown form"));
        }
        skip(source, REST_OF_END_64)?;
        if signature(source, false)? != LOCATOR_64 {
            return Err(wrong(after, "the end is of an unknown form"));
        }
        skip(source, 16)?;
        found = signature(source, false)?;
    }
    if found != END {
        return Err(wrong(after, "the directory at the end names more than there is"));
    }
    let end: [u8; 18] = bytes(source)?;
    let [_, _, _, _, _, _, low, high, .., comment_low, comment_high] = end;
    let count = u16::from_le_bytes([low, high]);
    // A count that does not fit stands in `END_64`.
    if usize::from(count) != names.len().min(usize::from(u16::MAX)) {
        return Err(wrong(after, "the end counts other entries"));
    }
    let more = source.read(&mut [0]).map_err(|error| of_system(&error))?;
    if (comment_low, comment_high) != (0, 0) || more != 0 {
        return Err(wrong(after, "something follows the end"));
    }
    Ok(())
}

/// One entry of the directory.
fn entry(source: &mut impl Read, number: u64, name: &[u8]) -> Result<(), PackageFault> {
    let header: [u8; 42] = bytes(source)?;
    let at = |place: usize| header.get(place).copied().unwrap_or_default();
    let u16_at = |place: usize| u16::from_le_bytes([at(place), at(place + 1)]);
    let mut named = vec![0; usize::from(u16_at(24))];
    source.read_exact(&mut named).map_err(|error| of_system(&error))?;
    skip(source, u64::from(u16_at(26)) + u64::from(u16_at(28)))?;
    if named != name {
        return Err(PackageFault::Unlike(
            number,
            "the directory at the end gives it another name".to_owned(),
        ));
    }
    let encrypted = u16_at(4) & 1 == 1;
    if encrypted {
        return Err(PackageFault::Unlike(number, "it is encrypted".to_owned()));
    }
    // The upper half is the mode of Unix, the lower that of DOS.
    let (dos, mode) = (u16_at(34), u16_at(36));
    let plain = matches!(mode & 0o170_000, 0 | 0o100_000) && dos & 0x10 == 0;
    if plain { Ok(()) } else { Err(PackageFault::NotAFile(String::from_utf8_lossy(name).into_owned())) }
}

fn bytes<const N: usize>(source: &mut impl Read) -> Result<[u8; N], PackageFault> {
    let mut bytes = [0; N];
    source.read_exact(&mut bytes).map_err(|error| of_system(&error))?;
    Ok(bytes)
}

fn skip(source: &mut impl Read, count: u64) -> Result<(), PackageFault> {
    let skipped = io::copy(&mut source.take(count), &mut io::sink()).map_err(|error| of_system(&error))?;
    if skipped == count { Ok(()) } else { Err(PackageFault::Truncated) }
}
