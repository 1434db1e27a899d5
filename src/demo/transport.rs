//! Rail spurs (铁路专用线) of task 6, three of which the plan names, and vehicle fleets (车队).

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, Step, number, text};
use super::ground::Ground;
use super::land::{length_m, round_to};
use super::place::{beside, town, towns, way};

/// County, name, between which towns, whether the plan names it, and when work on it began.
type Spur = (&'static str, &'static str, (&'static str, &'static str), bool, Option<Date>);

const SPURS: &[Spur] = &[
    ("410505", "安西联络线", ("曲沟镇", "水冶镇"), true, Some(date(2024, 3, 21))),
    ("410581", "红旗渠经开区铁路专用线", ("横水镇", "陵阳镇"), true, Some(date(2023, 12, 14))),
    ("410527", "内黄铁路专用线", ("马上乡", "六村乡"), true, Some(date(2025, 4, 24))),
    ("410506", "示例物流园铁路专用线", ("马投涧镇", "龙泉镇"), false, Some(date(2024, 10, 17))),
    ("410523", "示例建材园铁路专用线", ("宜沟镇", "韩庄镇"), false, None),
];

/// The spurs, with their histories.
pub(super) fn spurs(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut chance = Chance::of(seed, "spurs");
    let mut drafts = Vec::new();
    for (adcode, name, (from, to), named, begun) in SPURS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let ends = town(ground, design, from).zip(town(ground, design, to));
        let line = ends.and_then(|(from, to)| way(ground, design, from.at, to.at, &mut chance));
        let Some(line) = line else { continue };
        let programme = if *named { "点名项目" } else { "其他项目" };
        let length = number(round_to(length_m(&line) / 1_000.0, 1));
        let body = format!("{}交通运输局", design.name);
        let mut spur =
            Draft::new("rail_spur", design, ("TL", drafts.len() + 1), *name, Geometry::LineString(line))
                .with("programme", text(programme))
                .with("length_km", length)
                .with("responsible_body", text(body));
        if let Some(day) = begun {
            spur.then(Step::to("in_progress", *day).note(Some("前期工作启动")));
        }
        drafts.push(spur);
    }
    drafts
}

/// A fleet in each county, and how many vehicles it has.
const FLEETS: [(&str, f64); 9] = [
    ("物流配送", 240.0),
    ("公交", 180.0),
    ("渣土", 160.0),
    ("环卫", 120.0),
    ("环卫", 90.0),
    ("公交", 110.0),
    ("公交", 150.0),
    ("邮政", 45.0),
    ("出租", 260.0),
];

/// One fleet per county: every year more of it runs on new energy.
pub(super) fn fleets(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (fleet, total)) in COUNTIES.iter().zip(FLEETS) {
        let mut chance = Chance::of(seed, &format!("fleets {}", design.adcode));
        let towns = towns(ground, design, true, &mut chance);
        let Some(town) = towns.first() else { continue };
        let place = Geometry::Point(Point(beside(ground, design, town, 600.0, &mut chance)));
        let first = chance.between(0.2, 0.5);
        let part = |share: f64| number((total * share).floor());
        let mut record =
            Draft::new("vehicle_fleet", design, ("CD", 1), format!("{}示例{fleet}车队", design.name), place)
                .with("fleet", text(fleet))
                .with("total", number(total))
                .with("new_energy", part(first))
                .with("responsible_body", text(format!("{}示例{fleet}运营单位", design.name)));
        record.then(Step::to("in_progress", date(2024, 3, 14)).set("new_energy", part(first + 0.15)));
        record.then(Step::stay(date(2024, 12, 19)).set("new_energy", part(first + 0.3)));
        if chance.happens(0.5) {
            record.then(Step::to("completed", date(2025, 11, 20)).set("new_energy", number(total)));
        }
        drafts.push(record);
    }
    drafts
}
