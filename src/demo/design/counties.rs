//! The four counties and 林州市: far behind, on schedule, overdue, late, a little late.

use jiff::civil::date;

use super::{
    BEFORE_THE_PLAN, BEGIN, CountyDesign, END_2024, END_2025, MID_2024, Mines, NO_STATIONS, Outfalls, Pace,
    Relapse, Stations, Waters,
};

/// 安阳县: far behind all the way.
pub(super) const ANYANG_COUNTY: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
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
        registered: BEFORE_THE_PLAN,
        restored: Pace(&[
            (BEGIN, 0.0),
            (MID_2024, 0.11),
            (END_2024, 0.2),
            (END_2025, 0.55),
            (date(2026, 3, 25), 0.62),
        ]),
    },
    stations: NO_STATIONS,
};

/// 汤阴县: on schedule, but for a water that came back in December 2024; silent on its mines
/// until autumn 2024.
pub(super) const TANGYIN: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
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
};

/// 滑县: has the most, and is late from the first deadline on.
pub(super) const HUA_COUNTY: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
        in_towns: Pace(&[(BEGIN, 0.0), (date(2024, 6, 20), 0.25), (END_2024, 0.5), (END_2025, 0.75)]),
        in_villages: Pace(&[(BEGIN, 0.0), (date(2024, 6, 20), 0.2), (END_2024, 0.4), (END_2025, 0.8)]),
        relapses: &[],
    },
    mines: Mines {
        count: 3,
        towns: &["半坡店镇", "老店镇"],
        registered: BEFORE_THE_PLAN,
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
};

/// 内黄县: behind, then late but done; silent on its waters until autumn 2024.
pub(super) const NEIHUANG: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
        restored: Pace(&[(date(2024, 1, 8), 0.0), (END_2024, 0.7), (date(2025, 11, 12), 1.4)]),
    },
    stations: Stations {
        towns: &["东庄镇", "井店镇", "梁庄镇", "后河镇", "楚旺镇", "田氏镇", "二安镇", "亳城镇"],
        online: Pace(&[(BEGIN, 0.0), (date(2023, 10, 31), 0.76), (date(2024, 3, 12), 1.0)]),
        dark: Some((date(2025, 12, 18), date(2026, 1, 13))),
    },
};

/// 林州市: much to do, a little late, and done in early 2026.
pub(super) const LINZHOU: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
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
        towns: &["任村镇", "东岗镇", "河顺镇", "五龙镇", "东姚镇", "石板岩镇", "姚村镇", "合涧镇", "原康镇"],
        registered: BEFORE_THE_PLAN,
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
};
