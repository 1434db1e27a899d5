//! The journal: one SQLite file to which events are only ever added.
//!
//! Write-ahead log, full synchronisation: when [`Journal::append`] returns, the event is on the
//! disk. Triggers refuse every change and removal. Opening changes nothing: with the first event
//! that is written a ledger of an older version is brought to this one, and a copied one gets a
//! device of its own.

use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use super::chain::seal;
use super::place::{Identity, place};
use super::schema::{self, expect_known};
use super::{Event, EventId, LedgerError, Sealed, read};

/// What came of taking in events of other devices.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// Those that were not there before.
    pub new: Vec<Event>,
    /// How many were there already.
    pub known: usize,
    /// Among the known, those of which other bytes came: ours stayed.
    pub other: Vec<EventId>,
    /// Whether it was broken off; then nothing was taken in.
    pub cancelled: bool,
}

/// A ledger open for writing. The workspace's lock keeps it to one process.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    connection: Connection,
    identity: Identity,
    device: String,
    /// Where it stands; none for one that is to be shipped.
    place: Option<String>,
    /// Whether its tables are those of today and its device is the one that writes.
    ready: bool,
    /// Whether it is known to keep a write-ahead log.
    logged: bool,
}

impl Journal {
    /// Opens a ledger for writing; makes one for `new_device` where there is none. One that was
    /// copied from elsewhere gets `new_device` too: what was written stays in its chain, what follows
    /// starts a new one.
    ///
    /// # Errors
    /// Where the file is no ledger, a newer one, damaged, or cannot be written.
    pub fn open(path: &Path, new_device: &str) -> Result<Self, LedgerError> {
        Self::open_at(path, new_device, true)
    }

    /// Makes a ledger to be shipped: it stands nowhere, and whoever writes in it first gets a device
    /// of his own.
    ///
    /// # Errors
    /// As for [`Journal::open`].
    pub fn to_ship(path: &Path, device: &str) -> Result<Self, LedgerError> {
        Self::open_at(path, device, false)
    }

    fn open_at(path: &Path, new_device: &str, stands: bool) -> Result<Self, LedgerError> {
        let file = |source| LedgerError::File { path: path.to_owned(), source };
        let sqlite = |error| LedgerError::of_sqlite(path, error);
        if !path.exists() {
            create(path, new_device, stands)?;
        }
        refuse_foreign(path)?;
        let identity = Identity::of(path).map_err(file)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(sqlite)?;
        connection.busy_timeout(Duration::from_secs(5)).map_err(sqlite)?;
        expect_known(path, &connection)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(sqlite)?;
        // Without it macOS answers before the disk has what it was given; elsewhere it says nothing.
        connection.pragma_update(None, "fullfsync", true).map_err(sqlite)?;
        let here = fs::metadata(path).and_then(|file| place(path, &file)).map_err(file)?;
        let here = Some(here).filter(|_| stands);
        let (device, ready) = writer(&connection, new_device, here.as_deref()).map_err(sqlite)?;
        Ok(Self { path: path.to_owned(), connection, identity, device, place: here, ready, logged: !stands })
    }

    /// The device that writes here.
    #[must_use]
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Every event, in the order of the rows.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn events(&self) -> Result<Vec<Event>, LedgerError> {
        read::events(&self.path, &self.connection)
    }

    /// Every event with its seal, in the order of the rows.
    ///
    /// # Errors
    /// Where the file is damaged.
    pub fn sealed(&self) -> Result<Vec<Sealed>, LedgerError> {
        read::sealed(&self.path, &self.connection)
    }

    /// Refuses a ledger that is no longer where it was opened: SQLite would go on writing into a
    /// file that nobody will find again.
    ///
    /// # Errors
    /// Where the folder was moved, removed or pulled out.
    pub fn still_there(&self) -> Result<(), LedgerError> {
        match Identity::of(&self.path) {
            Ok(there) if there == self.identity => Ok(()),
            _ => Err(LedgerError::Gone(self.path.clone())),
        }
    }

    /// Adds an event of this device. It is on the disk when this returns.
    ///
    /// # Errors
    /// Where it cannot be written; then the ledger is as it was.
    pub fn append(&mut self, event: &Event) -> Result<(), LedgerError> {
        self.append_all(std::slice::from_ref(event))
    }

