//! Packages, verifying, and opening the folder anew.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;

use super::super::effect::{Effect, Effects};
use super::super::jobs::{Looked, Merge, MergeEnd};
use super::super::work::Work;
use super::super::{Asking, Dialog, Holds, Notice, Offer, PackDraft, State};
use super::desk::{put_back, refresh_changes};
use super::{acts, problem, refresh_status, register};
use crate::status::{Lights, moved, numbers_moved};
use crate::text::{Bilingual, Say, one_line};
use crate::workspace::{MergeWarning, PackRequest, Packed, Place, Store, Verified, Workspace};

/// The ending of packages.
const PACKAGE: &str = "guatu";

/// Files and folders that were dropped onto the window.
pub(super) fn dropped(state: &mut State, paths: Vec<PathBuf>, effects: &mut Effects) {
    let (packages, others): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.into_iter().partition(|path| is_package(path));
    if !packages.is_empty() {
        return look_into(state, packages, effects);
    }
    match others.into_iter().next() {
        Some(path) if Workspace::is_workspace(&path) => open(state, path, effects),
        Some(path) => {
            let name = one_line(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy());
            let words = state.lang.fill("exchange.not_taken", &[("file", &name)]);
            state.notice = Some(Notice::Problem(words));
        }
        None => {}
    }
}

fn is_package(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(PACKAGE))
}

/// Opens a folder. What would be lost by it is asked about first; the folder that is open is read anew,
/// as opening it would meet its own lock.
pub(super) fn open(state: &mut State, path: PathBuf, effects: &mut Effects) {
    state.asking = None;
    let answered = state.exchange.dialog.take() == Some(Dialog::Open(path.clone()));
    if is_busy(state) {
        return;
    }
    if matches!(&state.workspace.place, Place::Folder(folder) if is_same(folder, &path)) {
        return reopen(state, effects);
    }
    let would_lose = state.trial.is_some() || state.marking || state.form.is_some();
    if would_lose && !answered {
        state.exchange.dialog = Some(Dialog::Open(path));
        return;
    }
    state.working = Some(Work::short(state.lang.get("app.loading").to_owned()));
    effects.push(Effect::Load(path));
}

fn is_same(folder: &Path, other: &Path) -> bool {
    folder == other
        || folder.canonicalize().is_ok_and(|folder| other.canonicalize().is_ok_and(|other| folder == other))
}

/// Whether other long work is under way; says so then.
pub(super) fn is_busy(state: &mut State) -> bool {
    let words = match &state.working {
        Some(work) => state.lang.fill("exchange.busy", &[("work", &work.words)]),
        None if state.exchange.merging => state.lang.get("exchange.wait_for_merge").to_owned(),
        None => return false,
    };
    state.notice = Some(Notice::Problem(words));
    true
}

/// Reads packages before anything is asked.
pub(super) fn look_into(state: &mut State, packages: Vec<PathBuf>, effects: &mut Effects) {
    state.asking = None;
    if is_busy(state) {
        return;
    }
    if state.workspace.in_trial() {
        return problem(state, "exchange.leave_trial");
    }
    if !state.workspace.writable && state.workspace.place != Place::BuiltIn {
        return problem(state, "exchange.only_read");
    }
    state.notice = None;
    state.working = Some(Work::long(state.lang.get("exchange.looking").to_owned()));
    effects.push(Effect::LookInto(packages));
}

pub(super) fn offered(state: &mut State, found: Option<Vec<(PathBuf, Looked)>>) {
    state.working = None;
    let Some(found) = found else {
        return problem(state, "exchange.stopped");
    };
    let history = &state.workspace.history;
    let offers = found.into_iter().map(|(path, looked)| Offer {
        path,
        holds: looked.map(|(label, events)| {
            let new = events.iter().filter(|id| history.get(id).is_none()).count();
            Holds { label, new }
        }),
    });
    state.exchange.dialog = Some(Dialog::Offer(offers.collect()));
}

