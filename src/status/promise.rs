//! One milestone judged in every county that it asks something of, and in the city as a whole.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::count::Tally;
use super::judge::{Schedule, Verdict, declared, latest, number};
use super::part::parts;
use super::reported::{self, Word};
use super::standing::Board;
use super::{Light, Rule};
use crate::plan::{Adcode, Bound, Combine, Comparator, Compute, Milestone, SiteMeasure, Target, Task};
use crate::site::Kind;

/// Why nothing is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Silence {
    /// Its schedule has not started.
    NotStarted,
    /// It is not computed from sites, and nothing was reported.
    NotReported,
    /// Nobody declared it done or not done.
    NotDeclared,
    /// A share of nothing: no such site is in the register.
    NothingToCount,
}

/// One target as of a day.
#[derive(Debug, Clone)]
pub(super) struct TargetNow<'a> {
    pub target: &'a Target,
    pub verdict: Verdict,
    pub silence: Option<Silence>,
    /// The number that is asked for.
    pub asked: Option<f64>,
    pub start_value: Option<f64>,
    pub value: Option<f64>,
    /// None where it is not computed from sites.
    pub tally: Option<Tally>,
}

impl TargetNow<'_> {
    /// A number is asked for that must be reached, however little there is to count.
    fn must_be_reached(&self) -> bool {
        self.asked.is_some() && self.target.bound.comparator == Comparator::AtLeast
    }

    /// Asks nothing beside other targets, for want of anything to count. A number that must be
    /// reached and that no site stands for is a gap, and not void.
    fn is_void(&self) -> bool {
        let share = self.target.over_sites().is_some_and(|measure| measure.compute == Compute::Share);
        self.silence == Some(Silence::NothingToCount) && (share || !self.must_be_reached())
    }
}

/// One milestone as of a day.
#[derive(Debug, Clone)]
pub(super) struct MilestoneNow<'a> {
    pub milestone: &'a Milestone,
    pub when: Schedule,
    pub targets: Vec<TargetNow<'a>>,
    /// The target that gives the light: the worst, or the best where one is enough.
    pub decisive: Option<usize>,
    pub verdict: Verdict,
    pub silence: Option<Silence>,
}

impl MilestoneNow<'_> {
    /// Whether it has a say in its task's light. None has one that has not started, one that asks
    /// nothing of the county, and a standing promise without numbers of which nothing is known. A
    /// share of nothing is no report, and weighs as such.
    pub(super) fn has_a_say(&self) -> bool {
        match self.silence {
            None => true,
            Some(Silence::NotStarted) => false,
            Some(Silence::NothingToCount) => {
                self.decisive.is_some_and(|at| self.targets[at].must_be_reached())
            }
            Some(Silence::NotDeclared) => self.when.deadline.is_some(),
            Some(Silence::NotReported) => true,
        }
    }
}

/// A milestone in each county that it asks something of, in the plan's order, and in the city.
#[derive(Debug)]
pub(super) struct Promise<'a> {
    pub counties: Vec<(usize, MilestoneNow<'a>)>,
    pub city: MilestoneNow<'a>,
}

/// The counties that a milestone asks something of, by their place in the plan.
fn asked(board: &Board<'_>, task: &Task, milestone: &Milestone, today: Date) -> Vec<usize> {
    let bound = board.binds(task, today).unwrap_or_default();
    let counties = board.inputs.plan.counties.iter().zip(bound).enumerate();
    let asked = counties.filter(|(_, (county, bound))| *bound && milestone.asks(&county.adcode));
    asked.map(|(at, _)| at).collect()
}

/// Judges a milestone.
pub(super) fn judge<'a>(
    board: &mut Board<'a>,
    rule: &Rule,
    today: Date,
    task: &'a Task,
    milestone: &'a Milestone,
) -> Promise<'a> {
    let plan = board.inputs.plan;
    let when = Schedule { start: milestone.start.unwrap_or(plan.start), deadline: milestone.due(), today };
    let asked = asked(board, task, milestone, today);
    let rows: Vec<Row<'a>> = milestone
        .targets
        .iter()
        .zip(1..)
        .map(|(target, number)| {
            let word = |&at: &usize| {
                let county = &plan.counties[at].adcode;
                (county, Word::of(board, milestone, number, county, when))
            };
            let words = asked.iter().map(word).collect();
            Row { target, words, measured: Measured::read(board, target, &asked, when) }
        })
        .collect();
    let done_on = |day| -> Vec<Option<bool>> {
        let said = |&at: &usize| reported::done(board, milestone, &plan.counties[at].adcode, day);
        asked.iter().map(said).collect()
    };
    let done = done_on(today);
    let done_in_time = when.deadline.map_or_else(|| done.clone(), done_on);
    let together = |who: Option<usize>| {
        let targets = rows.iter().map(|row| row.judge(who, when, rule)).collect();
        let in_time = said(&done_in_time, who) == Some(true);
        settle(milestone, when, targets, declared(said(&done, who), in_time, when, rule))
    };
    let counties = asked.iter().enumerate().map(|(i, at)| (*at, together(Some(i)))).collect();
    Promise { counties, city: together(None) }
}

