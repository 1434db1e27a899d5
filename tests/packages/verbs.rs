//! `guatu pack` and `guatu merge` as a person types them.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use super::desk::{Desk, Stick};

fn guatu(workspace: &Path, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    command.args(words).arg("-w").arg(workspace).output().expect("guatu runs")
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON on stdout")
}

#[test]
fn packed_on_one_laptop_merged_on_another() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    a.mark("HX-1", "treating", b"a photo");
    a.mark("LZ-1", "accepted", b"another");
    let file = |name: &str| stick.file(name).display().to_string();
    let (all, hua) = (file("all.guatu"), file("hua.guatu"));
    let packed = guatu(&a.path(), &["pack", "--out", &all, "--format", "json"]);
    assert_eq!(packed.status.code(), Some(0));
    assert_eq!((&json(&packed)["events"], &json(&packed)["evidence"]), (&2.into(), &2.into()));
    let packed = guatu(&a.path(), &["pack", "--out", &hua, "--county", "滑县", "--since", "2025-01-01"]);
    assert!(String::from_utf8_lossy(&packed.stdout).contains("1 个事件，1 份佐证"), "{packed:?}");
    assert!(packed.stderr.is_empty(), "no progress line where nobody looks at a terminal");

    let merged = guatu(&b.path(), &["merge", &hua, &all, &all, "--format", "json"]);
    assert_eq!(merged.status.code(), Some(0));
    let merged = json(&merged);
    assert_eq!((&merged["new"], &merged["known"]), (&2.into(), &3.into()));
    assert_eq!(merged["conflicts"], Value::Array(vec![]));
    assert_eq!(merged["warnings"], Value::Array(vec![]));
    assert_eq!(merged["packages"].as_array().unwrap().len(), 3);
    assert_eq!(b.ids(), a.ids());

    let csv = guatu(&b.path(), &["merge", &all, "--format", "csv", "--lang", "en"]);
    assert!(
        String::from_utf8_lossy(&csv.stdout).starts_with("Package,County,New,Known,Evidence\n"),
        "{csv:?}"
    );
}

#[test]
fn the_first_bad_package_stops_and_what_was_good_is_in() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    a.mark("HX-1", "treating", b"a photo");
    let file = |name: &str| stick.file(name).display().to_string();
    a.pack(&stick.file("good.guatu"), None, None);
    a.mark("HX-2", "treating", b"");
    a.pack(&stick.file("late.guatu"), None, None);
    std::fs::write(stick.file("bad.guatu"), b"no zip").unwrap();
    let words = ["merge", &file("good.guatu"), &file("bad.guatu"), &file("late.guatu")];
    let merged = guatu(&b.path(), &words);
    assert_eq!(merged.status.code(), Some(3));
    assert_eq!(String::from_utf8_lossy(&merged.stderr).lines().count(), 1, "{merged:?}");
    assert!(String::from_utf8_lossy(&merged.stdout).contains("good.guatu"), "{merged:?}");
    assert_eq!(b.ids().len(), 1);

    let merged = guatu(&b.path(), &[&words[..], &["--format", "json"]].concat());
    assert_eq!(merged.status.code(), Some(3));
    assert_eq!(json(&merged)["error"]["code"], 3);
    assert_eq!(json(&merged)["known"], 1);
    let alone = guatu(&b.path(), &["merge", &file("bad.guatu"), "--format", "json"]);
    assert_eq!(json(&alone)["error"]["code"], 3);
    assert!(json(&alone)["new"].is_null());
}

#[test]
fn wrong_use_and_other_counties_have_their_codes() {
    let (mut a, b, stick) = (Desk::new("张三"), Desk::new("李四"), Stick::new());
    a.mark("HX-1", "treating", b"");
    let out = stick.file("x.zip").display().to_string();
    assert_eq!(guatu(&a.path(), &["pack", "--out", &out]).status.code(), Some(2));
    let out = stick.file("x.guatu").display().to_string();
    assert_eq!(guatu(&a.path(), &["pack", "--out", &out, "--county", "北京"]).status.code(), Some(2));
    let nowhere = stick.file("none/x.guatu").display().to_string();
    assert_eq!(guatu(&a.path(), &["pack", "--out", &nowhere]).status.code(), Some(3));
    assert!(stick.names().is_empty());
    guatu(&a.path(), &["pack", "--out", &out, "--county", "滑县"]);
    let outfalls = b.path().join("outfalls.geojson");
    let text = std::fs::read_to_string(&outfalls).unwrap().replace("\"滑县\"", "\"林州市\"");
    std::fs::write(&outfalls, text).unwrap();
    assert_eq!(guatu(&b.path(), &["merge", &out]).status.code(), Some(5));
    let held = b.open();
    assert_eq!(guatu(&b.path(), &["merge", &out]).status.code(), Some(4));
    drop(held);
}
