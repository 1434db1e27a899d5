//! One line of `events.jsonl`.

use serde::{Deserialize, Serialize};

use super::LineFault;
use super::entry::is_sha256;
use crate::ledger::{Event, Sealed};

/// Ids are printed and typed: of these characters they are made, and no longer.
const LONGEST_ID: usize = 64;

#[derive(Serialize)]
struct Out<'a> {
    previous: &'a str,
    hash: &'a str,
    event: &'a str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct In {
    previous: String,
    hash: String,
    event: String,
}

/// Appends an event as a line, its line feed included.
///
/// # Errors
/// Never: strings are always JSON.
pub fn write_line(sealed: &Sealed, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let line = Out { previous: &sealed.previous, hash: &sealed.hash, event: &sealed.json };
    serde_json::to_writer(&mut *out, &line)?;
    out.push(b'\n');
    Ok(())
}

/// How long an event's line will be at least, in bytes and without its line feed.
///
/// # Errors
/// Never: events are always JSON.
pub fn line_length(event: &Event) -> serde_json::Result<usize> {
    // A seal is always of one length.
    let seal = "0".repeat(64);
    let json = serde_json::to_string(event)?;
    serde_json::to_vec(&Out { previous: &seal, hash: &seal, event: &json }).map(|line| line.len())
}

/// Reads a line, without its line feed, and holds the seal against the event's bytes.
///
/// # Errors
/// Where it is no event that was sealed whole, or one whose ids no Guatu writes.
pub fn parse_line(line: &[u8]) -> Result<(Sealed, Event), LineFault> {
    let line = std::str::from_utf8(line).map_err(|error| LineFault::NotUtf8(error.valid_up_to()))?;
    let no_event = |reason: String| LineFault::NoEvent(reason);
    let In { previous, hash, event: json } =
        serde_json::from_str(line).map_err(|error| no_event(error.to_string()))?;
    let sealed = Sealed { previous, hash, json };
    let event: Event = serde_json::from_str(&sealed.json).map_err(|error| no_event(error.to_string()))?;
    if event.body.is_damaged() {
        return Err(no_event(format!("a {} that lacks parts", event.body.kind())));
    }
    if !is_id(&event.id.0) || !is_device(&event.device) {
        return Err(LineFault::Id(event.id.0));
    }
    let linked = sealed.previous.is_empty() || is_sha256(&sealed.previous);
    if !linked || !sealed.is_whole() {
        return Err(LineFault::Seal(event.id.0));
    }
    if let Some(hash) = event.names_evidence().find(|hash| !is_sha256(hash)) {
        return Err(no_event(format!("its evidence {hash:?} is no SHA-256")));
    }
    Ok((sealed, event))
}

fn is_id(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    (1..=LONGEST_ID).contains(&text.len()) && text.chars().all(plain)
}

/// A device is a UUID too, or has a name as that of the demonstration records (示例).
fn is_device(text: &str) -> bool {
    (1..=LONGEST_ID).contains(&text.len()) && !text.chars().any(char::is_control)
}
