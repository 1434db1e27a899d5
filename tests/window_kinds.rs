//! Kinds of site in the window: the list of layers, and fields that are changed alone.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::Window;
use egui::Key;
use guatu::app::Command;
use guatu::plan::TaskNo;

#[test]
fn the_layer_list_shows_and_hides_and_the_next_task_chooses_again() {
    let mut window = Window::open_in_autumn_2024();
    let kinds = |window: &Window| {
        let state = window.state();
        let of =
            |spot: &guatu::scene::Spot| state.workspace.register.get(&spot.site).map(|s| s.layer.clone());
        state.content.spots.iter().filter_map(of).collect::<std::collections::BTreeSet<String>>()
    };
    assert!(kinds(&window).contains("outfalls") && !kinds(&window).contains("legacy_mines"));
    window.press(Key::G);
    let outfalls = window.state().workspace.register.of_kind("outfall").count();
    window.click(&format!("入河排污口 {outfalls}"));
    assert!(!kinds(&window).contains("outfalls"), "hidden");
    window.press(Key::V);
    assert!(kinds(&window).contains("outfalls"), "by the task again");

    window.send(Command::ToggleLayer("legacy_mines".to_owned()));
    assert!(kinds(&window).contains("legacy_mines") && kinds(&window).contains("outfalls"));
    window.send(Command::SelectTask(Some(TaskNo(20))));
    assert_eq!(kinds(&window).into_iter().collect::<Vec<_>>(), ["black_odorous_waters"]);
    window.send(Command::SelectTask(None));
    let card = ["black_odorous_waters", "legacy_mines", "monitoring_points", "outfalls"];
    assert_eq!(kinds(&window).into_iter().collect::<Vec<_>>(), card, "without a task: the city's card");
    window.send(Command::ShowLayers(Vec::new()));
    assert!(window.state().content.spots.is_empty());
    window.press(Key::G);
    assert!(!window.state().show_layers);
}

#[test]
fn a_field_is_changed_on_the_card_while_the_state_stays() {
    let mut window = Window::open_in_autumn_2024();
    let state = window.state();
    let registered = |site: &&guatu::site::Site| state.workspace.history.fold(site, state.as_of).is_some();
    let site = state.workspace.register.of_kind("legacy_mine").find(registered).expect("a mine").clone();
    window.send(Command::SetAuthor("王工".to_owned()));
    window.send(Command::SelectSite(Some(site.id.clone())));
    window.press(Key::M);
    window.click("修改字段");
    window.write("矿种", "石灰岩二");
    window.click("保存 1 个字段");
    let state = window.state();
    let site = state.workspace.register.get(&site.id).expect("the site");
    let event = state.workspace.history.of_site(&site.id).last().expect("an event");
    let guatu::ledger::Body::Mark { from, to, set, .. } = &event.body else { panic!("a mark") };
    assert_eq!((from, set["mineral"].to_string().as_str()), (to, "石灰岩二"));
    let old = site.fields.get("mineral").map(ToString::to_string).unwrap_or_default();
    let words = format!("{old} → 石灰岩二");
    assert!(window.sees_words(&words), "the history says {words}");
}
