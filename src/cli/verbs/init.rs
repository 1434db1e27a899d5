//! `init`: a new workspace in an empty folder.

use crate::cli::answer;
use crate::cli::args::{Cli, DemoData, Init};
use crate::cli::error::{CliError, Exit};
use crate::demo::{Ground, SEED, generate};
use crate::site::Kinds;
use crate::text::Say;
use crate::workspace::create;

/// Makes a workspace with real boundaries and the plan, with or without demonstration records.
pub(in crate::cli) fn init(cli: &Cli, verb: &Init) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    create(&verb.dir, verb.demo).map_err(|error| CliError::workspace(&error, lang))?;
    answer::complain(&lang.fill("cli.made", &[("path", &verb.dir.display().to_string())]));
    Ok(Exit::Done)
}

/// Writes the demonstration records anew from their seed.
pub(in crate::cli) fn demo_data(cli: &Cli, verb: &DemoData) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let ground = Ground::built_in().map_err(|error| CliError::unreadable(error.say(lang)))?;
    let demo = generate(SEED, &Kinds::built_in(), &ground);
    demo.write(&verb.dir).map_err(|error| CliError::unreadable(error.say(lang)))?;
    Ok(Exit::Done)
}
