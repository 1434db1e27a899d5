//! The numbers that are reported: by the counties every half year, by the city every year.

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::design::COUNTIES;
use super::land::round_to;
use super::reports::{CITY, Word};
use super::tempo::Tempo::{self, Early, Late, Ready, Steady, Stuck};
use crate::ledger::Said;

/// One number of the counties.
struct Series {
    milestone: &'static str,
    /// From 1.
    target: usize,
    office: &'static str,
    /// What the counties begin with, from the worst to the best.
    first: (f64, f64),
    /// What is promised, and how far beyond it the counties come at most.
    goal: f64,
    beyond: f64,
    decimals: i32,
    /// By when; the counties' own date where the plan has none.
    due: Date,
    tempos: [Tempo; 9],
}

const END_2024: Date = date(2024, 12, 31);
const END_2025: Date = date(2025, 12, 31);
const AGRICULTURE: &str = "农业农村局";
const HOUSING: &str = "住房城乡建设局";
const INDUSTRY: &str = "工业和信息化局";

const SERIES: &[Series] = &[
    Series {
        milestone: "T05-M1",
        target: 1,
        office: "机关事务中心",
        first: (70.0, 90.0),
        goal: 100.0,
        beyond: 0.0,
        decimals: 1,
        due: END_2024,
        tempos: [Early, Early, Steady, Steady, Stuck, Early, Late, Steady, Early],
    },
    Series {
        milestone: "T05-M2",
        target: 1,
        office: "交通运输局",
        first: (6.0, 22.0),
        goal: 100.0,
        beyond: 0.0,
        decimals: 1,
        due: END_2025,
        tempos: [Steady, Steady, Late, Steady, Stuck, Early, Late, Steady, Steady],
    },
    Series {
        milestone: "T05-M3",
        target: 1,
        office: "交通运输局",
        first: (45.0, 80.0),
        goal: 100.0,
        beyond: 0.0,
        decimals: 1,
        due: END_2024,
        tempos: [Early, Steady, Late, Early, Stuck, Early, Late, Steady, Steady],
    },
    Series {
        milestone: "T05-M4",
        target: 1,
        office: INDUSTRY,
        first: (30.0, 50.0),
        goal: 100.0,
        beyond: 0.0,
        decimals: 1,
        due: END_2025,
        tempos: [Early, Steady, Steady, Steady, Stuck, Early, Steady, Late, Early],
    },
    Series {
        milestone: "T06-M3",
        target: 2,
        office: INDUSTRY,
        first: (40.0, 62.0),
        goal: 80.0,
        beyond: 4.0,
        decimals: 1,
        due: END_2025,
        tempos: [Early, Steady, Steady, Steady, Stuck, Steady, Late, Late, Early],
    },
    Series {
        milestone: "T17-M1",
        target: 1,
        office: AGRICULTURE,
        first: (90.5, 92.6),
        goal: 93.0,
        beyond: 2.0,
        decimals: 1,
        due: END_2024,
        tempos: [Ready, Ready, Steady, Early, Late, Early, Steady, Stuck, Early],
    },
    Series {
        milestone: "T26-M1",
        target: 1,
        office: AGRICULTURE,
        first: (40.2, 41.5),
        goal: 43.0,
        beyond: 0.8,
        decimals: 1,
        due: END_2025,
        tempos: [Early, Steady, Steady, Steady, Late, Early, Steady, Late, Steady],
    },
    Series {
        milestone: "T26-M1",
        target: 2,
        office: AGRICULTURE,
        first: (46.0, 50.0),
        goal: 55.0,
        beyond: 2.0,
        decimals: 1,
        due: END_2025,
        tempos: [Early, Early, Steady, Steady, Steady, Early, Late, Steady, Steady],
    },
    Series {
        milestone: "T26-M1",
        target: 3,
        office: AGRICULTURE,
        first: (38.0, 42.0),
        goal: 45.0,
        beyond: 2.0,
        decimals: 1,
        due: END_2025,
        tempos: [Early, Steady, Steady, Early, Steady, Early, Steady, Steady, Steady],
    },
    Series {
        milestone: "T26-M1",
        target: 4,
        office: AGRICULTURE,
        first: (76.0, 81.0),
        goal: 83.0,
        beyond: 3.0,
        decimals: 1,
        due: END_2025,
        tempos: [Ready, Early, Steady, Steady, Stuck, Early, Steady, Steady, Early],
    },
    Series {
        milestone: "T26-M1",
        target: 5,
        office: AGRICULTURE,
        first: (80.0, 87.0),
        goal: 90.0,
        beyond: 2.0,
        decimals: 1,
        due: END_2025,
        tempos: [Early, Early, Late, Steady, Steady, Early, Steady, Steady, Early],
    },
];

