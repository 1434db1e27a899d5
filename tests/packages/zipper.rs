//! A zip writer that writes whatever it is told, as no honest one does.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use guatu::ledger::{seal, sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An entry with everything that can be lied about.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) name: Vec<u8>,
    /// The bytes as they lie in the zip.
    pub(crate) packed: Vec<u8>,
    pub(crate) size: u32,
    pub(crate) crc: u32,
    /// 0 stored, 8 deflated.
    pub(crate) method: u16,
    pub(crate) flags: u16,
    /// The mode of Unix in the directory at the end.
    pub(crate) mode: u16,
}

impl Entry {
    pub(crate) fn stored(name: impl Into<Vec<u8>>, bytes: &[u8]) -> Self {
        let size = u32::try_from(bytes.len()).expect("a small file");
        let (crc, packed) = (crc32(bytes), bytes.to_vec());
        Self { name: name.into(), packed, size, crc, method: 0, flags: 0x800, mode: 0o100_644 }
    }

    pub(crate) fn deflated(name: impl Into<Vec<u8>>, bytes: &[u8]) -> Self {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file("x", options).expect("an entry");
        zip.write_all(bytes).expect("memory");
        let mut zip = zip.finish_into_readable().expect("a zip");
        let mut packed = Vec::new();
        zip.by_index_raw(0).expect("an entry").read_to_end(&mut packed).expect("memory");
        Self { packed, method: 8, ..Self::stored(name, bytes) }
    }

    fn header(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for word in [20, self.flags, self.method, 0, 0x21] {
            out.extend(word.to_le_bytes());
        }
        let packed = u32::try_from(self.packed.len()).expect("a small file");
        for word in [self.crc, packed, self.size] {
            out.extend(word.to_le_bytes());
        }
        out.extend(u16::try_from(self.name.len()).expect("a short name").to_le_bytes());
        out.extend([0, 0]);
        out
    }
}

/// The zip of these entries, in this order.
pub(crate) fn zip(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let at = u32::try_from(out.len()).expect("a small zip");
        out.extend(b"PK\x03\x04");
        out.extend(entry.header());
        out.extend(&entry.name);
        out.extend(&entry.packed);
        directory.extend(b"PK\x01\x02\x14\x03");
        directory.extend(entry.header());
        directory.extend([0; 6]);
        directory.extend([0; 2]);
        directory.extend(entry.mode.to_le_bytes());
        directory.extend(at.to_le_bytes());
        directory.extend(&entry.name);
    }
    let at = u32::try_from(out.len()).expect("a small zip");
    let size = u32::try_from(directory.len()).expect("a small zip");
    let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// A good package taken apart, to be put together badly.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    pub(crate) label: serde_json::Value,
    pub(crate) lines: Vec<String>,
    /// By name.
    pub(crate) evidence: Vec<(String, Vec<u8>)>,
}

impl Parts {
    pub(crate) fn of(path: &Path) -> Self {
        let mut zip = ZipArchive::new(fs::File::open(path).expect("a package")).expect("a zip");
        let mut files: Vec<(String, Vec<u8>)> = Vec::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("an entry");
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).expect("an entry");
            files.push((file.name().to_owned(), bytes));
        }
        let events = String::from_utf8(files[1].1.clone()).expect("text");
        Self {
            label: serde_json::from_slice(&files[0].1).expect("a label"),
            lines: events.lines().map(str::to_owned).collect(),
            evidence: files.split_off(2),
        }
    }

    pub(crate) fn events(&self) -> Vec<u8> {
        self.lines.iter().flat_map(|line| format!("{line}\n").into_bytes()).collect()
    }

    pub(crate) fn entries(&self) -> Vec<Entry> {
        let mut entries = vec![
            Entry::deflated("package.json", self.label.to_string().as_bytes()),
            Entry::deflated("events.jsonl", &self.events()),
        ];
        entries.extend(self.evidence.iter().map(|(name, bytes)| Entry::stored(name.as_bytes(), bytes)));
        entries
    }

    pub(crate) fn zip(&self) -> Vec<u8> {
        zip(&self.entries())
    }

    /// Adds an event, sealed as its own device would seal it.
    pub(crate) fn add_event(&mut self, event: &serde_json::Value) {
        let json = event.to_string();
        let line = serde_json::json!({"previous": "", "hash": seal("", &json), "event": json});
        self.lines.push(line.to_string());
        self.label["events"] = self.lines.len().into();
    }

    /// Adds a photo or file that no event names.
    pub(crate) fn add_evidence(&mut self, bytes: &[u8], ending: &str) {
        self.evidence.push((format!("evidence/{}.{ending}", sha256(bytes)), bytes.to_vec()));
        self.evidence.sort();
        self.label["evidence"] = self.evidence.len().into();
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    !crc
}
