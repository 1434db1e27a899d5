//! The verbs that look over time, and the files of the status: real processes, real folders.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod desk;

use std::fs;

use desk::{COUNTIES, Desk, one_line, run, stderr, text};
use serde_json::Value;

#[test]
fn pace_and_explain_say_the_same() {
    let desk = Desk::new();
    let day = ["--as-of", "2024-09-30"];
    let answer = desk.json(&[&["pace", "--task", "22"], &day[..]].concat());
    assert_eq!((&answer["as_of"], &answer["weeks"]), (&"2024-09-30".into(), &13.into()));
    let rows = answer["paces"].as_array().unwrap();
    let mut moving = 0;
    for county in COUNTIES {
        let why = desk.json(&[&["explain", "--task", "22", "--county", county], &day[..]].concat());
        let figures = why["milestones"].as_array().unwrap().iter().flat_map(|milestone| {
            let id = milestone["id"].clone();
            milestone["figures"].as_array().unwrap().iter().map(move |figure| (id.clone(), figure))
        });
        for (id, figure) in figures {
            let own = |row: &&Value| {
                row["county"] == county && row["milestone"] == id && row["number"] == figure["number"]
            };
            let row = rows.iter().find(own).expect("a row for each number");
            assert_eq!(row["pace"], figure["pace"], "{county} {id}");
            assert_eq!(row["value"], figure["value"]);
            moving += usize::from(!row["pace"].is_null());
        }
    }
    assert!(moving > 0);
}

#[test]
fn pace_as_a_table_has_a_remark_in_every_row_without_a_pace() {
    let desk = Desk::new();
    let output = desk.run(&["pace", "--county", "滑县", "--as-of", "2024-09-30", "--format", "csv"]);
    let csv = String::from_utf8(output.stdout).unwrap();
    let mut rows = csv.lines();
    let heads: Vec<&str> = rows.next().unwrap().split(',').collect();
    let at = |head: &str| heads.iter().position(|found| *found == head).unwrap();
    let mut bare = 0;
    for row in rows {
        let cells: Vec<&str> = row.split(',').collect();
        assert_eq!((cells.len(), cells[at("县区")]), (heads.len(), "滑县"), "{row}");
        if cells[at("还差")].is_empty() {
            bare += 1;
            assert!(!cells[at("说明")].is_empty(), "{row}");
        }
    }
    assert!(bare > 0);
    let screen = desk.run(&["pace", "--task", "22", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&screen.stdout).contains("needed a week"));
}

#[test]
fn changes_are_the_difference_of_two_days_with_what_caused_it() {
    let desk = Desk::new();
    let (from, to) = ("2024-06-30", "2024-12-31");
    let (before, after) = (desk.lights(from), desk.lights(to));
    let answer = desk.json(&["changes", "--from", from, "--to", to]);
    let moved: Vec<(u64, String)> = answer["cells"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|change| change["before"] != change["after"])
        .map(|change| (change["task"].as_u64().unwrap(), text(&change["county"])))
        .collect();
    let differ: Vec<(u64, String)> =
        before.iter().filter(|(cell, light)| after[*cell] != **light).map(|(cell, _)| cell.clone()).collect();
    let mut sorted = moved.clone();
    sorted.sort();
    assert!(!moved.is_empty());
    assert_eq!(sorted, differ);
    // Tracing and remediation go on in half a year, and each step is named.
    let outfalls = desk.json(&["changes", "--from", from, "--to", to, "--task", "22", "--county", "滑县"]);
    let cell = &outfalls["cells"][0];
    assert_eq!((outfalls["cells"].as_array().unwrap().len(), &cell["county"]), (1, &"滑县".into()));
    let causes = cell["causes"].as_array().unwrap();
    assert!(!causes.is_empty());
    for cause in causes {
        let on = text(&cause["on"]);
        assert!(from < on.as_str() && on.as_str() <= to, "{on}");
    }
    let screen = desk.run(&["changes", "--from", from, "--to", to, "--task", "22"]);
    assert!(String::from_utf8_lossy(&screen.stdout).contains("T22-M2"));
}

