//! The arguments. Their help comes from the text files, in the language that is asked for.

mod register;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::ledger::{Clock, Ruled};
use crate::status::Light;
use crate::text::Lang;

pub(super) use register::{Add, Retire};

#[derive(Debug, Parser)]
#[command(name = "guatu", version, disable_help_subcommand = true)]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) common: Common,
    pub(super) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(super) window: WindowArgs,
    #[command(subcommand)]
    pub(super) verb: Option<Verb>,
}

/// What every verb takes.
#[derive(Debug, Args)]
pub(super) struct Common {
    #[arg(short, long, global = true, value_name = "DIR")]
    pub(super) workspace: Option<PathBuf>,
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<Date>,
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(super) clock: Clock,
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(super) format: Format,
    #[arg(long, global = true, value_enum, default_value_t)]
    pub(super) lang: Lang,
}

/// For pictures of the window and for measuring its start; not for daily use.
#[derive(Debug, Args)]
pub(super) struct WindowArgs {
    #[arg(long, hide = true, value_name = "FILE.png")]
    pub(super) screenshot: Option<PathBuf>,
    #[arg(long, hide = true)]
    pub(super) dark: bool,
    #[arg(long, hide = true, value_name = "WxH", value_parser = width_height)]
    pub(super) window_size: Option<[f32; 2]>,
    #[arg(long, hide = true)]
    pub(super) first_frame: bool,
    #[arg(long, hide = true, value_name = "N")]
    pub(super) show_task: Option<u16>,
    #[arg(long, hide = true, value_name = "ADCODE")]
    pub(super) show_county: Option<String>,
    #[arg(long, hide = true, value_name = "ID")]
    pub(super) show_site: Option<String>,
    #[arg(long, hide = true, value_name = "MODE", value_parser = ["browse", "inspect", "briefing"])]
    pub(super) show_mode: Option<String>,
    #[arg(long, hide = true, value_name = "VIEW", value_parser = ["tasks", "departments", "late", "calendar", "goals", "text"])]
    pub(super) show_view: Option<String>,
    #[arg(long, hide = true, value_name = "ID")]
    pub(super) show_sentence: Option<String>,
    /// Commands by their names, in order.
    #[arg(long, hide = true, value_name = "COMMAND", value_delimiter = ',')]
    pub(super) show_after: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    #[default]
    Table,
    Json,
    Csv,
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Init(Init),
    Status(Status),
    Explain(Explain),
    Pace(Pace),
    Changes(Changes),
    Sites(Sites),
    Mark(Mark),
    Add(Add),
    Retire(Retire),
    Undo(Undo),
    Report(Report),
    Assign(Assign),
    Judge(Judge),
    Conflicts(Conflicts),
    Settle(Settle),
    History(History),
    Pack(Pack),
    Merge(Merge),
    Check(Check),
    Kinds(Kinds),
    Snapshot(Snapshot),
    Verify(Verify),
    /// Writes the demonstration workspace anew from its seed.
    #[command(hide = true)]
    DemoData(DemoData),
}

#[derive(Debug, Args)]
pub(super) struct Init {
    pub(super) dir: PathBuf,
    #[arg(long)]
    pub(super) demo: bool,
}

#[derive(Debug, Args)]
pub(super) struct Status {
    #[arg(long, value_name = "N", action = clap::ArgAction::Append)]
    pub(super) task: Vec<u16>,
    #[arg(long, value_name = "NAME", action = clap::ArgAction::Append)]
    pub(super) county: Vec<String>,
    #[arg(long, value_enum, action = clap::ArgAction::Append)]
    pub(super) light: Vec<Light>,
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    #[arg(long, value_name = "N")]
    pub(super) task: u16,
    #[arg(long, value_name = "NAME")]
    pub(super) county: String,
}

