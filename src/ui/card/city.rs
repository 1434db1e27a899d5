//! A task over the whole city: one number, the counties from the worst to the best, every
//! milestone, and who is bound.

use egui::accesskit::Role;
use egui::{Align2, Label, Sense, Ui, pos2, vec2};

use super::{declare, heading, light_line, milestone, ranked, section, why_city};
use crate::app::{Command, Outbox, State};
use crate::plan::TaskNo;
use crate::scene::{Headline, Token, headline};
use crate::status::{Cell, Light, MilestoneStatus};
use crate::text::Lang;
use crate::ui::{names, roll_up, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, task: TaskNo, outbox: &mut Outbox) {
    let lang = state.lang;
    let whole = lang.get("ui.whole_city");
    let over = format!("{whole} · {}", names::task_number(state, task));
    heading(ui, &over, &names::task(state, task));
    let milestones = roll_up::milestones(state, task, None);
    let cells: Vec<&Cell> = roll_up::cells(&state.status, task).collect();
    let light = roll_up::worst(cells.iter().map(|cell| cell.light));
    light_line(ui, state, light, &spread(state, &cells));
    declare::assign(ui, state, task, outbox);
    let headline = state.workspace.plan.task(task).and_then(|task| headline(task, &state.status));
    let headline = headline.as_ref();
    if let Some(now) = headline.and_then(|headline| headline.among(milestones)) {
        figure(ui, state, task, now, outbox);
    }
    widgets::hair_line(ui, 8.0);
    counties(ui, state, cells, headline, outbox);
    widgets::hair_line(ui, 8.0);
    section(ui, lang.get("ui.all_milestones"), "");
    for now in milestones {
        milestone::show(ui, state, task, now, None, outbox);
        if state.explained.as_ref() == Some(&now.id) {
            why_city::show(ui, state, task, now, outbox);
        }
        declare::report(ui, state, &now.id, outbox);
    }
    duty(ui, state, task);
}

/// The number that is worked on, as large as it matters.
fn figure(ui: &mut Ui, state: &State, task: TaskNo, now: &MilestoneStatus, outbox: &mut Outbox) {
    let Some(value) = now.value else {
        return;
    };
    ui.add_space(4.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let words = names::value(state.lang, value, now);
    let ink = theme::colour(ui, Token::Ink);
    let muted = theme::colour(ui, Token::Muted);
    let base = rect.bottom() - 2.0;
    let at = pos2(rect.left(), base);
    let number = theme::font(32.0, true);
    let shown = ui.painter().text(at, Align2::LEFT_BOTTOM, &words, number, ink);
    let beside = about(state, task, now);
    let room = rect.right() - shown.right() - 12.0;
    let beside = widgets::lines(ui, beside, theme::font(theme::SMALL, false), muted, room, 2);
    let at = pos2(shown.right() + 12.0, base - 4.0 - beside.size().y);
    ui.painter().galley(at, beside, muted);
    let response = widgets::named(ui, response, false, Role::Button, || milestone::why_name(state, &words));
    widgets::focus_ring(ui, rect, &response);
    if response.clicked() {
        outbox.send(Command::Explain(Some(now.id.clone())));
    }
    milestone::bar(ui, now);
    let remarks = milestone::remarks(state, now);
    ui.add(Label::new(theme::small(ui, remarks)).wrap());
}

fn counties(
    ui: &mut Ui,
    state: &State,
    cells: Vec<&Cell>,
    headline: Option<&Headline<'_>>,
    outbox: &mut Outbox,
) {
    let lang = state.lang;
    section(ui, lang.get("ui.counties"), "");
    ui.spacing_mut().item_spacing.y = 0.0;
    for cell in worst_first(cells, headline) {
        let own = headline.and_then(|headline| headline.among(&cell.milestones));
        let name = names::county_in_list(state, &cell.adcode);
        if ranked::numbers(ui, state, &name, cell.light, own).clicked() {
            outbox.send(Command::SelectCounty(Some(cell.adcode.clone())));
            // The number that was clicked is the one to explain.
            outbox.send(Command::Explain(own.map(|own| own.id.clone())));
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

/// `1 个县区逾期，2 个县区滞后`: how many counties have each bad light.
fn spread(state: &State, cells: &[&Cell]) -> String {
    let bad = [Light::Overdue, Light::Critical, Light::Behind, Light::NoReport, Light::Unassigned];
    let parts: Vec<String> = bad
        .into_iter()
        .filter_map(|light| {
            let n = cells.iter().filter(|cell| cell.light == light).count();
            let word = match state.lang {
                Lang::Zh => light.word(state.lang).to_owned(),
                Lang::En => light.word(state.lang).to_lowercase(),
            };
            (n > 0).then(|| state.lang.fill("ui.counties_with", &[("n", &n.to_string()), ("light", &word)]))
        })
        .collect();
    parts.join(state.lang.get("ui.comma"))
}

fn about<'a>(state: &'a State, task: TaskNo, now: &MilestoneStatus) -> &'a str {
    milestone::promise(state, task, &now.id).map_or("", |promise| promise.what.get(state.lang))
}

/// The worst light first; of one light the county that has done the least first.
fn worst_first<'a>(mut cells: Vec<&'a Cell>, headline: Option<&Headline<'_>>) -> Vec<&'a Cell> {
    let part = |cell: &Cell| {
        let own = headline.and_then(|headline| headline.among(&cell.milestones));
        own.and_then(|own| own.part(own.value?)).unwrap_or(f64::INFINITY)
    };
    cells.sort_by(|a, b| a.light.rank().cmp(&b.light.rank()).then(part(a).total_cmp(&part(b))));
    cells
}

/// Who leads, who cooperates, who is bound: the plan's own lines.
pub(super) fn duty(ui: &mut Ui, state: &State, task: TaskNo) {
    let Some(task) = state.workspace.plan.task(task) else {
        return;
    };
    widgets::hair_line(ui, 8.0);
    section(ui, state.lang.get("ui.duty"), "");
    let cooperating = task.cooperating.as_ref().map(|duty| &duty.source);
    let lines = [Some(&task.lead.source), cooperating, Some(&task.responsible.source)];
    for line in lines.into_iter().flatten().filter(|line| !line.is_empty()) {
        ui.add(Label::new(theme::small(ui, line)).wrap());
    }
}
