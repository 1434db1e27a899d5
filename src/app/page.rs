//! From the state to a page: what it is about, where it goes.

use std::path::PathBuf;
use std::sync::Arc;

use super::effect::{Effect, Effects};
use super::work::Work;
use super::{Asking, Notice, State, apply};
use crate::page::{Page, PageSpec, render};
use crate::text::{Lang, Say};

/// Asks where the page goes.
pub(super) fn ask(state: &mut State, effects: &mut Effects) {
    effects.push(Effect::Ask {
        asking: Asking::Page,
        title: state.lang.get("app.dialog_save_title").to_owned(),
        suggested: suggested_name(state),
    });
}

/// Lays the page out now, as the window shows it, and has it written in the background.
pub(super) fn write(state: &mut State, path: PathBuf, effects: &mut Effects) {
    state.asking = None;
    if apply::is_busy(state) {
        return;
    }
    match render(&state.workspace, &spec(state), state.as_of) {
        Ok(page) => {
            let file = path.display().to_string();
            state.working = Some(Work::long(state.lang.fill("app.writing_page", &[("file", &file)])));
            state.notice = None;
            effects.push(Effect::WritePage { page: Box::new(page), path, dpi: state.page.dpi });
        }
        Err(error) => state.notice = Some(Notice::Problem(error.say(state.lang))),
    }
}

/// The page as it would be written now, for the eyes; why not, where it cannot be.
pub(super) fn preview(state: &State) -> Result<Arc<Page>, String> {
    render(&state.workspace, &spec(state), state.as_of).map(Arc::new).map_err(|error| error.say(state.lang))
}

/// A page of which nothing was said yet.
pub(super) fn plain(lang: Lang) -> PageSpec {
    PageSpec { lang, ..PageSpec::default() }
}

/// The options with what the window shows: its task, county and language.
fn spec(state: &State) -> PageSpec {
    let (task, county, layers) = (state.task, state.county.clone(), state.layers.clone());
    PageSpec { task, county, layers, lang: state.lang, ..state.page.clone() }
}

/// `挂图-22-2024-12-31.pdf`
fn suggested_name(state: &State) -> String {
    let stem = state.lang.get("app.page_stem");
    let task = state.task.map(|task| format!("-{task}")).unwrap_or_default();
    format!("{stem}{task}-{}.pdf", state.as_of.date)
}
