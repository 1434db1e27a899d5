//! The journal: one SQLite file to which events are only ever added.
//!
//! Write-ahead log, full synchronisation: when [`Journal::append`] returns, the event is on the
//! disk. Triggers refuse every change and removal. Reading creates no file and takes no lock.

use std::collections::HashMap;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, MAIN_DB, OpenFlags, OptionalExtension, params};

use super::chain::seal;
use super::{Event, LedgerError, Sealed};

/// The schema that this Guatu writes.
const SCHEMA_VERSION: i64 = 1;
/// `GuaT`, so that `file` and we know a ledger from any other database.
const APPLICATION_ID: i64 = 0x4775_6154;

const SCHEMA: &str = "
CREATE TABLE device (id TEXT NOT NULL) STRICT;
CREATE TABLE events (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    device   TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL,
    event    TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_device ON events (device, row);
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
";

const INSERT: &str = "INSERT INTO events (id, device, previous, hash, event) VALUES (?1, ?2, ?3, ?4, ?5)";

/// What came of taking in events of other devices.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// Those that were not there before.
    pub new: Vec<Event>,
    /// How many were there already.
    pub known: usize,
    /// Whether it was broken off; then nothing was taken in.
    pub cancelled: bool,
}

/// A ledger open for writing. The workspace's lock keeps it to one process.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    connection: Connection,
    device: String,
}

impl Journal {
    /// Opens a ledger for writing; makes one for `new_device` where there is none.
    ///
    /// # Errors
    /// Where the file is no ledger, a newer one, damaged, or cannot be written.
    pub fn open(path: &Path, new_device: &str) -> Result<Self, LedgerError> {
        refuse_foreign(path)?;
        let sqlite = |source| LedgerError::Sqlite { path: path.to_owned(), source };
        let mut connection = Connection::open(path).map_err(sqlite)?;
        connection.busy_timeout(Duration::from_secs(5)).map_err(sqlite)?;
        if is_empty(&connection).map_err(sqlite)? {
            create(&mut connection, new_device).map_err(sqlite)?;
        }
        expect_known(path, &connection)?;
        connection.pragma_update(None, "journal_mode", "WAL").map_err(sqlite)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(sqlite)?;
        let device = connection.query_row("SELECT id FROM device", [], |row| row.get(0)).map_err(sqlite)?;
        Ok(Self { path: path.to_owned(), connection, device })
    }

    /// The device that writes here.
    #[must_use]
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Gives a copied ledger to another device: what was written stays in its chain, what follows
    /// starts a new one.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn give_to(&mut self, device: &str) -> Result<(), LedgerError> {
        let given = self.connection.execute("UPDATE device SET id = ?1", [device]);
        given.map_err(|source| LedgerError::Sqlite { path: self.path.clone(), source })?;
        device.clone_into(&mut self.device);
        Ok(())
    }

    /// Every event, in the order of the rows.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn events(&self) -> Result<Vec<Event>, LedgerError> {
        events(&self.path, &self.connection)
    }

    /// Adds an event. It is on the disk when this returns.
    ///
    /// # Errors
    /// Where it cannot be written; then the ledger is as it was.
    pub fn append(&mut self, event: &Event) -> Result<(), LedgerError> {
        self.append_all(std::slice::from_ref(event))
    }

    /// Adds events, all or none. They are on the disk when this returns.
    ///
    /// # Errors
    /// Where they cannot be written; then the ledger is as it was.
    pub fn append_all(&mut self, new: &[Event]) -> Result<(), LedgerError> {
        let path = &self.path;
        let sqlite = |source| LedgerError::Sqlite { path: path.clone(), source };
        let transaction = self.connection.transaction().map_err(sqlite)?;
        let mut last_hashes: HashMap<&str, String> = HashMap::new();
        {
            let mut insert = transaction.prepare(INSERT).map_err(sqlite)?;
            for event in new {
                let json = serde_json::to_string(event).map_err(|error| LedgerError::Event {
                    path: path.clone(),
                    row: 0,
                    reason: error.to_string(),
                })?;
                let previous = match last_hashes.get(event.device.as_str()) {
                    Some(hash) => hash.clone(),
                    None => last_hash(&transaction, &event.device).map_err(sqlite)?,
                };
                let hash = seal(&previous, &json);
                insert.execute(params![event.id.0, event.device, previous, hash, json]).map_err(sqlite)?;
                last_hashes.insert(&event.device, hash);
            }
        }
        transaction.commit().map_err(sqlite)
    }

    /// Every event with its seal, in the order of the rows.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn sealed(&self) -> Result<Vec<Sealed>, LedgerError> {
        sealed(&self.path, &self.connection)
    }

    /// Takes in events of other devices with their seals, all or none; those whose id is known stay
    /// as they are. They are on the disk when this returns. `goes_on` is asked now and then with the
    /// number of those done; where it says no, nothing is taken in.
    ///
    /// # Errors
    /// Where they cannot be written or one is no event; then the ledger is as it was.
    pub fn take_in(
        &mut self,
        events: &[Sealed],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Taken, LedgerError> {
        let path = &self.path;
        let sqlite = |source| LedgerError::Sqlite { path: path.clone(), source };
        let transaction = self.connection.transaction().map_err(sqlite)?;
        let mut taken = Taken::default();
        {
            let mut known = transaction.prepare("SELECT 1 FROM events WHERE id = ?1").map_err(sqlite)?;
            let mut insert = transaction.prepare(INSERT).map_err(sqlite)?;
            for (done, sealed) in events.iter().enumerate() {
                if done % 1000 == 0 && !goes_on(done) {
                    return Ok(Taken { cancelled: true, ..Taken::default() });
                }
                let event = sealed.event(path, 0)?;
                if known.exists([&event.id.0]).map_err(sqlite)? {
                    taken.known += 1;
                    continue;
                }
                let row = params![event.id.0, event.device, sealed.previous, sealed.hash, sealed.json];
                insert.execute(row).map_err(sqlite)?;
                taken.new.push(event);
            }
        }
        transaction.commit().map_err(sqlite)?;
        Ok(taken)
    }

    /// Packs the ledger into its one file, without a log beside it, and closes it: for shipping.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn close_packed(self) -> Result<(), LedgerError> {
        let sqlite = |source| LedgerError::Sqlite { path: self.path.clone(), source };
        self.connection.pragma_update(None, "journal_mode", "DELETE").map_err(sqlite)?;
        self.connection.execute_batch("VACUUM").map_err(sqlite)
    }
}

