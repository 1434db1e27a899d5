//! Lights that are asked for again and again: as a date is dragged, after a mark.

use std::collections::BTreeMap;

use super::compute::{city_on, status_on};
use super::counts::Counts;
use super::explain::{Missed, explain_on, missing_on};
use super::standing::Board;
use super::{CityTask, Explanation, Inputs, Rule, Status};
use crate::ledger::AsOf;
use crate::plan::{Adcode, TaskNo};
use crate::site::SiteId;

/// Keeps what was counted for the next question. It answers just what the functions
/// of the same names answer from nothing; it only takes less time: a mark costs counting a block of
/// sites again, another date only the counts of that day.
///
/// It belongs to one plan, one set of kinds and one register. Events may be added to the history,
/// or the history may be another: it finds out.
#[derive(Debug, Clone, Default)]
pub struct Lights {
    counts: Counts,
}

impl Lights {
    /// As [`status`](super::status).
    pub fn status(&mut self, inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf) -> Status {
        self.with(inputs, as_of, |board| status_on(board, rule, as_of.date))
    }

    /// As [`city`](super::city).
    pub fn city(&mut self, inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf) -> Vec<CityTask> {
        self.with(inputs, as_of, |board| city_on(board, rule, as_of.date))
    }

    /// As [`explain`](fn@super::explain).
    pub fn explain(
        &mut self,
        inputs: &Inputs<'_>,
        rule: &Rule,
        as_of: AsOf,
        task: TaskNo,
        county: &Adcode,
    ) -> Explanation {
        self.with(inputs, as_of, |board| explain_on(board, rule, as_of.date, task, county))
    }

    /// As [`missing`](super::missing).
    pub fn missing(
        &mut self,
        inputs: &Inputs<'_>,
        rule: &Rule,
        as_of: AsOf,
        task: TaskNo,
    ) -> BTreeMap<SiteId, Missed> {
        self.with(inputs, as_of, |board| missing_on(board, rule, as_of.date, task))
    }

    fn with<'a, T>(&mut self, inputs: &Inputs<'a>, as_of: AsOf, ask: impl FnOnce(&mut Board<'a>) -> T) -> T {
        let mut board = Board::new(*inputs, as_of.clock);
        board.take(std::mem::take(&mut self.counts), as_of.date);
        let answer = ask(&mut board);
        self.counts = board.counts;
        answer
    }
}
