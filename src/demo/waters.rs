//! Black-odorous waters (黑臭水体): short ditches in and beside towns.

use geo::{Coord, Geometry, LineString};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign, Relapse};
use super::draft::{Draft, Step, text};
use super::ground::{County, Ground, Town};
use super::land::{distance_m, holds_all, length_m, moved, round_to, rounded};
use super::pace::{FIRST_DAY, Pace, When, after, days_between, part_way};
use super::place::{is_seat, office};
use crate::site::Value;

const URBAN: &str = "城市建成区";
const COUNTY_SEAT: &str = "县级城市及县城建成区";
const RURAL: &str = "农村";
/// No two closer than this, in metres.
const APART_M: f64 = 900.0;

const TOWN_WATERS: &[&str] = &["明渠", "北环沟", "老护城河段", "东排水沟", "南泄洪沟", "公园湖渠"];
const VILLAGE_WATERS: &[&str] =
    &["东街沟", "后街坑塘", "集市排水沟", "西头坑塘", "南街沟", "学校南沟", "前街坑塘", "老寨沟"];
const POLLUTION: &[&str] = &["生活污水直排", "雨污混流", "畜禽养殖污水", "底泥淤积", "生活垃圾堆放"];

/// One of a class in a county, before it is placed.
struct Group {
    class: &'static str,
    count: usize,
    /// Metres.
    length: (f64, f64),
    /// Square metres, where the class bounds them.
    area: Option<(f64, f64)>,
}

/// Every black-odorous water of the city, with its history.
pub(super) fn draw(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut waters = Vec::new();
    for design in &COUNTIES {
        let mut chance = Chance::of(seed, &format!("waters {}", design.adcode));
        waters.extend(in_county(design, ground, &mut chance));
    }
    waters
}

fn in_county(design: &CountyDesign, ground: &Ground, chance: &mut Chance) -> Vec<Draft> {
    let Some((_, county)) = ground.county(design.adcode) else {
        return Vec::new();
    };
    let plan = &design.waters;
    let groups = [
        Group { class: URBAN, count: plan.urban, length: (500.0, 2_000.0), area: None },
        Group { class: COUNTY_SEAT, count: plan.county_seat, length: (500.0, 1_600.0), area: None },
        Group { class: RURAL, count: plan.rural, length: (320.0, 1_000.0), area: Some((2_050.0, 9_500.0)) },
        Group { class: RURAL, count: plan.rural_small, length: (120.0, 260.0), area: Some((500.0, 1_900.0)) },
    ];
    let mut placed: Vec<Coord> = Vec::new();
    let mut waters: Vec<Draft> = Vec::new();
    for group in groups {
        let pace = if group.class == RURAL { plan.in_villages } else { plan.in_towns };
        let towns: Vec<&Town> = ground.towns_of(design.adcode).filter(|t| fits(t, group.class)).collect();
        for rank in 0..group.count {
            let Some((town, line)) = ditch(county, ground, &towns, &placed, group.length, chance) else {
                continue;
            };
            placed.push(line.0[line.0.len() / 2]);
            let serial = waters.len() + 1;
            let mut water = record(design, serial, town, line, &group, chance);
            water.name = free_name(town, &group, &waters, chance);
            tell(&mut water, pace, rank, group.count, chance);
            waters.push(water);
        }
    }
    for event in plan.relapses {
        relapse(&mut waters, *event);
    }
    waters
}

fn fits(town: &Town, class: &str) -> bool {
    is_seat(town) == (class != RURAL)
}

/// A short winding line that starts near a town and stays in the county.
fn ditch<'a>(
    county: &County,
    ground: &Ground,
    towns: &[&'a Town],
    placed: &[Coord],
    length: (f64, f64),
    chance: &mut Chance,
) -> Option<(&'a Town, LineString)> {
    for _ in 0..400 {
        let town = *chance.pick(towns)?;
        let start = moved(town.at, chance.bell() * 700.0, chance.bell() * 700.0);
        let whole_m = chance.between(length.0, length.1);
        let pieces = chance.whole(5, 9);
        let mut heading = chance.between(0.0, std::f64::consts::TAU);
        let mut line = vec![rounded(start)];
        let mut at = start;
        for _ in 0..pieces {
            heading += chance.bell() * 0.32;
            let step_m = whole_m / f64::from(pieces);
            at = moved(at, heading.sin() * step_m, heading.cos() * step_m);
            line.push(rounded(at));
        }
        let middle = line[line.len() / 2];
        let apart = placed.iter().all(|&other| distance_m(other, middle) > APART_M);
        let apart = apart && !line.iter().any(|&at| ground.near_water(at, 160.0));
        if apart && holds_all(&county.shape, &line) {
            return Some((town, LineString(line)));
        }
    }
    None
}

