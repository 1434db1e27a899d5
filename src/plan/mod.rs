//! What was promised: actions, tasks, milestones with their measures, and who is bound.
//!
//! Pure data and lookups. The plan is a file (`assets/plan/`, or `plan.json` of a workspace):
//! the next plan, or another city's, is another file, and no code changes.

mod duty;
mod measure;
mod milestone;
mod task;

pub use duty::{Adcode, County, Duty, Scope};
pub use measure::{Condition, Measure, MeasureKind, Split};
pub use milestone::{Combine, Comparator, Evidence, Milestone, MilestoneId, Schedule, Target};
pub use task::{Action, Goal, Plan, Task, TaskNo};
