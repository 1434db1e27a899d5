//! Industrial parks (化工园区和产业集群) that task 11 counts, and coal-fired units (燃煤机组和锅炉)
//! that task 8 closes.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, Step, number, text};
use super::ground::Ground;
use super::land::{area_ha, round_to};
use super::pace::When;
use super::place::{beside, office, patch, short, towns};
use super::tempo::Tempo::{self, Early, Idle, Late, Ready, Steady, Stuck};
use super::work::work;

/// A park: county, sector, hectares, how its upgrade keeps to its date, and for chemical parks how
/// its wastewater plant does.
const PARKS: &[(&str, &str, f64, Tempo, Option<Tempo>)] = &[
    ("410502", "包装印刷", 18.0, Early, None),
    ("410503", "包装印刷", 14.0, Steady, None),
    ("410505", "化工", 44.0, Late, Some(Late)),
    ("410505", "耐火材料", 32.0, Late, None),
    ("410506", "化工", 90.0, Steady, Some(Early)),
    ("410506", "有色", 40.0, Early, None),
    ("410506", "碳素", 26.0, Steady, None),
    ("410522", "化工", 70.0, Stuck, Some(Late)),
    ("410522", "石灰窑", 24.0, Late, None),
    ("410522", "矿石采选", 45.0, Stuck, None),
    ("410523", "化工", 36.0, Early, Some(Early)),
    ("410523", "包装印刷", 20.0, Early, None),
    ("410526", "化工", 60.0, Late, Some(Steady)),
    ("410526", "家具制造", 28.0, Steady, None),
    ("410527", "化工", 52.0, Ready, Some(Ready)),
    ("410527", "家具制造", 16.0, Ready, None),
    ("410581", "化工", 48.0, Steady, Some(Idle)),
    ("410581", "铸造", 66.0, Steady, None),
    ("410581", "矿石采选", 38.0, Late, None),
];

/// Chemical parks are upgraded by then, and have their wastewater plants by the second date.
const UPGRADED: Date = date(2024, 12, 31);
const WITH_PLANT: Date = date(2025, 12, 31);
/// No date of the plan: how fast the clusters work.
const CLUSTERS: Date = date(2025, 3, 31);

/// Every park, with its history.
pub(super) fn parks(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, &(adcode, sector, hectares, tempo, plant)) in PARKS.iter().enumerate() {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == adcode) else { continue };
        let mut chance = Chance::of(seed, &format!("park {at}"));
        let towns = towns(ground, design, false, &mut chance);
        let Some((town, shape)) = towns
            .iter()
            .find_map(|town| Some((town, patch(ground, design, town, hectares, 1_500.0, &mut chance)?)))
        else {
            continue;
        };
        let (kind, due) =
            if plant.is_some() { ("化工园区", UPGRADED) } else { ("产业集群", CLUSTERS) };
        let name = match kind {
            "化工园区" => format!("{}示例化工园区", short(town)),
            _ => format!("{}示例{sector}产业集群", short(town)),
        };
        let area_km2 = round_to(area_ha(&shape) / 100.0, 2);
        let mut park = Draft::new("industrial_park", design, ("YQ", at + 1), name, Geometry::Polygon(shape))
            .with("park_type", text(kind))
            .with("sector", text(sector))
            .with("area_km2", number(area_km2))
            .with("responsible_body", text(office(town)))
            .with("township", text(&town.name));
        work(&mut park, tempo.day_of_rank(0, 1, due), &[], &mut chance);
        if let Some(plant) = plant {
            let with_plant = plant.day_of_rank(0, 1, WITH_PLANT);
            let first = if with_plant == When::Before { "已配备" } else { "未配备" };
            park.fields.push(("wastewater_plant", text(first)));
            if let When::On(day) = with_plant {
                let step = Step::stay(day).set("wastewater_plant", text("已配备"));
                let mut steps = std::mem::take(&mut park.steps);
                steps.push(step.note(Some("集中处理设施与专管投运")));
                park.then_all(steps);
            }
        }
        drafts.push(park);
    }
    drafts
}

/// Coal-fired units to be closed by the end of 2024: how many, in the plan's order of counties.
const UNITS: [(usize, Tempo); 9] = [
    (1, Early),
    (2, Steady),
    (4, Late),
    (2, Steady),
    (3, Stuck),
    (2, Steady),
    (3, Late),
    (2, Early),
    (3, Steady),
];

/// Every coal-fired unit, with its history.
pub(super) fn coal_units(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (count, tempo)) in COUNTIES.iter().zip(UNITS) {
        let mut chance = Chance::of(seed, &format!("coal {}", design.adcode));
        let towns = towns(ground, design, true, &mut chance);
        for (rank, town) in towns.iter().take(count).enumerate() {
            let kind = match rank {
                1 => "小热电机组",
                3 => "自备电厂",
                _ => "燃煤锅炉",
            };
            let (low, high) = if kind == "燃煤锅炉" { (10, 35) } else { (15, 60) };
            let place = beside(ground, design, town, 1_100.0, &mut chance);
            let name = format!("{}示例{kind} {} 号", short(town), rank + 1);
            let point = Geometry::Point(Point(place));
            let mut unit = Draft::new("coal_unit", design, ("RM", rank + 1), name, point)
                .with("unit_type", text(kind))
                .with("capacity", number(f64::from(chance.whole(low, high))))
                .with("township", text(&town.name));
            let way = chance.pick(&["关停", "集中供热替代", "清洁能源替代"]).copied().unwrap_or("关停");
            let done = tempo.day_of_rank(rank, count, UPGRADED);
            work(&mut unit, done, &[("way_out", text(way))], &mut chance);
            drafts.push(unit);
        }
    }
    drafts
}
