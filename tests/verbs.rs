//! The verbs from outside, as a script or a checker meets them: real processes, real folders.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use desk::{COUNTIES, Desk, one_line, run, stderr, text};
use serde_json::Value;

#[test]
fn the_status_has_a_cell_for_every_task_and_county_in_the_plans_order() {
    let desk = Desk::new();
    let status = desk.json(&["status", "--as-of", "2024-12-31"]);
    assert_eq!(status["as_of"], "2024-12-31");
    assert_eq!(status["clock"], "effect");
    assert_eq!(status["demo"], true);
    let cells = status["cells"].as_array().unwrap();
    assert_eq!(cells.len(), 288);
    for (at, cell) in cells.iter().enumerate() {
        assert_eq!(cell["task"], at / 9 + 1);
        assert_eq!(cell["county"], COUNTIES[at % 9]);
    }
    for task in [6, 12, 14, 15] {
        let unassigned = |cell: &&Value| cell["task"] == task && cell["light"] == "unassigned";
        assert_eq!(cells.iter().filter(unassigned).count(), 9, "task {task}");
    }
}

#[test]
fn what_is_counted_is_what_the_sites_list_says() {
    let desk = Desk::new();
    for day in ["2024-06-30", "2024-12-31", "2025-12-31"] {
        let status = desk.json(&["status", "--task", "22", "--as-of", day]);
        for (cell, county) in status["cells"].as_array().unwrap().iter().zip(COUNTIES) {
            let milestone = |id: &str| {
                let all = cell["milestones"].as_array().unwrap();
                all.iter().find(|milestone| milestone["id"] == id).unwrap().clone()
            };
            let outfalls = desk.sites("outfalls", county, day);
            let accepted = outfalls
                .iter()
                .filter(|site| site["state"] == "accepted" || site["state"] == "cancelled")
                .count();
            assert_eq!(milestone("T22-M2")["counted"], accepted, "{county} on {day}");
            assert_eq!(milestone("T22-M1")["of"], outfalls.len(), "{county} on {day}");
        }
    }
}

#[test]
fn a_mark_moves_exactly_the_lights_it_prints_and_an_undo_moves_them_back() {
    let desk = Desk::new();
    let day = "2025-12-31";
    let before = desk.lights(day);
    for county in COUNTIES {
        let outfalls = desk.sites("outfalls", county, day);
        let Some(site) = outfalls.iter().find(|site| site["state"] == "treating") else { continue };
        let id = text(&site["id"]);
        let mark = desk.json(&[
            "mark",
            &id,
            "--state",
            "已验收",
            "--on",
            day,
            "--by",
            "王敏",
            "--note",
            "现场复核",
            "--as-of",
            day,
        ]);
        assert_eq!(mark["event"]["site"], id.as_str());
        assert_eq!(mark["event"]["from"], "treating");
        assert_eq!(mark["event"]["to"], "accepted");
        let after = desk.lights(day);
        let mut changed: Vec<_> = before.iter().filter(|(cell, light)| after[*cell] != **light).collect();
        for moved in mark["moved"].as_array().unwrap() {
            let cell = (moved["task"].as_u64().unwrap(), text(&moved["county"]));
            assert_eq!(moved["before"], before[&cell]);
            assert_eq!(moved["after"], after[&cell]);
            changed.retain(|(known, _)| **known != cell);
        }
        assert!(changed.is_empty(), "moved in silence: {changed:?}");
        let numbers = mark["numbers"].as_array().unwrap();
        assert!(numbers.iter().any(|n| n["task"] == 22 && n["county"] == county), "{numbers:?}");

        desk.json(&["undo", &text(&mark["event"]["id"]), "--by", "王敏", "--as-of", day]);
        assert_eq!(desk.lights(day), before);
        let history = desk.json(&["history", &id]);
        let events = history["events"].as_array().unwrap();
        let undone = events.iter().find(|event| event["id"] == mark["event"]["id"]).unwrap();
        assert!(undone["undone_by"].is_string());
    }
}

#[test]
fn enough_marks_turn_a_light() {
    let desk = Desk::new();
    let day = "2025-12-31";
    let (county, _) = COUNTIES
        .iter()
        .map(|county| (county, desk.lights(day)[&(22, (*county).to_owned())].clone()))
        .find(|(_, light)| light == "overdue")
        .expect("some county is overdue on task 22 at the end of the plan");
    let mut turned = Vec::new();
    for site in desk.sites("outfalls", county, day) {
        let state = text(&site["state"]);
        if ["accepted", "cancelled"].contains(&state.as_str()) {
            continue;
        }
        let mark = desk.json(&[
            "mark",
            &text(&site["id"]),
            "--state",
            "accepted",
            "--on",
            day,
            "--by",
            "王敏",
            "--set",
            "责任主体=示例单位",
            "--as-of",
            day,
        ]);
        turned.extend(mark["moved"].as_array().unwrap().clone());
    }
    let last = turned.last().expect("the county's light moved");
    assert_eq!(last["before"], "overdue");
    assert_ne!(last["after"], "overdue");
    assert_eq!(desk.lights(day)[&(22, (*county).to_owned())], last["after"]);
}

