//! How it stands: measure → value → light, with its reason.

mod compute;
mod count;
mod judge;
mod light;
mod model;
mod part;
mod promise;
mod rule;
mod standing;

pub use compute::{city, status};
pub use count::in_denominator;
pub use light::Light;
pub use model::{Cell, CityTask, Inputs, MilestoneStatus, Moved, Status};
pub use promise::Silence;
pub use rule::{Rule, RuleError};
