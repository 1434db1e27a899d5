//! What makes the nine counties differ: how much each has, and how fast it works.
//!
//! The paces are written so that on 30 June 2024, at the ends of 2024 and 2025 and in late 2026
//! the lights of tasks 20, 22, 24 and 30 differ: some counties are early, some late but done,
//! some silent until they register, some overdue to this day.

use jiff::civil::{Date, date};

use super::pace::Pace;

/// One county's part.
#[derive(Debug)]
pub(super) struct CountyDesign {
    pub(super) adcode: &'static str,
    pub(super) name: &'static str,
    /// The pinyin initials in its records' codes.
    pub(super) initials: &'static str,
    pub(super) outfalls: Outfalls,
    pub(super) waters: Waters,
    pub(super) mines: Mines,
    pub(super) stations: Stations,
}

#[derive(Debug)]
pub(super) struct Outfalls {
    pub(super) count: usize,
    /// The share whose sources are traced (task 22, by 31 October 2023).
    pub(super) traced: Pace,
    /// The share that is accepted, of those that need treatment (70 % by the end of 2024, all by
    /// the end of 2025).
    pub(super) accepted: Pace,
    /// How many come back, and when.
    pub(super) relapses: &'static [Relapse],
}

#[derive(Debug)]
pub(super) struct Waters {
    pub(super) urban: usize,
    pub(super) county_seat: usize,
    /// Rural, 2000 m² and more: on the national list.
    pub(super) rural: usize,
    /// Rural and smaller: in the register, in no target.
    pub(super) rural_small: usize,
    pub(super) registered: (Date, Date),
    pub(super) in_towns: Pace,
    pub(super) in_villages: Pace,
    pub(super) relapses: &'static [Relapse],
}

#[derive(Debug)]
pub(super) struct Mines {
    pub(super) count: usize,
    /// Townships with old pits.
    pub(super) towns: &'static [&'static str],
    pub(super) registered: (Date, Date),
    /// The share of the county's part of 7095 亩 that is restored and accepted.
    pub(super) restored: Pace,
}

/// Township air stations that task 30 counts.
#[derive(Debug)]
pub(super) struct Stations {
    pub(super) towns: &'static [&'static str],
    pub(super) online: Pace,
    /// One goes dark and comes back.
    pub(super) dark: Option<(Date, Date)>,
}

/// A treated site comes back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Relapse {
    pub(super) on: Date,
    /// When it is treated again, if it is.
    pub(super) mended: Option<Date>,
}

const BEGIN: Date = date(2023, 10, 12);
const MID_2024: Date = date(2024, 6, 28);
const END_2024: Date = date(2024, 12, 27);
const END_2025: Date = date(2025, 12, 29);

const WHOLE_2023: (Date, Date) = (date(2022, 9, 5), date(2023, 9, 15));
const NEVER: Pace = Pace(&[]);
const NO_MINES: Mines = Mines { count: 0, towns: &[], registered: WHOLE_2023, restored: NEVER };
const NO_STATIONS: Stations = Stations { towns: &[], online: NEVER, dark: None };

