//! How black and odorous a water is: a value, a point, a reach, a body.

use std::ops::Range;

use serde::{Deserialize, Serialize};

const FILE: &str = include_str!("../../assets/standards/black_odorous_2015.toml");

/// A grade, from the best to the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Not black-odorous.
    Clear,
    /// 轻度黑臭
    Light,
    /// 重度黑臭
    Heavy,
}

/// What was measured at a point at one time; what was not measured is none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sample {
    /// 透明度, cm.
    pub transparency_cm: Option<f64>,
    /// Depth of the water, cm.
    pub depth_cm: Option<f64>,
    /// 溶解氧, mg/L.
    pub dissolved_oxygen_mg_l: Option<f64>,
    /// 氧化还原电位, mV.
    pub redox_mv: Option<f64>,
    /// 氨氮, mg/L.
    pub ammonia_mg_l: Option<f64>,
}

/// A body of water graded by its points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The whole body.
    pub body: Grade,
    /// Each point; none where nothing was measured.
    pub points: Vec<Option<Grade>>,
    /// Heavy reaches, by the places of their points.
    pub heavy_reaches: Vec<Range<usize>>,
}

/// The thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    transparency_cm: Limits,
    dissolved_oxygen_mg_l: Limits,
    redox_mv: Limits,
    ammonia_mg_l: Limits,
    shallow: Shallow,
    point: PointShares,
    reach: Reach,
    body: BodyShare,
}

/// Why thresholds cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct GuideError {
    /// Where in the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Limits {
    light: f64,
    heavy: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shallow {
    below_cm: f64,
    light_share: f64,
    heavy_share: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct PointShares {
    one_indicator_pct: f64,
    two_indicators_pct: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reach {
    points: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyShare {
    points_pct: f64,
}

impl Limits {
    fn grade(self, value: f64) -> Grade {
        let (worse_than_heavy, at_light) = if self.heavy < self.light {
            (value < self.heavy, value <= self.light)
        } else {
            (value > self.heavy, value >= self.light)
        };
        match (worse_than_heavy, at_light) {
            (true, _) => Grade::Heavy,
            (false, true) => Grade::Light,
            (false, false) => Grade::Clear,
        }
    }
}

impl Guide {
    /// The guide of 2015.
    ///
    /// # Errors
    /// Never for a program that passed its tests.
    pub fn of_2015() -> Result<Self, GuideError> {
        Self::from_toml(FILE)
    }

    /// Reads thresholds.
    ///
    /// # Errors
    /// Where it is not the TOML of thresholds.
    pub fn from_toml(text: &str) -> Result<Self, GuideError> {
        toml::from_str(text).map_err(|error| {
            let before = text.get(..error.span().map_or(0, |span| span.start)).unwrap_or_default();
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            GuideError { line: before.matches('\n').count() + 1, message }
        })
    }

    /// The four indicators of a sample, each by its own value.
    fn values(&self, sample: &Sample) -> [Option<Grade>; 4] {
        let grade = |limits: Limits, value: Option<f64>| {
            value.filter(|value| value.is_finite()).map(|value| limits.grade(value))
        };
        [
            self.transparency(sample),
            grade(self.dissolved_oxygen_mg_l, sample.dissolved_oxygen_mg_l),
            grade(self.redox_mv, sample.redox_mv),
            grade(self.ammonia_mg_l, sample.ammonia_mg_l),
        ]
    }

    fn transparency(&self, sample: &Sample) -> Option<Grade> {
        let value = sample.transparency_cm.filter(|value| value.is_finite())?;
        let depth = sample.depth_cm.filter(|depth| *depth > 0.0 && *depth < self.shallow.below_cm);
        let Some(depth) = depth else { return Some(self.transparency_cm.grade(value)) };
        Some(match value {
            value if value < self.shallow.heavy_share * depth => Grade::Heavy,
            // Who sees to the ground sees all there is.
            value if value < self.shallow.light_share * depth => Grade::Light,
            _ => Grade::Clear,
        })
    }

    /// A point by all that was measured there. Heavy where enough values of one or two indicators
    /// are; else light where any value is black-odorous; none where nothing was measured.
    #[must_use]
    pub fn point(&self, samples: &[Sample]) -> Option<Grade> {
        let grades: Vec<[Option<Grade>; 4]> = samples.iter().map(|sample| self.values(sample)).collect();
        let worst = grades.iter().flatten().flatten().max().copied()?;
        let heavy_pct = |indicator: usize| {
            let values = grades.iter().filter_map(|grades| grades[indicator]);
            let (mut all, mut heavy) = (0usize, 0usize);
            for grade in values {
                all += 1;
                heavy += usize::from(grade == Grade::Heavy);
            }
            (all > 0).then(|| 100.0 * heavy as f64 / all as f64)
        };
        let shares: Vec<f64> = (0..4).filter_map(heavy_pct).collect();
        let at_least = |pct: f64| shares.iter().filter(|share| **share >= pct - 1e-9).count();
        let heavy =
            at_least(self.point.one_indicator_pct) >= 1 || at_least(self.point.two_indicators_pct) >= 2;
        Some(if heavy { Grade::Heavy } else { worst.min(Grade::Light) })
    }

    /// A body by the samples of its points, in their order along the water; none where nothing was
    /// measured anywhere.
    #[must_use]
    pub fn body(&self, points: &[Vec<Sample>]) -> Option<Graded> {
        let points: Vec<Option<Grade>> = points.iter().map(|samples| self.point(samples)).collect();
        let known: Vec<Grade> = points.iter().copied().flatten().collect();
        let worst = known.iter().max().copied()?;
        let heavy = known.iter().filter(|grade| **grade == Grade::Heavy).count();
        let is_heavy = 100.0 * heavy as f64 / known.len() as f64 >= self.body.points_pct - 1e-9;
        let body = if is_heavy { Grade::Heavy } else { worst.min(Grade::Light) };
        Some(Graded { body, heavy_reaches: self.heavy_reaches(&points), points })
    }

    /// Runs of enough heavy points; a point of which nothing is known ends a run.
    fn heavy_reaches(&self, points: &[Option<Grade>]) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut from = 0;
        for run in points.chunk_by(|a, b| a == b) {
            let to = from + run.len();
            if run.first() == Some(&Some(Grade::Heavy)) && run.len() >= self.reach.points.max(1) {
                found.push(from..to);
            }
            from = to;
        }
        found
    }
}

#[cfg(test)]
#[path = "black_odorous_tests.rs"]
mod tests;
