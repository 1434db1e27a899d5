//! 为什么？ The rule and what the light means under it; under the milestone that is explained the
//! plan's sentence, its days and numbers, who reported them, and the sites behind them.

use egui::{Label, Sense, Ui, vec2};

use super::{reports, section, why_sites};
use crate::app::{Outbox, State};
use crate::plan::Combine;
use crate::scene::Token;
use crate::status::{Figure, Light, MilestoneReason};
use crate::ui::{names, theme, widgets};

/// The rule, and what the light means under it.
pub(super) fn head(ui: &mut Ui, state: &State) {
    let Some(why) = &state.explanation else {
        return;
    };
    let lang = state.lang;
    section(ui, lang.get("ui.why"), why.rule_name.get(lang));
    let meaning = [("light", why.light.word(lang)), ("meaning", why.meaning.get(lang))];
    words(ui, &lang.fill("ui.why_light", &meaning), Token::Muted);
    // Who ruled, when and why, under a rule that asks for rulings.
    let of_milestones = why.milestones.iter().filter_map(|milestone| milestone.ruling.as_ref());
    for ruling in why.ruling.iter().chain(of_milestones) {
        words(ui, &ruling.to_text(lang), Token::Ink);
    }
}

/// All about one milestone that its own lines do not say.
pub(super) fn milestone(ui: &mut Ui, state: &State, reason: &MilestoneReason, outbox: &mut Outbox) {
    let lang = state.lang;
    let quote = lang.fill("status.quote", &[("sentence", &reason.source)]);
    words(ui, &quote, Token::Muted);
    words(ui, &facts(state, reason), Token::Ink);
    if reason.silence.is_some() {
        words(ui, &reason.sentence(lang), Token::Ink);
    }
    figures(ui, state, reason);
    if let Some(note) = &reason.note {
        words(ui, note.get(lang), Token::Muted);
    }
    reports::show(ui, state, &reason.id, outbox);
    why_sites::show(ui, state, reason, outbox);
}

/// `2023-10-08 起，2024-12-31 止，起点 0%，目标 ≥ 70%，应达 53%，落后 12 点`
fn facts(state: &State, reason: &MilestoneReason) -> String {
    let lang = state.lang;
    let start = reason.start.to_string();
    let mut parts = vec![match reason.now.deadline {
        Some(deadline) => lang.fill("ui.why_days", &[("start", &start), ("deadline", &deadline.to_string())]),
        None => lang.fill("ui.why_standing", &[("start", &start)]),
    }];
    if let Some(figure) = reason.figure() {
        let unit = |value: f64| names::value_with_unit(lang, value, Some(&figure.unit));
        parts.extend(figure.start_value.map(|from| lang.fill("ui.why_from", &[("value", &unit(from))])));
        parts.extend(figure.asked(lang).map(|asked| lang.fill("ui.target", &[("value", &asked)])));
        if let (Some(expected), Some(lag), Light::OnTrack | Light::Behind | Light::Critical) =
            (figure.expected, figure.lag, figure.light)
        {
            parts.push(lang.fill("ui.expected", &[("value", &unit(expected))]));
            parts.push(lang.fill("ui.why_lag", &[("lag", &names::number(lag.max(0.0)))]));
        }
    }
    if reason.now.late {
        parts.push(lang.get("ui.late").to_owned());
    }
    parts.join(lang.get("ui.comma"))
}

/// Every number of a milestone that asks for several, and whether all or any must be met.
fn figures(ui: &mut Ui, state: &State, milestone: &MilestoneReason) {
    if milestone.figures.len() < 2 {
        return;
    }
    let lang = state.lang;
    let any = milestone.combine == Combine::Any;
    words(ui, lang.get(if any { "status.any" } else { "status.all" }), Token::Muted);
    for figure in &milestone.figures {
        ui.horizontal_top(|ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
            widgets::light(ui, figure.light, rect.center(), 10.0);
            words(ui, &figure_line(state, figure), Token::Ink);
        });
    }
}

/// `达到或优于Ⅲ类断面比例，现 75%，≥ 72.7%`
fn figure_line(state: &State, figure: &Figure) -> String {
    let lang = state.lang;
    let value = figure.value.map_or_else(
        || lang.get("ui.nothing_known").to_owned(),
        |value| names::value_with_unit(lang, value, Some(&figure.unit)),
    );
    let parts = [Some(figure.metric.get(lang).to_owned()), Some(value), figure.asked(lang)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.get("ui.comma"))
}

fn words(ui: &mut Ui, words: &str, token: Token) {
    let ink = theme::colour(ui, token);
    ui.add(Label::new(theme::small(ui, words).color(ink)).wrap());
}
