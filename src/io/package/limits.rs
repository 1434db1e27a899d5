//! How much a package may hold. All of it is far above what nine counties bring together in a year.

/// The most entries.
pub const MAX_ENTRIES: u64 = 100_000;

/// The limits of sizes, in bytes where nothing else is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of `package.json`.
    pub label: u64,
    /// Of `events.jsonl`.
    pub events: u64,
    /// Of one line of it.
    pub line: usize,
    /// Of one photo or file.
    pub evidence: u64,
    /// How many times larger than in the package a compressed file may be. JSON of events shrinks to
    /// a tenth at best, since hashes and ids do not shrink.
    pub ratio: u64,
    /// Up to this size the ratio is not asked.
    pub small: u64,
}

impl Limits {
    /// Those that every package is held against.
    pub const USUAL: Self = Self {
        label: 64 << 10,
        events: 512 << 20,
        line: 1 << 20,
        evidence: 1 << 30,
        ratio: 200,
        small: 1 << 20,
    };
}
