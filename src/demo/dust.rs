//! Dust (扬尘): construction sites of tasks 14 and 15, roads with the grades of task 13, and the key
//! areas around stations.

use geo::{Coord, Geometry, LineString, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Step, number, text};
use super::ground::{Ground, Town};
use super::land::{distance_m, holds_all, length_m, moved, round_to, rounded};
use super::pace::When;
use super::place::{beside, blob, office, patch, short, towns, way};
use super::tempo::Tempo::{self, Early, Late, Ready, Steady, Stuck};
use super::work::work;

/// Works inside the towns that end by then (tasks 14 and 15).
const ALL_DONE: Date = date(2024, 12, 31);
/// Repairs in the county's seat: how many, in the plan's order of counties.
const REPAIRS: [(usize, Tempo); 9] = [
    (5, Steady),
    (4, Early),
    (4, Late),
    (3, Steady),
    (2, Stuck),
    (2, Early),
    (3, Late),
    (2, Steady),
    (3, Steady),
];
/// Scattered works by national stations: county, how many within 3 km and beyond.
const SCATTERED: [(&str, usize, usize, Tempo); 4] =
    [("410502", 4, 2, Late), ("410503", 3, 1, Early), ("410505", 3, 2, Stuck), ("410506", 3, 1, Steady)];

/// A national air station: where, and its county.
type Station<'a> = (&'a Draft, Coord);

fn stations<'a>(points: &'a [Draft], levels: &[&str]) -> Vec<Station<'a>> {
    let says = |point: &Draft, field: &str, words: &[&str]| {
        point.fields.iter().any(|(name, value)| *name == field && words.contains(&value.to_string().as_str()))
    };
    let air = points.iter().filter(|point| says(point, "medium", &["空气"]) && says(point, "level", levels));
    air.filter_map(|point| match &point.geometry {
        Geometry::Point(at) => Some((point, at.0)),
        _ => None,
    })
    .collect()
}

/// Every construction site, with its history.
pub(super) fn sites(seed: u64, ground: &Ground, points: &[Draft]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (count, tempo)) in COUNTIES.iter().zip(REPAIRS) {
        let mut chance = Chance::of(seed, &format!("sites {}", design.adcode));
        let seats = towns(ground, design, true, &mut chance);
        for rank in 0..count {
            let Some(town) = seats.get(rank % seats.len().max(1)) else { continue };
            let project = if rank % 2 == 0 { "修复" } else { "养护" };
            let place = beside(ground, design, town, 450.0, &mut chance);
            let name = format!("{}示例道路{project}工程", short(town));
            let mut site = site(design, rank + 1, name, place, town, (project, "城区"));
            work(&mut site, tempo.day_of_rank(rank, count, ALL_DONE), &[], &mut chance);
            drafts.push(site);
        }
        let Some((_, near, far, tempo)) = SCATTERED.iter().find(|(adcode, ..)| *adcode == design.adcode)
        else {
            continue;
        };
        for rank in 0..near + far {
            let metres = if rank < *near { (500.0, 2_700.0) } else { (3_150.0, 4_200.0) };
            let Some(place) = around(ground, design, points, metres, &mut chance) else { continue };
            let Some(town) = ground.nearest_town(design.adcode, place) else { continue };
            let serial = count + rank + 1;
            let name = format!("{}示例零散工程 {} 号", short(town), rank + 1);
            let mut site = site(design, serial, name, place, town, ("零散工程", "其他"));
            work(&mut site, tempo.day_of_rank(rank, near + far, ALL_DONE), &[], &mut chance);
            drafts.push(site);
        }
    }
    drafts
}

fn site(
    design: &CountyDesign,
    serial: usize,
    name: String,
    at: Coord,
    town: &Town,
    (project, place): (&str, &str),
) -> Draft {
    Draft::new("construction_site", design, ("GD", serial), name, Geometry::Point(Point(at)))
        .with("project", text(project))
        .with("place", text(place))
        .with("responsible_body", text(office(town)))
        .with("township", text(&town.name))
}

/// A place in the county so far from its nearest national station.
fn around(
    ground: &Ground,
    design: &CountyDesign,
    points: &[Draft],
    (near, far): (f64, f64),
    chance: &mut Chance,
) -> Option<Coord> {
    let stations = stations(points, &["国控"]);
    let own: Vec<&Station<'_>> = stations.iter().filter(|(of, _)| of.adcode == design.adcode).collect();
    let (_, county) = ground.county(design.adcode)?;
    let mut tries = (0..500).filter_map(|_| {
        let (_, station) = chance.pick(&own)?;
        let angle = chance.between(0.0, std::f64::consts::TAU);
        let metres = chance.between(near, far);
        Some(rounded(moved(*station, metres * angle.sin(), metres * angle.cos())))
    });
    tries.find(|place| {
        let nearest = stations.iter().map(|(_, at)| distance_m(*at, *place));
        county.contains(*place) && (near..=far).contains(&nearest.fold(f64::INFINITY, f64::min))
    })
}

