//! An explanation in words.

use super::explain::{Explanation, MilestoneReason};
use super::{Light, Pace, Silence, WEEKS};
use crate::text::Lang;

/// Sites named per milestone in a text.
const MOST_SITES: usize = 20;

impl MilestoneReason {
    /// The numbers in one sentence: counted, value, target, day, and how far behind.
    #[must_use]
    pub fn sentence(&self, lang: Lang) -> String {
        let now = &self.now;
        let unit = now.unit.as_deref().unwrap_or_default();
        let with_unit =
            |value: f64| if unit == "%" { format!("{value}%") } else { format!("{value} {unit}") };
        let mut parts = Vec::new();
        if let Some(silence) = self.silence {
            parts.push(lang.get(silence_key(silence)).to_owned());
        }
        if let (Some(counted), Some(of), true) = (now.counted, now.of, now.of > Some(0)) {
            let values = [("counted", counted.to_string()), ("of", of.to_string())];
            parts.push(lang.fill("status.counted", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        if let Some(value) = now.value {
            parts.push(lang.fill("status.value", &[("value", &with_unit(value))]));
        }
        if let Some(target) = now.target {
            parts.push(lang.fill("status.target", &[("target", &with_unit(target))]));
        }
        if let Some(deadline) = now.deadline {
            parts.push(lang.fill("status.due", &[("date", &deadline.to_string())]));
        }
        if let (Some(expected), Some(lag), false) = (now.expected, now.lag, now.light == Light::Overdue)
            && now.light != Light::Done
        {
            let values = [("expected", with_unit(expected)), ("lag", lag.max(0.0).to_string())];
            parts.push(lang.fill("status.behind", &values.each_ref().map(|(n, v)| (*n, v.as_str()))));
        }
        if let Some(pace) = &self.pace {
            parts.push(pace.to_text(now.unit.as_deref(), lang));
        }
        if now.late {
            parts.push(lang.get("status.late").to_owned());
        }
        parts.join(lang.get("status.comma")) + lang.get("status.stop").trim_end()
    }
}

impl Pace {
    /// `还差 12 个，每周需 0.9 个，近 13 周每周 0.6 个`; `unit` is that of the milestone.
    #[must_use]
    pub fn to_text(&self, unit: Option<&str>, lang: Lang) -> String {
        let unit = if self.in_sites { lang.get("status.sites") } else { unit.unwrap_or_default() };
        let number = |value: f64| format!("{} {}", (value * 10.0).round() / 10.0, unit).trim_end().to_owned();
        let values = [
            ("left", number(self.left)),
            ("needed", self.needed_per_week.map(number).unwrap_or_default()),
            ("current", number(self.current_per_week)),
            ("weeks", WEEKS.to_string()),
        ];
        let key = if self.needed_per_week.is_some() { "status.pace" } else { "status.pace_over" };
        lang.fill(key, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }
}

impl Explanation {
    /// The whole explanation as lines of text.
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let light = self.light.word(lang).to_owned();
        let head = [
            ("county", self.county.get(lang)),
            ("task", &self.task.to_string()),
            ("title", self.title.get(lang)),
            ("light", light.as_str()),
            ("date", &self.as_of.to_string()),
            ("rule", self.rule_name.get(lang)),
            ("meaning", self.meaning.get(lang)),
        ];
        let mut lines =
            vec![lang.fill("status.explain_head", &head), lang.fill("status.explain_rule", &head)];
        for milestone in &self.milestones {
            lines.push(String::new());
            lines.extend(milestone_lines(milestone, lang));
        }
        lines.join("\n")
    }
}

fn milestone_lines(milestone: &MilestoneReason, lang: Lang) -> Vec<String> {
    let light = milestone.now.light.word(lang).to_owned();
    let what = milestone.what.get(lang);
    let mut lines = vec![
        format!("{} {what} [{light}]", milestone.id),
        format!("  {}", lang.fill("status.quote", &[("sentence", &milestone.source)])),
        format!("  {}", milestone.sentence(lang)),
    ];
    lines.extend(milestone.note.as_ref().map(|note| format!("  {}", note.get(lang))));
    let open: Vec<_> = milestone.sites.iter().filter(|site| site.asked && !site.counted).collect();
    for site in open.iter().take(MOST_SITES) {
        let (state, why) = (site.state_name(lang), site.reason(lang));
        lines.push(format!("  - {} {} {state}: {why}", site.id, site.name));
    }
    if open.len() > MOST_SITES {
        let more = (open.len() - MOST_SITES).to_string();
        lines.push(format!("  {}", lang.fill("status.more", &[("n", &more)])));
    }
    lines
}

const fn silence_key(silence: Silence) -> &'static str {
    match silence {
        Silence::NotStarted => "status.not_started",
        Silence::NotReported => "status.not_reported",
        Silence::NotDeclared => "status.not_declared",
        Silence::NothingToCount => "status.nothing_to_count",
    }
}
