//! Villages (村庄) whose sewage tasks 25 and 27 count, the canal (南水北调干渠) whose protection zones
//! some lie in, and the small works that treat it.

use geo::{Coord, Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Step, number, text};
use super::ground::{Ground, Town};
use super::land::{length_m, moved, round_to, rounded};
use super::pace::{FIRST_DAY, When, after, part_way};
use super::place::{along, beside, office, short, through, towns};
use super::tempo::Tempo::{self, Early, Late, Ready, Steady, Stuck};

const CANAL: &str = "南水北调中线总干渠";

/// Villages in the plan's order of counties: how many, and how the county gets to 44 % of them.
const VILLAGES: [(usize, Tempo); 9] = [
    (9, Early),
    (7, Steady),
    (14, Late),
    (16, Steady),
    (24, Stuck),
    (22, Early),
    (28, Late),
    (22, Steady),
    (26, Steady),
];
/// Villages beside the canal, in the four counties that task 25 names.
const BESIDE_CANAL: &[(&str, usize, Tempo)] =
    &[("410523", 4, Steady), ("410502", 2, Early), ("410505", 3, Late), ("410506", 4, Steady)];
const DUE: Date = date(2025, 12, 31);
/// So many were treated before the plan began.
const BEFORE: f64 = 0.16;
/// Where the tempo ends: a little more than task 27 promises.
const WANTED: f64 = 0.47;

/// The canal's way through each county that it crosses.
pub(super) fn canal(ground: &Ground) -> Vec<Draft> {
    let own = COUNTIES.iter().filter(|design| through(ground, design, CANAL).len() > 15);
    own.filter_map(|design| {
        let line = along(through(ground, design, CANAL), 10)?;
        let length = number(round_to(length_m(&line) / 1_000.0, 1));
        let name = format!("{CANAL}{}段", design.name);
        let mut part = Draft::new("snwd_canal", design, ("NSBD", 1), name, Geometry::LineString(line))
            .with("part", text("干渠"))
            .with("length_km", length)
            .with("responsible_body", text(format!("{}水利局", design.name)));
        part.then(Step::to("in_progress", date(2023, 11, 16)));
        Some(part)
    })
    .collect()
}

/// Every village, with its history.
pub(super) fn villages(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (count, tempo)) in COUNTIES.iter().zip(VILLAGES) {
        let mut chance = Chance::of(seed, &format!("villages {}", design.adcode));
        let zone = BESIDE_CANAL.iter().find(|(adcode, ..)| *adcode == design.adcode);
        let beside_canal = zone.map_or(0, |&(_, count, _)| count);
        for rank in 0..beside_canal {
            let Some(place) = by_the_canal(ground, design, rank, beside_canal, &mut chance) else { continue };
            let Some(town) = ground.nearest_town(design.adcode, place) else { continue };
            let level = if rank == 0 { "一级" } else { "二级" };
            let mut village = village(design, rank + 1, town, place, level, &mut chance);
            let tempo = zone.map_or(Steady, |&(.., tempo)| tempo);
            treat(&mut village, tempo.day_of_rank(rank, beside_canal, DUE), &mut chance);
            drafts.push(village);
        }
        let towns = towns(ground, design, false, &mut chance);
        let before = (count as f64 * BEFORE) as usize;
        let wanted = ((count as f64 * WANTED).ceil() as usize).saturating_sub(before);
        for (rank, town) in towns.iter().cycle().take(count).enumerate() {
            let place = beside(ground, design, town, 2_100.0, &mut chance);
            let serial = beside_canal + rank + 1;
            let mut village = village(design, serial, town, place, "区外", &mut chance);
            let treated = match rank.checked_sub(before) {
                None => When::Before,
                Some(rank) if rank < wanted => tempo.day_of_rank(rank, wanted, DUE),
                Some(_) => When::Never,
            };
            treat(&mut village, treated, &mut chance);
            if rank == before && design.adcode == "410581" {
                village.then(Step::to("faulty", date(2025, 8, 14)).note(Some("管网破损，设施停运")));
                village.then(Step::to("treated", date(2025, 11, 6)));
            }
            drafts.push(village);
        }
    }
    drafts
}