#[derive(Debug, Args)]
pub(super) struct Pace {
    #[arg(long, value_name = "N", action = clap::ArgAction::Append)]
    pub(super) task: Vec<u16>,
    #[arg(long, value_name = "NAME", action = clap::ArgAction::Append)]
    pub(super) county: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Changes {
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) from: Date,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) to: Option<Date>,
    #[arg(long, value_name = "N", action = clap::ArgAction::Append)]
    pub(super) task: Vec<u16>,
    #[arg(long, value_name = "NAME", action = clap::ArgAction::Append)]
    pub(super) county: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Sites {
    #[arg(long)]
    pub(super) layer: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) county: Option<String>,
    #[arg(long)]
    pub(super) state: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Mark {
    pub(super) site: String,
    // Left out, the site keeps its state and only fields, note or evidence are recorded.
    #[arg(long, required_unless_present_any = ["set", "note", "evidence"])]
    pub(super) state: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) on: Date,
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
    #[arg(long)]
    pub(super) note: Option<String>,
    #[arg(long, value_name = "FILE", action = clap::ArgAction::Append)]
    pub(super) evidence: Vec<PathBuf>,
    #[arg(long, value_name = "KEY=VALUE", action = clap::ArgAction::Append, value_parser = key_value)]
    pub(super) set: Vec<(String, String)>,
}

#[derive(Debug, Args)]
pub(super) struct Undo {
    pub(super) event: String,
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("said").required(true).args(["value", "baseline", "done", "not_done"]))]
pub(super) struct Report {
    #[arg(long, value_name = "ID")]
    pub(super) milestone: String,
    #[arg(long, value_name = "NAME")]
    pub(super) county: String,
    #[arg(long, value_name = "V", allow_negative_numbers = true)]
    pub(super) value: Option<f64>,
    #[arg(long, value_name = "V", allow_negative_numbers = true)]
    pub(super) baseline: Option<f64>,
    #[arg(long)]
    pub(super) done: bool,
    #[arg(long)]
    pub(super) not_done: bool,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) target: usize,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) on: Date,
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) source: String,
}

#[derive(Debug, Args)]
pub(super) struct Assign {
    #[arg(long, value_name = "N")]
    pub(super) task: u16,
    #[arg(long, value_name = "NAME", num_args = 1.., required = true, action = clap::ArgAction::Append)]
    pub(super) county: Vec<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) on: Date,
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
}

#[derive(Debug, Args)]
pub(super) struct Judge {
    #[arg(long, value_name = "N")]
    pub(super) task: u16,
    #[arg(long, value_name = "NAME")]
    pub(super) county: String,
    #[arg(long = "milestone", value_name = "ID")]
    pub(super) ruled_milestone: Option<String>,
    #[arg(long = "light", value_enum)]
    pub(super) ruled_light: Ruled,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) on: Date,
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) why: String,
}

#[derive(Debug, Args)]
pub(super) struct Conflicts {
    #[arg(long)]
    pub(super) open: bool,
}

#[derive(Debug, Args)]
pub(super) struct Settle {
    pub(super) event: String,
    #[arg(long, value_name = "FIELD")]
    pub(super) field: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub(super) by: String,
    #[arg(long, value_name = "TEXT")]
    pub(super) note: Option<String>,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("about").required(true).args(["site", "task"]))]
pub(super) struct History {
    pub(super) site: Option<String>,
    #[arg(long, value_name = "N")]
    pub(super) task: Option<u16>,
}

#[derive(Debug, Args)]
pub(super) struct Pack {
    #[arg(long = "out", value_name = "FILE.guatu")]
    pub(super) package_out: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub(super) county: Option<String>,
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) since: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct Merge {
    #[arg(required = true, value_name = "FILE.guatu")]
    pub(super) packages: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Kinds {
    pub(super) kind: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Check {}

#[derive(Debug, Args)]
pub(super) struct Snapshot {
    #[arg(long, value_name = "FILE")]
    pub(super) out: PathBuf,
    #[arg(long, value_name = "N")]
    pub(super) task: Option<u16>,
    #[arg(long, value_name = "NAME")]
    pub(super) county: Option<String>,
    #[arg(long, action = clap::ArgAction::Append)]
    pub(super) layer: Vec<String>,
    #[arg(long, default_value = "A3")]
    pub(super) size: String,
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u16).range(72..=600))]
    pub(super) dpi: u16,
    #[arg(long)]
    pub(super) title: Option<String>,
    #[arg(long)]
    pub(super) maker: Option<String>,
    #[arg(long = "class", value_name = "CLASS", value_parser = ["内部资料", "公开", "草图", "internal", "public", "draft"], default_value = "内部资料")]
    pub(super) classification: String,
    #[arg(long)]
    pub(super) approval: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Verify {}

