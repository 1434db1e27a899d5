//! Which workspace a verb means, and which day.

use std::path::Path;

use jiff::civil::Date;
use jiff::{Timestamp, ZonedDateTime};

use super::args::Cli;
use super::error::CliError;
use crate::ledger::{AsOf, Author};
use crate::plan::{Adcode, TaskNo};
use crate::text::Lang;
use crate::workspace::{Access, Place, Workspace};

/// Today on this machine. A verb and the window ask once.
#[expect(
    clippy::disallowed_methods,
    reason = "the verbs read the clock, the rooms below take dates as values"
)]
pub(super) fn today() -> Date {
    ZonedDateTime::now().date()
}

/// This moment.
#[expect(
    clippy::disallowed_methods,
    reason = "the verbs read the clock, the rooms below take dates as values"
)]
pub(super) fn now() -> Timestamp {
    Timestamp::now()
}

/// Who writes, now.
pub(super) fn author(by: &str) -> Author {
    Author { by: by.to_owned(), recorded_at: now() }
}

/// The day and the clock that were asked for.
pub(super) fn as_of(cli: &Cli) -> AsOf {
    AsOf { date: cli.common.as_of.unwrap_or_else(today), clock: cli.common.clock }
}

/// The workspace that was named; else the current folder if it is one; else the built-in one.
pub(super) fn workspace(cli: &Cli, access: Access) -> Result<Workspace, CliError> {
    let lang = cli.common.lang;
    match (&cli.common.workspace, access) {
        (Some(dir), _) => folder(dir, access, lang),
        (None, _) if is_workspace(Path::new(".")) => folder(Path::new("."), access, lang),
        (None, Access::Read) => Workspace::built_in().map_err(|error| CliError::workspace(&error, lang)),
        (None, Access::Write) => Err(CliError::wrong(lang, "cli.built_in_is_read_only", &[], "")),
    }
}

/// Where the workspace is that was named; else the current folder if it is one; else the built-in one.
pub(super) fn place(cli: &Cli) -> Place {
    match &cli.common.workspace {
        Some(dir) => Place::Folder(dir.clone()),
        None if is_workspace(Path::new(".")) => Place::Folder(".".into()),
        None => Place::BuiltIn,
    }
}

/// A folder as a workspace in which every layer can be read.
pub(super) fn folder(dir: &Path, access: Access, lang: Lang) -> Result<Workspace, CliError> {
    let opened = Workspace::open(dir, access).and_then(Workspace::sound);
    opened.map_err(|error| CliError::workspace(&error, lang))
}

/// Whether a folder is a workspace.
pub(super) fn is_workspace(dir: &Path) -> bool {
    Workspace::is_workspace(dir)
}

/// The county that a person named.
pub(super) fn county(workspace: &Workspace, name: &str, lang: Lang) -> Result<Adcode, CliError> {
    workspace.plan.county_named(name).map(|county| county.adcode.clone()).ok_or_else(|| {
        let known: Vec<&str> = workspace.plan.counties.iter().map(|county| county.name.get(lang)).collect();
        CliError::wrong(lang, "cli.no_such_county", &[("name", name), ("known", &known.join(" "))], name)
    })
}

/// The task that a person named.
pub(super) fn task(workspace: &Workspace, number: u16, lang: Lang) -> Result<TaskNo, CliError> {
    let number = TaskNo(number);
    match workspace.plan.task(number) {
        Some(task) => Ok(task.number),
        None => {
            let last = workspace.plan.tasks.len().to_string();
            let values = [("number", number.to_string()), ("last", last)];
            let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
            Err(CliError::wrong(lang, "cli.no_such_task", &values, &number.to_string()))
        }
    }
}

/// The tasks that a person named; none where all are meant.
pub(super) fn tasks(workspace: &Workspace, numbers: &[u16], lang: Lang) -> Result<Vec<TaskNo>, CliError> {
    numbers.iter().map(|&number| task(workspace, number, lang)).collect()
}

/// The counties that a person named; none where all are meant.
pub(super) fn counties(workspace: &Workspace, names: &[String], lang: Lang) -> Result<Vec<Adcode>, CliError> {
    names.iter().map(|name| county(workspace, name, lang)).collect()
}