fn record(
    design: &CountyDesign,
    serial: usize,
    town: &Town,
    line: LineString,
    group: &Group,
    chance: &mut Chance,
) -> Draft {
    let length_m = length_m(&line);
    let wide = length_m * chance.between(4.0, 11.0);
    let area_m2 = group.area.map_or(wide, |(low, high)| wide.clamp(low, high));
    let (first, last) = design.waters.registered;
    Draft {
        kind: "black_odorous_water",
        id: format!("{}-HC-{serial:02}", design.initials),
        name: String::new(),
        adcode: design.adcode,
        geometry: Geometry::LineString(line),
        state: "identified",
        registered_on: after(first, chance.whole(0, days_between(first, last))),
        fields: vec![
            ("class", text(group.class)),
            ("water_area_m2", Value::Number(round_to(area_m2, -1))),
            ("length_km", Value::Number(round_to(length_m / 1_000.0, 2))),
            ("township", text(&town.name)),
            ("responsible_body", text(office(town))),
        ],
        further: vec![("主要污染来源", text(chance.pick(POLLUTION).copied().unwrap_or_default()))],
        steps: Vec::new(),
    }
}

fn free_name(town: &Town, group: &Group, others: &[Draft], chance: &mut Chance) -> String {
    let words = if group.class == RURAL { VILLAGE_WATERS } else { TOWN_WATERS };
    let place = town.name.trim_end_matches("街道");
    let mut words = words.to_vec();
    chance.shuffle(&mut words);
    let names: Vec<String> = words.iter().map(|word| format!("{place}{word}")).collect();
    let free = names.iter().find(|name| others.iter().all(|other| other.name != **name));
    free.or(names.first()).cloned().unwrap_or_default()
}

fn tell(water: &mut Draft, pace: Pace, rank: usize, of: usize, chance: &mut Chance) {
    let start = water.registered_on.max(FIRST_DAY);
    let When::On(treated) = pace.day_of_rank(rank, of) else {
        // Past what the county gets done: a plan, and perhaps a beginning.
        water.then(Step::to("planned", after(start, chance.whole(200, 500))));
        if chance.happens(0.6) {
            water.then(Step::to("treating", after(start, chance.whole(520, 760))));
        }
        return;
    };
    if days_between(start, treated) >= 60 {
        water.then(Step::to("planned", part_way(start, treated, chance.between(0.15, 0.3))));
    }
    let begun = part_way(start, treated, chance.between(0.4, 0.6));
    water.then(Step::to("treating", begun).note(Some("截污清淤进场")));
    water.then(Step::to("treated", treated).note(Some("水质监测达标")));
    if chance.happens(0.7) {
        let clear = after(treated, chance.whole(190, 320));
        water.then(Step::to("long_term_clear", clear).note(Some("连续两季监测达标")));
    }
}

/// A treated water turns black again (返黑返臭); one on the national list, where there is one.
fn relapse(waters: &mut [Draft], relapse: Relapse) {
    let treated_before = |water: &&mut Draft| {
        let treated = water.steps.iter().find(|step| step.to == "treated");
        let counts = !water.fields.iter().any(|(field, value)| {
            *field == "water_area_m2" && value.number().is_some_and(|area| area < 2_000.0)
        });
        counts && treated.is_some_and(|step| step.on < after(relapse.on, -45))
    };
    let Some(water) = waters.iter_mut().rev().find(treated_before) else {
        return;
    };
    water.steps.retain(|step| step.on < relapse.on);
    water.then(Step::to("relapsed", relapse.on).note(Some("群众反映水体发黑，现场核实属实")));
    if let Some(mended) = relapse.mended {
        water.then(Step::to("treating", part_way(relapse.on, mended, 0.25)));
        water.then(Step::to("treated", mended).note(Some("再次清淤并补建截污管")));
    }
}
