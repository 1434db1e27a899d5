//! Sewage works (污水处理设施): one at the seat of every township, the cities' own works with their
//! influent, and sewers under construction. Task 21 counts the works.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, Step, number, text};
use super::ground::Ground;
use super::land::{length_m, round_to};
use super::pace::When;
use super::place::{beside, office, short, towns, way};
use super::tempo::Tempo::{self, Early, Idle, Late, Ready, Steady, Stuck};
use super::work::work;

/// Most townships had theirs before the plan; so many percent did not, and how the county catches
/// up with the end of 2023, or with a date of its own.
const TOWNSHIPS: [(i32, Tempo, Date); 9] = [
    (0, Ready, COVERED),
    (0, Ready, COVERED),
    (34, Late, date(2024, 6, 28)),
    (34, Steady, COVERED),
    (25, Stuck, date(2024, 12, 31)),
    (20, Early, COVERED),
    (22, Late, date(2024, 3, 29)),
    (24, Late, COVERED),
    (20, Steady, COVERED),
];
const COVERED: Date = date(2023, 12, 31);

/// The cities' works: how many, and how fast their influent rises above 100 mg/L by the end of 2025.
const URBAN: [(usize, Tempo); 9] = [
    (1, Early),
    (1, Ready),
    (1, Stuck),
    (1, Steady),
    (1, Late),
    (1, Ready),
    (2, Steady),
    (1, Early),
    (2, Late),
];
const STRONG: Date = date(2025, 12, 31);

/// Every sewage works, with its history.
pub(super) fn works(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, design) in COUNTIES.iter().enumerate() {
        let mut chance = Chance::of(seed, &format!("sewage {}", design.adcode));
        let (percent, tempo, due) = TOWNSHIPS[at];
        let mut townships: Vec<_> =
            ground.towns_of(design.adcode).filter(|town| !town.name.ends_with("街道")).collect();
        chance.shuffle(&mut townships);
        let missing = (townships.len() as f64 * f64::from(percent) / 100.0).ceil() as usize;
        for (rank, town) in townships.iter().enumerate() {
            let place = beside(ground, design, town, 500.0, &mut chance);
            let name = format!("{}污水处理站（示例）", town.name);
            let capacity = number(f64::from(chance.whole(4, 30) * 50));
            let point = Geometry::Point(Point(place));
            let mut station = Draft::new("wwtp", design, ("WS", rank + 1), name, point)
                .with("facility", text("乡镇政府驻地"))
                .with("capacity_t_d", capacity)
                .with("responsible_body", text(office(town)))
                .with("township", text(&town.name));
            let done = if rank < missing { tempo.day_of_rank(rank, missing, due) } else { When::Before };
            work(&mut station, done, &[], &mut chance);
            drafts.push(station);
        }
        let (count, tempo) = URBAN[at];
        let seats = towns(ground, design, true, &mut chance);
        for (rank, town) in seats.iter().take(count).enumerate() {
            let place = beside(ground, design, town, 1_600.0, &mut chance);
            let name = format!("{}示例污水处理厂 {} 号", design.name, rank + 1);
            let serial = townships.len() + rank + 1;
            let point = Geometry::Point(Point(place));
            let mut plant = Draft::new("wwtp", design, ("WS", serial), name, point)
                .in_state("accepted")
                .with("facility", text("城市污水处理厂"))
                .with("capacity_t_d", number(f64::from(chance.whole(2, 12) * 10_000)))
                .with("responsible_body", text(format!("{}住房和城乡建设局", design.name)))
                .with("township", text(&town.name));
            influent(&mut plant, tempo.day_of_rank(rank, count, STRONG), &mut chance);
            drafts.push(plant);
        }
    }
    drafts
}

/// The influent's BOD over the years.
fn influent(plant: &mut Draft, strong: When, chance: &mut Chance) {
    let mut bod = |low: f64, high: f64| number(round_to(chance.between(low, high), 0));
    match strong {
        When::Before => {
            plant.fields.push(("influent_bod_mg_l", bod(104.0, 120.0)));
            plant.then(Step::stay(date(2024, 12, 26)).set("influent_bod_mg_l", bod(121.0, 140.0)));
        }
        When::On(day) => {
            plant.fields.push(("influent_bod_mg_l", bod(68.0, 92.0)));
            let step = Step::stay(day).set("influent_bod_mg_l", bod(101.0, 125.0));
            plant.then(step.note(Some("雨污分流后进水浓度提高")));
        }
        When::Never => {
            plant.fields.push(("influent_bod_mg_l", bod(60.0, 78.0)));
            plant.then(Step::stay(date(2024, 12, 26)).set("influent_bod_mg_l", bod(80.0, 98.0)));
        }
    }
}

/// Sewers: kilometres come from the line; how the work keeps to the end of 2025.
const SEWERS: [(&str, Tempo); 9] = [
    ("雨污分流", Early),
    ("改造", Steady),
    ("雨污分流", Late),
    ("修复", Steady),
    ("新建", Stuck),
    ("新建", Early),
    ("雨污分流", Late),
    ("新建", Idle),
    ("改造", Steady),
];

/// One sewer under construction per county.
pub(super) fn sewers(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (kind, tempo)) in COUNTIES.iter().zip(SEWERS) {
        let mut chance = Chance::of(seed, &format!("sewers {}", design.adcode));
        let seats = towns(ground, design, true, &mut chance);
        let Some(town) = seats.first() else { continue };
        let ends = [(); 2].map(|()| beside(ground, design, town, 900.0, &mut chance));
        let Some(line) = way(ground, design, ends[0], ends[1], &mut chance) else { continue };
        let length = number(round_to(length_m(&line) / 1_000.0, 2));
        let name = format!("{}示例污水管网{kind}工程", short(town));
        let mut sewer = Draft::new("sewer_net", design, ("GW", 1), name, Geometry::LineString(line))
            .with("work", text(kind))
            .with("length_km", length)
            .with("responsible_body", text(format!("{}住房和城乡建设局", design.name)))
            .with("township", text(&town.name));
        work(&mut sewer, tempo.day_of_rank(0, 1, STRONG), &[], &mut chance);
        drafts.push(sewer);
    }
    drafts
}
