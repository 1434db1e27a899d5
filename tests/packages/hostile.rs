//! What people and their enemies put on memory sticks: each gets one clear line, and nothing is written.

use std::fs;
use std::path::{Path, PathBuf};

use guatu::text::{Lang, Say};
use serde_json::json;

use super::desk::{Desk, Stick};
use super::zipper::{Entry, Parts, zip};

/// A laptop with work of its own, and a good package of another to be spoilt.
struct Scene {
    desk: Desk,
    stick: Stick,
    good: Vec<u8>,
    parts: Parts,
}

impl Scene {
    fn new() -> Self {
        let (mut sender, mut desk, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
        sender.mark("HX-1", "treating", b"a photo");
        sender.mark("LZ-1", "accepted", b"another photo");
        desk.mark("HX-2", "treating", b"our own photo");
        let path = stick.file("good.guatu");
        sender.pack(&path, None, None);
        let (good, parts) = (fs::read(&path).unwrap(), Parts::of(&path));
        fs::remove_file(path).unwrap();
        Self { desk, stick, good, parts }
    }

    /// Holds that a file is refused in one line that has these words, and that nothing is written
    /// anywhere.
    fn refuses(&self, bytes: &[u8], words: &str) -> String {
        let path = self.stick.file("u.guatu");
        fs::write(&path, bytes).unwrap();
        self.refuses_file(&path, words)
    }

    fn refuses_file(&self, path: &Path, words: &str) -> String {
        let (before, ids, names) = (self.desk.tree(), self.desk.ids(), self.stick.names());
        let error = self.desk.try_merge(path).expect_err(words);
        assert_eq!(error.code(), 3, "{error:?}");
        for lang in [Lang::Zh, Lang::En] {
            let line = error.say(lang);
            let odd = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c) || c == '\u{200f}';
            let unfilled = ["{file}", "{name}", "{why}", "{line}", "{limit}", "{id}"];
            assert!(!line.contains(odd) && !unfilled.iter().any(|hole| line.contains(hole)), "{line:?}");
            assert!(line.chars().count() < 600, "{line}");
        }
        let line = error.say(Lang::En);
        assert!(line.contains(words), "{words:?} is not in: {line}");
        assert_eq!(self.desk.ids(), ids);
        assert_eq!(self.stick.names(), names);
        let after = self.desk.tree();
        assert!(after == before, "files changed: {:?}", after.keys().collect::<Vec<_>>());
        line
    }

    /// The good package with one entry changed.
    fn with_entry(&self, at: usize, change: impl FnOnce(&mut Entry)) -> Vec<u8> {
        let mut entries = self.parts.entries();
        change(&mut entries[at]);
        zip(&entries)
    }

    /// The good package with its parts changed.
    fn with_parts(&self, change: impl FnOnce(&mut Parts)) -> Vec<u8> {
        let mut parts = self.parts.clone();
        change(&mut parts);
        parts.zip()
    }
}

#[test]
fn the_tests_own_writer_writes_what_is_taken() {
    let scene = Scene::new();
    let path = scene.stick.file("u.guatu");
    fs::write(&path, scene.parts.zip()).unwrap();
    assert_eq!(scene.desk.merge(&path).new, 2);
}

#[test]
fn a_package_that_was_cut_anywhere() {
    let scene = Scene::new();
    for sixteenth in 1..16 {
        let cut = scene.good.len() * sixteenth / 16;
        scene.refuses(&scene.good[..cut], "ends too early");
    }
    // The last byte and the last few.
    for less in 1..24 {
        scene.refuses(&scene.good[..scene.good.len() - less], "ends too early");
    }
    let two = [scene.good.clone(), scene.good.clone()].concat();
    scene.refuses(&two, "something follows the end");
}

#[test]
fn a_byte_that_was_changed_anywhere() {
    let scene = Scene::new();
    let path = scene.stick.file("u.guatu");
    let mut refused = 0;
    for at in (0..scene.good.len()).step_by(7) {
        let mut bytes = scene.good.clone();
        bytes[at] ^= 0x55;
        fs::write(&path, bytes).unwrap();
        let package = guatu::io::package::read(
            "u",
            fs::File::open(&path).unwrap(),
            &guatu::io::package::Limits::USUAL,
            &mut |_| true,
        );
        match package {
            Err(_) => refused += 1,
            // A date or a version in the zip's headers: nothing that is taken in.
            Ok(package) => {
                let lines: Vec<&str> = scene.parts.lines.iter().map(String::as_str).collect();
                for (sealed, line) in package.sealed.iter().zip(lines) {
                    let line: serde_json::Value = serde_json::from_str(line).unwrap();
                    assert_eq!(line["event"], sealed.json.as_str(), "byte {at}");
                }
            }
        }
    }
    assert!(refused * 10 > scene.good.len() / 7 * 6, "only {refused} were noticed");
}

