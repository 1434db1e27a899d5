//! The sentences of a page: a title that says how it stands, what was promised, notes, sources.

use super::Classification;
use super::facts::Facts;
use crate::ledger::Clock;
use crate::plan::{County, Milestone};
use crate::scene::{Headline, amount};
use crate::status::{Light, wording};
use crate::text::Lang;

/// What is worst, in the order in which a title names it.
const BAD: [Light; 3] = [Light::Overdue, Light::Critical, Light::Behind];

/// The title: the asked one, or one that says how it stands.
pub(super) fn title(facts: &Facts<'_>) -> String {
    if let Some(title) = &facts.spec.title {
        return title.clone();
    }
    let lang = facts.lang;
    let (about, standing) = match (facts.task, facts.county) {
        (Some(_), None) => {
            (capitalised(&topic(facts)), standing(facts, "page.n_counties", "page.all_counties"))
        }
        (Some(_), Some(county)) => {
            let cell = facts.cell();
            let standing = cell.map_or_else(String::new, |cell| facts.word_of(cell.light, cell.late));
            (
                lang.fill("page.in_county", &[("county", county.name.get(lang)), ("topic", &topic(facts))]),
                standing,
            )
        }
        (None, Some(county)) => {
            (county.name.get(lang).to_owned(), standing(facts, "page.n_tasks", "page.all_tasks"))
        }
        (None, None) => {
            let plan = &facts.workspace.plan;
            (plan.short_title.get(lang).to_owned(), overview_standing(facts))
        }
    };
    lang.fill("page.title", &[("about", &about), ("standing", &standing)])
}

/// 入河排污口整治: the headline's metric without the word for its number, or the task's title.
pub(super) fn topic(facts: &Facts<'_>) -> String {
    let lang = facts.lang;
    let Some(headline) = &facts.headline else {
        return facts.task.map_or_else(String::new, |task| task.title.get(lang).to_owned());
    };
    let metric = metric(headline.milestone, lang);
    let tails = lang.get("page.metric_tails").split('|');
    let bare = tails.filter_map(|tail| metric.strip_suffix(tail)).next().unwrap_or(metric);
    bare.to_owned()
}

