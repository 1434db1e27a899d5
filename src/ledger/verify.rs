//! Holds a ledger against itself: pages, seals, roll, and the chains of its devices.
//!
//! The seal of an event tells that its text was changed; the roll of ids, that it was taken out or
//! put in past Guatu; the chain, that somebody sealed it anew; the head of the chain, that its end
//! was cut off. Chains of other devices may come in parts (a county's package), so that a gap in one
//! is no fault. Nothing here is signed: who rewrites everything consistently is not found out.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::fault::{Broken, Fault};
use super::links::{Link, Links, key};
use super::read::{in_memory, of_ledger};
use super::{Event, EventId, LedgerError, Sealed, schema};

/// The file is damaged beyond telling after so many pages.
const MOST_PAGES: usize = 20;

/// What verifying a ledger found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Checked {
    /// The device that writes in it.
    pub device: Option<String>,
    /// How many events could be read.
    pub events: usize,
    /// What is wrong.
    pub broken: Vec<Broken>,
    /// Events that were recorded after the moment of asking: some clock was wrong.
    pub ahead: Vec<EventId>,
    /// How many gaps the chain of each other device has, which came in parts.
    pub partial: Vec<(String, usize)>,
    /// Which events name each photo or file, by SHA-256.
    pub evidence: HashMap<String, Vec<EventId>>,
    /// Whether it was broken off.
    pub cancelled: bool,
}

/// Verifies a ledger as it is now, also while another process writes in it; nothing is written. One
/// that is not there has no events. `goes_on` is asked now and then with the number of events done.
///
/// # Errors
/// Where the file is no ledger, a newer one, or cannot be read at all. What is wrong inside it is
/// among [`Checked::broken`].
pub fn verify(
    path: &Path,
    now: Timestamp,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Checked, LedgerError> {
    match of_ledger(path, |connection| check(path, connection, now, goes_on)) {
        Ok(checked) => Ok(checked.unwrap_or_default()),
        Err(LedgerError::Damaged { why, .. }) => {
            Ok(Checked { broken: vec![page(why)], ..Checked::default() })
        }
        Err(error) => Err(error),
    }
}

/// Verifies a ledger in memory; `path` is for messages.
///
/// # Errors
/// As for [`verify`].
pub fn verify_bytes(
    path: &Path,
    bytes: Vec<u8>,
    now: Timestamp,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Checked, LedgerError> {
    check(path, &in_memory(path, bytes)?, now, goes_on)
}

fn page(why: String) -> Broken {
    Broken { event: None, fault: Fault::Page(why) }
}

fn check(
    path: &Path,
    connection: &Connection,
    now: Timestamp,
    goes_on: &mut dyn FnMut(usize) -> bool,
) -> Result<Checked, LedgerError> {
    let mut check = Check {
        path,
        connection,
        now,
        has_roll: schema::version(connection).map_err(|error| LedgerError::of_sqlite(path, error))? >= 2,
        found: Checked::default(),
        links: Links::default(),
        absent: Vec::new(),
        faulty: HashSet::new(),
        roll_strays: HashSet::new(),
    };
    // One moment for all that follows.
    let begun = connection.execute_batch("BEGIN");
    begun.map_err(|error| LedgerError::of_sqlite(path, error))?;
    check.pages();
    // What SQLite refuses from here on, it refuses because of a page.
    if let Err(error) = check.rows(goes_on).and_then(|()| check.roll()).and_then(|()| check.chains()) {
        let why = error.to_string();
        if !check.found.broken.iter().any(|broken| matches!(broken.fault, Fault::Page(_))) {
            check.found.broken.push(page(why));
        }
    }
    Ok(check.found)
}

struct Check<'a> {
    path: &'a Path,
    connection: &'a Connection,
    now: Timestamp,
    has_roll: bool,
    found: Checked,
    links: Links,
    /// Rows whose events are not there, in order: their neighbours are not to blame for the gap.
    absent: Vec<i64>,
    /// Rows that are not what was sealed: nor are theirs.
    faulty: HashSet<i64>,
    /// Ids whose row the roll has otherwise.
    roll_strays: HashSet<String>,
}

/// A row of `events` beside what the roll says of its id.
struct Entry {
    row: i64,
    id: String,
    device: String,
    sealed: Sealed,
    on_roll: Option<i64>,
}

impl Entry {
    fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        let sealed = Sealed { previous: row.get(3)?, hash: row.get(4)?, json: row.get(5)? };
        Ok(Self { row: row.get(0)?, id: row.get(1)?, device: row.get(2)?, sealed, on_roll: row.get(6)? })
    }
}

