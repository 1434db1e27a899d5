//! Enterprises (重点行业企业): what tasks 6, 9 and 10 count. Their work shows in fields: emissions,
//! transport and deep treatment are finished on days of their own.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Step, number, text};
use super::ground::Ground;
use super::land::round_to;
use super::pace::{FIRST_DAY, When, after, part_way};
use super::place::{beside, short, towns};
use super::tempo::Tempo::{self, Early, Idle, Late, Ready, Steady, Stuck};

/// How many of which industry, in the plan's order of counties.
const INDUSTRIES: [&[(&str, usize)]; 9] = [
    &[("包装印刷", 2), ("家具制造", 1)],
    &[("包装印刷", 2), ("家具制造", 1)],
    &[("钢铁", 2), ("焦化", 3), ("水泥", 1), ("火电", 1), ("耐火材料", 1)],
    &[("焦化", 1), ("水泥", 1), ("化工", 2), ("有色", 1), ("碳素", 1)],
    &[("钢铁", 1), ("焦化", 2), ("水泥", 2), ("石灰窑", 2), ("铸造", 1)],
    &[("钢铁", 1), ("焦化", 1), ("水泥", 1), ("包装印刷", 1)],
    &[("焦化", 1), ("水泥", 1), ("化工", 1), ("铸造", 1), ("家具制造", 1)],
    &[("焦化", 1), ("水泥", 1), ("化工", 1), ("耐火材料", 1)],
    &[("钢铁", 2), ("焦化", 1), ("水泥", 2), ("铸造", 3), ("化工", 1)],
];

/// The first of an industry in a county that is no old works: what it is, how much it ships a year
/// (万吨), and when it had its rail spur or pipe.
const NEW: &[(&str, &str, &str, f64, When)] = &[
    ("410505", "钢铁", "搬迁", 320.0, When::On(date(2025, 5, 22))),
    ("410522", "焦化", "新建", 210.0, When::Never),
    ("410581", "钢铁", "新建", 400.0, When::Before),
    ("410523", "水泥", "新建", 150.0, When::On(date(2024, 9, 26))),
    ("410526", "水泥", "改建", 160.0, When::Never),
    ("410506", "有色", "新建", 149.9, When::Never),
    ("410506", "水泥", "扩建", 60.0, When::Never),
    ("410527", "水泥", "新建", 180.0, When::On(date(2025, 11, 20))),
];

/// Coking plants by the end of 2024.
const EMISSION: ([Tempo; 9], Date) =
    ([Idle, Idle, Late, Early, Stuck, Early, Ready, Late, Steady], date(2024, 12, 31));
/// Steel, cement and coke by the end of September 2025.
const TRANSPORT: ([Tempo; 9], Date) =
    ([Idle, Idle, Late, Early, Stuck, Steady, Late, Early, Steady], date(2025, 9, 30));
const DEEP: ([Tempo; 9], Date) =
    ([Early, Steady, Late, Steady, Stuck, Early, Late, Steady, Steady], date(2025, 6, 30));

/// The industries that the limits of task 9 are for.
const ULTRA_LOW: [&str; 3] = ["钢铁", "焦化", "水泥"];
const BEGUN: &str = "改造中";
const DONE: &str = "已完成";

/// Every enterprise, with its history.
pub(super) fn enterprises(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, design) in COUNTIES.iter().enumerate() {
        let mut chance = Chance::of(seed, &format!("enterprises {}", design.adcode));
        drafts.extend(in_county(at, design, ground, &mut chance));
    }
    drafts
}

