//! Names and numbers as they are written on screen.

use egui::Key;
use jiff::civil::Date;

use crate::app::{State, UiCommand};
use crate::ledger::{Body, Event, Report, Said};
use crate::plan::{Action, Adcode, County, TaskNo};
use crate::scene::unit;
use crate::site::{Kind, Site, SiteId};
use crate::status::{MilestoneStatus, NumberMoved, event_words};
use crate::text::Lang;

/// 滑县
pub(super) fn county(state: &State, adcode: &Adcode) -> String {
    state
        .workspace
        .plan
        .county(adcode)
        .map_or_else(|| adcode.0.clone(), |county| county.name.get(state.lang).to_owned())
}

/// 滑县, Hua: as it stands in a narrow list.
pub(super) fn county_in_list(state: &State, adcode: &Adcode) -> String {
    match (state.lang, state.workspace.plan.county(adcode)) {
        (Lang::En, Some(named)) => county_short(named, Lang::En),
        _ => county(state, adcode),
    }
}

/// 文峰, Wenfeng: a county without the word for what it is, where that still is a name.
pub(super) fn county_short(county: &County, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            let name = &county.name.zh;
            let mut short: Vec<char> = name.chars().collect();
            short.pop();
            if short.len() < 2 { name.clone() } else { short.into_iter().collect() }
        }
        Lang::En => {
            let name = &county.name.en;
            name.rsplit_once(' ').map_or_else(|| name.clone(), |(short, _)| short.to_owned())
        }
    }
}

/// 建设美丽幸福河湖
pub(super) fn task(state: &State, number: TaskNo) -> String {
    state
        .workspace
        .plan
        .task(number)
        .map_or_else(|| number.to_string(), |task| task.title.get(state.lang).to_owned())
}

/// 任务 22
pub(super) fn task_number(state: &State, number: TaskNo) -> String {
    state.lang.fill("ui.task_number", &[("n", &number.to_string())])
}

/// 八 美丽幸福河湖建设: without the word 行动, which all of them end in.
pub(super) fn action(action: &Action, lang: Lang) -> String {
    match lang {
        Lang::Zh => {
            let number = action.label.trim_matches(|c| "()（）".contains(c));
            let name = action.name.zh.trim_end_matches(lang.get("ui.action_suffix"));
            format!("{number} {name}")
        }
        Lang::En => format!("{} {}", action.number, action.name.en),
    }
}

/// The site's name, or its code.
pub(super) fn site(state: &State, id: &SiteId) -> String {
    state
        .workspace
        .register
        .get(id)
        .filter(|site| !site.name.is_empty())
        .map_or_else(|| id.0.clone(), |site| site.name.clone())
}

/// A layer as the plan calls it, else as its kind is called.
pub(super) fn layer(state: &State, layer: &str, kind: Option<&Kind>) -> String {
    let of_plan = state.workspace.plan.layers.get(layer);
    let name = of_plan.or(kind.map(|kind| &kind.name));
    name.map_or(layer, |name| name.get(state.lang)).to_owned()
}

/// An act in a few words: `HX-0003 城关明渠左岸3号 → 已验收`.
pub(super) fn act(state: &State, event: &Event) -> String {
    let lang = state.lang;
    match &event.body {
        Body::Mark { site: id, from, to, set, .. } => {
            let kind =
                state.workspace.register.get(id).and_then(|site| state.workspace.kinds.get(&site.kind));
            let state_words = kind.map_or(to.as_str(), |kind| kind.state_words(to, lang));
            let mut steps = if from == to { Vec::new() } else { vec![state_words.to_owned()] };
            steps.extend(set.iter().map(|(field, value)| {
                let field = kind.map_or(field.as_str(), |kind| kind.field_words(field, lang));
                format!("{field} {value}")
            }));
            format!("{id} {} → {}", site(state, id), steps.join(lang.get("ui.comma")))
        }
        Body::Report(report) => format!("{} {}", report.milestone, said(state, report)),
        Body::Assign(assignment) => {
            let named = assignment.counties.iter().map(|code| county_in_list(state, code));
            let named: Vec<String> = named.collect();
            format!("{} → {}", task_number(state, assignment.task), named.join(lang.get("ui.and")))
        }
        Body::Add(_) | Body::Retire(_) => {
            let words = event_words(&state.workspace.inputs(), event);
            words.map_or_else(|| event.body.kind().to_owned(), |words| words.get(lang).to_owned())
        }
        _ => event.body.kind().to_owned(),
    }
}

/// Why a site is not there on the day that is shown.
pub(super) fn not_there(state: &State, site: &Site) -> String {
    match state.workspace.history.retired(site, state.as_of) {
        Some((event, retirement)) => {
            let (on, by) = (event.effective_on.to_string(), event.by.as_str());
            state.lang.fill("ui.retired_from", &[("date", &on), ("why", &retirement.why), ("by", by)])
        }
        None => state.lang.get("ui.not_registered_yet").to_owned(),
    }
}

/// What a report says: a value with its unit, that of the baseline year, or done or not.
pub(super) fn said(state: &State, report: &Report) -> String {
    let lang = state.lang;
    let milestone = state.workspace.plan.milestone(&report.milestone);
    let target = milestone.and_then(|(_, milestone)| milestone.targets.get(report.target.checked_sub(1)?));
    let value = |value: f64| {
        let unit_words = unit(lang, target.map_or("", |target| target.bound.unit.as_str()));
        quantity(value, &unit_words)
    };
    match report.said {
        Said::Value(number) => value(number),
        Said::Baseline(number) => lang.fill("ui.said_baseline", &[("value", &value(number))]),
        Said::Done(true) => lang.get("ui.said_done").to_owned(),
        Said::Done(false) => lang.get("ui.said_not_done").to_owned(),
    }
}