impl Check<'_> {
    fn blame(&mut self, event: impl Into<String>, fault: Fault) {
        self.found.broken.push(Broken { event: Some(EventId(event.into())), fault });
    }

    fn pages(&mut self) {
        let sql = format!("PRAGMA integrity_check({MOST_PAGES})");
        let said = self.connection.prepare(&sql).and_then(|mut select| {
            select.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()
        });
        match said {
            Ok(lines) => {
                let bad =
                    lines.into_iter().filter(|line| line != "ok").map(|line| page(line.replace('\n', " ")));
                self.found.broken.extend(bad);
            }
            Err(error) => self.found.broken.push(page(error.to_string())),
        }
    }

    /// Every row: its seal, its columns, its place on the roll.
    fn rows(&mut self, goes_on: &mut dyn FnMut(usize) -> bool) -> rusqlite::Result<()> {
        let mut last = 0;
        let sql = self.select("ORDER BY e.row");
        let mut select = self.connection.prepare(&sql)?;
        let mut rows = select.query([])?;
        loop {
            match rows.next() {
                Ok(None) => return Ok(()),
                Ok(Some(row)) => {
                    let entry = Entry::of(row)?;
                    last = entry.row;
                    if self.found.events.is_multiple_of(1000) && !goes_on(self.found.events) {
                        self.found.cancelled = true;
                        return Ok(());
                    }
                    self.entry(entry);
                }
                // The rest one by one, so that those on whole pages are still told from those lost.
                Err(error) if self.has_roll => {
                    self.found.broken.push(page(error.to_string()));
                    return self.rows_after(last);
                }
                Err(error) => return Err(error),
            }
        }
    }

    fn select(&self, rest: &str) -> String {
        let roll = if self.has_roll {
            ("r.row", "LEFT JOIN roll AS r ON r.id = e.id")
        } else {
            // Before version 2 there was none: an event stood where it stands.
            ("e.row", "")
        };
        let columns = "e.row, e.id, e.device, e.previous, e.hash, e.event";
        format!("SELECT {columns}, {} FROM events AS e {} {rest}", roll.0, roll.1)
    }

    fn rows_after(&mut self, last: i64) -> rusqlite::Result<()> {
        let mut left = self.connection.prepare("SELECT id, row FROM roll WHERE row > ?1 ORDER BY row")?;
        let left = left.query_map([last], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let left = left.collect::<Result<Vec<_>, _>>()?;
        let mut one = self.connection.prepare(&self.select("WHERE e.row = ?1"))?;
        for (id, row) in left {
            match one.query_row([row], Entry::of).optional() {
                Ok(Some(entry)) => self.entry(entry),
                Ok(None) => {}
                Err(_) => {
                    self.absent.push(row);
                    self.blame(id, Fault::Unreadable);
                }
            }
        }
        Ok(())
    }

    fn entry(&mut self, entry: Entry) {
        self.found.events += 1;
        let whole = entry.sealed.is_whole();
        let event = match entry.sealed.event(self.path, entry.row) {
            Ok(event) => Some(event),
            Err(error) => {
                let why = match error {
                    LedgerError::Event { reason, .. } => reason,
                    other => other.to_string(),
                };
                let fault = if whole { Fault::NoEvent(why) } else { Fault::Changed };
                self.blame(&entry.id, fault);
                None
            }
        };
        let columns = |event: &Event| event.id.0 == entry.id && event.device == entry.device;
        let on_roll = entry.on_roll == Some(entry.row);
        if let Some(event) = &event {
            if !whole {
                self.blame(&entry.id, Fault::Changed);
            } else if !columns(event) {
                let told = if on_roll { &entry.id } else { &event.id.0 };
                self.blame(told, Fault::Columns);
                self.roll_strays.extend([entry.id.clone(), event.id.0.clone()]);
            }
            if event.recorded_at > self.now.saturating_add(SLACK).unwrap_or(Timestamp::MAX) {
                self.found.ahead.push(event.id.clone());
            }
            for hash in event.names_evidence() {
                self.found.evidence.entry(hash.to_owned()).or_default().push(event.id.clone());
            }
        }
        if !on_roll && event.as_ref().is_none_or(columns) {
            let fault = if entry.on_roll.is_some() { Fault::Doubled } else { Fault::Inserted };
            self.blame(&entry.id, fault);
            self.roll_strays.insert(entry.id);
            return;
        }
        if !whole {
            self.faulty.insert(entry.row);
        }
        let device = event.filter(|_| whole).map_or(entry.device, |event| event.device);
        self.links.add(&device, entry.row, &entry.sealed);
    }

    /// Ids on the roll whose events are gone.
    fn roll(&mut self) -> rusqlite::Result<()> {
        if !self.has_roll || self.found.cancelled {
            return Ok(());
        }
        let sql = "SELECT r.id, r.row FROM roll AS r LEFT JOIN events AS e ON e.row = r.row
                   WHERE e.id IS NOT r.id ORDER BY r.row";
        let mut select = self.connection.prepare(sql)?;
        let mut rows = select.query([])?;
        let mut gone: Vec<(String, i64)> = Vec::new();
        while let Some(row) = rows.next()? {
            gone.push((row.get(0)?, row.get(1)?));
        }
        let told: HashSet<i64> = self.absent.iter().copied().collect();
        for (id, row) in gone {
            if !self.roll_strays.contains(&id) && !told.contains(&row) {
                self.absent.push(row);
                self.blame(id, Fault::Removed);
            }
        }
        self.absent.sort_unstable();
        Ok(())
    }

    /// The chains: forks in all, gaps and head in that of this device, gaps counted in the others.
    fn chains(&mut self) -> rusqlite::Result<()> {
        if self.found.cancelled {
            return Ok(());
        }
        for (one, other) in self.links.forks() {
            let (one, other) = (self.id_at(one)?, self.id_at(other)?);
            self.blame(other, Fault::Forked(EventId(one)));
        }
        let sql = if self.has_roll {
            "SELECT id, head FROM device ORDER BY row"
        } else {
            "SELECT id, NULL FROM device"
        };
        let mut select = self.connection.prepare(sql)?;
        let devices = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut devices = devices.collect::<Result<Vec<(String, Option<String>)>, _>>()?;
        if let Some((own, head)) = devices.pop() {
            self.own_chain(&own, head.as_deref())?;
            self.found.device = Some(own);
        }
        for (device, head) in devices {
            let chain = self.links.of(&device);
            let head = head.as_deref().and_then(key);
            if head.is_some_and(|head| !chain.iter().any(|link| link.hash == head)) && self.absent.is_empty()
            {
                let last = chain.last().map(|link| link.row);
                self.tail(last)?;
            }
        }
        let own = self.found.device.clone();
        self.found.partial =
            self.links.gaps().into_iter().filter(|(device, _)| Some(device) != own.as_ref()).collect();
        Ok(())
    }

    fn own_chain(&mut self, own: &str, head: Option<&str>) -> rusqlite::Result<()> {
        let chain: Vec<Link> = self.links.of(own).to_vec();
        let mut before: Option<&Link> = None;
        for link in &chain {
            let faulty = |link: &Link| self.faulty.contains(&link.row);
            let explained = faulty(link) || before.is_some_and(faulty) || self.is_absent(before, Some(link));
            if self.links.lacks_one_before(own, link) && !explained {
                // Where nothing follows the one before it either, that one is not what it was.
                match before.filter(|before| !self.links.is_followed(own, before)) {
                    Some(before) => self.blame(self.id_at(before.row)?, Fault::Resealed),
                    None => self.blame(self.id_at(link.row)?, Fault::BeforeMissing),
                }
            }
            before = Some(link);
        }
        let Some(head) = head else { return Ok(()) };
        match key(head) {
            None => self.after(&chain, 0),
            Some(head) => match chain.iter().find(|link| link.hash == head) {
                Some(head) => self.after(&chain, head.row),
                None if self.is_absent(chain.last(), None) => Ok(()),
                None if chain.last().is_some_and(|last| self.faulty.contains(&last.row)) => Ok(()),
                None => self.tail(chain.last().map(|link| link.row)),
            },
        }
    }

    /// What is there of this device's chain although it did not write it.
    fn after(&mut self, chain: &[Link], head: i64) -> rusqlite::Result<()> {
        for link in chain.iter().filter(|link| link.row > head) {
            self.blame(self.id_at(link.row)?, Fault::Inserted);
        }
        Ok(())
    }

    fn tail(&mut self, last: Option<i64>) -> rusqlite::Result<()> {
        let event = last.map(|row| self.id_at(row)).transpose()?.map(EventId);
        self.found.broken.push(Broken { event, fault: Fault::TailMissing });
        Ok(())
    }

    /// Whether an event that is known to be gone stood between two.
    fn is_absent(&self, before: Option<&Link>, after: Option<&Link>) -> bool {
        let (from, to) = (before.map_or(0, |link| link.row), after.map_or(i64::MAX, |link| link.row));
        let at = self.absent.partition_point(|&row| row <= from);
        self.absent.get(at).is_some_and(|&row| row < to)
    }

    fn id_at(&self, row: i64) -> rusqlite::Result<String> {
        self.connection.query_row("SELECT id FROM events WHERE row = ?1", [row], |row| row.get(0))
    }
}

/// Clocks of different devices differ by this much without being wrong.
const SLACK: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);
