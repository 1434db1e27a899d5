//! 分解: which counties a 相关 task binds, from which day on.

use egui::{Align, Id, Label, Layout, Ui};
use jiff::civil::Date;

use super::form::{author, day, labelled, wrong};
use crate::app::{Command, Outbox, State};
use crate::plan::{Adcode, TaskNo};
use crate::scene::{Icon, Token};
use crate::ui::theme;
use crate::ui::widgets::{self, Weight};
use crate::workspace::AssignRequest;

/// An assignment that is being written.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    /// Task and number of events for which it was begun.
    begun_for: (TaskNo, usize),
    counties: Vec<Adcode>,
    on: String,
}

pub(super) fn show(ui: &mut Ui, state: &State, task: TaskNo, outbox: &mut Outbox) {
    let lang = state.lang;
    let id = Id::unique("assign_draft");
    let begun_for = (task, state.acts);
    let kept = ui.data(|data| data.get_temp::<Draft>(id)).filter(|draft| draft.begun_for == begun_for);
    let mut draft = kept.unwrap_or_else(|| Draft {
        begun_for,
        counties: state.workspace.history.assigned(task, state.as_of).unwrap_or_default().to_vec(),
        on: state.as_of.date.min(state.today).to_string(),
    });
    ui.horizontal(|ui| {
        let title = theme::strong(lang.get("ui.assign_title"));
        ui.label(title.color(theme::colour(ui, Token::Accent)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Close, lang.get("ui.close_form"), 22.0).clicked() {
                outbox.send(Command::OpenForm(None));
            }
        });
    });
    counties(ui, state, &mut draft);
    labelled(ui, lang.get("ui.assign_on"), |ui| day(ui, state, lang.get("ui.assign_on"), &mut draft.on));
    let on = date(state, &draft);
    if let Err(words) = &on {
        wrong(ui, words);
    }
    labelled(ui, lang.get("ui.mark_by"), |ui| author(ui, state, outbox));
    let named = !state.author.trim().is_empty() || state.trial.is_some();
    let ready = on.is_ok() && named && !draft.counties.is_empty();
    let words = lang.fill("ui.assign_save", &[("n", &draft.counties.len().to_string())]);
    let width = Some(ui.available_width());
    let save = |ui: &mut Ui| widgets::button(ui, &words, Weight::Primary, width);
    if ui.add_enabled_ui(ready, save).inner.clicked()
        && let Ok(on) = on
    {
        let counties = draft.counties.iter().map(|code| code.0.clone()).collect();
        outbox.send(Command::Assign(AssignRequest { task, counties, on }));
    }
    if draft.counties.is_empty() {
        ui.label(theme::small(ui, lang.get("ui.assign_needed")));
    } else if !named {
        ui.label(theme::small(ui, lang.get("ui.report_by_needed")));
    }
    ui.data_mut(|data| data.insert_temp(id, draft));
}

/// A box per county, in two columns, and all or none.
fn counties(ui: &mut Ui, state: &State, draft: &mut Draft) {
    let lang = state.lang;
    let all = &state.workspace.plan.counties;
    ui.add(Label::new(theme::small(ui, lang.get("ui.assign_text"))).wrap());
    let width = ui.available_width() / 2.0;
    ui.spacing_mut().interact_size.y = 20.0;
    for pair in all.chunks(2) {
        ui.horizontal(|ui| {
            for (column, county) in pair.iter().enumerate() {
                if column > 0 {
                    ui.add_space((width - (ui.min_rect().width())).max(4.0));
                }
                let at = draft.counties.iter().position(|code| *code == county.adcode);
                let mut bound = at.is_some();
                if ui.checkbox(&mut bound, county.name.get(lang)).changed() {
                    match at {
                        Some(at) => {
                            draft.counties.remove(at);
                        }
                        None => draft.counties.push(county.adcode.clone()),
                    }
                }
            }
        });
    }
    ui.horizontal(|ui| {
        if widgets::link(ui, lang.get("ui.assign_all")).clicked() {
            draft.counties = all.iter().map(|county| county.adcode.clone()).collect();
        }
        if widgets::link(ui, lang.get("ui.assign_none")).clicked() {
            draft.counties.clear();
        }
    });
    ui.spacing_mut().interact_size.y = 28.0;
}

/// The day, or what is wrong with it.
fn date(state: &State, draft: &Draft) -> Result<Date, String> {
    let on: Date = draft.on.trim().parse().map_err(|_| state.lang.get("ui.date_wrong").to_owned())?;
    if on > state.today && state.trial.is_none() {
        return Err(state.lang.fill("ui.date_ahead", &[("today", &state.today.to_string())]));
    }
    Ok(on)
}
