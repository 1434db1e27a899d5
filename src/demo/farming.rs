//! Irrigation districts (灌区), three of which the plan names, and high-standard farmland
//! (高标准农田) whose area task 26 counts.

use geo::Geometry;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, number, text};
use super::ground::Ground;
use super::land::round_to;
use super::pace::When;
use super::place::{patch, short, town, towns};
use super::tempo::Tempo::{self, Early, Late, Ready, Steady, Stuck};
use super::work::work;

/// County, name, town, size, 万亩, and when the work was done.
const DISTRICTS: &[(&str, &str, &str, &str, f64, When)] = &[
    ("410581", "红旗渠灌区", "姚村镇", "大型", 40.0, When::On(date(2025, 4, 29))),
    ("410523", "琵琶寺灌区", "宜沟镇", "中型", 5.5, When::On(date(2024, 9, 26))),
    ("410505", "珠泉灌区", "水冶镇", "中型", 3.0, When::Never),
    ("410526", "示例灌区", "慈周寨镇", "中型", 12.0, When::On(date(2025, 10, 23))),
    ("410527", "示例灌区", "楚旺镇", "中型", 8.0, When::Never),
];

/// The districts, with their histories. Their shapes are drawn small: where they are, not how far
/// they reach.
pub(super) fn districts(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut chance = Chance::of(seed, "irrigation");
    let mut drafts = Vec::new();
    for (adcode, name, of_town, size, area, done) in DISTRICTS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let Some(town) = town(ground, design, of_town) else { continue };
        let Some(shape) = patch(ground, design, town, 110.0, 1_200.0, &mut chance) else { continue };
        let name = format!("{}{name}", design.name);
        let code = ("GQ", drafts.len() + 1);
        let mut district = Draft::new("irrigation_district", design, code, name, Geometry::Polygon(shape))
            .with("size", text(*size))
            .with("irrigated_10k_mu", number(*area))
            .with("responsible_body", text(format!("{}水利局", design.name)))
            .with("township", text(&town.name));
        work(&mut district, *done, &[], &mut chance);
        drafts.push(district);
    }
    drafts
}

/// Farmland in the plan's order of counties: 万亩, in how many zones, and the tempo. Together more
/// than the million mu that task 26 names.
const FARMLAND: [(f64, usize, Tempo); 9] = [
    (3.0, 1, Early),
    (2.0, 1, Ready),
    (5.0, 2, Late),
    (6.0, 2, Steady),
    (20.0, 3, Stuck),
    (18.0, 3, Early),
    (45.0, 4, Steady),
    (25.0, 3, Late),
    (10.0, 2, Steady),
];
/// No date of the plan.
const DUE: Date = date(2025, 9, 30);

/// Every zone, with its history. Shapes are drawn small, as those of the districts.
pub(super) fn zones(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (area, count, tempo)) in COUNTIES.iter().zip(FARMLAND) {
        let mut chance = Chance::of(seed, &format!("farmland {}", design.adcode));
        let towns = towns(ground, design, false, &mut chance);
        let mut serial = 0;
        for town in &towns {
            if serial == count {
                break;
            }
            let Some(shape) = patch(ground, design, town, 80.0, 2_000.0, &mut chance) else { continue };
            serial += 1;
            let part = round_to(area / count as f64, 1);
            let name = format!("{}高标准农田示范片（示例）", short(town));
            let mut zone = Draft::new("farmland", design, ("NT", serial), name, Geometry::Polygon(shape))
                .with("area_10k_mu", number(part))
                .with("responsible_body", text(format!("{}农业农村局", design.name)))
                .with("township", text(&town.name));
            let built = round_to(part * chance.between(0.85, 1.0), 1).min(part);
            let done = tempo.day_of_rank(serial - 1, count, DUE);
            work(&mut zone, done, &[("built_10k_mu", number(built))], &mut chance);
            drafts.push(zone);
        }
    }
    drafts
}