#[test]
fn what_is_no_package_at_all() {
    let scene = Scene::new();
    scene.refuses(b"", "empty (0 bytes)");
    scene.refuses(b"PK", "not a Guatu package");
    scene.refuses(b"%PDF-1.7 and so on", "not a Guatu package");
    let noise: Vec<u8> = (0_u32..10_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    scene.refuses(&noise, "not a Guatu package");
    scene.refuses(&fs::read(scene.desk.path().join("ledger.db")).unwrap(), "SQLite database");
    scene.refuses(&zip(&[]), "not a Guatu package");
    scene.refuses_file(&scene.stick.file("nowhere.guatu"), "no such file");
    let folder = scene.stick.file("folder.guatu");
    fs::create_dir(&folder).unwrap();
    scene.refuses_file(&folder, "not a Guatu package");
}

#[test]
fn names_that_lead_out_of_the_folder_or_out_of_the_line() {
    let scene = Scene::new();
    let hash = "0123456789abcdef".repeat(4);
    for name in [
        "../evil.jpg".to_owned(),
        "evidence/../../evil.jpg".into(),
        "/etc/passwd".into(),
        "/tmp/evil.jpg".into(),
        "C:\\evil.jpg".into(),
        "evidence\\evil.jpg".into(),
        "..\\evil.jpg".into(),
        format!("evidence/{hash}.jpg/"),
        format!("evidence/{hash}.jpg\nsecond line"),
        format!("evidence/\u{202e}{hash}.jpg"),
        format!("evidence/{hash}.jpg\u{0}.exe"),
        format!("evidence/{}.jpg", hash.to_uppercase()),
        "guatu.toml".into(),
        "ledger.db".into(),
        "a".repeat(60_000),
    ] {
        let extra = Entry::stored(name.as_bytes(), b"x");
        let mut entries = scene.parts.entries();
        entries.push(extra.clone());
        scene.refuses(&zip(&entries), "which no package has");
        scene.refuses(&zip(&[extra]), "which no package has");
    }
    let line = scene.refuses(&zip(&[Entry::stored("a\nb\u{202e}c", b"")]), "which no package has");
    assert!(line.contains("a\\nb\\u{202e}c"), "{line}");
    scene.refuses(&zip(&[Entry::stored([0xff, 0xfe], b"")]), "which no package has");
    // The package itself may have such a name.
    let path = scene.stick.file("a\nb\u{202e}.guatu");
    fs::write(&path, b"").unwrap();
    scene.refuses_file(&path, "a\\nb\\u{202e}.guatu");
}

#[test]
fn links_folders_and_locked_entries() {
    let scene = Scene::new();
    scene.refuses(&scene.with_entry(2, |entry| entry.mode = 0o120_777), "a link or a folder");
    scene.refuses(&scene.with_entry(2, |entry| entry.mode = 0o040_755), "a link or a folder");
    scene.refuses(&scene.with_entry(0, |entry| entry.mode = 0o020_666), "a link or a folder");
    scene.refuses(&scene.with_entry(2, |entry| entry.flags |= 1), "not as Guatu writes it");
    scene.refuses(&scene.with_entry(2, |entry| entry.flags |= 8), "not as Guatu writes it");
    scene.refuses(&scene.with_entry(1, |entry| entry.method = 12), "not as Guatu writes it");
}

#[test]
fn sizes_that_lie_and_bombs() {
    let scene = Scene::new();
    // Says to be small and is not.
    let large = Entry::deflated("events.jsonl", &vec![b' '; 4 << 20]);
    let mut entries = scene.parts.entries();
    entries[1] = Entry { size: 1000, ..large.clone() };
    scene.refuses(&zip(&entries), "does not have the size");
    // Says to be what it is.
    entries[1] = large;
    scene.refuses(&zip(&entries), "zip bomb");
    // A million to one.
    scene.refuses(&scene.with_entry(1, |entry| entry.size = u32::MAX), "zip bomb");
    scene.refuses(&scene.with_entry(2, |entry| entry.size = u32::MAX), "zip bomb");
    scene.refuses(&scene.with_entry(0, |entry| entry.size = 1 << 20), "is larger than");
    scene.refuses(&scene.with_entry(1, |entry| entry.size -= 1), "does not have the size");
    scene.refuses(&scene.with_entry(1, |entry| entry.size += 1), "does not have the size");
    scene.refuses(&scene.with_entry(2, |entry| entry.crc ^= 1), "is damaged");
    let photo = &scene.parts.evidence[0];
    let mut entries = scene.parts.entries();
    entries[2] = Entry::deflated(photo.0.as_bytes(), &photo.1);
    scene.refuses(&zip(&entries), "was compressed");
    // A directory that names one photo ten thousand times.
    let mut bytes = zip(&scene.parts.entries());
    let end = bytes.split_off(bytes.len() - 22);
    let first = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap();
    let last = bytes[first..].to_vec();
    for _ in 0..10_000 {
        bytes.extend(&last);
    }
    bytes.extend(end);
    scene.refuses(&bytes, "names more than there is");
}

#[test]
fn a_hundred_thousand_entries() {
    let scene = Scene::new();
    let mut entries = scene.parts.entries();
    entries.truncate(2);
    // Each a photo of its own that an event names.
    let mut hashes = Vec::new();
    for number in 0..100_000_u32 {
        let bytes = number.to_le_bytes();
        let hash = guatu::ledger::sha256(&bytes);
        entries.push(Entry::stored(format!("evidence/{hash}.bin"), &bytes));
        hashes.push(hash);
    }
    entries[2..].sort_by(|a, b| a.name.cmp(&b.name));
    let mut parts = scene.parts.clone();
    parts.lines.clear();
    for some in hashes.chunks(10_000) {
        parts.add_event(&event(&format!("mark-{}", &some[0][..8]), some));
    }
    parts.label["evidence"] = 90_000.into();
    let mut head = parts.entries();
    head.truncate(2);
    entries.splice(..2, head);
    scene.refuses(&zip(&entries), "more than 100000 entries");
    // Where it says so itself, nothing more is read.
    parts.label["evidence"] = 100_000.into();
    scene.refuses(&zip(&parts.entries()[..1]), "more than 100000 entries");
}

fn event(id: &str, evidence: &[String]) -> serde_json::Value {
    json!({
        "id": id, "device": "d", "effective_on": "2025-02-01", "recorded_at": "2025-02-01T00:00:00Z",
        "by": "王五", "saw": [], "turn": 1, "kind": "mark", "site": "HX-1", "layer": "outfalls",
        "from": "traced", "to": "treating", "evidence": evidence,
    })
}

#[test]
fn parts_that_are_missing_double_or_out_of_place() {
    let scene = Scene::new();
    let entries = scene.parts.entries();
    scene.refuses(&zip(&entries[1..]), "lacks package.json");
    scene.refuses(&zip(&entries[..1]), "lacks events.jsonl");
    scene.refuses(&zip(&entries[2..]), "lacks package.json");
    let order = |places: &[usize]| zip(&places.iter().map(|&at| entries[at].clone()).collect::<Vec<_>>());
    scene.refuses(&order(&[0, 2, 1, 3]), "lacks events.jsonl");
    scene.refuses(&order(&[0, 1, 3, 2]), "twice or out of place");
    scene.refuses(&order(&[0, 1, 2, 2, 3]), "twice or out of place");
    scene.refuses(&order(&[0, 0, 1, 2, 3]), "twice or out of place");
    scene.refuses(&order(&[0, 1, 1, 2, 3]), "twice or out of place");
    scene.refuses(&order(&[0, 1, 2]), "should have 2 items and has 1");
    // The same bytes under two endings.
    let (name, bytes) = &scene.parts.evidence[0];
    let mut twice = entries.clone();
    twice.insert(3, Entry::stored(format!("{name}x"), bytes));
    scene.refuses(&zip(&twice), "twice or out of place");
}

#[test]
fn what_it_says_of_itself() {
    let scene = Scene::new();
    let label = |key: &str, value: serde_json::Value| scene.with_parts(|parts| parts.label[key] = value);
    scene.refuses(&label("format", 2.into()), "format 2 is newer than 1");
    scene.refuses(&label("format", 0.into()), "format 0");
    scene.refuses(&label("format", "one".into()), "package.json cannot be read");
    scene.refuses(&label("since", "yesterday".into()), "package.json cannot be read");
    scene.refuses(&label("events", 3.into()), "should have 3 items and has 2");
    scene.refuses(&label("evidence", 200_000.into()), "more than 100000 entries");
    let text = Entry::deflated("package.json", b"{");
    scene.refuses(&scene.with_entry(0, |entry| *entry = text), "package.json cannot be read");
}

#[test]
fn events_that_are_none_or_were_changed() {
    let scene = Scene::new();
    let line =
        |change: &dyn Fn(&str) -> String| scene.with_parts(|parts| parts.lines[1] = change(&parts.lines[1]));
    scene.refuses(&line(&|_| "{".into()), "line 2 of events.jsonl: not an event");
    scene.refuses(&line(&|_| String::new()), "line 2 of events.jsonl: not an event");
    scene.refuses(&line(&|l| l.replacen('{', "{\"more\":1,", 1)), "not an event");
    scene.refuses(&line(&|l| l.replace("accepted", "treating")), "someone changed it");
    scene.refuses(&line(&|l| l.replace("\"previous\":\"", "\"previous\":\"0")), "someone changed it");
    let long = [scene.parts.events(), vec![b' '; 2 << 20]].concat();
    scene.refuses(&scene.with_entry(1, |e| *e = Entry::stored("events.jsonl", &long)), "longer than");
    let first = scene.parts.lines[0].clone();
    scene.refuses(&line(&|_| first.clone()), "is there twice");
    let bytes = scene.parts.events();
    let broken = [&bytes[..bytes.len() - 20], b"\xff\n"].concat();
    scene.refuses(&scene.with_entry(1, |e| *e = Entry::deflated("events.jsonl", &broken)), "not UTF-8");
    let add = |event: serde_json::Value| scene.with_parts(|parts| parts.add_event(&event));
    let good = event("mark-1", &[]);
    let with = |key: &str, value: serde_json::Value| {
        let mut event = good.clone();
        event[key] = value;
        add(event)
    };
    scene.refuses(&with("id", "a\n\u{202e}b".into()), "is no id");
    scene.refuses(&with("device", "".into()), "is no id");
    scene.refuses(&with("evidence", json!(["../../evil"])), "is no SHA-256");
    scene.refuses(&with("effective_on", "2025-02-30".into()), "not an event");
    scene.refuses(&with("to", serde_json::Value::Null), "a mark that lacks parts");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let json = good.to_string().replacen('{', &format!("{{\"x\":{deep},"), 1);
    let sealed = json!({"previous": "", "hash": guatu::ledger::seal("", &json), "event": json}).to_string();
    scene.refuses(&line(&|_| sealed.clone()), "not an event");
}

#[test]
fn evidence_that_is_not_what_it_says() {
    let scene = Scene::new();
    scene.refuses(
        &scene.with_parts(|parts| parts.evidence[0].1 = b"a photo.".to_vec()),
        "are not those that its name",
    );
    scene.refuses(&scene.with_parts(|parts| parts.add_evidence(b"unasked", "jpg")), "no event names");
}

#[test]
fn a_file_that_claims_to_be_a_photo_is_only_a_file() {
    let scene = Scene::new();
    let program = b"#!/bin/sh\nrm -rf /\n";
    let mut parts = scene.parts.clone();
    parts.add_event(&event("mark-1", &[guatu::ledger::sha256(program)]));
    parts.add_evidence(program, "jpg");
    let path = scene.stick.file("u.guatu");
    fs::write(&path, parts.zip()).unwrap();
    assert_eq!(scene.desk.merge(&path).new, 3);
    let kept: PathBuf = scene.desk.path().join(format!("evidence/{}.jpg", guatu::ledger::sha256(program)));
    assert_eq!(fs::read(&kept).unwrap(), program);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(fs::metadata(&kept).unwrap().permissions().mode() & 0o111, 0, "nothing can run it");
    }
}

#[test]
fn an_event_of_a_known_id_with_other_bytes_is_refused_and_the_rest_is_taken() {
    let scene = Scene::new();
    let ours = scene.desk.ids();
    let mut parts = scene.parts.clone();
    parts.add_event(&event(&ours[0], &[]));
    let before = scene.desk.read().history.events().next().cloned();
    let path = scene.stick.file("u.guatu");
    fs::write(&path, parts.zip()).unwrap();
    let merged = scene.desk.merge(&path);
    assert_eq!((merged.new, merged.known), (2, 1));
    let refused: Vec<_> = merged.warnings.iter().filter(|warning| warning.is_refusal()).collect();
    assert!(matches!(refused[..], [one] if one.say(Lang::En).contains(&ours[0])), "{refused:?}");
    let history = scene.desk.read().history;
    assert_eq!(history.get(&guatu::ledger::EventId(ours[0].clone())), before.as_ref());
}