/// What one of the counties declared, or all together: done where each is, silent where none spoke.
fn said(done: &[Option<bool>], who: Option<usize>) -> Option<bool> {
    match who {
        Some(at) => done[at],
        None => done.iter().any(Option::is_some).then(|| done.iter().all(|done| *done == Some(true))),
    }
}

/// From its targets to the milestone.
fn settle<'a>(
    milestone: &'a Milestone,
    when: Schedule,
    targets: Vec<TargetNow<'a>>,
    declared: Verdict,
) -> MilestoneNow<'a> {
    let known = |t: &TargetNow<'_>| t.silence.is_none();
    let anything = targets.iter().any(known);
    let in_question = targets.iter().enumerate().filter(|(_, target)| match milestone.combine {
        Combine::All => !anything || !target.is_void(),
        Combine::Any => !anything || known(target),
    });
    let decisive = match milestone.combine {
        Combine::All => in_question.min_by(|(_, a), (_, b)| worse_first(a, b)),
        Combine::Any => in_question.min_by(|(_, a), (_, b)| worse_first(b, a)),
    };
    let decisive = decisive.map(|(at, _)| at);
    let (verdict, silence) = match decisive.map(|at| &targets[at]) {
        Some(target) => (target.verdict, target.silence),
        None if when.today < when.start => (Verdict::bare(Light::NoReport), Some(Silence::NotStarted)),
        None if declared.light == Light::NoReport => (declared, Some(Silence::NotDeclared)),
        None => (declared, None),
    };
    MilestoneNow { milestone, when, targets, decisive, verdict, silence }
}

fn worse_first(a: &TargetNow<'_>, b: &TargetNow<'_>) -> Ordering {
    let lag = |t: &TargetNow<'_>| t.verdict.lag.unwrap_or_default();
    let light = a.verdict.light.rank().cmp(&b.verdict.light.rank());
    // Of two that are done the late one is worse; of two that are overdue it is at least met.
    let late = match a.verdict.light {
        Light::Overdue => a.verdict.late.cmp(&b.verdict.late),
        _ => b.verdict.late.cmp(&a.verdict.late),
    };
    light.then(late).then(lag(b).total_cmp(&lag(a)))
}

/// One target over the counties that are asked.
struct Row<'a> {
    target: &'a Target,
    /// What each asked county reported; only of use where nothing is measured.
    words: Vec<(&'a Adcode, Word)>,
    measured: Option<Measured<'a>>,
}

impl<'a> Row<'a> {
    /// In one of the asked counties, or in the city.
    fn judge(&self, who: Option<usize>, when: Schedule, rule: &Rule) -> TargetNow<'a> {
        let target = self.target;
        let silent = |silence, asked, tally| TargetNow {
            target,
            verdict: Verdict::bare(Light::NoReport),
            silence: Some(silence),
            asked,
            start_value: None,
            value: None,
            tally,
        };
        let Some(measured) = &self.measured else {
            let word = who.map(|at| self.words[at]);
            return self
                .judge_word(word, when, rule)
                .unwrap_or_else(|| silent(Silence::NotReported, Some(target.bound.value), None));
        };
        let compute = &measured.measure.compute;
        let (tally, asked) = measured.now.of(who, target);
        if when.today < when.start {
            return silent(Silence::NotStarted, asked, Some(tally));
        }
        let (Some(value), Some(number_asked)) = (tally.value(compute), asked) else {
            return silent(Silence::NothingToCount, asked, Some(tally));
        };
        let at_start = measured.start.as_ref().and_then(|start| start.of(who, target).0.value(compute));
        let start_value = target.start_value.or(at_start).unwrap_or_default();
        let in_time = || {
            measured.deadline.as_ref().is_some_and(|reading| {
                let (tally, asked) = reading.of(who, target);
                meets(&target.bound, asked, tally.value(compute))
            })
        };
        let bound = target.bound.at(number_asked);
        let verdict = number(&bound, start_value, value, in_time, when, rule);
        TargetNow {
            target,
            verdict,
            silence: None,
            asked,
            start_value: Some(start_value),
            value: Some(value),
            tally: Some(tally),
        }
    }
}

