//! Steel plants (钢铁企业及装备): furnaces on either side of the limits of tasks 3 and 12, sintering
//! machines with their flue gas, plants with and without a plan for their gas.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Step, number, text};
use super::ground::Ground;
use super::pace::{FIRST_DAY, When, part_way};
use super::place::{beside, town};
use super::work::work;

/// A plant: county, town, the letter that is its name, and when it had its plan for gas.
const PLANTS: &[(&str, &str, &str, Option<Date>)] = &[
    ("410581", "横水镇", "甲", Some(date(2023, 12, 20))),
    ("410581", "陵阳镇", "乙", Some(date(2024, 9, 12))),
    ("410523", "韩庄镇", "丙", Some(date(2024, 4, 18))),
    ("410505", "铁西路街道", "丁", Some(date(2023, 11, 24))),
    ("410505", "水冶镇", "戊", Some(date(2025, 6, 19))),
    ("410522", "铜冶镇", "己", None),
    ("410506", "马投涧镇", "庚", Some(date(2024, 1, 18))),
];

/// A furnace: plant, type, cubic metres or tons, and when it was shut down or rebuilt.
const UNITS: &[(&str, &str, f64, Option<Date>)] = &[
    ("甲", "高炉", 1080.0, Some(date(2024, 5, 30))),
    ("甲", "高炉", 1350.0, None),
    ("甲", "转炉", 80.0, Some(date(2024, 8, 22))),
    ("甲", "球团竖炉", 10.0, Some(date(2024, 2, 29))),
    ("乙", "电弧炉", 70.0, Some(date(2024, 11, 14))),
    ("乙", "合金钢电弧炉", 45.0, Some(date(2024, 3, 28))),
    ("乙", "合金钢电弧炉", 50.0, None),
    ("乙", "步进式烧结机", 36.0, Some(date(2025, 3, 20))),
    ("丙", "高炉", 580.0, Some(date(2025, 4, 17))),
    ("丙", "转炉", 60.0, Some(date(2024, 10, 24))),
    ("丙", "半封闭式铁合金电炉", 12.0, None),
    ("丁", "高炉", 450.0, Some(date(2024, 4, 25))),
    ("丁", "高炉", 1200.0, None),
    ("丁", "高炉", 1260.0, None),
    ("丁", "转炉", 90.0, Some(date(2024, 7, 18))),
    ("丁", "转炉", 100.0, None),
    ("戊", "高炉", 630.0, None),
    ("戊", "电弧炉", 60.0, Some(date(2024, 12, 19))),
    ("戊", "步进式烧结机", 36.0, Some(date(2024, 6, 13))),
    ("己", "半封闭式铁合金电炉", 12.5, Some(date(2023, 12, 14))),
    ("己", "半封闭式铁合金电炉", 16.5, Some(date(2024, 6, 20))),
    ("己", "半封闭式铁合金电炉", 16.5, Some(date(2025, 8, 21))),
    ("庚", "半封闭式铁合金电炉", 12.5, Some(date(2023, 12, 21))),
];

/// A sintering machine: plant, square metres, how much flue gas it leads back, and what was
/// measured later.
type Machine = (&'static str, f64, f64, &'static [(Date, f64)]);

const SINTERING: &[Machine] = &[
    ("甲", 265.0, 28.0, &[(date(2025, 5, 15), 23.5), (date(2025, 8, 21), 26.8)]),
    ("丙", 180.0, 18.0, &[(date(2024, 6, 6), 22.4), (date(2024, 11, 20), 26.0)]),
    ("丁", 360.0, 24.0, &[(date(2024, 3, 14), 27.1)]),
    ("戊", 132.0, 15.0, &[(date(2025, 3, 13), 21.2), (date(2025, 10, 16), 25.0)]),
];

/// The plants and their furnaces, with their histories.
pub(super) fn plants(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut chance = Chance::of(seed, "steel");
    let mut drafts = Vec::new();
    for (adcode, of_town, letter, gas_plan) in PLANTS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let mut yard = Yard { ground, design, town: of_town, letter, serial: drafts.len() + 1 };
        drafts.push(yard.plant(*gas_plan, &mut chance));
        for (_, kind, size, done) in UNITS.iter().filter(|(plant, ..)| plant == letter) {
            let mut unit = yard.unit(kind, *size, &mut chance);
            if let Some(day) = done {
                let way = if *kind == "高炉" && *size > 1_000.0 { "大型化改造" } else { "退出" };
                work(&mut unit, When::On(*day), &[("way_out", text(way))], &mut chance);
            }
            drafts.push(unit);
        }
        for (_, size, led_back, later) in SINTERING.iter().filter(|(plant, ..)| plant == letter) {
            let mut machine = yard.unit("烧结机", *size, &mut chance);
            machine.fields.push(("flue_gas_recirculation_pct", number(*led_back)));
            for (day, share) in *later {
                machine.then(Step::stay(*day).set("flue_gas_recirculation_pct", number(*share)));
            }
            drafts.push(machine);
        }
    }
    drafts
}

/// A plant's ground.
struct Yard<'a> {
    ground: &'a Ground,
    design: &'a CountyDesign,
    town: &'a str,
    letter: &'a str,
    serial: usize,
}

impl Yard<'_> {
    fn record(&mut self, what: &str, kind: &str, chance: &mut Chance) -> Draft {
        let town = town(self.ground, self.design, self.town);
        let place = town.map(|town| beside(self.ground, self.design, town, 700.0, chance));
        let geometry = Geometry::Point(Point(place.unwrap_or_default()));
        let company = format!("示例{}钢铁企业", self.letter);
        let name = format!("{company}{what}");
        let draft = Draft::new("steel_plant", self.design, ("GT", self.serial), name, geometry)
            .with("enterprise", text(company))
            .with("unit_type", text(kind))
            .with("township", text(self.town));
        self.serial += 1;
        draft
    }

    fn plant(&mut self, gas_plan: Option<Date>, chance: &mut Chance) -> Draft {
        let mut plant = self.record("", "企业", chance).with("gas_plan", text("未制定"));
        if let Some(day) = gas_plan {
            plant.then(Step::to("in_progress", part_way(FIRST_DAY, day, 0.5)));
            let step = Step::stay(day).set("gas_plan", text("已制定"));
            plant.then(step.note(Some("煤气平衡管控方案与紧急放散预案已备案")));
        }
        plant
    }

    fn unit(&mut self, kind: &str, size: f64, chance: &mut Chance) -> Draft {
        let unit = match kind {
            "高炉" => "立方米",
            "烧结机" | "步进式烧结机" | "球团竖炉" => "平方米",
            "半封闭式铁合金电炉" => "兆伏安",
            _ => "吨",
        };
        self.record(&format!("{size}{unit}{kind}"), kind, chance).with("size", number(size))
    }
}
