//! Grades after published standards: which standard holds on a day, the air quality index of a
//! day, how black and odorous a water is.
//!
//! Pure functions over numbers; every threshold is data (`assets/standards/`), with its source.

mod standard;

pub use standard::{Family, Standard, Standards};
