//! The air quality index of a day (AQI) and its grade.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Family, Standards};
use crate::text::Bilingual;

const FILE: &str = include_str!("../../assets/standards/air_index_2012.toml");

/// What is measured: 24-hour means; of ozone the highest 8-hour mean of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pollutant {
    /// Fine particles, μg/m³.
    #[serde(rename = "pm2_5")]
    Pm25,
    /// Inhalable particles, μg/m³.
    Pm10,
    /// Sulphur dioxide, μg/m³.
    So2,
    /// Nitrogen dioxide, μg/m³.
    No2,
    /// Carbon monoxide, mg/m³.
    Co,
    /// Ozone, μg/m³.
    #[serde(rename = "o3_8h")]
    O3,
}

/// The index of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AirIndex {
    /// `HJ 633-2012`
    pub standard: String,
    /// From 0 to 500, rounded up; 500 stands for all beyond it too.
    pub index: u16,
    /// The grade, from 1 (优) to 6 (严重污染).
    pub grade: u8,
    /// Its words.
    pub name: Bilingual,
    /// 首要污染物: the pollutants that give the index, where it is above 50.
    pub primary: Vec<Pollutant>,
}

/// Why a day has no index.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoIndex {
    /// No standard was in force on the day.
    #[error("no standard of the air index is known for {0}")]
    NoStandard(Date),
    /// The table of the standard in force is not known here.
    #[error("the table of {0} is not known")]
    UnknownTable(String),
    /// Nothing was measured, or a value is no concentration.
    #[error("no concentration to judge")]
    NoValue,
    /// The standard gives no index for so high a value.
    #[error("{0:?} is beyond the table")]
    Beyond(Pollutant),
}

/// A table of limits.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    standard: String,
    index: Vec<f64>,
    limits: BTreeMap<Pollutant, Vec<f64>>,
    grades: Vec<Grade>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Grade {
    up_to: u16,
    name: Bilingual,
}

static TABLE: LazyLock<Option<Table>> = LazyLock::new(|| toml::from_str(FILE).ok());

/// The index of a day, by the standard in force on it.
///
/// # Errors
/// Where that standard's table is not known (HJ 633-2026 among them), nothing was measured, or the
/// standard gives no index for so high a value.
pub fn air_index(observed_on: Date, measured: &BTreeMap<Pollutant, f64>) -> Result<AirIndex, NoIndex> {
    let standard = Standards::built_in()
        .in_force(Family::AirIndex, observed_on)
        .ok_or(NoIndex::NoStandard(observed_on))?;
    let table = TABLE.as_ref().filter(|table| table.standard == standard.code);
    let table = table.ok_or_else(|| NoIndex::UnknownTable(standard.code.clone()))?;
    let parts = measured.iter().map(|(&pollutant, &value)| Ok((pollutant, table.part(pollutant, value)?)));
    let parts = parts.collect::<Result<Vec<_>, NoIndex>>()?;
    let index = parts.iter().map(|(_, part)| *part).max().ok_or(NoIndex::NoValue)?;
    let at = table.grades.iter().position(|grade| index <= grade.up_to).ok_or(NoIndex::NoValue)?;
    let decides = |(_, part): &&(Pollutant, u16)| *part == index && index > 50;
    Ok(AirIndex {
        standard: table.standard.clone(),
        index,
        grade: u8::try_from(at + 1).unwrap_or(u8::MAX),
        name: table.grades[at].name.clone(),
        primary: parts.iter().filter(decides).map(|(pollutant, _)| *pollutant).collect(),
    })
}