fn in_county(at: usize, design: &CountyDesign, ground: &Ground, chance: &mut Chance) -> Vec<Draft> {
    let towns = towns(ground, design, false, chance);
    let list = INDUSTRIES[at].iter();
    let list: Vec<(&str, usize)> =
        list.flat_map(|&(industry, count)| (1..=count).map(move |number| (industry, number))).collect();
    let ultra_low = list.iter().filter(|(industry, _)| ULTRA_LOW.contains(industry)).count();
    let mut of_ultra_low = 0;
    let mut drafts = Vec::new();
    for (rank, &(industry, serial)) in list.iter().enumerate() {
        let Some(town) = towns.get(rank % towns.len().max(1)) else { continue };
        let place = beside(ground, design, town, 900.0, chance);
        let name = format!("{}示例{industry}企业 {serial} 号", short(town));
        let point = Geometry::Point(Point(place));
        let mut draft = Draft::new("enterprise", design, ("QY", rank + 1), name, point)
            .with("industry", text(industry))
            .with("township", text(&town.name));
        let mut steps = freight(&mut draft, design, industry, serial, chance);
        let deep = DEEP.0[at].day_of_rank(rank, list.len(), DEEP.1);
        steps.extend(course(&mut draft, "deep_treatment", deep, Some(("in_progress", "completed")), chance));
        if ULTRA_LOW.contains(&industry) {
            for (field, (tempos, due)) in [("ulte_emission", EMISSION), ("ulte_transport", TRANSPORT)] {
                let done = tempos[at].day_of_rank(of_ultra_low, ultra_low, due);
                steps.extend(course(&mut draft, field, done, None, chance));
            }
            of_ultra_low += 1;
        }
        draft.then_all(steps);
        drafts.push(draft);
    }
    drafts
}

/// What it is, what it ships, and its way to the railway.
fn freight(
    draft: &mut Draft,
    design: &CountyDesign,
    industry: &str,
    serial: usize,
    chance: &mut Chance,
) -> Vec<Step> {
    let new = NEW.iter().find(|(adcode, of, ..)| *adcode == design.adcode && *of == industry && serial == 1);
    let Some(&(_, _, project, freight, rail)) = new else {
        draft.fields.push(("project", text("现有")));
        draft.fields.push(("freight_10kt", number(round_to(chance.between(4.0, 190.0), 0))));
        return Vec::new();
    };
    let linked = if rail == When::Before { "已接入" } else { "未接入" };
    draft.fields.extend([
        ("project", text(project)),
        ("freight_10kt", number(freight)),
        ("rail_or_pipeline", text(linked)),
    ]);
    match rail {
        When::On(day) => {
            vec![Step::stay(day).set("rail_or_pipeline", text("已接入")).note(Some("专用线接轨通车"))]
        }
        When::Before | When::Never => Vec::new(),
    }
}

/// The marks of one field from 未开始 to 已完成, which may move the state as well.
fn course(
    draft: &mut Draft,
    field: &'static str,
    done: When,
    states: Option<(&'static str, &'static str)>,
    chance: &mut Chance,
) -> Vec<Step> {
    let first = match done {
        When::Before => DONE,
        // Half of what runs at the beginning is written down as running.
        When::On(_) if states.is_none() && chance.happens(0.5) => BEGUN,
        _ => "未开始",
    };
    draft.fields.push((field, text(first)));
    if done == When::Before && states.is_some() {
        draft.state = "completed";
    }
    let step = |state: Option<&'static str>, day| {
        state.map_or_else(|| Step::stay(day), |state| Step::to(state, day))
    };
    match done {
        When::On(day) => {
            let begun = part_way(FIRST_DAY, day, chance.between(0.1, 0.5));
            let mut steps = vec![step(states.map(|pair| pair.1), day).set(field, text(DONE))];
            if states.is_some() {
                steps.push(step(states.map(|pair| pair.0), begun).set(field, text(BEGUN)));
            }
            steps
        }
        When::Never if states.is_some() && chance.happens(0.7) => {
            let begun = after(date(2024, 6, 3), chance.whole(0, 300));
            vec![step(states.map(|pair| pair.0), begun).set(field, text(BEGUN))]
        }
        When::Never | When::Before => Vec::new(),
    }
}