    /// Adds events of this device, all or none. They are on the disk when this returns.
    ///
    /// # Errors
    /// Where they cannot be written; then the ledger is as it was.
    pub fn append_all(&mut self, new: &[Event]) -> Result<(), LedgerError> {
        let (path, device) = (self.path.clone(), self.device.clone());
        let sqlite = |error| LedgerError::of_sqlite(&path, error);
        self.write(|transaction| {
            let (writer, mut head): (i64, String) = transaction
                .query_row("SELECT row, head FROM device ORDER BY row DESC LIMIT 1", [], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .map_err(sqlite)?;
            let mut insert = Insert::into(transaction).map_err(sqlite)?;
            for event in new {
                let damaged = |reason| LedgerError::Event { path: path.clone(), row: 0, reason };
                if event.device != device {
                    return Err(damaged(format!("{} is no event of {device}", event.id)));
                }
                let json = serde_json::to_string(event).map_err(|error| damaged(error.to_string()))?;
                let sealed = Sealed { hash: seal(&head, &json), previous: head, json };
                insert.row(event, &sealed).map_err(sqlite)?;
                head = sealed.hash;
            }
            let update = "UPDATE device SET head = ?2 WHERE row = ?1";
            transaction.execute(update, params![writer, head]).map_err(sqlite)?;
            Ok(Some(device.clone()))
        })
        .map(|_| ())
    }

    /// Takes in events of other devices with their seals, all or none; those whose id is known stay
    /// as they are, and those that were taken out past Guatu come back. They are on the disk when this
    /// returns. `goes_on` is asked now and then with the number of those done; where it says no, nothing
    /// is taken in.
    ///
    /// # Errors
    /// Where they cannot be written or one is no event; then the ledger is as it was.
    pub fn take_in(
        &mut self,
        events: &[Sealed],
        goes_on: &mut dyn FnMut(usize) -> bool,
    ) -> Result<Taken, LedgerError> {
        let (path, device, place) = (self.path.clone(), self.device.clone(), self.place.clone());
        let sqlite = |error| LedgerError::of_sqlite(&path, error);
        let mut taken = Taken::default();
        let done = self.write(|transaction| {
            let mut rolled = transaction.prepare("SELECT row FROM roll WHERE id = ?1").map_err(sqlite)?;
            let mut there = transaction.prepare("SELECT event FROM events WHERE row = ?1").map_err(sqlite)?;
            let mut insert = Insert::into(transaction).map_err(sqlite)?;
            let mut own = false;
            for (done, sealed) in events.iter().enumerate() {
                if done % 1000 == 0 && !goes_on(done) {
                    return Ok(None);
                }
                let event = sealed.event(&path, 0)?;
                let row: Option<i64> =
                    rolled.query_row([&event.id.0], |row| row.get(0)).optional().map_err(sqlite)?;
                let Some(row) = row else {
                    insert.row(&event, sealed).map_err(sqlite)?;
                    own |= event.device == device;
                    taken.new.push(event);
                    continue;
                };
                let ours: Option<String> =
                    there.query_row([row], |row| row.get(0)).optional().map_err(sqlite)?;
                match ours {
                    // It was taken out past Guatu: it comes back to where it stood.
                    None => {
                        insert.back(row, &event, sealed).map_err(sqlite)?;
                        taken.new.push(event);
                    }
                    Some(ours) => {
                        taken.known += 1;
                        if ours != sealed.json {
                            taken.other.push(event.id);
                        }
                    }
                }
            }
            if !own {
                return Ok(Some(device));
            }
            // Our own chain went on elsewhere, as where an old copy was restored over this ledger:
            // what is written from now on must not fork it.
            let fresh = super::new_device();
            schema::add_device(transaction, &fresh, place.as_deref()).map_err(sqlite)?;
            Ok(Some(fresh))
        })?;
        Ok(if done { taken } else { Taken { cancelled: true, ..Taken::default() } })
    }

    /// Writes in one transaction, of which no trace stays where `work` fails or names no device to
    /// write from now on; whether it was kept. It is on the disk when this returns.
    fn write(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<Option<String>, LedgerError>,
    ) -> Result<bool, LedgerError> {
        self.still_there()?;
        let sqlite = |error| LedgerError::of_sqlite(&self.path, error);
        if !self.logged {
            self.connection.pragma_update(None, "journal_mode", "WAL").map_err(sqlite)?;
            self.logged = true;
        }
        let immediate = TransactionBehavior::Immediate;
        let transaction = self.connection.transaction_with_behavior(immediate).map_err(sqlite)?;
        if !self.ready {
            schema::migrate(&transaction).map_err(sqlite)?;
            let writer = writer(&transaction, &self.device, self.place.as_deref()).map_err(sqlite)?;
            if !writer.1 {
                let place = self.place.as_deref();
                schema::add_device(&transaction, &self.device, place).map_err(sqlite)?;
            }
        }
        let Some(device) = work(&transaction)? else {
            return Ok(false);
        };
        transaction.commit().map_err(sqlite)?;
        self.ready = true;
        self.device = device;
        self.still_there()?;
        Ok(true)
    }

    /// Packs the ledger into its one file, without a log beside it, and closes it: for shipping.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn close_packed(self) -> Result<(), LedgerError> {
        let sqlite = |error| LedgerError::of_sqlite(&self.path, error);
        self.connection.pragma_update(None, "journal_mode", "DELETE").map_err(sqlite)?;
        self.connection.execute_batch("VACUUM").map_err(sqlite)
    }
}