#[test]
fn a_guard_refuses_with_five_and_writes_nothing() {
    let desk = Desk::new();
    let day = "2025-12-31";
    let sites = desk.json(&["sites", "--layer", "outfalls", "--state", "accepted", "--as-of", day]);
    let id = text(&sites["sites"][0]["id"]);
    let before = desk.json(&["history", &id]);
    let refused = desk.run(&["mark", &id, "--state", "已销号", "--on", day, "--by", "王敏"]);
    one_line(&refused, 5, "佐证");
    assert_eq!(desk.json(&["history", &id]), before);
}

#[test]
fn a_field_can_be_marked_alone_and_the_history_says_from_what_to_what() {
    let desk = Desk::new();
    let day = "2024-06-30";
    let id = text(&desk.sites("legacy_mines", "林州市", day)[0]["id"]);
    let set = ["--set", "矿种=石灰岩", "--on", day, "--by", "王敏"];
    let with = |more: &[&'static str]| [&["mark", id.as_str()], more, &set].concat();
    let mark = desk.json(&with(&[]));
    assert_eq!(mark["event"]["from"], mark["event"]["to"]);
    let history = desk.json(&["history", &id]);
    let events = history["events"].as_array().unwrap();
    let event = events.iter().find(|event| event["id"] == mark["event"]["id"]).unwrap();
    let change = &event["changes"].as_array().unwrap()[0];
    assert_eq!((&change["field"], &change["to"]), (&"mineral".into(), &"石灰岩".into()));
    assert_ne!(change["from"], change["to"]);
    one_line(&desk.run(&with(&[])), 5, "没有新内容");
    let nothing = desk.run(&["mark", &id, "--on", day, "--by", "王敏"]);
    one_line(&nothing, 2, "--state");
}

#[test]
fn the_file_of_a_kind_can_be_had_changed_and_put_back() {
    let desk = Desk::new();
    let file = desk.run(&["kinds", "outfall"]);
    assert_eq!(file.status.code(), Some(0));
    let own = desk.workspace.join("kinds");
    fs::create_dir(&own).unwrap();
    let changed = String::from_utf8(file.stdout).unwrap().replace("已溯源", "溯源完成");
    fs::write(own.join("outfall.toml"), changed).unwrap();
    let kinds = desk.json(&["kinds"]);
    let kind = |id: &str| kinds["kinds"].as_array().unwrap().iter().find(|kind| kind["id"] == id).cloned();
    let outfall = kind("outfall").unwrap();
    assert!(outfall["own"] == true && outfall["states"].as_array().unwrap().contains(&"溯源完成".into()));
    assert_eq!(kind("village").unwrap()["own"], false);
    assert!(String::from_utf8(desk.run(&["kinds", "outfalls"]).stdout).unwrap().contains("溯源完成"));
    one_line(&desk.run(&["kinds", "nowhere"]), 2, "nowhere");
}

#[test]
fn wrong_use_is_two_in_one_line() {
    let desk = Desk::new();
    one_line(&desk.run(&["status", "--county", "鹤壁"]), 2, "鹤壁");
    one_line(&desk.run(&["explain", "--task", "99", "--county", "滑县"]), 2, "99");
    one_line(&desk.run(&["sites", "--layer", "nowhere"]), 2, "nowhere");
    one_line(&desk.run(&["status", "--as-of", "2024-02-30"]), 2, "2024-02-30");
    one_line(&desk.run(&["history", "NO-SUCH"]), 2, "NO-SUCH");
    let refused = desk.run(&["snapshot", "--out", "x.png", "--size", "huge"]);
    one_line(&refused, 2, "huge");
}

#[test]
fn an_error_can_be_had_as_json() {
    let desk = Desk::new();
    for arguments in [vec!["status", "--county", "鹤壁"], vec!["status", "--nonsense"]] {
        let mut arguments = arguments;
        arguments.extend(["--format", "json"]);
        let output = desk.run(&arguments);
        assert_eq!(output.status.code(), Some(2));
        let body: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(body["error"]["code"], 2);
        assert!(body["error"]["message"].is_string() && body["error"]["where"].is_string());
    }
}

#[test]
fn a_page_is_written_whole_or_refused() {
    let desk = Desk::new();
    let dir = tempfile::tempdir().unwrap();
    for name in ["页.svg", "页.pdf", "页.png"] {
        let path = dir.path().join(name);
        let out = path.to_str().unwrap();
        let made =
            desk.run(&["snapshot", "--task", "22", "--as-of", "2024-12-31", "--dpi", "72", "--out", out]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        assert!(fs::metadata(&path).unwrap().len() > 10_000);
    }
    let path = dir.path().join("public.svg");
    let refused = desk.run(&["snapshot", "--task", "22", "--class", "公开", "--out", path.to_str().unwrap()]);
    one_line(&refused, 5, "审图号");
    assert!(!path.exists());
    let nowhere = dir.path().join("missing/page.svg");
    let failed = desk.run(&["snapshot", "--task", "22", "--out", nowhere.to_str().unwrap()]);
    one_line(&failed, 3, "missing");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 3);
}

#[test]
fn without_a_display_the_main_command_writes_the_briefing_page() {
    let dir = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_guatu"))
        .current_dir(dir.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let page = fs::read(dir.path().join("guatu-briefing.png")).unwrap();
    assert!(page.starts_with(b"\x89PNG") && page.len() > 50_000);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn init_refuses_a_folder_that_is_not_empty() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("mine.txt"), "x").unwrap();
    let refused = run(&["init", dir.path().to_str().unwrap()]);
    assert_ne!(refused.status.code(), Some(0));
    assert_eq!(stderr(&refused).trim_end().lines().count(), 1);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[test]
fn an_empty_workspace_has_boundaries_and_a_plan_and_nothing_reported() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("new");
    let path = path.to_str().unwrap();
    assert_eq!(run(&["init", path]).status.code(), Some(0));
    let output = run(&["status", "-w", path, "--task", "22", "--format", "json"]);
    let status: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(status["demo"], false);
    assert!(status["cells"].as_array().unwrap().iter().all(|cell| cell["light"] == "no_report"));
    let check = run(&["check", "-w", path, "--format", "json"]);
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn the_demonstration_workspace_is_sound() {
    let desk = Desk::new();
    let check = desk.json(&["check"]);
    assert_eq!(check["errors"], 0, "{check}");
}

/// What people put where `outfalls.geojson` should be.
#[test]
fn a_broken_layer_is_one_line_that_names_the_file_and_the_place() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("truncated", br#"{"type":"FeatureCollection","features":[{"type":"Feature","#.to_vec()),
        ("not UTF-8", b"{\"type\":\"FeatureCollection\",\"name\":\"\xb0\xb2\xd1\xf4\",\"features\":[]}".to_vec()),
        (
            "NaN",
            br#"{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[NaN,36]}}]}"#
                .to_vec(),
        ),
        ("deep", deep.into_bytes()),
        ("HTML", b"<!DOCTYPE html><html><body>404</body></html>".to_vec()),
    ];
    let desk = Desk::new();
    let path = desk.workspace.join("outfalls.geojson");
    let sound = fs::read(&path).unwrap();
    for (name, bytes) in cases {
        fs::write(&path, bytes).unwrap();
        let output = desk.run(&["status"]);
        assert_eq!(output.status.code(), Some(3), "{name}: {}", stderr(&output));
        one_line(&output, 3, "outfalls.geojson");
        assert!(
            stderr(&output).chars().any(|c| c.is_ascii_digit()) || name == "empty",
            "{name}: {}",
            stderr(&output)
        );
    }
    fs::remove_file(&path).unwrap();
    one_line(&desk.run(&["status"]), 3, "outfalls.geojson");
    fs::write(&path, &sound).unwrap();
    assert_eq!(desk.run(&["status"]).status.code(), Some(0));

    // Led by a byte-order mark, and with `bbox` before `features`, it opens as it should.
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(&sound);
    fs::write(&path, marked).unwrap();
    let lights = desk.lights("2024-12-31");
    let text = String::from_utf8(sound).unwrap();
    fs::write(&path, text.replacen('{', r#"{"bbox":[113.6,35.2,115.0,36.4],"#, 1)).unwrap();
    assert_eq!(desk.lights("2024-12-31"), lights);
}

#[test]
fn a_second_writer_is_refused_with_four_while_readers_are_welcome() {
    let desk = Desk::new();
    let held = guatu::workspace::Workspace::open(&desk.workspace, guatu::workspace::Access::Write).unwrap();
    let id = text(&desk.json(&["sites", "--layer", "outfalls"])["sites"][0]["id"]);
    let refused = desk.run(&["mark", &id, "--state", "已监测", "--on", "2026-01-05", "--by", "王敏"]);
    one_line(&refused, 4, "安阳");
    drop(held);
    assert_ne!(
        desk.run(&["mark", &id, "--state", "已监测", "--on", "2026-01-05", "--by", "王敏"]).status.code(),
        Some(4)
    );
}

#[test]
fn reading_changes_nothing_on_the_disk() {
    let desk = Desk::new();
    let seen = listing(&desk.workspace);
    desk.json(&["status"]);
    desk.json(&["check"]);
    desk.json(&["sites"]);
    assert_eq!(listing(&desk.workspace), seen);
}

fn listing(dir: &Path) -> Vec<(PathBuf, u64)> {
    let mut found = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else {
                found.push((entry.path(), entry.metadata().unwrap().len()));
            }
        }
    }
    found.sort();
    found
}
