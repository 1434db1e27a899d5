//! One mark for many sites of one kind and one state: who is allowed, who is refused and why.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Id, Label, ScrollArea, Ui, vec2};

use super::draft::{Draft, wanted_fields};
use super::form::{author, day, labelled};
use super::{choices, conditions, edit, evidence, heading, section};
use crate::app::{Command, Outbox, State};
use crate::ledger::{AsOf, SiteNow};
use crate::scene::Token;
use crate::site::{Fields, SiteId, Value};
use crate::text::{Lang, Say};
use crate::ui::{names, theme, widgets};
use crate::workspace::MarkRequest;

/// A kind and a state that ticked sites share.
type Group = (String, String);

/// What tells one ledger from another: the acts of this window, the events, whether all is only tried.
type Ledger = (usize, usize, bool);

/// The form while it is filled.
#[derive(Debug, Clone, Default)]
struct Kept {
    draft: Draft,
    group: Option<Group>,
    /// After how many acts of this window it was begun: after a batch there is a new one.
    begun_for: Option<usize>,
    groups: Arc<Groups>,
}

/// The ticked sites by kind and state, each in its order; folded anew only where it may be another.
#[derive(Debug, Default)]
struct Groups {
    made_for: Option<(Ledger, AsOf, BTreeSet<SiteId>)>,
    sites: BTreeMap<Group, Members>,
}

/// The sites of a group, and the fields that every one of them has.
#[derive(Debug, Default)]
struct Members {
    sites: Vec<SiteId>,
    common: BTreeMap<String, Value>,
}

impl Members {
    /// Of a text that differs it is known that it is there; a number that differs is not known.
    fn add(&mut self, site: &SiteId, fields: &Fields<'_>) {
        if self.sites.is_empty() {
            let all = fields.iter().filter(|(_, value)| !value.is_blank());
            self.common = all.map(|(id, value)| (id.to_owned(), value.clone())).collect();
        } else {
            self.common.retain(|id, common| {
                match (fields.get(id).filter(|value| !value.is_blank()), &*common) {
                    (Some(value), common) if value == common => true,
                    (Some(Value::Text(_)), Value::Text(_)) => {
                        *common = Value::Text("…".to_owned());
                        true
                    }
                    _ => false,
                }
            });
        }
        self.sites.push(site.clone());
    }
}

/// Who would be marked and who would not.
#[derive(Debug, Clone, Default)]
pub(super) struct Preview {
    made_for: Option<(Ledger, Draft, Vec<SiteId>, Lang)>,
    /// Marks that every rule allows.
    pub(super) allowed: Vec<MarkRequest>,
    /// The others, each with what refuses it.
    pub(super) refused: Vec<(SiteId, String)>,
}

impl Preview {
    const fn is_empty(&self) -> bool {
        self.allowed.is_empty() && self.refused.is_empty()
    }
}

fn form_id() -> Id {
    Id::unique("batch_draft")
}

fn preview_id() -> Id {
    Id::unique("batch_preview")
}

/// What the form as it was last drawn would do.
pub(super) fn preview(ui: &Ui) -> Arc<Preview> {
    ui.data(|data| data.get_temp(preview_id())).unwrap_or_default()
}

/// Where there is no form, it would do nothing.
fn forget_preview(ui: &Ui) {
    if !preview(ui).is_empty() {
        ui.data_mut(|data| data.insert_temp(preview_id(), Arc::<Preview>::default()));
        ui.ctx().request_repaint();
    }
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    let ticked = state.work.ticked.len().to_string();
    heading(ui, &lang.fill("ui.ticked", &[("n", &ticked)]), lang.get("ui.batch_title"));
    if widgets::link(ui, lang.get("ui.close_form")).clicked() {
        outbox.send(Command::OpenForm(None));
    }
    let mut kept: Kept = ui.data(|data| data.get_temp(form_id())).unwrap_or_default();
    let acts = Some(state.acts);
    if kept.begun_for != acts {
        kept = Kept { draft: Draft::begun(state), begun_for: acts, ..Kept::default() };
    }
    refresh_groups(state, &mut kept.groups);
    let kept_groups = Arc::clone(&kept.groups);
    let groups = &kept_groups.sites;
    let before = kept.group.clone();
    let Some(group) = choose_group(ui, state, groups, &mut kept) else {
        ui.label(theme::small(ui, lang.get("app.tick_first")));
        return forget_preview(ui);
    };
    if before.is_some_and(|before| before != group) {
        kept.draft.to = None;
        kept.draft.set.clear();
    }
    let Some(members) = groups.get(&group) else { return forget_preview(ui) };
    let sites = members.sites.clone();
    let Some(kind) = state.workspace.kinds.get(&group.0) else { return forget_preview(ui) };
    let now =
        SiteNow { state: &group.1, since: None, fields: Fields::of(&members.common), has_evidence: false };
    let draft = &mut kept.draft;
    widgets::hair_line(ui, 6.0);
    choices::show(ui, lang, kind, &now, draft, state.trial.is_some());
    if state.trial.is_none() {
        conditions::show(ui, lang, kind, &now, draft);
    }
    if let Some(to) = draft.to.clone() {
        for wanted in wanted_fields(kind, &now, &to) {
            edit::field(ui, lang, wanted, &now, draft);
        }
    }
    edit::show(ui, lang, kind, &now, draft);
    labelled(ui, lang.get("ui.mark_on"), |ui| day(ui, state, lang.get("ui.mark_on"), &mut draft.on));
    labelled(ui, lang.get("ui.mark_by"), |ui| author(ui, state, outbox));
    labelled(ui, lang.get("ui.mark_note"), |ui| {
        widgets::text_field(ui, &mut draft.note, lang.get("ui.mark_note"), lang.get("ui.optional"));
    });
    // The photo of a batch is held against the first of its sites.
    if let Some(first) = sites.first().and_then(|id| state.workspace.register.get(id)) {
        evidence::show(ui, state, first, draft, outbox);
    }
    let preview = refresh(ui, state, draft, sites, &draft.values(kind));
    told(ui, state, &preview);
    ui.data_mut(|data| data.insert_temp(form_id(), kept));
}