/// The days of the half-yearly reports after the first.
const HALF_YEARS: [(Date, &str); 5] = [
    (date(2024, 6, 30), "示例半年报2024年上半年"),
    (END_2024, "示例年报2024年"),
    (date(2025, 6, 30), "示例半年报2025年上半年"),
    (END_2025, "示例年报2025年"),
    (date(2026, 3, 31), "示例季报2026年第1期"),
];
/// The first report of every number: the state before the plan, which its schedule starts from.
const FIRST: (Date, &str) = (date(2023, 10, 11), "示例季报2023年第3期");

/// Every county's numbers.
pub(super) fn of_counties(chance: &mut Chance) -> Vec<Word> {
    let mut words = Vec::new();
    for series in SERIES {
        for (design, tempo) in COUNTIES.iter().zip(series.tempos) {
            let first = chance.between(series.first.0, series.first.1);
            let last = series.goal + chance.between(0.0, series.beyond);
            let value = |day| {
                let value = first + (last - first) * tempo.share_on(day, series.due);
                Said::Value(round_to(value, series.decimals))
            };
            let mut said = vec![(FIRST, value(FIRST.0))];
            said.extend(HALF_YEARS.map(|(day, source)| ((day, source), value(day))));
            // Nothing new is not reported again.
            said.dedup_by(|later, earlier| later.1 == earlier.1);
            words.extend(said.into_iter().map(|((on, source), said)| Word {
                milestone: series.milestone,
                target: series.target,
                adcode: design.adcode,
                on,
                said,
                source: source.to_owned(),
                office: series.office,
            }));
        }
    }
    words.extend(collection(chance));
    words.extend(loose_coal());
    words
}

/// Where the collection of sewage stood in 2020, in percent, how much it had risen by the plan's
/// first day, and the points that it gains by the end of 2025; the first four are districts of the
/// city, the others have a seat of their own.
const COLLECTION: [(f64, f64, f64); 9] = [
    (66.4, 1.6, 7.0),
    (68.1, 1.2, 5.6),
    (61.7, 0.9, 3.9),
    (63.2, 1.5, 5.4),
    (55.3, 0.4, 2.8),
    (64.0, 2.1, 6.3),
    (58.8, 1.0, 4.6),
    (57.5, 1.1, 5.2),
    (62.6, 1.8, 6.8),
];

/// The collection rate under both milestones of task 21 that ask for it: the rate itself, and what
/// it was in 2020 for those that ask for a rise.
fn collection(chance: &mut Chance) -> Vec<Word> {
    let mut words = Vec::new();
    for (at, (design, (in_2020, before, gain))) in COUNTIES.iter().zip(COLLECTION).enumerate() {
        let asked: &[(&str, usize)] = if at < 4 {
            &[("T21-M2", 1), ("T21-M2", 2)]
        } else {
            &[("T21-M2", 1), ("T21-M2", 2), ("T21-M3", 1)]
        };
        let word = |(milestone, target), on, said, source: &str| Word {
            milestone,
            target,
            adcode: design.adcode,
            on,
            said,
            source: source.to_owned(),
            office: HOUSING,
        };
        for &what in asked.iter().filter(|what| **what != ("T21-M2", 1)) {
            words.push(word(what, FIRST.0, Said::Baseline(in_2020), "示例统计2020年"));
        }
        for (on, source) in std::iter::once(FIRST).chain(HALF_YEARS) {
            let rise = before + (gain - before) * Steady.share_on(on, END_2025);
            let rate = in_2020 + rise + if on == FIRST.0 { 0.0 } else { chance.between(-0.15, 0.15) };
            let said = Said::Value(round_to(rate, 1));
            words.extend(asked.iter().map(|&what| word(what, on, said, source)));
        }
    }
    words
}

