//! Reading a ledger: without writing anything beside it, whoever else writes in it, and also where
//! nothing can be written at all.

use std::fs::{self, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, MAIN_DB, OpenFlags};

use super::schema::expect_known;
use super::{Event, History, LedgerError, Sealed};

/// How often a ledger that is being written is read anew for a whole copy.
const MOST_TRIES: usize = 20;

/// Reads a ledger without writing anything, whether or not another process writes in it. A ledger
/// that is not there has no events.
///
/// # Errors
/// Where the file is no ledger, a newer one, or damaged.
pub fn read(path: &Path) -> Result<Vec<Event>, LedgerError> {
    of_ledger(path, |connection| events(path, connection)).map(Option::unwrap_or_default)
}

/// As [`read`], as a history.
///
/// # Errors
/// Where the file is no ledger, a newer one, or damaged.
pub fn read_history(path: &Path) -> Result<History, LedgerError> {
    of_ledger(path, |connection| history(path, connection)).map(Option::unwrap_or_default)
}

/// As [`read`], with the seals.
///
/// # Errors
/// Where the file is no ledger, a newer one, or damaged.
pub fn read_sealed(path: &Path) -> Result<Vec<Sealed>, LedgerError> {
    of_ledger(path, |connection| sealed(path, connection)).map(Option::unwrap_or_default)
}

/// Reads a ledger from memory; `path` is for messages.
///
/// # Errors
/// Where the bytes are no ledger, a newer one, or damaged.
pub fn read_bytes(path: &Path, bytes: Vec<u8>) -> Result<Vec<Event>, LedgerError> {
    events(path, &in_memory(path, bytes)?)
}

/// As [`read_bytes`], with the seals.
///
/// # Errors
/// Where the bytes are no ledger, a newer one, or damaged.
pub fn read_sealed_bytes(path: &Path, bytes: Vec<u8>) -> Result<Vec<Sealed>, LedgerError> {
    sealed(path, &in_memory(path, bytes)?)
}

/// As [`read_bytes`], as a history.
///
/// # Errors
/// Where the bytes are no ledger, a newer one, or damaged.
pub fn read_history_bytes(path: &Path, bytes: Vec<u8>) -> Result<History, LedgerError> {
    history(path, &in_memory(path, bytes)?)
}

/// The history of every event.
fn history(path: &Path, connection: &Connection) -> Result<History, LedgerError> {
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    let mut select = connection.prepare("SELECT row, event FROM events ORDER BY row").map_err(sqlite)?;
    let mut rows = select.query([]).map_err(sqlite)?;
    History::gather(path, |batch| {
        while !batch.is_full() {
            let Some(row) = rows.next().map_err(sqlite)? else { return Ok(false) };
            let json = row.get_ref(1).map_err(sqlite)?;
            let json = json.as_str().map_err(|error| sqlite(error.into()))?;
            batch.push(row.get(0).map_err(sqlite)?, json);
        }
        Ok(true)
    })
}

/// Every event, in the order of the rows.
pub(super) fn events(path: &Path, connection: &Connection) -> Result<Vec<Event>, LedgerError> {
    let mut events = Vec::new();
    each_row(path, connection, |row, sealed| {
        events.push(sealed.event(path, row)?);
        Ok(())
    })?;
    Ok(events)
}

/// Every event with its seal, in the order of the rows.
pub(super) fn sealed(path: &Path, connection: &Connection) -> Result<Vec<Sealed>, LedgerError> {
    let mut all = Vec::new();
    each_row(path, connection, |_, sealed| {
        all.push(sealed);
        Ok(())
    })?;
    Ok(all)
}

/// The one place that reads rows for their events, of every version of the schema.
fn each_row(
    path: &Path,
    connection: &Connection,
    mut each: impl FnMut(i64, Sealed) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    let select = "SELECT row, previous, hash, event FROM events ORDER BY row";
    let mut select = connection.prepare(select).map_err(sqlite)?;
    let mut rows = select.query([]).map_err(sqlite)?;
    while let Some(row) = rows.next().map_err(sqlite)? {
        let text = |column| row.get(column).map_err(sqlite);
        let sealed = Sealed { previous: text(1)?, hash: text(2)?, json: text(3)? };
        each(row.get(0).map_err(sqlite)?, sealed)?;
    }
    Ok(())
}

/// What `read` makes of a ledger, without writing anything; none where there is no ledger.
pub(super) fn of_ledger<T>(
    path: &Path,
    mut read: impl FnMut(&Connection) -> Result<T, LedgerError>,
) -> Result<Option<T>, LedgerError> {
    let file = |source| LedgerError::File { path: path.to_owned(), source };
    let before = match fs::metadata(path) {
        Ok(before) => before,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(file(error)),
    };
    if !has_log(path) {
        let answer = at_rest(path).and_then(|connection| read(&connection));
        // Sound only where nobody wrote meanwhile.
        if !has_log(path) && is_same(&before, &fs::metadata(path).map_err(file)?) {
            return answer.map(Some);
        }
    }
    let connection = match beside_a_writer(path) {
        // SQLite must write its own files beside a log, or wind one back; here it may not.
        Err(LedgerError::WriteProtected(_)) => whole_copy(path)?,
        Err(LedgerError::Sqlite { source, .. })
            if source.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) =>
        {
            whole_copy(path)?
        }
        other => other?,
    };
    read(&connection).map(Some)
}

