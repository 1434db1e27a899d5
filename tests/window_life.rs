//! How a window begins, where marks go, and what it does when something is in its way.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::collections::BTreeMap;

use common::Window;
use egui::Key;
use guatu::app::{Command, Notice};
use guatu::site::SiteId;
use guatu::workspace::{Access, MarkRequest, Place, Workspace, create};
use jiff::civil::date;

/// An outfall that awaits its acceptance, marked as accepted today.
fn acceptance(window: &Window) -> MarkRequest {
    let state = window.state();
    let waits = |site: &&guatu::site::Site| {
        let now = state.workspace.history.fold(site, state.as_of);
        now.is_some_and(|now| now.state == "awaiting_acceptance")
    };
    let site = state.workspace.register.of_kind("outfall").find(waits).expect("an outfall");
    MarkRequest {
        site: site.id.clone(),
        to: Some("accepted".to_owned()),
        on: state.today,
        note: None,
        set: BTreeMap::new(),
        evidence: Vec::new(),
    }
}

fn mark(window: &mut Window, request: &MarkRequest) {
    window.send(Command::SetAuthor("王工".to_owned()));
    window.send(Command::Mark(request.clone()));
}

#[test]
fn the_first_mark_copies_the_built_in_workspace_and_the_next_window_opens_the_copy() {
    let mut window = Window::open();
    assert_eq!(window.state().workspace.place, Place::BuiltIn);
    let request = acceptance(&window);
    mark(&mut window, &request);
    let own = window.file("own");
    assert_eq!(window.state().workspace.place, Place::Folder(own.clone()));
    assert_eq!(window.site_state(&request.site.0), "accepted");

    let window = window.open_again();
    assert_eq!(window.state().workspace.place, Place::Folder(own));
    assert_eq!(window.site_state(&request.site.0), "accepted");
}

#[test]
fn nobody_marks_without_a_name() {
    let mut window = Window::open();
    let request = acceptance(&window);
    window.send(Command::Mark(request));
    assert!(matches!(window.state().notice, Some(Notice::Problem(_))), "{:?}", window.state().notice);
    assert_eq!(window.state().workspace.place, Place::BuiltIn, "nothing was copied for it");
}

#[test]
fn a_workspace_that_another_program_writes_in_is_read_and_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("anyang");
    create(&dir, true).expect("a workspace");
    let writer = Workspace::open(&dir, Access::Write).expect("the writer");
    let mut window = Window::open_folder(&dir);
    assert!(window.state().only_reads.is_some() && window.sees("只读"));
    let request = acceptance(&window);
    mark(&mut window, &request);
    assert!(matches!(window.state().notice, Some(Notice::Problem(_))), "{:?}", window.state().notice);
    assert_eq!(window.site_state(&request.site.0), "awaiting_acceptance");

    drop(writer);
    window.send_and_wait(Command::Open(dir));
    assert!(window.state().only_reads.is_none());
    mark(&mut window, &request);
    assert_eq!(window.site_state(&request.site.0), "accepted", "{:?}", window.state().notice);
}

#[test]
fn what_cannot_be_opened_is_named_and_leads_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let nothing = folder.path().join("nothing");
    let dir = folder.path().join("anyang");
    create(&dir, false).expect("a workspace");

    let mut window = Window::open_broken(&nothing);
    assert!(window.sees("打不开这个工作区") && window.sees_words("nothing"));
    window.write("或在此填写文件夹路径，按回车打开", &dir.display().to_string());
    window.press_and_wait_for_workspace(Key::Enter);
    assert_eq!(window.state().workspace.place, Place::Folder(dir));

    let mut window = Window::open_broken(&nothing);
    window.click_and_wait_for_workspace("打开内置示例");
    assert_eq!(window.state().workspace.place, Place::BuiltIn);
}

#[test]
fn a_folder_that_cannot_be_opened_leaves_the_open_one_as_it_was() {
    let mut window = Window::open();
    let gone = window.file("gone");
    window.send_and_wait(Command::Open(gone));
    assert!(matches!(window.state().notice, Some(Notice::Problem(_))), "{:?}", window.state().notice);
    assert_eq!(window.state().workspace.place, Place::BuiltIn);
}

#[test]
fn the_timeline_plays_week_by_week_and_stops_at_its_end() {
    let mut window = Window::open();
    window.send(Command::SetDate(date(2026, 11, 5)));
    window.start_playing();
    let (mut last, mut days) = (window.state().as_of.date, 0);
    for _ in 0..40 {
        window.frame();
        let day = window.state().as_of.date;
        assert!(day >= last);
        days += i32::from(day != last);
        last = day;
    }
    assert_eq!((last, days), (window.state().today, 3), "two whole weeks and what is left");
    assert!(!window.state().playing);
    window.look();

    // From the end it begins anew.
    window.start_playing();
    window.frame();
    assert!(window.state().as_of.date < date(2024, 1, 1));
    window.send_frames(Command::SetDate(date(2024, 6, 30)));
    assert!(!window.state().playing, "a hand on the date stops it");
    window.look();
}

#[test]
fn a_site_that_is_gone_is_no_trouble() {
    let mut window = Window::open();
    window.send(Command::SelectSite(Some(SiteId("NO-0000".to_owned()))));
    window.press(Key::M);
    window.press(Key::Escape);
    window.press(Key::Escape);
    assert_eq!(window.state().site, None);
}