/// In the plan's order.
pub(super) const COUNTIES: [CountyDesign; 9] = [
    // 文峰区: early everywhere; one urban water came back and was mended.
    CountyDesign {
        adcode: "410502",
        name: "文峰区",
        initials: "WF",
        outfalls: Outfalls {
            count: 21,
            traced: Pace(&[(BEGIN, 0.6), (date(2023, 10, 27), 1.0)]),
            accepted: Pace(&[(BEGIN, 0.0), (MID_2024, 0.57), (END_2024, 0.86), (date(2025, 10, 30), 1.0)]),
            relapses: &[],
        },
        waters: Waters {
            urban: 3,
            county_seat: 0,
            rural: 1,
            rural_small: 0,
            registered: WHOLE_2023,
            in_towns: Pace(&[(BEGIN, 0.0), (date(2024, 5, 24), 1.0)]),
            in_villages: Pace(&[(date(2024, 3, 1), 0.0), (date(2024, 4, 19), 1.0)]),
            relapses: &[Relapse { on: date(2025, 6, 10), mended: Some(date(2025, 9, 22)) }],
        },
        mines: NO_MINES,
        stations: NO_STATIONS,
    },
    // 北关区: early with outfalls; silent on black-odorous waters until 2025.
    CountyDesign {
        adcode: "410503",
        name: "北关区",
        initials: "BG",
        outfalls: Outfalls {
            count: 18,
            traced: Pace(&[(BEGIN, 0.55), (date(2023, 10, 26), 1.0)]),
            accepted: Pace(&[(BEGIN, 0.0), (MID_2024, 0.62), (END_2024, 0.9), (date(2025, 8, 28), 1.0)]),
            relapses: &[],
        },
        waters: Waters {
            urban: 3,
            county_seat: 0,
            rural: 1,
            rural_small: 1,
            registered: (date(2025, 2, 11), date(2025, 3, 6)),
            in_towns: Pace(&[(date(2025, 3, 20), 0.0), (date(2025, 9, 30), 1.0)]),
            in_villages: Pace(&[(date(2025, 8, 1), 0.0), (date(2025, 10, 24), 1.0)]),
            relapses: &[],
        },
        mines: NO_MINES,
        stations: NO_STATIONS,
    },
    // 殷都区: behind, then overdue; a water that came back in 2026.
    CountyDesign {
        adcode: "410505",
        name: "殷都区",
        initials: "YD",
        outfalls: Outfalls {
            count: 44,
            traced: Pace(&[(BEGIN, 0.5), (date(2023, 10, 30), 1.0)]),
            accepted: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.3),
                (END_2024, 0.58),
                (END_2025, 0.84),
                (date(2026, 3, 20), 0.94),
            ]),
            relapses: &[],
        },
        waters: Waters {
            urban: 2,
            county_seat: 0,
            rural: 2,
            rural_small: 1,
            registered: WHOLE_2023,
            in_towns: Pace(&[(BEGIN, 0.0), (date(2025, 6, 20), 1.0)]),
            in_villages: Pace(&[
                (date(2024, 7, 10), 0.0),
                (date(2024, 10, 30), 0.5),
                (date(2025, 10, 30), 1.0),
            ]),
            relapses: &[Relapse { on: date(2026, 2, 24), mended: None }],
        },
        mines: Mines {
            count: 18,
            towns: &["水冶镇", "曲沟镇"],
            registered: WHOLE_2023,
            restored: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.26),
                (END_2024, 0.42),
                (END_2025, 0.84),
                (date(2026, 3, 20), 0.93),
            ]),
        },
        stations: Stations {
            towns: &["曲沟镇", "水冶镇"],
            online: Pace(&[(BEGIN, 0.0), (date(2023, 10, 25), 0.5), (date(2024, 5, 20), 1.0)]),
            dark: None,
        },
    },
    // 龙安区: on schedule; one outfall came back in 2026.
    CountyDesign {
        adcode: "410506",
        name: "龙安区",
        initials: "LA",
        outfalls: Outfalls {
            count: 40,
            traced: Pace(&[(BEGIN, 0.5), (date(2023, 10, 30), 1.0)]),
            accepted: Pace(&[(BEGIN, 0.0), (MID_2024, 0.44), (END_2024, 0.75), (date(2025, 11, 27), 1.0)]),
            relapses: &[Relapse { on: date(2026, 2, 10), mended: None }],
        },
        waters: Waters {
            urban: 2,
            county_seat: 0,
            rural: 2,
            rural_small: 1,
            registered: WHOLE_2023,
            in_towns: Pace(&[(BEGIN, 0.0), (date(2024, 9, 12), 1.0)]),
            in_villages: Pace(&[(BEGIN, 0.0), (date(2024, 5, 30), 0.5), (date(2025, 6, 26), 1.0)]),
            relapses: &[],
        },
        mines: Mines {
            count: 22,
            towns: &["龙泉镇", "马投涧镇", "彰武街道"],
            registered: WHOLE_2023,
            restored: Pace(&[(BEGIN, 0.0), (MID_2024, 0.42), (END_2024, 0.72), (date(2025, 11, 28), 1.12)]),
        },
        stations: NO_STATIONS,
    },
    // 安阳县: far behind all the way.
    CountyDesign {
        adcode: "410522",
        name: "安阳县",
        initials: "AY",
        outfalls: Outfalls {
            count: 60,
            traced: Pace(&[(BEGIN, 0.35), (date(2023, 10, 31), 0.8), (date(2024, 3, 14), 1.0)]),
            accepted: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.13),
                (END_2024, 0.37),
                (END_2025, 0.62),
                (date(2026, 3, 27), 0.68),
            ]),
            relapses: &[Relapse { on: date(2025, 7, 29), mended: Some(date(2025, 12, 18)) }],
        },
        waters: Waters {
            urban: 0,
            county_seat: 2,
            rural: 4,
            rural_small: 2,
            registered: WHOLE_2023,
            in_towns: Pace(&[(date(2024, 7, 1), 0.0), (date(2024, 11, 29), 0.5)]),
            in_villages: Pace(&[
                (date(2024, 8, 1), 0.0),
                (date(2024, 12, 10), 0.25),
                (date(2025, 11, 10), 0.5),
                (date(2026, 3, 12), 0.75),
            ]),
            relapses: &[],
        },
        mines: Mines {
            count: 38,
            towns: &["铜冶镇", "磊口乡", "许家沟乡", "都里镇", "伦掌镇"],
            registered: WHOLE_2023,
            restored: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.11),
                (END_2024, 0.2),
                (END_2025, 0.55),
                (date(2026, 3, 25), 0.62),
            ]),
        },
        stations: NO_STATIONS,
    },
    // 汤阴县: on schedule, but for a water that came back in December 2024; silent on its mines
    // until autumn 2024.
    CountyDesign {
        adcode: "410523",
        name: "汤阴县",
        initials: "TY",
        outfalls: Outfalls {
            count: 52,
            traced: Pace(&[(BEGIN, 0.5), (date(2023, 10, 30), 1.0)]),
            accepted: Pace(&[(BEGIN, 0.0), (MID_2024, 0.41), (END_2024, 0.74), (date(2025, 12, 19), 1.0)]),
            relapses: &[],
        },
        waters: Waters {
            urban: 0,
            county_seat: 3,
            rural: 3,
            rural_small: 1,
            registered: WHOLE_2023,
            in_towns: Pace(&[
                (BEGIN, 0.0),
                (date(2024, 6, 20), 0.34),
                (END_2024, 0.67),
                (date(2025, 11, 20), 1.0),
            ]),
            in_villages: Pace(&[
                (BEGIN, 0.0),
                (date(2024, 6, 20), 0.34),
                (END_2024, 0.67),
                (date(2025, 10, 16), 1.0),
            ]),
            relapses: &[Relapse { on: date(2024, 12, 3), mended: Some(date(2025, 3, 18)) }],
        },
        mines: Mines {
            count: 12,
            towns: &["宜沟镇", "韩庄镇"],
            registered: (date(2024, 9, 18), date(2024, 9, 25)),
            restored: Pace(&[(date(2024, 10, 8), 0.0), (END_2024, 0.34), (date(2025, 12, 10), 1.25)]),
        },
        stations: Stations {
            towns: &["宜沟镇"],
            online: Pace(&[(date(2023, 10, 25), 0.0), (date(2023, 10, 27), 1.0)]),
            dark: None,
        },
    },
    // 滑县: has the most, and is late from the first deadline on.
    CountyDesign {
        adcode: "410526",
        name: "滑县",
        initials: "HX",
        outfalls: Outfalls {
            count: 71,
            traced: Pace(&[
                (BEGIN, 0.4),
                (date(2023, 10, 31), 0.86),
                (date(2024, 5, 30), 0.93),
                (date(2025, 4, 18), 1.0),
            ]),
            accepted: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.44),
                (END_2024, 0.6),
                (END_2025, 0.83),
                (date(2026, 3, 27), 0.89),
            ]),
            relapses: &[Relapse { on: date(2025, 8, 19), mended: Some(date(2025, 11, 25)) }],
        },
        waters: Waters {
            urban: 0,
            county_seat: 4,
            rural: 5,
            rural_small: 3,
            registered: WHOLE_2023,
            in_towns: Pace(&[(BEGIN, 0.0), (date(2024, 6, 20), 0.25), (END_2024, 0.5), (END_2025, 0.75)]),
            in_villages: Pace(&[(BEGIN, 0.0), (date(2024, 6, 20), 0.2), (END_2024, 0.4), (END_2025, 0.8)]),
            relapses: &[],
        },
        mines: Mines {
            count: 3,
            towns: &["半坡店镇", "老店镇"],
            registered: WHOLE_2023,
            restored: Pace(&[(date(2024, 10, 8), 0.0), (date(2025, 10, 30), 0.9)]),
        },
        stations: Stations {
            towns: &[
                "白道口镇",
                "留固镇",
                "上官镇",
                "牛屯镇",
                "万古镇",
                "高平镇",
                "王庄镇",
                "老店镇",
                "慈周寨镇",
                "焦虎镇",
                "四间房镇",
                "八里营镇",
                "赵营镇",
                "半坡店镇",
            ],
            online: Pace(&[(BEGIN, 0.0), (date(2023, 10, 31), 0.65), (date(2024, 8, 20), 1.0)]),
            dark: None,
        },
    },
    // 内黄县: behind, then late but done; silent on its waters until autumn 2024.
    CountyDesign {
        adcode: "410527",
        name: "内黄县",
        initials: "NH",
        outfalls: Outfalls {
            count: 50,
            traced: Pace(&[(BEGIN, 0.45), (date(2023, 10, 30), 1.0)]),
            accepted: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.3),
                (END_2024, 0.57),
                (date(2025, 4, 10), 0.71),
                (END_2025, 0.87),
                (date(2026, 3, 25), 1.0),
            ]),
            relapses: &[],
        },
        waters: Waters {
            urban: 0,
            county_seat: 2,
            rural: 3,
            rural_small: 2,
            registered: (date(2024, 9, 9), date(2024, 9, 20)),
            in_towns: Pace(&[(date(2025, 1, 6), 0.0), (date(2025, 9, 18), 1.0)]),
            in_villages: Pace(&[
                (date(2024, 10, 8), 0.0),
                (END_2024, 0.34),
                (END_2025, 0.67),
                (date(2026, 3, 10), 1.0),
            ]),
            relapses: &[],
        },
        mines: Mines {
            count: 3,
            towns: &["井店镇", "后河镇"],
            registered: WHOLE_2023,
            restored: Pace(&[(date(2024, 1, 8), 0.0), (END_2024, 0.7), (date(2025, 11, 12), 1.4)]),
        },
        stations: Stations {
            towns: &["东庄镇", "井店镇", "梁庄镇", "后河镇", "楚旺镇", "田氏镇", "二安镇", "亳城镇"],
            online: Pace(&[(BEGIN, 0.0), (date(2023, 10, 31), 0.76), (date(2024, 3, 12), 1.0)]),
            dark: Some((date(2025, 12, 18), date(2026, 1, 13))),
        },
    },
    // 林州市: much to do, a little late, and done in early 2026.
    CountyDesign {
        adcode: "410581",
        name: "林州市",
        initials: "LZ",
        outfalls: Outfalls {
            count: 64,
            traced: Pace(&[(BEGIN, 0.3), (date(2023, 10, 31), 0.75), (date(2024, 2, 22), 1.0)]),
            accepted: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.39),
                (END_2024, 0.61),
                (date(2025, 3, 14), 0.72),
                (END_2025, 0.96),
                (date(2026, 2, 12), 1.0),
            ]),
            relapses: &[],
        },
        waters: Waters {
            urban: 0,
            county_seat: 3,
            rural: 4,
            rural_small: 0,
            registered: WHOLE_2023,
            in_towns: Pace(&[
                (BEGIN, 0.0),
                (date(2024, 6, 12), 0.34),
                (END_2024, 0.67),
                (date(2025, 9, 25), 1.0),
            ]),
            in_villages: Pace(&[
                (BEGIN, 0.0),
                (date(2024, 6, 12), 0.25),
                (END_2024, 0.5),
                (END_2025, 0.75),
                (date(2026, 2, 26), 1.0),
            ]),
            relapses: &[],
        },
        mines: Mines {
            count: 84,
            towns: &[
                "任村镇",
                "东岗镇",
                "河顺镇",
                "五龙镇",
                "东姚镇",
                "石板岩镇",
                "姚村镇",
                "合涧镇",
                "原康镇",
            ],
            registered: WHOLE_2023,
            restored: Pace(&[
                (BEGIN, 0.0),
                (MID_2024, 0.37),
                (END_2024, 0.62),
                (END_2025, 0.95),
                (date(2026, 2, 27), 1.05),
            ]),
        },
        stations: Stations {
            towns: &[
                "合涧镇",
                "临淇镇",
                "东姚镇",
                "横水镇",
                "河顺镇",
                "任村镇",
                "姚村镇",
                "陵阳镇",
                "原康镇",
                "五龙镇",
                "采桑镇",
                "东岗镇",
                "桂林镇",
                "茶店镇",
                "石板岩镇",
                "黄华镇",
            ],
            online: Pace(&[(BEGIN, 0.0), (date(2023, 10, 28), 1.0)]),
            dark: None,
        },
    },
];
