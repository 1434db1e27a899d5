//! The acts on a site, and the counter-event to any act. Each is on the disk when it returns.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::{MarkRequest, Workspace, WorkspaceError};
use crate::io::package::{self, Limits};
use crate::io::{FaultKind, given, read_file, sync_folder, write_whole};
use crate::ledger::{AsOf, Author, Body, Clock, Event, EventId, History, civil_day, new_id, sha256};
use crate::site::{Kind, Value, guard};
use crate::text::{Bilingual, Lang, Say};

const EVIDENCE: &str = "evidence";

impl Workspace {
    /// Writes a mark; durable when it returns.
    ///
    /// # Errors
    /// Where a guard refuses it, the site or state is unknown, or it cannot be written.
    pub fn mark(&mut self, request: &MarkRequest, author: &Author) -> Result<Event, WorkspaceError> {
        if !self.writable {
            return Err(WorkspaceError::ReadOnly);
        }
        let files = Evidence::read_all(&request.evidence)?;
        let body = self.checked(request, civil_day(author.recorded_at), files.len())?;
        self.write(&files, request.on, author, with_evidence(body, files.iter().map(Evidence::sha256)))
    }

    /// Writes a counter-event; durable when it returns.
    ///
    /// # Errors
    /// Where the event is unknown or already undone, or it cannot be written.
    pub fn undo(&mut self, event: &EventId, author: &Author) -> Result<Event, WorkspaceError> {
        let body = self.counter(event)?;
        self.write(&[], civil_day(author.recorded_at), author, body)
    }

    /// The body of a counter-event.
    pub(super) fn counter(&self, event: &EventId) -> Result<Body, WorkspaceError> {
        let unknown = || WorkspaceError::UnknownEvent(event.0.clone());
        let target = self.history.get(event).ok_or_else(unknown)?;
        if let Some(by) = self.history.undone_by(event) {
            let (event, by) = (event.0.clone(), by.id.0.clone());
            return Err(WorkspaceError::AlreadyUndone { event, by });
        }
        let site = target.site();
        if site.is_none() && matches!(target.body, Body::Unknown(_)) {
            return Err(unknown());
        }
        Ok(Body::Undo { event: event.clone(), site })
    }

    /// The body of a mark that every rule allows, judged by the site as it stood on the day of the mark:
    /// a mark dated back stands beside those of later days, as bureaus that record late need it.
    /// Its evidence is counted here and named by [`with_evidence`].
    pub(super) fn checked(
        &self,
        request: &MarkRequest,
        today: Date,
        evidence: usize,
    ) -> Result<Body, WorkspaceError> {
        let unknown = || WorkspaceError::UnknownSite(request.site.0.clone());
        let site = self.register.get(&request.site).ok_or_else(unknown)?;
        let kind = self.kinds.get(&site.kind).ok_or_else(unknown)?;
        if request.on > today && !self.in_trial() {
            return Err(WorkspaceError::Future { on: request.on, today });
        }
        let as_of = AsOf { date: request.on, clock: Clock::Effect };
        let now = self.history.fold(site, as_of).ok_or_else(|| self.not_there(site, as_of))?;
        let to = match request.to.as_deref() {
            None => now.state.to_owned(),
            Some(to) => kind
                .state_named(to)
                .map(|state| state.id.clone())
                .ok_or_else(|| guard::unknown_state(kind, to))?,
        };
        let set = set_fields(kind, &request.set)?;
        let note = request.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let step = guard::Step {
            kind,
            fields: &now.fields,
            from: now.state,
            to: &to,
            set: &set,
            evidence,
            noted: note.is_some(),
        };
        if self.in_trial() {
            guard::fits(&step)?;
        } else {
            guard::check(&step)?;
        }
        Ok(Body::Mark {
            site: site.id.clone(),
            layer: site.layer.clone(),
            from: now.state.to_owned(),
            to,
            set,
            note: note.map(str::to_owned),
            evidence: Vec::new(),
        })
    }

    pub(super) fn write(
        &mut self,
        files: &[Evidence],
        effective_on: Date,
        author: &Author,
        body: Body,
    ) -> Result<Event, WorkspaceError> {
        let event = self.event(effective_on, author, body, self.moment(author)?)?;
        self.store.keep(files, std::slice::from_ref(&event))?;
        self.learn_one(event.clone());
        Ok(event)
    }

    /// The moment of the next event.
    pub(super) fn moment(&self, author: &Author) -> Result<Timestamp, WorkspaceError> {
        Ok(after_the_last(self.store.device()?, &self.history, author.recorded_at))
    }

    /// Who wrote last on this device; none on one that wrote nothing yet, and where nothing can be written.
    #[must_use]
    pub fn last_author(&self) -> Option<&str> {
        let device = self.store.device().ok()?;
        let last = self.history.events().rev().find(|event| event.device == device);
        last.map(|event| event.by.as_str())
    }

    /// An event that is not written yet.
    pub(super) fn event(
        &self,
        effective_on: Date,
        author: &Author,
        body: Body,
        recorded_at: Timestamp,
    ) -> Result<Event, WorkspaceError> {
        let by = author.by.trim();
        if by.is_empty() {
            return Err(WorkspaceError::NoName);
        }
        let device = self.store.device()?.to_owned();
        let (saw, turn) = self.history.seen(&body, effective_on);
        let event = Event {
            id: EventId(new_id(recorded_at)),
            device,
            effective_on,
            recorded_at,
            by: by.to_owned(),
            saw: Some(saw),
            turn,
            body,
        };
        expect_fits(&event)?;
        Ok(event)
    }
}

