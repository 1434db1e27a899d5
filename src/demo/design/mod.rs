//! What makes the nine counties differ: how much each has, and how fast it works.
//!
//! The paces are written so that on 30 June 2024, at the ends of 2024 and 2025 and in late 2026
//! the lights of tasks 20, 22, 24 and 30 differ: some counties are early, some late but done,
//! some silent until they register, some overdue to this day.

mod counties;
mod districts;

use jiff::civil::{Date, date};

use super::pace::{FIRST_DAY as BEGIN, Pace};

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

const MID_2024: Date = date(2024, 6, 28);
const END_2024: Date = date(2024, 12, 27);
const END_2025: Date = date(2025, 12, 29);

const BEFORE_THE_PLAN: (Date, Date) = (date(2022, 9, 5), date(2023, 9, 15));
const NEVER: Pace = Pace(&[]);
const NO_MINES: Mines = Mines { count: 0, towns: &[], registered: BEFORE_THE_PLAN, restored: NEVER };
const NO_STATIONS: Stations = Stations { towns: &[], online: NEVER, dark: None };

/// In the plan's order.
pub(super) static COUNTIES: [CountyDesign; 9] = [
    districts::WENFENG,
    districts::BEIGUAN,
    districts::YINDU,
    districts::LONGAN,
    counties::ANYANG_COUNTY,
    counties::TANGYIN,
    counties::HUA_COUNTY,
    counties::NEIHUANG,
    counties::LINZHOU,
];
