//! Reading a package: all of it is checked, nothing is written.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read};

use rayon::prelude::*;
use zip::CompressionMethod;
use zip::read::ZipFile;

use super::entry::Name;
use super::hashed::{self, CopyError};
use super::line::parse_line;
use super::walk::walk;
use super::{Attachment, EVENTS, LABEL, Label, Limits, LineFault, MAX_ENTRIES, PackageError, PackageFault};
use crate::ledger::{Event, Sealed};

/// How many lines are parsed at a time.
const BATCH: usize = 4096;

/// A package that was read whole and found sound in itself.
#[derive(Debug, Clone)]
pub struct Package {
    /// What it says of itself.
    pub label: Label,
    /// Its events as they travel.
    pub sealed: Vec<Sealed>,
    /// The same events, understood.
    pub events: Vec<Event>,
    /// Its photos and files. They were checked, and are still in the package.
    pub evidence: Vec<Attachment>,
}

/// Reads a package from front to back and checks all of it. `file` is for messages; `goes_on` is asked
/// now and then with the number of bytes that were read.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn read(
    file: &str,
    source: impl Read,
    limits: &Limits,
    goes_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Package, PackageError> {
    let mut reading = Reading { limits, label: None, events: None, wanted: HashSet::new(), evidence: vec![] };
    walk(file, source, goes_on, &mut |entry| reading.take(entry))?;
    reading.finish().map_err(|fault| PackageError::new(file, fault))
}

/// What was read so far.
struct Reading<'a> {
    limits: &'a Limits,
    label: Option<Label>,
    events: Option<(Vec<Sealed>, Vec<Event>)>,
    /// The evidence that the events name.
    wanted: HashSet<String>,
    evidence: Vec<Attachment>,
}

impl Reading<'_> {
    fn take(&mut self, entry: &mut ZipFile<'_>) -> Result<(), PackageFault> {
        let name = Name::parse(entry.name_raw())?;
        self.expect_fits(&name, entry)?;
        let order = || PackageFault::Order(entry.name().to_owned());
        match (name, &self.label, &self.events) {
            (Name::Label, None, None) => self.label = Some(label(entry)?),
            (Name::Events, Some(_), None) => {
                let (sealed, events) = events(entry, self.limits)?;
                self.wanted = events.iter().flat_map(Event::names_evidence).map(str::to_owned).collect();
                self.events = Some((sealed, events));
            }
            (Name::Evidence(file), Some(_), Some(_)) => {
                if self.evidence.last().is_some_and(|last| last.sha256 >= file.sha256) {
                    return Err(order());
                }
                if !self.wanted.contains(&file.sha256) {
                    return Err(PackageFault::Unasked(entry.name().to_owned()));
                }
                evidence(entry, &file)?;
                self.evidence.push(file);
            }
            (Name::Events, None, _) => return Err(PackageFault::Lacks(LABEL)),
            (Name::Evidence(_), label, _) => {
                return Err(PackageFault::Lacks(if label.is_none() { LABEL } else { EVENTS }));
            }
            _ => return Err(order()),
        }
        Ok(())
    }

    /// Holds the sizes that an entry says it has against the limits, before a byte is inflated.
    fn expect_fits(&self, name: &Name, entry: &ZipFile<'_>) -> Result<(), PackageFault> {
        let limit = match name {
            Name::Label => self.limits.label,
            Name::Events => self.limits.events,
            Name::Evidence(_) => self.limits.evidence,
        };
        let (size, packed) = (entry.size(), entry.compressed_size());
        let named = || entry.name().to_owned();
        if size > self.limits.small && size / packed.max(1) > self.limits.ratio {
            return Err(PackageFault::Bomb(named()));
        }
        if size > limit {
            return Err(PackageFault::TooLarge(named(), limit));
        }
        let stored = entry.compression() == CompressionMethod::Stored;
        if stored && size != packed {
            return Err(PackageFault::Size(named()));
        }
        // Photos are packed already; stored as they are they cannot swell.
        if !stored && matches!(name, Name::Evidence(_)) {
            return Err(PackageFault::Compressed(named()));
        }
        Ok(())
    }

    fn finish(self) -> Result<Package, PackageFault> {
        let label = self.label.ok_or(PackageFault::Lacks(LABEL))?;
        let (sealed, events) = self.events.ok_or(PackageFault::Lacks(EVENTS))?;
        let counts = [
            ("events", label.events, events.len() as u64),
            ("evidence", label.evidence, self.evidence.len() as u64),
        ];
        for (what, said, found) in counts {
            if said != found {
                return Err(PackageFault::Count { what, said, found });
            }
        }
        Ok(Package { label, sealed, events, evidence: self.evidence })
    }
}

