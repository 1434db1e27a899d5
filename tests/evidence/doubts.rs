//! What makes a person look again: in the verbs, in the doctor.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::desk::{Desk, stderr};
use crate::photo::Camera;

/// An outfall that can be marked, with where it is.
fn site(desk: &Desk, at: usize) -> (String, f64, f64) {
    let sites = desk.sites("outfalls", "滑县", "2026-11-24");
    let open: Vec<&Value> = sites.iter().filter(|site| site["state"] == "treating").collect();
    let site = open[at];
    (site["id"].as_str().unwrap().to_owned(), site["lon"].as_f64().unwrap(), site["lat"].as_f64().unwrap())
}

struct Camp {
    desk: Desk,
    dir: tempfile::TempDir,
}

impl Camp {
    fn new() -> Self {
        Self { desk: Desk::new(), dir: tempfile::tempdir().unwrap() }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Marks with evidence; the rules that were named, by file.
    fn mark(&self, site: &str, state: &str, files: &[&Path]) -> Vec<(String, String)> {
        let mut words = vec!["mark", site, "--state", state, "--on", "2026-11-20", "--by", "李工"];
        for file in files {
            words.extend(["--evidence", file.to_str().unwrap()]);
        }
        rules(&self.desk.json(&words)["warnings"])
    }

    /// What the doctor finds of these rules, with the site.
    fn findings(&self, rule: &str) -> Vec<(String, String)> {
        let checked = self.desk.run(&["check", "--format", "json"]);
        let checked: Value = serde_json::from_slice(&checked.stdout).unwrap();
        let found = checked["findings"].as_array().unwrap().iter().filter(|found| found["rule"] == rule);
        found.map(|found| (text(&found["site"]), text(&found["message"]))).collect()
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

fn rules(warnings: &Value) -> Vec<(String, String)> {
    let warnings = warnings.as_array().unwrap().iter();
    warnings.map(|warning| (text(&warning["file"]), text(&warning["rule"]))).collect()
}

fn pair(file: &str, rule: &str) -> (String, String) {
    (file.to_owned(), rule.to_owned())
}

#[test]
fn a_photo_from_elsewhere_or_later_is_taken_and_told_of_and_the_doctor_finds_it_again() {
    let camp = Camp::new();
    let (id, lon, lat) = site(&camp.desk, 0);
    // A degree of latitude is 111 km: 0.0017° are 189 m, 0.0019° are 211 m.
    let near = Camera::at(lon, lat + 0.0017).taken("2026:11:20 23:59:00").jpeg(64, 48);
    let far = Camera::at(lon, lat + 0.0019).taken("2026:11:21 00:01:00").jpeg(64, 48);
    let liar = camp.file("现场\u{202E}gpj.jpg", b"<html></html>");
    let files = [
        camp.file("near.jpg", &near),
        camp.file("far.jpg", &far),
        camp.file("large.jpg", &[near.as_slice(), &vec![0; 21 << 20]].concat()),
        camp.file("opinion.pdf", b"%PDF-1.7"),
        liar,
    ];
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let warned = camp.mark(&id, "完成待验收", &files);
    let expected = [
        pair("far.jpg", "photo_far"),
        pair("far.jpg", "photo_later"),
        pair("large.jpg", "evidence_big"),
        pair("现场gpj.jpg", "no_photo"),
    ];
    assert_eq!(warned, expected);

    for rule in ["photo_far", "photo_later", "evidence_big", "no_photo"] {
        let found = camp.findings(rule);
        assert_eq!(found.len(), 1, "{rule}: {found:?}");
        assert_eq!(found[0].0, id);
    }
    assert!(camp.findings("photo_far")[0].1.contains("211 米"), "{:?}", camp.findings("photo_far"));
    assert!(camp.findings("photo_later")[0].1.contains("2026-11-21"));
    assert!(camp.findings("evidence_elsewhere").is_empty());

    // On a screen each is a line of its own, in the language that was asked for.
    let (other, ..) = site(&camp.desk, 0);
    let far = files[1].to_str().unwrap();
    let said = camp.desk.run(&[
        "mark",
        &other,
        "--state",
        "完成待验收",
        "--on",
        "2026-11-20",
        "--by",
        "李工",
        "--evidence",
        far,
        "--lang",
        "en",
    ]);
    let said = stderr(&said);
    assert!(said.lines().any(|line| line.starts_with("warning: far.jpg: ") && line.contains(&id)), "{said}");
}

#[test]
fn a_photo_of_two_sites_and_a_photo_that_is_gone_are_named() {
    let camp = Camp::new();
    let (first, lon, lat) = site(&camp.desk, 0);
    let (second, ..) = site(&camp.desk, 1);
    let photo = camp.file("a.jpg", &Camera::at(lon, lat).jpeg(64, 48));
    let paper = camp.file("opinion.pdf", b"%PDF-1.7 one opinion for many sites");
    let both = [photo.as_path(), paper.as_path()];
    assert_eq!(camp.mark(&first, "完成待验收", &both), []);
    assert!(camp.mark(&second, "完成待验收", &both).contains(&pair("a.jpg", "evidence_elsewhere")));
    let found = camp.findings("evidence_elsewhere");
    assert_eq!(found.len(), 1, "a paper may speak of many sites: {found:?}");
    assert!(found[0].0 == second && found[0].1.contains(&first), "{found:?}");
    assert!(camp.findings("evidence_lost").is_empty());

    let kept =
        std::fs::read_dir(camp.desk.workspace.join("evidence")).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<PathBuf> =
        kept.filter(|path| path.extension().is_some_and(|ending| ending == "pdf")).collect();
    assert_eq!(kept.len(), 1);
    std::fs::remove_file(&kept[0]).unwrap();
    let lost = camp.findings("evidence_lost");
    assert_eq!(lost.len(), 2, "both sites lost it: {lost:?}");
    assert_eq!(camp.desk.run(&["check"]).status.code(), Some(1));

    // What was taken back proves nothing and lacks nothing.
    let history = camp.desk.json(&["history", &second]);
    let last = text(&history["events"].as_array().unwrap().last().unwrap()["id"]);
    camp.desk.json(&["undo", &last, "--by", "李工"]);
    assert_eq!(camp.findings("evidence_lost").len(), 1);
    assert!(camp.findings("evidence_elsewhere").is_empty());
}

#[test]
fn the_demonstration_workspace_gives_no_cause_for_doubt() {
    let camp = Camp::new();
    for rule in
        ["photo_far", "photo_later", "evidence_big", "no_photo", "evidence_elsewhere", "evidence_lost"]
    {
        assert_eq!(camp.findings(rule), [], "{rule}");
    }
}

#[test]
fn the_events_of_a_file_are_found_before_anybody_looked_at_them_and_after() {
    let workspace = guatu::workspace::Workspace::built_in().unwrap();
    let history = &workspace.history;
    let hash = "0757a4e9aa2ea8aaed3e2cdd54c549fa77d4d9dcb3b94562f3a67dc4307eab46";
    let ids = |hash: Option<&str>| -> Vec<_> { history.with_evidence(hash).map(|event| &event.id).collect() };
    let (of_one, of_any, of_none) = (ids(Some(hash)), ids(None), ids(Some(&"0".repeat(64))));
    let looked: Vec<_> = history.events().filter(|event| !event.evidence().is_empty()).collect();
    assert!(!of_one.is_empty() && of_one.len() < of_any.len() && of_none.is_empty());
    assert_eq!(of_any, looked.iter().map(|event| &event.id).collect::<Vec<_>>());
    let with_it = looked.iter().filter(|event| event.evidence().iter().any(|known| known == hash));
    assert_eq!(of_one, with_it.map(|event| &event.id).collect::<Vec<_>>());
    assert_eq!((ids(Some(hash)), ids(None)), (of_one, of_any));
}