/// Merges the packages that are offered, those that are whole.
pub(super) fn merge(state: &mut State, now: Timestamp, effects: &mut Effects) {
    let Some(Dialog::Offer(offers)) = state.exchange.dialog.take() else { return };
    let packages: Vec<PathBuf> =
        offers.into_iter().filter(|offer| offer.holds.is_ok()).map(|offer| offer.path).collect();
    if packages.is_empty() || is_busy(state) {
        return;
    }
    if state.workspace.in_trial() {
        return problem(state, "exchange.leave_trial");
    }
    let n = packages.len().to_string();
    state.working = Some(Work::long(state.lang.fill("exchange.merging", &[("n", &n)])));
    state.exchange.merging = true;
    state.notice = None;
    effects.push(Effect::Merge(Box::new(Merge {
        place: state.workspace.place.clone(),
        own_folder: state.own_folder.clone(),
        store: std::mem::take(&mut state.workspace.store),
        packages,
        now,
    })));
}

pub(super) fn merged(state: &mut State, end: MergeEnd) {
    state.working = None;
    state.exchange.merging = false;
    let before = Arc::clone(&state.status);
    let open = state.exchange.open;
    match end.workspace {
        Ok(workspace) => take_up(state, *workspace),
        Err((store, why)) => {
            state.workspace.store = store;
            state.notice = Some(Notice::Problem(why.get(state.lang).to_owned()));
            return;
        }
    }
    let refused = end.refused.as_ref().map(|why| why.get(state.lang).to_owned());
    if end.merged.is_empty() {
        state.notice = Some(Notice::Problem(refused.unwrap_or_default()));
        return;
    }
    let lang = state.lang;
    let sum = |count: fn(&crate::workspace::Merged) -> usize| end.merged.iter().map(count).sum::<usize>();
    let values = [
        ("n", end.merged.len().to_string()),
        ("new", sum(|merged| merged.new).to_string()),
        ("known", sum(|merged| merged.known).to_string()),
        ("evidence", sum(|merged| merged.evidence).to_string()),
    ];
    let mut text =
        lang.fill("exchange.merged", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    let warnings = end.merged.iter().flat_map(|merged| &merged.warnings);
    let said: Vec<String> = warnings.map(|warning: &MergeWarning| warning.say(lang)).chain(refused).collect();
    for words in said {
        text.push('\n');
        text.push_str(&words);
    }
    state.notice = Some(Notice::Merged {
        text,
        moved: moved(&before, &state.status),
        numbers: numbers_moved(&before, &state.status),
        conflicts: state.exchange.open,
        more: state.exchange.open.saturating_sub(open),
    });
}

/// The same workspace, read again: choice, forms and day stay.
pub(super) fn take_up(state: &mut State, workspace: Workspace) {
    state.workspace = workspace;
    // It is read from the disk: a trial is not in it.
    put_back(state);
    acts::forget_gone(state);
    state.lights = Lights::default();
    state.exchange.known = None;
    super::evidence::forget_failures(state);
    refresh_status(state);
    refresh_changes(state);
    register::leave_lost(state);
}

/// Asks what a package shall hold: the chosen county's work since its last package.
pub(super) fn ask_pack(state: &mut State) {
    if is_busy(state) {
        return;
    }
    if state.workspace.in_trial() {
        return problem(state, "exchange.leave_trial");
    }
    let county = state.county.clone();
    let since = state.exchange.packed_on.get(&county).map(ToString::to_string).unwrap_or_default();
    state.exchange.dialog = Some(Dialog::Pack(PackDraft { county, since }));
}

/// The draft is written; where does the package go?
pub(super) fn ask_where(state: &State, effects: &mut Effects) {
    let Some(Dialog::Pack(draft)) = &state.exchange.dialog else { return };
    let lang = state.lang;
    let county = draft.county.as_ref().and_then(|code| state.workspace.plan.county(code));
    let whose = county.map_or(lang.get("exchange.whole_short"), |county| county.name.get(lang));
    let day = state.today.to_string();
    let suggested = lang.fill("exchange.file_name", &[("county", whose), ("date", &day)]);
    effects.push(Effect::Ask {
        asking: Asking::Pack,
        title: lang.get("exchange.pack_title").to_owned(),
        suggested,
    });
}

pub(super) fn pack(state: &mut State, path: PathBuf, effects: &mut Effects) {
    state.asking = None;
    let Some(Dialog::Pack(draft)) = state.exchange.dialog.clone() else { return };
    let Ok(since) = draft.day() else { return };
    if is_busy(state) {
        return;
    }
    state.exchange.dialog = None;
    let out = if is_package(&path) {
        path
    } else {
        let mut named = path.into_os_string();
        named.push(".");
        named.push(PACKAGE);
        PathBuf::from(named)
    };
    let file = one_line(&out.display().to_string());
    state.working = Some(Work::long(state.lang.fill("exchange.packing", &[("file", &file)])));
    state.notice = None;
    let county = draft.county.map(|county| county.0);
    let request = PackRequest { out, county, since };
    effects.push(Effect::Pack { place: state.workspace.place.clone(), request });
}

pub(super) fn packed(state: &mut State, request: &PackRequest, outcome: Result<Packed, Bilingual>) {
    state.working = None;
    let packed = match outcome {
        Ok(packed) => packed,
        Err(words) => {
            state.notice = Some(Notice::Problem(words.get(state.lang).to_owned()));
            return;
        }
    };
    let county = packed.label.county.clone();
    state.exchange.packed_on.insert(county, state.today);
    let values = [
        ("file", one_line(&request.out.display().to_string())),
        ("events", packed.events.to_string()),
        ("evidence", packed.evidence.to_string()),
    ];
    let mut text =
        state.lang.fill("exchange.packed", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    if !packed.left_out.is_empty() {
        let n = packed.left_out.len().to_string();
        text.push('\n');
        text.push_str(&state.lang.fill("exchange.left_out", &[("n", &n)]));
    }
    state.notice = Some(Notice::Done(text));
}

pub(super) fn verify(state: &mut State, now: Timestamp, effects: &mut Effects) {
    if is_busy(state) {
        return;
    }
    state.notice = None;
    state.working = Some(Work::long(state.lang.get("exchange.verifying").to_owned()));
    let all = state.workspace.history.len();
    effects.push(Effect::Verify { place: state.workspace.place.clone(), all, now });
}

pub(super) fn verified(state: &mut State, outcome: Result<Verified, Bilingual>) {
    state.working = None;
    match outcome {
        Ok(found) if found.cancelled => problem(state, "exchange.stopped"),
        Ok(found) => state.exchange.dialog = Some(Dialog::Verified(Box::new(found))),
        Err(words) => state.notice = Some(Notice::Problem(words.get(state.lang).to_owned())),
    }
}

/// Lets go of the folder and reads it again: what was held or pulled out may be there now.
pub(super) fn reopen(state: &mut State, effects: &mut Effects) {
    if is_busy(state) {
        return;
    }
    if state.workspace.in_trial() {
        return problem(state, "exchange.leave_trial");
    }
    let Place::Folder(folder) = state.workspace.place.clone() else {
        return problem(state, "exchange.nothing_to_reopen");
    };
    state.workspace.store = Store::default();
    state.workspace.writable = false;
    state.working = Some(Work::short(state.lang.get("exchange.reopening").to_owned()));
    effects.push(Effect::Reopen(folder));
}

pub(super) fn reopened(state: &mut State, outcome: Result<Box<State>, Bilingual>) {
    state.working = None;
    match outcome {
        Ok(opened) => {
            let opened = *opened;
            state.only_reads = opened.only_reads;
            take_up(state, opened.workspace);
            let name = state.workspace.name.clone();
            state.notice = Some(Notice::Done(state.lang.fill("exchange.reopened", &[("name", &name)])));
        }
        Err(words) => {
            state.only_reads = Some(words.clone());
            state.notice = Some(Notice::Problem(words.get(state.lang).to_owned()));
        }
    }
}

/// A job ended without a word. What it had of the ledger is on the disk; it is read anew.
pub(super) fn lost(state: &mut State, effects: &mut Effects) {
    state.working = None;
    problem(state, "exchange.lost");
    if std::mem::take(&mut state.exchange.merging) {
        reopen(state, effects);
    }
}

/// Asks the long work to stop.
pub(super) fn stop(state: &mut State, effects: &mut Effects) {
    if let Some(work) = state.working.as_mut().filter(|work| work.can_stop) {
        work.stopping = true;
        effects.push(Effect::Stop);
    }
}

/// Why nothing can be written now; none where it can.
pub(super) fn hindrance(state: &State) -> Option<String> {
    if state.exchange.merging {
        return Some(state.lang.get("exchange.wait_for_merge").to_owned());
    }
    match &state.workspace.place {
        Place::Folder(folder) if !state.workspace.in_trial() && !folder.is_dir() => {
            let folder = one_line(&folder.display().to_string());
            Some(state.lang.fill("exchange.gone", &[("folder", &folder)]))
        }
        _ => None,
    }
}
