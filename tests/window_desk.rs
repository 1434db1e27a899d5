//! A person's steps at the desk: the matrix, the playing timeline, a trial, what changed, reports,
//! assignments, and why.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use common::{HUA, Window};
use egui::Key;
use guatu::app::{Command, Period, Speed};
use guatu::geom::LonLat;
use guatu::plan::{Adcode, Measure, Scope, TaskNo};
use guatu::status::{Light, Status};
use guatu::workspace::{Place, create};
use jiff::civil::date;

/// The worst light of a task, in one county or in any.
fn worst(status: &Status, task: TaskNo, county: Option<&str>) -> u8 {
    let cells = status.cells.iter().filter(|cell| cell.task == task);
    let cells = cells.filter(|cell| county.is_none_or(|code| cell.adcode.0 == code));
    cells.map(|cell| cell.light.rank()).min().expect("a cell")
}

fn cell_name(window: &Window, county: &str, task: u16, adcode: &str) -> String {
    format!("{county} 任务 {task} {}", window.cell(task, adcode).light.word(window.state().lang))
}

#[test]
fn the_matrix_is_sorted_by_number_by_the_worst_light_and_by_a_countys_column() {
    let mut window = Window::open_in_autumn_2024();
    let sorted = |window: &Window, county: Option<&str>| {
        let state = window.state();
        state.matrix.tasks.iter().map(|task| worst(&state.status, *task, county)).is_sorted()
    };
    assert!(window.state().matrix.tasks.is_sorted());
    window.click("最差");
    assert!(sorted(&window, None) && window.state().matrix.tasks.len() == 32);
    window.click("滑县");
    window.click("按滑县");
    assert!(sorted(&window, Some(HUA)));
    window.click("编号");
    assert!(window.state().matrix.tasks.is_sorted());
}

#[test]
fn the_matrix_shows_only_a_light_or_an_action_and_all_again() {
    let mut window = Window::open_in_autumn_2024();
    window.click("只看有“逾期”的任务");
    let state = window.state();
    let overdue = Light::Overdue.rank();
    assert!(!state.matrix.tasks.is_empty() && state.matrix.tasks.len() < 32);
    assert!(state.matrix.tasks.iter().all(|task| worst(&state.status, *task, None) == overdue));
    let shown = format!("{} / 32 项", state.matrix.tasks.len());
    assert!(window.sees(&shown));
    window.click("显示全部任务");
    assert_eq!(window.state().matrix.tasks.len(), 32);
    window.send(Command::FilterAction(Some(8)));
    assert_eq!(window.state().matrix.tasks, [TaskNo(22), TaskNo(23), TaskNo(24)]);
    window.send(Command::FilterLight(Some(Light::Unassigned)));
    assert!(window.sees("没有这样的任务。换一盏灯或一个行动。"));
}

#[test]
fn arrows_walk_through_the_cells_and_the_pointer_reads_their_numbers() {
    let mut window = Window::open_in_autumn_2024();
    window.click(&cell_name(&window, "滑县", 22, HUA));
    window.press(Key::ArrowRight);
    assert_eq!(window.state().task, Some(TaskNo(23)));
    window.press(Key::ArrowLeft);
    window.press(Key::ArrowDown);
    assert_eq!(
        (window.state().task, window.state().county.clone()),
        (Some(TaskNo(22)), Some(Adcode("410527".to_owned())))
    );
    window.press(Key::ArrowUp);
    assert_eq!(window.state().county, Some(Adcode(HUA.to_owned())));

    window.point_at(&cell_name(&window, "滑县", 22, HUA));
    let of = window.cell(22, HUA).milestones[1].of.expect("a denominator");
    assert!(window.sees_words(&format!(" / {of} 个，目标 70%")), "the cell reads its milestones");

    // Without the matrix in hand, left and right go from county to county.
    window.press(Key::Escape);
    window.press(Key::ArrowRight);
    assert_eq!(window.state().county, Some(Adcode("410502".to_owned())));
    window.press(Key::ArrowLeft);
    assert_eq!(window.state().county, Some(Adcode("410581".to_owned())));
}

