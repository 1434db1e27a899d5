//! The plan's overall goals: what the city reported of each, year by year, and its light.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::judge::{Schedule, Verdict, declared};
use super::promise::shown;
use super::reported::{Word, done};
use super::row::by_word;
use super::standing::Board;
use super::{Inputs, Light, Rule};
use crate::grade::Standards;
use crate::ledger::{AsOf, EventId, Said};
use crate::plan::{Goal, MilestoneId};
use crate::text::{Bilingual, Lang};

/// One of the plan's overall goals as of a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalStatus {
    /// `G1`
    pub id: String,
    /// What is measured.
    pub metric: Bilingual,
    /// The plan's own sentence.
    pub source: String,
    /// 基本消除, 有效保障: words in the place of a number; then it is declared, yes or no.
    pub qualifier: Option<String>,
    /// `<=`, `>=` or `==`; none without a number.
    pub comparator: Option<&'static str>,
    /// The number in `unit`.
    pub target: Option<f64>,
    /// `微克/立方米`, `%` …
    pub unit: Option<String>,
    /// The last day in time.
    pub deadline: Date,
    /// Its light under the rule.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// The latest value, in `unit`.
    pub value: Option<f64>,
    /// The value that the schedule expects on the day, in `unit`.
    pub expected: Option<f64>,
    /// How far behind the schedule, in points (percent of the way).
    pub lag: Option<f64>,
    /// The last report of each year that has one.
    pub years: Vec<GoalYear>,
}

/// What the city last reported of a goal in one year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GoalYear {
    /// The year of the observation.
    pub year: i16,
    /// The day for which the report holds.
    pub on: Date,
    /// The value, in the goal's unit.
    pub value: Option<f64>,
    /// Whether it was declared fulfilled, where the goal has no number.
    pub done: Option<bool>,
    /// Whether that year meets the goal.
    pub met: bool,
    /// The standards in force on that day by which it is measured.
    pub standards: Vec<String>,
    /// Who recorded it.
    pub by: String,
    /// Where it comes from.
    pub source: String,
    /// The event.
    pub event: EventId,
}

impl GoalStatus {
    /// `<= 47 微克/立方米`, or the plan's words where it has no number.
    #[must_use]
    pub fn target_text(&self) -> String {
        match (self.comparator, self.target, &self.unit) {
            (Some(sign), Some(target), Some(unit)) => format!("{sign} {target} {unit}"),
            _ => self.qualifier.clone().unwrap_or_default(),
        }
    }

    /// `2023年 49.5，2024年 48`; empty where nothing was reported.
    #[must_use]
    pub fn years_text(&self, lang: Lang) -> String {
        let years = self.years.iter().map(|year| {
            let said = match (year.value, year.done) {
                (Some(value), _) => value.to_string(),
                (None, Some(true)) => lang.get("status.said_done").to_owned(),
                (None, _) => lang.get("status.said_not_done").to_owned(),
            };
            lang.fill("status.in_year", &[("year", &year.year.to_string()), ("said", &said)])
        });
        years.collect::<Vec<_>>().join(lang.get("status.comma"))
    }
}

/// The plan's overall goals as of a day, in the plan's order, each by the city's own reports.
///
/// A number with its deadline is judged as any reported number; a goal with words in the place of
/// a number is declared. Where nothing was reported yet there is no report.
#[must_use]
pub fn goals(inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf) -> Vec<GoalStatus> {
    let board = Board::new(*inputs, as_of.clock);
    inputs.plan.goals.iter().map(|goal| status(&board, rule, as_of, goal)).collect()
}

fn status(board: &Board<'_>, rule: &Rule, as_of: AsOf, goal: &Goal) -> GoalStatus {
    let plan = board.inputs.plan;
    let id = MilestoneId(goal.id.clone());
    let when = Schedule { start: plan.start, deadline: Some(goal.deadline), today: as_of.date };
    let (verdict, value) = match &goal.bound {
        Some(bound) => {
            let word = Word::of(board, &id, (1, None), &plan.city_adcode, when);
            let judged = word.value.map(|value| by_word(word, value, bound, None, when, rule).0);
            (judged.unwrap_or(Verdict::bare(Light::NoReport)), word.value)
        }
        None => {
            let on = |day| done(board, &id, &plan.city_adcode, day);
            (declared(on(as_of.date), on(goal.deadline) == Some(true), when, rule), None)
        }
    };
    GoalStatus {
        id: goal.id.clone(),
        metric: goal.metric.clone(),
        source: goal.source.clone(),
        qualifier: goal.qualifier.clone(),
        comparator: goal.bound.as_ref().map(|bound| bound.comparator.sign()),
        target: goal.bound.as_ref().map(|bound| bound.value),
        unit: goal.bound.as_ref().map(|bound| bound.unit.clone()),
        deadline: goal.deadline,
        light: verdict.light,
        late: verdict.late,
        value: value.map(shown),
        expected: verdict.expected.map(shown),
        lag: verdict.lag.map(shown),
        years: years(board, as_of, goal, &id),
    }
}

/// The last report of each year, in the order of the years.
fn years(board: &Board<'_>, as_of: AsOf, goal: &Goal, id: &MilestoneId) -> Vec<GoalYear> {
    let city = &board.inputs.plan.city_adcode;
    let mut years = BTreeMap::new();
    for (event, report) in board.inputs.history.reports(id, as_of) {
        let (value, done) = match report.said {
            Said::Value(value) => (Some(value), None),
            Said::Done(done) => (None, Some(done)),
            Said::Baseline(_) => continue,
        };
        // What does not answer the goal's question is no report of it.
        if &report.county != city || value.is_some() != goal.bound.is_some() {
            continue;
        }
        let on = event.effective_on;
        let standards = Standards::built_in();
        let in_force = goal.standards.iter().filter_map(|family| standards.in_force(*family, on));
        let met = goal.bound.as_ref().zip(value).map(|(bound, value)| bound.meets(value)).or(done);
        let year = GoalYear {
            year: on.year(),
            on,
            value: value.map(shown),
            done,
            met: met == Some(true),
            standards: in_force.map(|standard| standard.code.clone()).collect(),
            by: event.by.clone(),
            source: report.source.clone(),
            event: event.id.clone(),
        };
        years.insert(year.year, year);
    }
    years.into_values().collect()
}
