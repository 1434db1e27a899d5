//! The spreadsheet of a status, read back by another program.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use guatu::ledger::{AsOf, Clock};
use guatu::status::{Light, Status, goals, late, status};
use guatu::text::Lang;
use guatu::workbook::{WorkbookError, workbook};
use guatu::workspace::Workspace;
use jiff::civil::date;

/// The row of the heads, from 0.
const HEADS: usize = 2;

fn autumn(workspace: &Workspace) -> Status {
    status(&workspace.inputs(), &workspace.rule, autumn_2024())
}

fn autumn_2024() -> AsOf {
    AsOf { date: date(2024, 9, 30), clock: Clock::Effect }
}

fn book(workspace: &Workspace, status: &Status, lang: Lang) -> Result<Vec<u8>, WorkbookError> {
    let goals = goals(&workspace.inputs(), &workspace.rule, autumn_2024());
    workbook(workspace, status, &goals, lang)
}

fn sheets(bytes: Vec<u8>) -> Vec<(String, Range<Data>)> {
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    book.worksheets()
}

/// The column under a head.
fn column(sheet: &Range<Data>, head: &str) -> usize {
    let heads = sheet.rows().nth(HEADS).expect("the heads");
    heads.iter().position(|cell| *cell == head).unwrap_or_else(|| panic!("no column {head}"))
}

/// A percentage is a share with a format of percent.
fn number(value: f64, unit: Option<&str>) -> f64 {
    if unit == Some("%") { value / 100.0 } else { value }
}

#[track_caller]
fn is_number(cell: &Data, expected: Option<f64>) {
    match (cell, expected) {
        (Data::Empty, None) => {}
        (Data::Float(found), Some(expected)) => {
            assert!((found - expected).abs() < 1e-9, "{found} {expected}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_matrix_shows_every_light_of_every_task_and_county() {
    let workspace = Workspace::built_in().unwrap();
    let status = autumn(&workspace);
    let (name, matrix) = sheets(book(&workspace, &status, Lang::Zh).unwrap()).remove(0);
    assert_eq!(name, "任务矩阵");
    let words = |row: usize| matrix.get((row, 0)).unwrap().to_string();
    assert!(words(0).contains("安阳"), "{}", words(0));
    for said in ["2024-09-30", "按发生日期", "序时进度", "示例数据"] {
        assert!(words(1).contains(said), "{}", words(1));
    }
    let (tasks, counties) = (workspace.plan.tasks.len(), workspace.plan.counties.len());
    assert_eq!(matrix.rows().count(), HEADS + 1 + tasks);
    for (at, cell) in status.cells.iter().enumerate() {
        let county = column(&matrix, &cell.county);
        let row = matrix.rows().nth(HEADS + 1 + at / counties).unwrap();
        is_number(&row[0], Some(f64::from(cell.task.0)));
        let late = if cell.late { "（迟）" } else { "" };
        assert_eq!(row[county], *format!("{}{late}", cell.light.word(Lang::Zh)).as_str());
    }
}

#[test]
fn numbers_are_numbers_percentages_percentages_and_dates_dates() {
    let workspace = Workspace::built_in().unwrap();
    let status = autumn(&workspace);
    let (_, sheet) = sheets(book(&workspace, &status, Lang::Zh).unwrap()).remove(1);
    let mut rows = sheet.rows().skip(HEADS + 1);
    let at = |head| column(&sheet, head);
    let mut dated = 0;
    let mut percent = 0;
    for cell in &status.cells {
        if cell.milestones.is_empty() {
            let row = rows.next().unwrap();
            assert_eq!(row[at("灯")], *cell.light.word(Lang::Zh));
            assert_eq!(row[at("节点")], Data::Empty);
        }
        for now in &cell.milestones {
            let row = rows.next().unwrap();
            assert_eq!(row[at("节点")], *now.id.0.as_str());
            assert_eq!(row[at("代码")], *cell.adcode.0.as_str(), "a code is no number");
            let unit = now.unit.as_deref();
            is_number(&row[at("数值")], now.value.map(|value| number(value, unit)));
            is_number(&row[at("目标")], now.target.map(|value| number(value, unit)));
            is_number(&row[at("计入")], now.counted.map(|n| n as f64));
            is_number(&row[at("总数")], now.of.map(|n| n as f64));
            is_number(&row[at("滞后点")], now.lag);
            percent += usize::from(unit == Some("%") && now.value.is_some());
            let deadline = match &row[at("期限")] {
                Data::DateTime(day) => {
                    dated += 1;
                    // Days since 1899-12-30, as spreadsheets count.
                    Some(date(1899, 12, 30) + jiff::Span::new().days(day.as_f64() as i64))
                }
                Data::Empty => None,
                other => panic!("{other:?} is no date"),
            };
            assert_eq!(deadline, now.deadline);
        }
    }
    assert!(rows.next().is_none());
    assert!(dated > 100 && percent > 20, "{dated} dates, {percent} percentages");
}

#[test]
fn the_late_list_holds_what_is_late_in_its_order() {
    let workspace = Workspace::built_in().unwrap();
    let status = autumn(&workspace);
    let (_, sheet) = sheets(book(&workspace, &status, Lang::En).unwrap()).remove(2);
    let listed: Vec<(String, String)> = sheet
        .rows()
        .skip(HEADS + 1)
        .map(|row| (row[column(&sheet, "Milestone")].to_string(), row[column(&sheet, "Light")].to_string()))
        .collect();
    let expected: Vec<(String, String)> = late(&status)
        .into_iter()
        .map(|row| (row.now.id.0, row.now.light.word(Lang::En).to_owned()))
        .collect();
    assert!(!expected.is_empty() && expected[0].1 == Light::Overdue.word(Lang::En));
    assert_eq!(listed, expected);
}

#[test]
fn the_same_status_gives_the_same_bytes() {
    let workspace = Workspace::built_in().unwrap();
    let status = autumn(&workspace);
    let first = book(&workspace, &status, Lang::Zh).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(book(&workspace, &status, Lang::Zh).unwrap(), first);
}

#[test]
fn the_goals_stand_with_their_values_year_by_year() {
    let workspace = Workspace::built_in().unwrap();
    let status = autumn(&workspace);
    let (_, sheet) = sheets(book(&workspace, &status, Lang::Zh).unwrap()).remove(3);
    let goals = goals(&workspace.inputs(), &workspace.rule, autumn_2024());
    assert_eq!(sheet.rows().count(), HEADS + 1 + goals.len());
    for (goal, row) in goals.iter().zip(sheet.rows().skip(HEADS + 1)) {
        assert_eq!(row[0], *goal.id.as_str());
        for year in &goal.years {
            let value = year.value.map(|value| number(value, goal.unit.as_deref()));
            is_number(&row[column(&sheet, &year.year.to_string())], value);
        }
    }
}
