//! In the hills: tailings ponds (尾矿库) of task 23 and mines that work (生产矿山) of task 24.

use geo::Geometry;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, number, text};
use super::ground::Ground;
use super::land::{area_ha, round_to};
use super::place::{office, patch, short, town};
use super::tempo::Tempo::{self, Early, Late, Ready, Steady, Stuck};
use super::work::work;

/// County, its towns with ponds, one after the other, and its tempo. The plan names no place.
const PONDS: &[(&str, &[&str], Tempo)] = &[
    ("410581", &["河顺镇", "东姚镇", "横水镇", "河顺镇", "采桑镇"], Steady),
    ("410506", &["龙泉镇", "马投涧镇", "龙泉镇"], Late),
];
/// County, its towns with mines, one after the other, and its tempo.
const MINES: &[(&str, &[&str], Tempo)] = &[
    ("410581", &["东岗镇", "河顺镇", "任村镇", "横水镇", "东姚镇"], Steady),
    ("410522", &["都里镇", "铜冶镇", "磊口乡"], Stuck),
    ("410506", &["龙泉镇", "马投涧镇"], Early),
    ("410505", &["水冶镇"], Late),
    ("410523", &["宜沟镇"], Ready),
];
/// No date of the plan: by when the counties mean to be through.
const DUE: Date = date(2025, 6, 30);

/// Every pond, with its history.
pub(super) fn ponds(seed: u64, ground: &Ground) -> Vec<Draft> {
    areas(seed, ground, ("tailings_pond", "WK", "尾矿库"), PONDS, (6.0, 22.0))
}

/// Every working mine, with its history.
pub(super) fn mines(seed: u64, ground: &Ground) -> Vec<Draft> {
    areas(seed, ground, ("producing_mine", "SK", "矿山"), MINES, (12.0, 60.0))
}

fn areas(
    seed: u64,
    ground: &Ground,
    (kind, letters, word): (&'static str, &str, &str),
    list: &[(&str, &[&str], Tempo)],
    (small, large): (f64, f64),
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (adcode, towns, tempo) in list {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let mut chance = Chance::of(seed, &format!("{kind} {adcode}"));
        for (rank, of_town) in towns.iter().enumerate() {
            let Some(town) = town(ground, design, of_town) else { continue };
            let hectares = chance.between(small, large);
            let Some(shape) = patch(ground, design, town, hectares, 1_900.0, &mut chance) else { continue };
            let drawn = round_to(area_ha(&shape), 1);
            let mineral = chance.pick(&["铁矿", "石灰岩矿"]).copied().unwrap_or("铁矿");
            let name = format!("{}示例{word} {} 号", short(town), rank + 1);
            let mut area = Draft::new(kind, design, (letters, rank + 1), name, Geometry::Polygon(shape))
                .with("mineral", text(mineral))
                .with("responsible_body", text(office(town)))
                .with("township", text(&town.name));
            area.fields.push(match kind {
                "tailings_pond" => ("grade", text(if rank % 2 == 0 { "四等" } else { "五等" })),
                _ => ("area_ha", number(drawn)),
            });
            work(&mut area, tempo.day_of_rank(rank, towns.len(), DUE), &[], &mut chance);
            drafts.push(area);
        }
    }
    drafts
}
