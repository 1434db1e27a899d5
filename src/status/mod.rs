//! How it stands: measure → value → light, with its reason.

mod bodies;
mod change;
mod compute;
mod condition;
mod context;
mod count;
mod due;
mod explain;
mod figure;
mod heard;
mod judge;
mod late;
mod light;
mod model;
mod moved;
mod pace;
mod part;
mod promise;
mod reason;
mod reported;
mod row;
mod rule;
mod rules;
mod ruling;
mod standing;
mod tell;

pub use bodies::{Body, BodyTask, Part, bodies};
pub use change::{Cause, Change, Changes, between, changes, event_words};
pub use compute::{city, status};
pub use context::Denominator;
pub use due::{DueDay, DueMilestone, due};
pub use explain::{Explanation, MilestoneReason, explain, missing};
pub use figure::{Figure, Origin};
pub use heard::Heard;
pub use late::{LATE, LateFilter, LateRow, late, late_table};
pub use light::Light;
pub use model::{Cell, CityTask, Inputs, MilestoneStatus, Moved, Status};
pub use moved::{NumberMoved, Numbers, moved, numbers_moved};
pub use pace::{Pace, WEEKS};
pub use promise::Silence;
pub use reason::{Shortfall, SiteReason};
pub use rule::{BeforeDeadline, Late, Rule, RuleError, RuleFault};
pub use rules::Rules;
pub use ruling::Ruling;

use condition::matching;
