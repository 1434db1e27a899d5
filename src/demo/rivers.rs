//! Rivers (河流) with their emergency plans, sections with their flow (断面), and buffers and
//! wetlands (缓冲带和湿地): what tasks 23 and 32 count.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, Step, number, text};
use super::ground::Ground;
use super::land::{area_ha, length_m, round_to, rounded};
use super::pace::When;
use super::place::{along, office, part, patch, short, through, town};
use super::tempo::Tempo::{self, Early, Late, Ready, Steady, Stuck};
use super::work::work;

/// Canals that carry drinking water, and rivers of others.
const NOT_OURS: &[&str] = &["红旗渠", "南水北调中线总干渠", "黄河", "南运河"];
/// A river is a county's when so much of it flows there, in spots of 100 m.
const OWN_FROM: usize = 30;
/// The plan names 金堤河 and 汤永河 and says 等: four counties have others. When the works on them
/// ended.
const WORKS: &[(&str, &str, When)] = &[
    ("410526", "金堤河", When::Never),
    ("410523", "汤永河", When::On(date(2025, 9, 18))),
    ("410502", "汤永河", When::On(date(2025, 3, 27))),
    ("410503", "洹河", When::On(date(2024, 6, 20))),
    ("410505", "粉红江", When::On(date(2025, 11, 13))),
    ("410522", "洪河", When::Never),
    ("410527", "硝河", When::On(date(2024, 11, 28))),
];
/// No date of the plan: how fast the counties write plan and map for each river.
const PLANS: ([Tempo; 9], Date) =
    ([Early, Early, Steady, Ready, Stuck, Steady, Late, Late, Early], date(2025, 3, 31));

/// Every river's way through every county, with its history.
pub(super) fn rivers(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut names: Vec<&str> = ground.rivers.iter().map(|river| river.name.as_str()).collect();
    names.retain(|name| !NOT_OURS.contains(name));
    names.sort_unstable();
    names.dedup();
    let mut drafts = Vec::new();
    for (at, design) in COUNTIES.iter().enumerate() {
        let mut chance = Chance::of(seed, &format!("rivers {}", design.adcode));
        let own: Vec<&str> =
            names.iter().copied().filter(|name| through(ground, design, name).len() >= OWN_FROM).collect();
        for (rank, name) in own.iter().enumerate() {
            let Some(line) = along(through(ground, design, name), 12) else { continue };
            let length = number(round_to(length_m(&line) / 1_000.0, 1));
            let works = WORKS.iter().find(|(adcode, river, _)| adcode == &design.adcode && river == name);
            let programme = if works.is_some() { "重点治理" } else { "一般" };
            let mut river = Draft::new(
                "river",
                design,
                ("HL", rank + 1),
                format!("{name}{}段", design.name),
                Geometry::LineString(line),
            )
            .with("programme", text(programme))
            .with("length_km", length)
            .with("responsible_body", text(format!("{}水利局", design.name)));
            if let Some((_, _, done)) = works {
                work(&mut river, *done, &[], &mut chance);
            }
            let written = PLANS.0[at].day_of_rank(rank, own.len(), PLANS.1);
            let first = if written == When::Before { "已编制" } else { "未编制" };
            river.fields.push(("response_plan", text(first)));
            if let When::On(day) = written {
                let mut steps = std::mem::take(&mut river.steps);
                steps.push(Step::stay(day).set("response_plan", text("已编制")));
                river.then_all(steps);
            }
            drafts.push(river);
        }
    }
    drafts
}

/// A section: level, county, river, how far down its way through the county, whether its flow is
/// controlled and since when that is enough, its class of water and the class it should have.
type Section = (&'static str, &'static str, &'static str, f64, Option<When>, &'static str, &'static str);

const SECTIONS: &[Section] = &[
    ("国控", "410527", "卫河", 0.9, Some(When::Before), "IV", "IV"),
    ("国控", "410526", "金堤河", 0.97, Some(When::On(date(2025, 8, 14))), "V", "IV"),
    ("国控", "410581", "淇河", 0.93, Some(When::Before), "II", "II"),
    ("国控", "410522", "洹河", 0.95, Some(When::Never), "IV", "III"),
    ("省控", "410581", "漳河", 0.5, Some(When::On(date(2024, 5, 16))), "II", "III"),
    ("省控", "410523", "汤河", 0.95, Some(When::On(date(2024, 9, 19))), "IV", "IV"),
    ("省控", "410506", "洪河", 0.9, Some(When::On(date(2024, 3, 21))), "IV", "IV"),
    ("省控", "410526", "黄庄河", 0.6, Some(When::On(date(2025, 2, 20))), "IV", "IV"),
    ("市控", "410503", "洹河", 0.5, Some(When::Before), "III", "III"),
    ("市控", "410505", "洹河", 0.7, Some(When::On(date(2026, 1, 22))), "IV", "III"),
    ("市控", "410502", "万金渠", 0.6, Some(When::On(date(2024, 4, 25))), "IV", "IV"),
    ("市控", "410523", "汤永河", 0.8, None, "V", "IV"),
    ("市控", "410527", "硝河", 0.85, None, "IV", "V"),
    ("市控", "410581", "淅河", 0.8, None, "III", "III"),
];

/// Every section, with what was measured.
pub(super) fn sections(ground: &Ground) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (level, adcode, river, share, flow, class, target) in SECTIONS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let spots = through(ground, design, river);
        let Some(spot) = spots.get((spots.len() as f64 * share) as usize) else { continue };
        let Some(town) = ground.nearest_town(adcode, spot.at) else { continue };
        let serial = drafts.iter().filter(|draft| draft.adcode == design.adcode).count() + 1;
        let name = format!("{river}{}断面（示例）", short(town));
        let point = Geometry::Point(Point(rounded(spot.at)));
        let mut section = Draft::new("water_section", design, ("SZ", serial), name, point)
            .in_state("listed")
            .with("level", text(*level))
            .with("river", text(*river))
            .with("water_class", text(*class))
            .with("target_class", text(*target))
            .with("flow_control", text(if flow.is_some() { "是" } else { "否" }));
        let mut steps = vec![Step::to("monitored", date(2023, 10, 19))];
        if let Some(flow) = flow {
            let enough = if *flow == When::Before { "达标" } else { "未达标" };
            section.fields.push(("eco_flow", text(enough)));
            if let When::On(day) = flow {
                steps.push(Step::stay(*day).set("eco_flow", text("达标")));
            }
        }
        if class != target {
            steps.push(Step::stay(date(2025, 6, 19)).set("water_class", text(*target)));
        }
        section.then_all(steps);
        drafts.push(section);
    }
    drafts
}

