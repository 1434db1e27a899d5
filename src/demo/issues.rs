//! Problems that inspections find (督察和排查问题) and their closed loop, and the counties' law
//! enforcement bodies (执法机构): what tasks 25, 28, 29 and 31 count.

use geo::{Geometry, Point};
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::{COUNTIES, CountyDesign};
use super::draft::{Draft, Picture, Step, number, text};
use super::ground::Ground;
use super::pace::{FIRST_DAY, LAST_DAY, When, after, days_between, part_way};
use super::place::{beside, office, short, towns};
use super::tempo::Tempo::{self, Early, Idle, Late, Ready, Steady, Stuck};

/// Problems that the inspections of state and province left behind: how many in the plan's order of
/// counties, the tempo of closing them, and whether the county looks back at once, late or never.
const INSPECTED: [(usize, Tempo, LookBack); 9] = [
    (2, Early, LookBack::Soon),
    (2, Early, LookBack::Soon),
    (4, Late, LookBack::Late),
    (3, Steady, LookBack::Soon),
    (4, Stuck, LookBack::Never),
    (3, Early, LookBack::Late),
    (4, Late, LookBack::Late),
    (3, Steady, LookBack::Never),
    (4, Steady, LookBack::Soon),
];
/// No date of the plan, only 尽快: by when the counties mean to be through.
const SOON: Date = date(2025, 3, 31);

/// When a closed problem is inspected again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LookBack {
    Soon,
    Late,
    Never,
}

/// Problems of regular checks: how many, within how many days they are closed, and how many of the
/// last ones stay open.
const REGULAR: [(usize, (i32, i32), usize); 9] = [
    (2, (20, 40), 0),
    (2, (15, 45), 0),
    (4, (90, 200), 1),
    (3, (30, 80), 0),
    (4, (120, 260), 2),
    (3, (25, 60), 0),
    (4, (80, 180), 1),
    (3, (40, 120), 1),
    (4, (30, 90), 0),
];
/// Problems along the canal, in the four counties that task 25 names.
const ALONG_CANAL: &[(&str, usize, Tempo)] =
    &[("410523", 3, Steady), ("410502", 1, Early), ("410505", 2, Stuck), ("410506", 2, Early)];

const SUBJECTS: &[(&str, &str)] = &[
    ("大气", "无组织排放治理不到位问题"),
    ("水", "污水管网错接混接问题"),
    ("固废", "固体废物贮存不规范问题"),
    ("生态", "矿山边坡未治理问题"),
    ("大气", "在线监测数据异常问题"),
    ("水", "污水处理能力不足问题"),
];

/// Every problem, with its history.
pub(super) fn issues(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, design) in COUNTIES.iter().enumerate() {
        let mut desk = Desk {
            ground,
            design,
            chance: Chance::of(seed, &format!("issues {}", design.adcode)),
            serial: 0,
        };
        let (count, tempo, look_back) = INSPECTED[at];
        for rank in 0..count {
            let by = if rank % 2 == 0 { "省督察" } else { "中央督察" };
            let Some(mut issue) = desk.issue(by, date(2023, 9, 4)) else { continue };
            desk.close(&mut issue, tempo.day_of_rank(rank, count, SOON), look_back);
            drafts.push(issue);
        }
        let (count, days, open) = REGULAR[at];
        for rank in 0..count {
            let first = date(2023, 9, 18);
            let spread = days_between(first, date(2026, 1, 15)) * rank as i32 / count as i32;
            let found = after(first, spread + desk.chance.whole(0, 20));
            let Some(mut issue) = desk.issue("日常排查", found) else { continue };
            let closed = after(found.max(FIRST_DAY), desk.chance.whole(days.0, days.1));
            let closed = if rank + open < count { When::On(closed) } else { When::Never };
            desk.close(&mut issue, closed, LookBack::Never);
            if design.adcode == "410581" && rank == 1 {
                let again = date(2025, 5, 20);
                issue.then(Step::to("rectifying", again).note(Some("复查发现问题反弹")));
                issue.then(Step::to("closed", date(2025, 7, 10)).picture(Picture::Mended));
            }
            drafts.push(issue);
        }
        let canal = ALONG_CANAL.iter().find(|(adcode, ..)| *adcode == design.adcode);
        let Some(&(_, count, tempo)) = canal else { continue };
        for rank in 0..count {
            let Some(mut issue) = desk.issue("南水北调沿线排查", date(2023, 9, 20)) else { continue };
            desk.close(&mut issue, tempo.day_of_rank(rank, count, SOON), LookBack::Never);
            drafts.push(issue);
        }
    }
    drafts
}