fn label(entry: &mut ZipFile<'_>) -> Result<Label, PackageFault> {
    let mut json = Vec::new();
    let size = entry.size();
    let read = entry.by_ref().take(size + 1).read_to_end(&mut json);
    read.map_err(|error| PackageFault::Damaged(LABEL.to_owned(), error.to_string()))?;
    if json.len() as u64 != size {
        return Err(PackageFault::Size(LABEL.to_owned()));
    }
    let label = Label::parse(&json)?;
    if label.evidence.saturating_add(2) > MAX_ENTRIES {
        return Err(PackageFault::TooMany(MAX_ENTRIES));
    }
    Ok(label)
}

/// Every line, with its seal and its event, many at a time.
fn events(entry: &mut ZipFile<'_>, limits: &Limits) -> Result<(Vec<Sealed>, Vec<Event>), PackageFault> {
    let size = entry.size();
    let mut source = BufReader::new(entry.by_ref().take(size + 1));
    let (mut sealed, mut events) = (Vec::new(), Vec::new());
    let (mut bytes, mut more) = (0, true);
    while more {
        let first = events.len() as u64 + 1;
        let mut batch: Vec<Vec<u8>> = Vec::new();
        while more && batch.len() < BATCH {
            let mut line = Vec::new();
            let most = limits.line as u64 + 1;
            let read = source.by_ref().take(most).read_until(b'\n', &mut line);
            bytes +=
                read.map_err(|error| PackageFault::Damaged(EVENTS.to_owned(), error.to_string()))? as u64;
            more = !line.is_empty();
            if line.pop_if(|last| *last == b'\n').is_none() && line.len() > limits.line {
                let at = first + batch.len() as u64;
                return Err(PackageFault::Line(at, LineFault::TooLong(limits.line)));
            }
            if more {
                batch.push(line);
            }
        }
        if bytes > size {
            return Err(PackageFault::Size(EVENTS.to_owned()));
        }
        let parsed: Vec<_> = batch.par_iter().map(|line| parse_line(line)).collect();
        for (at, parsed) in (first..).zip(parsed) {
            let (seal, event) = parsed.map_err(|fault| PackageFault::Line(at, fault))?;
            sealed.push(seal);
            events.push(event);
        }
    }
    if bytes != size {
        return Err(PackageFault::Size(EVENTS.to_owned()));
    }
    expect_each_once(&events)?;
    Ok((sealed, events))
}

fn expect_each_once(events: &[Event]) -> Result<(), PackageFault> {
    let mut ids = HashSet::with_capacity(events.len());
    for (line, event) in (1..).zip(events) {
        if !ids.insert(&event.id) {
            return Err(PackageFault::Line(line, LineFault::Twice(event.id.0.clone())));
        }
    }
    Ok(())
}

/// Holds a photo's or file's bytes against its name.
fn evidence(entry: &mut ZipFile<'_>, file: &Attachment) -> Result<(), PackageFault> {
    let copied = hashed::copy(entry, &mut std::io::sink()).map_err(|error| match error {
        CopyError::Read(error) | CopyError::Write(error) => {
            PackageFault::Damaged(entry.name().to_owned(), error.to_string())
        }
    })?;
    if copied.bytes != entry.size() {
        return Err(PackageFault::Size(entry.name().to_owned()));
    }
    if copied.sha256 != file.sha256 {
        return Err(PackageFault::Bytes(entry.name().to_owned()));
    }
    Ok(())
}
