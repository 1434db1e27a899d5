//! The journal as an inspector's laptop treats it.

use super::*;
use crate::ledger::{Body, read, read_bytes};
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

fn example(number: u32) -> Event {
    Event { device: "示例".to_owned(), ..event(number) }
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
    let acts = [
        "DELETE FROM events",
        "UPDATE events SET event = '{}'",
        "DELETE FROM roll",
        "UPDATE roll SET row = 7",
    ];
    for sql in acts {
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
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 3).unwrap();
    let before = fs::read(&path).unwrap();
    assert!(matches!(read(&path), Err(LedgerError::Newer { found: 3, .. })));
    assert!(matches!(Journal::open(&path, "laptop"), Err(LedgerError::Newer { found: 3, .. })));
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
        let mut journal = Journal::to_ship(&path, "示例").unwrap();
        journal.append_all(&[example(1), example(2)]).unwrap();
        journal.close_packed().unwrap();
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
        fs::read(&path).unwrap()
    };
    let bytes = pack();
    assert_eq!(pack(), bytes);
    assert_eq!(read_bytes(Path::new("ledger.db"), bytes).unwrap(), [example(1), example(2)]);
}

#[test]
fn opening_for_writing_changes_nothing_until_something_is_written() {
    let (_dir, path) = desk();
    fs::copy("tests/fixtures/ledger-v1.db", &path).unwrap();
    let (before, events) = (fs::read(&path).unwrap(), read(&path).unwrap());
    let mut journal = Journal::open(&path, "laptop").unwrap();
    assert_eq!(journal.device(), "laptop", "a ledger without a place stands elsewhere");
    assert_eq!(journal.events().unwrap(), events);
    assert_eq!(fs::read(&path).unwrap(), before);
    journal.append(&event(1)).unwrap();
    assert_eq!(schema::version(&journal.connection).unwrap(), 2);
    assert_eq!(journal.events().unwrap(), [events, vec![event(1)]].concat());
    assert!(journal.append(&event(1)).is_err(), "the roll was taken over");
    drop(journal);
    assert_eq!(Journal::open(&path, "another").unwrap().device(), "laptop");
}

#[test]
fn a_copy_writes_as_a_device_of_its_own() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    drop(journal);
    let (_elsewhere, copy) = desk();
    fs::copy(&path, &copy).unwrap();
    let mut copied = Journal::open(&copy, "stick").unwrap();
    assert_eq!(copied.device(), "stick");
    assert!(copied.append(&event(2)).is_err(), "an event of another device is not this one's to seal");
    copied.append(&Event { device: "stick".to_owned(), ..event(2) }).unwrap();
    assert_eq!(copied.sealed().unwrap()[1].previous, "", "a chain of its own");
    assert_eq!(Journal::open(&path, "another").unwrap().device(), "laptop");
}

#[test]
fn a_chain_that_went_on_elsewhere_is_not_forked() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    drop(journal);
    let backup = fs::read(&path).unwrap();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(2)).unwrap();
    let sealed = journal.sealed().unwrap();
    drop(journal);
    // The old copy comes back in place, and then the events from a package.
    fs::write(&path, backup).unwrap();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    assert_eq!(journal.device(), "laptop");
    let taken = journal.take_in(&sealed, &mut |_| true).unwrap();
    assert_eq!((taken.new, taken.known, taken.other), (vec![event(2)], 1, vec![]));
    assert_ne!(journal.device(), "laptop");
}

#[test]
fn of_other_bytes_under_a_known_id_ours_stay() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    let mut sealed = journal.sealed().unwrap();
    sealed[0].json = sealed[0].json.replace("王敏", "王某");
    let taken = journal.take_in(&sealed, &mut |_| true).unwrap();
    assert_eq!((taken.new.len(), taken.other), (0, vec![EventId("event-1".to_owned())]));
    assert_eq!(journal.events().unwrap(), [event(1)]);
    assert!(journal.take_in(&sealed, &mut |_| false).unwrap().cancelled);
}

