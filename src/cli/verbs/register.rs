//! `add` and `retire`: a site comes into the register, or leaves it.

use std::path::PathBuf;

use jiff::civil::Date;

use super::mark::{WarningRow, field_values, write_warned};
use crate::cli::args::{Add, Cli, Retire};
use crate::cli::error::{CliError, Exit};
use crate::cli::open;
use crate::ledger::Event;
use crate::site::SiteId;
use crate::text::Lang;
use crate::workspace::{AddRequest, RetireRequest, Workspace};

/// Adds a site and prints every light it moved.
pub(in crate::cli) fn add(cli: &Cli, verb: &Add) -> Result<Exit, CliError> {
    let request = AddRequest {
        layer: verb.layer.clone(),
        id: verb.id.clone(),
        name: verb.name.clone(),
        county: verb.county.clone(),
        at: verb.at,
        on: verb.on,
        state: verb.state.clone(),
        set: field_values(&verb.set),
        note: verb.note.clone(),
        evidence: verb.evidence.clone(),
    };
    let (author, lang) = (open::author(&verb.by), cli.common.lang);
    write_warned(cli, |workspace| {
        let doubts = workspace.add_warnings(&request);
        let event = workspace.add_site(&request, &author)?;
        let mut warnings: Vec<WarningRow> =
            doubts.iter().map(|doubt| WarningRow::about(doubt.rule(), doubt, lang)).collect();
        warnings.extend(of_files(workspace, &event, verb.on, &verb.evidence, lang));
        Ok((event, warnings))
    })
}

/// Retires a site and prints every light it moved.
pub(in crate::cli) fn retire(cli: &Cli, verb: &Retire) -> Result<Exit, CliError> {
    let request = RetireRequest {
        site: SiteId(verb.site.clone()),
        on: verb.on,
        why: verb.why.clone(),
        evidence: verb.evidence.clone(),
    };
    let (author, lang) = (open::author(&verb.by), cli.common.lang);
    write_warned(cli, |workspace| {
        let event = workspace.retire(&request, &author)?;
        let warnings = of_files(workspace, &event, verb.on, &verb.evidence, lang);
        Ok((event, warnings))
    })
}

/// What is doubtful about the files that came with an event. That the event took them in says that
/// they can be read.
fn of_files(
    workspace: &Workspace,
    event: &Event,
    on: Date,
    files: &[PathBuf],
    lang: Lang,
) -> Vec<WarningRow> {
    let Some(site) = event.site() else { return Vec::new() };
    let warnings = workspace.file_warnings(&site, on, files).unwrap_or_default();
    warnings.iter().map(|warning| WarningRow::of_file(warning, lang)).collect()
}
