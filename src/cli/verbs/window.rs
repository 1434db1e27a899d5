//! The window; where there is no display, the city's briefing page instead.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::app::{self, Command, Mode, Screenshot, Start, UiCommand, View};
use crate::cli::args::Cli;
use crate::cli::error::{CliError, Exit};
use crate::cli::{answer, open};
use crate::io::write_whole;
use crate::page::PageSpec;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::scene::Theme;
use crate::site::SiteId;
use crate::text::{Lang, Say};
use crate::workspace::Access;

const BRIEFING: &str = "guatu-briefing.png";

/// Opens the window, or says in one line why not and writes the page.
pub(in crate::cli) fn window(cli: &Cli, started: Instant) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    if !app::display_available() {
        return briefing(cli);
    }
    let start = Start {
        folder: folder(cli),
        lang,
        theme: if cli.window.dark { Theme::Dark } else { Theme::Light },
        size: cli.window.window_size,
        commands: commands(cli),
        screenshot: cli.window.screenshot.clone().map(|path| picture(path, lang)),
        on_first_frame: cli.window.first_frame.then(|| report(started)),
        ..Start::new()
    };
    match app::run(start) {
        // A display was named but does not answer: the same as none.
        Err(app::AppError::NoDisplay) => briefing(cli),
        outcome => outcome.map(|()| Exit::Done).map_err(|error| CliError::unreadable(error.say(lang))),
    }
}

/// What the window shows first, where that was said.
fn commands(cli: &Cli) -> Vec<Command> {
    let window = &cli.window;
    let mode = window.show_mode.as_deref().map(|mode| match mode {
        "inspect" => Mode::Inspect,
        "briefing" => Mode::Briefing,
        _ => Mode::Browse,
    });
    let view = window.show_view.as_deref().map(|view| match view {
        "departments" => View::Departments,
        "late" => View::Late,
        "calendar" => View::Calendar,
        "goals" => View::Goals,
        "text" => View::Text,
        _ => View::Tasks,
    });
    let said = [
        cli.common.as_of.map(Command::SetDate),
        Some(Command::SetClock(cli.common.clock)),
        window.show_task.map(|number| Command::SelectTask((number > 0).then_some(TaskNo(number)))),
        window.show_county.clone().map(|code| Command::SelectCounty(Some(Adcode(code)))),
        window.show_site.clone().map(|id| Command::SelectSite(Some(SiteId(id)))),
        mode.map(Command::SetMode),
        view.map(|view| Command::Ui(UiCommand::View(view))),
        window.show_sentence.clone().map(|id| Command::Read(MilestoneId(id))),
        window.screenshot.is_some().then_some(Command::DismissWelcome),
    ];
    let named = |name: &String| UiCommand::ALL.into_iter().find(|command| command.name() == name.as_str());
    let after = window.show_after.iter().filter_map(named).map(Command::Ui);
    said.into_iter().flatten().chain(after).collect()
}

/// The folder that was named, or the current one where it is a workspace.
fn folder(cli: &Cli) -> Option<PathBuf> {
    let named = cli.dir.clone().or_else(|| cli.common.workspace.clone());
    named.or_else(|| open::is_workspace(Path::new(".")).then(|| PathBuf::from(".")))
}

/// Writes the window's picture.
fn picture(path: PathBuf, lang: Lang) -> Screenshot {
    Box::new(move |width, height, rgba| {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let packed = encoder.write_header().and_then(|mut writer| {
            writer.write_image_data(rgba)?;
            writer.finish()
        });
        let written = packed.map_err(std::io::Error::other).and_then(|()| write_whole(&path, &bytes));
        if let Err(error) = written {
            CliError::write(lang, &path, &error).print(false, lang);
        }
    })
}

/// Says how long the first frame took since the process started.
fn report(started: Instant) -> Box<dyn FnOnce() + Send> {
    Box::new(move || answer::complain(&format!("first_frame_ms {}", started.elapsed().as_millis())))
}

/// The city's briefing page into the current folder.
fn briefing(cli: &Cli) -> Result<Exit, CliError> {
    let lang = cli.common.lang;
    let workspace = match cli.dir.as_deref() {
        Some(dir) => open::folder(dir, Access::Read, lang)?,
        None => open::workspace(cli, Access::Read)?,
    };
    let spec = PageSpec { lang, ..PageSpec::default() };
    answer::complain(&lang.fill("cli.no_display", &[("path", BRIEFING)]));
    super::snapshot::to_file(cli, &workspace, &spec, Path::new(BRIEFING))
}
