//! Processes that are killed at a random moment, and what they had promised before.
//!
//! A test binary that uses this has one test that is the child:
//!
//! ```ignore
//! #[test]
//! fn the_child() {
//!     let Some(child) = killed::Child::here() else { return };
//!     // … work in child.folder, child.acknowledge(id) after each act that returned …
//! }
//! ```

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test binary uses its part")]

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

const TASK: &str = "GUATU_CHILD_TASK";
const FOLDER: &str = "GUATU_CHILD_FOLDER";
const BEGUN: &str = "begun";
const ACKNOWLEDGED: &str = "acknowledged ";
const DONE: &str = "done";

/// How many times to kill: `GUATU_KILLS`, else a few.
pub(crate) fn rounds() -> usize {
    std::env::var("GUATU_KILLS").ok().map_or(25, |rounds| rounds.parse().expect("GUATU_KILLS is a number"))
}

/// A number below `end`, by chance.
pub(crate) fn chance(end: u64) -> u64 {
    RandomState::new().build_hasher().finish() % end.max(1)
}

/// This process, where it is one that may be killed.
pub(crate) struct Child {
    /// What it shall do.
    pub(crate) task: String,
    /// Where.
    pub(crate) folder: PathBuf,
}

impl Child {
    /// None in an ordinary run of the tests.
    pub(crate) fn here() -> Option<Self> {
        let task = std::env::var(TASK).ok()?;
        Some(Self { task, folder: std::env::var_os(FOLDER)?.into() })
    }

    /// Says that the work proper begins now.
    pub(crate) fn begin(&self) {
        say(BEGUN);
    }

    /// Promises that this is kept, as a verb does when it prints its answer.
    pub(crate) fn acknowledge(&self, what: &str) {
        say(&format!("{ACKNOWLEDGED}{what}"));
    }

    /// Says that there is nothing left to do.
    pub(crate) fn end(&self) {
        say(DONE);
    }
}

/// One line at once; what the test harness printed before it on the same line is cut off.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    // Where the parent is gone there is nobody to promise anything.
    let _ = out.write_all(format!("\n{line}\n").as_bytes()).and_then(|()| out.flush());
}

/// What a killed process had promised.
#[derive(Debug, Default)]
pub(crate) struct Killed {
    /// Each act, in order.
    pub(crate) acknowledged: Vec<String>,
    /// Whether it had begun its work.
    pub(crate) begun: bool,
    /// Whether it was through before it was killed.
    pub(crate) done: bool,
}

/// Runs the test `child` of this binary as a process with `task` in `folder`, and kills it (SIGKILL)
/// within `longest`: counted from its start in one run of four, else from the moment at which it
/// begins its work.
pub(crate) fn run_and_kill(child: &str, task: &str, folder: &Path, longest: Duration) -> Killed {
    let from_start = chance(4) == 0;
    let delay = Duration::from_micros(chance(u64::try_from(longest.as_micros()).unwrap()));
    let mut process = Command::new(std::env::current_exe().expect("this binary"))
        .args([child, "--exact", "--nocapture", "--test-threads=1"])
        .env(TASK, task)
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a child");
    let lines = BufReader::new(process.stdout.take().expect("its output"));
    let mut errors = process.stderr.take().expect("its errors");
    let (begun, wait_for_it) = std::sync::mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut killed = Killed::default();
        // Only whole lines count: of the last one the end may be missing.
        for line in lines.split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            if let Some(what) = line.strip_prefix(ACKNOWLEDGED) {
                killed.acknowledged.push(what.to_owned());
            } else if line == BEGUN {
                killed.begun = true;
                let _ = begun.send(());
            } else if line == DONE {
                killed.done = true;
            }
        }
        killed
    });
    let complaint = std::thread::spawn(move || {
        let mut text = String::new();
        let _ = std::io::Read::read_to_string(&mut errors, &mut text);
        text
    });
    if !from_start {
        // A child that ends before it begins closes the channel.
        let _ = wait_for_it.recv();
    }
    std::thread::sleep(delay);
    process.kill().expect("the child can be killed");
    let status = process.wait().expect("the child's end");
    let killed = reader.join().expect("the child's lines");
    let complaint = complaint.join().expect("the child's errors");
    // Killed, or through; never by an error of its own.
    assert!(status.code().is_none_or(|code| code == 0) || cfg!(windows), "the child failed: {complaint}");
    killed
}