/// Reads a ledger without writing anything, whether or not another process writes in it. A ledger
/// that is not there has no events.
///
/// # Errors
/// Where the file is no ledger, a newer one, or damaged.
pub fn read(path: &Path) -> Result<Vec<Event>, LedgerError> {
    reader(path)?.map_or_else(|| Ok(Vec::new()), |connection| events(path, &connection))
}

/// As [`read`], with the seals.
///
/// # Errors
/// Where the file is no ledger, a newer one, or damaged.
pub fn read_sealed(path: &Path) -> Result<Vec<Sealed>, LedgerError> {
    reader(path)?.map_or_else(|| Ok(Vec::new()), |connection| sealed(path, &connection))
}

/// Reads a ledger from memory; `path` is for messages.
///
/// # Errors
/// Where the bytes are no ledger, a newer one, or damaged.
pub fn read_bytes(path: &Path, bytes: Vec<u8>) -> Result<Vec<Event>, LedgerError> {
    events(path, &in_memory(path, bytes)?)
}

/// A connection that writes nothing; none where there is no ledger.
fn reader(path: &Path) -> Result<Option<Connection>, LedgerError> {
    let log = path.with_file_name(format!("{}-wal", path.file_name().unwrap_or_default().display()));
    // A whole copy in memory needs no lock, and no files beside the ledger as SQLite makes them for
    // its log. It is sound only while nobody writes: before and after, there must be no log.
    if !log.exists() {
        match fs::read(path) {
            Ok(bytes) if !log.exists() => return in_memory(path, bytes).map(Some),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(LedgerError::File { path: path.to_owned(), source }),
        }
    }
    let sqlite = |source| LedgerError::Sqlite { path: path.to_owned(), source };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(sqlite)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(sqlite)?;
    expect_known(path, &connection)?;
    Ok(Some(connection))
}

fn in_memory(path: &Path, mut bytes: Vec<u8>) -> Result<Connection, LedgerError> {
    // Bytes 18 and 19 of the header say "write-ahead log", which a database in memory cannot have.
    // With no log beside the file both ways of writing leave the same pages.
    match bytes.get_mut(18..20) {
        Some(way) => way.fill(1),
        None => return Err(LedgerError::NotALedger(path.to_owned())),
    }
    let sqlite = |source| LedgerError::Sqlite { path: path.to_owned(), source };
    let mut connection = Connection::open_in_memory().map_err(sqlite)?;
    let length = bytes.len();
    connection.deserialize_read_exact(MAIN_DB, bytes.as_slice(), length, true).map_err(sqlite)?;
    expect_known(path, &connection)?;
    Ok(connection)
}

/// SQLite takes a file too short to be a database for an empty one, and would write over it.
fn refuse_foreign(path: &Path) -> Result<(), LedgerError> {
    let mut head = Vec::new();
    match fs::File::open(path).and_then(|file| file.take(16).read_to_end(&mut head)) {
        Ok(_) if head.is_empty() || head == b"SQLite format 3\0" => Ok(()),
        Ok(_) => Err(LedgerError::NotALedger(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(source) => Err(LedgerError::File { path: path.to_owned(), source }),
    }
}

fn is_empty(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))
}

fn create(connection: &mut Connection, device: &str) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.execute_batch(SCHEMA)?;
    transaction.execute("INSERT INTO device (id) VALUES (?1)", [device])?;
    transaction.commit()
}

fn expect_known(path: &Path, connection: &Connection) -> Result<(), LedgerError> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let sqlite = |source| LedgerError::Sqlite { path: path.to_owned(), source };
    if pragma("application_id").map_err(sqlite)? != APPLICATION_ID {
        return Err(LedgerError::NotALedger(path.to_owned()));
    }
    let found = pragma("user_version").map_err(sqlite)?;
    if found > SCHEMA_VERSION {
        return Err(LedgerError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(())
}

fn events(path: &Path, connection: &Connection) -> Result<Vec<Event>, LedgerError> {
    let rows = sealed(path, connection)?;
    (1_i64..).zip(rows).map(|(row, sealed)| sealed.event(path, row)).collect()
}

fn sealed(path: &Path, connection: &Connection) -> Result<Vec<Sealed>, LedgerError> {
    let sqlite = |source| LedgerError::Sqlite { path: path.to_owned(), source };
    let mut select =
        connection.prepare("SELECT previous, hash, event FROM events ORDER BY row").map_err(sqlite)?;
    let rows = select
        .query_map([], |row| Ok(Sealed { previous: row.get(0)?, hash: row.get(1)?, json: row.get(2)? }))
        .map_err(sqlite)?;
    rows.collect::<Result<_, _>>().map_err(sqlite)
}

fn last_hash(connection: &Connection, device: &str) -> rusqlite::Result<String> {
    let sql = "SELECT hash FROM events WHERE device = ?1 ORDER BY row DESC LIMIT 1";
    let hash = connection.query_row(sql, [device], |row| row.get(0)).optional()?;
    Ok(hash.unwrap_or_default())
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