#[test]
fn lights_change_while_the_timeline_plays_and_it_stops_where_the_plan_ends() {
    let mut window = Window::open();
    window.send(Command::SetDate(date(2023, 10, 1)));
    window.click("播放速度 1 周");
    window.click("播放速度 2 周");
    assert_eq!(window.state().speed, Speed::Month);
    window.start_playing();
    let mut seen: Vec<Vec<Light>> = Vec::new();
    for _ in 0..400 {
        window.frame();
        let lights: Vec<Light> = window.state().status.cells.iter().map(|cell| cell.light).collect();
        if seen.last() != Some(&lights) {
            seen.push(lights);
        }
        if !window.state().playing {
            break;
        }
    }
    assert_eq!((window.state().as_of.date, window.state().playing), (date(2025, 12, 31), false));
    assert!(seen.len() > 10, "only {} different pictures", seen.len());
}

#[test]
fn a_dozen_is_tried_seen_removed_and_gone() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("anyang");
    create(&dir, true).expect("a workspace");
    let ledger = || std::fs::read(dir.join("ledger.db")).expect("a ledger");
    let mut window = Window::open_folder(&dir);
    window.send(Command::SetDate(date(2024, 9, 30)));
    let (before, bytes) = (window.state().status.clone(), ledger());
    let counted = |window: &Window| window.cell(22, HUA).milestones[1].counted.expect("a count");
    window.click(&cell_name(&window, "滑县", 22, HUA));
    let start = counted(&window);
    let second = window.state().explanation.as_ref().expect("why").milestones[1].id.clone();
    window.send(Command::Explain(Some(second)));

    window.press(Key::W);
    assert!(window.sees("试算中") && window.sees_words("不写入台账"));
    window.click("试标 12 个，自 2024-09-30");
    assert_eq!(counted(&window), start + 12);
    assert!(window.sees("已试 12 件"));
    window.click_first("移除 HX-");
    assert_eq!(counted(&window), start + 11);
    window.press_ctrl(Key::Z);
    assert_eq!(counted(&window), start, "the rest of the dozen is taken back together");

    let file = window.file("page.svg");
    window.send_and_wait(Command::Snapshot(file.clone()));
    let svg = std::fs::read_to_string(&file).expect("a page");
    assert!(svg.contains("试算"), "what is printed says so");

    window.press(Key::W);
    assert!(!window.sees("试算中"));
    assert_eq!(window.state().status, before);
    assert!(window.state().undo_stack.is_empty());
    assert_eq!(ledger(), bytes, "nothing was written");
}

#[test]
fn a_trial_on_the_built_in_workspace_copies_nothing_and_needs_no_name() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::W);
    window.click(&cell_name(&window, "滑县", 22, HUA));
    window.click_first("试标 ");
    assert!(window.state().workspace.trial_events().len() > 0);
    assert_eq!(window.state().workspace.place, Place::BuiltIn);
    window.click("全部移除");
    assert!(!window.sees_words("已试"));
    window.click("离开试算 W");
    assert!(window.state().trial.is_none());
}

#[test]
fn what_changed_is_listed_with_its_cause_and_leads_to_the_cell() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::B);
    window.click("近一年");
    let changes = window.state().changes.clone().expect("changes");
    assert_eq!((changes.from, changes.to), (date(2023, 9, 30), date(2024, 9, 30)));
    let moved = changes
        .lights()
        .find(|change| change.is_worse() && !change.causes.is_empty())
        .expect("a light moved");
    let county = window.state().workspace.plan.county(&moved.adcode).expect("a county").name.zh.clone();
    window.click_first(&format!(
        "{county} 任务 {} {} → ",
        moved.task,
        moved.before.word(window.state().lang)
    ));
    assert_eq!(
        (window.state().task, window.state().county.as_ref()),
        (Some(moved.task), Some(&moved.adcode))
    );
    assert!(window.sees_words(&moved.causes[0].on.to_string()), "its causes are listed");

    let a_day = Period { from: date(2024, 9, 30), to: date(2024, 9, 30) };
    window.send(Command::Compare(Some(a_day)));
    assert!(window.sees_words("没有灯和数变化"));
    window.click("关闭变化清单");
    assert!(window.state().changes.is_none() && window.sees_words("滑县 任务 22"));
}

