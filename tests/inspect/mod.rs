//! An inspector's day: a list by lateness and distance, a round, three touches, a batch.

use egui::Key;
use guatu::app::{Command, Mode, UiCommand, WorkAsk};
use guatu::geom::{LonLat, geodesic_m};
use guatu::plan::Adcode;
use guatu::scene::Theme;
use guatu::site::SiteId;
use guatu::status::Light;
use guatu::text::Lang;

use crate::common::{HUA, Window};

fn inspecting() -> Window {
    let mut window = Window::open_in_autumn_2024();
    window.click("巡查");
    assert_eq!(window.state().mode, Mode::Inspect);
    window
}

/// The rows of the list, by code.
fn rows(window: &Window) -> Vec<String> {
    window.state().work.rows().map(|visit| visit.site.0.clone()).collect()
}

fn ask(window: &mut Window, change: impl FnOnce(&mut guatu::app::WorkFilter)) {
    let mut filter = window.state().work.filter.clone();
    change(&mut filter);
    window.send(Command::Work(WorkAsk::Filter(filter)));
}

/// Sites in a state, in the order of their codes.
fn in_state(window: &Window, wanted: &str, most: usize) -> Vec<String> {
    let state = window.state();
    let sites = state.workspace.register.of_kind("outfall").filter(|site| {
        let now = state.workspace.history.fold(site, state.as_of);
        now.is_some_and(|now| now.state == wanted)
    });
    let mut sites: Vec<String> = sites.map(|site| site.id.0.clone()).collect();
    sites.sort();
    sites.truncate(most);
    sites
}

#[test]
fn the_list_says_how_late_and_how_far_and_is_ordered_by_either() {
    let mut window = inspecting();
    let all = rows(&window);
    assert!(!all.is_empty());
    let pressing: Vec<_> =
        window.state().work.rows().map(|visit| visit.missed.map(|m| m.pressing())).collect();
    assert!(pressing.iter().all(Option::is_some) && pressing.is_sorted(), "late first, all of it open");
    let first = window.state().work.rows().next().expect("a row").clone();
    assert_eq!(first.missed.map(|missed| missed.light), Some(Light::Overdue));
    assert_eq!(first.days_over(window.state().as_of.date), Some(335), "since 2023-10-31");

    window.press(Key::H);
    assert!(window.sees("请在地图上点一下所在处"));
    let at = window.county_on_map("410581");
    window.click_at(at);
    let here = window.state().work.here.expect("a place");
    assert!(window.sees("距离自我的位置起算"));
    assert_eq!(window.state().county, None, "the click chose a place and nothing else");

    window.click("按距离");
    let far: Vec<f64> = window.state().work.rows().map(|visit| geodesic_m(here, visit.at)).collect();
    assert!(far.windows(2).all(|pair| pair[0] <= pair[1] + 5.0), "the nearest first");
    let mut again = rows(&window);
    let mut before = all.clone();
    again.sort();
    before.sort();
    assert_eq!(again, before, "the same sites in another order");

    window.click("按逾期");
    assert_eq!(rows(&window), all);
}

#[test]
fn the_list_is_narrowed_by_county_words_and_pinyin_and_shows_all() {
    let mut window = inspecting();
    let open = rows(&window).len();
    ask(&mut window, |filter| filter.county = Some(Adcode(HUA.to_owned())));
    let hua = rows(&window);
    assert!(!hua.is_empty() && hua.len() < open && hua.iter().all(|site| site.starts_with("HX-")));
    ask(&mut window, |filter| filter.all = true);
    assert!(rows(&window).len() > hua.len());
    let name = window.state().work.rows().next().expect("a row").name.clone();
    let code = rows(&window)[0].clone();
    ask(&mut window, |filter| filter.words = code.to_lowercase());
    assert_eq!(rows(&window), std::slice::from_ref(&code));
    ask(&mut window, |filter| filter.words = guatu::text::Spelled::new(&name).initials().to_owned());
    assert!(rows(&window).contains(&code), "{name} by its initials");
    ask(&mut window, |filter| filter.words = "没有这样的点位".to_owned());
    assert!(rows(&window).is_empty() && window.sees_words("没有符合条件的待办点位"));
}

#[test]
fn without_a_task_the_list_holds_what_any_task_misses() {
    let mut window = inspecting();
    let of_task = rows(&window);
    window.send(Command::SelectTask(None));
    let of_all = rows(&window);
    assert!(of_all.len() > of_task.len() && of_task.iter().all(|site| of_all.contains(site)));
}

