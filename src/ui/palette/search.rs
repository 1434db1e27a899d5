//! What the palette finds, and how well it fits: by words in either language, by code, by pinyin
//! and by the initials of pinyin (`lzs` finds 林州市).

use crate::app::UiCommand;
use crate::geom::LonLat;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::site::SiteId;
use crate::text::{Lang, Spelled};
use crate::ui::names;
use crate::workspace::Workspace;

/// What an entry leads to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Goal {
    Command(UiCommand),
    County(Adcode),
    Task(TaskNo),
    Layer(String),
    Sentence(MilestoneId),
    Rule(String),
    Site(SiteId),
    Place(LonLat),
}

/// One thing that can be found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    pub(super) goal: Goal,
    pub(super) title: String,
    /// What it is, at the right of its line.
    pub(super) kind: String,
    keys: Vec<Spelled>,
}

/// Everything that can be found in a workspace: commands, counties, tasks, layers, sentences of the
/// plan, rules, sites.
pub(super) fn index(workspace: &Workspace, lang: Lang) -> Vec<Entry> {
    let entry = |goal, title: String, kind: &str, names: &[&str]| Entry {
        goal,
        keys: names.iter().map(|name| Spelled::new(name)).collect(),
        title,
        kind: kind.to_owned(),
    };
    let mut entries = Vec::new();
    for command in UiCommand::ALL {
        if command == UiCommand::Palette {
            continue;
        }
        let (zh, en) = (command.text(Lang::Zh), command.text(Lang::En));
        let title = command.text(lang);
        entries.push(entry(Goal::Command(command), title, lang.get("ui.kind_command"), &[&zh, &en]));
    }
    for county in &workspace.plan.counties {
        let short = names::county_short(county, Lang::Zh);
        let names = [&county.name.zh, &short, &county.name.en, &county.adcode.0].map(String::as_str);
        let title = county.name.get(lang).to_owned();
        let goal = Goal::County(county.adcode.clone());
        entries.push(entry(goal, title, lang.get("ui.kind_county"), &names));
    }
    for task in &workspace.plan.tasks {
        let number = task.number.to_string();
        let title = format!("{number} {}", task.title.get(lang));
        let names = [&number, &task.title.zh, &task.title.en].map(String::as_str);
        entries.push(entry(Goal::Task(task.number), title, lang.get("ui.kind_task"), &names));
    }
    for (layer, sites) in workspace.register.layers() {
        let kind = sites.first().and_then(|site| workspace.kinds.get(&site.kind));
        let name = workspace.plan.layers.get(layer).or(kind.map(|kind| &kind.name));
        let (zh, en) = name.map_or((layer, layer), |name| (name.get(Lang::Zh), name.get(Lang::En)));
        let title = name.map_or(layer, |name| name.get(lang)).to_owned();
        entries.push(entry(Goal::Layer(layer.to_owned()), title, lang.get("ui.kind_layer"), &[zh, en]));
    }
    for (task, milestone) in workspace.plan.milestones() {
        let title = format!("{} {}", task.number, milestone.what.get(lang));
        let names = [&milestone.what.zh, &milestone.what.en, &milestone.source].map(String::as_str);
        let goal = Goal::Sentence(milestone.id.clone());
        entries.push(entry(goal, title, lang.get("ui.kind_sentence"), &names));
    }
    for rule in workspace.rules.iter() {
        let title = |lang: Lang| lang.fill("ui.rule", &[("rule", rule.name.get(lang))]);
        let names = [title(Lang::Zh), title(Lang::En), rule.name.zh.clone(), rule.id.clone()];
        let names = names.each_ref().map(String::as_str);
        let used = rule.id == workspace.rule.id;
        let kind = lang.get(if used { "ui.kind_rule_used" } else { "ui.kind_rule" });
        entries.push(entry(Goal::Rule(rule.id.clone()), title(lang), kind, &names));
    }
    for site in workspace.register.sites().iter().filter(|site| !workspace.is_taken_back(site)) {
        let kind = workspace.kinds.get(&site.kind);
        let kind = kind.map_or(site.layer.as_str(), |kind| kind.name.get(lang));
        let title = format!("{} {}", site.id, site.name);
        let names = [site.name.as_str(), site.id.0.as_str()];
        entries.push(entry(Goal::Site(site.id.clone()), title, kind, &names));
    }
    entries
}

/// The entries that fit, the best first; of equals in the order of [`index`]. A query that
/// is a pair of coordinates leads there.
pub(super) fn find(index: &[Entry], query: &str, lang: Lang, most: usize) -> Vec<Entry> {
    let query = query.trim().to_lowercase();
    if query.is_empty() {
        return index.iter().take(most).cloned().collect();
    }
    if let Some(place) = place(&query) {
        return vec![Entry {
            goal: Goal::Place(place),
            title: format!("{:.5}°E {:.5}°N", place.lon, place.lat),
            kind: lang.get("ui.kind_place").to_owned(),
            keys: Vec::new(),
        }];
    }
    let mut found: Vec<(u8, usize)> = index
        .iter()
        .enumerate()
        .filter_map(|(i, entry)| {
            let fit = entry.keys.iter().filter_map(|key| key.fit(&query)).min()?;
            Some((fit, i))
        })
        .collect();
    found.sort_unstable();
    found.iter().take(most).filter_map(|&(_, i)| index.get(i).cloned()).collect()
}

/// Two numbers in either order, in degrees: the longitude of China is never a latitude.
fn place(query: &str) -> Option<LonLat> {
    let separators = [',', '，', ' ', ';', '/', '°', '度'];
    let mut numbers = query
        .split(|c| separators.contains(&c))
        .map(|part| part.trim_matches(|c: char| !c.is_ascii_digit() && c != '-' && c != '.'))
        .filter(|part| !part.is_empty());
    let (first, second) = (numbers.next()?, numbers.next()?);
    if numbers.next().is_some() {
        return None;
    }
    let (first, second): (f64, f64) = (first.parse().ok()?, second.parse().ok()?);
    let lon = |value| (70.0..=140.0).contains(&value);
    let lat = |value| (0.0..=60.0).contains(&value);
    if lon(first) && lat(second) {
        Some(LonLat { lon: first, lat: second })
    } else if lat(first) && lon(second) {
        Some(LonLat { lon: second, lat: first })
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn fits(name: &str, query: &str, fit: Option<u8>) {
        assert_eq!(Spelled::new(name).fit(query), fit, "{name} {query}");
    }

    #[test]
    fn a_name_is_found_by_words_pinyin_and_initials() {
        fits("林州市", "林州市", Some(0));
        fits("林州市", "lzs", Some(0));
        fits("林州市", "林", Some(1));
        fits("林州市", "lz", Some(2));
        fits("林州市", "州", Some(3));
        fits("林州市", "linzhou", Some(4));
        fits("林州市", "lin zhou", Some(4));
        fits("林州市", "zs", Some(5));
        fits("林州市", "hx", None);
        fits("Linzhou City", "linzhou", Some(1));
    }

    #[test]
    fn two_numbers_are_a_place_in_either_order() {
        let anyang = LonLat { lon: 114.35, lat: 36.1 };
        for query in ["114.35 36.1", "36.1,114.35", "114.35°e 36.1°n", "114.35，36.1"] {
            assert_eq!(place(query), Some(anyang), "{query}");
        }
        for query in ["22", "22 建设", "500 600", "1 2 3"] {
            assert_eq!(place(query), None, "{query}");
        }
    }
}
