//! 填报: what a county, or the city, says of a milestone, with every error beside its field.

use egui::{Align, Id, Label, Layout, Ui};
use jiff::civil::Date;

use super::form::{author, day, labelled, wrong};
use crate::app::{Command, Outbox, State};
use crate::ledger::Said;
use crate::plan::{Adcode, Measure, Milestone, MilestoneId, Target};
use crate::scene::{Icon, Token};
use crate::ui::widgets::{self, Weight};
use crate::ui::{names, theme};
use crate::workspace::ReportRequest;

/// A report that is being written.
#[derive(Debug, Clone, Default, PartialEq)]
struct Draft {
    /// Milestone, county and number of events for which it was begun: after a report there is a new
    /// one.
    begun_for: Option<(MilestoneId, Option<Adcode>, usize)>,
    /// Which of the milestone's numbers, from 1.
    target: usize,
    /// Whether the value is that of the baseline year.
    baseline: bool,
    /// Done or not, of a milestone without numbers.
    done: Option<bool>,
    value: String,
    on: String,
    source: String,
}

pub(in crate::ui) fn show(ui: &mut Ui, state: &State, milestone: &Milestone, outbox: &mut Outbox) {
    let lang = state.lang;
    let id = Id::unique("report_draft");
    let begun_for = Some((milestone.id.clone(), state.county.clone(), state.acts));
    let kept = ui.data(|data| data.get_temp::<Draft>(id)).filter(|draft| draft.begun_for == begun_for);
    let fresh = kept.is_none();
    let mut draft = kept.unwrap_or_else(|| Draft {
        begun_for,
        target: takes(milestone).next().map_or(1, |(number, _)| number),
        on: state.as_of.date.min(state.today).to_string(),
        ..Draft::default()
    });
    let who = whose(state, milestone, draft.target);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        let words = lang.fill("ui.report_title", &[("who", &who_in_words(state, &who))]);
        ui.label(theme::strong(words).color(theme::colour(ui, Token::Accent)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::icon_button(ui, Icon::Close, lang.get("ui.close_form"), 22.0).clicked() {
                outbox.send(Command::OpenForm(None));
            }
        });
    });
    said(ui, state, milestone, &mut draft);
    labelled(ui, lang.get("ui.report_on"), |ui| day(ui, state, lang.get("ui.report_on"), &mut draft.on));
    if let Err(words) = date(state, &draft) {
        wrong(ui, &words);
    }
    labelled(ui, lang.get("ui.report_source"), |ui| {
        let hint = lang.get("ui.report_source_hint");
        widgets::text_field(ui, &mut draft.source, lang.get("ui.report_source"), hint);
    });
    labelled(ui, lang.get("ui.mark_by"), |ui| author(ui, state, outbox));
    save(ui, state, milestone, &who, &draft, outbox);
    // A form that was just opened is seen whole, also under a long card.
    if fresh {
        ui.scroll_to_cursor(Some(Align::BOTTOM));
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(id, draft));
}

/// The number, or done or not.
fn said(ui: &mut Ui, state: &State, milestone: &Milestone, draft: &mut Draft) {
    let lang = state.lang;
    if milestone.targets.is_empty() {
        labelled(ui, lang.get("ui.report_is"), |ui| {
            let words = [lang.get("ui.said_done"), lang.get("ui.said_not_done")];
            let chosen = draft.done.map_or(usize::MAX, |done| usize::from(!done));
            if let Some(i) = widgets::segmented(ui, "report_done", &words, chosen, true) {
                draft.done = Some(i == 0);
            }
        });
        return;
    }
    let numbers: Vec<(usize, &Target)> = takes(milestone).collect();
    if numbers.len() > 1 {
        for (number, target) in &numbers {
            let chosen = draft.target == *number;
            if ui.radio(chosen, theme::small(ui, target.metric.get(lang))).clicked() {
                draft.target = *number;
                draft.baseline = false;
            }
        }
    }
    let Some((_, target)) = numbers.iter().find(|(number, _)| *number == draft.target) else {
        return;
    };
    if let Some(baseline) = target.baseline {
        labelled(ui, lang.get("ui.report_year"), |ui| {
            let year = lang.fill("ui.report_baseline", &[("year", &baseline.year.to_string())]);
            let words = [lang.get("ui.report_now"), year.as_str()];
            let chosen = usize::from(draft.baseline);
            if let Some(i) = widgets::segmented(ui, "report_baseline", &words, chosen, true) {
                draft.baseline = i == 1;
            }
        });
    }
    let unit = crate::scene::unit(lang, &target.bound.unit);
    let label = lang.fill("ui.report_value", &[("unit", &unit)]);
    labelled(ui, label.trim(), |ui| {
        let hint = lang.get("ui.report_value_hint");
        widgets::text_field(ui, &mut draft.value, lang.get("ui.report_number"), hint);
    });
    if !draft.value.trim().is_empty() && number(draft).is_none() {
        wrong(ui, lang.get("ui.report_no_number"));
    }
    ui.horizontal(|ui| {
        ui.add_space(76.0);
        ui.add(Label::new(theme::small(ui, bounds(state, milestone, target))).wrap());
    });
}

