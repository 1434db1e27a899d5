//! Photos and files of evidence: looked at, shown, copied out.

use std::path::{Path, PathBuf};

use super::super::effect::{Effect, Effects};
use super::super::work::Work;
use super::super::{Asking, EvidenceRef, Look, Notice, PictureSize, State};
use super::is_busy;
use crate::text::Bilingual;
use crate::workspace::{Place, short_hash};

pub(super) fn look(state: &mut State, of: EvidenceRef, size: PictureSize, effects: &mut Effects) {
    if let Some(wanted) = state.pictures.ask(&of, size) {
        effects.push(Effect::Look { place: state.workspace.place.clone(), of, size, wanted });
    }
}

/// What was seen in another workspace says nothing of this one.
pub(super) fn take_in(state: &mut State, place: &Place, of: EvidenceRef, size: PictureSize, look: Look) {
    if matches!(of, EvidenceRef::File(_)) || *place == state.workspace.place {
        state.pictures.take_in(of, size, look);
    } else {
        state.pictures.forget(|other, look| *other == of && matches!(look, Look::Under));
    }
}

/// A merge or a mark may have brought what was missing.
pub(super) fn forget_failures(state: &mut State) {
    state.pictures.forget(|_, look| matches!(look, Look::Failed(_)));
}

pub(super) fn ask_copy(state: &State, effects: &mut Effects) {
    let Some(hash) = &state.viewing else { return };
    let known = state.pictures.look(&EvidenceRef::Kept(hash.clone()), PictureSize::Small);
    let Some(Look::Seen(seen)) = known else { return };
    // `HX-0016-5884846907.jpg`: which site, and enough of the hash to tell its photos apart.
    let site = state.site.as_ref().map(|site| site.0.as_str()).unwrap_or_default();
    let site: String = site.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
    let ending = seen.file.ending().to_lowercase();
    let suggested = format!("{site}-{}.{ending}", short_hash(hash));
    effects.push(Effect::Ask {
        asking: Asking::Evidence(hash.clone()),
        title: state.lang.get("app.dialog_copy_title").to_owned(),
        suggested,
    });
}

pub(super) fn copy(state: &mut State, hash: String, path: PathBuf, effects: &mut Effects) {
    state.asking = None;
    if is_busy(state) {
        return;
    }
    state.working = Some(Work::short(state.lang.get("app.copying").to_owned()));
    effects.push(Effect::CopyEvidence { place: state.workspace.place.clone(), hash, path });
}

pub(super) fn copied(state: &mut State, path: &Path, outcome: Result<(), Bilingual>) {
    state.working = None;
    let file = path.display().to_string();
    state.notice = Some(match outcome {
        Ok(()) => Notice::Done(state.lang.fill("app.evidence_copied", &[("file", &file)])),
        Err(words) => Notice::Problem(words.get(state.lang).to_owned()),
    });
}