/// What a milestone measures: its one metric, or, where it has several, its own short words.
pub(super) fn metric(milestone: &Milestone, lang: Lang) -> &str {
    match &milestone.targets[..] {
        [only] => only.metric.get(lang),
        _ => milestone.what.get(lang),
    }
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `1 县逾期，2 县滞后`, or that all are well, or that nothing is known.
fn standing(facts: &Facts<'_>, some: &str, all: &str) -> String {
    let lang = facts.lang;
    let lights: Vec<Light> =
        facts.cells().map(|cell| cell.light).filter(|light| *light != Light::NotResponsible).collect();
    let count = |light: Light| lights.iter().filter(|other| **other == light).count();
    let bad: Vec<String> = BAD
        .into_iter()
        .filter(|light| count(*light) > 0)
        .take(2)
        .map(|light| say_count(facts, some, light, count(light)))
        .collect();
    if !bad.is_empty() {
        return bad.join(lang.get("page.comma"));
    }
    for light in [Light::Done, Light::NoReport, Light::Unassigned] {
        if !lights.is_empty() && count(light) == lights.len() {
            return say_count(facts, all, light, lights.len());
        }
    }
    if count(Light::Done) + count(Light::OnTrack) == lights.len() {
        return lang.get("page.all_well").to_owned();
    }
    let good: Vec<String> = [Light::OnTrack, Light::Done, Light::NoReport]
        .into_iter()
        .filter(|light| count(*light) > 0)
        .take(2)
        .map(|light| say_count(facts, some, light, count(light)))
        .collect();
    good.join(lang.get("page.comma"))
}

fn say_count(facts: &Facts<'_>, key: &str, light: Light, n: usize) -> String {
    facts.lang.fill(key, &[("n", &n.to_string()), ("light", &lower(facts, light))])
}

/// A light's word inside an English sentence begins small.
fn lower(facts: &Facts<'_>, light: Light) -> String {
    facts.word(light).to_lowercase()
}

/// How many tasks are overdue somewhere, and how many at worst far behind.
fn overview_standing(facts: &Facts<'_>) -> String {
    let worst = |task: &crate::plan::Task| {
        facts.status.cells.iter().filter(|cell| cell.task == task.number).map(|cell| cell.light).min()
    };
    let worsts: Vec<Light> = facts.workspace.plan.tasks.iter().filter_map(worst).collect();
    let parts: Vec<String> = BAD
        .into_iter()
        .map(|light| (light, worsts.iter().filter(|other| **other == light).count()))
        .filter(|(_, n)| *n > 0)
        .take(2)
        .map(|(light, n)| say_count(facts, "page.n_tasks", light, n))
        .collect();
    if parts.is_empty() {
        facts.lang.get("page.nothing_late").to_owned()
    } else {
        parts.join(facts.lang.get("page.comma"))
    }
}

/// The line under the title: task, the plan's own sentence, day.
pub(super) fn subtitle(facts: &Facts<'_>) -> Vec<String> {
    let lang = facts.lang;
    let mut parts = Vec::new();
    match facts.task {
        Some(task) => {
            parts.push(
                lang.fill("page.task", &[("n", &task.number.to_string()), ("title", task.title.get(lang))]),
            );
            let milestone = facts.headline.as_ref().map(|h| h.milestone).or_else(|| task.milestones.first());
            if let Some(milestone) = milestone {
                let sentence = milestone.source.trim_end_matches(['。', ';', '；']);
                parts.push(lang.fill("page.quote", &[("text", sentence)]));
            }
        }
        None => parts.push(facts.workspace.plan.title.get(lang).to_owned()),
    }
    parts.push(lang.fill("page.as_of", &[("date", &facts.status.as_of.to_string())]));
    parts
}

/// How the numbers were made, what the rule expects, and what the map does not claim.
pub(super) fn notes(facts: &Facts<'_>) -> Vec<String> {
    let lang = facts.lang;
    let mut notes = Vec::new();
    if let Some(headline) = &facts.headline {
        if headline.milestone.targets.len() > 1 {
            notes.push(lang.fill("page.number_of_several", &[("metric", headline.metric(lang))]));
        }
        notes.extend(measure_note(facts, headline));
        if let Some(note) = &headline.milestone.note {
            notes.push(note.get(lang).to_owned() + lang.get("page.stop"));
        }
    }
    let rule = facts.rule.name.get(lang);
    let expected = facts.headline.as_ref().and_then(|headline| {
        let one = |county: &County| headline.rows.iter().find(|row| row.adcode == county.adcode);
        let tally = match facts.county {
            Some(county) => one(county)?.tally,
            None => facts.city_tally()?,
        };
        Some(amount(lang, tally.expected?, 1, &headline.unit))
    });
    notes.push(match expected {
        Some(expected) => lang.fill("page.rule_expects", &[("rule", rule), ("expected", &expected)]),
        None => lang.fill("page.rule", &[("rule", rule)]),
    });
    let unbound: Vec<&str> = facts
        .cells()
        .filter(|cell| cell.light == Light::NotResponsible && facts.task.is_some())
        .map(|cell| facts.county_name(&cell.adcode))
        .collect();
    if !unbound.is_empty() {
        notes.push(lang.fill("page.unbound", &[("counties", &unbound.join(lang.get("page.and")))]));
    }
    notes.push(lang.get("page.boundaries").to_owned());
    notes
}

/// What counts, and against what, in the page's number.
fn measure_note(facts: &Facts<'_>, headline: &Headline<'_>) -> Option<String> {
    let milestone = headline.milestone;
    let target = milestone.targets.get(headline.number - 1)?;
    let asked = facts.rule.bound(milestone, target).value;
    Some(wording(milestone, target, Some(asked), &facts.workspace.kinds, facts.lang))
}

/// Sources; maker, day, clock and program.
pub(super) fn foot(facts: &Facts<'_>) -> [Vec<String>; 2] {
    let lang = facts.lang;
    let sources = facts.workspace.credits.iter().enumerate().map(|(i, credit)| {
        if i == 0 { lang.fill("page.base", &[("credit", credit)]) } else { credit.clone() }
    });
    let maker = facts.spec.maker.as_ref().unwrap_or(&facts.workspace.maker);
    let clock = match facts.status.clock {
        Clock::Effect => lang.get("page.by_effect"),
        Clock::Knowledge => lang.get("page.by_knowledge"),
    };
    let mut made = Vec::new();
    if !maker.is_empty() {
        made.push(lang.fill("page.maker", &[("maker", maker)]));
    }
    made.push(lang.fill("page.data_as_of", &[("date", &facts.status.as_of.to_string()), ("clock", clock)]));
    if let Some(approval) = facts.spec.approval.as_ref().filter(|approval| !approval.trim().is_empty()) {
        made.push(lang.fill("page.approval", &[("approval", approval)]));
    }
    made.push(format!("{} {}", lang.get("page.program"), env!("CARGO_PKG_VERSION")));
    if facts.workspace.in_trial() {
        made.push(lang.get("page.trial_note").to_owned());
    }
    if facts.content.demo {
        // In words that can be searched, beside the mark across the map.
        made.push(lang.get("page.demo_note").to_owned());
    }
    [sources.collect(), made]
}

/// The stamp's word.
pub(super) fn stamp(facts: &Facts<'_>) -> &'static str {
    facts.lang.get(match facts.spec.classification {
        Classification::Internal => "page.internal",
        Classification::Public => "page.public",
        Classification::Draft => "page.draft",
    })
}