impl Table {
    /// The index of one pollutant (IAQI), rounded up.
    fn part(&self, pollutant: Pollutant, value: f64) -> Result<u16, NoIndex> {
        if !value.is_finite() || value < 0.0 {
            return Err(NoIndex::NoValue);
        }
        let limits = self.limits.get(&pollutant).ok_or(NoIndex::Beyond(pollutant))?;
        let above = limits.iter().position(|limit| value <= *limit);
        let part = match above {
            Some(0) => 0.0,
            Some(at) => {
                let (low, high) = (limits[at - 1], limits[at]);
                let (index_low, index_high) = (self.index[at - 1], self.index[at]);
                index_low + (index_high - index_low) * (value - low) / (high - low)
            }
            // The scale ends at 500, however much more there is.
            None if limits.len() == self.index.len() => *self.index.last().ok_or(NoIndex::NoValue)?,
            None => return Err(NoIndex::Beyond(pollutant)),
        };
        // A billionth is let go: a sum of decimals must not lift a whole number to the next.
        Ok((part - 1e-9).ceil() as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const ALL: [Pollutant; 6] =
        [Pollutant::Pm25, Pollutant::Pm10, Pollutant::So2, Pollutant::No2, Pollutant::Co, Pollutant::O3];

    fn index(values: &[(Pollutant, f64)]) -> Result<AirIndex, NoIndex> {
        air_index(date(2024, 6, 1), &values.iter().copied().collect())
    }

    #[track_caller]
    fn check(pollutant: Pollutant, value: f64, expected: u16, grade: u8) {
        let index = index(&[(pollutant, value)]).unwrap();
        assert_eq!((index.index, index.grade), (expected, grade), "{pollutant:?} {value}");
    }

    #[test]
    fn the_table_has_a_limit_for_every_index() {
        let table = TABLE.as_ref().expect("the table reads");
        for pollutant in ALL {
            let limits = &table.limits[&pollutant];
            let whole = if pollutant == Pollutant::O3 { 6 } else { table.index.len() };
            assert_eq!(limits.len(), whole, "{pollutant:?}");
            assert!(limits.windows(2).all(|pair| pair[0] < pair[1]), "{pollutant:?}");
        }
        assert_eq!(table.grades.len(), 6);
    }

    #[test]
    fn at_each_limit_the_index_is_the_one_beside_it() {
        check(Pollutant::Pm25, 0.0, 0, 1);
        check(Pollutant::Pm25, 35.0, 50, 1);
        check(Pollutant::Pm25, 75.0, 100, 2);
        check(Pollutant::Pm25, 115.0, 150, 3);
        check(Pollutant::Pm25, 150.0, 200, 4);
        check(Pollutant::Pm25, 250.0, 300, 5);
        check(Pollutant::Pm25, 500.0, 500, 6);
        check(Pollutant::Pm10, 420.0, 300, 5);
        check(Pollutant::So2, 475.0, 150, 3);
        check(Pollutant::No2, 80.0, 100, 2);
        check(Pollutant::Co, 4.0, 100, 2);
        check(Pollutant::O3, 160.0, 100, 2);
        check(Pollutant::O3, 800.0, 300, 5);
    }

    #[test]
    fn between_limits_it_is_a_straight_line_rounded_up() {
        // 50 + 50 · (36 - 35)/40 = 51.25
        check(Pollutant::Pm25, 36.0, 52, 2);
        // 100 + 50 · (187.5 - 160)/55 = 125
        check(Pollutant::O3, 187.5, 125, 3);
        // 100 + 50 · 0.1/40 = 100.125
        check(Pollutant::Pm25, 75.1, 101, 3);
    }

    #[test]
    fn the_scale_ends_at_500_and_ozone_of_eight_hours_at_800() {
        check(Pollutant::Pm25, 900.0, 500, 6);
        assert_eq!(index(&[(Pollutant::O3, 801.0)]), Err(NoIndex::Beyond(Pollutant::O3)));
    }

    #[test]
    fn the_worst_pollutant_gives_the_index_and_is_named_above_50() {
        let day = index(&[(Pollutant::Pm25, 75.0), (Pollutant::Pm10, 60.0), (Pollutant::O3, 160.0)]).unwrap();
        assert_eq!((day.index, day.name.zh.as_str()), (100, "良"));
        assert_eq!(day.primary, [Pollutant::Pm25, Pollutant::O3]);
        let clean = index(&[(Pollutant::Pm25, 35.0)]).unwrap();
        assert_eq!((clean.name.zh.as_str(), clean.primary.len()), ("优", 0));
    }

    #[test]
    fn days_of_the_new_standard_get_no_grade() {
        let values = BTreeMap::from([(Pollutant::Pm25, 20.0)]);
        assert!(air_index(date(2026, 2, 28), &values).is_ok());
        let unknown = Err(NoIndex::UnknownTable("HJ 633-2026".to_owned()));
        assert_eq!(air_index(date(2026, 3, 1), &values), unknown);
        assert_eq!(air_index(date(2010, 1, 1), &values), Err(NoIndex::NoStandard(date(2010, 1, 1))));
        assert_eq!(index(&[]), Err(NoIndex::NoValue));
        assert_eq!(index(&[(Pollutant::Co, f64::NAN)]), Err(NoIndex::NoValue));
    }

    proptest! {
        #[test]
        fn dirtier_air_never_has_a_lower_index(
            values in proptest::array::uniform6(0.0..700.0f64),
            more in proptest::array::uniform6(0.0..90.0f64),
        ) {
            let of = |values: [f64; 6]| {
                let values: Vec<(Pollutant, f64)> = ALL.into_iter().zip(values).collect();
                index(&values).unwrap()
            };
            let dirtier = std::array::from_fn(|at| values[at] + more[at]);
            let (before, after) = (of(values), of(dirtier));
            prop_assert!(before.index <= after.index && before.grade <= after.grade);
        }
    }
}
