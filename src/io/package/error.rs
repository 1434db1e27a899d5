//! Why a package could not be read or written.

use crate::text::{Lang, Say};

/// A package that could not be read or written: which, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {fault:?}")]
pub struct PackageError {
    /// The file, as a person would name it.
    pub file: String,
    /// What is wrong.
    pub fault: PackageFault,
}

/// What is wrong with a package. Names in it are those of its entries, as they are written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackageFault {
    /// It is not there.
    Missing,
    /// The system refuses to read it.
    Unreadable(String),
    /// The system refuses to write it.
    Unwritable(String),
    /// Nothing in it.
    Empty,
    /// A ledger or another SQLite database.
    Database,
    /// No zip.
    NotAPackage,
    /// It ends too early.
    Truncated,
    /// A zip, but not as a package is written: the entry from 1, and what is wrong with it.
    Unlike(u64, String),
    /// The bytes of an entry do not hold together.
    Damaged(String, String),
    /// A name that no package has inside.
    Name(String),
    /// An entry that is there twice, or not in its place.
    Order(String),
    /// A link, a folder or something else that is no file.
    NotAFile(String),
    /// More entries than a package may have.
    TooMany(u64),
    /// Larger than it may be: the entry and its limit in bytes.
    TooLarge(String, u64),
    /// It would swell to too many times its size.
    Bomb(String),
    /// A photo or file that was compressed, where it must be stored as it is.
    Compressed(String),
    /// An entry that does not have the size that it says.
    Size(String),
    /// What it must hold and does not.
    Lacks(&'static str),
    /// What says what it holds cannot be read.
    Label(String),
    /// Of a newer format.
    Newer {
        /// Its format.
        found: u64,
        /// The newest that this Guatu knows.
        known: u64,
    },
    /// A line of its events, from 1.
    Line(u64, LineFault),
    /// It does not hold as much as it says.
    Count {
        /// What of.
        what: &'static str,
        /// What it says.
        said: u64,
        /// What it holds.
        found: u64,
    },
    /// The bytes of a photo or file are not those of its name.
    Bytes(String),
    /// A photo or file that no event of it names.
    Unasked(String),
    /// A photo or file of it could not be put into a workspace: where, and why.
    Evidence(String, String),
    /// Something changed while it was read.
    Changed(String),
    /// A person stopped it.
    Cancelled,
}

/// What is wrong with a line of events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineFault {
    /// Not UTF-8 from this byte of the line on.
    NotUtf8(usize),
    /// Longer than a line may be, in bytes.
    TooLong(usize),
    /// Not an event: why.
    NoEvent(String),
    /// An id that no Guatu writes.
    Id(String),
    /// The event's seal is not that of its bytes.
    Seal(String),
    /// The event is there twice.
    Twice(String),
}

impl PackageError {
    pub(super) fn new(file: &str, fault: PackageFault) -> Self {
        Self { file: file.to_owned(), fault }
    }

    /// The file and the place in it.
    #[must_use]
    pub fn place(&self) -> String {
        let file = shown(&self.file);
        match &self.fault {
            PackageFault::Line(line, _) => format!("{file}:events.jsonl:{line}"),
            PackageFault::Damaged(name, _)
            | PackageFault::Name(name)
            | PackageFault::Order(name)
            | PackageFault::NotAFile(name)
            | PackageFault::TooLarge(name, _)
            | PackageFault::Bomb(name)
            | PackageFault::Compressed(name)
            | PackageFault::Size(name)
            | PackageFault::Bytes(name)
            | PackageFault::Unasked(name) => format!("{file}:{}", shown(name)),
            _ => file,
        }
    }

    /// Whether a person stopped it.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.fault == PackageFault::Cancelled
    }
}

/// A name from outside on one line: line feeds, marks that turn the direction of writing and the like
/// are written as what they are, and a long one is cut.
fn shown(name: &str) -> String {
    const MOST: usize = 200;
    let mut escaped = String::new();
    for (at, character) in name.chars().enumerate() {
        match character {
            _ if at == MOST => {
                escaped.push('…');
                break;
            }
            '"' | '\'' | '\\' => escaped.push(character),
            _ => escaped.extend(character.escape_debug()),
        }
    }
    escaped
}

