//! Dated standards: an observation is judged by the standard of its own day.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::text::Bilingual;

const FILE: &str = include_str!("../../assets/standards/in_force.toml");

/// What a standard is about. One standard of each family holds at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Limits of ambient air (GB 3095).
    AmbientAir,
    /// The air quality index (HJ 633).
    AirIndex,
    /// How ambient air is assessed over a year (HJ 663).
    AirAssessment,
    /// Classes of surface water (GB 3838).
    SurfaceWater,
    /// Grades of black-odorous water.
    BlackOdorous,
}

/// A standard and the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// What it is about.
    pub family: Family,
    /// `GB 3095-2012`
    pub code: String,
    /// Its title.
    pub name: Bilingual,
    /// Its first day in force.
    pub from: Date,
}

/// Every standard that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    standards: Vec<Standard>,
}

impl Standards {
    /// Those that Guatu brings along.
    #[must_use]
    pub fn built_in() -> &'static Self {
        // A broken file knows no standard; a test forbids it.
        static BUILT_IN: LazyLock<Standards> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());
        &BUILT_IN
    }

    /// The standard of a family that is in force on the day of an observation; none before the
    /// first that is known.
    #[must_use]
    pub fn in_force(&self, family: Family, observed_on: Date) -> Option<&Standard> {
        let of_family = self.standards.iter().filter(|standard| standard.family == family);
        of_family.filter(|standard| standard.from <= observed_on).max_by_key(|standard| standard.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn check(family: Family, on: Date, code: Option<&str>) {
        let standard = Standards::built_in().in_force(family, on);
        assert_eq!(standard.map(|standard| standard.code.as_str()), code, "{family:?} {on}");
    }

    #[test]
    fn the_years_of_the_plan_are_judged_by_the_standards_of_2012() {
        for day in [date(2020, 12, 31), date(2025, 12, 31), date(2026, 2, 28)] {
            check(Family::AmbientAir, day, Some("GB 3095-2012"));
            check(Family::AirIndex, day, Some("HJ 633-2012"));
            check(Family::AirAssessment, day, Some("HJ 663-2013"));
        }
        check(Family::AmbientAir, date(2026, 3, 1), Some("GB 3095-2026"));
        check(Family::AirIndex, date(2026, 3, 1), Some("HJ 633-2026"));
        check(Family::AirAssessment, date(2030, 1, 1), Some("HJ 663-2026"));
        check(Family::SurfaceWater, date(2025, 12, 31), Some("GB 3838-2002"));
        check(Family::BlackOdorous, date(2015, 8, 28), Some("建城〔2015〕130号"));
        check(Family::BlackOdorous, date(2015, 8, 27), None);
        check(Family::AmbientAir, date(2015, 12, 31), None);
    }

    #[test]
    fn no_two_of_a_family_begin_on_one_day() {
        let standards: Standards = toml::from_str(FILE).unwrap();
        for (at, one) in standards.standards.iter().enumerate() {
            let same = |other: &&Standard| (other.family, other.from) == (one.family, one.from);
            assert_eq!(standards.standards[..at].iter().find(same), None);
        }
    }
}
