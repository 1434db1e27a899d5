//! Marks by the dozen, for a trial: so many of the sites that the chosen task misses in the chosen
//! county, in a state of one's choice.

use std::collections::BTreeMap;

use egui::accesskit::Role;
use egui::{ComboBox, Id, Label, Ui, WidgetInfo};

use super::trial;
use crate::app::{Command, Outbox, State};
use crate::plan::Target;
use crate::scene::Icon;
use crate::site::{Kind, Site};
use crate::status::{MilestoneReason, Wish, wish};
use crate::ui::{roll_up, theme, widgets};
use crate::workspace::MarkRequest;

/// What one begins with, where there are as many.
const DOZEN: usize = 12;

/// A batch that is being put together.
#[derive(Debug, Clone, Default)]
struct Draft {
    /// How many; none means a dozen.
    count: Option<usize>,
    /// The id of the state; none means as the milestone counts it.
    to: Option<String>,
}

/// The milestone that is spoken of and what marking its sites takes.
struct Subject<'a> {
    milestone: &'a MilestoneReason,
    target: &'a Target,
    kind: &'a Kind,
    /// The sites that do not count yet, the furthest along first.
    open: Vec<&'a Site>,
}

pub(super) fn show(ui: &mut Ui, state: &State, outbox: &mut Outbox) {
    let lang = state.lang;
    widgets::hair_line(ui, 4.0);
    let Some(subject) = subject(state) else {
        ui.add(Label::new(theme::small(ui, lang.get("ui.batch_nothing"))).wrap());
        return;
    };
    let id = Id::unique("batch").with(&subject.milestone.id);
    let mut draft = ui.data(|data| data.get_temp::<Draft>(id)).unwrap_or_default();
    ui.add(Label::new(theme::strong(subject.milestone.what.get(lang))).truncate());
    let most = subject.open.len();
    let count = draft.count.unwrap_or(DOZEN).clamp(1, most.max(1));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if widgets::icon_button(ui, Icon::Minus, lang.get("ui.batch_fewer"), 24.0).clicked() {
            draft.count = Some(count.saturating_sub(1).max(1));
        }
        let words =
            lang.fill("ui.batch_count", &[("n", &count.min(most).to_string()), ("of", &most.to_string())]);
        ui.label(words);
        if widgets::icon_button(ui, Icon::Plus, lang.get("ui.batch_more"), 24.0).clicked() {
            draft.count = Some((count + 1).min(most));
        }
        if widgets::link(ui, lang.get("ui.all")).clicked() {
            draft.count = Some(most);
        }
    });
    choose(ui, state, &subject, &mut draft);
    let requests: Vec<MarkRequest> =
        subject.open.iter().filter_map(|site| request(state, &subject, site, &draft)).take(count).collect();
    let day = state.as_of.date.to_string();
    let words = lang.fill("ui.batch_go", &[("n", &requests.len().to_string()), ("date", &day)]);
    if trial::go(ui, &words, !requests.is_empty()) {
        outbox.send(Command::MarkAll(requests));
        draft.count = None;
    }
    ui.data_mut(|data| data.insert_temp(id, draft));
}

/// As the milestone counts it, or one of the kind's states.
fn choose(ui: &mut Ui, state: &State, subject: &Subject<'_>, draft: &mut Draft) {
    let lang = state.lang;
    let counts = lang.get("ui.batch_counts");
    let name = |id: &str| subject.kind.state_words(id, lang).to_owned();
    let words = draft.to.as_deref().map_or_else(|| counts.to_owned(), name);
    let shown = ComboBox::from_id_salt("batch_state")
        .selected_text(theme::small(ui, words))
        .width(ui.available_width() - 8.0)
        .show_ui(ui, |ui| {
            if ui.selectable_label(draft.to.is_none(), counts).clicked() {
                draft.to = None;
            }
            for each in &subject.kind.states {
                let chosen = draft.to.as_ref() == Some(&each.id);
                if ui.selectable_label(chosen, each.name.get(lang)).clicked() {
                    draft.to = Some(each.id.clone());
                }
            }
        });
    let name = lang.get("ui.batch_state");
    shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, name));
}

/// The milestone that the card explains, or the first that misses sites.
fn subject(state: &State) -> Option<Subject<'_>> {
    let why = state.explanation.as_ref()?;
    let misses = |milestone: &&MilestoneReason| milestone.sites().iter().any(|s| s.asked && !s.counted);
    let explained = roll_up::explained(state, why).filter(|milestone| misses(milestone));
    let milestone = explained.or_else(|| why.milestones.iter().find(misses))?;
    let number = milestone.figure()?.number;
    let (_, promise) = state.workspace.plan.milestone(&milestone.id)?;
    let target = promise.targets.get(number.checked_sub(1)?).filter(|target| !target.counts_unwanted())?;
    let kind = state.workspace.kinds.get(&target.over_sites()?.kind)?;
    let mut open: Vec<(usize, &Site)> = milestone
        .sites()
        .iter()
        .filter(|site| site.asked && !site.counted)
        .filter_map(|site| {
            let record = state.workspace.register.get(&site.id)?;
            Some((kind.step(&site.state).unwrap_or_default(), record))
        })
        .collect();
    open.sort_by(|(a_step, a), (b_step, b)| b_step.cmp(a_step).then(a.id.cmp(&b.id)));
    Some(Subject { milestone, target, kind, open: open.into_iter().map(|(_, site)| site).collect() })
}

/// The mark of one site; none where nothing about it would change.
fn request(state: &State, subject: &Subject<'_>, site: &Site, draft: &Draft) -> Option<MarkRequest> {
    let now = state.workspace.history.fold(site, state.as_of)?;
    let Wish { to, set } = match &draft.to {
        Some(to) if to == now.state => return None,
        Some(to) => Wish { to: to.clone(), set: BTreeMap::new() },
        None => wish(subject.target, subject.kind, &now)?,
    };
    Some(MarkRequest {
        site: site.id.clone(),
        to: Some(to),
        on: state.as_of.date,
        note: None,
        set,
        evidence: Vec::new(),
    })
}