impl Say for PackageError {
    fn say(&self, lang: Lang) -> String {
        let file = shown(&self.file);
        let say = |key: &str, values: &[(&str, &str)]| {
            lang.fill(key, &[&[("file", file.as_str())], values].concat())
        };
        let named = |key: &str, name: &str| say(key, &[("name", &shown(name))]);
        let because = |key: &str, why: &str| say(key, &[("why", &shown(why))]);
        match &self.fault {
            PackageFault::Missing => say("package.missing", &[]),
            PackageFault::Unreadable(why) => because("package.unreadable", why),
            PackageFault::Unwritable(why) => because("package.unwritable", why),
            PackageFault::Empty => say("package.empty", &[]),
            PackageFault::Database => say("package.database", &[]),
            PackageFault::NotAPackage => say("package.not_a_package", &[]),
            PackageFault::Truncated => say("package.truncated", &[]),
            PackageFault::Unlike(entry, why) => {
                say("package.unlike", &[("entry", &entry.to_string()), ("why", &shown(why))])
            }
            PackageFault::Damaged(name, why) => {
                say("package.damaged", &[("name", &shown(name)), ("why", &shown(why))])
            }
            PackageFault::Name(name) => named("package.name", name),
            PackageFault::Order(name) => named("package.order", name),
            PackageFault::NotAFile(name) => named("package.not_a_file", name),
            PackageFault::TooMany(limit) => say("package.too_many", &[("limit", &limit.to_string())]),
            PackageFault::TooLarge(name, limit) => {
                say("package.too_large", &[("name", &shown(name)), ("limit", &limit.to_string())])
            }
            PackageFault::Bomb(name) => named("package.bomb", name),
            PackageFault::Compressed(name) => named("package.compressed", name),
            PackageFault::Size(name) => named("package.size", name),
            PackageFault::Lacks(name) => named("package.lacks", name),
            PackageFault::Label(why) => because("package.label", why),
            PackageFault::Newer { found, known } => {
                say("package.newer", &[("found", &found.to_string()), ("known", &known.to_string())])
            }
            PackageFault::Line(line, fault) => {
                say("package.line", &[("line", &line.to_string()), ("why", &fault.say(lang))])
            }
            PackageFault::Count { what, said, found } => say(
                "package.count",
                &[("name", what), ("said", &said.to_string()), ("found", &found.to_string())],
            ),
            PackageFault::Bytes(name) => named("package.bytes", name),
            PackageFault::Unasked(name) => named("package.unasked", name),
            PackageFault::Evidence(path, why) => {
                say("package.evidence", &[("path", &shown(path)), ("why", &shown(why))])
            }
            PackageFault::Changed(name) => named("package.changed", name),
            PackageFault::Cancelled => say("package.cancelled", &[]),
        }
    }
}

impl Say for LineFault {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NotUtf8(byte) => lang.fill("package.line_not_utf8", &[("byte", &byte.to_string())]),
            Self::TooLong(limit) => lang.fill("package.line_too_long", &[("limit", &limit.to_string())]),
            Self::NoEvent(why) => lang.fill("package.line_no_event", &[("why", &shown(why))]),
            Self::Id(id) => lang.fill("package.line_id", &[("id", &shown(id))]),
            Self::Seal(id) => lang.fill("package.line_seal", &[("id", &shown(id))]),
            Self::Twice(id) => lang.fill("package.line_twice", &[("id", &shown(id))]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_outside_stays_on_one_line_and_does_not_turn_it() {
        let said = shown("a\nb\r\u{202e}gpj.exe\u{2066}\u{200f}\u{0}照片");
        assert!(said.chars().all(|c| !c.is_control() && !"\u{202e}\u{2066}\u{200f}".contains(c)), "{said}");
        assert!(said.contains("照片") && said.contains("\\n"), "{said}");
        assert!(shown(&"长".repeat(5000)).chars().count() < 250);
    }
}
