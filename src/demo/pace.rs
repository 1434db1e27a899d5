//! How fast a county works: the share that is done by a day, as a line with bends.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Bends of the line: by this day, this share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace(pub(super) &'static [(Date, f64)]);

/// When a share is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Before the line begins: the register already says so.
    Before,
    On(Date),
    /// Not while the history lasts.
    Never,
}

impl Pace {
    /// The day on which a share is reached.
    pub(super) fn day_of(self, share: f64) -> When {
        let Some(&(start, first)) = self.0.first() else {
            return When::Never;
        };
        if share <= first {
            return if first > 0.0 { When::Before } else { When::On(start) };
        }
        for pair in self.0.windows(2) {
            if let [(from, low), (to, high)] = *pair
                && share <= high
            {
                let part = (share - low) / (high - low);
                let days = f64::from(days_between(from, to)) * part;
                return When::On(after(from, days as i32));
            }
        }
        When::Never
    }

    /// The day of the `rank`-th (from 0) of `of` equal steps.
    pub(super) fn day_of_rank(self, rank: usize, of: usize) -> When {
        // A hair less than the full share, so that the last step is not lost to rounding.
        self.day_of((rank + 1) as f64 / of as f64 - 1e-9)
    }
}

pub(super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

pub(super) fn after(day: Date, days: i32) -> Date {
    day.checked_add(i64::from(days).days()).unwrap_or(day)
}

/// Part of the way from one day to another.
pub(super) fn part_way(from: Date, to: Date, part: f64) -> Date {
    after(from, (f64::from(days_between(from, to)) * part) as i32)
}

/// The working day at or before a day, but not before `earliest`.
pub(super) fn workday(day: Date, earliest: Date) -> Date {
    let weekday = day.weekday().to_monday_zero_offset();
    let back = if weekday > 4 { i32::from(weekday) - 4 } else { 0 };
    after(day, -back).max(earliest)
}

/// The day the history of marks begins: the day after the plan was issued.
pub(super) const FIRST_DAY: Date = date(2023, 10, 12);
/// No mark holds after this day.
pub(super) const LAST_DAY: Date = date(2026, 4, 10);

#[cfg(test)]
mod tests {
    use super::*;

    const PACE: Pace = Pace(&[(date(2024, 1, 1), 0.2), (date(2024, 1, 11), 0.6), (date(2024, 1, 21), 0.8)]);

    #[test]
    fn a_share_is_reached_on_the_line_between_two_bends() {
        assert_eq!(PACE.day_of(0.4), When::On(date(2024, 1, 6)));
        assert_eq!(PACE.day_of(0.6), When::On(date(2024, 1, 11)));
        assert_eq!(PACE.day_of(0.2), When::Before);
        assert_eq!(PACE.day_of(0.81), When::Never);
        assert_eq!(Pace(&[]).day_of(0.0), When::Never);
    }

    #[test]
    fn the_last_of_equal_steps_comes_with_the_last_bend() {
        const WHOLE: Pace = Pace(&[(date(2024, 1, 1), 0.0), (date(2024, 1, 31), 1.0)]);
        for of in 1..50 {
            let last = WHOLE.day_of_rank(of - 1, of);
            assert!(matches!(last, When::On(day) if day >= date(2024, 1, 30)), "{of}: {last:?}");
        }
    }

    #[test]
    fn weekends_move_back_to_friday_but_not_before_the_day_that_must_come_first() {
        let sunday = date(2024, 6, 30);
        assert_eq!(workday(sunday, date(2024, 1, 1)), date(2024, 6, 28));
        assert_eq!(workday(sunday, date(2024, 6, 29)), date(2024, 6, 29));
        assert_eq!(workday(date(2024, 6, 26), date(2024, 1, 1)), date(2024, 6, 26));
    }
}
