//! Renewable power plants (可再生能源电站): task 7 counts their capacity.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, number, text};
use super::ground::Ground;
use super::land::round_to;
use super::pace::When;
use super::place::{beside, office, short, towns};
use super::tempo::Tempo::{self, Early, Late, Steady, Stuck};
use super::work::work;

/// Megawatts in the register and in how many plants, in the plan's order of counties: together more
/// than the 5700 MW that task 7 promises.
const CAPACITY: [(f64, usize, Tempo); 9] = [
    (80.0, 2, Early),
    (60.0, 2, Steady),
    (350.0, 4, Late),
    (370.0, 4, Steady),
    (850.0, 6, Stuck),
    (980.0, 7, Steady),
    (1810.0, 9, Late),
    (1100.0, 7, Early),
    (685.0, 6, Steady),
];
const DUE: Date = date(2025, 12, 31);

/// Every plant, with its history.
pub(super) fn plants(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (megawatts, count, tempo)) in COUNTIES.iter().zip(CAPACITY) {
        let mut chance = Chance::of(seed, &format!("energy {}", design.adcode));
        let towns = towns(ground, design, false, &mut chance);
        let weights: Vec<f64> = (0..count).map(|_| chance.between(0.6, 1.4)).collect();
        let whole: f64 = weights.iter().sum();
        // A fifth of them ran before the plan began.
        let before = count / 5;
        for (rank, (town, weight)) in towns.iter().cycle().zip(weights).enumerate() {
            let source = match (design.adcode, rank) {
                ("410581", 2) => "水电",
                ("410526" | "410523", 3) => "生物质",
                ("410502" | "410503", _) => "光伏",
                (_, rank) if rank % 2 == 1 => "风电",
                _ => "光伏",
            };
            let place = beside(ground, design, town, 2_200.0, &mut chance);
            let name = format!("{}示例{source}电站 {} 号", short(town), rank + 1);
            let capacity = number(round_to(megawatts * weight / whole, 0));
            let point = Geometry::Point(Point(place));
            let mut plant = Draft::new("re_plant", design, ("XN", rank + 1), name, point)
                .with("source", text(source))
                .with("capacity_mw", capacity)
                .with("responsible_body", text(office(town)))
                .with("township", text(&town.name));
            let done = match rank.checked_sub(before) {
                None => When::Before,
                Some(rank) => tempo.day_of_rank(rank, count - before, DUE),
            };
            work(&mut plant, done, &[], &mut chance);
            drafts.push(plant);
        }
    }
    drafts
}
