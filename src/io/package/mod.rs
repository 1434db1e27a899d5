//! The package: a zip with events and their evidence, as it travels on a memory stick.
//!
//! `package.json` says what it holds; `events.jsonl` has one event a line with its very bytes and its
//! seal; `evidence/<sha256>.<ending>` are the photos and files, stored as they are. In this order and
//! under no other names; evidence by name, events by id, every file with the same date, so that the
//! same content gives the same bytes.
//!
//! A package comes from outside. It is read from front to back, everything is held against narrow
//! limits, and nothing is written before all of it has been checked.

mod entry;
mod error;
mod hashed;
mod label;
mod limits;
mod line;
mod read;
mod tail;
mod unpack;
mod walk;
mod write;

pub use entry::Attachment;
pub use error::{LineFault, PackageError, PackageFault};
pub use hashed::sha256_of;
pub use label::Label;
pub use limits::{Limits, MAX_ENTRIES};
pub use line::{line_length, parse_line, write_line};
pub use read::{Package, read};
pub use unpack::unpack;
pub use write::{Bytes, Content, write};

/// The ending of a package's name.
pub const ENDING: &str = "guatu";
/// The name of what says what a package holds.
const LABEL: &str = "package.json";
/// The name of the events.
const EVENTS: &str = "events.jsonl";
/// The folder of photos and files.
const EVIDENCE: &str = "evidence/";
