//! `judge`: 人工研判, a person's ruling on a light.

use super::mark::write;
use crate::cli::args::{Cli, Judge};
use crate::cli::error::{CliError, Exit};
use crate::cli::open;
use crate::plan::{MilestoneId, TaskNo};
use crate::workspace::JudgeRequest;

/// Writes a ruling and prints every light it moved.
pub(in crate::cli) fn judge(cli: &Cli, verb: &Judge) -> Result<Exit, CliError> {
    let request = JudgeRequest {
        task: TaskNo(verb.task),
        county: verb.county.clone(),
        milestone: verb.ruled_milestone.clone().map(MilestoneId),
        light: verb.ruled_light,
        on: verb.on,
        why: verb.why.clone(),
    };
    let author = open::author(&verb.by);
    write(cli, |workspace| workspace.judge(&request, &author))
}