/// A buffer: county, river, where on its way through the county, in metres how long, and its tempo.
const BUFFERS: &[(&str, &str, f64, f64, Tempo)] = &[
    ("410502", "万金渠", 0.3, 700.0, Early),
    ("410503", "洹河", 0.3, 900.0, Ready),
    ("410505", "洹河", 0.5, 1_200.0, Late),
    ("410506", "洪河", 0.4, 1_000.0, Early),
    ("410522", "洹河", 0.6, 1_500.0, Stuck),
    ("410522", "漳河", 0.5, 700.0, Early),
    ("410523", "汤河", 0.4, 1_300.0, Ready),
    ("410526", "金堤河", 0.3, 1_600.0, Late),
    ("410526", "大功河", 0.5, 900.0, Steady),
    ("410527", "卫河", 0.5, 1_400.0, Steady),
    ("410581", "淇河", 0.5, 1_100.0, Ready),
    ("410581", "淅河", 0.4, 600.0, Early),
];
/// A wetland: county, town, hectares, tempo.
const WETLANDS: &[(&str, &str, f64, Tempo)] = &[
    ("410523", "五陵镇", 35.0, Ready),
    ("410526", "四间房镇", 50.0, Stuck),
    ("410527", "楚旺镇", 40.0, Late),
    ("410522", "吕村镇", 35.0, Stuck),
    ("410581", "临淇镇", 30.0, Ready),
    ("410506", "彰武街道", 22.0, Steady),
];
const RESTORED: Date = date(2025, 12, 31);

/// Every buffer and wetland, with its history.
pub(super) fn buffers(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut chance = Chance::of(seed, "buffers");
    let mut drafts: Vec<Draft> = Vec::new();
    let serial =
        |drafts: &[Draft], adcode: &str| drafts.iter().filter(|draft| draft.adcode == adcode).count() + 1;
    for (adcode, river, from, metres, tempo) in BUFFERS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let spots = through(ground, design, river);
        let to = from + metres / 100.0 / spots.len().max(1) as f64;
        let Some(line) = along(part(spots, *from, to), 3) else { continue };
        let Some(town) = line.0.first().and_then(|at| ground.nearest_town(adcode, *at)) else { continue };
        let km = round_to(length_m(&line) / 1_000.0, 2);
        let name = format!("{river}{}段生态缓冲带（示例）", short(town));
        let code = ("ST", serial(&drafts, adcode));
        let mut buffer = Draft::new("buffer_wetland", design, code, name, Geometry::LineString(line))
            .with("work", text("生态缓冲带"))
            .with("length_km", number(km))
            .with("river", text(*river))
            .with("responsible_body", text(format!("{}水利局", design.name)))
            .with("township", text(&town.name));
        let restored = round_to(km * chance.between(0.86, 1.0), 2).min(km);
        let done = tempo.day_of_rank(0, 1, RESTORED);
        work(&mut buffer, done, &[("restored_km", number(restored))], &mut chance);
        drafts.push(buffer);
    }
    for (adcode, of_town, hectares, tempo) in WETLANDS {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let Some(town) = town(ground, design, of_town) else { continue };
        let Some(shape) = patch(ground, design, town, *hectares, 1_800.0, &mut chance) else { continue };
        let km2 = round_to(area_ha(&shape) / 100.0, 3);
        let name = format!("{}湿地恢复工程（示例）", short(town));
        let code = ("SD", serial(&drafts, adcode));
        let mut wetland = Draft::new("buffer_wetland", design, code, name, Geometry::Polygon(shape))
            .with("work", text("湿地"))
            .with("area_km2", number(km2))
            .with("responsible_body", text(office(town)))
            .with("township", text(&town.name));
        let restored = round_to(km2 * chance.between(0.86, 1.0), 3).min(km2);
        let done = tempo.day_of_rank(0, 1, RESTORED);
        work(&mut wetland, done, &[("restored_km2", number(restored))], &mut chance);
        drafts.push(wetland);
    }
    drafts
}
