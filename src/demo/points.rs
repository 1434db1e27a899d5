//! Monitoring points (监测点位): the township air stations that task 30 counts, further air
//! stations, and sections on rivers.

use geo::{Coord, Geometry, Point};
use jiff::civil::date;

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Step, text};
use super::ground::{Ground, Spot, Town};
use super::land::rounded;
use super::pace::{FIRST_DAY, When, after};
use super::place::{beside, is_seat};

/// Further air stations: level, and how many in each county in the plan's order.
const FURTHER_AIR: &[(&str, [usize; 9])] = &[
    ("国控", [2, 1, 1, 1, 0, 0, 0, 0, 0]),
    ("省控", [0, 0, 0, 0, 1, 1, 1, 1, 1]),
    ("市控", [1, 1, 1, 1, 1, 1, 1, 1, 1]),
    ("县控", [0, 0, 0, 0, 2, 1, 2, 1, 2]),
];

/// Sections: level, county, river, and how far down the river's part in that county.
const SECTIONS: &[(&str, &str, &str, f64)] = &[
    ("国控", "410527", "卫河", 0.9),
    ("国控", "410526", "金堤河", 0.97),
    ("国控", "410581", "淇河", 0.93),
    ("国控", "410522", "洹河", 0.95),
    ("省控", "410581", "漳河", 0.5),
    ("省控", "410523", "汤河", 0.95),
    ("省控", "410506", "洪河", 0.9),
    ("省控", "410526", "黄庄河", 0.6),
    ("市控", "410503", "洹河", 0.5),
    ("市控", "410505", "粉红江", 0.7),
    ("市控", "410502", "万金渠", 0.6),
    ("市控", "410522", "珠泉河", 0.3),
    ("市控", "410523", "汤永河", 0.8),
    ("市控", "410526", "柳青河", 0.8),
    ("市控", "410527", "硝河", 0.85),
    ("市控", "410581", "淅河", 0.8),
];

/// The eight national and provincial sections and the older air stations run as routine.
const ROUTINE: &str = "常规监测";

/// Every monitoring point of the city, with its history.
pub(super) fn draw(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut points = Vec::new();
    for (at, design) in COUNTIES.iter().enumerate() {
        let mut chance = Chance::of(seed, &format!("points {}", design.adcode));
        points.extend(township_stations(design, ground, &mut chance));
        if design.adcode == "410506" {
            points.extend(zone_station(design, ground, &mut chance));
        }
        points.extend(further_stations(design, at, ground, &mut chance));
        points.extend(sections(design, ground));
    }
    points
}

fn point(design: &CountyDesign, id: &str, name: String, at: Coord, town: &str) -> Draft {
    Draft {
        kind: "monitoring_point",
        id: format!("{}-{id}", design.initials),
        name,
        adcode: design.adcode,
        geometry: Geometry::Point(Point(at)),
        state: "online",
        registered_on: date(2021, 1, 4),
        fields: vec![("township", text(town))],
        further: Vec::new(),
        steps: Vec::new(),
    }
}

fn township_stations(design: &CountyDesign, ground: &Ground, chance: &mut Chance) -> Vec<Draft> {
    let plan = &design.stations;
    let mut order: Vec<usize> = (0..plan.towns.len()).collect();
    chance.shuffle(&mut order);
    let mut stations = Vec::new();
    for (serial, name) in plan.towns.iter().enumerate() {
        let Some(town) = ground.towns_of(design.adcode).find(|town| town.name == *name) else {
            continue;
        };
        let place = beside(ground, design, town, 350.0, chance);
        let mut station =
            point(design, &format!("KQ-{:02}", serial + 1), format!("{name}空气自动站"), place, name);
        station.registered_on = date(2023, 5, 22);
        station.state = if chance.happens(0.7) { "building" } else { "planned" };
        station.fields.extend([
            ("level", text("乡镇")),
            ("medium", text("空气")),
            ("programme", text("升级改造")),
        ]);
        station.further.push(("监测因子", text("六因子")));
        let rank = order.iter().position(|&at| at == serial).unwrap_or(serial);
        if let When::On(day) = plan.online.day_of_rank(rank, plan.towns.len()) {
            if station.state == "planned" {
                station.then(Step::to("building", after(FIRST_DAY, chance.whole(0, 3))));
            }
            station.then(Step::to("online", day).note(Some("六因子数据上传市平台")));
        }
        if let Some((dark, back)) = plan.dark
            && rank == 0
        {
            station.then(Step::to("offline", dark).note(Some("采样泵故障，数据中断")));
            station.then(Step::to("online", back).note(Some("换泵后恢复联网")));
        }
        stations.push(station);
    }
    stations
}

