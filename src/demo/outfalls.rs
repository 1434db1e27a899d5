//! Outfalls (入河排污口): a few metres off the water, denser near towns.

use std::collections::BTreeMap;

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, text};
use super::ground::{Ground, River, Spot};
use super::land::{distance_m, moved, round_to, rounded};
use super::outfall_class::responsible;
use super::outfall_story::{Course, relapse, tell};
use super::pace::{When, after, days_between};
use crate::site::Value;

/// How far a town draws outfalls to its stretch of river, in metres.
const TOWN_REACH_M: f64 = 2_500.0;

/// Class after HJ 1312-2023 and how often it is met in town and country.
const CLASSES: &[(&str, f64, f64)] = &[
    ("城镇雨洪排口", 9.0, 2.0),
    ("城镇生活污水散排口", 8.0, 2.0),
    ("城镇污水处理厂排污口", 2.0, 1.0),
    ("工矿企业排污口", 3.0, 2.0),
    ("工矿企业雨洪排口", 2.0, 1.0),
    ("工业及其他各类园区污水处理厂排污口", 1.0, 0.5),
    ("农村生活污水散排口", 0.0, 9.0),
    ("农村污水处理设施排污口", 0.0, 5.0),
    ("规模化畜禽养殖排污口", 0.0, 1.5),
    ("规模以下畜禽养殖排污口", 0.0, 2.0),
    ("规模以下水产养殖排污口", 0.0, 0.7),
    ("大中型灌区排口", 0.0, 1.5),
    ("其他排污口", 1.0, 1.0),
];

/// An outfall on its river.
struct Placed<'a> {
    river: &'a River,
    spot: Spot,
    right_bank: bool,
    draft: Draft,
    treatment: &'static str,
    serial: usize,
}

/// Every outfall of the city, with its history.
pub(super) fn draw(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut placed: Vec<Placed<'_>> = COUNTIES
        .iter()
        .flat_map(|design| {
            in_county(design, ground, &mut Chance::of(seed, &format!("outfalls {}", design.adcode)))
        })
        .collect();
    number_along_rivers(&mut placed);
    placed.into_iter().map(|placed| placed.draft).collect()
}

fn in_county<'a>(design: &CountyDesign, ground: &'a Ground, chance: &mut Chance) -> Vec<Placed<'a>> {
    let mut placed = place(design, ground, chance);
    let mut order: Vec<usize> = (0..placed.len()).collect();
    chance.shuffle(&mut order);
    let to_treat = placed.iter().filter(|outfall| outfall.treatment != "无需整治").count();
    let mut treated = 0;
    for (rank, &at) in order.iter().enumerate() {
        let outfall = &mut placed[at];
        let traced = design.outfalls.traced.day_of_rank(rank, order.len());
        let accepted = if outfall.treatment == "无需整治" {
            None
        } else {
            treated += 1;
            Some(design.outfalls.accepted.day_of_rank(treated - 1, to_treat))
        };
        outfall.draft.state = match traced {
            When::Before => "traced",
            _ if chance.happens(0.55) => "monitored",
            _ => "investigated",
        };
        tell(&mut outfall.draft, Course { traced, accepted, treatment: outfall.treatment }, chance);
    }
    for event in design.outfalls.relapses {
        let ready = order.iter().find(|&&at| {
            let steps = &placed[at].draft.steps;
            steps.last().is_some_and(|step| step.to == "cancelled" && step.on < after(event.on, -60))
        });
        if let Some(&at) = ready {
            relapse(&mut placed[at].draft, *event);
        }
    }
    placed
}

fn place<'a>(design: &CountyDesign, ground: &'a Ground, chance: &mut Chance) -> Vec<Placed<'a>> {
    let Some((at, county)) = ground.county(design.adcode) else {
        return Vec::new();
    };
    let spots: Vec<(&River, Spot)> = ground
        .rivers
        .iter()
        .filter(|river| river.takes_outfalls())
        .flat_map(|river| {
            river.spots.iter().filter(|spot| spot.county == Some(at)).map(move |&spot| (river, spot))
        })
        .collect();
    let weights: Vec<f64> = spots.iter().map(|(_, spot)| draw_of_towns(design, ground, *spot)).collect();
    let whole: f64 = weights.iter().sum();

    // So many draws from the whole weight, in order; a spot that is taken passes its draw on to the
    // next, so that no two outfalls share one.
    let mut draws: Vec<f64> = (0..design.outfalls.count).map(|_| chance.between(0.0, whole * 0.98)).collect();
    draws.sort_by(f64::total_cmp);
    let mut placed = Vec::new();
    let mut passed = 0.0;
    for (&(river, spot), weight) in spots.iter().zip(&weights) {
        passed += weight;
        if draws.get(placed.len()).is_none_or(|draw| passed <= *draw) {
            continue;
        }
        let off_m = chance.between(20.0, 150.0);
        let first_side = chance.happens(0.5);
        let sides = [first_side, !first_side].map(|right_bank| {
            let (east, north) = spot.downstream;
            let to_side = if right_bank { off_m } else { -off_m };
            (right_bank, rounded(moved(spot.at, north * to_side, -east * to_side)))
        });
        let Some(&(right_bank, place)) = sides.iter().find(|(_, place)| county.contains(*place)) else {
            continue;
        };
        let town = ground.nearest_town(design.adcode, place).map_or("", |town| &town.name);
        let class = class_near(town, chance);
        let treatment = treatment_of(class, chance);
        let registered_on =
            after(date(2022, 3, 14), chance.whole(0, days_between(date(2022, 3, 14), LAST_COUNT)));
        let mut fields = vec![
            ("township", text(town)),
            ("river", text(&river.name)),
            ("outfall_class", text(class)),
            ("treatment", text(treatment)),
            ("discharge_m3_per_day", Value::Number(discharge(class, chance))),
        ];
        // What the source does not know yet comes with a later mark.
        if chance.happens(0.4) {
            fields.push(("responsible_body", text(responsible(class, town, design.name))));
        }
        placed.push(Placed {
            river,
            spot,
            right_bank,
            treatment,
            serial: placed.len() + 1,
            draft: Draft {
                kind: "outfall",
                id: format!("{}-{:04}", design.initials, placed.len() + 1),
                name: String::new(),
                adcode: design.adcode,
                geometry: Geometry::Point(Point(place)),
                state: "investigated",
                registered_on,
                fields,
                further: Vec::new(),
                steps: Vec::new(),
            },
        });
    }
    placed
}