/// Households that were found burning loose coal again: county, day, how many.
const LOOSE_COAL: &[(&str, Date, f64)] = &[
    ("410505", date(2023, 12, 20), 3.0),
    ("410505", date(2024, 3, 15), 0.0),
    ("410522", date(2023, 10, 27), 5.0),
    ("410522", date(2024, 12, 18), 2.0),
    ("410522", date(2025, 3, 14), 0.0),
    ("410522", date(2025, 12, 17), 4.0),
    ("410526", date(2024, 1, 18), 2.0),
    ("410526", date(2024, 4, 11), 0.0),
    ("410527", date(2024, 12, 12), 1.0),
    ("410527", date(2025, 1, 16), 0.0),
    ("410581", date(2025, 12, 23), 1.0),
    ("410581", date(2026, 2, 26), 0.0),
];

fn loose_coal() -> Vec<Word> {
    let none = COUNTIES.iter().filter(|design| design.adcode != "410522");
    let none = none.map(|design| (design.adcode, date(2023, 10, 20), 0.0));
    let said = none.chain(LOOSE_COAL.iter().copied());
    said.map(|(adcode, on, households)| Word {
        milestone: "T16-M1",
        target: 1,
        adcode,
        on,
        said: Said::Value(households),
        source: "示例巡查通报".to_owned(),
        office: "市场监管局",
    })
    .collect()
}

/// What the city says: milestone or goal, which number, office, and the values by day. The rank of
/// task 1 starts where the plan found it, at the end of the list.
type CitySeries = (&'static str, usize, &'static str, &'static [(Date, f64)]);

const BUREAU: &str = "市生态环境局";
const CITY_NUMBERS: &[CitySeries] = &[
    (
        "T01-M1",
        1,
        BUREAU,
        &[
            (date(2023, 10, 11), 166.0),
            (END_2023, 165.0),
            (date(2024, 6, 30), 164.0),
            (END_2024, 162.0),
            (date(2025, 6, 30), 160.0),
            (END_2025, 157.0),
        ],
    ),
    (
        "T06-M3",
        1,
        "市交通运输局",
        &[(date(2023, 10, 11), 78.0), (END_2023, 77.1), (END_2024, 73.0), (END_2025, 67.6)],
    ),
    (
        "T07-M1",
        1,
        "市发展改革委",
        &[(date(2023, 10, 11), 12.0), (END_2023, 12.4), (END_2024, 13.9), (END_2025, 16.1)],
    ),
    ("G1", 1, BUREAU, &[(date(2023, 10, 11), 54.0), (END_2023, 53.0), (END_2024, 50.5), (END_2025, 46.8)]),
    ("G2", 1, BUREAU, &[(date(2023, 10, 11), 54.5), (END_2023, 55.6), (END_2024, 59.0), (END_2025, 62.1)]),
    ("G3", 1, BUREAU, &[(date(2023, 10, 11), 4.0), (END_2023, 3.6), (END_2024, 2.5), (END_2025, 1.7)]),
    ("G4", 1, BUREAU, &[(date(2023, 10, 11), 5.0), (END_2023, 6.0), (END_2024, 7.0), (END_2025, 8.0)]),
    (
        "G6",
        1,
        "市农业农村局",
        &[(date(2023, 10, 11), 92.0), (END_2023, 93.0), (END_2024, 94.5), (END_2025, 95.6)],
    ),
];
const END_2023: Date = date(2023, 12, 31);

/// The city's numbers, and the share of 2022 that task 6 counts from.
pub(super) fn of_the_city() -> Vec<Word> {
    let word = |milestone, target, office, on: Date, said, source| Word {
        milestone,
        target,
        adcode: CITY,
        on,
        said,
        source,
        office,
    };
    let numbers = CITY_NUMBERS.iter().flat_map(|&(milestone, target, office, values)| {
        values.iter().map(move |&(on, value)| {
            let source = format!("示例公报{}年（虚构数值）", on.year());
            word(milestone, target, office, on, Said::Value(value), source)
        })
    });
    let of_2022 = Said::Baseline(78.4);
    let baseline =
        word("T06-M3", 1, "市交通运输局", FIRST.0, of_2022, "示例统计2022年（虚构数值）".to_owned());
    numbers.chain([baseline]).collect()
}
