//! What was promised: actions, tasks, milestones with their measures, and who is bound.
//!
//! Pure data and lookups. The plan is a file (`assets/plan/`, or `plan.json` of a workspace):
//! the next plan, or another city's, is another file, and no code changes.

pub mod audit;

mod duty;
mod load;
mod measurable;
mod measure;
mod milestone;
mod problem;
mod sentence;
mod target;
mod task;
mod words;

pub use duty::{Adcode, County, Duty, Scope};
pub use load::{BUILT_IN_JSON, BUILT_IN_TEXT, PlanError, built_in};
pub use measurable::Contradiction;
pub use measure::{Compute, Condition, Empty, Measure, Near, SiteMeasure, Split};
pub use milestone::{Combine, Deadline, Evidence, Milestone, MilestoneId};
pub use problem::Problem;
pub use sentence::places;
pub use target::{Baseline, Bound, Change, Comparator, Target};
pub use task::{Action, Goal, Plan, Schema, Task, TaskNo};