/// A road: class, the best grade that the plan allows, and how the county gets it there.
const CLASSES: [(&str, f64); 4] =
    [("城市道路", 2.0), ("城市道路", 2.0), ("国省道干线公路", 3.0), ("城乡公路", 3.0)];
/// The five counties that task 13 names.
const ROADS: [(&str, Tempo); 5] =
    [("410502", Early), ("410503", Ready), ("410505", Stuck), ("410506", Steady), ("410522", Late)];
/// No date of the plan: when the counties mean to have every road clean.
const CLEAN: Date = date(2025, 3, 31);

/// Every road with its dust, as it was measured from time to time.
pub(super) fn roads(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (adcode, tempo) in ROADS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == adcode) else { continue };
        let mut chance = Chance::of(seed, &format!("roads {adcode}"));
        let seats = towns(ground, design, true, &mut chance);
        let country = towns(ground, design, false, &mut chance);
        for (rank, (class, limit)) in CLASSES.into_iter().enumerate() {
            let list = if class == "城市道路" { &seats } else { &country };
            let line = between(ground, design, list, rank, &mut chance);
            let Some((from, to, line)) = line else { continue };
            let name = match from.name == to.name {
                true => format!("{}示例{class}", short(from)),
                false => format!("{}至{}示例{class}", short(from), short(to)),
            };
            let length = number(round_to(length_m(&line) / 1_000.0, 1));
            let mut road = Draft::new("road", design, ("DL", rank + 1), name, Geometry::LineString(line))
                .with("road_class", text(class))
                .with("length_km", length)
                .with("responsible_body", text(format!("{}城市管理局", design.name)));
            survey(&mut road, limit, tempo, rank);
            drafts.push(road);
        }
    }
    drafts
}

/// A road between two of the towns, or out of the only one.
fn between<'a>(
    ground: &Ground,
    design: &CountyDesign,
    towns: &[&'a Town],
    skip: usize,
    chance: &mut Chance,
) -> Option<(&'a Town, &'a Town, LineString)> {
    let pairs = towns.iter().flat_map(|a| towns.iter().map(move |b| (*a, *b)));
    for (from, to) in pairs.filter(|(a, b)| a.name < b.name).skip(skip) {
        if let Some(line) = way(ground, design, from.at, to.at, chance) {
            return Some((from, to, line));
        }
    }
    let town = towns.first()?;
    let end = beside(ground, design, town, 1_500.0, chance);
    Some((town, town, way(ground, design, town.at, end, chance)?))
}

/// One or two runs of the measuring car, and a bad winter for the last road but one.
fn survey(road: &mut Draft, limit: f64, tempo: Tempo, rank: usize) {
    road.state = "surveyed";
    let grade = |grade: f64| ("dust_grade", number(grade));
    match tempo.day_of_rank(rank, CLASSES.len(), CLEAN) {
        When::Before => road.fields.push(grade(limit - 1.0)),
        When::On(day) => {
            road.fields.push(grade(limit + 1.0));
            road.then(Step::stay(day).set("dust_grade", number(limit - f64::from(rank.is_multiple_of(2)))));
        }
        When::Never => road.fields.push(grade(limit + 2.0)),
    }
    if rank == 2 && tempo != Stuck {
        let worse = Step::stay(date(2026, 1, 15)).set("dust_grade", number(limit + 1.0));
        road.then(worse.note(Some("施工车辆带泥上路")));
        road.then(Step::stay(date(2026, 2, 12)).set("dust_grade", number(limit)));
    }
}

/// The key areas around national and provincial stations.
pub(super) fn key_areas(seed: u64, ground: &Ground, points: &[Draft]) -> Vec<Draft> {
    let mut chance = Chance::of(seed, "key areas");
    let mut drafts: Vec<Draft> = Vec::new();
    for (station, at) in stations(points, &["国控", "省控"]) {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == station.adcode) else { continue };
        let Some((_, county)) = ground.county(design.adcode) else { continue };
        let Some(town) = ground.nearest_town(design.adcode, at) else { continue };
        let shape = blob(at, 160.0, &mut chance);
        let inside = holds_all(&county.shape, &shape.exterior().0);
        let shape = if inside { Some(shape) } else { patch(ground, design, town, 60.0, 500.0, &mut chance) };
        let Some(shape) = shape else { continue };
        let level = station.fields.iter().find(|(field, _)| *field == "level");
        let Some((_, level)) = level else { continue };
        let serial = drafts.iter().filter(|draft| draft.adcode == design.adcode).count() + 1;
        let name = format!("{}周边重点区域（示例）", station.name);
        let mut area = Draft::new("key_area", design, ("ZD", serial), name, Geometry::Polygon(shape))
            .with("level", level.clone())
            .with("station", text(&station.name))
            .with("radius_km", number(3.0))
            .with("responsible_body", text(office(town)))
            .with("township", text(&town.name));
        area.then(Step::to("in_progress", date(2023, 11, 9)));
        drafts.push(area);
    }
    drafts
}
