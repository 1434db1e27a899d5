//! Putting events and their evidence into one file, for another workspace to take in.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use rayon::prelude::*;

use super::exhibit::{OnShelf, Shelf};
use super::load::LEDGER;
use super::whose::Owners;
use super::{Place, Progress, Source, Step, Workspace, WorkspaceError};
use crate::io::package::{
    self, Attachment, Bytes, Content, ENDING, Label, Limits, PackageError, PackageFault,
};
use crate::ledger::{self, Event, Sealed};

/// A package that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackRequest {
    /// The file to write, which ends in `.guatu`.
    pub out: PathBuf,
    /// Only what is of one county, by name or code.
    pub county: Option<String>,
    /// Only what was recorded on this day (of Anyang) or after it.
    pub since: Option<Date>,
}

/// What went into a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// What it says of itself.
    pub label: Label,
    /// How many events.
    pub events: usize,
    /// How many photos and files.
    pub evidence: usize,
    /// Those that its events name and that are missing here, damaged or too large, by SHA-256.
    pub left_out: Vec<String>,
}

impl Workspace {
    /// Writes a package; it is on the disk under its name when this returns, or nothing is. Works on
    /// a workspace that is open for reading too. `goes_on` is asked now and then; where it says no, the
    /// package is given up.
    ///
    /// # Errors
    /// Where the county is unknown, the ledger cannot be read, the package would be too large, or it
    /// cannot be written.
    pub fn pack(
        &self,
        request: &PackRequest,
        goes_on: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Packed, WorkspaceError> {
        let out = &request.out;
        if out.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case(ENDING)) {
            return Err(WorkspaceError::NoPackageName(out.clone()));
        }
        let county = match &request.county {
            None => None,
            Some(named) => {
                let unknown = || WorkspaceError::UnknownCounty(named.trim().to_owned());
                Some(self.plan.county_named(named).ok_or_else(unknown)?.adcode.clone())
            }
        };
        let cancelled = || {
            let file = out.display().to_string();
            WorkspaceError::Package(PackageError { file, fault: PackageFault::Cancelled })
        };
        let mut go = |step, done, of| goes_on(Progress::new(step, done, of));
        if !go(Step::Reading, 0, 1) {
            return Err(cancelled());
        }
        let (path, sealed) = self.sealed()?;
        let events = understood(&path, &sealed)?;
        let owners = Owners::new(self, &events);
        let wanted = |event: &Event| {
            request.since.is_none_or(|day| event.recorded_on() >= day)
                && county.as_ref().is_none_or(|county| owners.of(event).is_of(county))
        };
        let mut chosen: Vec<(&Event, &Sealed)> =
            events.iter().zip(&sealed).filter(|(event, _)| wanted(event)).collect();
        chosen.sort_by_key(|(event, _)| &event.id);

        let named: BTreeSet<&str> = chosen.iter().flat_map(|(event, _)| event.names_evidence()).collect();
        let shelf = Shelf::of(&self.place);
        let (mut evidence, mut left_out) = (Vec::new(), Vec::new());
        for (done, hash) in named.iter().enumerate() {
            if !go(Step::Evidence, done, named.len()) {
                return Err(cancelled());
            }
            match sound(&shelf, hash) {
                Some(file) => evidence.push(file),
                None => left_out.push((*hash).to_owned()),
            }
        }
        let label = Label::new(&self.plan.title.zh, county.clone(), request.since);
        let events: Vec<&Sealed> = chosen.iter().map(|(_, sealed)| *sealed).collect();
        let content = Content { label, events, evidence };
        let all = content.events.len() + content.evidence.len();
        let label = package::write(out, &content, &Limits::USUAL, &mut |done| go(Step::Writing, done, all))?;
        Ok(Packed { label, events: content.events.len(), evidence: content.evidence.len(), left_out })
    }

    /// Every event with its seal, as the ledger has it.
    fn sealed(&self) -> Result<(PathBuf, Vec<Sealed>), WorkspaceError> {
        match &self.place {
            Place::BuiltIn => {
                let bytes = Source::BuiltIn.read(LEDGER)?.into_owned();
                let path = PathBuf::from(LEDGER);
                Ok((path.clone(), ledger::read_sealed_bytes(&path, bytes)?))
            }
            Place::Folder(dir) => {
                let path = dir.join(LEDGER);
                let sealed = ledger::read_sealed(&path)?;
                Ok((path, sealed))
            }
        }
    }
}

fn understood(path: &Path, sealed: &[Sealed]) -> Result<Vec<Event>, WorkspaceError> {
    let events = (1_i64..).zip(sealed).collect::<Vec<_>>();
    let events: Result<Vec<Event>, _> =
        events.into_par_iter().map(|(row, sealed)| sealed.event(path, row)).collect();
    Ok(events?)
}

/// The photo or file of a hash, where its bytes are still those and it is not too large: a package
/// with another would be refused whole.
fn sound<'a>(shelf: &'a Shelf, hash: &str) -> Option<(Attachment, Bytes<'a>)> {
    match shelf.get(hash)? {
        OnShelf::BuiltIn(name, bytes) => Some((Attachment::named(hash, name), Bytes::Here(bytes))),
        OnShelf::File(path) => {
            let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
            let whole = about.len() <= Limits::USUAL.evidence
                && package::sha256_of(path).is_ok_and(|found| found == hash);
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            whole.then(|| (Attachment::named(hash, &name), Bytes::File(path.clone())))
        }
    }
}
