//! How it stands: measure → value → light, with its reason.

mod change;
mod compute;
mod count;
mod explain;
mod figure;
mod heard;
mod judge;
mod light;
mod model;
mod moved;
mod pace;
mod part;
mod promise;
mod reason;
mod reported;
mod rule;
mod rules;
mod standing;
mod tell;

pub use change::{Cause, Change, Changes, between, changes};
pub use compute::{city, status};
pub use count::in_denominator;
pub use explain::{Explanation, MilestoneReason, explain, missing};
pub use figure::{Figure, Origin};
pub use heard::Heard;
pub use light::Light;
pub use model::{Cell, CityTask, Inputs, MilestoneStatus, Moved, Status};
pub use moved::{NumberMoved, Numbers, moved, numbers_moved};
pub use pace::{Pace, WEEKS};
pub use promise::Silence;
pub use reason::{Shortfall, SiteReason};
pub use rule::{BeforeDeadline, Late, Rule, RuleError, RuleFault};
pub use rules::Rules;
