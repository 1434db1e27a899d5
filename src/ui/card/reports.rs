//! What was reported on a milestone: value, day, source, who; what was taken back is struck through.

use egui::{Align, Label, Layout, Ui};

use super::section;
use crate::app::{Command, Outbox, State};
use crate::ledger::{Body, Event, Report};
use crate::plan::MilestoneId;
use crate::scene::{Icon, Token};
use crate::ui::{names, theme, widgets};

/// Reports listed at most.
const MOST: usize = 12;

pub(super) fn show(ui: &mut Ui, state: &State, milestone: &MilestoneId, outbox: &mut Outbox) {
    let lang = state.lang;
    let city = &state.workspace.plan.city_adcode;
    let concerns = |report: &Report| {
        state.county.as_ref().is_none_or(|county| report.county == *county || report.county == *city)
    };
    let events = state.workspace.history.of_milestone(milestone).rev();
    let reports: Vec<(&Event, &Report)> = events
        .filter_map(|event| match &event.body {
            Body::Report(report) if concerns(report) => Some((event, report)),
            _ => None,
        })
        .collect();
    if reports.is_empty() {
        return;
    }
    ui.add_space(4.0);
    section(ui, lang.get("ui.reports"), &lang.fill("ui.reports_n", &[("n", &reports.len().to_string())]));
    for (event, report) in reports.into_iter().take(MOST) {
        one(ui, state, event, report, outbox);
    }
}

fn one(ui: &mut Ui, state: &State, event: &Event, report: &Report, outbox: &mut Outbox) {
    let lang = state.lang;
    let undone = state.workspace.history.undone_by(&event.id);
    let holds = state.workspace.history.holds(event, state.as_of);
    let ink = theme::colour(ui, if holds { Token::Ink } else { Token::Muted });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let mut day = theme::strong(event.effective_on.to_string()).color(ink);
        let mut said = egui::RichText::new(names::said(state, report)).color(ink);
        if undone.is_some() {
            day = day.strikethrough();
            said = said.strikethrough();
        }
        ui.label(day);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if undone.is_none()
                && state.workspace.writable
                && widgets::icon_button(ui, Icon::Undo, lang.get("ui.take_back_report"), 22.0).clicked()
            {
                outbox.send(Command::Undo(event.id.clone()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(said).truncate());
            });
        });
    });
    let city = &state.workspace.plan.city;
    let who = state.workspace.plan.county(&report.county).map_or(city, |county| &county.name);
    let mut remarks = vec![
        who.get(lang).to_owned(),
        lang.fill("ui.from_source", &[("source", &report.source)]),
        lang.fill("ui.recorded", &[("date", &event.recorded_on().to_string()), ("by", &event.by)]),
    ];
    remarks.extend(names::not_holding(lang, undone, holds));
    ui.add(Label::new(theme::small(ui, remarks.join(" · "))).wrap());
}
