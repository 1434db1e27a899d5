//! The verbs: the same work as the window, without a display, for scripts and servers.
//!
//! Data go to stdout, everything else to stderr. The exit codes are those of `error::Exit`.

mod answer;
mod args;
mod error;
mod open;
mod progress;
mod table;
mod verbs;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Instant;

use clap::error::ErrorKind;

use args::Verb;
use error::{CliError, Exit};

use crate::text::Lang;

/// Runs the program with its arguments, the name of the program first. `started` is the moment at
/// which the process began, for measuring the first frame.
#[must_use]
pub fn run(arguments: Vec<OsString>, started: Instant) -> ExitCode {
    let lang = args::spoken_lang(&arguments);
    let json = args::wants_json(&arguments);
    let cli = match args::parse(arguments, lang) {
        Ok(cli) => cli,
        Err(refusal) => return refuse(&refusal, json, lang),
    };
    let outcome = match &cli.verb {
        None => verbs::window(&cli, started),
        Some(Verb::Init(verb)) => verbs::init(&cli, verb),
        Some(Verb::Status(verb)) => verbs::status(&cli, verb),
        Some(Verb::Explain(verb)) => verbs::explain(&cli, verb),
        Some(Verb::Pace(verb)) => verbs::pace(&cli, verb),
        Some(Verb::Changes(verb)) => verbs::changes(&cli, verb),
        Some(Verb::Sites(verb)) => verbs::sites(&cli, verb),
        Some(Verb::Mark(verb)) => verbs::mark(&cli, verb),
        Some(Verb::Add(verb)) => verbs::add(&cli, verb),
        Some(Verb::Retire(verb)) => verbs::retire(&cli, verb),
        Some(Verb::Undo(verb)) => verbs::undo(&cli, verb),
        Some(Verb::Report(verb)) => verbs::report(&cli, verb),
        Some(Verb::Assign(verb)) => verbs::assign(&cli, verb),
        Some(Verb::Judge(verb)) => verbs::judge(&cli, verb),
        Some(Verb::Conflicts(verb)) => verbs::conflicts(&cli, verb),
        Some(Verb::Settle(verb)) => verbs::settle(&cli, verb),
        Some(Verb::History(verb)) => verbs::history(&cli, verb),
        Some(Verb::Pack(verb)) => verbs::pack(&cli, verb),
        Some(Verb::Merge(verb)) => verbs::merge(&cli, verb),
        Some(Verb::Check(verb)) => verbs::check(&cli, verb),
        Some(Verb::Kinds(verb)) => verbs::kinds(&cli, verb),
        Some(Verb::Snapshot(verb)) => verbs::snapshot(&cli, verb),
        Some(Verb::Verify(verb)) => verbs::verify(&cli, verb),
        Some(Verb::DemoData(verb)) => verbs::demo_data(&cli, verb),
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(error) => {
            error.print(json, lang);
            error.exit().into()
        }
    }
}

/// What clap says of the arguments: help and version are no error; the rest is wrong use.
fn refuse(refusal: &clap::Error, json: bool, lang: Lang) -> ExitCode {
    match refusal.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            answer::print(&refusal.to_string());
            Exit::Done.into()
        }
        _ => {
            let error = CliError::usage(refusal, lang);
            error.print(json, lang);
            error.exit().into()
        }
    }
}
