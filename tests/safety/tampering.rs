//! Hands that know SQLite: each changed, removed or inserted event is named.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use guatu::ledger::{EventId, Fault, seal};
use guatu::workspace::{self, Place, Verified, VerifyWarning};
use rusqlite::{Connection, params};

use crate::desk::{self, Desk};

/// Six notes, the third with a photo.
fn six() -> (Desk, Vec<String>) {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let notes = (1..=6).map(|number| {
        let mut request = desk::request(&format!("第{number}条"));
        if number == 3 {
            request.evidence = vec![desk.photo.clone()];
        }
        workspace.mark(&request, &desk::noon()).unwrap().id.0
    });
    let notes = notes.collect();
    (desk, notes)
}

fn verify(desk: &Desk) -> Verified {
    let now = desk::noon().recorded_at;
    workspace::verify(&Place::Folder(desk.folder.clone()), now, &mut |_| true).expect("verified")
}

/// Does something to a ledger that no Guatu does, and tells what is found: event and fault.
fn after(sql: &str) -> (Vec<String>, Vec<(Option<String>, Fault)>) {
    after_all(|connection, _| connection.execute_batch(sql).unwrap())
}

fn after_all(tamper: impl FnOnce(&Connection, &[String])) -> (Vec<String>, Vec<(Option<String>, Fault)>) {
    let (desk, ids) = six();
    let connection = Connection::open(desk.ledger()).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER events_stay; DROP TRIGGER events_hold; DROP TRIGGER roll_stays; DROP TRIGGER roll_holds",
        )
        .unwrap();
    tamper(&connection, &ids);
    drop(connection);
    let found = verify(&desk).broken.into_iter();
    (ids, found.map(|broken| (broken.event.map(|event| event.0), broken.fault)).collect())
}

/// Writes an event of the same device into the table, sealed as it should be.
fn forge(connection: &Connection, ids: &[String], previous_row: i64, on_roll: bool) -> String {
    let row = |row: i64| {
        let select = "SELECT device, hash, event FROM events WHERE row = ?1";
        let columns = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        };
        connection.query_row(select, [row], columns).unwrap()
    };
    let (device, previous, _) = row(previous_row);
    let id = "0192aaaa-0000-7000-8000-000000000000";
    let json = row(6).2.replace(&ids[5], id);
    let insert = "INSERT INTO events (id, device, previous, hash, event) VALUES (?1, ?2, ?3, ?4, ?5)";
    connection.execute(insert, params![id, device, previous, seal(&previous, &json), json]).unwrap();
    if on_roll {
        connection.execute("INSERT INTO roll VALUES (?1, 7)", [id]).unwrap();
    }
    id.to_owned()
}

#[test]
fn a_ledger_that_nobody_touched_is_whole() {
    let (desk, _) = six();
    let found = verify(&desk);
    assert_eq!((found.events, found.evidence), (6, 1));
    assert_eq!((found.broken, found.warnings, found.partial), (vec![], vec![], vec![]));
    let built_in = workspace::verify(&Place::BuiltIn, "2030-01-01T00:00:00Z".parse().unwrap(), &mut |_| true);
    let built_in = built_in.unwrap();
    assert!(built_in.events > 1000 && built_in.evidence > 0);
    assert_eq!((built_in.broken, built_in.warnings), (vec![], vec![]));
    assert!(
        workspace::verify(
            &Place::Folder(desk.folder.join("evidence")),
            desk::noon().recorded_at,
            &mut |_| true
        )
        .is_err()
    );
}

#[test]
fn a_changed_event_is_named() {
    let (ids, found) = after("UPDATE events SET event = replace(event, '第2条', '第9条')");
    assert_eq!(found, [(Some(ids[1].clone()), Fault::Changed)]);
    let (ids, found) = after("UPDATE events SET hash = replace(hash, 'a', 'b') WHERE row = 2");
    assert_eq!(found, [(Some(ids[1].clone()), Fault::Changed)]);
    let (ids, found) = after("UPDATE events SET device = 'another' WHERE row = 6");
    assert_eq!(found, [(Some(ids[5].clone()), Fault::Columns)]);
    let (ids, found) = after("UPDATE events SET id = 'another' WHERE row = 4");
    assert_eq!(found, [(Some(ids[3].clone()), Fault::Columns)]);
}

#[test]
fn the_verb_names_it_and_exits_with_1() {
    let (desk, ids) = six();
    let verify = |format: &str| {
        let arguments = ["verify", "-w", desk.folder.to_str().unwrap(), "--format", format];
        Command::new(env!("CARGO_BIN_EXE_guatu")).args(arguments).output().unwrap()
    };
    let answer = |output: &Output| serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
    let whole = verify("json");
    assert_eq!(whole.status.code(), Some(0));
    let whole = answer(&whole);
    assert_eq!((&whole["events"], &whole["evidence"]), (&6.into(), &1.into()));
    assert_eq!(whole["broken"], serde_json::json!([]));

    let connection = Connection::open(desk.ledger()).unwrap();
    connection.execute_batch("DROP TRIGGER events_stay; DELETE FROM events WHERE row = 4").unwrap();
    drop(connection);
    let broken = verify("json");
    assert_eq!(broken.status.code(), Some(1));
    assert_eq!(answer(&broken)["broken"][0]["event"], ids[3].as_str());
    let csv = verify("csv");
    assert_eq!(csv.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&csv.stdout).contains(&format!("{},被删除", ids[3])));
    fs::write(desk.ledger(), "no ledger").unwrap();
    assert_eq!(verify("table").status.code(), Some(3));
}

