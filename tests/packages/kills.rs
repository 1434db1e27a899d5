//! Killed at any moment: a package is there whole or not at all, a merge happened or did not, and the
//! next one works.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use guatu::io::package::{Limits, read};
use guatu::workspace::{self, Access, PackRequest, Place, Workspace};
use jiff::Timestamp;

use super::desk::{Desk, Stick};
use super::killed::{Child, chance, rounds, run_and_kill};
use super::zipper::Parts;

/// How many events and photos there are to be packed and merged.
const EVENTS: usize = 60;

/// The child has the folder of the workspace; the stick lies beside it.
fn stick_of(folder: &Path) -> PathBuf {
    folder.with_file_name("all.guatu")
}

#[test]
fn child() {
    let Some(child) = Child::here() else { return };
    let package = stick_of(&child.folder);
    match child.task.as_str() {
        "pack" => {
            let workspace = Workspace::open(&child.folder, Access::Read).unwrap();
            child.begin();
            let request = PackRequest { out: package, county: None, since: None };
            loop {
                workspace.pack(&request, &mut |_| true).unwrap();
                child.acknowledge("packed");
            }
        }
        "merge" => {
            let mut workspace = Workspace::open(&child.folder, Access::Write).unwrap();
            child.begin();
            workspace.merge(&package, Timestamp::UNIX_EPOCH, &mut |_| true).unwrap();
            child.acknowledge("merged");
        }
        other => panic!("{other}"),
    }
}

/// A package of many events with a photo each.
fn package() -> Vec<u8> {
    let (mut desk, stick) = (Desk::new("张三"), Stick::new());
    desk.mark("HX-1", "treating", b"a photo");
    let path = stick.file("one.guatu");
    desk.pack(&path, None, None);
    let mut parts = Parts::of(&path);
    let one: serde_json::Value = serde_json::from_str(&parts.lines[0]).unwrap();
    let one: serde_json::Value = serde_json::from_str(one["event"].as_str().unwrap()).unwrap();
    for number in 1..EVENTS {
        let photo = format!("photo {number} ").repeat(500).into_bytes();
        let mut event = one.clone();
        event["id"] = format!("event-{number:04}").into();
        event["device"] = format!("device-{number:04}").into();
        event["evidence"] = serde_json::json!([guatu::ledger::sha256(&photo)]);
        parts.add_event(&event);
        parts.add_evidence(&photo, "jpg");
    }
    parts.zip()
}

/// The seals, the chains and the evidence hold.
fn expect_verified(folder: &Path) {
    let place = Place::Folder(folder.to_owned());
    let found = workspace::verify(&place, Timestamp::MAX, &mut |_| true).unwrap();
    assert_eq!(found.broken, []);
}

#[test]
fn a_killed_pack_leaves_a_whole_package_or_none() {
    let desk = Desk::new("李四");
    let out = stick_of(&desk.path());
    fs::write(&out, package()).unwrap();
    desk.merge(&out);
    fs::remove_file(&out).unwrap();
    let whole = {
        desk.pack(&out, None, None);
        fs::read(&out).unwrap()
    };
    fs::remove_file(&out).unwrap();
    let (mut killed_before, mut packed) = (0, 0);
    let rounds = rounds();
    for round in 0..rounds {
        if chance(2) == 0 {
            let _ = fs::remove_file(&out);
        }
        let there = out.exists();
        let killed = run_and_kill("kills::child", "pack", &desk.path(), Duration::from_millis(400));
        packed += killed.acknowledged.len();
        killed_before += usize::from(killed.acknowledged.is_empty());
        if there || !killed.acknowledged.is_empty() {
            assert!(out.exists(), "round {round}");
        }
        if out.exists() {
            assert!(fs::read(&out).unwrap() == whole, "round {round}: another package");
        }
    }
    // What the killed left beside it goes at the next packing.
    desk.pack(&out, None, None);
    let left: Vec<_> =
        fs::read_dir(out.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let read = read("x", fs::File::open(&out).unwrap(), &Limits::USUAL, &mut |_| true).unwrap();
    assert_eq!(read.events.len(), EVENTS);
    println!(
        "killed {rounds} times ({killed_before} before the first was done): {packed} packages, each whole"
    );
}

#[test]
fn a_killed_merge_happened_or_did_not() {
    let package = package();
    let (mut none, mut all, mut promised) = (0, 0, 0);
    let rounds = rounds();
    for round in 0..rounds {
        let mut desk = Desk::new("李四");
        let own = desk.mark("HX-2", "treating", b"our own photo");
        let file = stick_of(&desk.path());
        fs::write(&file, &package).unwrap();
        let killed = run_and_kill("kills::child", "merge", &desk.path(), Duration::from_millis(400));
        let there = desk.ids().len();
        match there - 1 {
            0 => none += 1,
            EVENTS => all += 1,
            other => panic!("round {round}: {other} events of {EVENTS}"),
        }
        if !killed.acknowledged.is_empty() {
            promised += 1;
            assert_eq!(there, EVENTS + 1, "round {round}: lost");
        }
        expect_verified(&desk.path());
        let merged = desk.merge(&file);
        assert_eq!(merged.new + merged.known, EVENTS, "round {round}");
        assert_eq!((desk.ids().len(), desk.evidence().len()), (EVENTS + 1, EVENTS + 1), "round {round}");
        assert!(desk.read().history.get(&own.id).is_some());
        expect_verified(&desk.path());
        desk.mark("HX-2", "accepted", b"and on");
    }
    println!("killed {rounds} times: {none} merges did not happen, {all} did ({promised} acknowledged)");
}
