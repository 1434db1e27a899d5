//! A person's steps through the views of the left panel.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;
mod inspect;

use common::{HUA, Window};
use egui::Key;
use guatu::app::{Command, Form, Mode, UiCommand, View};
use guatu::plan::{Adcode, MilestoneId, TaskNo};
use guatu::scene::Theme;
use guatu::status::Light;
use guatu::text::Lang;
use jiff::civil::date;

#[test]
fn a_number_key_or_a_tab_changes_what_the_left_panel_shows() {
    let mut window = Window::open_in_autumn_2024();
    assert_eq!(window.state().view, View::Tasks);
    window.press(Key::Num3);
    assert!(window.state().view == View::Late && window.sees_words("滞后清单"));
    window.click("查看期限日历");
    assert!(window.state().view == View::Calendar && window.sees_words("期限日历"));
    window.click("查看任务");
    assert!(window.sees("八 美丽幸福河湖建设"));
}

#[test]
fn a_view_is_found_in_the_palette_and_leads_back_to_browsing() {
    let mut window = Window::open_in_autumn_2024();
    window.send(Command::SetMode(Mode::Inspect));
    window.press_ctrl(Key::K);
    window.type_text("滞后清单");
    window.press(Key::Enter);
    assert_eq!((window.state().mode, window.state().view), (Mode::Browse, View::Late));
}

#[test]
fn a_row_of_the_late_list_leads_to_its_county_and_says_why() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num3);
    window.click_first("逾期 滑县 任务 22");
    assert_eq!(window.state().task, Some(TaskNo(22)));
    assert_eq!(window.state().county, Some(Adcode(HUA.to_owned())));
    assert!(window.sees("为什么？"));
    assert_eq!(window.state().view, View::Late, "the list stays open");
    assert_eq!(
        window.state().explained,
        Some(MilestoneId("T22-M1".to_owned())),
        "its own milestone is explained"
    );
}

#[test]
fn the_late_list_is_narrowed_by_light_and_by_words_and_copied() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num3);
    let all = window.state().views.late_shown.len();
    let overdue = window.state().views.late.iter().filter(|row| row.now.light == Light::Overdue).count();
    assert!(overdue > 0 && overdue < all);
    window.click(&format!("逾期 {overdue}"));
    assert_eq!(window.state().views.late_shown.len(), overdue);
    window.click("全部");
    window.write("筛选文字", "排污口");
    let shown = window.state().views.late_shown.len();
    assert!(shown > 0 && shown < all, "{shown} of {all}");
    let copied = window.click_and_copy("复制表格");
    assert_eq!(copied.lines().count(), shown + 1, "{copied}");
    assert!(copied.starts_with("灯\t县区\t任务编号"), "{copied}");
}

#[test]
fn a_head_of_the_late_list_orders_it_and_a_second_click_lets_it_be() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num3);
    let tasks = |window: &Window| window.state().views.late_rows().map(|row| row.task).collect::<Vec<_>>();
    let worst_first = tasks(&window);
    window.click("按任务节点排序");
    assert!(tasks(&window).is_sorted() && !worst_first.is_sorted());
    window.click("按任务节点排序");
    assert_eq!(tasks(&window), worst_first);
}

#[test]
fn the_late_list_follows_the_day() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num3);
    let autumn = window.state().views.late.clone();
    window.send(Command::SetDate(date(2023, 10, 15)));
    assert_ne!(window.state().views.late, autumn);
    assert!(window.state().views.late.iter().all(|row| row.now.light != Light::Overdue));
}

#[test]
fn a_body_unfolds_to_its_tasks_and_a_task_is_chosen_there() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num2);
    window.click("牵头");
    window.click_first("市自然资源和规划局 ");
    window.click_first("24 ");
    assert_eq!(window.state().task, Some(TaskNo(24)));
}

#[test]
fn bodies_show_the_lights_of_the_chosen_county() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num2);
    let city = window.state().views.bodies.clone();
    window.send(Command::SelectCounty(Some(Adcode(HUA.to_owned()))));
    assert_ne!(window.state().views.bodies, city);
    assert!(window.sees_words("滑县 · 按部门"));
}

#[test]
fn a_county_without_a_task_shows_its_duties_with_lag_and_lateness() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Escape);
    window.send(Command::SelectCounty(Some(Adcode(HUA.to_owned()))));
    let ranks: Vec<u8> = window.state().views.county_tasks.iter().map(|task| task.light.rank()).collect();
    assert!(ranks.is_sorted(), "{ranks:?}");
    let overdue = "22 建设美丽幸福河湖 逾期";
    assert!(window.sees_words("差 ") && window.sees_words("逾期 335 天"));
    window.click_first(overdue);
    assert_eq!(window.state().task, Some(TaskNo(22)));
}

#[test]
fn the_calendar_names_the_next_deadline_first_and_a_day_can_be_looked_at() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num4);
    assert_eq!(window.state().views.days[0].day, date(2024, 12, 31));
    assert!(window.sees("2024-12-31 还有 92 天"));
    let month = window.place("2024-12 · 8 项");
    window.double_click_at(month.center());
    assert_eq!(window.state().as_of.date, date(2024, 12, 31));
    assert!(window.sees("2024-12-31 当日到期"));
}

