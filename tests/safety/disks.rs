//! Disks that are full, gone or may only be read, folders that are copied, two hands at once.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::thread;

use guatu::ledger::{Author, Event, LedgerError};
use guatu::text::{Lang, Say};
use guatu::workspace::{self, Access, Place, Workspace, WorkspaceError};

use crate::desk::{self, Desk};

fn guatu() -> Command {
    Command::new(env!("CARGO_BIN_EXE_guatu"))
}

/// `guatu mark` of a note, with more arguments.
fn mark(command: &mut Command, folder: &Path, more: &[&str]) -> Output {
    let folder = folder.to_str().unwrap();
    let mark = ["mark", "LZ-1", "-w", folder, "--note", "记", "--on", "2024-06-30", "--by", "张三"];
    command.args(mark).args(more).output().unwrap()
}

fn events(folder: &Path) -> Vec<Event> {
    Workspace::open(folder, Access::Read).expect("opens").history.events().cloned().collect()
}

fn assert_whole(folder: &Path) {
    let now = "2100-01-01T00:00:00Z".parse().unwrap();
    let found = workspace::verify(&Place::Folder(folder.to_owned()), now, &mut |_| true).expect("verified");
    assert_eq!(found.broken, []);
}

/// Refused in one line that names the folder or file.
fn assert_refused(output: &Output, code: i32) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    assert!(said.contains("滑县"), "{said}");
}

fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            names.extend(files(&path));
        }
        names.push(path.to_string_lossy().into_owned());
    }
    names.sort();
    names
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &there);
        } else {
            fs::copy(&path, there).unwrap();
        }
    }
}

#[test]
fn a_copied_folder_writes_as_another_device_and_so_does_a_moved_one() {
    let desk = Desk::new();
    let first = desk.note("一");
    let stick = desk.folder.with_file_name("U盘");
    copy(&desk.folder, &stick);
    let here = desk.note("在原处");
    let there = desk::note(&mut desk::open(&stick), "在副本");
    assert_eq!(here.device, first.device);
    assert_ne!(there.device, first.device);
    let again = desk::note(&mut desk::open(&stick), "副本再记");
    assert_eq!(again.device, there.device, "it stays that device where it stands");
    let moved = stick.with_file_name("移走");
    fs::rename(&stick, &moved).unwrap();
    let elsewhere = desk::note(&mut desk::open(&moved), "移走后");
    assert!(![&here.device, &there.device].contains(&&elsewhere.device));
    assert_eq!((events(&desk.folder).len(), events(&moved).len()), (2, 4));
    assert_whole(&desk.folder);
    assert_whole(&moved);
}

#[test]
fn a_folder_that_is_pulled_out_takes_nothing_and_is_not_made_anew() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    desk::note(&mut workspace, "一");
    let away = desk.folder.with_file_name("拔出");
    fs::rename(&desk.folder, &away).unwrap();
    let mut request = desk::request("二");
    request.evidence = vec![desk.photo.clone()];
    let error = workspace.mark(&request, &desk::noon()).expect_err("it is gone");
    assert!(matches!(error, WorkspaceError::Ledger(LedgerError::Gone(_))));
    assert_eq!((error.code(), error.say(Lang::Zh).lines().count()), (3, 1));
    assert!(!desk.folder.exists(), "no folder is made where it was");
    assert_eq!(workspace.history.len(), 1, "and nothing is shown that is not kept");
    // Another folder in its place is not it.
    fs::create_dir(&desk.folder).unwrap();
    fs::copy(away.join("ledger.db"), desk.ledger()).unwrap();
    assert!(workspace.mark(&request, &desk::noon()).is_err());
    fs::remove_dir_all(&desk.folder).unwrap();
    // Plugged in again, it goes on.
    fs::rename(&away, &desk.folder).unwrap();
    workspace.mark(&request, &desk::noon()).expect("a mark");
    drop(workspace);
    assert_eq!(events(&desk.folder).len(), 2);
    assert_whole(&desk.folder);
}

#[test]
fn of_two_hands_at_once_one_writes_and_the_other_is_told() {
    let desk = Desk::new();
    let hands: Vec<_> = (0..6)
        .map(|_| {
            let folder = desk.folder.clone();
            thread::spawn(move || mark(&mut guatu(), &folder, &[]))
        })
        .collect();
    let mut written = 0;
    for output in hands.into_iter().map(|hand| hand.join().unwrap()) {
        if output.status.success() {
            written += 1;
        } else {
            assert_refused(&output, 4);
        }
    }
    assert!(written > 0);
    assert_eq!(events(&desk.folder).len(), written);
    assert_whole(&desk.folder);
}

