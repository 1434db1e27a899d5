//! `assign`: which counties a 相关 task binds.

use super::mark::write;
use crate::cli::args::{Assign, Cli};
use crate::cli::error::{CliError, Exit};
use crate::cli::open;
use crate::plan::TaskNo;
use crate::workspace::AssignRequest;

/// Writes an assignment and prints every light it moved.
pub(in crate::cli) fn assign(cli: &Cli, verb: &Assign) -> Result<Exit, CliError> {
    let request = AssignRequest { task: TaskNo(verb.task), counties: verb.county.clone(), on: verb.on };
    let author = open::author(&verb.by);
    write(cli, |workspace| workspace.assign(&request, &author))
}