#[test]
fn a_light_of_the_calendar_chooses_task_and_county() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num4);
    window.click_first("滑县 T22-M2 ");
    assert_eq!(window.state().task, Some(TaskNo(22)));
    assert_eq!(window.state().county, Some(Adcode(HUA.to_owned())));
}

#[test]
fn the_goals_show_their_years_and_lead_to_their_sentence() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num5);
    let goals = window.state().views.goals.clone();
    assert_eq!(goals.len(), window.state().workspace.plan.goals.len());
    let reported = goals.iter().find(|goal| goal.value.is_some()).expect("a reported goal");
    assert!(window.sees_words(&reported.years_text(Lang::Zh)), "{}", reported.years_text(Lang::Zh));
    window.click_first("G1 ");
    assert_eq!(window.state().view, View::Text);
    assert_eq!(window.state().views.reading, Some(MilestoneId("G1".to_owned())));
    assert_eq!(window.state().task, Some(TaskNo(22)), "a goal is of no task");

    window.send(Command::SetDate(date(2023, 10, 15)));
    assert_ne!(window.state().views.goals, goals, "goals follow the day");
}

#[test]
fn the_city_reports_a_goal_where_it_stands() {
    let mut window = Window::open_in_autumn_2024();
    window.send(Command::SetAuthor("王工".to_owned()));
    window.press(Key::Num5);
    let form = Form::Report(MilestoneId("G1".to_owned()));
    window.send(Command::OpenForm(Some(form)));
    window.write("数值", "48.5");
    window.write("来源", "环境质量月报");
    window.click("保存填报");
    let goal = window.state().views.goals[0].clone();
    assert_eq!((goal.id.as_str(), goal.value), ("G1", Some(48.5)), "{:?}", window.state().notice);
    assert_eq!(goal.years.last().map(|year| year.source.as_str()), Some("环境质量月报"));
}

#[test]
fn a_milestone_leads_to_its_sentence_in_the_plan() {
    let autumn = vec![Command::DismissWelcome, Command::SetDate(date(2024, 9, 30))];
    // High enough for a card with its whole why.
    let mut window = Window::open_as(Lang::Zh, Theme::Light, [1440.0, 1600.0], autumn);
    window.click_first("滑县 任务 22");
    // The matrix gives its room to the card.
    window.press(Key::X);
    window.click_first("原文 入河排污口整治70%");
    assert_eq!(window.state().view, View::Text);
    assert_eq!(window.state().views.reading, Some(MilestoneId("T22-M2".to_owned())));
    assert!(window.sees_words("2024年年底前,完成入河排污口70%整治任务"));
    assert_eq!(window.state().county, Some(Adcode(HUA.to_owned())), "the choice of the county stays");
    window.click_first("原文： 主要河流及重点湖库");
    assert_eq!(window.state().views.reading, Some(MilestoneId("T22-M1".to_owned())));
}

#[test]
fn a_sentence_of_the_plan_is_found_in_the_palette() {
    let mut window = Window::open_in_autumn_2024();
    window.press_ctrl(Key::K);
    window.type_text("国控点3公里");
    window.press(Key::Enter);
    assert_eq!(window.state().view, View::Text);
    assert_eq!(window.state().task, Some(TaskNo(15)));
    assert!(window.state().views.reading.is_some());
}

#[test]
fn the_plan_is_searched_by_its_own_words() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num6);
    window.write("搜索原文", "3公里");
    assert!(window.sees_words("找到 1 处") && window.sees_words("国控点"));
    assert!(!window.sees_words("美丽幸福河湖建设行动"));
    window.write("搜索原文", "没有这样的话");
    assert!(window.sees_words("原文里没有"));
}

#[test]
fn the_contents_lead_into_the_text() {
    let mut window = Window::open_in_autumn_2024();
    window.press(Key::Num6);
    window.click("目录");
    assert!(!window.sees_words("围绕到2025年年底我市环境空气质量"), "only titles");
    window.click_first("2 加快钢铁行业整合升级");
    assert_eq!(window.state().task, Some(TaskNo(2)));
    assert!(window.sees_words("围绕到2025年年底我市环境空气质量"));
}

#[test]
fn every_view_rests_and_fits_in_both_languages_and_in_a_small_window() {
    for (lang, theme) in [(Lang::Zh, Theme::Light), (Lang::En, Theme::Dark)] {
        let day = Command::SetDate(date(2024, 9, 30));
        let mut window = Window::open_as(lang, theme, [1280.0, 720.0], vec![Command::DismissWelcome, day]);
        for view in View::ALL {
            window.send(Command::Ui(UiCommand::View(view)));
            window.send(Command::SelectCell(TaskNo(20), Adcode(HUA.to_owned())));
            assert_eq!(window.state().view, view);
        }
    }
}
