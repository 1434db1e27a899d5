//! Beautiful rivers (美丽河湖): the eight reaches that task 22 counts.

use geo::{Geometry, LineString};
use jiff::civil::{Date, date};

use super::design::COUNTIES;
use super::draft::{Draft, Step, text};
use super::ground::Ground;
use super::land::{length_m, round_to, rounded};
use crate::site::Value;

/// One reach: where, which part of the river's way through the county, and when it was built.
struct Reach {
    adcode: &'static str,
    river: &'static str,
    part: (f64, f64),
    level: &'static str,
    begun: Date,
    completed: Option<Date>,
}

const REACHES: &[Reach] = &[
    Reach {
        adcode: "410503",
        river: "洹河",
        part: (0.1, 0.8),
        level: "省级",
        begun: date(2023, 10, 19),
        completed: Some(date(2024, 3, 28)),
    },
    Reach {
        adcode: "410522",
        river: "洹河",
        part: (0.45, 0.8),
        level: "县级",
        begun: date(2024, 10, 15),
        completed: None,
    },
    Reach {
        adcode: "410523",
        river: "汤河",
        part: (0.2, 0.55),
        level: "市级",
        begun: date(2023, 11, 8),
        completed: Some(date(2024, 6, 5)),
    },
    Reach {
        adcode: "410523",
        river: "汤永河",
        part: (0.2, 0.6),
        level: "县级",
        begun: date(2024, 7, 16),
        completed: Some(date(2025, 5, 13)),
    },
    Reach {
        adcode: "410526",
        river: "城关明渠",
        part: (0.08, 0.45),
        level: "县级",
        begun: date(2024, 4, 10),
        completed: Some(date(2025, 9, 25)),
    },
    Reach {
        adcode: "410581",
        river: "淇河",
        part: (0.25, 0.7),
        level: "省级",
        begun: date(2023, 10, 24),
        completed: Some(date(2024, 5, 16)),
    },
    Reach {
        adcode: "410581",
        river: "淅河",
        part: (0.2, 0.6),
        level: "市级",
        begun: date(2024, 3, 12),
        completed: Some(date(2024, 12, 5)),
    },
    Reach {
        adcode: "410581",
        river: "洹河",
        part: (0.4, 0.85),
        level: "市级",
        begun: date(2024, 11, 12),
        completed: Some(date(2025, 10, 23)),
    },
];

/// The eight reaches, with their histories.
pub(super) fn draw(ground: &Ground) -> Vec<Draft> {
    REACHES.iter().enumerate().filter_map(|(at, reach)| record(at + 1, reach, ground)).collect()
}

fn record(serial: usize, reach: &Reach, ground: &Ground) -> Option<Draft> {
    let design = COUNTIES.iter().find(|county| county.adcode == reach.adcode)?;
    let (county, _) = ground.county(reach.adcode)?;
    let river = ground.rivers.iter().find(|river| river.name == reach.river)?;
    let spots: Vec<_> = river.spots.iter().filter(|spot| spot.county == Some(county)).collect();
    let (from, to) = reach.part;
    let count = spots.len() as f64;
    let spots = spots.get((count * from) as usize..(count * to) as usize)?;
    // Where the county's boundary cuts the river in pieces, the first whole piece is the reach.
    let piece = spots.windows(2).take_while(|pair| pair[1].along_m - pair[0].along_m < 150.0).count();
    let line = LineString(spots.iter().take(piece + 1).map(|spot| rounded(spot.at)).collect());
    let town = ground.nearest_town(reach.adcode, line.0[line.0.len() / 2])?;
    let mut draft = Draft {
        kind: "beautiful_river",
        id: format!("{}-MH-{serial:02}", design.initials),
        name: format!("{}{}段", reach.river, town.name.trim_end_matches("街道")),
        adcode: design.adcode,
        state: "not_started",
        registered_on: date(2023, 9, 4),
        fields: vec![
            ("level", text(reach.level)),
            ("length_km", Value::Number(round_to(length_m(&line) / 1_000.0, 1))),
        ],
        further: vec![("乡镇街道", text(&town.name)), ("河流", text(reach.river))],
        geometry: Geometry::LineString(line),
        steps: Vec::new(),
    };
    draft.then(Step::to("in_progress", reach.begun));
    if let Some(day) = reach.completed {
        draft.then(Step::to("completed", day));
        draft.then(Step::to("accepted", super::pace::after(day, 33)).note(Some("评定公示无异议")));
    }
    Some(draft)
}