fn village(
    design: &CountyDesign,
    serial: usize,
    town: &Town,
    place: Coord,
    zone: &str,
    chance: &mut Chance,
) -> Draft {
    let households = f64::from(chance.whole(12, 90) * 10);
    let name = format!("{}示例村 {serial} 号", short(town));
    let ways = &["纳入城镇管网", "集中处理", "分散处理", "资源化利用"];
    let way = chance.pick(ways).copied().unwrap_or("集中处理");
    Draft::new("village", design, ("CZ", serial), name, Geometry::Point(Point(place)))
        .in_state("listed")
        .with("protection_zone", text(zone))
        .with("treatment", text(way))
        .with("households", number(households))
        .with("responsible_body", text(office(town)))
        .with("township", text(&town.name))
}

/// A place some hundred metres from the canal.
fn by_the_canal(
    ground: &Ground,
    design: &CountyDesign,
    rank: usize,
    of: usize,
    chance: &mut Chance,
) -> Option<Coord> {
    let (_, county) = ground.county(design.adcode)?;
    let spots = through(ground, design, CANAL);
    let spot = spots.get(spots.len() * (2 * rank + 1) / (2 * of))?;
    let (east, north) = spot.downstream;
    let mut tries = (0..60).map(|_| {
        let off_m = chance.between(150.0, 950.0) * if chance.happens(0.5) { 1.0 } else { -1.0 };
        rounded(moved(spot.at, north * off_m, -east * off_m))
    });
    tries.find(|place| county.contains(*place))
}

fn treat(village: &mut Draft, treated: When, chance: &mut Chance) {
    match treated {
        When::Before => village.state = "treated",
        When::On(day) => {
            if chance.happens(0.4) {
                village.then(Step::to("planned", part_way(FIRST_DAY, day, 0.2)));
            }
            village.then(Step::to("building", part_way(FIRST_DAY, day, chance.between(0.4, 0.7))));
            village.then(Step::to("treated", day).note(Some("管网与设施验收合格")));
        }
        When::Never if chance.happens(0.25) => {
            village.then(Step::to("planned", after(date(2024, 9, 2), chance.whole(0, 400))));
        }
        When::Never => {}
    }
}

/// A small sewage works in villages (农村污水设施): how many, in the plan's order of counties, and how
/// many of them are on the list of those that do not work, with the tempo of their repair.
const RURAL: [(usize, usize, Tempo); 9] = [
    (3, 0, Ready),
    (3, 1, Early),
    (5, 2, Late),
    (4, 1, Early),
    (6, 3, Stuck),
    (5, 1, Early),
    (7, 3, Late),
    (5, 2, Steady),
    (7, 2, Early),
];
const MENDED: Date = date(2024, 12, 31);

/// Every works, with its history; two fall out again.
pub(super) fn rural_sewage(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (count, broken, tempo)) in COUNTIES.iter().zip(RURAL) {
        let mut chance = Chance::of(seed, &format!("rural sewage {}", design.adcode));
        let towns = towns(ground, design, false, &mut chance);
        for (rank, town) in towns.iter().cycle().take(count).enumerate() {
            let place = beside(ground, design, town, 1_900.0, &mut chance);
            let capacity = number(f64::from(chance.whole(1, 12) * 10));
            let name = format!("{}示例村污水设施 {} 号", short(town), rank + 1);
            let point = Geometry::Point(Point(place));
            let mut works = Draft::new("rural_sewage", design, ("NS", rank + 1), name, point)
                .in_state("working")
                .with("capacity_t_d", capacity)
                .with("responsible_body", text(office(town)))
                .with("township", text(&town.name));
            if rank < broken {
                works.state = "listed";
                if let When::On(day) = tempo.day_of_rank(rank, broken, MENDED) {
                    works.then(Step::to("rectifying", part_way(FIRST_DAY, day, 0.4)));
                    works.then(Step::to("working", day).note(Some("设备更换后恢复运行")));
                }
            }
            if rank + 1 == count && matches!(design.adcode, "410523" | "410581") {
                works.then(Step::to("faulty", date(2025, 7, 17)).note(Some("抽查发现风机停运")));
                works.then(Step::to("working", date(2025, 9, 11)));
            }
            drafts.push(works);
        }
    }
    drafts
}
