//! What the left panel of 浏览 shows, and what its views ask for and hold.

use super::State;
use crate::plan::{Adcode, MilestoneId};
use crate::status::{
    Body, CountyTask, DueDay, GoalStatus, LateFilter, LateRow, Part, bodies, county_tasks, due, goals, late,
};

/// A way to look at the same lights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// 任务: actions and their tasks.
    #[default]
    Tasks,
    /// 部门: who leads and who cooperates.
    Departments,
    /// 滞后: all that is overdue or behind.
    Late,
    /// 日历: what is due when.
    Calendar,
    /// 目标: what the city as a whole shall reach.
    Goals,
    /// 原文: the plan's own text.
    Text,
}

impl View {
    /// All, in the order of their tabs.
    pub const ALL: [Self; 6] =
        [Self::Tasks, Self::Departments, Self::Late, Self::Calendar, Self::Goals, Self::Text];
}

/// What the views ask for, and what they show of it. The rows are made when lights, choice or
/// question change, never while drawing.
#[derive(Debug, Default)]
pub struct Views {
    /// Whether bodies are shown as they lead, cooperate, or both.
    pub part: Part,
    /// Bodies and their tasks, in the chosen county where there is one.
    pub bodies: Vec<Body>,
    /// What the chosen county is bound to, the worst first.
    pub county_tasks: Vec<CountyTask>,
    /// The county of `bodies` and `county_tasks`.
    county: Option<Adcode>,
    /// Which late rows are asked for.
    pub late_filter: LateFilter,
    /// All that is late.
    pub late: Vec<LateRow>,
    /// Where in `late` the rows are that are asked for, in the order asked for.
    pub late_shown: Vec<usize>,
    /// Deadlines, the next first.
    pub days: Vec<DueDay>,
    /// The plan's overall goals, year by year.
    pub goals: Vec<GoalStatus>,
    /// Words looked for in the plan's text.
    pub words: String,
    /// The milestone or goal whose sentence is marked in the plan's text.
    pub reading: Option<MilestoneId>,
}

/// Makes all rows anew: the lights have changed.
pub(super) fn refresh(state: &mut State) {
    state.views.late = late(&state.status);
    state.views.days = due(&state.workspace.plan, &state.status);
    let workspace = &state.workspace;
    state.views.goals = goals(&workspace.inputs(), &workspace.rule, state.as_of);
    refresh_county(state);
    refresh_late(state);
}

/// Makes anew what follows from the choice of the county, where that has changed.
pub(super) fn follow_county(state: &mut State) {
    if state.views.county != state.county {
        refresh_county(state);
    }
}

fn refresh_county(state: &mut State) {
    let county = state.county.as_ref();
    let tasks = county.map(|county| county_tasks(&state.status, county)).unwrap_or_default();
    state.views.county_tasks = tasks;
    refresh_bodies(state);
    state.views.county.clone_from(&state.county);
}

pub(super) fn refresh_bodies(state: &mut State) {
    let (part, county) = (state.views.part, state.county.as_ref());
    state.views.bodies = bodies(&state.workspace.plan, &state.status, part, county);
}

pub(super) fn refresh_late(state: &mut State) {
    let Views { late, late_filter, .. } = &state.views;
    state.views.late_shown = late_filter.choose(&state.workspace.plan, late);
}

impl Views {
    /// The late rows that are asked for.
    pub fn late_rows(&self) -> impl Iterator<Item = &LateRow> {
        self.late_shown.iter().filter_map(|at| self.late.get(*at))
    }
}
