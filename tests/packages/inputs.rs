//! The inputs of the fuzz targets (`fuzz/corpus/`) and mutations of them, as an ordinary test.

use std::fs;
use std::path::PathBuf;

use guatu::ledger::sha256;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::laws;
use super::zipper::{Entry, Parts, zip};

const PHOTO: &[u8] = b"a photo";

/// One event of each kind, as JSON.
fn events() -> Vec<Value> {
    let event = |number: usize, rest: Value| {
        let mut event = json!({
            "id": format!("0195-{number:02}"), "device": "d-1", "effective_on": "2025-02-01",
            "recorded_at": format!("2025-02-02T00:{number:02}:00Z"), "by": "张三",
            "saw": if number > 0 { vec![format!("0195-{:02}", number - 1)] } else { vec![] }, "turn": number + 1,
        });
        event.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        event
    };
    let bodies = [
        json!({"kind": "mark", "site": "HX-1", "layer": "outfalls", "from": "traced", "to": "treating",
            "set": {"responsible_body": "某公司"}, "note": "现场", "evidence": [sha256(PHOTO)]}),
        json!({"kind": "undo", "event": "0195-00", "site": "HX-1"}),
        json!({"kind": "add", "site": "HX-9", "layer": "outfalls", "name": "新排口", "lon": 114.7, "lat": 35.6,
            "state": "investigated"}),
        json!({"kind": "retire", "site": "HX-9", "layer": "outfalls", "why": "重复"}),
        json!({"kind": "settle", "site": "HX-1", "field": "state", "keep": "0195-00", "over": ["0195-01"]}),
        json!({"kind": "report", "milestone": "T21-M1", "county": "410526", "said": {"value": 12.5}, "source": "通报"}),
        json!({"kind": "assign", "task": 14, "counties": ["410526"]}),
        json!({"kind": "judge", "task": 3, "county": "410526", "light": "behind", "why": "复核"}),
        json!({"kind": "of a newer Guatu", "site": "HX-1", "evidence": []}),
    ];
    bodies.into_iter().enumerate().map(|(number, body)| event(number, body)).collect()
}

fn good() -> Parts {
    let label = json!({"format": 1, "guatu": "0.1.0", "plan": "计划", "county": null, "since": null});
    let mut parts = Parts { label, lines: vec![], evidence: vec![] };
    for event in events() {
        parts.add_event(&event);
    }
    parts.add_evidence(PHOTO, "jpg");
    parts
}

/// What the corpus holds: by name, good ones and what an enemy would begin with.
fn packages() -> Vec<(&'static str, Vec<u8>)> {
    let parts = good();
    let whole = parts.zip();
    let mut empty = parts.clone();
    empty.lines.clear();
    empty.evidence.clear();
    empty.label["events"] = 0.into();
    empty.label["evidence"] = 0.into();
    let mut bomb = parts.entries();
    bomb[1] = Entry::deflated("events.jsonl", &vec![b'\n'; 300_000]);
    let mut link = parts.entries();
    link[2].mode = 0o120_777;
    let mut up = parts.entries();
    up.push(Entry::stored("../../evil.jpg", b"x"));
    vec![
        ("whole", whole.clone()),
        ("no_events", empty.zip()),
        ("cut", whole[..whole.len() * 2 / 3].to_vec()),
        ("bomb", zip(&bomb)),
        ("link", zip(&link)),
        ("up", zip(&up)),
    ]
}

fn lines() -> Vec<(String, Vec<u8>)> {
    let sealed = good().lines.into_iter().zip(events());
    sealed
        .map(|(line, event)| (event["kind"].as_str().unwrap().replace(' ', "_"), line.into_bytes()))
        .collect()
}

fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

/// `GUATU_CORPUS=1` writes it anew.
#[test]
fn the_corpus_is_what_the_formats_are() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let packages = packages().into_iter().map(|(name, bytes)| (format!("package/{name}.guatu"), bytes));
    let lines = lines().into_iter().map(|(name, bytes)| (format!("event/{name}.json"), bytes));
    for (name, bytes) in packages.chain(lines) {
        let path = folder.join(&name);
        if std::env::var_os("GUATU_CORPUS").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        assert!(fs::read(&path).unwrap() == bytes, "{name}");
    }
    let read = |name: &str| {
        let bytes = fs::read(folder.join(name)).unwrap();
        guatu::io::package::read(name, &bytes[..], &guatu::io::package::Limits::USUAL, &mut |_| true)
    };
    let whole = read("package/whole.guatu").unwrap();
    assert!(
        whole.events.iter().take(8).all(|event| !event.body.is_damaged() && event.body.kind() != "unknown")
    );
    assert_eq!((whole.events.len(), whole.evidence.len()), (9, 1));
    assert!(read("package/no_events.guatu").is_ok() && read("package/link.guatu").is_err());
}