/// `主要河流…比例，目标 ≥ 70%`: what the number is and what is asked of it.
fn bounds(state: &State, milestone: &Milestone, target: &Target) -> String {
    let lang = state.lang;
    let own = state.county.as_ref().and_then(|county| target.per_county.get(county));
    let asked = own.copied().unwrap_or_else(|| state.workspace.rule.bound(milestone, target).value);
    let asked = names::value_with_unit(lang, asked, Some(&target.bound.unit));
    let key = match target.bound.comparator.sign() {
        "<=" => "status.at_most",
        "==" => "status.exactly",
        _ => "status.at_least",
    };
    let asked = lang.fill(key, &[("number", &asked)]);
    let asked = lang.fill("ui.target", &[("value", &asked)]);
    [target.metric.get(lang), &asked].join(lang.get("ui.comma"))
}

/// The numbers of a milestone that no sites give, from 1.
fn takes(milestone: &Milestone) -> impl Iterator<Item = (usize, &Target)> {
    milestone
        .targets
        .iter()
        .enumerate()
        .filter(|(_, target)| target.over_sites().is_none())
        .map(|(at, t)| (at + 1, t))
}

/// Whose word it is: the chosen county's; the city's where it is published, or no county is chosen.
fn whose(state: &State, milestone: &Milestone, number: usize) -> Adcode {
    let plan = &state.workspace.plan;
    let target = number.checked_sub(1).and_then(|at| milestone.targets.get(at));
    let published = target.is_some_and(|target| target.measure == Measure::Published);
    let of_goal = plan.goal(&milestone.id.0).is_some();
    let county = state.county.as_ref().filter(|_| !published && !of_goal);
    county.unwrap_or(&plan.city_adcode).clone()
}

fn who_in_words(state: &State, who: &Adcode) -> String {
    let plan = &state.workspace.plan;
    if *who == plan.city_adcode { plan.city.get(state.lang).to_owned() } else { names::county(state, who) }
}

fn number(draft: &Draft) -> Option<f64> {
    let text = draft.value.trim().trim_end_matches(['%', '％']).trim();
    text.parse().ok().filter(|value: &f64| value.is_finite())
}

/// The day, or what is wrong with it.
fn date(state: &State, draft: &Draft) -> Result<Date, String> {
    let lang = state.lang;
    let on: Date = draft.on.trim().parse().map_err(|_| lang.get("ui.date_wrong").to_owned())?;
    if on > state.today && state.trial.is_none() {
        return Err(lang.fill("ui.date_ahead", &[("today", &state.today.to_string())]));
    }
    Ok(on)
}

/// What is still missing, and the button that saves.
fn save(ui: &mut Ui, state: &State, milestone: &Milestone, who: &Adcode, draft: &Draft, outbox: &mut Outbox) {
    let request = request(state, milestone, who, draft);
    let width = Some(ui.available_width());
    let words = state.lang.get("ui.report_save");
    let save = |ui: &mut Ui| widgets::button(ui, words, Weight::Primary, width);
    let clicked = ui.add_enabled_ui(request.is_ok(), save).inner.clicked();
    match request {
        Ok(request) if clicked => outbox.send(Command::Report(request)),
        Ok(_) => {}
        Err(missing) => {
            ui.add(Label::new(theme::small(ui, missing)).wrap());
        }
    }
}

fn request(
    state: &State,
    milestone: &Milestone,
    who: &Adcode,
    draft: &Draft,
) -> Result<ReportRequest, String> {
    let missing = |key: &str| state.lang.get(key).to_owned();
    let said = if milestone.targets.is_empty() {
        Said::Done(draft.done.ok_or_else(|| missing("ui.report_done_needed"))?)
    } else {
        let number = number(draft).ok_or_else(|| missing("ui.report_value_needed"))?;
        if draft.baseline { Said::Baseline(number) } else { Said::Value(number) }
    };
    let on = date(state, draft)?;
    if draft.source.trim().is_empty() {
        return Err(missing("ui.report_source_needed"));
    }
    if state.author.trim().is_empty() && state.trial.is_none() {
        return Err(missing("ui.report_by_needed"));
    }
    Ok(ReportRequest {
        milestone: milestone.id.clone(),
        county: who.0.clone(),
        target: draft.target,
        said,
        on,
        source: draft.source.trim().to_owned(),
    })
}