impl Workspace {
    /// That the clock of this device was behind when it wrote an event: more than a day before one
    /// that it wrote earlier. Such an event is kept, in its order; a person should set the clock.
    #[must_use]
    pub fn clock_warning(&self, event: &Event) -> Option<ClockBehind> {
        let last = self.history.latest_recorded(&event.device)?;
        let behind = last.duration_since(event.recorded_at) > SignedDuration::from_hours(24);
        behind.then_some(ClockBehind { now: event.recorded_at, last })
    }
}

/// The clock of this device is behind its own last event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockBehind {
    /// What it says.
    pub now: Timestamp,
    /// What it said before.
    pub last: Timestamp,
}

impl Say for ClockBehind {
    fn say(&self, lang: Lang) -> String {
        let day = |moment| civil_day(moment).to_string();
        lang.fill("workspace.clock_behind", &[("now", &day(self.now)), ("last", &day(self.last))])
    }
}

/// Refuses an event that no package would take: nobody else would ever see it, nor what comes with it.
fn expect_fits(event: &Event) -> Result<(), WorkspaceError> {
    let bytes = package::line_length(event).unwrap_or(usize::MAX);
    if bytes > Limits::USUAL.line { Err(WorkspaceError::TooLong(bytes)) } else { Ok(()) }
}

/// A mark with the names of its files.
pub(super) fn with_evidence<'a>(mut body: Body, sha256: impl IntoIterator<Item = &'a str>) -> Body {
    if let Body::Mark { evidence, .. } = &mut body {
        *evidence = sha256.into_iter().map(str::to_owned).collect();
    }
    body
}

/// A moment after this device's last event, where a coarse clock gives the same one twice: the
/// order of recording decides between marks of one day.
fn after_the_last(device: &str, history: &History, now: Timestamp) -> Timestamp {
    let last = history.last_recorded(device).unwrap_or(Timestamp::MIN);
    let step = SignedDuration::from_micros(1);
    if last < now || last.duration_since(now) > SignedDuration::from_secs(1) {
        return now;
    }
    last.checked_add(step).unwrap_or(now)
}

/// The fields that a mark sets, by id, in the form that each field has.
pub(super) fn set_fields(
    kind: &Kind,
    asked: &BTreeMap<String, Value>,
) -> Result<BTreeMap<String, Value>, WorkspaceError> {
    let set = asked.iter().map(|(name, value)| {
        let field = kind.field_named(name).ok_or_else(|| {
            let known = |lang: Lang, separator| {
                let names: Vec<_> = kind.fields.iter().map(|field| field.name.get(lang)).collect();
                names.join(separator)
            };
            WorkspaceError::UnknownField {
                field: name.clone(),
                known: Bilingual { zh: known(Lang::Zh, "、"), en: known(Lang::En, ", ") },
            }
        })?;
        let value = given(field, value).map_err(|fault| match fault {
            FaultKind::Value { field, value } => WorkspaceError::BadValue { field, value },
            _ => WorkspaceError::BadValue { field: field.name.clone(), value: value.to_string() },
        })?;
        let text = value.to_string();
        if !value.is_blank() && !field.values.is_empty() && !field.values.contains(&text) {
            let (field, known) = (field.name.clone(), field.values.join("、"));
            return Err(WorkspaceError::UnknownValue { field, value: text, known });
        }
        Ok((field.id.clone(), value))
    });
    set.collect()
}

/// A photo or file on its way into a workspace.
pub(super) struct Evidence {
    from: PathBuf,
    bytes: Vec<u8>,
    sha256: String,
}

impl Evidence {
    /// Reads files, each once: the same photo twice is one photo.
    pub(super) fn read_all(paths: &[PathBuf]) -> Result<Vec<Self>, WorkspaceError> {
        let files = paths.iter().map(|path| Self::read(path));
        let mut files = files.collect::<Result<Vec<_>, _>>()?;
        files.sort_by(|a, b| a.sha256.cmp(&b.sha256));
        files.dedup_by(|a, b| a.sha256 == b.sha256);
        Ok(files)
    }

    /// What an event names them by.
    pub(super) fn hashes(files: &[Self]) -> Vec<String> {
        files.iter().map(|file| file.sha256.clone()).collect()
    }

    pub(super) fn read(path: &Path) -> Result<Self, WorkspaceError> {
        let bytes = read_file(path)?;
        let sha256 = sha256(&bytes);
        Ok(Self { from: path.to_owned(), bytes, sha256 })
    }

    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Copies it to `evidence/<sha256>.<ext>`, whole, before any event names it.
    pub(super) fn keep(&self, dir: &Path) -> Result<(), WorkspaceError> {
        let folder = dir.join(EVIDENCE);
        make_shelf(&folder)?;
        let ending = self.from.extension().and_then(|ending| ending.to_str());
        let plain = ending.map(str::to_lowercase).filter(|e| e.chars().all(|c| c.is_ascii_alphanumeric()));
        let path = folder.join(format!("{}.{}", self.sha256, plain.as_deref().unwrap_or("bin")));
        // What is there is whole, unless a disk or a person changed it.
        if std::fs::read(&path).is_ok_and(|there| there == self.bytes) {
            return Ok(());
        }
        write_whole(&path, &self.bytes).map_err(|error| WorkspaceError::of_system(&path, &error))
    }
}

/// Makes the folder of the evidence, but none around it: a workspace that is gone is not made anew.
pub(super) fn make_shelf(folder: &Path) -> Result<(), WorkspaceError> {
    match std::fs::create_dir(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(WorkspaceError::of_system(folder, &error))
        }
        Err(_) => Ok(()),
        Ok(()) => {
            folder.parent().into_iter().for_each(sync_folder);
            Ok(())
        }
    }
}
