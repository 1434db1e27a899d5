//! Evidence in the window: looked at before the mark is saved, shown in the history, opened, copied out.

use std::path::Path;

use egui::Key;
use guatu::app::{Command, EvidenceRef, Look, Mode, PictureSize, State};
use guatu::site::{Site, SiteId};
use guatu::workspace::{Access, Place, Workspace, create};

use crate::common::Window;
use crate::photo::Camera;

/// An outfall under treatment.
fn treated(state: &State) -> Site {
    let is_treated = |site: &&Site| {
        let now = state.workspace.history.fold(site, state.as_of);
        now.is_some_and(|now| now.state == "treating")
    };
    state.workspace.register.of_kind("outfall").find(is_treated).expect("an outfall").clone()
}

fn look_at_all(window: &mut Window) {
    window.look();
    window.wait_for("the pictures", |app| app.state().is_some_and(|state| !state.pictures.are_coming()));
    window.look();
}

/// A window on a site whose mark form is open, its new state chosen.
fn marking() -> (Window, Site) {
    let mut window = Window::open();
    let site = treated(window.state());
    window.send(Command::SetAuthor("王工".to_owned()));
    window.send(Command::SelectSite(Some(site.id.clone())));
    window.send(Command::SetMode(Mode::Inspect));
    window.click("完成待验收");
    (window, site)
}

fn drop_photo(window: &mut Window, name: &str, bytes: &[u8]) {
    let path = window.file(name);
    std::fs::write(&path, bytes).unwrap();
    window.drop_file(&path);
    look_at_all(window);
}

#[test]
fn what_is_doubtful_about_a_dropped_photo_is_said_before_it_is_saved() {
    let (mut window, site) = marking();
    let here = Camera::at(site.point.lon, site.point.lat);
    drop_photo(&mut window, "near.jpg", &here.clone().taken("2026:11:20 10:00:00").jpeg(80, 60));
    assert!(window.sees_words("2026-11-20 10:00 拍摄 · 离点位 0 米"));
    assert!(!window.sees_words("请核对"), "nothing is doubtful about it");
    let far = Camera::at(site.point.lon + 0.02, site.point.lat).taken("2027:01:01 08:00:00");
    drop_photo(&mut window, "far.jpg", &far.jpeg(80, 60));
    assert!(window.sees_words("拍摄地点离点位 1.8 公里"));
    assert!(window.sees_words("拍摄于 2027-01-01，晚于标记日期"));
    drop_photo(&mut window, "liar.jpg", b"no photo");
    assert!(window.sees_words("名称像照片，内容却不是"));
    window.drop_file(Path::new("/no/such/folder/photo.jpg"));
    look_at_all(&mut window);
    assert!(window.sees_words("没有这个文件；请核对路径"));
    window.click("移除 photo.jpg");
    // Doubts are no refusals.
    window.click("保存：完成待验收");
    assert_eq!(window.site_state(&site.id.0), "awaiting_acceptance", "{:?}", window.state().notice);
    let last = window.state().workspace.history.of_site(&site.id).next_back().expect("the mark").clone();
    assert_eq!(last.evidence().len(), 3);
}

#[test]
fn photos_of_a_site_are_opened_from_its_history_one_after_the_other_and_copied_out() {
    let (mut window, site) = marking();
    let here = Camera::at(site.point.lon, site.point.lat).taken("2026:11:20 10:00:00");
    drop_photo(&mut window, "a.jpg", &here.jpeg(80, 60));
    drop_photo(&mut window, "b.png", &here.png(60, 80));
    drop_photo(&mut window, "c.pdf", b"%PDF-1.7 the opinion");
    window.click("保存：完成待验收");
    window.send(Command::SetMode(Mode::Browse));
    window.send(Command::SelectSite(Some(site.id.clone())));
    look_at_all(&mut window);
    let evidence =
        window.state().workspace.history.of_site(&site.id).next_back().unwrap().evidence().to_vec();
    assert_eq!(evidence.len(), 3);

    window.click("2026-11-24 的佐证 1");
    look_at_all(&mut window);
    assert_eq!(window.state().viewing.as_ref(), Some(&evidence[0]));
    assert!(window.sees_words("第 1 件，共 3 件") && window.sees(&evidence[0]));
    window.press(Key::ArrowLeft);
    assert_eq!(window.state().viewing.as_ref(), Some(&evidence[0]), "there is none before the first");
    for hash in &evidence[1..] {
        window.press(Key::ArrowRight);
        look_at_all(&mut window);
        assert_eq!(window.state().viewing.as_ref(), Some(hash));
    }
    window.click("上一件");
    look_at_all(&mut window);
    assert_eq!(window.state().viewing.as_ref(), Some(&evidence[1]));
    let of = EvidenceRef::Kept(evidence[1].clone());
    let Some(Look::Seen(seen)) = window.state().pictures.look(&of, PictureSize::Whole) else {
        panic!("seen")
    };
    let (is_photo, shown) = (seen.file.photo.file_type.is_photo(), seen.picture.is_ok());
    assert_eq!(is_photo, shown, "a photo is shown, a paper is not");
    assert_eq!(window.sees_words("拍摄时间"), is_photo);

    let copy = window.file("copy");
    window.send_and_wait(Command::CopyEvidence(evidence[1].clone(), copy.clone()));
    assert_eq!(guatu::ledger::sha256(&std::fs::read(copy).unwrap()), evidence[1]);

    // The county stays chosen: the key belongs to the viewer, and closes it alone.
    window.press(Key::Escape);
    assert!(window.state().viewing.is_none() && window.state().site.is_some());
}

