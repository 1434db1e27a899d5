//! Holds a workspace's ledger against itself, and its evidence against the ledger.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::Path;

use jiff::Timestamp;

use super::exhibit::EVIDENCE;
use super::load::LEDGER;
use super::{Place, Source, Workspace, WorkspaceError, embedded};
use crate::ledger::{self, Broken, EventId, Fault, sha256, sha256_of};
use crate::text::{Lang, Say};

/// What verifying found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verified {
    /// The device that writes in the ledger; none where nobody did.
    pub device: Option<String>,
    /// How many events there are.
    pub events: usize,
    /// How many photos and files that events name are there and whole.
    pub evidence: usize,
    /// What is wrong.
    pub broken: Vec<Broken>,
    /// What a person should look at.
    pub warnings: Vec<VerifyWarning>,
    /// How many gaps the chain of each other device has: packages in parts leave them.
    pub partial: Vec<(String, usize)>,
    /// Whether it was broken off; then the rest is not known.
    pub cancelled: bool,
}

/// What a person should look at; nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VerifyWarning {
    /// A file in `evidence/` that no event names.
    Unnamed(String),
    /// An event recorded after the moment of asking: some clock was wrong.
    Ahead(EventId),
}

impl Say for VerifyWarning {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unnamed(file) => lang.fill("workspace.evidence_unnamed", &[("file", file)]),
            Self::Ahead(event) => lang.fill("workspace.recorded_ahead", &[("event", &event.0)]),
        }
    }
}

/// Verifies the ledger and the evidence of a workspace, also while another process writes in it;
/// nothing is written. `goes_on` is asked now and then with the number of events and files done.
///
/// # Errors
/// Where it is no workspace, or its ledger is none, a newer one, or cannot be read at all. What is
/// wrong inside is among [`Verified::broken`].
pub fn verify(
    place: &Place,
    now: Timestamp,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Verified, WorkspaceError> {
    let checked = match place {
        Place::BuiltIn => {
            let bytes = Source::BuiltIn.read(LEDGER)?.into_owned();
            ledger::verify_bytes(Path::new(LEDGER), bytes, now, goes_on)?
        }
        Place::Folder(dir) => {
            if !Workspace::is_workspace(dir) && !dir.join(LEDGER).is_file() {
                return Err(WorkspaceError::NotAWorkspace(dir.clone()));
            }
            ledger::verify(&dir.join(LEDGER), now, goes_on)?
        }
    };
    let mut found = Verified {
        device: checked.device,
        events: checked.events,
        broken: checked.broken,
        warnings: checked.ahead.into_iter().map(VerifyWarning::Ahead).collect(),
        partial: checked.partial,
        cancelled: checked.cancelled,
        ..Verified::default()
    };
    if !found.cancelled {
        let named: BTreeMap<_, _> = checked.evidence.into_iter().collect();
        evidence(place, &named, &mut found, goes_on)?;
    }
    Ok(found)
}

/// Each photo and file that events name, and those that none does.
fn evidence(
    place: &Place,
    named: &BTreeMap<String, Vec<EventId>>,
    found: &mut Verified,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<(), WorkspaceError> {
    let shelf = shelf(place)?;
    let mut of_hash: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in &shelf {
        of_hash.entry(file.split_once('.').map_or(file, |(hash, _)| hash)).or_default().push(file);
    }
    for (done, (hash, events)) in named.iter().enumerate() {
        if done % 10 == 0 && !goes_on(found.events + done) {
            found.cancelled = true;
            return Ok(());
        }
        let mut faults = Vec::new();
        let files = of_hash.remove(hash.as_str()).unwrap_or_default();
        if files.is_empty() {
            faults.push(Fault::EvidenceMissing(hash.clone()));
        }
        for file in files {
            match hash_of(place, file) {
                Ok(there) if there == *hash => {}
                Ok(_) => faults.push(Fault::EvidenceChanged(file.to_owned())),
                Err(error) => {
                    let (file, why) = (file.to_owned(), error.to_string());
                    faults.push(Fault::EvidenceUnreadable { file, why });
                }
            }
        }
        found.evidence += usize::from(faults.is_empty());
        for fault in faults {
            let blamed =
                events.iter().map(|event| Broken { event: Some(event.clone()), fault: fault.clone() });
            found.broken.extend(blamed);
        }
    }
    let unnamed = of_hash.into_values().flatten().map(str::to_owned);
    found.warnings.extend(unnamed.map(VerifyWarning::Unnamed));
    Ok(())
}

/// The names of the files in `evidence/`, those that a system hides there left out.
fn shelf(place: &Place) -> Result<Vec<String>, WorkspaceError> {
    let mut files: Vec<String> = match place {
        Place::BuiltIn => {
            let inside = |name: &&str| name.strip_prefix(EVIDENCE)?.strip_prefix('/').map(str::to_owned);
            embedded::FILES.iter().map(|(name, _)| name).filter_map(inside).collect()
        }
        Place::Folder(dir) => {
            let folder = dir.join(EVIDENCE);
            let system = |error: &io::Error| WorkspaceError::of_system(&folder, error);
            let entries = match std::fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
                entries => entries.map_err(|error| system(&error))?,
            };
            let names =
                entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
            names.collect::<Result<_, _>>().map_err(|error| system(&error))?
        }
    };
    files.retain(|file| !file.starts_with('.') || file.ends_with(".partial"));
    files.sort();
    Ok(files)
}

fn hash_of(place: &Place, file: &str) -> io::Result<String> {
    match place {
        Place::BuiltIn => {
            let bytes = embedded::file(&format!("{EVIDENCE}/{file}"));
            bytes.map(sha256).ok_or_else(|| io::ErrorKind::NotFound.into())
        }
        Place::Folder(dir) => File::open(dir.join(EVIDENCE).join(file)).and_then(sha256_of),
    }
}
