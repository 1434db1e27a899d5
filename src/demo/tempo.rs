//! How a county keeps to a date that many share: one word for it, and the days that follow.

use jiff::civil::Date;

use super::pace::{FIRST_DAY, When, after, days_between};

/// How a county works towards a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tempo {
    /// Was ready before the plan began.
    Ready,
    /// Ready halfway.
    Early,
    /// Keeps to the straight line.
    Steady,
    /// Falls behind and is ready some months after the date.
    Late,
    /// Stops at three fifths.
    Stuck,
    /// Does nothing.
    Idle,
}

impl Tempo {
    /// By this part of the time from the plan's first day to the date, this share.
    const fn bends(self) -> &'static [(f64, f64)] {
        match self {
            Self::Ready => &[(0.0, 1.0)],
            Self::Early => &[(0.0, 0.0), (0.25, 0.6), (0.55, 1.0)],
            Self::Steady => &[(0.0, 0.0), (0.97, 1.0)],
            Self::Late => &[(0.0, 0.0), (0.5, 0.3), (1.0, 0.75), (1.22, 1.0)],
            Self::Stuck => &[(0.0, 0.0), (0.6, 0.3), (1.1, 0.6)],
            Self::Idle => &[],
        }
    }

    /// The day of the `rank`-th (from 0) of `of` things that are due by a date.
    pub(super) fn day_of_rank(self, rank: usize, of: usize, due: Date) -> When {
        if self == Self::Ready {
            return When::Before;
        }
        // A hair less than the full share, so that the last is not lost to rounding.
        let share = (rank + 1) as f64 / of as f64 - 1e-9;
        for pair in self.bends().windows(2) {
            if let [(from, low), (to, high)] = *pair
                && share <= high
            {
                let part = from + (to - from) * (share - low) / (high - low);
                return When::On(after(FIRST_DAY, (f64::from(days_between(FIRST_DAY, due)) * part) as i32));
            }
        }
        When::Never
    }

    /// The share that is reached on a day, of what is due by a date.
    pub(super) fn share_on(self, day: Date, due: Date) -> f64 {
        let time = f64::from(days_between(FIRST_DAY, day)) / f64::from(days_between(FIRST_DAY, due));
        for pair in self.bends().windows(2) {
            if let [(from, low), (to, high)] = *pair
                && time <= to
            {
                return low + (high - low) * ((time - from) / (to - from)).max(0.0);
            }
        }
        self.bends().last().map_or(0.0, |&(_, share)| share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DUE: Date = date(2024, 12, 31);

    fn last(tempo: Tempo, of: usize) -> When {
        tempo.day_of_rank(of - 1, of, DUE)
    }

    #[test]
    fn the_words_mean_what_they_say() {
        for of in 1..40 {
            assert_eq!(last(Tempo::Ready, of), When::Before);
            assert!(matches!(last(Tempo::Early, of), When::On(day) if day < date(2024, 7, 1)));
            assert!(matches!(last(Tempo::Steady, of), When::On(day) if day > date(2024, 12, 1) && day < DUE));
            assert!(matches!(last(Tempo::Late, of), When::On(day) if day > DUE));
            assert_eq!(last(Tempo::Stuck, of), When::Never);
            assert_eq!(last(Tempo::Idle, of), When::Never);
        }
    }

    #[test]
    fn a_share_and_the_day_on_which_it_is_reached_agree() {
        for tempo in [Tempo::Early, Tempo::Steady, Tempo::Late, Tempo::Stuck] {
            for rank in 0..10 {
                let When::On(day) = tempo.day_of_rank(rank, 10, DUE) else { continue };
                let share = tempo.share_on(day, DUE);
                assert!((share - (rank + 1) as f64 / 10.0).abs() < 0.02, "{tempo:?} {rank}: {share}");
            }
        }
        assert_eq!(Tempo::Ready.share_on(FIRST_DAY, DUE), 1.0);
        assert_eq!(Tempo::Idle.share_on(DUE, DUE), 0.0);
    }
}
