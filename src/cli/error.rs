//! Errors as one line that says what, where and what to do, and the exit codes.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::answer;
use crate::page::PageError;
use crate::text::{Lang, Say};
use crate::workspace::WorkspaceError;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done = 0,
    /// `check` found errors.
    Findings = 1,
    /// Wrong use.
    Usage = 2,
    /// Input or workspace unreadable.
    Unreadable = 3,
    /// The workspace is held by another process.
    Held = 4,
    /// Refused by a rule.
    Refused = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a verb did not do what was asked.
#[derive(Debug)]
pub(super) struct CliError {
    exit: Exit,
    message: String,
    place: String,
}

#[derive(Serialize)]
struct ErrorJson<'a> {
    error: ErrorBody<'a>,
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    code: u8,
    message: &'a str,
    #[serde(rename = "where")]
    place: &'a str,
}

impl CliError {
    /// Wrong use, in the program's own words.
    pub(super) fn wrong(lang: Lang, key: &str, values: &[(&str, &str)], place: &str) -> Self {
        Self { exit: Exit::Usage, message: lang.fill(key, values), place: place.to_owned() }
    }

    /// Wrong use, as clap found it: its first line, which names the argument.
    pub(super) fn usage(refusal: &clap::Error, lang: Lang) -> Self {
        let said = refusal.to_string();
        let first: Vec<&str> = said
            .lines()
            .take_while(|line| !line.starts_with("Usage:"))
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        let what = first.join(" ");
        let what = what.strip_prefix("error: ").unwrap_or(&what);
        Self { exit: Exit::Usage, message: lang.fill("cli.usage", &[("what", what)]), place: String::new() }
    }

    /// What could not be written.
    pub(super) fn write(lang: Lang, path: &Path, error: &std::io::Error) -> Self {
        let path = path.display().to_string();
        let message = lang.fill("cli.cannot_write", &[("path", &path), ("why", &error.to_string())]);
        Self { exit: Exit::Unreadable, message, place: path }
    }

    /// What a room says, in the user's language.
    pub(super) fn workspace(error: &WorkspaceError, lang: Lang) -> Self {
        Self { exit: exit_of(error.code()), message: error.say(lang), place: error.place() }
    }

    /// A page that could not be made.
    pub(super) fn page(error: &PageError, lang: Lang) -> Self {
        Self { exit: exit_of(error.code()), message: error.say(lang), place: String::new() }
    }

    /// The window that could not be opened, or data that cannot be made.
    pub(super) fn unreadable(message: String) -> Self {
        Self { exit: Exit::Unreadable, message, place: String::new() }
    }

    /// As JSON, to stand beside what was done before it.
    pub(super) fn to_json(&self) -> impl Serialize + use<'_> {
        ErrorBody { code: self.exit as u8, message: &self.message, place: &self.place }
    }

    /// The exit code.
    pub(super) fn exit(&self) -> Exit {
        self.exit
    }

    /// One line on stderr, or JSON on stdout.
    pub(super) fn print(&self, json: bool, lang: Lang) {
        // One line whatever a file's name or a library's message holds.
        let message = self.message.replace(['\n', '\r'], " ");
        if json {
            let body = ErrorBody { code: self.exit as u8, message: &message, place: &self.place };
            answer::print_json(&ErrorJson { error: body });
        } else {
            answer::complain(&lang.fill("cli.error", &[("message", &message)]));
        }
    }
}

fn exit_of(code: u8) -> Exit {
    match code {
        2 => Exit::Usage,
        4 => Exit::Held,
        5 => Exit::Refused,
        _ => Exit::Unreadable,
    }
}