/// 龙安区先进制造业开发区: task 30 names one automatic station there, by the end of 2023.
fn zone_station(design: &CountyDesign, ground: &Ground, chance: &mut Chance) -> Option<Draft> {
    let town = ground.towns_of(design.adcode).find(|town| town.name == "马投涧镇")?;
    let place = beside(ground, design, town, 350.0, chance);
    let name = "龙安区先进制造业开发区环境自动监测站".to_owned();
    let mut station = point(design, "KQ-01", name, place, &town.name);
    station.registered_on = date(2023, 8, 14);
    station.state = "planned";
    station.fields.extend([
        ("level", text("县控")),
        ("medium", text("空气")),
        ("programme", text("开发区自动站")),
    ]);
    station.then(Step::to("building", date(2023, 11, 6)));
    station.then(Step::to("online", date(2024, 1, 25)).note(Some("设备到货推迟，晚于年底")));
    Some(station)
}

fn further_stations(design: &CountyDesign, at: usize, ground: &Ground, chance: &mut Chance) -> Vec<Draft> {
    let towns: Vec<&Town> = ground.towns_of(design.adcode).collect();
    let (mut of_seat, of_country): (Vec<&Town>, Vec<&Town>) =
        towns.into_iter().partition(|town| is_seat(town));
    chance.shuffle(&mut of_seat);
    let free: Vec<&Town> =
        of_country.into_iter().filter(|town| !design.stations.towns.contains(&town.name.as_str())).collect();
    let mut places = of_seat.into_iter().take(4).chain(free);
    let mut stations = Vec::new();
    for (level, counts) in FURTHER_AIR {
        for _ in 0..counts[at] {
            let Some(town) = places.next() else { continue };
            let serial = 51 + stations.len();
            let place = beside(ground, design, town, 350.0, chance);
            let name = format!("{}{level}空气站", town.name.trim_end_matches("街道"));
            let mut station = point(design, &format!("KQ-{serial}"), name, place, &town.name);
            station.fields.extend([
                ("level", text(*level)),
                ("medium", text("空气")),
                ("programme", text(ROUTINE)),
            ]);
            if *level == "县控" {
                station.registered_on = date(2023, 9, 11);
                station.state = "planned";
                station.then(Step::to("building", after(date(2024, 3, 4), chance.whole(0, 120))));
                station.then(Step::to("online", after(date(2024, 9, 2), chance.whole(0, 300))));
                if chance.happens(0.25) {
                    let dark = after(date(2025, 11, 3), chance.whole(0, 60));
                    station.then(Step::to("offline", dark).note(Some("断电")));
                    station.then(Step::to("online", after(dark, 9)));
                }
            }
            stations.push(station);
        }
    }
    stations
}

fn sections(design: &CountyDesign, ground: &Ground) -> Vec<Draft> {
    let Some((county, _)) = ground.county(design.adcode) else { return Vec::new() };
    let of_county = SECTIONS.iter().filter(|(_, adcode, _, _)| *adcode == design.adcode);
    of_county
        .enumerate()
        .filter_map(|(serial, (level, adcode, river, part))| {
            let river = ground.rivers.iter().find(|other| other.name == *river)?;
            let spots: Vec<&Spot> = river.spots.iter().filter(|spot| spot.county == Some(county)).collect();
            let spot = spots.get((spots.len() as f64 * part) as usize)?;
            let town = ground.nearest_town(adcode, spot.at)?;
            let name = format!("{}{}断面", river.name, town.name.trim_end_matches("街道"));
            let mut section =
                point(design, &format!("DM-{:02}", serial + 1), name, rounded(spot.at), &town.name);
            section.fields.extend([
                ("level", text(*level)),
                ("medium", text("地表水")),
                ("programme", text(ROUTINE)),
                ("river", text(&river.name)),
            ]);
            if *level == "市控" {
                section.registered_on = date(2023, 9, 11);
                section.state = "building";
                section.then(Step::to("online", after(date(2024, 2, 26), 47 * serial as i32)));
            }
            Some(section)
        })
        .collect()
}
