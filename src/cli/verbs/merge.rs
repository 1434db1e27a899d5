//! `merge`: packages taken in one after the other, each whole or not at all.

use std::path::Path;

use serde::Serialize;

use crate::cli::args::{Cli, Format, Merge};
use crate::cli::error::{CliError, Exit};
use crate::cli::progress::Line;
use crate::cli::table::Table;
use crate::cli::{answer, open};
use crate::ledger::{EventId, Subject};
use crate::plan::Adcode;
use crate::text::{Lang, Say, one_line};
use crate::workspace::{Access, MergeWarning, Merged, Workspace};

#[derive(Serialize)]
struct Answer<E> {
    new: usize,
    known: usize,
    conflicts: Vec<ConflictRow>,
    evidence: usize,
    gaps: usize,
    packages: Vec<PackageRow>,
    warnings: Vec<WarningRow>,
    /// Why the rest of the packages was not looked at.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<E>,
}

#[derive(Serialize)]
struct ConflictRow {
    site: Option<String>,
    field: String,
    events: Vec<EventId>,
}

#[derive(Serialize)]
struct PackageRow {
    file: String,
    county: Option<Adcode>,
    new: usize,
    known: usize,
    evidence: usize,
}

#[derive(Serialize)]
struct WarningRow {
    file: String,
    rule: &'static str,
    message: String,
}

/// Takes packages in and says what came of it. The first that is refused ends it; those before it stay.
pub(in crate::cli) fn merge(cli: &Cli, verb: &Merge) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let mut workspace = open::workspace(cli, Access::Write)?;
    let mut done: Vec<(String, Merged)> = Vec::new();
    let mut failed = None;
    for path in &verb.packages {
        match take(&mut workspace, path, lang) {
            Ok(merged) => done.push((one_line(&path.display().to_string()), merged)),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    match failed {
        Some(error) if done.is_empty() => return Err(error),
        _ => {}
    }
    let conflicts = conflicts(&done);
    let refused = done.iter().flat_map(|(_, merged)| &merged.warnings).any(MergeWarning::is_refusal);
    let exit = if refused { Exit::Findings } else { Exit::Done };
    match cli.common.format {
        Format::Json => {
            answer::print_json(&Answer {
                new: done.iter().map(|(_, merged)| merged.new).sum(),
                known: done.iter().map(|(_, merged)| merged.known).sum(),
                evidence: done.iter().map(|(_, merged)| merged.evidence).sum(),
                gaps: done.iter().map(|(_, merged)| merged.gaps).sum(),
                conflicts,
                packages: done.iter().map(|(file, merged)| row(file, merged)).collect(),
                warnings: warnings(&done, lang),
                error: failed.as_ref().map(CliError::to_json),
            });
            return Ok(failed.map_or(exit, |error| error.exit()));
        }
        Format::Csv => answer::print(&table(&workspace, &done, lang).to_csv()),
        Format::Table => {
            answer::print(&table(&workspace, &done, lang).to_screen());
            if !conflicts.is_empty() {
                answer::print(&lang.fill("cli.merge_conflicts", &[("count", &conflicts.len().to_string())]));
            }
        }
    }
    for warning in warnings(&done, lang) {
        let values = [("file", warning.file.as_str()), ("message", &warning.message)];
        answer::complain(&lang.fill("cli.merge_warning", &values));
    }
    failed.map_or(Ok(exit), Err)
}

fn take(workspace: &mut Workspace, path: &Path, lang: Lang) -> Result<Merged, CliError> {
    let mut line = Line::new(lang);
    let merged = workspace.merge(path, open::now(), &mut |progress| line.step(progress));
    drop(line);
    merged.map_err(|error| CliError::workspace(&error, lang))
}

/// The conflicts that are open after the last package.
fn conflicts(done: &[(String, Merged)]) -> Vec<ConflictRow> {
    let open = done.last().into_iter().flat_map(|(_, merged)| &merged.conflicts);
    open.map(|conflict| ConflictRow {
        site: match &conflict.subject {
            Subject::Site(site) => Some(site.0.clone()),
            _ => None,
        },
        field: conflict.field.clone(),
        events: conflict.sides.iter().map(|side| side.event.clone()).collect(),
    })
    .collect()
}

fn row(file: &str, merged: &Merged) -> PackageRow {
    let county = merged.label.county.clone();
    let Merged { new, known, evidence, .. } = *merged;
    PackageRow { file: file.to_owned(), county, new, known, evidence }
}

fn warnings(done: &[(String, Merged)], lang: Lang) -> Vec<WarningRow> {
    let of = |(file, merged): &(String, Merged)| {
        let row = |warning: &MergeWarning| WarningRow {
            file: file.clone(),
            rule: warning.rule(),
            message: warning.say(lang),
        };
        merged.warnings.iter().map(row).collect::<Vec<_>>()
    };
    done.iter().flat_map(of).collect()
}

fn table(workspace: &Workspace, done: &[(String, Merged)], lang: Lang) -> Table {
    let heads =
        ["cli.merge_file", "cli.merge_county", "cli.merge_new", "cli.merge_known", "cli.merge_evidence"];
    let mut table = Table::new(heads.map(|key| lang.get(key)));
    for (file, merged) in done {
        let named = merged.label.county.as_ref().map(|adcode| {
            let known = workspace.plan.county_named(&adcode.0);
            known.map_or(adcode.0.clone(), |county| county.name.get(lang).to_owned())
        });
        table.row([
            file.clone(),
            named.unwrap_or_else(|| lang.get("cli.merge_whole").to_owned()),
            merged.new.to_string(),
            merged.known.to_string(),
            merged.evidence.to_string(),
        ]);
    }
    table
}
