//! Legacy mine patches (历史遗留矿山图斑): small areas in the western hills, a few clay pits in the
//! plain.

use geo::{Coord, Geometry, Polygon};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Picture, Step, text};
use super::ground::{County, Ground, Town};
use super::land::{distance_m, holds_all, moved, round_to};
use super::pace::{FIRST_DAY, When, after, days_between, part_way};
use super::place::blob;
use crate::site::Value;

/// All patches together, in hectares: beyond the 473 (7095 亩) that the plan promises.
const REGISTER_HA: f64 = 600.0;
/// What task 24 promises by the end of 2025: 7095 亩.
const PROMISED_HA: f64 = 473.0;
/// Between two patches, and between a patch and any water, in metres.
const APART_M: f64 = 120.0;

/// One patch with its area, before it is placed.
struct Patch {
    design: &'static CountyDesign,
    area_ha: f64,
}

/// Every patch of the city, with its history. Keeps off the waters.
pub(super) fn draw(seed: u64, ground: &Ground, waters: &[Draft]) -> Vec<Draft> {
    let patches = areas(&mut Chance::of(seed, "mine areas"));
    let total_ha: f64 = patches.iter().map(|patch| patch.area_ha).sum();
    let mut taken: Vec<(Coord, f64)> = waters.iter().filter_map(|water| middle(&water.geometry)).collect();
    let mut mines = Vec::new();
    for design in &COUNTIES {
        let Some((_, county)) = ground.county(design.adcode) else { continue };
        let mut chance = Chance::of(seed, &format!("mines {}", design.adcode));
        let mut of_county = Vec::new();
        for patch in patches.iter().filter(|patch| patch.design.adcode == design.adcode) {
            let Some(mine) = record(patch, of_county.len() + 1, county, ground, &mut taken, &mut chance)
            else {
                continue;
            };
            of_county.push(mine);
        }
        let county_ha: f64 = of_county.iter().map(registered_ha).sum();
        tell(&mut of_county, design, county_ha * PROMISED_HA / total_ha, &mut chance);
        mines.append(&mut of_county);
    }
    mines
}

/// Areas of all sizes, many small and few large, that add up to [`REGISTER_HA`].
fn areas(chance: &mut Chance) -> Vec<Patch> {
    let mut patches: Vec<Patch> = COUNTIES
        .iter()
        .flat_map(|design| std::iter::repeat_n(design, design.mines.count))
        .map(|design| Patch { design, area_ha: (chance.bell() * 0.62).exp() })
        .collect();
    let whole: f64 = patches.iter().map(|patch| patch.area_ha).sum();
    for patch in &mut patches {
        patch.area_ha = round_to(patch.area_ha / whole * REGISTER_HA, 2);
    }
    patches
}

fn middle(geometry: &Geometry) -> Option<(Coord, f64)> {
    let Geometry::LineString(line) = geometry else { return None };
    line.0.get(line.0.len() / 2).map(|&at| (at, 600.0))
}

fn registered_ha(mine: &Draft) -> f64 {
    let area = mine.fields.iter().find(|(field, _)| *field == "area_ha");
    area.and_then(|(_, value)| value.number()).unwrap_or_default()
}

fn record(
    patch: &Patch,
    serial: usize,
    county: &County,
    ground: &Ground,
    taken: &mut Vec<(Coord, f64)>,
    chance: &mut Chance,
) -> Option<Draft> {
    let design = patch.design;
    // What was drawn from pictures rarely equals what the register says; a few differ a lot.
    let drawn = if chance.happens(0.06) { chance.between(0.72, 1.3) } else { chance.between(0.975, 1.025) };
    let (shape, town) = place(design, county, ground, patch.area_ha * drawn, taken, chance)?;
    let mineral = chance.weighted(minerals(design.adcode))?;
    let way =
        chance.weighted(&[("自然恢复", 2.0), ("辅助再生", 4.0), ("生态重建", 3.0), ("转型利用", 1.0)])?;
    let (first, last) = design.mines.registered;
    let number = if chance.happens(0.7) {
        format!("CT{}2016{:06}001", design.adcode, serial * 7 + 3)
    } else {
        let month = chance.whole(1, 12);
        format!("C{}2010{month:02}71300{:05}001", design.adcode, 90_000 + serial * 37)
    };
    Some(Draft {
        kind: "legacy_mine",
        id: format!("{}-KS-{serial:03}", design.initials),
        name: format!("{town}{mineral}图斑 {serial} 号"),
        adcode: design.adcode,
        geometry: Geometry::Polygon(shape),
        state: "registered",
        registered_on: after(first, chance.whole(0, days_between(first, last))),
        fields: vec![
            ("patch_no", text(number)),
            ("area_ha", Value::Number(patch.area_ha)),
            ("restoration", text(way)),
            ("mineral", text(mineral)),
            ("township", text(town)),
            ("responsible_body", text(format!("{}自然资源局", design.name))),
        ],
        further: Vec::new(),
        steps: Vec::new(),
    })
}

