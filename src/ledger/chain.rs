//! The hash chain: each event of a device seals all that the device wrote before it.

use std::io::{self, Read};

use sha2::{Digest, Sha256};

/// The hash of an event, as 64 hexadecimal digits: SHA-256 over the hash of the device's event
/// before it (empty for the first), a line feed, and the event's JSON as it is stored.
#[must_use]
pub fn seal(previous: &str, json: &str) -> String {
    let digest = Sha256::new().chain_update(previous).chain_update("\n").chain_update(json).finalize();
    hex(&digest)
}

/// The SHA-256 of a file's bytes, as 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// The SHA-256 of what a reader gives, as 64 hexadecimal digits, without keeping it in memory.
///
/// # Errors
/// Where it cannot be read.
pub fn sha256_of(mut from: impl Read) -> io::Result<String> {
    let mut digest = Sha256::new();
    let mut part = vec![0; 1 << 16];
    loop {
        match from.read(&mut part) {
            Ok(0) => return Ok(hex(&digest.finalize())),
            Ok(length) => digest.update(part.get(..length).unwrap_or_default()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.extend([digit(byte >> 4), digit(byte & 15)]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_digest_and_a_chain_that_feels_every_byte() {
        // FIPS 180-4, the digest of "abc".
        assert!(sha256(b"abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
        assert_eq!(sha256_of(&b"abc"[..]).unwrap(), sha256(b"abc"));
        let first = seal("", "{}");
        assert_ne!(seal(&first, "{}"), first);
        assert_ne!(seal(&first, "{ }"), seal(&first, "{}"));
    }
}
