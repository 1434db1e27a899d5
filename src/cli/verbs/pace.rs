//! `pace`: how fast each county moves, how fast it must, and where that leads.

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::args::{Cli, Format, Pace as PaceArgs};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::ledger::Clock;
use crate::status::{PaceRow, WEEKS, paces};
use crate::text::Lang;
use crate::workspace::Access;

#[derive(Serialize)]
struct Answer {
    as_of: Date,
    clock: Clock,
    rule: String,
    /// Over how many weeks the current pace of what is counted is measured.
    weeks: i32,
    paces: Vec<PaceRow>,
}

/// Prints the paces that were asked for.
pub(in crate::cli) fn pace(cli: &Cli, verb: &PaceArgs) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let tasks = open::tasks(&workspace, &verb.task, lang)?;
    let counties = open::counties(&workspace, &verb.county, lang)?;
    let as_of = open::as_of(cli);
    let wanted = |task| tasks.is_empty() || tasks.contains(&task);
    let mut paces = paces(&workspace.inputs(), &workspace.rule, as_of, wanted);
    paces.retain(|row| counties.is_empty() || counties.contains(&row.adcode));
    match cli.common.format {
        Format::Json => answer::print_json(&Answer {
            as_of: as_of.date,
            clock: as_of.clock,
            rule: workspace.rule.id.clone(),
            weeks: WEEKS,
            paces,
        }),
        Format::Csv => answer::print(&table(&paces, lang).to_csv()),
        Format::Table => answer::print(&table(&paces, lang).to_screen()),
    }
    Ok(Exit::Done)
}

fn table(paces: &[PaceRow], lang: Lang) -> Table {
    let heads = [
        "task",
        "county",
        "milestone",
        "number",
        "light",
        "value",
        "comparator",
        "target",
        "unit",
        "deadline",
        "left",
        "counted_in",
        "needed",
        "current",
        "met_on",
        "in_time",
        "remark",
    ];
    let mut table = Table::new(heads.map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    let number =
        |value: Option<f64>| value.map(|v| ((v * 100.0).round() / 100.0).to_string()).unwrap_or_default();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let yes = |yes: bool| lang.get(if yes { "cli.yes" } else { "cli.no" }).to_owned();
    for row in paces {
        let pace = row.pace.as_ref();
        let unit = row.unit.clone().unwrap_or_default();
        let counted_in =
            pace.map(|pace| if pace.in_sites { lang.get("status.sites") } else { unit.as_str() });
        table.row([
            row.task.to_string(),
            row.county.clone(),
            row.milestone.to_string(),
            row.number.map(|number| number.to_string()).unwrap_or_default(),
            row.light.word(lang).to_owned(),
            number(row.value),
            row.comparator.unwrap_or_default().to_owned(),
            number(row.target),
            unit.clone(),
            day(row.deadline),
            number(pace.map(|pace| pace.left)),
            counted_in.unwrap_or_default().to_owned(),
            number(pace.and_then(|pace| pace.needed_per_week)),
            number(pace.and_then(|pace| pace.current_per_week)),
            day(pace.and_then(|pace| pace.met_on)),
            pace.and_then(|pace| pace.in_time).map(yes).unwrap_or_default(),
            row.remark(lang),
        ]);
    }
    table
}
