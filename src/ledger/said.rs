//! What is said rather than marked at a site: reports of counties, assignments of tasks, rulings.

use serde::{Deserialize, Serialize};

use crate::plan::{Adcode, MilestoneId, TaskNo};

/// What a county reports on one milestone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The milestone.
    pub milestone: MilestoneId,
    /// The county.
    pub county: Adcode,
    /// Which of the milestone's numbers, from 1 in the plan's order; 1 where it has none.
    #[serde(default = "first", skip_serializing_if = "is_first")]
    pub target: usize,
    /// What is reported.
    pub said: Said,
    /// Where it comes from: a bulletin, a document's number, a department.
    pub source: String,
}

/// What a report says.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// The number, in the unit of the target.
    Value(f64),
    /// The number of the year that a promised change is counted from, in the unit of the target.
    Baseline(f64),
    /// Whether what is promised without a number is done.
    Done(bool),
}

/// The counties that the bureau gives a 相关 task to. It takes the place of any before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    /// The task.
    pub task: TaskNo,
    /// The counties it binds from that day on.
    pub counties: Vec<Adcode>,
}

/// 人工研判: what a person ruled of a task, or of one of its milestones, in one county. The last by
/// day of effect holds, under a rule that asks for rulings; under others it changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The task.
    pub task: TaskNo,
    /// The county.
    pub county: Adcode,
    /// The milestone; none where the task as a whole is ruled on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub milestone: Option<MilestoneId>,
    /// What it shall be.
    pub light: Ruled,
    /// Why.
    pub why: String,
}

/// The lights that a person can rule: those that say how a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Ruled {
    /// 完成
    Done,
    /// 正常
    OnTrack,
    /// 滞后
    Behind,
    /// 严重滞后
    Critical,
    /// 逾期
    Overdue,
}

fn first() -> usize {
    1
}

fn is_first(target: &usize) -> bool {
    *target == 1
}