fn ledger(state: &State) -> Ledger {
    (state.acts, state.workspace.history.len(), state.trial.is_some())
}

fn refresh_groups(state: &State, kept: &mut Arc<Groups>) {
    let (ledger, ticked) = (ledger(state), &state.work.ticked);
    let same = |(of, as_of, sites): &(Ledger, AsOf, BTreeSet<SiteId>)| {
        (*of, *as_of) == (ledger, state.as_of) && sites == ticked
    };
    if kept.made_for.as_ref().is_some_and(same) {
        return;
    }
    let mut sites: BTreeMap<Group, Members> = BTreeMap::new();
    for id in ticked {
        let Some(site) = state.workspace.register.get(id) else { continue };
        let Some(now) = state.workspace.history.fold(site, state.as_of) else { continue };
        sites.entry((site.kind.clone(), now.state.to_owned())).or_default().add(id, &now.fields);
    }
    *kept = Arc::new(Groups { made_for: Some((ledger, state.as_of, ticked.clone())), sites });
}

/// Sites of one kind and one state are marked together: the largest such group, or the one chosen.
fn choose_group(
    ui: &mut Ui,
    state: &State,
    groups: &BTreeMap<Group, Members>,
    kept: &mut Kept,
) -> Option<Group> {
    let largest =
        groups.iter().max_by_key(|(_, members)| members.sites.len()).map(|(group, _)| group.clone());
    let chosen = kept.group.clone().filter(|group| groups.contains_key(group)).or(largest);
    kept.group.clone_from(&chosen);
    let lang = state.lang;
    for (group, members) in groups {
        let kind = state.workspace.kinds.get(&group.0);
        let name = kind.map_or(group.0.as_str(), |kind| kind.name.get(lang));
        let step = names::site_state(state, &group.0, &group.1);
        let words = lang.fill(
            "ui.batch_group",
            &[("kind", name), ("state", &step), ("n", &members.sites.len().to_string())],
        );
        let selected = chosen.as_ref() == Some(group);
        let (rect, response) = widgets::row(ui, 24.0, selected, Role::RadioButton, || words.clone());
        let ink = theme::colour(ui, Token::Ink);
        let font = theme::font(theme::BODY, selected);
        let galley = widgets::elided(ui, &words, font, ink, rect.width() - 16.0);
        ui.painter().galley(rect.left_center() + vec2(8.0, -galley.size().y / 2.0), galley, ink);
        if response.clicked() {
            kept.group = Some(group.clone());
            ui.ctx().request_repaint();
        }
    }
    chosen
}

/// The preview of the form as it is, made anew where anything of it changed.
fn refresh(
    ui: &Ui,
    state: &State,
    draft: &Draft,
    sites: Vec<SiteId>,
    set: &BTreeMap<String, Value>,
) -> Arc<Preview> {
    let id = preview_id();
    let made_for = Some((ledger(state), draft.clone(), sites, state.lang));
    let kept: Option<Arc<Preview>> = ui.data(|data| data.get_temp(id));
    if let Some(kept) = kept.filter(|kept| kept.made_for == made_for) {
        return kept;
    }
    let mut preview = Preview { made_for, ..Preview::default() };
    let sites = preview.made_for.iter().flat_map(|(_, _, sites, _)| sites.clone()).collect::<Vec<_>>();
    let note = Some(draft.note.trim()).filter(|note| !note.is_empty()).map(str::to_owned);
    let evidence: Vec<PathBuf> = draft.evidence.clone();
    if let (Some(on), true) = (draft.date(), draft.is_begun()) {
        for site in sites {
            let request = MarkRequest {
                site,
                to: draft.to.clone(),
                on,
                note: note.clone(),
                set: set.clone(),
                evidence: evidence.clone(),
            };
            match state.workspace.would_mark(&request, state.today) {
                Ok(()) => preview.allowed.push(request),
                Err(error) => preview.refused.push((request.site, error.say(state.lang))),
            }
        }
    }
    let preview = Arc::new(preview);
    ui.data_mut(|data| data.insert_temp(id, Arc::clone(&preview)));
    // The foot of the card is drawn before the form.
    ui.ctx().request_repaint();
    preview
}

/// How many are allowed, and each that is refused with why.
fn told(ui: &mut Ui, state: &State, preview: &Preview) {
    if preview.refused.is_empty() {
        return;
    }
    let lang = state.lang;
    widgets::hair_line(ui, 6.0);
    let n = preview.refused.len().to_string();
    section(ui, lang.get("ui.batch_refused"), &lang.fill("ui.batch_refused_n", &[("n", &n)]));
    let rows = preview.refused.len();
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().id_salt("batch_refused").max_height(190.0).show_rows(
        ui,
        36.0,
        rows,
        |ui, range| {
            for (site, why) in preview.refused.get(range).unwrap_or_default() {
                ui.allocate_ui(vec2(ui.available_width(), 36.0), |ui| {
                    ui.set_min_height(36.0);
                    let ink = theme::colour(ui, Token::Critical);
                    ui.label(theme::small(ui, format!("{site} {}", names::site(state, site))));
                    ui.add(Label::new(theme::small(ui, why).color(ink)).truncate()).on_hover_text(why);
                });
            }
        },
    );
}
