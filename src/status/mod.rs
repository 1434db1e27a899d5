//! How it stands: measure → value → light, with its reason.

mod light;
mod model;

pub use light::Light;
pub use model::{Cell, Inputs, MilestoneStatus, Moved, Status};