#[test]
fn nothing_changes_within_a_day_and_a_mark_is_its_own_cause() {
    let desk = Desk::new();
    let day = "2025-12-31";
    let same = desk.json(&["changes", "--from", day, "--to", day]);
    assert_eq!(same["cells"], serde_json::json!([]));
    let output = desk.run(&["changes", "--from", day, "--as-of", day]);
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(0), &b"\n"[..]));
    assert!(stderr(&output).contains("没有变化"));
    let site = desk
        .sites("outfalls", "滑县", day)
        .into_iter()
        .find(|site| site["state"] == "treating")
        .expect("an outfall in treatment");
    let on = "2026-01-05";
    let id = text(&site["id"]);
    let mark = desk.json(&["mark", &id, "--state", "已验收", "--on", on, "--by", "王敏"]);
    let answer = desk.json(&["changes", "--from", day, "--to", on, "--task", "22", "--county", "滑县"]);
    let causes = answer["cells"][0]["causes"].as_array().unwrap().clone();
    let own = causes.iter().find(|cause| cause["event"] == mark["event"]["id"]).expect("the mark");
    assert_eq!((&own["site"], &own["by"], &own["on"]), (&id.into(), &"王敏".into(), &on.into()));
}

#[test]
fn the_status_is_written_as_a_workbook_and_as_a_table_for_spreadsheets() {
    let desk = Desk::new();
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let path = dir.path().join(name);
        let made = desk.run(&["status", "--as-of", "2024-09-30", "--out", path.to_str().unwrap()]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        assert!(made.stdout.is_empty());
        fs::read(path).unwrap()
    };
    let book = write("状态.xlsx");
    assert!(book.starts_with(b"PK") && book.len() > 20_000);
    assert_eq!(write("再来.XLSX"), book);
    let csv = write("状态.csv");
    assert!(csv.starts_with("\u{feff}任务,县区".as_bytes()), "spreadsheets see that it is UTF-8");
    let json: Value = serde_json::from_slice(&write("状态.json")).unwrap();
    assert_eq!(json["cells"].as_array().unwrap().len(), 288);
    let refused = desk.run(&["status", "--out", dir.path().join("状态.xls").to_str().unwrap()]);
    one_line(&refused, 2, ".xlsx");
    let nowhere = dir.path().join("没有/状态.xlsx");
    one_line(&desk.run(&["status", "--out", nowhere.to_str().unwrap()]), 3, "没有");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 4);
}

#[test]
fn wrong_use_of_them_is_two_in_one_line_and_can_be_had_as_json() {
    let desk = Desk::new();
    one_line(&desk.run(&["pace", "--county", "鹤壁"]), 2, "鹤壁");
    one_line(&desk.run(&["pace", "--task", "99"]), 2, "99");
    one_line(&desk.run(&["changes"]), 2, "--from");
    one_line(&desk.run(&["changes", "--from", "2024-02-30"]), 2, "2024-02-30");
    one_line(&desk.run(&["changes", "--from", "2024-02-01", "--county", "鹤壁"]), 2, "鹤壁");
    for arguments in [vec!["pace", "--task", "99"], vec!["changes", "--from", "x"]] {
        let output = desk.run(&[&arguments[..], &["--format", "json"]].concat());
        let body: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((output.status.code(), &body["error"]["code"]), (Some(2), &2.into()));
        assert!(body["error"]["message"].is_string() && body["error"]["where"].is_string());
    }
}

#[test]
fn help_is_there_in_both_languages_for_every_verb() {
    for (lang, says) in [("zh", "每周"), ("en", "each week")] {
        let all = run(&["help", "--lang", lang]);
        let words = String::from_utf8(all.stdout).unwrap();
        assert_eq!(all.status.code(), Some(0));
        assert!(words.contains(says), "{words}");
        for verb in ["status", "explain", "pace", "changes", "report", "assign"] {
            assert!(words.contains(verb), "{verb}");
            let one = run(&["help", verb, "--lang", lang]);
            assert_eq!(one.status.code(), Some(0), "{}", stderr(&one));
            assert!(String::from_utf8(one.stdout).unwrap().contains(verb));
        }
    }
}