#[derive(Debug, Args)]
pub(super) struct DemoData {
    pub(super) dir: PathBuf,
}

fn width_height(text: &str) -> Result<[f32; 2], String> {
    let numbers = text.split_once('x').and_then(|(w, h)| Some([w.parse().ok()?, h.parse().ok()?]));
    numbers
        .filter(|size| size.iter().all(|n| (320.0..=8192.0).contains(n)))
        .ok_or_else(|| "1440x900".to_owned())
}

fn key_value(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => Ok((key.trim().to_owned(), value.trim().to_owned())),
        _ => Err("KEY=VALUE".to_owned()),
    }
}

/// Parses the arguments with help in `lang`. `guatu help VERB` is `guatu VERB --help`.
pub(super) fn parse(mut arguments: Vec<OsString>, lang: Lang) -> Result<Cli, clap::Error> {
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    let command = spoken(Cli::command(), lang);
    let mut matches = command.try_get_matches_from(arguments)?;
    Cli::from_arg_matches_mut(&mut matches)
}

/// Puts the sentences of the text files into a command, its arguments and its verbs.
fn spoken(command: clap::Command, lang: Lang) -> clap::Command {
    let about = format!("cli.verb_{}", command.get_name().replace('-', "_"));
    let verbs: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    let command = match known(lang, &about) {
        Some(about) => command.about(about),
        None => command,
    };
    let mut command = command.mut_args(|arg| {
        let key = format!("cli.arg_{}", arg.get_id().as_str());
        match known(lang, &key) {
            Some(help) => arg.help(help),
            None => arg,
        }
    });
    for verb in verbs {
        command = command.mut_subcommand(verb, |verb| spoken(verb, lang));
    }
    command
}

fn known(lang: Lang, key: &str) -> Option<String> {
    let sentence = lang.get(key);
    (sentence != key).then(|| sentence.to_owned())
}

/// The language asked for, before anything else is known to be right.
pub(super) fn spoken_lang(arguments: &[OsString]) -> Lang {
    if value_of(arguments, "--lang").is_some_and(|value| value == "en") { Lang::En } else { Lang::Zh }
}

/// Whether errors are wanted as JSON.
pub(super) fn wants_json(arguments: &[OsString]) -> bool {
    value_of(arguments, "--format").is_some_and(|value| value == "json")
}

fn value_of<'a>(arguments: &'a [OsString], option: &str) -> Option<&'a OsStr> {
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        if argument == option {
            return arguments.next().map(OsString::as_os_str);
        }
        if let Some(value) = argument.to_str().and_then(|a| a.strip_prefix(option)?.strip_prefix('=')) {
            return Some(OsStr::new(value));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_sound_and_every_visible_argument_has_help_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let command = spoken(Cli::command(), lang);
            command.clone().debug_assert();
            let mut commands = vec![command];
            while let Some(command) = commands.pop() {
                assert!(command.get_about().is_some() || command.is_hide_set(), "{}", command.get_name());
                for arg in command.get_arguments().filter(|arg| !arg.is_hide_set()) {
                    assert!(arg.get_help().is_some(), "{} {}", command.get_name(), arg.get_id());
                }
                commands.extend(command.get_subcommands().filter(|c| !c.is_hide_set()).cloned());
            }
        }
    }

    #[test]
    fn a_folder_or_a_verb_may_follow_the_name() {
        let parse = |line: &str| parse(line.split(' ').map(OsString::from).collect(), Lang::En);
        assert_eq!(parse("guatu some/where").unwrap().dir, Some("some/where".into()));
        assert!(matches!(parse("guatu status -w x").unwrap().verb, Some(Verb::Status(_))));
        assert!(parse("guatu status --as-of 2024-13-01").is_err());
        let help = |line| parse(line).unwrap_err().to_string();
        assert_eq!(help("guatu help pace"), help("guatu pace --help"));
        assert!(help("guatu help").contains("changes"));
    }
}
