//! Sites that come into the register and leave it.

use super::super::{Form, Mode, State};
use super::{refresh_content, select_site};
use crate::ledger::{Body, EventId};

/// Opens the form of a new site in the place of whatever the card shows, or closes it.
pub(super) fn toggle_add(state: &mut State) {
    if state.placing().is_some() {
        state.form = None;
        return;
    }
    // A page has no map to point at.
    if state.mode == Mode::Briefing {
        state.mode = Mode::Browse;
    }
    select_site(state, None);
    state.form = Some(Form::Add(None));
}

/// A site that was just added is chosen, and the map shows its layer.
pub(super) fn choose_added(state: &mut State, event: &EventId) {
    let Some(Body::Add(added)) = state.workspace.history.get(event).map(|event| &event.body) else { return };
    let (site, layer) = (added.site.clone(), added.layer.clone());
    let kind = state.workspace.layers.iter().find(|known| known.name == layer);
    let kind = kind.and_then(|layer| state.workspace.kinds.get(&layer.kind));
    let mut shown = state.layers_shown();
    if !shown.iter().any(|name| *name == layer || kind.is_some_and(|kind| kind.layer == *name)) {
        shown.push(layer);
        state.layers = Some(shown);
        refresh_content(state);
    }
    select_site(state, Some(site));
}

/// A site that is in the register no more is chosen no more.
pub(super) fn leave_lost(state: &mut State) {
    let register = &state.workspace.register;
    let lost = |id| {
        register.get(id).is_none_or(|site| {
            site.added_by.is_some() && state.workspace.history.fold(site, state.as_of).is_none()
        })
    };
    if state.site.as_ref().is_some_and(lost) {
        select_site(state, None);
    }
}
