//! The four districts (区): early, silent, behind, on schedule.

use jiff::civil::date;

use super::{
    BEFORE_THE_PLAN, BEGIN, CountyDesign, END_2024, END_2025, MID_2024, Mines, NO_MINES, NO_STATIONS,
    Outfalls, Pace, Relapse, Stations, Waters,
};

/// 文峰区: early everywhere; one water came back and was mended.
pub(super) const WENFENG: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
        in_towns: Pace(&[(BEGIN, 0.0), (date(2024, 5, 24), 1.0)]),
        in_villages: Pace(&[(date(2024, 3, 1), 0.0), (date(2024, 4, 19), 1.0)]),
        relapses: &[Relapse { on: date(2025, 6, 10), mended: Some(date(2025, 9, 22)) }],
    },
    mines: NO_MINES,
    stations: NO_STATIONS,
};

/// 北关区: early with outfalls; silent on black-odorous waters until 2025.
pub(super) const BEIGUAN: CountyDesign = CountyDesign {
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
};

/// 殷都区: behind, then overdue; a water that came back in 2026.
pub(super) const YINDU: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
        in_towns: Pace(&[(BEGIN, 0.0), (date(2025, 6, 20), 1.0)]),
        in_villages: Pace(&[(date(2024, 7, 10), 0.0), (date(2024, 10, 30), 0.5), (date(2025, 10, 30), 1.0)]),
        relapses: &[Relapse { on: date(2026, 2, 24), mended: None }],
    },
    mines: Mines {
        count: 18,
        towns: &["水冶镇", "曲沟镇"],
        registered: BEFORE_THE_PLAN,
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
};

/// 龙安区: on schedule; one outfall came back in 2026.
pub(super) const LONGAN: CountyDesign = CountyDesign {
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
        registered: BEFORE_THE_PLAN,
        in_towns: Pace(&[(BEGIN, 0.0), (date(2024, 9, 12), 1.0)]),
        in_villages: Pace(&[(BEGIN, 0.0), (date(2024, 5, 30), 0.5), (date(2025, 6, 26), 1.0)]),
        relapses: &[],
    },
    mines: Mines {
        count: 22,
        towns: &["龙泉镇", "马投涧镇", "彰武街道"],
        registered: BEFORE_THE_PLAN,
        restored: Pace(&[(BEGIN, 0.0), (MID_2024, 0.42), (END_2024, 0.72), (date(2025, 11, 28), 1.12)]),
    },
    stations: NO_STATIONS,
};
