//! What the air watch finds: fires on fields (火点) by the day, and hotspots of high readings
//! (高值热点) with their closed loop.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::draft::{Draft, Picture, Step, number, text};
use super::ground::Ground;
use super::land::round_to;
use super::pace::{FIRST_DAY, after, days_between};
use super::place::{beside, office, short, towns};

/// County and day of each fire; 文峰区 and 北关区 had none.
const FIRES: &[(&str, Date)] = &[
    ("410505", date(2024, 6, 8)),
    ("410506", date(2025, 6, 11)),
    ("410522", date(2023, 10, 19)),
    ("410522", date(2024, 6, 10)),
    ("410522", date(2024, 10, 16)),
    ("410522", date(2025, 6, 12)),
    ("410523", date(2024, 6, 6)),
    ("410526", date(2023, 10, 21)),
    ("410526", date(2024, 6, 9)),
    ("410526", date(2024, 10, 12)),
    ("410526", date(2025, 6, 10)),
    ("410526", date(2025, 10, 14)),
    ("410526", date(2026, 2, 11)),
    ("410527", date(2024, 6, 12)),
    ("410527", date(2025, 10, 20)),
    ("410581", date(2024, 3, 15)),
    ("410581", date(2025, 2, 26)),
];

/// Every fire point: put out the same day, dealt with later.
pub(super) fn fires(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut chance = Chance::of(seed, "fires");
    let mut drafts: Vec<Draft> = Vec::new();
    for (adcode, day) in FIRES {
        let Some(design) = COUNTIES.iter().find(|county| county.adcode == *adcode) else { continue };
        let towns = towns(ground, design, false, &mut chance);
        let Some(town) = towns.first() else { continue };
        let place = beside(ground, design, town, 1_800.0, &mut chance);
        let serial = drafts.iter().filter(|draft| draft.adcode == design.adcode).count() + 1;
        let name = format!("{}示例火点", short(town));
        let how = chance.pick(&["卫星遥感", "蓝天卫士", "人工巡查", "群众举报"]).copied();
        let burnt = round_to(chance.between(20.0, 900.0), -1);
        let mut fire = Draft::new("fire_point", design, ("HD", serial), name, Geometry::Point(Point(place)))
            .in_state("found")
            .since(*day)
            .with("found_by", text(how.unwrap_or_default()))
            .with("burnt_area_m2", number(burnt))
            .with("responsible_body", text(office(town)))
            .with("township", text(&town.name));
        fire.then(Step::to("put_out", *day));
        let handled = after(*day, chance.whole(4, 25));
        fire.then(Step::to("handled", handled).note(Some("按规定扣减县（市、区）财力")));
        drafts.push(fire);
    }
    drafts
}

/// Hotspots of a county in the plan's order: how many, how many days to close one, and how many of
/// the last ones stay open.
const HOTSPOTS: [(usize, (i32, i32), usize); 9] = [
    (4, (6, 15), 0),
    (3, (5, 12), 0),
    (6, (30, 110), 2),
    (4, (10, 25), 0),
    (6, (40, 150), 2),
    (4, (8, 20), 0),
    (5, (20, 80), 1),
    (4, (12, 40), 0),
    (5, (10, 35), 1),
];
const FIRST_FOUND: Date = date(2023, 9, 11);
const LAST_FOUND: Date = date(2026, 2, 27);
const CAUSES: &[&str] = &["道路积尘", "裸露土方", "餐饮油烟", "企业无组织排放", "渣土运输", "露天焚烧"];

/// Every hotspot: found, given to someone, mended, closed; one comes back.
pub(super) fn hotspots(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (count, days, open)) in COUNTIES.iter().zip(HOTSPOTS) {
        let mut chance = Chance::of(seed, &format!("hotspots {}", design.adcode));
        let towns = towns(ground, design, true, &mut chance);
        for (rank, town) in towns.iter().cycle().take(count).enumerate() {
            // The first of each county lies before the plan, the others are spread over its years.
            let spread = days_between(FIRST_FOUND, LAST_FOUND) * rank as i32 / count as i32;
            let found = after(FIRST_FOUND, spread + chance.whole(0, 20));
            let place = beside(ground, design, town, 900.0, &mut chance);
            let pollutant = chance.pick(&["PM2.5", "PM10", "TVOC", "CO"]).copied().unwrap_or("PM10");
            let cause = chance.pick(CAUSES).copied().unwrap_or_default();
            let name = format!("{}示例高值热点 {} 号", short(town), rank + 1);
            let mut spot =
                Draft::new("hotspot", design, ("RD", rank + 1), name, Geometry::Point(Point(place)))
                    .in_state("found")
                    .since(found)
                    .with("pollutant", text(pollutant))
                    .with("cause", text(cause))
                    .with("responsible_body", text(office(town)))
                    .with("township", text(&town.name));
            let start = found.max(FIRST_DAY);
            let closed = after(start, chance.whole(days.0, days.1));
            spot.then(Step::to("assigned", after(start, chance.whole(1, 3))));
            if rank + open < count {
                spot.then(Step::to("closed", closed).picture(Picture::Mended));
            } else {
                spot.then(Step::to("rectifying", closed));
            }
            if design.adcode == "410506" && rank == 1 {
                spot.then(Step::to("rebounded", date(2024, 12, 12)).note(Some("同一点位再次出现高值")));
                spot.then(Step::to("rectifying", date(2024, 12, 20)));
                spot.then(Step::to("closed", date(2025, 2, 18)).picture(Picture::Mended));
            }
            drafts.push(spot);
        }
    }
    drafts
}