#[test]
fn a_county_reports_a_number_with_its_source_and_takes_it_back() {
    let mut window = Window::open_in_autumn_2024();
    let plan = &window.state().workspace.plan;
    let reported = |m: &guatu::plan::Milestone| {
        m.targets.len() == 1
            && m.targets[0].measure == Measure::Reported
            && m.only.is_none()
            && m.targets[0].per_county.is_empty()
    };
    let (task, milestone) = plan
        .milestones()
        .find(|(task, m)| task.scope == Scope::All && reported(m) && m.targets[0].baseline.is_none())
        .map(|(task, m)| (task.number, m.id.clone()))
        .expect("a reported number");
    window.send(Command::SelectCell(task, Adcode(HUA.to_owned())));
    window.send(Command::Explain(Some(milestone.clone())));
    window.press(Key::R);
    assert!(window.sees("填报 · 滑县"));
    window.write("数值", "多");
    assert!(window.sees("写一个数，如 72.5"), "the error stands beside the field");
    assert!(!window.is_enabled("保存填报"));
    window.press(Key::Backspace);
    window.write("数值", "4.5");
    assert!(window.sees("填写来源后才能保存"));
    window.write("来源", "统计月报");
    window.write("标记人", "李四");
    window.click("保存填报");
    let value = |window: &Window| {
        let cell = window.cell(task.0, HUA);
        cell.milestones.iter().find(|m| m.id == milestone).expect("the milestone").value
    };
    assert_eq!(value(&window), Some(4.5), "{:?}", window.state().notice);
    window.send(Command::Explain(Some(milestone.clone())));
    assert!(window.sees_words("统计月报") && window.sees_words("李四"), "its history says from where");
    window.press_ctrl(Key::Z);
    assert_ne!(value(&window), Some(4.5));
    window.send(Command::Explain(Some(milestone.clone())));
    assert!(window.sees_words("撤回"), "what was taken back stays in sight");
    window.press_ctrl_shift(Key::Z);
    assert_eq!(value(&window), Some(4.5));
}

/// Esc closes what is seen, not a form that a site's card hides.
#[test]
fn a_site_that_is_chosen_closes_the_form_under_it() {
    let mut window = Window::open_in_autumn_2024();
    let site = window.state().workspace.register.sites()[0].id.clone();
    window.press(Key::R);
    window.send(Command::SelectSite(Some(site)));
    assert!(window.state().form.is_none());
    window.press(Key::Escape);
    assert!(window.state().site.is_none());
}

#[test]
fn a_relevant_task_is_assigned_by_ticking_counties() {
    let mut window = Window::open_in_autumn_2024();
    let unassigned = |cell: &&guatu::status::Cell| cell.light == Light::Unassigned;
    let task = window.state().status.cells.iter().find(unassigned).expect("a task to assign").task;
    window.send(Command::SelectTask(Some(task)));
    window.press(Key::A);
    assert!(window.sees("分解到县（市、区）"));
    assert!(!window.is_enabled("保存分解：0 个县区"));
    window.click("全选");
    window.write("标记人", "李四");
    window.click("保存分解：9 个县区");
    assert_ne!(window.cell(task.0, HUA).light, Light::Unassigned, "{:?}", window.state().notice);
    window.press_ctrl(Key::Z);
    assert_eq!(window.cell(task.0, HUA).light, Light::Unassigned);
}

#[test]
fn every_number_on_a_card_opens_its_explanation() {
    let mut window = Window::open_in_autumn_2024();
    let city = window.state().city.iter().find(|city| city.task == TaskNo(22)).expect("a task");
    let second = city.milestones[1].id.clone();
    window.send(Command::Explain(Some(second.clone())));
    assert!(window.sees_words("2024-12-31 止"), "the city's number names its days");
    let light = window.cell(22, "410522").light.word(window.state().lang);
    window.click_first(&format!("安阳县 {light}"));
    assert_eq!(window.state().explained, Some(second), "and each county's part leads to its own");
    assert!(window.sees_words("未到"), "with the reason for each site that does not count");
    window.click_first("已计 ");
    let why = window.state().explanation.clone().expect("why");
    let counted = why.milestones[1].sites().iter().find(|site| site.counted).expect("a counted site");
    assert!(window.sees_words(&counted.id.0), "those that count are listed too");
}