/// Adds rows to `events` and `roll`.
struct Insert<'a> {
    event: rusqlite::Statement<'a>,
    roll: rusqlite::Statement<'a>,
}

impl<'a> Insert<'a> {
    fn into(connection: &'a Connection) -> rusqlite::Result<Self> {
        let event =
            "INSERT INTO events (row, id, device, previous, hash, event) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let roll = "INSERT INTO roll (id, row) VALUES (?1, ?2)";
        Ok(Self { event: connection.prepare(event)?, roll: connection.prepare(roll)? })
    }

    /// A new one, in the next row.
    fn row(&mut self, event: &Event, sealed: &Sealed) -> rusqlite::Result<()> {
        let row = self.at(None, event, sealed)?;
        self.roll.execute(params![event.id.0, row]).map(|_| ())
    }

    /// One that the roll still has, in its row.
    fn back(&mut self, row: i64, event: &Event, sealed: &Sealed) -> rusqlite::Result<()> {
        self.at(Some(row), event, sealed).map(|_| ())
    }

    fn at(&mut self, row: Option<i64>, event: &Event, sealed: &Sealed) -> rusqlite::Result<i64> {
        let columns = params![row, event.id.0, event.device, sealed.previous, sealed.hash, sealed.json];
        self.event.insert(columns)
    }
}

/// The device that writes in a ledger at a place, and whether the ledger says so already: it does not
/// where it is of an older version or was copied from elsewhere.
fn writer(
    connection: &Connection,
    new_device: &str,
    place: Option<&str>,
) -> rusqlite::Result<(String, bool)> {
    if schema::version(connection)? < schema::SCHEMA_VERSION {
        return Ok((new_device.to_owned(), false));
    }
    let select = "SELECT id, place FROM device ORDER BY row DESC LIMIT 1";
    let (device, stood): (String, Option<String>) =
        connection.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if stood.as_deref() == place { Ok((device, true)) } else { Ok((new_device.to_owned(), false)) }
}

/// Makes a ledger, whole or not at all: under another name first.
fn create(path: &Path, device: &str, stands: bool) -> Result<(), LedgerError> {
    let file = |source| LedgerError::File { path: path.to_owned(), source };
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    let name = path.file_name().unwrap_or_default().display();
    let partial = path.with_file_name(format!(".{name}.partial"));
    let made = (|| {
        // Those of a process that was killed; the workspace's lock keeps all others away.
        for left in std::iter::once(partial.clone()).chain(read::logs(&partial)) {
            if left.exists() {
                fs::remove_file(&left).map_err(file)?;
            }
        }
        let empty = fs::File::create_new(&partial).map_err(file)?;
        let here = empty.metadata().and_then(|meta| place(path, &meta)).map_err(file)?;
        let mut connection = Connection::open(&partial).map_err(sqlite)?;
        let here = Some(here.as_str()).filter(|_| stands);
        schema::create(&mut connection, device, here).map_err(sqlite)?;
        connection.close().map_err(|(_, error)| sqlite(error))?;
        fs::rename(&partial, path).map_err(file)?;
        // Lets the name outlast a power cut, where the system can do that for a folder.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let _ = fs::File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all());
        Ok(())
    })();
    if made.is_err() {
        // Best effort: the first error is the one that matters.
        let _ = fs::remove_file(&partial);
    }
    made
}

/// SQLite takes a file too short to be a database for an empty one, and would write over it.
fn refuse_foreign(path: &Path) -> Result<(), LedgerError> {
    let mut head = Vec::new();
    match fs::File::open(path).and_then(|file| file.take(16).read_to_end(&mut head)) {
        Ok(_) if head == b"SQLite format 3\0" => Ok(()),
        Ok(_) => Err(LedgerError::NotALedger(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(source) => Err(LedgerError::File { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