#[test]
fn one_that_was_sealed_anew_is_named_too() {
    for at in [2_i64, 6] {
        let (ids, found) = after_all(|connection, _| {
            let select = "SELECT previous, replace(event, '张三', '李四') FROM events WHERE row = ?1";
            let columns = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
            let (previous, json) = connection.query_row(select, [at], columns).unwrap();
            let update = "UPDATE events SET hash = ?1, event = ?2 WHERE row = ?3";
            connection.execute(update, params![seal(&previous, &json), json, at]).unwrap();
        });
        let fault = if at == 2 { Fault::Resealed } else { Fault::TailMissing };
        assert_eq!(found, [(Some(ids[usize::try_from(at).unwrap() - 1].clone()), fault)]);
    }
}

#[test]
fn a_removed_event_is_named() {
    for at in 0..6 {
        let (ids, found) = after(&format!("DELETE FROM events WHERE row = {}", at + 1));
        assert_eq!(found, [(Some(ids[at].clone()), Fault::Removed)]);
    }
    // Taken off the roll as well, its neighbour tells.
    let (ids, found) = after("DELETE FROM roll WHERE row = 3; DELETE FROM events WHERE row = 3");
    assert_eq!(found, [(Some(ids[1].clone()), Fault::Resealed)]);
    let (ids, found) = after("DELETE FROM roll WHERE row = 1; DELETE FROM events WHERE row = 1");
    assert_eq!(found, [(Some(ids[1].clone()), Fault::BeforeMissing)]);
    let (ids, found) = after("DELETE FROM roll WHERE row > 4; DELETE FROM events WHERE row > 4");
    assert_eq!(found, [(Some(ids[3].clone()), Fault::TailMissing)]);
    let (ids, found) = after("DELETE FROM events");
    assert_eq!(found.len(), ids.len());
    let (_, found) = after("DELETE FROM roll; DELETE FROM events");
    assert_eq!(found, [(None, Fault::TailMissing)]);
}

#[test]
fn an_inserted_event_is_named() {
    let mut id = String::new();
    let (_, found) = after_all(|connection, ids| id = forge(connection, ids, 6, false));
    assert_eq!(found, [(Some(id.clone()), Fault::Inserted)]);
    let (_, found) = after_all(|connection, ids| id = forge(connection, ids, 6, true));
    assert_eq!(found, [(Some(id.clone()), Fault::Inserted)]);
    let (ids, found) = after_all(|connection, ids| id = forge(connection, ids, 2, true));
    let forked = (Some(id.clone()), Fault::Forked(EventId(ids[2].clone())));
    assert_eq!(found, [forked, (Some(id), Fault::Inserted)]);
    let (ids, found) = after(
        "INSERT INTO events (id, device, previous, hash, event)
         SELECT id, device, previous, hash, event FROM events WHERE row = 5",
    );
    assert_eq!(found, [(Some(ids[4].clone()), Fault::Doubled)]);
}

#[test]
fn missing_changed_and_unnamed_evidence_is_told() {
    let (desk, ids) = six();
    let shelf = desk.folder.join("evidence");
    let photo: PathBuf = fs::read_dir(&shelf).unwrap().next().unwrap().unwrap().path();
    fs::write(shelf.join("holiday.jpg"), b"sea").unwrap();
    fs::write(&photo, b"another").unwrap();
    let found = verify(&desk);
    let file = photo.file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!((found.broken.len(), found.evidence), (1, 0));
    assert_eq!(found.broken[0].event.as_ref().unwrap().0, ids[2]);
    assert_eq!(found.broken[0].fault, Fault::EvidenceChanged(file));
    assert_eq!(found.warnings, [VerifyWarning::Unnamed("holiday.jpg".into())]);
    fs::remove_file(&photo).unwrap();
    assert!(matches!(verify(&desk).broken[0].fault, Fault::EvidenceMissing(_)));
}

#[test]
fn an_event_from_tomorrow_is_a_warning() {
    let (desk, ids) = six();
    let now = "2025-01-01T00:00:00Z".parse().unwrap();
    let found = workspace::verify(&Place::Folder(desk.folder.clone()), now, &mut |_| true).unwrap();
    assert_eq!(found.broken, []);
    assert_eq!(found.warnings.len(), ids.len());
    let stopped = workspace::verify(&Place::Folder(desk.folder), now, &mut |_| false).unwrap();
    assert!(stopped.cancelled);
}

#[test]
fn garbage_pages_are_named_refused_and_left_as_they_are() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    for number in 0..200 {
        desk::note(&mut workspace, &format!("第{number}条"));
    }
    drop(workspace);
    let mut bytes = fs::read(desk.ledger()).unwrap();
    let text = "第100条".as_bytes();
    let at = bytes.windows(text.len()).position(|window| window == text).unwrap();
    let page = at / 4096 * 4096;
    bytes[page..page + 4096].fill(0xA5);
    fs::write(desk.ledger(), &bytes).unwrap();

    let found = verify(&desk);
    assert!(found.broken.iter().any(|broken| matches!(broken.fault, Fault::Page(_))));
    for access in [workspace::Access::Read, workspace::Access::Write] {
        let Err(error) = workspace::Workspace::open(&desk.folder, access) else { panic!("it is damaged") };
        assert_eq!(error.code(), 3);
        assert!(error.place().ends_with("ledger.db"), "{}", error.place());
    }
    assert!(fs::read(desk.ledger()).unwrap() == bytes, "a byte was changed");
    // What stood on the page is named, what stood beside it is not.
    let lost = found.broken.iter().filter(|broken| broken.fault == Fault::Unreadable).count();
    assert!(found.events + lost == 200 && (1..20).contains(&lost), "{} read, {lost} lost", found.events);
    assert!(found.broken.iter().all(|broken| matches!(broken.fault, Fault::Page(_) | Fault::Unreadable)));
}
