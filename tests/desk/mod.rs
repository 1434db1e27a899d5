//! A script's hands for tests of the verbs: real processes, real folders.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;

pub(crate) struct Desk {
    _dir: tempfile::TempDir,
    pub(crate) workspace: PathBuf,
}

impl Desk {
    /// A fresh demonstration workspace, made by the program itself.
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let workspace = dir.path().join("安阳");
        let made = run(&["init", workspace.to_str().unwrap(), "--demo"]);
        assert_eq!(made.status.code(), Some(0), "{}", stderr(&made));
        Self { _dir: dir, workspace }
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut all = vec![arguments[0], "-w", self.workspace.to_str().unwrap()];
        all.extend(&arguments[1..]);
        run(&all)
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let mut all = arguments.to_vec();
        all.extend(["--format", "json"]);
        let output = self.run(&all);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", stderr(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Every light, by task and county.
    pub(crate) fn lights(&self, as_of: &str) -> BTreeMap<(u64, String), Value> {
        let status = self.json(&["status", "--as-of", as_of]);
        let cells = status["cells"].as_array().unwrap().iter();
        cells
            .map(|cell| ((cell["task"].as_u64().unwrap(), text(&cell["county"])), cell["light"].clone()))
            .collect()
    }

    pub(crate) fn sites(&self, layer: &str, county: &str, as_of: &str) -> Vec<Value> {
        let answer = self.json(&["sites", "--layer", layer, "--county", county, "--as-of", as_of]);
        answer["sites"].as_array().unwrap().clone()
    }
}

pub(crate) fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_guatu"))
        .args(arguments)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// One line, and what it must name.
pub(crate) fn one_line(output: &Output, code: i32, names: &str) {
    let said = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(said.contains(names), "“{said}” does not name {names}");
    assert!(output.stdout.is_empty());
}

pub(crate) const COUNTIES: [&str; 9] =
    ["文峰区", "北关区", "殷都区", "龙安区", "安阳县", "汤阴县", "滑县", "内黄县", "林州市"];