/// The last day of the count before the plan was issued.
const LAST_COUNT: Date = date(2023, 8, 31);

fn draw_of_towns(design: &CountyDesign, ground: &Ground, spot: Spot) -> f64 {
    let near: f64 = ground
        .towns_of(design.adcode)
        .map(|town| (1.0 - distance_m(town.at, spot.at) / TOWN_REACH_M).max(0.0))
        .sum();
    1.0 + 1.6 * near.min(0.8)
}

fn class_near(town: &str, chance: &mut Chance) -> &'static str {
    let in_town = town.ends_with("街道");
    let choices: Vec<(&'static str, f64)> =
        CLASSES.iter().map(|&(class, town, country)| (class, if in_town { town } else { country })).collect();
    chance.weighted(&choices).unwrap_or("其他排污口")
}

fn treatment_of(class: &str, chance: &mut Chance) -> &'static str {
    let choices: &[(&'static str, f64)] = match class {
        "城镇生活污水散排口" | "农村生活污水散排口" => {
            &[("取缔", 4.0), ("合并", 5.0), ("规范", 1.0)]
        }
        "城镇雨洪排口" | "大中型灌区排口" => &[("规范", 7.0), ("无需整治", 3.0)],
        "城镇污水处理厂排污口" => &[("规范", 3.0), ("无需整治", 1.0)],
        "规模以下畜禽养殖排污口" | "规模以下水产养殖排污口" => {
            &[("取缔", 6.0), ("规范", 4.0)]
        }
        _ => &[("规范", 6.0), ("合并", 2.5), ("取缔", 1.5)],
    };
    chance.weighted(choices).unwrap_or("规范")
}

fn discharge(class: &str, chance: &mut Chance) -> f64 {
    let (low, high) = match class {
        "城镇污水处理厂排污口" | "工业及其他各类园区污水处理厂排污口" => {
            (8_000.0, 60_000.0)
        }
        "工矿企业排污口" | "大中型灌区排口" => (200.0, 3_000.0),
        "农村污水处理设施排污口" | "规模化畜禽养殖排污口" => (20.0, 200.0),
        _ => (2.0, 60.0),
    };
    let amount = chance.between(low, high);
    round_to(amount, if amount < 100.0 { 1 } else { -1 })
}

/// Names and codes: 金堤河右岸 12 号, counted from the source down through all counties.
fn number_along_rivers(placed: &mut [Placed<'_>]) {
    let mut of_river: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, outfall) in placed.iter().enumerate() {
        of_river.entry(&outfall.river.name).or_default().push(at);
    }
    let lists: Vec<Vec<usize>> = of_river.into_values().collect();
    for mut list in lists {
        list.sort_by(|&a, &b| placed[a].spot.along_m.total_cmp(&placed[b].spot.along_m));
        for (number, at) in list.into_iter().enumerate() {
            let outfall = &mut placed[at];
            let bank = if outfall.right_bank { "右岸" } else { "左岸" };
            outfall.draft.name = format!("{}{bank} {} 号", outfall.river.name, number + 1);
            outfall.draft.further.push(("排污口编码", text(code(outfall))));
        }
    }
}

/// The shape of a code after HJ 1235: basin, county, serial, kind of outfall, two digits.
fn code(outfall: &Placed<'_>) -> String {
    let basin = if matches!(
        outfall.river.name.as_str(),
        "金堤河" | "大功河" | "黄庄河" | "柳青河" | "城关明渠" | "回木沟"
    ) {
        "HL" // 黄河流域
    } else {
        "HH" // 海河流域
    };
    let class = outfall.draft.fields.iter().find(|(field, _)| *field == "outfall_class");
    let class = class.map_or(String::new(), |(_, class)| class.to_string());
    let letters = match class.as_str() {
        class if class.starts_with("工") => "GY",
        "城镇污水处理厂排污口" => "SH",
        "规模化畜禽养殖排污口" | "规模化水产养殖排污口" => "NY",
        _ => "QT",
    };
    format!("{basin}{}{:04}{letters}00", outfall.draft.adcode, outfall.serial)
}