/// A field in 滑县 where nothing stands.
const FIELD: LonLat = LonLat::new(114.6, 35.5);

#[test]
fn a_new_site_is_placed_by_a_click_written_down_on_the_card_and_taken_back() {
    let mut window = Window::open_in_autumn_2024();
    let of = |window: &Window| window.cell(22, HUA).milestones[1].of.expect("a denominator");
    let before = of(&window);
    window.go_to(FIELD, 11.0);
    window.press(Key::N);
    assert!(window.sees("在地图上点出它的位置，或写经纬度；按 Esc 取消"));
    assert!(!window.is_enabled("登记") && window.sees("先在地图上点出位置"));
    window.press(Key::Escape);
    assert!(window.state().form.is_none());
    // Outside the city it is told before anything is written.
    window.go_to(LonLat::new(114.605, 35.131), 11.0);
    window.press(Key::N);
    window.click_at(window.on_map(LonLat::new(114.605, 35.131)));
    assert!(window.sees_words("安阳市以外"));
    window.press(Key::Escape);
    window.go_to(FIELD, 11.0);
    window.press(Key::N);
    window.click_at(window.on_map(FIELD));
    let at = window.state().placing().flatten().expect("a place");
    assert!((at.lon - FIELD.lon).abs() < 0.001 && (at.lat - FIELD.lat).abs() < 0.001, "{at:?}");
    // It moves with the next click, and a click on the map chooses nothing meanwhile.
    window.click_at(window.on_map(LonLat::new(114.62, 35.5)));
    assert!(window.state().placing().flatten().expect("a place").lon > 114.61);
    assert!(window.sees("滑县 · 再点地图可以改位置"));
    assert_eq!((&window.state().site, &window.state().county), (&None, &None));
    window.write("名称", "卫河暗管");
    assert!(window.sees("填写姓名后才能保存"));
    window.write("标记人", "王敏");
    window.click("登记");

    let site = window.state().site.clone().expect("the new site is chosen");
    assert!(site.0.starts_with("410526-OUT-"), "{site}");
    assert_eq!(window.site_state(&site.0), "investigated");
    assert_eq!(of(&window), before + 1);
    assert!(window.state().content.spots.iter().any(|spot| spot.site == site), "it is on the map");
    assert!(window.sees_words("登记 · 已排查"), "its history begins with its addition");

    window.press_ctrl(Key::Z);
    assert_eq!((of(&window), window.state().site.clone()), (before, None));
    window.press_ctrl_shift(Key::Z);
    assert_eq!(of(&window), before + 1);
}

#[test]
fn a_site_is_retired_with_a_reason_and_stays_readable() {
    let mut window = Window::open_in_autumn_2024();
    let of = |window: &Window| window.cell(22, HUA).milestones[1].of.expect("a denominator");
    let in_hua = |site: &&guatu::site::Site| site.county.as_ref().is_some_and(|county| county.0 == HUA);
    let site = window.state().workspace.register.of_kind("outfall").find(in_hua).unwrap().id.clone();
    let before = of(&window);
    window.send(Command::SelectSite(Some(site.clone())));
    window.click("让它退出…");
    window.write("标记人", "王敏");
    assert!(window.sees("填写理由后才能保存"));
    window.write("理由", "重复登记");
    window.click("确认退出");
    assert_eq!(of(&window), before - 1);
    assert!(window.sees_words("起退出：重复登记（王敏）"));
    assert!(!window.state().content.spots.iter().any(|spot| spot.site == site), "it is on no map");
    assert!(window.sees_words("退出：重复登记"), "its history stays");
    window.click("撤回这次标记");
    assert_eq!(of(&window), before);
}
