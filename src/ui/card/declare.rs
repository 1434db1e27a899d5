//! What is said rather than marked: the way to the form of a report or an assignment, and the form
//! where it is open.

use egui::Ui;

use super::{assign_form, report_form};
use crate::app::{Command, Form, Outbox, State, UiCommand};
use crate::plan::{MilestoneId, Scope, TaskNo};
use crate::ui::{names, widgets};

/// Under a milestone of which something is reported.
pub(super) fn report(ui: &mut Ui, state: &State, id: &MilestoneId, outbox: &mut Outbox) {
    let Some((_, milestone)) = state.workspace.plan.milestone(id) else {
        return;
    };
    if !milestone.takes_report() {
        return;
    }
    let form = Form::Report(id.clone());
    if state.form.as_ref() == Some(&form) {
        report_form::show(ui, state, milestone, outbox);
        return;
    }
    ui.horizontal(|ui| {
        ui.add_space(14.0);
        if widgets::link(ui, &words(ui, state, UiCommand::Report)).clicked() {
            outbox.send(Command::OpenForm(Some(form)));
        }
    });
}

/// Of a task that the plan gives to 相关 counties.
pub(super) fn assign(ui: &mut Ui, state: &State, task: TaskNo, outbox: &mut Outbox) {
    let relevant = state.workspace.plan.task(task).is_some_and(|task| task.scope == Scope::Relevant);
    if !relevant {
        return;
    }
    if state.form == Some(Form::Assign) {
        widgets::hair_line(ui, 6.0);
        assign_form::show(ui, state, task, outbox);
    } else if widgets::link(ui, &words(ui, state, UiCommand::Assign)).clicked() {
        outbox.send(Command::OpenForm(Some(Form::Assign)));
    }
}

fn words(ui: &Ui, state: &State, command: UiCommand) -> String {
    format!("{} {}", command.text(state.lang), names::keys(ui.ctx(), command))
}