#[test]
fn a_clock_that_is_wrong_by_years_is_told_and_its_mark_is_kept() {
    let desk = Desk::new();
    let mut workspace = desk.open();
    let first = desk::note(&mut workspace, "一");
    assert_eq!(workspace.clock_warning(&first), None);
    let years_ago = Author { by: "张三".into(), recorded_at: "2019-01-05T08:00:00Z".parse().unwrap() };
    let mut request = desk::request("二");
    assert!(matches!(workspace.mark(&request, &years_ago), Err(WorkspaceError::Future { .. })));
    request.on = jiff::civil::date(2019, 1, 4);
    let second = workspace.mark(&request, &years_ago).expect("a mark");
    assert_eq!(second.recorded_at, years_ago.recorded_at, "what the clock said is what is kept");
    let behind = workspace.clock_warning(&second).expect("a warning");
    assert!(behind.say(Lang::Zh).contains("2019-01-05") && behind.say(Lang::En).contains("2026-11-10"));
    drop(workspace);
    assert_eq!(events(&desk.folder).len(), 2);
    assert_whole(&desk.folder);
    // By the verb: the ledger's last event is of a day that has not come.
    let desk = Desk::new();
    let far = Author { by: "张三".into(), recorded_at: "2099-01-01T00:00:00Z".parse().unwrap() };
    desk.open().mark(&desk::request("三"), &far).expect("a mark");
    let output = mark(&mut guatu(), &desk.folder, &["--format", "json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(answer["warnings"][0]["rule"], "clock_behind");
    assert!(String::from_utf8_lossy(&output.stderr).contains("2099-01-01"));
}

#[cfg(unix)]
#[test]
fn a_full_disk_refuses_the_mark_and_harms_nothing() {
    let desk = Desk::new();
    desk.note("一");
    fs::write(&desk.photo, vec![7; 600_000]).unwrap();
    let (mut refused, mut there) = (0, 1);
    // In blocks of 512 bytes (of 1024 in some shells): from nothing fits to all but the photo does.
    for blocks in [0, 1, 8, 32, 64, 66, 72, 76, 80, 84, 88, 92, 96, 128, 200, 512] {
        for photo in [false, true] {
            let mut limited = Command::new("sh");
            let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
            limited.args(["-c", &script, env!("CARGO_BIN_EXE_guatu")]);
            let evidence = ["--evidence", desk.photo.to_str().unwrap()];
            let before = events(&desk.folder);
            let output = mark(&mut limited, &desk.folder, if photo { &evidence } else { &[] });
            if output.status.success() {
                there += 1;
            } else {
                assert_refused(&output, 3);
                refused += 1;
                assert_eq!(events(&desk.folder), before);
            }
            assert!(!(photo && output.status.success()), "the photo cannot have been kept");
            assert_whole(&desk.folder);
            let left = files(&desk.folder).into_iter().find(|file| file.ends_with(".partial"));
            assert_eq!(left, None);
        }
        desk.note("有了空间");
        there += 1;
        assert_eq!(events(&desk.folder).len(), there);
    }
    assert!(refused >= 20, "only {refused} were refused");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_only_be_read_shows_every_event_and_takes_none() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    let desk = Desk::new();
    let mut workspace = desk.open();
    desk::note(&mut workspace, "一");
    let stick = desk.folder.with_file_name("滑县U盘");
    // As a killed process leaves it: the last event is in the log only.
    copy(&desk.folder, &stick);
    fs::remove_file(stick.join("ledger.db-shm")).unwrap();
    assert!(stick.join("ledger.db-wal").exists());
    drop(workspace);
    let permit = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    permit(desk.folder.parent().unwrap(), 0o755);
    for file in files(&stick) {
        permit(Path::new(&file), 0o444);
    }
    permit(&stick, 0o555);
    // To root no folder is write-protected.
    let root = fs::metadata(&stick).unwrap().uid() == 0;
    // Nobody may look into root's folders, where the program may have been built.
    let program = desk.folder.parent().unwrap().join("guatu");
    fs::copy(env!("CARGO_BIN_EXE_guatu"), &program).unwrap();
    permit(&program, 0o755);
    let somebody = || {
        let mut command = Command::new(&program);
        command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
        if root {
            command.uid(65534).gid(65534);
        }
        command
    };
    let before = files(&stick);
    let history = ["history", "LZ-1", "--format", "json", "-w", stick.to_str().unwrap()];
    let output = somebody().args(history).output().unwrap();
    let answer: serde_json::Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"));
    assert_eq!(answer["events"].as_array().map(Vec::len), Some(1));
    assert_refused(&mark(&mut somebody(), &stick, &[]), 3);
    let verified = somebody().args(["verify", "-w", stick.to_str().unwrap()]).output().unwrap();
    assert_eq!(verified.status.code(), Some(0), "{verified:?}");
    assert_eq!(files(&stick), before);
    permit(&stick, 0o755);
}
