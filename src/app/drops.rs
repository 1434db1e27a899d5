//! Files dropped onto the window.

use std::path::PathBuf;

use egui::Context;

use super::{Command, Form, Outbox, State};

/// Sends what was dropped in this frame. While a form takes evidence, files are evidence: only packages and
/// folders are for the window.
pub(super) fn read(ctx: &Context, state: &State, outbox: &mut Outbox) {
    let dropped = ctx.input(|input| input.raw.dropped_files.clone());
    let takes_evidence = state.takes_evidence();
    let paths = dropped.iter().map(|file| file.path().to_owned());
    let paths: Vec<PathBuf> =
        paths.filter(|path| !takes_evidence || path.is_dir() || is_package(path)).collect();
    if !paths.is_empty() {
        outbox.send(Command::Drop(paths));
    }
}

fn is_package(path: &std::path::Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("guatu"))
}

impl State {
    /// Whether a form is open that takes photos and files.
    #[must_use]
    pub fn takes_evidence(&self) -> bool {
        let marks = self.site.is_some() && (self.marking || self.mode == super::Mode::Inspect);
        marks || matches!(self.form, Some(Form::Add(_) | Form::Retire))
    }
}
