//! Taking in a package: the union by event id, whatever comes first and however often.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::act::make_shelf;
use super::exhibit::{EVIDENCE, OnShelf, Shelf};
use super::merged::{MergeWarning, Merged, OtherCounty};
use super::whose::{Owners, Whose};
use super::{Progress, Step, Workspace, WorkspaceError};
use crate::io::package::{self, Limits, Package, PackageError, PackageFault};
use crate::io::{folder_of, sweep, sync_folder};
use crate::ledger::{Body, Conflict, Event, EventId, Taken, civil_day};
use crate::plan::Adcode;
use crate::text::Bilingual;

impl Workspace {
    /// Takes in a package: first its photos and files, each whole, then its events, all or none. They
    /// are on the disk when this returns. An event whose id is known stays as it is. The same
    /// packages in any order, any number of times, give the same ledger.
    ///
    /// `now` tells events of the future from others. `goes_on` is asked now and then; where it says
    /// no, nothing is taken in.
    ///
    /// # Errors
    /// Where the workspace is not open for writing, or anything is wrong with the package; then
    /// nothing is written. Where it is one county's and holds what is another's. Where the disk
    /// refuses; then no event is taken in.
    pub fn merge(
        &mut self,
        path: &Path,
        now: Timestamp,
        goes_on: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Merged, WorkspaceError> {
        if self.in_trial() {
            return Err(WorkspaceError::InTrial);
        }
        let Some(folder) = self.store.folder()?.map(|dir| dir.join(EVIDENCE)) else {
            return Err(WorkspaceError::ReadOnly);
        };
        let source = Source { path, length: length(path)? };
        let package = source.read(goes_on)?;
        self.expect_own(path, &package)?;
        let mut warnings = self.merge_doubts(&package, now);

        let wanted = self.lacking(&package, &folder);
        let fresh: Vec<PathBuf> = wanted.values().filter(|path| !path.exists()).cloned().collect();
        if let Err(error) = source.unpack(&folder, &wanted, goes_on) {
            self.forget(fresh);
            return Err(error);
        }
        let all = package.sealed.len();
        // Where this fails nobody knows whether the events are on the disk: what they name stays.
        let taken = self
            .store
            .take_in(&package.sealed, &mut |done| goes_on(Progress::new(Step::Events, done, all)))?;
        if taken.cancelled {
            self.forget(fresh);
            return Err(source.failed(PackageFault::Cancelled).into());
        }
        let Taken { new, known, other, .. } = taken;
        warnings.extend(other.into_iter().map(MergeWarning::OtherBytes));
        let count = new.len();
        self.learn(new);
        let gaps = self.gaps(&package);
        if gaps > 0 {
            warnings.push(MergeWarning::Gaps(gaps));
        }
        let mut conflicts = self.history.conflicts();
        conflicts.retain(Conflict::is_open);
        let Package { label, .. } = package;
        Ok(Merged { label, new: count, known, evidence: wanted.len(), gaps, conflicts, warnings })
    }

    /// Removes photos and files that no event names; the next merge brings them again. Where the folder
    /// is no longer the one that they were written in, another may need them.
    fn forget(&self, fresh: Vec<PathBuf>) {
        if self.store.folder().is_ok() {
            for path in fresh {
                // Best effort: one that stays is found whole by the next merge.
                let _ = std::fs::remove_file(path);
            }
        }
    }

    /// Brings history and register up to date with events that are in the ledger now.
    fn learn(&mut self, new: Vec<Event>) {
        if new.is_empty() {
            return;
        }
        self.history.take_in(new);
        self.follow_history();
    }

    /// A package of one county holds nothing that this workspace's files, or every event that adds a
    /// site, give to another.
    fn expect_own(&self, path: &Path, package: &Package) -> Result<(), WorkspaceError> {
        let Some(county) = &package.label.county else { return Ok(()) };
        let owners = Owners::new(self, &package.events);
        for event in &package.events {
            let other = match owners.of(event) {
                whose if whose.is_of(county) => continue,
                Whose::Unknown(_) => continue,
                Whose::Counties(others) => others.first().map(|other| self.county_name(other)),
                Whose::City => None,
            };
            let other = other.unwrap_or_else(|| self.plan.city.clone());
            return Err(WorkspaceError::OtherCounty(Box::new(OtherCounty {
                file: path.display().to_string(),
                county: self.county_name(county),
                event: event.id.0.clone(),
                other,
            })));
        }
        Ok(())
    }

    fn county_name(&self, adcode: &Adcode) -> Bilingual {
        let known = self.plan.counties.iter().find(|county| county.adcode == *adcode);
        known.map_or_else(
            || Bilingual { zh: adcode.0.clone(), en: adcode.0.clone() },
            |county| county.name.clone(),
        )
    }

    /// What a person should look at, and what is taken in all the same.
    fn merge_doubts(&self, package: &Package, now: Timestamp) -> Vec<MergeWarning> {
        let mut doubts = Vec::new();
        if package.label.plan != self.plan.title.zh {
            doubts.push(MergeWarning::OtherPlan(package.label.plan.clone()));
        }
        // Clocks and time zones may differ by hours.
        let tomorrow = now.checked_add(SignedDuration::from_hours(24)).unwrap_or(now);
        let today = civil_day(tomorrow);
        let ahead = |event: &&Event| event.recorded_at > tomorrow || event.effective_on > today;
        let mut future = package.events.iter().filter(ahead);
        if let Some(first) = future.next() {
            doubts.push(MergeWarning::Future { first: first.id.clone(), count: 1 + future.count() });
        }
        let added = package.events.iter().filter(|event| matches!(event.body, Body::Add(_)));
        let added: HashSet<_> = added.filter_map(Event::site).collect();
        let sites: BTreeSet<_> = package.events.iter().filter_map(Event::site).collect();
        let unknown: Vec<_> =
            sites.into_iter().filter(|id| self.register.get(id).is_none() && !added.contains(id)).collect();
        if let Some(first) = unknown.first() {
            doubts.push(MergeWarning::UnknownSites { first: first.clone(), count: unknown.len() });
        }
        let shelf = Shelf::of(&self.place);
        let brought: HashSet<&str> = package.evidence.iter().map(|file| file.sha256.as_str()).collect();
        let named: BTreeSet<&str> = package.events.iter().flat_map(Event::names_evidence).collect();
        let missing: Vec<&str> =
            named.into_iter().filter(|hash| !brought.contains(hash) && shelf.get(hash).is_none()).collect();
        if let Some(first) = missing.first() {
            doubts.push(MergeWarning::MissingEvidence { first: (*first).to_owned(), count: missing.len() });
        }
        doubts
    }

    /// The photos and files that are not here, or not whole any more, with the place for each.
    fn lacking(&self, package: &Package, folder: &Path) -> HashMap<String, PathBuf> {
        let shelf = Shelf::of(&self.place);
        let lacks = package.evidence.iter().filter_map(|file| {
            let place = match shelf.get(&file.sha256) {
                Some(OnShelf::File(path)) => {
                    if package::sha256_of(path).is_ok_and(|found| found == file.sha256) {
                        return None;
                    }
                    path.clone()
                }
                _ => folder.join(file.file_name()),
            };
            Some((file.sha256.clone(), place))
        });
        lacks.collect()
    }

    /// How many events of a package saw events that are not here.
    fn gaps(&self, package: &Package) -> usize {
        let gap = |event: &&Event| event.saw.iter().flatten().any(|seen| self.history.get(seen).is_none());
        package.events.iter().filter(gap).count()
    }
}

/// Looks into a package before it is merged: all of it is checked, nothing is written. Its label and the
/// ids of its events.
///
/// # Errors
/// The first thing that is wrong with it, or that `goes_on` said no.
pub fn look_into(
    path: &Path,
    goes_on: &mut dyn FnMut(Progress) -> bool,
) -> Result<(package::Label, Vec<EventId>), WorkspaceError> {
    let package = Source { path, length: length(path)? }.read(goes_on)?;
    Ok((package.label, package.events.into_iter().map(|event| event.id).collect()))
}

/// The file of a package.
struct Source<'a> {
    path: &'a Path,
    length: u64,
}

