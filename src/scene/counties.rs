//! The counties: filled and hatched by their light, named with light and number.

use super::headline::Headline;
use super::symbol::token;
use super::{Area, FeatureRef, Hatch, Label, MapRequest, Paint, Pen, Token, unit};
use crate::geom::area;
use crate::plan::Adcode;
use crate::status::Light;
use crate::workspace::CountyShape;

/// How strong a county's ground is coloured by its light.
const GROUND_ALPHA: f32 = 0.22;
/// Counties below this area are named in smaller letters.
const SMALL_KM2: f64 = 600.0;

/// A county that the map is about, its light and the number beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lit {
    pub(super) adcode: Adcode,
    pub(super) light: Light,
    pub(super) number: Option<String>,
}

/// The counties that the map is about, with their lights.
pub(super) fn lit(request: &MapRequest<'_>, headline: Option<&Headline<'_>>) -> Vec<Lit> {
    let asked = |county: &&CountyShape| request.county.is_none_or(|only| *only == county.adcode);
    request
        .workspace
        .counties
        .iter()
        .filter(asked)
        .filter_map(|county| match request.task {
            Some(task) => {
                let cells = &request.status.cells;
                let cell = cells.iter().find(|c| c.task == task && c.adcode == county.adcode)?;
                let row = headline.and_then(|h| Some((h, h.rows.iter().find(|r| r.adcode == cell.adcode)?)));
                let number = row.and_then(|(h, row)| {
                    let fraction = row.tally.fraction(&h.unit, request.lang)?;
                    let said = h.unit == "%" || row.tally.falls || row.tally.target.is_none();
                    let word = if said { String::new() } else { unit(request.lang, &h.unit) };
                    Some(format!("{fraction} {word}").trim_end().to_owned())
                });
                Some(Lit { adcode: cell.adcode.clone(), light: cell.light, number })
            }
            None => worst(request, &county.adcode),
        })
        .collect()
}

/// A county's worst light over all tasks, with the number of tasks that have it.
fn worst(request: &MapRequest<'_>, county: &Adcode) -> Option<Lit> {
    let of_county = || request.status.cells.iter().filter(|cell| &cell.adcode == county);
    let light = of_county().map(|cell| cell.light).min_by_key(|light| light.rank())?;
    let tasks = of_county().filter(|cell| cell.light == light).count().to_string();
    let number = request.lang.fill("scene.tasks", &[("n", &tasks)]);
    Some(Lit { adcode: county.clone(), light, number: Some(number) })
}

/// The counties' shapes: those that the map is about by their light, the others plain.
pub(super) fn areas(request: &MapRequest<'_>, lit: &[Lit]) -> Vec<Area> {
    let mut areas: Vec<Area> = request
        .workspace
        .counties
        .iter()
        .map(|county| {
            let light = lit.iter().find(|lit| lit.adcode == county.adcode).map(|lit| lit.light);
            Area {
                feature: Some(FeatureRef::County(county.adcode.clone())),
                shape: county.shape.clone(),
                fill: light.and_then(ground),
                hatch: light.and_then(hatch),
                outline: Some(outline(light)),
            }
        })
        .collect();
    // Borders are shared: the stronger line must come last.
    areas.sort_by_key(|area| area.fill.is_some());
    areas
}

/// The ground of a county under a light.
#[must_use]
pub fn ground(light: Light) -> Option<Paint> {
    match light {
        Light::NotResponsible | Light::Unassigned => None,
        Light::NoReport => Some(Paint::faded(Token::NoReport, 0.30)),
        light => Some(Paint::faded(token(light), GROUND_ALPHA)),
    }
}

/// The hatch of a light, which tells the lights apart in grey print: 滞后 45°, 严重滞后 45° dense,
/// 逾期 crossed, 待分解 wide and grey.
#[must_use]
pub fn hatch(light: Light) -> Option<Hatch> {
    let (alpha, spacing, width, crossed) = match light {
        Light::Behind => (0.55, 6.5, 0.7, false),
        Light::Critical => (0.60, 3.6, 0.8, false),
        Light::Overdue => (0.45, 6.0, 0.7, true),
        Light::Unassigned => (0.60, 11.0, 0.8, false),
        _ => return None,
    };
    let paint = Paint::faded(token(light), alpha);
    Some(Hatch { paint, spacing, width, crossed })
}

fn outline(light: Option<Light>) -> Pen {
    let (alpha, width, dash) = match light {
        None | Some(Light::NotResponsible) => (0.55, 0.7, None),
        Some(Light::Unassigned) => (0.75, 0.9, Some([4.0, 2.5])),
        Some(_) => (0.90, 0.9, None),
    };
    Pen { paint: Paint::faded(Token::Ink, alpha), width, dash }
}

/// The counties' names; those that the map is about with light and number.
pub(super) fn labels(request: &MapRequest<'_>, lit: &[Lit]) -> Vec<Label> {
    let named = request
        .workspace
        .counties
        .iter()
        .filter_map(|county| Some((county, request.workspace.plan.county(&county.adcode)?)));
    named
        .map(|(county, in_plan)| {
            let lit = lit.iter().find(|lit| lit.adcode == county.adcode);
            let small = area(&county.shape).square_kilometres() < SMALL_KM2;
            let light = lit.filter(|lit| lit.light != Light::NotResponsible).map(|lit| {
                let word = || lit.light.word(request.lang).to_owned();
                (lit.light, lit.number.clone().unwrap_or_else(word))
            });
            Label {
                feature: Some(FeatureRef::County(county.adcode.clone())),
                at: county.label,
                text: in_plan.name.get(request.lang).to_owned(),
                size: if small { 11.5 } else { 14.5 },
                bold: lit.is_some(),
                paint: Paint::solid(if lit.is_some() { Token::Ink } else { Token::Muted }),
                light,
                // Small counties have the least room, so they choose first.
                rank: match (lit.is_some(), small) {
                    (true, true) => 210,
                    (true, false) => 200,
                    (false, _) => 100,
                },
            }
        })
        .collect()
}
