//! One side of a conflict: what it says, who said it, when and where, with its evidence, and what it moves.

use egui::{Label, Sense, Ui, vec2};

use crate::app::{Command, EvidenceRef, Outbox, Outcome, PictureSize, State};
use crate::ledger::{Body, Conflict, Event, Subject};
use crate::scene::{Icon, Token};
use crate::status::claim_words;
use crate::ui::{exhibit, names, overlay, theme, widgets};

/// So much of a device's name tells it from others.
const SHORT: usize = 6;
/// Evidence shown at most; the site's card has all.
const MOST_EVIDENCE: usize = 4;

pub(super) fn show(ui: &mut Ui, state: &State, conflict: &Conflict, at: usize, outbox: &mut Outbox) {
    let lang = state.lang;
    let Some(side) = conflict.sides.get(at) else { return };
    let event = state.workspace.history.get(&side.event);
    let claim = claim_words(&state.workspace.inputs(), conflict, side.value.as_ref());
    ui.horizontal(|ui| {
        ui.label(theme::small(ui, (at + 1).to_string()));
        ui.add(Label::new(theme::title(claim.get(lang))).wrap());
    });
    if kept(state, conflict, at) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let (rect, _) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::hover());
            widgets::icon(ui, Icon::Tick, rect.center(), 14.0, Token::Done);
            let ink = theme::colour(ui, Token::Done);
            ui.label(theme::small(ui, lang.get("exchange.side_kept")).color(ink));
        });
    }
    ui.add_space(4.0);
    let Some(event) = event else {
        ui.label(theme::small(ui, lang.get("exchange.side_gone")));
        return;
    };
    fact(ui, lang.get("exchange.side_by"), &event.by);
    let device: String =
        event.device.chars().rev().take(SHORT).collect::<Vec<_>>().into_iter().rev().collect();
    fact(ui, lang.get("exchange.side_device"), &device);
    fact(ui, lang.get("exchange.side_on"), &event.effective_on.to_string());
    let recorded = jiff::tz::Offset::constant(8).to_datetime(event.recorded_at);
    fact(ui, lang.get("exchange.side_recorded"), &recorded.strftime("%F %H:%M").to_string());
    if let Body::Mark { site, from, .. } = &event.body {
        let kind = state.workspace.register.get(site).map_or("", |site| site.kind.as_str());
        fact(ui, lang.get("exchange.side_saw"), &names::site_state(state, kind, from));
    }
    if let Some(note) = note(event) {
        fact(ui, lang.get("exchange.side_note"), note);
    }
    evidence(ui, state, conflict, event, outbox);
    if conflict.is_open() {
        widgets::hair_line(ui, 6.0);
        ui.label(theme::small(ui, lang.get("exchange.side_if")));
        outcome(ui, state, state.exchange.outcomes.get(at));
    }
}

/// Whether this side was kept by who settled it.
fn kept(state: &State, conflict: &Conflict, at: usize) -> bool {
    let settled = conflict.settled_by.as_ref().and_then(|id| state.workspace.history.get(id));
    let Some(Body::Settle(settled)) = settled.map(|event| &event.body) else { return false };
    conflict.sides.get(at).is_some_and(|side| side.event == settled.keep)
}

fn note(event: &Event) -> Option<&str> {
    let note = match &event.body {
        Body::Mark { note, .. } => note.as_deref(),
        Body::Add(added) => added.note.as_deref(),
        Body::Retire(retired) => Some(retired.why.as_str()),
        Body::Settle(settled) => settled.note.as_deref(),
        Body::Judge(judged) => Some(judged.why.as_str()),
        Body::Report(report) => Some(report.source.as_str()),
        Body::Undo { .. } | Body::Assign(_) | Body::Unknown(_) => None,
    };
    note.filter(|note| !note.trim().is_empty())
}

/// A word and what is to be said of it, in one line or more.
fn fact(ui: &mut Ui, name: &str, words: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let (rect, _) = ui.allocate_exact_size(vec2(76.0, 18.0), Sense::hover());
        let muted = theme::colour(ui, Token::Muted);
        let galley = widgets::elided(ui, name, theme::font(theme::SMALL, false), muted, rect.width());
        ui.painter().galley(rect.left_center() - vec2(0.0, galley.size().y / 2.0), galley, muted);
        ui.add(Label::new(words).wrap());
    });
}

fn evidence(ui: &mut Ui, state: &State, conflict: &Conflict, event: &Event, outbox: &mut Outbox) {
    let lang = state.lang;
    let hashes = event.evidence();
    if hashes.is_empty() {
        fact(ui, lang.get("exchange.side_evidence"), lang.get("exchange.side_no_evidence"));
        return;
    }
    ui.label(theme::small(ui, lang.get("exchange.side_evidence")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (i, hash) in hashes.iter().take(MOST_EVIDENCE).enumerate() {
            let of = EvidenceRef::Kept(hash.clone());
            let look = exhibit::look(state, &of, PictureSize::Small, outbox);
            let name = format!("{} {}", lang.get("exchange.side_evidence"), i + 1);
            if exhibit::tile(ui, lang, look, &name).clicked()
                && let Subject::Site(site) = &conflict.subject
            {
                outbox.send(Command::SelectSite(Some(site.clone())));
                outbox.send(Command::ShowEvidence(Some(hash.clone())));
            }
        }
    });
}

/// What keeping this side would move.
fn outcome(ui: &mut Ui, state: &State, outcome: Option<&Outcome>) {
    let lang = state.lang;
    let Some(outcome) = outcome.filter(|outcome| outcome.event.is_some()) else {
        ui.label(theme::small(ui, lang.get("exchange.side_in_trial")));
        return;
    };
    if outcome.moved.is_empty() && outcome.numbers.is_empty() {
        ui.label(lang.get("exchange.side_moves_nothing"));
    } else {
        overlay::steps(ui, state, &outcome.moved, &outcome.numbers);
    }
}
