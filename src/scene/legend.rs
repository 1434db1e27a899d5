//! The legend: exactly what a map shows, nothing of another map.

use geo::{Intersects, Point, Polygon};

use super::counties::Lit;
use super::ground::river_pen;
use super::spots::{Shown, Standing};
use super::{FeatureRef, LegendEntry, MapContent, MapRequest, Thread};
use crate::site::{Kind, Symbol};
use crate::status::{Light, Rule};
use crate::text::Lang;
use crate::workspace::ContextRole;

/// One entry per light, kind and standing, and line that was composed: lights from the best to the
/// worst, then what is not judged.
pub(super) fn entries(
    request: &MapRequest<'_>,
    lit: &[Lit],
    shown: &[Shown],
    threads: &[Thread],
) -> Vec<LegendEntry> {
    let lang = request.lang;
    let rule = request.task.map(|_| &request.workspace.rule);
    let mut entries: Vec<LegendEntry> = LIGHTS
        .into_iter()
        .filter(|light| lit.iter().any(|lit| lit.light == *light))
        .map(|light| LegendEntry::Light {
            light,
            text: light.word(lang).to_owned(),
            meaning: meaning(light, rule, lang),
        })
        .collect();
    for kind in &request.workspace.kinds.kinds {
        for standing in Standing::ALL {
            let alike = |s: &&Shown| s.kind == kind.id && s.standing == standing;
            let mut symbols: Vec<Symbol> = Vec::new();
            for shown in shown.iter().filter(alike) {
                if !symbols.contains(&shown.spot.symbol) {
                    symbols.push(shown.spot.symbol);
                }
            }
            let (paint, filled) = standing.look();
            entries.extend(symbols.into_iter().map(|symbol| LegendEntry::Spot {
                symbol,
                paint,
                filled,
                text: spot_words(kind, symbol, standing, lang),
            }));
        }
    }
    for (role, key) in
        [(ContextRole::Rivers, "scene.rivers"), (ContextRole::SchematicRivers, "scene.schematic_rivers")]
    {
        if let Some(pen) = river_pen(role)
            && threads.iter().any(|thread| thread.pen == pen)
        {
            entries.push(LegendEntry::Line { pen, text: lang.get(key).to_owned() });
        }
    }
    entries
}

/// Lights in a legend's order.
const LIGHTS: [Light; 8] = [
    Light::Done,
    Light::OnTrack,
    Light::Behind,
    Light::Critical,
    Light::Overdue,
    Light::NoReport,
    Light::Unassigned,
    Light::NotResponsible,
];

/// What a light means: on a task's map by the rule, on the overview for a county's worst.
fn meaning(light: Light, rule: Option<&Rule>, lang: Lang) -> String {
    match rule {
        Some(rule) => rule.meaning(light, lang),
        None => lang.get(&format!("scene.worst_{}", light.name())).to_owned(),
    }
}

/// `入河排污口：已整治`, by the kind's own words where it has some.
fn spot_words(kind: &Kind, symbol: Symbol, standing: Standing, lang: Lang) -> String {
    let own = format!("scene.{}_{}", standing.key(), kind.id);
    let common = format!("scene.{}", standing.key());
    let words = Some(lang.get(&own)).filter(|words| *words != own).unwrap_or(lang.get(&common));
    // Values of a field are kept in Chinese only; in English the shape alone tells them apart.
    let value = kind.symbol_by.as_ref().filter(|_| lang == Lang::Zh).and_then(|by| {
        by.symbols.iter().find_map(|(value, of_value)| (*of_value == symbol).then_some(value))
    });
    let name = value.map_or_else(|| kind.name.get(lang).to_owned(), |v| format!("{}（{v}）", kind.name.zh));
    lang.fill("scene.spot", &[("kind", &name), ("state", words)])
}

/// The entries of a legend that a view shows. `view` is the part of the ground, in degrees.
#[must_use]
pub fn visible_legend(content: &MapContent, view: &Polygon<f64>) -> Vec<LegendEntry> {
    let county_in_view = |feature: &Option<FeatureRef>| {
        let mut areas = content.areas.iter().filter(|area| area.feature == *feature);
        feature.is_some() && areas.any(|area| area.shape.intersects(view))
    };
    let visible = |entry: &&LegendEntry| match entry {
        LegendEntry::Light { light: Light::NotResponsible, .. } => true,
        LegendEntry::Light { light, .. } => content.labels.iter().any(|label| {
            label.light.as_ref().is_some_and(|(lit, _)| lit == light) && county_in_view(&label.feature)
        }),
        LegendEntry::Spot { symbol, paint, filled, .. } => content.spots.iter().any(|spot| {
            (spot.symbol, spot.paint, spot.filled) == (*symbol, *paint, *filled)
                && view.intersects(&Point::new(spot.at.lon, spot.at.lat))
        }),
        LegendEntry::Line { pen, .. } => {
            content.threads.iter().any(|thread| thread.pen == *pen && thread.line.intersects(view))
        }
    };
    content.legend.iter().filter(visible).cloned().collect()
}