fn length(path: &Path) -> Result<u64, PackageError> {
    let source = Source { path, length: 0 };
    let about = std::fs::metadata(path).map_err(|error| source.unreadable(&error))?;
    if about.is_dir() {
        return Err(source.failed(PackageFault::NotAPackage));
    }
    Ok(about.len())
}

impl Source<'_> {
    fn read(&self, goes_on: &mut dyn FnMut(Progress) -> bool) -> Result<Package, PackageError> {
        let mut go = |done| goes_on(self.progress(Step::Reading, done));
        package::read(&self.name(), self.open()?, &Limits::USUAL, &mut go)
    }

    fn unpack(
        &self,
        folder: &Path,
        wanted: &HashMap<String, PathBuf>,
        goes_on: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<(), WorkspaceError> {
        sweep(folder, None);
        if wanted.is_empty() {
            return Ok(());
        }
        make_shelf(folder)?;
        let mut go = |done| goes_on(self.progress(Step::Evidence, done));
        package::unpack(&self.name(), self.open()?, wanted, &mut go)?;
        // Before any event names them.
        sync_folder(folder);
        sync_folder(folder_of(folder));
        Ok(())
    }

    fn progress(&self, step: Step, done: u64) -> Progress {
        Progress { step, done, of: self.length.max(1) }
    }

    fn open(&self) -> Result<File, PackageError> {
        File::open(self.path).map_err(|error| self.unreadable(&error))
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    fn unreadable(&self, error: &std::io::Error) -> PackageError {
        self.failed(match error.kind() {
            std::io::ErrorKind::NotFound => PackageFault::Missing,
            _ => PackageFault::Unreadable(error.to_string()),
        })
    }

    fn failed(&self, fault: PackageFault) -> PackageError {
        PackageError { file: self.name(), fault }
    }
}
