//! The journal as an inspector's laptop treats it.

use super::*;
use crate::ledger::{Body, EventId};
use crate::site::SiteId;

fn event(number: u32) -> Event {
    Event {
        id: EventId(format!("event-{number}")),
        device: "laptop".to_owned(),
        effective_on: "2024-06-30".parse().unwrap(),
        recorded_at: "2024-07-01T08:00:00Z".parse().unwrap(),
        by: "王敏".to_owned(),
        saw: None,
        turn: 0,
        body: Body::Undo { event: EventId("other".to_owned()), site: Some(SiteId("HX-0031".to_owned())) },
    }
}

fn desk() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("ledger.db");
    (dir, path)
}

#[test]
fn what_was_acknowledged_is_there_for_the_next_reader_and_the_next_writer() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    // While the writer is still there, and without its goodbye.
    assert_eq!(read(&path).unwrap(), [event(1)]);
    journal.append(&event(2)).unwrap();
    drop(journal);
    assert_eq!(read(&path).unwrap(), [event(1), event(2)]);
    let journal = Journal::open(&path, "another").unwrap();
    assert_eq!(journal.device(), "laptop");
    assert_eq!(journal.events().unwrap().len(), 2);
}

#[test]
fn reading_leaves_no_file_behind() {
    let (dir, path) = desk();
    assert_eq!(read(&path).unwrap(), []);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    drop(journal);
    assert_eq!(read(&path).unwrap().len(), 1);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn events_cannot_be_changed_removed_or_doubled() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    for sql in ["DELETE FROM events", "UPDATE events SET event = '{}'"] {
        assert!(journal.connection.execute(sql, []).unwrap_err().to_string().contains("only grows"));
    }
    assert!(journal.append_all(&[event(2), event(1)]).is_err());
    assert_eq!(journal.events().unwrap(), [event(1)]);
}

#[test]
fn each_event_seals_the_one_before_it() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append_all(&[event(1), event(2)]).unwrap();
    journal.append(&event(3)).unwrap();
    let mut select =
        journal.connection.prepare("SELECT previous, hash, event FROM events ORDER BY row").unwrap();
    let rows: Vec<(String, String, String)> = select
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    let mut before = String::new();
    for (previous, hash, json) in rows {
        assert_eq!(previous, before);
        assert_eq!(hash, seal(&previous, &json));
        before = hash;
    }
}

#[test]
fn a_newer_ledger_is_refused_untouched() {
    let (_dir, path) = desk();
    drop(Journal::open(&path, "laptop").unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 2).unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(read(&path), Err(LedgerError::Newer { found: 2, .. })));
    assert!(matches!(Journal::open(&path, "laptop"), Err(LedgerError::Newer { found: 2, .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn what_is_no_ledger_is_refused() {
    let (_dir, path) = desk();
    for bytes in [&b"x"[..], &[7; 4096][..]] {
        fs::write(&path, bytes).unwrap();
        assert!(read(&path).is_err());
        assert!(Journal::open(&path, "laptop").is_err());
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE t (x)").unwrap();
    assert!(matches!(read(&path), Err(LedgerError::NotALedger(_))));
}

#[test]
fn a_packed_ledger_is_one_file_and_the_same_bytes_for_the_same_events() {
    let pack = || {
        let (dir, path) = desk();
        let mut journal = Journal::open(&path, "示例").unwrap();
        journal.append_all(&[event(1), event(2)]).unwrap();
        journal.close_packed().unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        fs::read(&path).unwrap()
    };
    let bytes = pack();
    assert_eq!(pack(), bytes);
    assert_eq!(read_bytes(Path::new("ledger.db"), bytes).unwrap(), [event(1), event(2)]);
}
