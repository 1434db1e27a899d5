//! `verify`: the ledger against itself, the evidence against the ledger.

use serde::Serialize;

use crate::cli::args::{Cli, Format, Verify};
use crate::cli::error::{CliError, Exit};
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::ledger::EventId;
use crate::text::Say;
use crate::workspace::{Verified, verify as examine};

#[derive(Serialize)]
struct Answer {
    device: Option<String>,
    events: usize,
    evidence: usize,
    broken: Vec<BrokenRow>,
    warnings: Vec<String>,
    partial: Vec<Partial>,
}

#[derive(Serialize)]
struct BrokenRow {
    event: Option<EventId>,
    reason: String,
}

#[derive(Serialize)]
struct Partial {
    device: String,
    gaps: usize,
}

/// Prints what is wrong; exit 1 where anything is.
pub(in crate::cli) fn verify(cli: &Cli, _verb: &Verify) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let found = examine(&open::place(cli), open::now(), &mut |_| true);
    let found = found.map_err(|error| CliError::workspace(&error, lang))?;
    let exit = if found.broken.is_empty() { Exit::Done } else { Exit::Findings };
    let Verified { device, events, evidence, broken, warnings, partial, .. } = found;
    let broken: Vec<BrokenRow> = broken
        .into_iter()
        .map(|broken| BrokenRow { event: broken.event, reason: broken.fault.say(lang) })
        .collect();
    let warnings: Vec<String> = warnings.iter().map(|warning| warning.say(lang)).collect();
    let partial: Vec<Partial> = partial.into_iter().map(|(device, gaps)| Partial { device, gaps }).collect();
    if cli.common.format == Format::Json {
        answer::print_json(&Answer { device, events, evidence, broken, warnings, partial });
        return Ok(exit);
    }
    for warning in &warnings {
        answer::complain(&lang.fill("cli.warning", &[("what", warning)]));
    }
    for Partial { device, gaps } in &partial {
        answer::complain(&lang.fill("cli.partial_chain", &[("device", device), ("gaps", &gaps.to_string())]));
    }
    let counts = [events, evidence, broken.len(), warnings.len()].map(|count| count.to_string());
    let mut table =
        Table::new(["event", "reason"].map(|head| lang.get(&format!("cli.head_{head}")).to_owned()));
    for BrokenRow { event, reason } in broken {
        table.row([event.map(|event| event.0).unwrap_or_default(), reason]);
    }
    answer::print(&if cli.common.format == Format::Csv { table.to_csv() } else { table.to_screen() });
    let [events, evidence, broken, warnings] = &counts;
    let counts = [("events", events), ("evidence", evidence), ("broken", broken), ("warnings", warnings)];
    answer::complain(&lang.fill("cli.verified", &counts.map(|(name, count)| (name, count.as_str()))));
    Ok(exit)
}