/// A change of some bytes.
#[derive(Debug, Clone)]
enum Change {
    Set(Index, u8),
    Flip(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Double(Index, usize),
    Cut(Index),
    /// A number that stands at a border.
    Number(Index, u32),
    /// Bytes of another input.
    Splice(Index, Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), any::<u8>()).prop_map(|(at, byte)| Change::Set(at, byte)),
        (at(), 0..8_u8).prop_map(|(at, bit)| Change::Flip(at, bit)),
        (at(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (at(), 1..40_usize).prop_map(|(at, count)| Change::Remove(at, count)),
        (at(), 1..200_usize).prop_map(|(at, count)| Change::Double(at, count)),
        at().prop_map(Change::Cut),
        (at(), prop::sample::select(vec![0, 1, 0xffff, 0x7fff_ffff, u32::MAX]))
            .prop_map(|(at, n)| Change::Number(at, n)),
        (at(), at(), 1..100_usize).prop_map(|(at, from, count)| Change::Splice(at, from, count)),
    ]
}

fn changed(mut bytes: Vec<u8>, changes: &[Change], other: &[u8]) -> Vec<u8> {
    for change in changes {
        let length = bytes.len();
        if length == 0 {
            break;
        }
        match change {
            Change::Set(at, byte) => bytes[at.index(length)] = *byte,
            Change::Flip(at, bit) => bytes[at.index(length)] ^= 1 << bit,
            Change::Insert(at, more) => {
                let at = at.index(length);
                bytes.splice(at..at, more.iter().copied());
            }
            Change::Remove(at, count) => {
                let at = at.index(length);
                bytes.drain(at..(at + count).min(length));
            }
            Change::Double(at, count) => {
                let at = at.index(length);
                let part = bytes[at..(at + count).min(length)].to_vec();
                bytes.splice(at..at, part);
            }
            Change::Cut(at) => bytes.truncate(at.index(length)),
            Change::Number(at, number) => {
                let at = at.index(length);
                let end = (at + 4).min(length);
                bytes.splice(at..end, number.to_le_bytes());
            }
            Change::Splice(at, from, count) => {
                let (at, from) = (at.index(length), from.index(other.len()));
                bytes.splice(at..at, other[from..(from + count).min(other.len())].iter().copied());
            }
        }
    }
    bytes
}

fn cases() -> u32 {
    std::env::var("GUATU_MUTATIONS").ok().map_or(1500, |cases| cases.parse().expect("a number"))
}

fn mutate(target: &str, law: fn(&[u8])) {
    let corpus = corpus(target);
    for input in &corpus {
        law(input);
    }
    let mut runner =
        TestRunner::new(Config { cases: cases(), failure_persistence: None, ..Config::default() });
    let input = (any::<Index>(), any::<Index>(), prop::collection::vec(change(), 1..6));
    let run = runner.run(&input, |(one, other, changes)| {
        law(&changed(one.get(&corpus).clone(), &changes, &corpus[other.index(corpus.len())]));
        Ok(())
    });
    run.unwrap();
}

#[test]
fn any_bytes_are_a_package_or_are_refused() {
    mutate("package", laws::package);
}

#[test]
fn any_bytes_are_an_event_or_are_refused() {
    mutate("event", laws::event);
}

/// Changes below the seals and checksums, which few blind changes pass.
#[test]
fn any_json_under_a_good_seal_is_an_event_or_is_refused() {
    let mut runner =
        TestRunner::new(Config { cases: cases(), failure_persistence: None, ..Config::default() });
    let jsons: Vec<Vec<u8>> = events().iter().map(|event| event.to_string().into_bytes()).collect();
    let input = (any::<Index>(), any::<Index>(), prop::collection::vec(change(), 1..4));
    let run = runner.run(&input, |(one, other, changes)| {
        let json = changed(one.get(&jsons).clone(), &changes, &jsons[other.index(jsons.len())]);
        laws::event(&json);
        let json = String::from_utf8_lossy(&json).into_owned();
        let line = json!({"previous": "", "hash": guatu::ledger::seal("", &json), "event": json}).to_string();
        laws::event(line.as_bytes());
        let mut parts = good();
        let at = one.index(parts.lines.len());
        parts.lines[at] = line;
        laws::package(&parts.zip());
        Ok(())
    });
    run.unwrap();
}
