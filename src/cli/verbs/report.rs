//! `report`: what a county reports on a milestone.

use super::mark::write;
use crate::cli::args::{Cli, Report};
use crate::cli::error::{CliError, Exit};
use crate::cli::open;
use crate::ledger::Said;
use crate::plan::MilestoneId;
use crate::workspace::ReportRequest;

/// Writes a report and prints every light it moved.
pub(in crate::cli) fn report(cli: &Cli, verb: &Report) -> Result<Exit, CliError> {
    let said = match (verb.value, verb.baseline) {
        (Some(value), _) => Said::Value(value),
        (None, Some(value)) => Said::Baseline(value),
        (None, None) => Said::Done(verb.done),
    };
    let request = ReportRequest {
        milestone: MilestoneId(verb.milestone.clone()),
        county: verb.county.clone(),
        target: verb.target,
        said,
        on: verb.on,
        source: verb.source.clone(),
    };
    let author = open::author(&verb.by);
    write(cli, |workspace| workspace.report(&request, &author))
}
