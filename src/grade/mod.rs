//! Grades after published standards: which standard holds on a day, the air quality index of a
//! day, how black and odorous a water is.
//!
//! Pure functions over numbers; every threshold is data (`assets/standards/`), with its source.

mod air_index;
mod black_odorous;
mod standard;

pub use air_index::{AirIndex, NoIndex, Pollutant, air_index};
pub use black_odorous::{Grade, Graded, Guide, GuideError, Sample};
pub use standard::{Family, Standard, Standards};