#[test]
fn a_ledger_that_is_no_longer_in_its_place_takes_nothing() {
    let (dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append(&event(1)).unwrap();
    let away = dir.path().join("away");
    fs::create_dir(&away).unwrap();
    for file in ["ledger.db", "ledger.db-wal"] {
        fs::rename(dir.path().join(file), away.join(file)).unwrap();
    }
    assert!(matches!(journal.append(&event(2)), Err(LedgerError::Gone(_))));
    // Another ledger in its place is another ledger.
    drop(Journal::open(&path, "another").unwrap());
    assert!(matches!(journal.append(&event(2)), Err(LedgerError::Gone(_))));
    assert_eq!(read(&away.join("ledger.db")).unwrap(), [event(1)]);
}

#[test]
fn nothing_acknowledged_is_missing_where_only_the_log_has_it_and_nothing_may_be_written() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append_all(&[event(1), event(2)]).unwrap();
    // As a killed process leaves it, on a stick with its switch on read-only: SQLite's own reading
    // would need a file beside the log.
    let (_elsewhere, copy) = desk();
    for ending in ["", "-wal"] {
        let name = |path: &Path| PathBuf::from(format!("{}{ending}", path.display()));
        fs::copy(name(&path), name(&copy)).unwrap();
    }
    let connection = read::whole_copy(&copy).unwrap();
    assert_eq!(read::events(&copy, &connection).unwrap(), [event(1), event(2)]);
    assert!(copy.with_file_name("ledger.db-wal").exists(), "the original is as it was");
    assert!(!copy.with_file_name("ledger.db-shm").exists());
}

#[test]
fn a_change_that_did_not_end_is_wound_back_by_the_next_reader() {
    let (_dir, path) = desk();
    let mut journal = Journal::to_ship(&path, "示例").unwrap();
    journal.append(&example(1)).unwrap();
    drop(journal);
    let writer = Connection::open(&path).unwrap();
    writer.execute_batch("PRAGMA cache_size = 2; BEGIN IMMEDIATE").unwrap();
    for row in 2..500 {
        let insert =
            "INSERT INTO events SELECT ?1, ?1, device, previous, hash, event FROM events WHERE row = 1";
        writer.execute(insert, [row]).unwrap();
    }
    // Killed in the midst of it: pages of the change are in the file, those before it in its journal.
    let (_elsewhere, copy) = desk();
    for (from, to) in read::logs(&path).iter().zip(read::logs(&copy)).skip(1) {
        fs::copy(from, to).unwrap();
    }
    fs::copy(&path, &copy).unwrap();
    assert!(fs::metadata(&copy).unwrap().len() > 100_000);
    let before = fs::read(&copy).unwrap();
    assert_eq!(read(&copy).unwrap(), [example(1)]);
    assert!(fs::read(&copy).unwrap() == before, "reading writes nothing");
    let mut journal = Journal::open(&copy, "laptop").unwrap();
    journal.append(&event(2)).unwrap();
    assert_eq!(journal.events().unwrap(), [example(1), event(2)]);
}

#[test]
fn an_event_that_was_taken_out_past_guatu_comes_back_to_where_it_stood() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append_all(&[event(1), event(2), event(3)]).unwrap();
    let packed = journal.sealed().unwrap();
    let before = read(&path).unwrap();
    journal.connection.execute_batch("DROP TRIGGER events_stay; DELETE FROM events WHERE row = 2").unwrap();
    let check = || crate::ledger::verify(&path, event(3).recorded_at, &mut |_| true).unwrap();
    assert_eq!(check().broken.len(), 1);

    let taken = journal.take_in(&packed, &mut |_| true).unwrap();
    assert_eq!((taken.new, taken.known, taken.other), (vec![event(2)], 2, vec![]));
    assert_eq!(check().broken, []);
    assert_eq!((read(&path).unwrap(), journal.device()), (before, "laptop"));
}

#[test]
fn where_another_event_stands_where_one_was_taken_out_it_stays() {
    let (_dir, path) = desk();
    let mut journal = Journal::open(&path, "laptop").unwrap();
    journal.append_all(&[event(1), event(2)]).unwrap();
    let packed = journal.sealed().unwrap();
    journal.connection.execute_batch("DROP TRIGGER events_stay; DELETE FROM events WHERE row = 2").unwrap();
    journal.append(&event(3)).unwrap();
    let taken = journal.take_in(&packed, &mut |_| true).unwrap();
    assert_eq!((taken.new, taken.known, taken.other), (vec![], 2, vec![event(2).id]));
    assert_eq!(read(&path).unwrap(), [event(1), event(3)]);
}

#[test]
fn verifying_finds_the_evidence_that_a_newer_guatu_named() {
    let (_dir, path) = desk();
    let newer = r#"{"kind":"inspect","site":"HX-0031","evidence":["ab12"]}"#;
    let event = Event { body: serde_json::from_str(newer).unwrap(), ..event(1) };
    Journal::open(&path, "laptop").unwrap().append(&event).unwrap();
    let checked = crate::ledger::verify(&path, event.recorded_at, &mut |_| true).unwrap();
    assert_eq!(checked.evidence.get("ab12"), Some(&vec![event.id]));
}
