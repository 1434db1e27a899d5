//! Opening a workspace for the window.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::State;
use super::worker::{Pulse, Report};
use crate::page::{self, Page};
use crate::scene::Theme;
use crate::text::{Bilingual, Lang, Say};
use crate::workspace::{self, Access, Place, Workspace, WorkspaceError};

/// The exit code of a workspace that another process holds.
const HELD: u8 = 4;

/// Which workspace a window opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// The user's copy of the built-in workspace, or that itself where there is no copy yet.
    Own,
    /// The one in the program.
    BuiltIn,
    /// A folder.
    Folder(PathBuf),
}

/// What is needed to open a workspace for the window.
#[derive(Debug, Clone)]
pub(super) struct Loading {
    pub(super) source: Source,
    /// Where the user's copy is.
    pub(super) own_folder: PathBuf,
    pub(super) today: Date,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
}

impl Loading {
    /// Opens it and computes the first lights and the first map; takes a while.
    pub(super) fn run(self) -> Result<Box<State>, Bilingual> {
        let (workspace, only_reads) = match &self.source {
            Source::Folder(folder) => open(folder),
            Source::Own if Workspace::is_workspace(&self.own_folder) => open(&self.own_folder),
            Source::Own | Source::BuiltIn => Workspace::built_in().map(|workspace| (workspace, None)),
        }
        .map_err(|error| in_both_languages(&error))?;
        let mut state = State::new(workspace, self.own_folder, self.today, self.lang, self.theme);
        state.only_reads = only_reads;
        Ok(Box::new(state))
    }
}

/// For work where that is possible, else for reading, and why then: another process holds it, or the folder
/// or its disk is write-protected.
fn open(folder: &Path) -> Result<(Workspace, Option<Bilingual>), WorkspaceError> {
    let why = match Workspace::open(folder, Access::Write) {
        Ok(workspace) => return Ok((workspace, None)),
        Err(error) if error.code() == HELD => held(),
        Err(error) if error.allows_reading() => in_both_languages(&error),
        Err(error) => return Err(error),
    };
    Workspace::open(folder, Access::Read).map(|workspace| (workspace, Some(why)))
}

fn held() -> Bilingual {
    let say = |lang: Lang| lang.get("app.read_only").to_owned();
    Bilingual { zh: say(Lang::Zh), en: say(Lang::En) }
}

/// The user's own copy of the built-in workspace, made now where there is none.
pub(super) fn own_copy(folder: &Path) -> Result<Workspace, WorkspaceError> {
    if !Workspace::is_workspace(folder) {
        workspace::create(folder, true)?;
    }
    Workspace::open(folder, Access::Write)
}

/// Both languages, because the language may be switched while the words are on screen.
pub(super) fn in_both_languages(error: &impl Say) -> Bilingual {
    Bilingual { zh: error.say(Lang::Zh), en: error.say(Lang::En) }
}

/// Writes a page; its kind is told by its ending.
pub(super) fn write_page(page: &Page, path: PathBuf, dpi: u16, pulse: &Pulse) -> Report {
    let outcome = page::write_while(&path, page, dpi, &mut || !pulse.is_stopped());
    let outcome = match outcome {
        Ok(false) => None,
        Ok(true) => Some(Ok(())),
        Err(error) => Some(Err(in_both_languages(&error))),
    };
    Report::PageWritten(path, outcome)
}

/// Writes a copy of evidence.
pub(super) fn copy_evidence(place: &Place, hash: &str, path: PathBuf) -> Report {
    let outcome = workspace::copy_evidence(place, hash, &path).map_err(|error| in_both_languages(&error));
    Report::EvidenceCopied(path, outcome)
}
