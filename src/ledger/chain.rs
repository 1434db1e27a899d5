//! The hash chain: each event of a device seals all that the device wrote before it.

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

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_digest_and_a_chain_that_feels_every_byte() {
        // FIPS 180-4, the digest of "abc".
        assert!(sha256(b"abc").starts_with("ba7816bf8f01cfea414140de5dae2223"));
        let first = seal("", "{}");
        assert_ne!(seal(&first, "{}"), first);
        assert_ne!(seal(&first, "{ }"), seal(&first, "{}"));
    }
}