/// The name of a state of a kind, or its id.
pub(super) fn site_state(state: &State, kind: &str, id: &str) -> String {
    state
        .workspace
        .kinds
        .get(kind)
        .and_then(|kind| kind.states.iter().find(|s| s.id == id))
        .map_or_else(|| id.to_owned(), |s| s.name.get(state.lang).to_owned())
}

/// A value with its unit: `56%`, `4 310 亩`, `6.2 km`.
pub(super) fn quantity(value: f64, unit: &str) -> String {
    let number = number(value);
    if unit.is_empty() {
        number
    } else if unit == "%" {
        format!("{number}%")
    } else {
        format!("{number} {unit}")
    }
}

/// A value in the unit of a milestone.
pub(super) fn value(lang: Lang, value: f64, milestone: &MilestoneStatus) -> String {
    value_with_unit(lang, value, milestone.unit.as_deref())
}

/// A value with its unit in a language.
pub(super) fn value_with_unit(lang: Lang, value: f64, unit_of_plan: Option<&str>) -> String {
    quantity(value, &unit(lang, unit_of_plan.unwrap_or_default()))
}

/// `13 / 25`
pub(super) fn counted(lang: Lang, milestone: &MilestoneStatus) -> Option<String> {
    let (counted, of) = milestone.counted.zip(milestone.of).filter(|(_, of)| *of > 0)?;
    let values = [("counted", counted.to_string()), ("of", of.to_string())];
    Some(lang.fill("ui.counted_of", &values.each_ref().map(|(name, value)| (*name, value.as_str()))))
}

/// `13 → 14/25`, `13/24 → 13/25`, or the values where no sites are counted in shares; none where nothing is known of
/// one of them.
pub(super) fn moved(lang: Lang, numbers: &NumberMoved) -> Option<String> {
    let (before, after) = (&numbers.before, &numbers.after);
    let percent = after.unit.as_deref() == Some("%");
    match (before.counted, after.counted, after.of) {
        (Some(from), Some(to), Some(of)) if percent => {
            // A site more or less is seen in the denominator.
            let was = before.of.filter(|was| *was != of).map(|was| format!("/{was}")).unwrap_or_default();
            Some(format!("{from}{was} → {to}/{of}"))
        }
        _ => {
            let value = |value: Option<f64>| {
                let nothing = || lang.get("ui.nothing_known").to_owned();
                value.map_or_else(nothing, |value| value_with_unit(lang, value, after.unit.as_deref()))
            };
            let moved = before.value != after.value;
            moved.then(|| format!("{} → {}", value(before.value), value(after.value)))
        }
    }
}

/// A number with at most one decimal below a thousand, none above, thousands apart by a thin
/// space.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let rounded = (value * 10.0).round() / 10.0;
    let text = if rounded.abs() >= 1000.0 || rounded.fract() == 0.0 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    };
    group(&text)
}

/// The second number of a scale, to two digits.
pub(super) fn scale(scale: f64) -> String {
    let step = 10_f64.powf(scale.max(1.0).log10().floor() - 1.0);
    number((scale / step).round() * step)
}

/// A number of a record, with all of its decimals.
pub(super) fn number_exact(value: f64) -> String {
    group(&value.to_string())
}

/// `4310` → `4 310` with a narrow space.
fn group(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("−", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, ""), |(w, _)| (w, &digits[w.len()..]));
    let mut grouped = String::from(sign);
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && whole.len() > 4 - 1 && (whole.len() - i).is_multiple_of(3) {
            grouped.push('\u{2009}');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// The keys of a command as they stand on a keyboard: `Ctrl+K`, `[`, `↑`.
pub(super) fn keys(ctx: &egui::Context, command: UiCommand) -> String {
    let Some(shortcut) = command.shortcuts().first() else {
        return String::new();
    };
    let key = shortcut.logical_key;
    let words = ctx.format_shortcut(shortcut);
    let sign = match key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Plus => "+",
        Key::Minus => "−",
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Questionmark => "?",
        Key::Escape => "Esc",
        _ => return words,
    };
    let modifiers = words.strip_suffix(key.name()).unwrap_or_default();
    format!("{modifiers}{sign}")
}

/// `2023-12`
pub(super) fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

/// Why an event does not hold on the day: taken back, or later than it. None where it holds.
pub(super) fn not_holding(lang: Lang, undone: Option<&Event>, holds: bool) -> Option<String> {
    match undone {
        Some(undo) => {
            let date = undo.recorded_on().to_string();
            Some(lang.fill("ui.taken_back", &[("date", &date), ("by", &undo.by)]))
        }
        None => (!holds).then(|| lang.get("ui.after_as_of").to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_a_person_writes_them() {
        assert_eq!(number(56.0), "56");
        assert_eq!(number(43.66), "43.7");
        assert_eq!(number(4310.4), "4\u{2009}310");
        assert_eq!(number(-1234567.0), "−1\u{2009}234\u{2009}567");
        assert_eq!(number(f64::NAN), "–");
        assert_eq!(scale(879_545.2), "880\u{2009}000");
        assert_eq!(quantity(56.0, "%"), "56%");
        assert_eq!(quantity(8.0, "条"), "8 条");
    }
}
