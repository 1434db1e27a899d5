//! `pack`: events and their evidence in one file.

use jiff::civil::Date;
use serde::Serialize;

use crate::cli::args::{Cli, Format, Pack};
use crate::cli::error::{CliError, Exit};
use crate::cli::progress::Line;
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::plan::Adcode;
use crate::workspace::{Access, PackRequest};

#[derive(Serialize)]
struct Answer {
    file: String,
    county: Option<Adcode>,
    since: Option<Date>,
    events: usize,
    evidence: usize,
    left_out: Vec<String>,
}

/// Writes a package and says what is in it.
pub(in crate::cli) fn pack(cli: &Cli, verb: &Pack) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = open::workspace(cli, Access::Read)?;
    let request =
        PackRequest { out: verb.package_out.clone(), county: verb.county.clone(), since: verb.since };
    let mut line = Line::new(lang);
    let packed = workspace.pack(&request, &mut |progress| line.step(progress));
    drop(line);
    let packed = packed.map_err(|error| CliError::workspace(&error, lang))?;
    let file = verb.package_out.display().to_string();
    let (events, evidence) = (packed.events.to_string(), packed.evidence.to_string());
    match cli.common.format {
        Format::Json => answer::print_json(&Answer {
            file,
            county: packed.label.county,
            since: packed.label.since,
            events: packed.events,
            evidence: packed.evidence,
            left_out: packed.left_out.clone(),
        }),
        Format::Csv => {
            let heads = ["cli.merge_file", "cli.pack_events", "cli.merge_evidence", "cli.pack_left_out"];
            let mut table = Table::new(heads.map(|key| lang.get(key)));
            table.row([file, events, evidence, packed.left_out.len().to_string()]);
            answer::print(&table.to_csv());
        }
        Format::Table => {
            let values = [("file", file.as_str()), ("events", &events), ("evidence", &evidence)];
            answer::print(&lang.fill("cli.packed", &values));
        }
    }
    if let Some(first) = packed.left_out.first() {
        let count = packed.left_out.len().to_string();
        answer::complain(&lang.fill("package.warn_left_out", &[("sha256", first), ("count", &count)]));
    }
    Ok(Exit::Done)
}
