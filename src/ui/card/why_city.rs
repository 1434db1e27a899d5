//! 为什么？ for the city as a whole: the sentence, the days, who reported, and what each county adds.

use egui::{Label, Ui};

use super::{milestone, ranked, reports};
use crate::app::{Command, Outbox, State};
use crate::plan::TaskNo;
use crate::scene::Token;
use crate::status::MilestoneStatus;
use crate::ui::{names, roll_up, theme, widgets};

pub(super) fn show(ui: &mut Ui, state: &State, task: TaskNo, now: &MilestoneStatus, outbox: &mut Outbox) {
    let lang = state.lang;
    if let Some(promise) = milestone::promise(state, task, &now.id) {
        let quote = lang.fill("status.quote", &[("sentence", &promise.source)]);
        ui.add(Label::new(theme::small(ui, quote)).wrap());
        let ink = theme::colour(ui, Token::Ink);
        let start = promise.start.unwrap_or(state.workspace.plan.start).to_string();
        let days = match now.deadline {
            Some(deadline) => {
                lang.fill("ui.why_days", &[("start", &start), ("deadline", &deadline.to_string())])
            }
            None => lang.fill("ui.why_standing", &[("start", &start)]),
        };
        ui.add(Label::new(theme::small(ui, days).color(ink)).wrap());
        if let Some(note) = &promise.note {
            ui.add(Label::new(theme::small(ui, note.get(lang))).wrap());
        }
    }
    reports::show(ui, state, &now.id, outbox);
    ui.spacing_mut().item_spacing.y = 0.0;
    for cell in roll_up::cells(&state.status, task) {
        let Some(own) = roll_up::same(&cell.milestones, &now.id) else {
            continue;
        };
        let name = names::county_in_list(state, &cell.adcode);
        if ranked::numbers(ui, state, &name, own.light, Some(own)).clicked() {
            outbox.send(Command::SelectCounty(Some(cell.adcode.clone())));
            outbox.send(Command::Explain(Some(now.id.clone())));
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if widgets::link(ui, lang.get("ui.why_close")).clicked() {
        outbox.send(Command::Explain(None));
    }
}