fn minerals(adcode: &str) -> &'static [(&'static str, f64)] {
    match adcode {
        "410581" => &[("铁矿", 4.0), ("石灰岩矿", 3.0), ("建筑石料矿", 4.0)],
        "410526" | "410527" => &[("砖瓦黏土矿", 1.0)],
        "410523" => &[("砖瓦黏土矿", 2.0), ("建筑石料矿", 3.0)],
        _ => &[("石灰岩矿", 3.0), ("建筑石料矿", 3.0), ("铁矿", 1.0)],
    }
}

/// A shape of that area near an old pit's town, apart from everything else.
fn place(
    design: &CountyDesign,
    county: &County,
    ground: &Ground,
    area: f64,
    taken: &mut Vec<(Coord, f64)>,
    chance: &mut Chance,
) -> Option<(Polygon, String)> {
    let towns: Vec<&Town> = ground
        .towns_of(design.adcode)
        .filter(|town| design.mines.towns.contains(&town.name.as_str()))
        .collect();
    for _ in 0..2_000 {
        let town = *chance.pick(&towns)?;
        let centre = moved(town.at, chance.bell() * 2_000.0, chance.bell() * 2_000.0);
        // Seats of towns are no pits.
        if distance_m(centre, town.at) < 700.0 || ground.near_water(centre, 450.0) {
            continue;
        }
        let shape = blob(centre, area, chance);
        let radius_m = shape.exterior().0.iter().map(|&at| distance_m(centre, at)).fold(0.0, f64::max);
        let apart =
            taken.iter().all(|&(other, radius)| distance_m(other, centre) > radius + radius_m + APART_M);
        if apart && holds_all(&county.shape, &shape.exterior().0) {
            taken.push((centre, radius_m));
            let town = ground.nearest_town(design.adcode, centre).unwrap_or(town);
            return Some((shape, town.name.clone()));
        }
    }
    None
}

/// The county's pace, patch by patch, until its share of the promise is reached.
fn tell(mines: &mut [Draft], design: &CountyDesign, promised_ha: f64, chance: &mut Chance) {
    let mut order: Vec<usize> = (0..mines.len()).collect();
    chance.shuffle(&mut order);
    let mut sum_ha = 0.0;
    for at in order {
        let mine = &mut mines[at];
        let area_ha = registered_ha(mine);
        let restored_ha = round_to(area_ha * chance.between(0.9, 1.0), 2).min(area_ha);
        sum_ha += restored_ha;
        match design.mines.restored.day_of(sum_ha / promised_ha) {
            When::On(day) => finished(mine, day, restored_ha, chance),
            When::Before | When::Never => unfinished(mine, chance),
        }
    }
}

fn finished(mine: &mut Draft, accepted: Date, restored_ha: f64, chance: &mut Chance) {
    let start = mine.registered_on.max(FIRST_DAY);
    if days_between(start, accepted) >= 40 {
        mine.then(Step::to("planned", part_way(start, accepted, chance.between(0.1, 0.25))));
        mine.then(Step::to("restoring", part_way(start, accepted, chance.between(0.35, 0.55))));
    }
    mine.then(Step::to("awaiting_acceptance", part_way(start, accepted, chance.between(0.86, 0.95))));
    let measured = Value::Number(restored_ha);
    mine.then(
        Step::to("accepted", accepted).set("restored_area_ha", measured).note(Some("实测面积以验收报告为准")),
    );
    if chance.happens(0.4) {
        let step = Step::to("cancelled", after(accepted, chance.whole(20, 90)));
        mine.then(if chance.happens(0.5) { step.picture(Picture::Slope) } else { step });
    }
}

fn unfinished(mine: &mut Draft, chance: &mut Chance) {
    let start = mine.registered_on.max(date(2024, 2, 20));
    if chance.happens(0.8) {
        mine.then(Step::to("planned", after(start, chance.whole(0, 400))));
        if chance.happens(0.6) {
            mine.then(Step::to("restoring", after(start, chance.whole(420, 700))));
        }
    }
}