/// A county's desk, where problems are written down.
struct Desk<'a> {
    ground: &'a Ground,
    design: &'a CountyDesign,
    chance: Chance,
    serial: usize,
}

impl Desk<'_> {
    fn issue(&mut self, found_by: &str, found: Date) -> Option<Draft> {
        let Self { ground, design, chance, serial } = self;
        let towns = towns(ground, design, found_by == "日常排查", chance);
        let town = towns.get(*serial % towns.len().max(1))?;
        let (subject, words) = SUBJECTS.get(*serial % SUBJECTS.len())?;
        *serial += 1;
        let place = beside(ground, design, town, 1_300.0, chance);
        let name = format!("{}示例{words}", short(town));
        let code = ("WT", *serial);
        let issue = Draft::new("inspection_issue", design, code, name, Geometry::Point(Point(place)))
            .in_state("found")
            .since(found)
            .with("found_by", text(found_by))
            .with("looked_back", text("未回头看"))
            .with("subject", text(*subject))
            .with("responsible_body", text(office(town)))
            .with("township", text(&town.name));
        Some(issue)
    }

    fn close(&mut self, issue: &mut Draft, closed: When, look_back: LookBack) {
        let start = issue.registered_on.max(FIRST_DAY);
        match closed {
            When::Before => {
                issue.then(Step::to("assigned", start));
                issue.then(Step::to("closed", after(start, 12)).picture(Picture::Mended));
            }
            When::On(day) => {
                issue.then(Step::to("rectifying", part_way(start, day, self.chance.between(0.1, 0.4))));
                if self.chance.happens(0.4) {
                    issue.then(Step::to("rectified", part_way(start, day, 0.85)));
                }
                let step = Step::to("closed", day).picture(Picture::Mended);
                issue.then(step.note(Some("整改验收后销号")));
                let days = match look_back {
                    LookBack::Soon => self.chance.whole(20, 60),
                    LookBack::Late => self.chance.whole(200, 330),
                    LookBack::Never => return,
                };
                issue.then(Step::stay(after(day, days)).set("looked_back", text("已回头看")));
            }
            When::Never => {
                issue.then(Step::to("assigned", after(start, self.chance.whole(2, 20))));
                if self.chance.happens(0.7) {
                    let begun = after(start, self.chance.whole(60, 240));
                    issue.then(Step::to("rectifying", begun.min(LAST_DAY)));
                }
            }
        }
    }
}

/// How the county's body keeps to its two dates, in the plan's order of counties.
const BODIES: [(Tempo, Tempo); 9] = [
    (Early, Steady),
    (Ready, Early),
    (Steady, Late),
    (Early, Early),
    (Late, Stuck),
    (Early, Early),
    (Late, Idle),
    (Steady, Late),
    (Ready, Ready),
];
const COMMON: Date = date(2024, 12, 31);
const FULL: Date = date(2025, 12, 31);

/// One body in each county, with its equipment.
pub(super) fn bodies(seed: u64, ground: &Ground) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (design, (common, full)) in COUNTIES.iter().zip(BODIES) {
        let mut chance = Chance::of(seed, &format!("bodies {}", design.adcode));
        let towns = towns(ground, design, true, &mut chance);
        let Some(town) = towns.first() else { continue };
        let place = Geometry::Point(Point(beside(ground, design, town, 400.0, &mut chance)));
        let name = format!("{}生态环境综合行政执法机构（示例）", design.name);
        let mut body = Draft::new("law_enforcement", design, ("ZF", 1), name, place)
            .with("officers", number(f64::from(chance.whole(18, 46))));
        let mut steps = vec![Step::to("in_progress", date(2023, 11, 2))];
        let fields = [("common_equipment", common, COMMON), ("full_equipment", full, FULL)];
        for (field, tempo, due) in fields {
            let done = tempo.day_of_rank(0, 1, due);
            let first = if done == When::Before { "达标" } else { "未达标" };
            body.fields.push((field, text(first)));
            if let When::On(day) = done {
                steps.push(Step::stay(day).set(field, text("达标")));
            }
        }
        body.then_all(steps);
        drafts.push(body);
    }
    drafts
}
