//! Packages and conflicts in the window: what the city does with the USB sticks of nine counties.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::Window;
use egui::Key;
use guatu::app::{Command, Dialog, Notice, PackDraft, UiCommand};
use guatu::ledger::Author;
use guatu::site::{SiteId, Value};
use guatu::workspace::{Access, MarkRequest, PackRequest, Workspace, create};
use jiff::civil::date;

/// Two copies of one workspace in one folder, as on two laptops.
struct Desks {
    folder: tempfile::TempDir,
    /// An outfall under treatment.
    site: SiteId,
}

impl Desks {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let desks = Self { site: SiteId(String::new()), folder };
        create(&desks.mine(), true).unwrap();
        copy(&desks.mine(), &desks.hers());
        let workspace = Workspace::open(&desks.mine(), Access::Read).unwrap();
        let day = guatu::ledger::AsOf { date: date(2026, 11, 24), clock: guatu::ledger::Clock::Effect };
        let under_treatment = |site: &&guatu::site::Site| {
            workspace.history.fold(site, day).is_some_and(|now| now.state == "treating")
        };
        let site = workspace.register.of_kind("outfall").find(under_treatment).unwrap().id.clone();
        Self { site, ..desks }
    }

    fn mine(&self) -> PathBuf {
        self.folder.path().join("mine")
    }

    fn hers(&self) -> PathBuf {
        self.folder.path().join("hers")
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn mark(&self, desk: &Path, to: &str, by: &str) {
        let mut workspace = Workspace::open(desk, Access::Write).unwrap();
        let set = [("acceptor".to_owned(), Value::Text("市生态环境局".to_owned()))];
        let request = MarkRequest {
            site: self.site.clone(),
            to: Some(to.to_owned()),
            on: date(2026, 11, 20),
            note: None,
            set: if to == "accepted" { set.into() } else { BTreeMap::new() },
            evidence: Vec::new(),
        };
        let author = Author { by: by.to_owned(), recorded_at: "2026-11-21T01:00:00Z".parse().unwrap() };
        workspace.mark(&request, &author).unwrap();
    }

    /// She accepted the outfall and brings her work on a stick.
    fn her_stick(&self) -> PathBuf {
        self.mark(&self.hers(), "accepted", "李强");
        let out = self.file("李强.guatu");
        let request = PackRequest { out: out.clone(), county: None, since: None };
        Workspace::open(&self.hers(), Access::Read).unwrap().pack(&request, &mut |_| true).unwrap();
        out
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn problem(window: &Window) -> String {
    match &window.state().notice {
        Some(Notice::Problem(words)) => words.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_dropped_package_is_told_merged_and_moves_the_number() {
    let desks = Desks::new();
    let stick = desks.her_stick();
    let mut window = Window::open_folder(&desks.mine());
    let before = window.state().workspace.history.len();
    window.drop_and_wait(&stick);
    assert!(window.sees("李强.guatu") && window.sees_words("其中新的 1 条"));
    assert_eq!(window.state().workspace.history.len(), before, "nothing before it is asked");
    window.press_ctrl(Key::E);
    assert!(matches!(window.state().exchange.dialog, Some(Dialog::Offer(_))), "it is asked first");

    window.press_and_wait(Key::Enter);
    assert_eq!(window.state().workspace.history.len(), before + 1);
    assert_eq!(window.site_state(&desks.site.0), "accepted");
    let Some(Notice::Merged { numbers, conflicts: 0, .. }) = &window.state().notice else {
        panic!("{:?}", window.state().notice)
    };
    assert!(!numbers.is_empty(), "a number moved and is told");

    // The same stick once more is no harm, and marking goes on in the same window.
    window.drop_and_wait(&stick);
    assert!(window.sees_words("都已有"));
    window.click_and_wait("合并");
    assert_eq!(window.state().workspace.history.len(), before + 1);
    window.send(Command::SetAuthor("王敏".to_owned()));
    window.send(Command::Mark(MarkRequest {
        site: desks.site.clone(),
        to: None,
        on: date(2026, 11, 24),
        note: Some("复核无误".to_owned()),
        set: BTreeMap::new(),
        evidence: Vec::new(),
    }));
    assert_eq!(window.state().workspace.history.len(), before + 2);
    let written = Workspace::open(&desks.mine(), Access::Read).unwrap();
    assert_eq!(written.history.len(), before + 2, "on the disk");
}

#[test]
fn a_conflict_is_shown_side_by_side_settled_by_keys_and_opened_again_by_undo() {
    let desks = Desks::new();
    desks.mark(&desks.mine(), "awaiting_acceptance", "王敏");
    let stick = desks.her_stick();
    let mut window = Window::open_folder(&desks.mine());
    window.press(Key::K);
    assert!(window.sees("没有待处理的冲突。"));
    window.press(Key::K);
    window.drop_and_wait(&stick);
    window.press_and_wait(Key::Enter);
    assert_eq!(window.state().exchange.open, 1, "{:?}", window.state().notice);
    assert!(window.state().exchange.sites.contains(&desks.site));

    window.press(Key::K);
    for words in ["王敏", "李强", "完成待验收", "已验收", "整治中", "2026-11-20"] {
        assert!(window.sees_words(words), "{words}");
    }
    // Without a name nobody settles; the one that was meant is still open.
    window.send(Command::SetAuthor(String::new()));
    window.press(Key::Num2);
    window.press(Key::Enter);
    assert_eq!(window.state().exchange.open, 1);
    // Enter ends the writing of the name, and only the next one settles.
    window.write("处理人", "市局 陈");
    window.press(Key::Enter);
    assert_eq!((window.state().exchange.open, window.state().author.as_str()), (1, "市局 陈"));
    window.press(Key::Enter);
    assert_eq!(window.state().exchange.open, 0, "{:?}", window.state().notice);
    let second = window.site_state(&desks.site.0).to_owned();
    window.press_ctrl(Key::Z);
    assert_eq!(window.state().exchange.open, 1);

    // The other side this time.
    window.press(Key::Num1);
    window.press(Key::Enter);
    assert_eq!(window.state().exchange.open, 0);
    assert_ne!(window.site_state(&desks.site.0), second);
    assert!(window.sees_words("已处理 1 处"));
}

#[test]
fn a_package_that_is_no_package_says_so_and_nothing_is_taken_in() {
    let desks = Desks::new();
    let stick = desks.her_stick();
    let bytes = fs::read(&stick).unwrap();
    fs::write(desks.file("半个.guatu"), &bytes[..bytes.len() / 2]).unwrap();
    let mut window = Window::open_folder(&desks.mine());
    let before = window.state().workspace.history.len();
    window.drop_and_wait(&desks.file("半个.guatu"));
    let Some(Dialog::Offer(offers)) = &window.state().exchange.dialog else { panic!() };
    assert!(offers[0].holds.is_err());
    window.press(Key::Escape);
    assert!(window.state().exchange.dialog.is_none());
    assert_eq!(window.state().workspace.history.len(), before);

    fs::write(desks.file("台账.xlsx"), b"PK").unwrap();
    window.drop_and_wait(&desks.file("台账.xlsx"));
    assert!(problem(&window).contains("台账.xlsx"));
}

#[test]
fn while_a_form_is_open_a_photo_is_evidence_and_a_package_is_a_package() {
    let desks = Desks::new();
    let stick = desks.her_stick();
    fs::write(desks.file("现场.txt"), "整治完成").unwrap();
    let mut window = Window::open_folder(&desks.mine());
    window.send(Command::SelectSite(Some(desks.site.clone())));
    window.send(Command::Ui(UiCommand::Mark));
    window.drop_file(&desks.file("现场.txt"));
    assert!(window.sees("现场.txt"), "the photo is in the form");
    window.drop_and_wait(&stick);
    assert!(matches!(window.state().exchange.dialog, Some(Dialog::Offer(_))));
    window.click_and_wait("合并");
    assert_eq!(window.site_state(&desks.site.0), "accepted");
    assert!(window.state().marking && window.sees("现场.txt"), "the form is as it was");
}

#[test]
fn a_county_packs_its_work_and_the_folder_is_verified() {
    let desks = Desks::new();
    let mut window = Window::open_folder(&desks.mine());
    window.press_ctrl(Key::E);
    assert!(window.sees("导出数据包"));
    window.send(Command::DraftPack(PackDraft { county: None, since: "去年".to_owned() }));
    assert!(window.sees("日期写成 2025-06-30"));
    let hua = guatu::plan::Adcode(common::HUA.to_owned());
    window.send(Command::DraftPack(PackDraft { county: Some(hua), since: String::new() }));
    window.send_and_wait(Command::Pack(desks.file("滑县")));
    assert!(desks.file("滑县.guatu").is_file(), "{:?}", window.state().notice);
    let mut hers = Workspace::open(&desks.hers(), Access::Write).unwrap();
    let merged =
        hers.merge(&desks.file("滑县.guatu"), "2026-11-24T01:00:00Z".parse().unwrap(), &mut |_| true);
    assert_eq!(merged.unwrap().new, 0, "all known there");

    window.send_and_wait(Command::Ui(UiCommand::Verify));
    assert!(window.sees("全部完好"));
}

#[test]
fn a_folder_that_is_pulled_out_is_told_and_opens_again_when_it_is_back() {
    let desks = Desks::new();
    let mut window = Window::open_folder(&desks.mine());
    window.send(Command::SetAuthor("王敏".to_owned()));
    let request = MarkRequest {
        site: desks.site.clone(),
        to: Some("awaiting_acceptance".to_owned()),
        on: date(2026, 11, 24),
        note: None,
        set: BTreeMap::new(),
        evidence: Vec::new(),
    };
    fs::rename(desks.mine(), desks.file("away")).unwrap();
    window.send(Command::Mark(request.clone()));
    assert!(problem(&window).contains("mine"), "{}", problem(&window));
    assert_eq!(window.site_state(&desks.site.0), "treating");

    fs::rename(desks.file("away"), desks.mine()).unwrap();
    window.send_and_wait(Command::Ui(UiCommand::Reopen));
    window.send(Command::Mark(request));
    assert_eq!(window.site_state(&desks.site.0), "awaiting_acceptance", "{:?}", window.state().notice);
}

#[test]
fn opening_a_folder_asks_for_what_would_be_lost_and_reads_the_open_one_anew() {
    let desks = Desks::new();
    let mut window = Window::open_folder(&desks.mine());
    window.send_and_wait(Command::Open(desks.mine().join("..").join("mine")));
    assert!(window.state().only_reads.is_none(), "its own lock is no other's");
    window.send(Command::Ui(UiCommand::Trial));
    window.send(Command::Open(desks.hers()));
    assert_eq!(window.state().exchange.dialog, Some(Dialog::Open(desks.hers())));
    window.press(Key::Escape);
    assert!(window.state().trial.is_some() && window.state().exchange.dialog.is_none());
    window.send(Command::Open(desks.hers()));
    window.press_and_wait(Key::Enter);
    assert!(window.state().trial.is_none() && window.state().only_reads.is_none());
    assert_eq!(window.state().workspace.place, guatu::workspace::Place::Folder(desks.hers()));
}

#[test]
fn what_another_took_back_is_not_taken_back_again_and_what_came_before_is() {
    let desks = Desks::new();
    let mut window = Window::open_folder(&desks.mine());
    window.send(Command::SetAuthor("王敏".to_owned()));
    let note = |note: &str| {
        Command::Mark(MarkRequest {
            site: desks.site.clone(),
            to: None,
            on: date(2026, 11, 24),
            note: Some(note.to_owned()),
            set: BTreeMap::new(),
            evidence: Vec::new(),
        })
    };
    window.send(note("一"));
    window.send(note("二"));
    let last = window.state().workspace.history.events().last().unwrap().id.clone();
    window.send(Command::DraftPack(PackDraft { county: None, since: String::new() }));
    window.send_and_wait(Command::Pack(desks.file("王敏.guatu")));

    let now = "2026-11-24T02:00:00Z".parse().unwrap();
    let mut hers = Workspace::open(&desks.hers(), Access::Write).unwrap();
    hers.merge(&desks.file("王敏.guatu"), now, &mut |_| true).unwrap();
    hers.undo_all(&[last], &Author { by: "李强".to_owned(), recorded_at: now }).unwrap();
    let request = PackRequest { out: desks.file("李强.guatu"), county: None, since: None };
    hers.pack(&request, &mut |_| true).unwrap();

    window.drop_and_wait(&desks.file("李强.guatu"));
    window.press_and_wait(Key::Enter);
    let before = window.state().workspace.history.len();
    assert_eq!(window.state().undo_stack.len(), 1);
    window.press_ctrl(Key::Z);
    assert_eq!(window.state().workspace.history.len(), before + 1, "{:?}", window.state().notice);
    assert!(window.state().undo_stack.is_empty());
}

#[test]
fn no_trial_begins_while_packages_are_merged() {
    let desks = Desks::new();
    let stick = desks.her_stick();
    let mut window = Window::open_folder(&desks.mine());
    window.drop_and_wait(&stick);
    window.send_together_and_wait([Command::Merge, Command::Ui(UiCommand::Trial)]);
    assert!(window.state().trial.is_none() && !window.state().workspace.in_trial());
    assert_eq!(window.site_state(&desks.site.0), "accepted");
}

#[test]
fn nothing_is_merged_into_what_another_holds_or_what_is_only_tried() {
    let desks = Desks::new();
    let stick = desks.her_stick();
    let mut window = Window::open_folder(&desks.mine());
    window.send(Command::Ui(UiCommand::Trial));
    window.drop_and_wait(&stick);
    assert!(problem(&window).contains("试算"));
    assert!(window.state().exchange.dialog.is_none());
}