#[test]
fn a_photo_that_is_gone_or_broken_leaves_a_calm_tile_with_words() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("工作区");
    create(&folder, true).unwrap();
    let workspace = Workspace::open(&folder, Access::Read).unwrap();
    let of = |event: &guatu::ledger::Event| Some((event.site()?, event.evidence().first()?.clone()));
    let (site, hash) =
        workspace.history.events().find_map(of).expect("evidence in the demonstration records");
    drop(workspace);
    let file = folder.join("evidence").join(format!("{hash}.png"));
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(first_tile(&folder, &site, &hash), "照片已损坏");
    std::fs::remove_file(&file).unwrap();
    assert_eq!(first_tile(&folder, &site, &hash), "不在 evidence 文件夹里");
}

/// Opens the viewer on evidence, and tells which words explain that there is no picture.
fn first_tile(folder: &Path, site: &SiteId, hash: &str) -> &'static str {
    let mut window = Window::open_folder(folder);
    window.send(Command::SelectSite(Some(site.clone())));
    window.send(Command::ShowEvidence(Some(hash.to_owned())));
    look_at_all(&mut window);
    let words = ["照片已损坏", "不在 evidence 文件夹里"];
    words.into_iter().find(|words| window.sees_words(words)).expect("words for it")
}

#[test]
fn evidence_of_the_workspace_in_the_program_is_shown_like_any_other() {
    let mut window = Window::open();
    assert_eq!(window.state().workspace.place, Place::BuiltIn);
    let of = |event: &guatu::ledger::Event| Some((event.site()?, event.evidence().first()?.clone()));
    let (site, hash) = window.state().workspace.history.events().find_map(of).expect("evidence");
    window.send(Command::SelectSite(Some(site)));
    window.send(Command::ShowEvidence(Some(hash.clone())));
    look_at_all(&mut window);
    let look = window.state().pictures.look(&EvidenceRef::Kept(hash), PictureSize::Whole);
    assert!(matches!(look, Some(Look::Seen(seen)) if seen.picture.is_ok()), "{look:?}");
}

#[test]
fn a_photo_that_is_dropped_on_a_site_begins_its_mark() {
    let mut window = Window::open();
    let site = treated(window.state());
    window.send(Command::SelectSite(Some(site.id.clone())));
    assert!(!window.state().marking);
    drop_photo(&mut window, "a.jpg", &Camera::default().jpeg(80, 60));
    assert!(window.state().marking);
    assert!(window.sees("移除 a.jpg") && window.sees_words("照片未写明拍摄时间和地点"));
    // The photo stays while the state is chosen.
    window.click("完成待验收");
    window.write("标记人", "王工");
    window.click("保存：完成待验收");
    let last = window.state().workspace.history.of_site(&site.id).next_back().expect("the mark").clone();
    assert_eq!(last.evidence().len(), 1);
}

#[test]
fn a_package_that_is_dropped_on_a_site_is_no_evidence() {
    let mut window = Window::open();
    let site = treated(window.state());
    window.send(Command::SelectSite(Some(site.id.clone())));
    window.drop_file(&window.file("滑县.guatu"));
    assert!(!window.state().marking && !window.sees("移除 滑县.guatu"));
}