#[test]
fn arrows_and_letters_walk_the_list_and_space_ticks() {
    let mut window = inspecting();
    let rows = rows(&window);
    let here = |window: &Window| window.state().site.as_ref().map(|site| site.0.clone());
    window.press(Key::ArrowDown);
    assert_eq!(here(&window), Some(rows[0].clone()));
    window.press(Key::J);
    assert_eq!(here(&window), Some(rows[1].clone()));
    window.press(Key::Space);
    assert!(window.state().work.ticked.contains(&SiteId(rows[1].clone())) && !window.state().playing);
    window.press(Key::ArrowUp);
    assert_eq!(here(&window), Some(rows[0].clone()));
    window.press_shift(Key::M);
    assert!(window.sees("标记 0 个点位"), "Shift+M is not M");
    window.press_shift(Key::M);
    window.press(Key::J);
    window.press(Key::J);
    window.press_shift(Key::J);
    assert_eq!(here(&window), Some(rows[0].clone()));
    window.press(Key::I);
    assert_eq!(window.state().work.ticked.len(), 2);
    window.click(&format!("勾选 {}", rows[1]));
    assert_eq!(window.state().work.ticked.len(), 1);

    // Only the keys are the list's: what is named in words does what it says, and coming here stops the play.
    let task = window.state().task;
    window.send(Command::Ui(UiCommand::NextTask));
    assert_ne!(window.state().task, task);
    window.send_frames(Command::Ui(UiCommand::Play));
    assert!(window.state().playing && window.state().work.ticked.len() == 1);
    window.send(Command::SetMode(Mode::Inspect));
    assert!(!window.state().playing);
}

#[test]
fn a_round_goes_from_the_place_to_the_nearest_and_on_and_is_copied() {
    let mut window = inspecting();
    window.press(Key::O);
    assert!(window.sees("请先在巡查清单里勾选点位"));
    let here = LonLat::new(114.35, 36.1);
    window.send(Command::Work(WorkAsk::Here(Some(here))));
    let chosen: Vec<String> = rows(&window).into_iter().take(6).collect();
    for site in &chosen {
        window.send(Command::Work(WorkAsk::Tick(SiteId(site.clone()))));
    }
    window.press(Key::O);
    let round = window.state().work.round.clone().expect("a round");
    assert_eq!((round.from, round.stops.len()), (here, 6));
    let mut at = here;
    for (i, (_, stop, metres)) in round.stops.iter().enumerate() {
        assert!((geodesic_m(at, *stop) - metres).abs() < 0.001);
        assert!(round.stops[i..].iter().all(|(_, later, _)| geodesic_m(at, *later) > metres - 5.0));
        at = *stop;
    }
    let text = window.click_and_copy("复制路线");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 7);
    assert!(lines[0].starts_with("1\t") && lines[6].starts_with("共 6 处，"), "{text}");
}

#[test]
fn a_mark_is_row_state_save_the_second_time_as_the_first() {
    let mut window = inspecting();
    let sites = in_state(&window, "awaiting_acceptance", 3);
    window.send(Command::SelectSite(Some(SiteId(sites[0].clone()))));
    window.click("已验收");
    window.write("标记人", "王工");
    window.click("保存：已验收");
    assert_eq!(window.site_state(&sites[0]), "accepted");

    // Another day, the program opened again: the name is remembered, and three clicks are enough.
    let mut window = window.open_again();
    window.send(Command::SetMode(Mode::Inspect));
    let marked = in_state(&window, "awaiting_acceptance", 1);
    let [site] = &marked[..] else {
        return; // Today every outfall of the demonstration may be done.
    };
    ask(&mut window, |filter| {
        filter.all = true;
        filter.words = site.to_lowercase();
    });
    window.click_first(&format!("{site} "));
    window.click("已验收");
    window.click("保存：已验收");
    assert_eq!(window.site_state(site), "accepted");
    let event = window.state().workspace.history.events().last().expect("an event");
    assert_eq!((event.by.as_str(), event.effective_on), ("王工", window.state().today));
}

