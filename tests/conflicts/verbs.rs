//! Two laptops, one stick, the verbs.

use std::path::Path;

use serde_json::Value;

use crate::desk::{Desk, one_line, run, stderr, text};

/// Copies a workspace as a person does, by its files.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

fn json(workspace: &Path, arguments: &[&str]) -> Value {
    let mut all = vec![arguments[0], "-w", workspace.to_str().unwrap()];
    all.extend(&arguments[1..]);
    all.extend(["--format", "json"]);
    let output = run(&all);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{arguments:?}: {} {}",
        stderr(&output),
        String::from_utf8_lossy(&output.stdout)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_conflict_is_listed_settled_and_taken_back() {
    let desk = Desk::new();
    let other = desk.workspace.parent().unwrap().join("李的电脑");
    copy(&desk.workspace, &other);
    let sites = desk.sites("outfalls", "滑县", "2026-01-01");
    let id = text(&sites[0]["id"]);
    assert_eq!(json(&desk.workspace, &["conflicts"])["conflicts"], Value::Array(vec![]));

    let mark = |workspace: &Path, flow: &str, by: &str| {
        let set = format!("discharge_m3_per_day={flow}");
        let set = ["mark", &id, "--on", "2026-01-05", "--by", by, "--note", "现场", "--set", &set];
        text(&json(workspace, &set)["event"]["id"])
    };
    let (ours, theirs) = (mark(&desk.workspace, "12", "王敏"), mark(&other, "20", "李强"));
    let package = other.join("李.guatu");
    json(&other, &["pack", "--out", package.to_str().unwrap()]);
    let merged = json(&desk.workspace, &["merge", package.to_str().unwrap()]);
    assert_eq!(merged["new"], 1);

    let conflicts = json(&desk.workspace, &["conflicts"])["conflicts"].clone();
    let conflict = &conflicts[0];
    assert_eq!(conflicts.as_array().unwrap().len(), 1);
    assert_eq!(
        (&conflict["site"], &conflict["field"]),
        (&Value::from(id.clone()), &Value::from("discharge_m3_per_day"))
    );
    assert_eq!(conflict["settled_by"], Value::Null);
    let sides: Vec<(&Value, &Value, &Value)> = conflict["sides"]
        .as_array()
        .unwrap()
        .iter()
        .map(|side| (&side["event"], &side["value"], &side["by"]))
        .collect();
    assert_eq!(sides.len(), 2);
    assert!(
        sides.contains(&(&Value::from(ours.clone()), &Value::from(12.0), &Value::from("王敏"))),
        "{sides:?}"
    );
    assert!(
        sides.contains(&(&Value::from(theirs.clone()), &Value::from(20.0), &Value::from("李强"))),
        "{sides:?}"
    );
    let table = desk.run(&["conflicts"]);
    assert!(String::from_utf8_lossy(&table.stdout).contains(&ours));

    one_line(&desk.run(&["settle", "nothing", "--by", "王敏"]), 2, "nothing");
    one_line(&desk.run(&["settle", &ours, "--field", "状态", "--by", "王敏"]), 5, &ours);
    let settled = json(&desk.workspace, &["settle", &ours, "--by", "王敏", "--note", "复测"]);
    let settlement = text(&settled["event"]["id"]);
    assert_eq!(
        (&settled["event"]["kind"], &settled["event"]["note"]),
        (&Value::from("settle"), &Value::from("复测"))
    );
    let conflict = json(&desk.workspace, &["conflicts"])["conflicts"][0].clone();
    assert_eq!(conflict["settled_by"], Value::from(settlement.clone()));
    assert_eq!(json(&desk.workspace, &["conflicts", "--open"])["conflicts"], Value::Array(vec![]));
    one_line(&desk.run(&["settle", &ours, "--by", "王敏"]), 5, &ours);

    // The history says that the other's does not hold, and why.
    let history = json(&desk.workspace, &["history", &id]);
    let event = |id: &str| {
        let events = history["events"].as_array().unwrap();
        events.iter().find(|event| event["id"] == id).unwrap().clone()
    };
    assert_eq!(event(&theirs)["overruled"][0]["field"], "discharge_m3_per_day");
    assert_eq!(event(&theirs)["overruled"][0]["by"], Value::from(settlement.clone()));
    assert_eq!(event(&ours)["overruled"], Value::Array(vec![]));
    let table = desk.run(&["history", &id]);
    let table = String::from_utf8_lossy(&table.stdout).into_owned();
    assert!(table.contains("冲突处理") && table.contains("未采信"), "{table}");

    json(&desk.workspace, &["undo", &settlement, "--by", "王敏"]);
    assert_eq!(json(&desk.workspace, &["conflicts", "--open"])["conflicts"][0]["settled_by"], Value::Null);
}
