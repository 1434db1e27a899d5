//! Long work on packages and the ledger, on a thread of its own.
//!
//! A merge works on a second reading of the folder into which the window's store, with its lock and
//! its ledger, is moved for the time; the window goes on showing what it had read. When the job ends,
//! the window takes the second reading in the place of its own: history, register and lights follow
//! from what is in the ledger, and no moment exists at which two hands write.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::load::{in_both_languages, own_copy};
use super::worker::{Pulse, Report};
use crate::ledger::EventId;
use crate::text::Bilingual;
use crate::workspace::{
    self, Access, Merged, PackRequest, Packed, Place, Progress, Step, Store, Verified, Workspace,
    WorkspaceError,
};

/// A package that was looked into: what it says of itself and its events.
pub(super) type Looked = Result<(crate::io::package::Label, Vec<EventId>), Bilingual>;

/// Looks into packages; nothing is written. None where a person stopped it.
pub(super) fn look_into(paths: Vec<PathBuf>, pulse: &mut Pulse) -> Report {
    let mut found = Vec::new();
    for path in paths {
        let looked = workspace::look_into(&path, &mut |progress| pulse.goes_on(progress));
        if pulse.is_stopped() {
            return Report::Offered(None);
        }
        found.push((path, looked.map_err(|error| in_both_languages(&error))));
    }
    Report::Offered(Some(found))
}

/// What is needed for a merge.
pub(super) struct Merge {
    pub(super) place: Place,
    pub(super) own_folder: PathBuf,
    /// What keeps the acts of the folder; the job gives it back.
    pub(super) store: Store,
    pub(super) packages: Vec<PathBuf>,
    pub(super) now: Timestamp,
}

impl std::fmt::Debug for Merge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Merge").field("packages", &self.packages).finish_non_exhaustive()
    }
}

/// What came of a merge.
#[derive(Debug)]
pub(super) struct MergeEnd {
    /// The workspace with all that was taken in; its store where it could not be read again.
    pub(super) workspace: Result<Box<Workspace>, (Store, Bilingual)>,
    /// Of each package that was taken in.
    pub(super) merged: Vec<Merged>,
    /// Why the rest was not.
    pub(super) refused: Option<Bilingual>,
}

impl Merge {
    pub(super) fn run(self, pulse: &mut Pulse) -> Report {
        let Self { place, own_folder, store, packages, now } = self;
        let mut end = MergeEnd {
            workspace: Err((Store::default(), Bilingual::default())),
            merged: vec![],
            refused: None,
        };
        let mut workspace = match second(&place, &own_folder, store) {
            Ok(workspace) => workspace,
            Err((store, why)) => {
                end.workspace = Err((store, in_both_languages(&why)));
                return Report::Merged(Box::new(end));
            }
        };
        for path in &packages {
            match workspace.merge(path, now, &mut |progress| pulse.goes_on(progress)) {
                Ok(merged) => end.merged.push(merged),
                Err(error) => {
                    end.refused = Some(in_both_languages(&error));
                    break;
                }
            }
        }
        end.workspace = Ok(Box::new(workspace));
        Report::Merged(Box::new(end))
    }
}

/// The workspace read again, with the store that the window had; of the built-in one the user's copy.
fn second(place: &Place, own_folder: &Path, store: Store) -> Result<Workspace, (Store, WorkspaceError)> {
    match place {
        Place::BuiltIn => own_copy(own_folder).map_err(|error| (store, error)),
        Place::Folder(dir) => match Workspace::open(dir, Access::Read) {
            Ok(mut workspace) => {
                workspace.store = store;
                workspace.writable = true;
                Ok(workspace)
            }
            Err(error) => Err((store, error)),
        },
    }
}

/// Writes a package from what is on the disk; nothing is left where it is stopped.
pub(super) fn pack(place: &Place, request: PackRequest, pulse: &mut Pulse) -> Report {
    let packed =
        reread(place).and_then(|workspace| workspace.pack(&request, &mut |progress| pulse.goes_on(progress)));
    let packed: Result<Packed, _> = packed.map_err(|error| in_both_languages(&error));
    Report::Packed(request, Box::new(packed))
}

/// Holds the ledger against itself and the evidence against the ledger; `all` says how much there is.
pub(super) fn verify(place: &Place, all: usize, now: Timestamp, pulse: &mut Pulse) -> Report {
    let mut go = |done: usize| {
        pulse.goes_on(Progress { step: Step::Reading, done: done as u64, of: all.max(1) as u64 })
    };
    let verified: Result<Verified, _> = workspace::verify(place, now, &mut go);
    Report::Verified(Box::new(verified.map_err(|error| in_both_languages(&error))))
}

fn reread(place: &Place) -> Result<Workspace, WorkspaceError> {
    match place {
        Place::BuiltIn => Workspace::built_in(),
        Place::Folder(dir) => Workspace::open(dir, Access::Read),
    }
}