#[test]
fn what_a_state_asks_for_is_told_before_it_is_chosen_and_follows_what_is_given() {
    let mut window = inspecting();
    let site = in_state(&window, "awaiting_acceptance", 1)[0].clone();
    window.send(Command::SelectSite(Some(SiteId(site))));
    assert!(window.sees("已销号须有") && window.sees("还缺 验收单位") && window.sees("还缺 佐证"));
    window.click("已销号");
    window.write("验收单位", "安阳市生态环境局滑县分局");
    assert!(window.sees("已有 验收单位") && window.sees("还缺 佐证"));
    let photo = window.file("photo.jpg");
    std::fs::write(&photo, b"a photo").expect("a file");
    window.drop_file(&photo);
    assert!(window.sees("已有 佐证"));
}

#[test]
fn many_are_marked_at_once_told_who_is_refused_and_taken_back_at_once() {
    let mut window = inspecting();
    let mut sites = in_state(&window, "awaiting_acceptance", 3);
    assert_eq!(sites.len(), 3, "enough to mark");
    sites.push(in_state(&window, "treating", 1)[0].clone());
    for site in &sites {
        window.send(Command::Work(WorkAsk::Tick(SiteId(site.clone()))));
    }
    let events = window.state().workspace.history.len();
    let states = |window: &Window| sites.iter().map(|site| window.site_state(site)).collect::<Vec<_>>();
    let before = states(&window);

    window.click_first("成批标记 ");
    assert!(window.sees("入河排污口 · 完成待验收 · 3 个") && window.sees("入河排污口 · 整治中 · 1 个"));
    window.click("已销号");
    window.write("标记人", "王工");
    assert!(window.sees_words("可标记 0 个，不能标记 3 个"), "closing asks for more");
    assert!(!window.is_enabled("标记 0 个点位"));
    window.click("已验收");
    assert!(window.sees_words("可标记 3 个，不能标记 0 个"));
    // With nothing ticked there is nothing to mark, whatever the form said before.
    window.send(Command::Work(WorkAsk::TickNone));
    assert!(!window.is_enabled("标记 0 个点位"));
    for site in &sites {
        window.send(Command::Work(WorkAsk::Tick(SiteId(site.clone()))));
    }
    window.click("标记 3 个点位");
    assert!(window.sees("3 个点位：已验收"), "{:?}", window.state().notice);
    assert_eq!(window.state().workspace.history.len(), events + 3);
    assert_eq!(states(&window)[..3], ["accepted"; 3]);
    assert!(window.state().work.ticked.is_empty() && window.state().form.is_none());

    window.press_ctrl(Key::Z);
    assert!(window.sees("已撤回：3 个点位：已验收"));
    assert_eq!(states(&window), before);
    assert_eq!(window.state().would_redo().as_deref(), Some("3 个点位：已验收"));
    window.press_ctrl(Key::Y);
    assert_eq!(states(&window)[..3], ["accepted"; 3]);
    assert_eq!(window.state().workspace.history.len(), events + 9, "nothing is ever taken out");
    window.press_ctrl(Key::Z);
    assert_eq!(states(&window), before);
}

#[test]
fn a_history_has_both_days_says_what_was_recorded_late_and_takes_older_records_back_when_sure() {
    let commands = vec![
        Command::DismissWelcome,
        Command::SetDate(jiff::civil::date(2024, 9, 30)),
        Command::SetMode(Mode::Inspect),
    ];
    // High enough for all of the card to be seen at once.
    let mut window = Window::open_as(Lang::Zh, Theme::Light, [1440.0, 1700.0], commands);
    // Nothing of the demonstration's comes after what is marked here.
    let ends = |site: &String| {
        let last = window.state().workspace.history.of_site(&SiteId(site.clone())).last();
        last.is_some_and(|event| event.effective_on < window.state().as_of.date)
    };
    let site = in_state(&window, "treating", 999).into_iter().find(ends).expect("a site without later marks");
    window.send(Command::SelectSite(Some(SiteId(site.clone()))));
    window.click("完成待验收");
    window.write("标记人", "王工");
    window.click("保存：完成待验收");
    window.click("已验收");
    window.click("保存：已验收");
    assert!(window.sees_words("2026-11-24 记录 · 王工") && window.sees_words("迟录 785 天"));
    window.click_first("撤回 2024-09-30 的记录");
    assert_eq!(window.site_state(&site), "accepted", "it was only asked");
    window.click("再点一次：撤回这条记录");
    assert_eq!(window.site_state(&site), "accepted", "the later mark still holds");
    assert!(window.sees_words("王工 于 2026-11-24 撤回"));
}
