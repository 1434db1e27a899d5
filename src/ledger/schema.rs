//! The tables of a ledger, and how those of an older version become those of today.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;

/// The schema that this Guatu writes.
pub(super) const SCHEMA_VERSION: i64 = 2;
/// `GuaT`, so that `file` and we know a ledger from any other database.
const APPLICATION_ID: i64 = 0x4775_6154;

/// `roll` is the index of ids, as a table: it still names an event that was taken out of `events`.
/// The last row of `device` is the one that writes here: where it stands, and the hash of its own
/// last event, so that a chain whose end was cut off is known.
const SCHEMA: &str = "
CREATE TABLE device (
    row   INTEGER PRIMARY KEY,
    id    TEXT NOT NULL,
    place TEXT,
    head  TEXT NOT NULL
) STRICT;
CREATE TABLE events (
    row      INTEGER PRIMARY KEY,
    id       TEXT NOT NULL,
    device   TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL,
    event    TEXT NOT NULL
) STRICT;
CREATE TABLE roll (id TEXT PRIMARY KEY, row INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TRIGGER events_stay BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER events_hold BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER roll_stays BEFORE DELETE ON roll BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
CREATE TRIGGER roll_holds BEFORE UPDATE ON roll BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END;
";

/// Makes the tables of a new ledger. `place` is none for one that is to be shipped.
pub(super) fn create(connection: &mut Connection, device: &str, place: Option<&str>) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    transaction.execute_batch(SCHEMA)?;
    add_device(&transaction, device, place)?;
    transaction.commit()
}

/// From now on this device writes here, in a chain of its own.
pub(super) fn add_device(connection: &Connection, device: &str, place: Option<&str>) -> rusqlite::Result<()> {
    let insert = "INSERT INTO device (id, place, head) VALUES (?1, ?2, '')";
    connection.execute(insert, params![device, place]).map(|_| ())
}

/// Brings the tables to those of today, within the transaction of the caller.
pub(super) fn migrate(connection: &Connection) -> rusqlite::Result<()> {
    if version(connection)? == 1 {
        from_1(connection)?;
        connection.pragma_update(None, "user_version", SCHEMA_VERSION)?;
    }
    Ok(())
}

/// Version 1 had the index of ids in `events`, one device and no head.
fn from_1(connection: &Connection) -> rusqlite::Result<()> {
    let device: String = connection.query_row("SELECT id FROM device", [], |row| row.get(0))?;
    let head = "SELECT hash FROM events WHERE device = ?1 ORDER BY row DESC LIMIT 1";
    let head: Option<String> = connection.query_row(head, [&device], |row| row.get(0)).optional()?;
    connection.execute_batch("DROP TABLE device; ALTER TABLE events RENAME TO before;")?;
    // The triggers went along with the table; their names are needed.
    connection.execute_batch("DROP TRIGGER IF EXISTS events_stay; DROP TRIGGER IF EXISTS events_hold;")?;
    connection.execute_batch(SCHEMA)?;
    connection.execute_batch(
        "INSERT INTO events SELECT row, id, device, previous, hash, event FROM before ORDER BY row;
         INSERT INTO roll SELECT id, row FROM before ORDER BY id;
         DROP TABLE before;",
    )?;
    let insert = "INSERT INTO device (id, place, head) VALUES (?1, NULL, ?2)";
    connection.execute(insert, params![device, head.unwrap_or_default()]).map(|_| ())
}

/// The version of the tables.
pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Refuses what is no ledger, or a newer one.
pub(super) fn expect_known(path: &Path, connection: &Connection) -> Result<(), LedgerError> {
    let sqlite = |error| LedgerError::of_sqlite(path, error);
    let application = connection.pragma_query_value(None, "application_id", |row| row.get::<_, i64>(0));
    if application.map_err(sqlite)? != APPLICATION_ID {
        return Err(LedgerError::NotALedger(path.to_owned()));
    }
    let found = version(connection).map_err(sqlite)?;
    if found > SCHEMA_VERSION {
        return Err(LedgerError::Newer { path: path.to_owned(), found, known: SCHEMA_VERSION });
    }
    Ok(())
}