impl<'a> Row<'a> {
    /// By what a county reported; none where it reported nothing that counts yet. Reports of
    /// several counties make no number of the city.
    fn judge_word(
        &self,
        word: Option<(&Adcode, Word)>,
        when: Schedule,
        rule: &Rule,
    ) -> Option<TargetNow<'a>> {
        let target = self.target;
        let (county, word) = word.filter(|_| target.over_sites().is_none() && when.today >= when.start)?;
        let value = word.value?;
        let asked = target.per_county.get(county).copied().unwrap_or(target.bound.value);
        let bound = target.bound.at(asked);
        let in_time = || word.at_deadline.is_some_and(|value| bound.meets(value));
        // As with what is counted: what is to grow starts from nothing where nobody knows better.
        let nothing = (target.bound.comparator == Comparator::AtLeast).then_some(0.0);
        let start_value = target.start_value.or(word.at_start).or(nothing);
        let verdict = match start_value {
            Some(start) => number(&bound, start, value, in_time, when, rule),
            None => latest(&bound, value, in_time, when, rule),
        };
        let (asked, value) = (Some(asked), Some(value));
        Some(TargetNow { target, verdict, silence: None, asked, start_value, value, tally: None })
    }
}

fn meets(bound: &Bound, asked: Option<f64>, value: Option<f64>) -> bool {
    asked.zip(value).is_some_and(|(asked, value)| bound.at(asked).meets(value))
}

/// What was counted on the three days that matter.
struct Measured<'a> {
    measure: &'a SiteMeasure,
    now: Reading,
    /// What is to grow starts from nothing, so that one schedule holds for every county; what is to
    /// shrink starts from what there was, and only then it is read.
    start: Option<Reading>,
    /// Read only when the deadline is over.
    deadline: Option<Reading>,
}

impl<'a> Measured<'a> {
    /// None where the target has no measure, or one of a kind that nobody knows.
    fn read(board: &mut Board<'a>, target: &'a Target, asked: &[usize], when: Schedule) -> Option<Self> {
        let measure = target.over_sites()?;
        let kind = board.inputs.kinds.get(&measure.kind)?;
        let shrinks = target.bound.comparator != Comparator::AtLeast;
        let counted_start = shrinks && target.start_value.is_none();
        let mut on = |day| Reading::on(board, day, target, measure, kind, asked);
        Some(Self {
            measure,
            now: on(when.today),
            start: counted_start.then(|| on(when.start.min(when.today))),
            deadline: when.deadline.filter(|_| when.is_over()).map(on),
        })
    }
}

/// The asked counties' sites, counted on one day.
struct Reading {
    tallies: Vec<Tally>,
    parts: Vec<Option<f64>>,
}

impl Reading {
    fn on<'a>(
        board: &mut Board<'a>,
        day: Date,
        target: &Target,
        measure: &'a SiteMeasure,
        kind: &Kind,
        asked: &[usize],
    ) -> Self {
        let sites = board.standings(&measure.kind, day);
        let tallies: Vec<Tally> =
            asked.iter().map(|&county| Tally::over(measure, kind, &sites[county])).collect();
        let plan = board.inputs.plan;
        let counties: Vec<&Adcode> = asked.iter().map(|&at| &plan.counties[at].adcode).collect();
        let parts = parts(target, measure, &counties, &tallies);
        Self { tallies, parts }
    }

    /// The tally and the number asked for, of one county or of the city.
    fn of(&self, who: Option<usize>, target: &Target) -> (Tally, Option<f64>) {
        match who {
            Some(at) => (self.tallies[at], self.parts[at]),
            None => {
                let all = self.tallies.iter().copied().fold(Tally::default(), Tally::and);
                (all, Some(target.bound.value))
            }
        }
    }
}

/// A value as it is shown and written: two decimals. Judging is done before.
pub(super) fn shown(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}
