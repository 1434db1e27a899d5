//! An explanation in words.

use super::explain::{Explanation, MilestoneReason};
use super::{Figure, Light, SiteReason};
use crate::ledger::{Clock, Said};
use crate::plan::Combine;
use crate::text::Lang;

/// Sites named per number and group in a text.
const MOST_SITES: usize = 20;

/// `52%`, `13 个`
pub(super) fn with_unit(value: f64, unit: &str) -> String {
    if unit == "%" { format!("{value}%") } else { format!("{value} {unit}") }
}

/// `≥ 70%`; `sign` is `>=`, `<=` or `==`.
pub(super) fn bound_words(sign: &str, number: f64, unit: &str, lang: Lang) -> String {
    let key = match sign {
        "<=" => "status.at_most",
        "==" => "status.exactly",
        _ => "status.at_least",
    };
    lang.fill(key, &[("number", &with_unit(number, unit))])
}

impl Figure {
    /// What is asked: `≥ 70%`; none where the county is asked for no number.
    #[must_use]
    pub fn asked(&self, lang: Lang) -> Option<String> {
        Some(bound_words(self.comparator, self.target?, &self.unit, lang))
    }

    /// In a few phrases: counted, value, target, where it started, and how far behind.
    fn phrases(&self, lang: Lang) -> Vec<String> {
        let unit = |value: f64| with_unit(value, &self.unit);
        let mut parts = Vec::new();
        if let (Some(counted), Some(of), true) = (self.counted, self.of, self.of > Some(0)) {
            let values = [("counted", counted.to_string()), ("of", of.to_string())];
            parts.push(lang.fill("status.counted", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        parts.extend(self.value.map(|value| lang.fill("status.value", &[("value", &unit(value))])));
        parts.extend(self.asked(lang).map(|asked| lang.fill("status.target", &[("target", &asked)])));
        parts.extend(self.start_value.map(|from| lang.fill("status.from", &[("value", &unit(from))])));
        if let (Some(expected), Some(lag), Light::OnTrack | Light::Behind | Light::Critical) =
            (self.expected, self.lag, self.light)
        {
            let values = [("expected", unit(expected)), ("lag", lag.max(0.0).to_string())];
            parts.push(lang.fill("status.behind", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        parts.extend(self.pace.map(|pace| pace.to_text(Some(&self.unit), lang)));
        parts.extend(self.late.then(|| lang.get("status.late").to_owned()));
        parts
    }

    /// `达到或优于Ⅲ类断面比例 [滞后]：25 个中计入 13 个，现为 52%，目标 ≥ 70% …`
    fn line(&self, lang: Lang) -> String {
        let mut phrases = self.phrases(lang);
        if let Some(silence) = self.silence {
            phrases.insert(0, lang.get(silence.key()).to_owned());
        }
        let values = [
            ("metric", self.metric.get(lang)),
            ("light", self.light.word(lang)),
            ("numbers", &sentence(&phrases, lang)),
        ];
        lang.fill("status.figure", &values)
    }

    /// Who said it, and the sites: those that are missing first, with the reason for each.
    fn behind_it(&self, lang: Lang) -> Vec<String> {
        // Beside the number of a baseline year the values are levels, whose unit is not the change's.
        let levels = self.said.iter().any(|heard| matches!(heard.said, Said::Baseline(_)));
        let unit = (!levels).then_some(self.unit.as_str());
        let mut lines = vec![lang.fill("status.how", &[("measure", self.how.get(lang))])];
        lines.extend(self.said.iter().map(|heard| heard.to_text(unit, lang)));
        let group = |asked: bool, counted: bool| {
            self.sites.iter().filter(move |site| site.asked == asked && site.counted == counted)
        };
        lines.extend(site_lines("status.sites_open", &group(true, false).collect::<Vec<_>>(), lang));
        lines.extend(site_lines("status.sites_counted", &group(true, true).collect::<Vec<_>>(), lang));
        lines.extend(site_lines("status.sites_outside", &group(false, false).collect::<Vec<_>>(), lang));
        lines
    }
}

impl MilestoneReason {
    /// The numbers in one sentence: counted, value, target, day, and how far behind.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let mut parts: Vec<String> =
            self.silence.map(|silence| lang.get(silence.key()).to_owned()).into_iter().collect();
        parts.extend(self.figure().map(|figure| figure.phrases(lang)).unwrap_or_default());
        if let Some(deadline) = self.now.deadline {
            parts.push(lang.fill("status.due", &[("date", &deadline.to_string())]));
        }
        if self.figures.is_empty() && self.now.late {
            parts.push(lang.get("status.late").to_owned());
        }
        sentence(&parts, lang)
    }

    fn to_lines(&self, lang: Lang) -> Vec<String> {
        let head = format!("{} {} [{}]", self.id, self.what.get(lang), self.now.light.word(lang));
        let mut lines = vec![head, lang.fill("status.quote", &[("sentence", &self.source)]), self.when(lang)];
        lines.extend(self.ruling.iter().map(|ruling| ruling.to_text(lang)));
        if self.figures.is_empty() {
            lines.extend(self.silence.map(|silence| lang.get(silence.key()).to_owned()));
            lines.extend(self.said.iter().map(|heard| heard.to_text(None, lang)));
            lines.extend(self.now.late.then(|| lang.get("status.late").to_owned()));
        } else if self.figures.len() > 1 {
            let any = self.combine == Combine::Any;
            lines.push(lang.get(if any { "status.any" } else { "status.all" }).to_owned());
        }
        for figure in &self.figures {
            lines.push(figure.line(lang));
            lines.extend(figure.behind_it(lang).into_iter().map(|line| format!("  {line}")));
        }
        lines.extend(self.note.as_ref().map(|note| note.get(lang).to_owned()));
        let indented = lines.into_iter().enumerate();
        indented.map(|(at, line)| if at == 0 { line } else { format!("  {line}") }).collect()
    }

    /// From when to when it runs, or that it stands without a deadline.
    fn when(&self, lang: Lang) -> String {
        let start = self.start.to_string();
        match self.now.deadline {
            Some(deadline) => {
                lang.fill("status.when", &[("start", &start), ("deadline", &deadline.to_string())])
            }
            None => lang.fill("status.standing", &[("start", &start)]),
        }
    }
}

impl Explanation {
    /// The whole explanation as lines of text.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let late = if self.late { lang.get("status.late_mark") } else { "" };
        let light = format!("{}{late}", self.light.word(lang));
        let clock = match self.clock {
            Clock::Effect => lang.get("status.clock_effect"),
            Clock::Knowledge => lang.get("status.clock_knowledge"),
        };
        let head = [
            ("county", self.county.get(lang)),
            ("task", &self.task.to_string()),
            ("title", self.title.get(lang)),
            ("light", light.as_str()),
            ("date", &self.as_of.to_string()),
            ("clock", clock),
            ("rule", self.rule_name.get(lang)),
            ("meaning", self.meaning.get(lang)),
        ];
        let mut lines =
            vec![lang.fill("status.explain_head", &head), lang.fill("status.explain_rule", &head)];
        lines.extend(self.ruling.iter().map(|ruling| ruling.to_text(lang)));
        for milestone in &self.milestones {
            lines.push(String::new());
            lines.extend(milestone.to_lines(lang));
        }
        lines.join("\n")
    }
}

fn sentence(parts: &[String], lang: Lang) -> String {
    parts.join(lang.get("status.comma")) + lang.get("status.stop").trim_end()
}

/// A group of sites, each with its state and the reason why it is not counted; the first of many.
fn site_lines(key: &str, sites: &[&SiteReason], lang: Lang) -> Vec<String> {
    if sites.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![lang.fill(key, &[("n", &sites.len().to_string())])];
    lines.extend(sites.iter().take(MOST_SITES).map(|site| {
        let line = format!("  - {} {} {}", site.id, site.name, site.state_name(lang));
        if site.counted { line } else { format!("{line}: {}", site.reason(lang)) }
    }));
    if sites.len() > MOST_SITES {
        let more = (sites.len() - MOST_SITES).to_string();
        lines.push(format!("  {}", lang.fill("status.more", &[("n", &more)])));
    }
    lines
}
