//! `changes`: what moved between two days, and what happened in between.

use super::mark::light_text;
use crate::cli::args::{Changes as ChangesArgs, Cli, Format};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::status::{Cause, Change, Changes, Moved, NumberMoved, changes as compute};
use crate::text::Lang;
use crate::workspace::Access;

/// Prints the lights and numbers that moved, each with its causes.
pub(in crate::cli) fn changes(cli: &Cli, verb: &ChangesArgs) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let tasks = open::tasks(&workspace, &verb.task, lang)?;
    let counties = open::counties(&workspace, &verb.county, lang)?;
    let as_of = open::as_of(cli);
    let to = verb.to.unwrap_or(as_of.date);
    let mut changes = compute(&workspace.inputs(), &workspace.rule, verb.from, to, as_of.clock);
    changes.cells.retain(|change| {
        (tasks.is_empty() || tasks.contains(&change.task))
            && (counties.is_empty() || counties.contains(&change.adcode))
    });
    match cli.common.format {
        Format::Json => answer::print_json(&changes),
        Format::Csv => answer::print(&table(&changes, lang).to_csv()),
        Format::Table => {
            answer::print(&text(&changes, lang));
            let count = |n: usize| n.to_string();
            let values = [
                ("from", changes.from.to_string()),
                ("to", changes.to.to_string()),
                ("cells", count(changes.cells.len())),
                ("lights", count(changes.lights().count())),
            ];
            let key = if changes.cells.is_empty() { "cli.nothing_changed" } else { "cli.changed" };
            answer::complain(
                &lang.fill(key, &values.each_ref().map(|(name, value)| (*name, value.as_str()))),
            );
        }
    }
    Ok(Exit::Done)
}

/// A few lines for each cell: the light, its numbers, the causes.
fn text(changes: &Changes, lang: Lang) -> String {
    let mut lines = Vec::new();
    for change in &changes.cells {
        if change.before != change.after {
            lines.push(light_text(&moved(change), lang));
        }
        lines.extend(change.numbers.iter().map(|number| number.to_text(lang)));
        lines.extend(change.causes.iter().map(|cause| format!("  - {}", cause_text(cause, lang))));
        if change.causes.is_empty() {
            lines.push(format!("  - {}", lang.get("cli.by_time")));
        }
    }
    lines.join("\n")
}

fn cause_text(cause: &Cause, lang: Lang) -> String {
    let (on, what) = (cause.on.to_string(), cause.what.get(lang));
    if cause.by.is_empty() {
        return format!("{on} {what}");
    }
    lang.fill("cli.cause", &[("on", &on), ("what", what), ("by", &cause.by)])
}

fn moved(change: &Change) -> Moved {
    let county = change.county.clone();
    Moved { task: change.task, county, before: change.before, after: change.after }
}

/// A row for the light, one for each number that moved, and one for each cause.
fn table(changes: &Changes, lang: Lang) -> Table {
    let heads = [
        "task",
        "county",
        "adcode",
        "light",
        "milestone",
        "before",
        "after",
        "unit",
        "on",
        "event",
        "site",
        "by",
        "what",
    ];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for change in &changes.cells {
        let head = [change.task.to_string(), change.county.clone(), change.adcode.to_string()];
        let mut row = |rest: [String; 10]| table.row(head.iter().cloned().chain(rest));
        if change.before != change.after {
            let [before, after] = [change.before, change.after].map(|light| light.word(lang).to_owned());
            row(columns([(0, after.clone()), (2, before), (3, after)]));
        }
        for number in &change.numbers {
            row(number_columns(number));
        }
        for cause in &change.causes {
            row(cause_columns(cause, lang));
        }
    }
    table
}

fn number_columns(moved: &NumberMoved) -> [String; 10] {
    let value = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    columns([
        (1, moved.milestone.to_string()),
        (2, value(moved.before.value)),
        (3, value(moved.after.value)),
        (4, moved.after.unit.clone().or_else(|| moved.before.unit.clone()).unwrap_or_default()),
    ])
}

fn cause_columns(cause: &Cause, lang: Lang) -> [String; 10] {
    columns([
        (5, cause.on.to_string()),
        (6, cause.event.as_ref().map(ToString::to_string).unwrap_or_default()),
        (7, cause.site.as_ref().map(ToString::to_string).unwrap_or_default()),
        (8, cause.by.clone()),
        (9, cause.what.get(lang).to_owned()),
    ])
}

/// The named ones of the columns behind the county, the others empty.
fn columns<const N: usize>(named: [(usize, String); N]) -> [String; 10] {
    let mut columns: [String; 10] = Default::default();
    for (at, words) in named {
        if let Some(column) = columns.get_mut(at) {
            *column = words;
        }
    }
    columns
}