/// A ledger in which nobody writes: without a lock, and without the files that SQLite makes beside one
/// for its log.
fn at_rest(path: &Path) -> Result<Connection, LedgerError> {
    let file = |source| LedgerError::File { path: path.to_owned(), source };
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    // SQLite takes a file too short to be a database for an empty one.
    let mut head = [0; 16];
    match fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) if &head == b"SQLite format 3\0" => {}
        Ok(()) => return Err(LedgerError::NotALedger(path.to_owned())),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
            return Err(LedgerError::NotALedger(path.to_owned()));
        }
        Err(error) => return Err(file(error)),
    }
    let full = std::path::absolute(path).map_err(file)?;
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(address(&full), flags).map_err(sqlite)?;
    expect_known(path, &connection)?;
    Ok(connection)
}

/// The address by which SQLite opens a file that does not change.
fn address(full: &Path) -> String {
    let mut address = "file:".to_owned();
    if !full.has_root() || full.as_os_str().as_encoded_bytes().get(1) == Some(&b':') {
        address.push_str("///");
    }
    for &byte in full.as_os_str().as_encoded_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' | b':' => {
                address.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => address.push('/'),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address + "?immutable=1"
}

/// The ledger as another process writes in it.
fn beside_a_writer(path: &Path) -> Result<Connection, LedgerError> {
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(sqlite)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(sqlite)?;
    expect_known(path, &connection)?;
    Ok(connection)
}

/// The ledger with what its log says, from a copy of both in a folder of our own.
pub(super) fn whole_copy(path: &Path) -> Result<Connection, LedgerError> {
    let file = |source| LedgerError::File { path: path.to_owned(), source };
    let folder = tempfile::tempdir().map_err(file)?;
    let copy = folder.path().join("ledger.db");
    let pairs: Vec<_> = std::iter::once((path.to_owned(), copy.clone()))
        .chain(logs(path).into_iter().zip(logs(&copy)))
        .collect();
    let state = || pairs.iter().map(|(from, _)| fs::metadata(from).ok()).collect::<Vec<_>>();
    for _ in 0..MOST_TRIES {
        let before = state();
        for ((from, to), there) in pairs.iter().zip(&before) {
            match there {
                Some(_) => fs::copy(from, to).map(|_| ()).map_err(file)?,
                // Best effort: that of the try before.
                None => drop(fs::remove_file(to)),
            }
        }
        let same = |(a, b): (&Option<Metadata>, &Option<Metadata>)| match (a, b) {
            (Some(a), Some(b)) => is_same(a, b),
            (a, b) => a.is_none() && b.is_none(),
        };
        if before.iter().zip(&state()).all(same) {
            let sqlite = |error| LedgerError::of_sqlite(path, error);
            // What was copied is write-protected as its original.
            for (_, to) in pairs.iter().filter(|(_, to)| to.exists()) {
                make_writable(to).map_err(file)?;
            }
            // Opening takes in the log, and the way without one leaves a single file.
            let connection = Connection::open(&copy).map_err(sqlite)?;
            expect_known(path, &connection)?;
            connection.pragma_update(None, "journal_mode", "DELETE").map_err(sqlite)?;
            drop(connection);
            return in_memory(path, fs::read(&copy).map_err(file)?);
        }
    }
    Err(file(ErrorKind::ResourceBusy.into()))
}

fn make_writable(copy: &Path) -> std::io::Result<()> {
    let mut permissions = fs::metadata(copy)?.permissions();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        permissions.set_mode(0o600);
    }
    #[cfg(not(unix))]
    permissions.set_readonly(false);
    fs::set_permissions(copy, permissions)
}

/// A copy in memory of a ledger beside which there is no log.
pub(super) fn in_memory(path: &Path, mut bytes: Vec<u8>) -> Result<Connection, LedgerError> {
    // Bytes 18 and 19 of the header say "write-ahead log", which a database in memory cannot have.
    // With no log beside the file both ways of writing leave the same pages.
    match bytes.get_mut(18..20) {
        Some(way) => way.fill(1),
        None => return Err(LedgerError::NotALedger(path.to_owned())),
    }
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    let mut connection = Connection::open_in_memory().map_err(sqlite)?;
    let length = bytes.len();
    connection.deserialize_read_exact(MAIN_DB, bytes.as_slice(), length, true).map_err(sqlite)?;
    expect_known(path, &connection)?;
    Ok(connection)
}

/// The files that SQLite keeps beside a ledger: what is written but not in it yet, and what was in
/// it before a change that did not end.
pub(super) fn logs(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-journal"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        name.into()
    })
}

fn has_log(path: &Path) -> bool {
    logs(path).iter().any(|log| log.exists())
}

fn is_same(before: &Metadata, after: &Metadata) -> bool {
    before.len() == after.len() && before.modified().ok() == after.modified().ok()
}
