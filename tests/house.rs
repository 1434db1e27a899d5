//! The house's rules (`ARCHITECTURE.md`), held against the source as ordinary tests.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};

/// Rooms from the bottom up. A room may name those before it, never those after it.
const ROOMS: &[&str] = &[
    "text",
    "geom",
    "grade",
    "plan",
    "site",
    "ledger",
    "status",
    "io",
    "workspace",
    "demo",
    "scene",
    "workbook",
    "page",
    "map",
    "ui",
    "app",
    "cli",
];

struct Source {
    room: String,
    path: String,
    text: String,
}

impl Source {
    fn in_room(&self, rooms: &[&str]) -> bool {
        rooms.contains(&self.room.as_str())
    }

    /// Lines of code with their numbers, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let numbered = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

/// Every source file with its unit tests cut off, since those may reach anywhere.
fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(".rs")
                && !path.to_str().unwrap().ends_with("_tests.rs")
            {
                let relative = path.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap().to_owned();
                let room = relative.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
                found.push(Source { room, path: relative, text });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Fails where a source file that is not allowed to names one of the words.
fn forbid(rule: &str, words: &[&str], allowed: impl Fn(&Source) -> bool) {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !allowed(source)) {
        for (at, line) in source.code() {
            for word in words.iter().filter(|word| line.contains(**word)) {
                found.push(format!("src/{}:{at}: {word}", source.path));
            }
        }
    }
    none(&found, rule);
}

fn none(found: &[String], rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

#[test]
fn arrows_point_only_to_rooms_below() {
    let mut found = Vec::new();
    for source in sources() {
        let Some(level) = ROOMS.iter().position(|room| *room == source.room) else {
            assert!(["lib", "main"].contains(&source.room.as_str()), "src/{} is in no room", source.path);
            continue;
        };
        for (at, line) in source.code() {
            for above in &ROOMS[level + 1..] {
                // Panels and map read the window's state and send its commands: the one look up.
                let reads_state = source.in_room(&["ui", "map"]) && *above == "app";
                if line.contains(&format!("crate::{above}")) && !reads_state {
                    found.push(format!("src/{}:{at}: {} looks up to {above}", source.path, source.room));
                }
            }
        }
    }
    none(&found, "an arrow points up");
}

#[test]
fn only_the_window_knows_its_toolkit() {
    let words = ["egui", "eframe", "walkers::"];
    forbid("egui, eframe and walkers are named only in app, map, ui", &words, |s| {
        s.in_room(&["app", "map", "ui"])
    });
}

#[test]
fn only_dialogs_know_the_desktop() {
    forbid("rfd is named only in app/dialogs.rs", &["rfd::"], |s| s.path == "app/dialogs.rs");
}

#[test]
fn only_the_ledger_knows_sqlite() {
    forbid("SQLite is named only in ledger", &["rusqlite"], |s| s.in_room(&["ledger"]));
}

#[test]
fn files_are_opened_in_few_rooms() {
    let words = ["std::fs", "File::open", "File::create", "fs::read", "fs::write"];
    forbid("a file is opened elsewhere", &words, |s| {
        s.in_room(&["io", "ledger", "workspace", "page", "cli"])
    });
}

#[test]
fn the_clock_is_read_only_at_the_top() {
    let words = ["Timestamp::now", "Zoned::now", "ZonedDateTime::now", "SystemTime::now"];
    forbid("a clock is read below app and cli", &words, |s| s.in_room(&["app", "cli"]));
}

#[test]
fn the_pure_rooms_touch_nothing_outside() {
    let words = ["std::io", "std::env", "std::net", "std::process", "std::thread"];
    forbid("plan, site, status, geom and grade are pure", &words, |s| {
        !s.in_room(&["plan", "site", "status", "geom", "grade"])
    });
}

#[test]
fn nothing_opens_a_socket() {
    let words = ["std::net", "TcpStream", "UdpSocket", "HttpTiles", "reqwest"];
    forbid("the network is named", &words, |_| false);
}

#[test]
fn colours_live_in_one_file() {
    let words = ["from_rgb", "from_gray", "from_hex", "Color32::WHITE", "Color32::BLACK", "Color32::RED"];
    // map/paint.rs hands the tokens' numbers to the toolkit, app/pictures.rs the pixels of photos.
    let allowed = ["scene/tokens.rs", "map/paint.rs", "app/pictures.rs"];
    forbid("a colour outside the tokens", &words, |s| allowed.contains(&s.path.as_str()));
}

#[test]
fn sentences_live_in_the_text_files() {
    // Names in files (编号, 示例数据 …) are data; what these rooms and files hold is read, not said.
    let data =
        |s: &Source| s.in_room(&["demo", "plan", "site", "io", "workspace"]) || s.path == "cli/args.rs";
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !data(source)) {
        for (at, line) in source.code() {
            let said = line.split('"').skip(1).step_by(2).any(|literal| literal.chars().any(is_han));
            if said && !line.contains("=>") {
                found.push(format!("src/{}:{at}: {}", source.path, line.trim()));
            }
        }
    }
    none(&found, "a sentence outside assets/text");
}

fn is_han(character: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&character)
}

#[test]
fn every_text_key_in_the_source_has_its_sentence() {
    let files = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/text")).unwrap();
    let rooms: Vec<String> =
        files.map(|file| file.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let is_key = |literal: &str| {
        literal.split_once('.').is_some_and(|(room, name)| {
            rooms.iter().any(|known| known == room)
                && !name.is_empty()
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
                && !["toml", "json", "geojson", "txt", "db", "png"].contains(&name)
        })
    };
    let mut found = Vec::new();
    let mut known = 0;
    for source in sources() {
        for (at, line) in source.code() {
            for key in line.split('"').skip(1).step_by(2).filter(|literal| is_key(literal)) {
                known += 1;
                if guatu::text::Lang::Zh.get(key) == key {
                    found.push(format!("src/{}:{at}: {key}", source.path));
                }
            }
        }
    }
    none(&found, "a text key without a sentence");
    assert!(known > 50, "only {known} keys were found: does this test still see the source?");
}

#[test]
fn files_stay_small() {
    let long = sources().into_iter().map(|source| (source.text.lines().count(), source.path));
    let found: Vec<String> = long
        .filter(|(lines, _)| *lines > 500)
        .map(|(lines, path)| format!("src/{path}: {lines} lines"))
        .collect();
    none(&found, "a file that is more than one idea");
}
