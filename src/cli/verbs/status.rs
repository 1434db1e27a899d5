//! `status`: the lights.

use std::path::Path;

use serde::Serialize;

use crate::cli::args::{Cli, Format, Status as StatusArgs};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::io::write_whole;
use crate::plan::Plan;
use crate::status::{Cell, GoalStatus, MilestoneStatus, Status, goals, status as compute};
use crate::text::{Lang, Say};
use crate::workbook::workbook;
use crate::workspace::{Access, Workspace};

/// The lights, and the plan's overall goals beside them.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    status: Status,
    goals: Vec<GoalStatus>,
}

/// Prints the lights that were asked for, or writes them to a file.
pub(in crate::cli) fn status(cli: &Cli, verb: &StatusArgs) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let tasks = open::tasks(&workspace, &verb.task, lang)?;
    let counties = open::counties(&workspace, &verb.county, lang)?;
    let mut status = compute(&workspace.inputs(), &workspace.rule, open::as_of(cli));
    status.cells.retain(|cell| {
        (tasks.is_empty() || tasks.contains(&cell.task))
            && (counties.is_empty() || counties.contains(&cell.adcode))
            && (verb.light.is_empty() || verb.light.contains(&cell.light))
    });
    let goals = goals(&workspace.inputs(), &workspace.rule, open::as_of(cli));
    let answer = Answer { status, goals };
    let Answer { status, goals } = &answer;
    if let Some(path) = &verb.out {
        write(path, &workspace, &answer, lang)?;
        return Ok(Exit::Done);
    }
    match cli.common.format {
        Format::Json => answer::print_json(&answer),
        Format::Csv => answer::print(&milestones(status, lang).to_csv()),
        Format::Table if tasks.is_empty() && verb.light.is_empty() => {
            answer::print(&matrix(&workspace.plan, status, lang).to_screen());
            if counties.is_empty() {
                answer::print(&goal_table(goals, lang).to_screen());
            }
        }
        Format::Table => answer::print(&milestones(status, lang).to_screen()),
    }
    Ok(Exit::Done)
}

/// Writes the lights to a file of the kind that its ending names.
fn write(path: &Path, workspace: &Workspace, answer: &Answer, lang: Lang) -> Result<(), CliError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let bytes = match ending.to_ascii_lowercase().as_str() {
        "json" => serde_json::to_vec_pretty(answer).unwrap_or_default(),
        "csv" => milestones(&answer.status, lang).to_csv_file().into_bytes(),
        "xlsx" => workbook(workspace, &answer.status, &answer.goals, lang)
            .map_err(|error| CliError::unreadable(error.say(lang)))?,
        _ => {
            let shown = path.display().to_string();
            let values = [("path", shown.as_str()), ("known", ".json .csv .xlsx")];
            return Err(CliError::wrong(lang, "cli.unknown_ending", &values, &shown));
        }
    };
    write_whole(path, &bytes).map_err(|error| CliError::write(lang, path, &error))
}

/// Tasks down, counties across, a word in each cell.
fn matrix(plan: &Plan, status: &Status, lang: Lang) -> Table {
    let mut counties: Vec<&Cell> = Vec::new();
    for cell in &status.cells {
        if !counties.iter().any(|known| known.adcode == cell.adcode) {
            counties.push(cell);
        }
    }
    let head = [lang.get("cli.task").to_owned(), String::new()];
    let names = counties.iter().map(|cell| {
        plan.county(&cell.adcode).map_or_else(|| cell.county.clone(), |c| c.name.get(lang).to_owned())
    });
    let mut table = Table::new(head.into_iter().chain(names));
    for row in status.cells.chunk_by(|a, b| a.task == b.task) {
        let Some(first) = row.first() else { continue };
        let title = plan.task(first.task).map(|task| task.title.get(lang).to_owned()).unwrap_or_default();
        let words = row.iter().map(|cell| word(cell, lang));
        table.row([first.task.to_string(), title].into_iter().chain(words));
    }
    table
}

/// The overall goals, with the city's values year by year.
fn goal_table(goals: &[GoalStatus], lang: Lang) -> Table {
    let heads = ["goal", "metric", "target", "light", "years"];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for goal in goals {
        let late = if goal.late { lang.get("cli.late_mark") } else { "" };
        table.row([
            goal.id.clone(),
            goal.metric.get(lang).to_owned(),
            goal.target_text(),
            format!("{}{late}", goal.light.word(lang)),
            goal.years_text(lang),
        ]);
    }
    table
}

fn word(cell: &Cell, lang: Lang) -> String {
    let word = cell.light.word(lang);
    if cell.late { format!("{word}{}", lang.get("cli.late_mark")) } else { word.to_owned() }
}

/// A row for each milestone of each cell.
fn milestones(status: &Status, lang: Lang) -> Table {
    let heads = [
        "task",
        "county",
        "adcode",
        "light",
        "late",
        "milestone",
        "milestone_light",
        "value",
        "comparator",
        "target",
        "unit",
        "deadline",
        "counted",
        "of",
        "expected",
        "lag",
    ];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for cell in &status.cells {
        if cell.milestones.is_empty() {
            table.row(cell_columns(cell, lang).into_iter().chain(std::iter::repeat_n(String::new(), 11)));
        }
        for milestone in &cell.milestones {
            table.row(cell_columns(cell, lang).into_iter().chain(milestone_columns(milestone, lang)));
        }
    }
    table
}

fn cell_columns(cell: &Cell, lang: Lang) -> [String; 5] {
    let late = if cell.late { lang.get("cli.yes") } else { "" };
    [
        cell.task.to_string(),
        cell.county.clone(),
        cell.adcode.to_string(),
        cell.light.word(lang).to_owned(),
        late.to_owned(),
    ]
}

fn milestone_columns(milestone: &MilestoneStatus, lang: Lang) -> [String; 11] {
    let number =
        |value: Option<f64>| value.map(|v| format!("{}", (v * 100.0).round() / 100.0)).unwrap_or_default();
    let count = |value: Option<usize>| value.map(|v| v.to_string()).unwrap_or_default();
    [
        milestone.id.to_string(),
        milestone.light.word(lang).to_owned(),
        number(milestone.value),
        milestone.comparator.unwrap_or_default().to_owned(),
        number(milestone.target),
        milestone.unit.clone().unwrap_or_default(),
        milestone.deadline.map(|date| date.to_string()).unwrap_or_default(),
        count(milestone.counted),
        count(milestone.of),
        number(milestone.expected),
        number(milestone.lag),
    ]
}
