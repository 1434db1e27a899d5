//! One milestone judged in every county that it asks something of, and in the city as a whole.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::count::Tally;
use super::judge::{Schedule, Verdict, declared};
use super::reported::done;
use super::row::Row;
use super::standing::Board;
use super::{Light, Rule, Ruling};
use crate::plan::{Bound, Combine, Comparator, Compute, Milestone, Target, Task};

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
    /// The worst value decides, and some sites have none.
    ValuesMissing,
    /// It counts a kind of site that nobody defined.
    UnknownKind,
}

impl Silence {
    /// The key of its words.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "status.not_started",
            Self::NotReported => "status.not_reported",
            Self::NotDeclared => "status.not_declared",
            Self::NothingToCount => "status.nothing_to_count",
            Self::ValuesMissing => "status.values_missing",
            Self::UnknownKind => "status.unknown_kind",
        }
    }
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
    /// What is asked for, as a bound.
    pub(super) fn bound(&self) -> Option<Bound> {
        self.asked.map(|asked| self.target.bound.at(asked))
    }

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
    /// A person's ruling, which gave the verdict's light.
    pub ruling: Option<Ruling>,
}

impl MilestoneNow<'_> {
    /// Puts a ruling before what the numbers say.
    fn overruled(self, ruling: Option<Ruling>) -> Self {
        let Some(ruling) = ruling else { return self };
        let verdict = Verdict { light: ruling.light, late: false, ..self.verdict };
        Self { verdict, ruling: Some(ruling), ..self }
    }

    /// Whether it has a say in its task's light. None has one that has not started, one that asks
    /// nothing of the county, and a standing promise without numbers of which nothing is known. A
    /// share of nothing is no report, and weighs as such.
    pub(super) fn has_a_say(&self) -> bool {
        match self.silence {
            _ if self.ruling.is_some() => true,
            None => true,
            Some(Silence::NotStarted) => false,
            Some(Silence::NothingToCount) => {
                self.decisive.is_some_and(|at| self.targets[at].must_be_reached())
            }
            Some(Silence::NotDeclared) => self.when.deadline.is_some(),
            Some(Silence::NotReported | Silence::ValuesMissing | Silence::UnknownKind) => true,
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

/// Judges a milestone; in a county by a person's ruling, where the rule asks for rulings.
pub(super) fn judge<'a>(
    board: &mut Board<'a>,
    rule: &Rule,
    today: Date,
    task: &'a Task,
    milestone: &'a Milestone,
) -> Promise<'a> {
    let plan = board.inputs.plan;
    let when = Schedule::of(plan, milestone, today);
    let asked = asked(board, task, milestone, today);
    let targets = milestone.targets.iter().zip(1..);
    let rows: Vec<Row<'a>> = targets
        .map(|(target, number)| {
            let bound = rule.bound(milestone, target);
            Row::read(board, (milestone, target, number), bound, &asked, when)
        })
        .collect();
    let said = Declared::on(board, milestone, &asked, today);
    let said_in_time = when.deadline.map(|day| Declared::on(board, milestone, &asked, day));
    let together = |who: Option<usize>| {
        let targets = rows.iter().map(|row| row.judge(who, when, rule)).collect();
        let in_time = said_in_time.as_ref().is_none_or(|said| said.of(who) == Some(true));
        settle(milestone, when, targets, declared(said.of(who), in_time, when, rule))
    };
    let ruled = |at: usize, now: MilestoneNow<'a>| {
        let what = (task.number, Some(&milestone.id));
        let ruling = Ruling::on(board, rule, today, what, &plan.counties[at].adcode, now.verdict.light);
        now.overruled(ruling)
    };
    let counties = asked.iter().enumerate().map(|(i, &at)| (at, ruled(at, together(Some(i))))).collect();
    Promise { counties, city: together(None) }
}

/// What was declared of a promise without numbers as of a day.
struct Declared {
    /// A county's own word, else the city's.
    counties: Vec<Option<bool>>,
    city: Option<bool>,
}

impl Declared {
    fn on(board: &Board<'_>, milestone: &Milestone, asked: &[usize], day: Date) -> Self {
        let plan = board.inputs.plan;
        let city = done(board, &milestone.id, &plan.city_adcode, day);
        let own = |&at: &usize| done(board, &milestone.id, &plan.counties[at].adcode, day);
        Self { counties: asked.iter().map(|at| own(at).or(city)).collect(), city }
    }

    /// Of one of the counties; or of the city: its own word, else done where each county is, and
    /// silent where none spoke.
    fn of(&self, who: Option<usize>) -> Option<bool> {
        let Some(at) = who else {
            let any = self.counties.iter().any(Option::is_some);
            let all = any.then(|| self.counties.iter().all(|done| *done == Some(true)));
            return self.city.or(all);
        };
        self.counties[at]
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
    MilestoneNow { milestone, when, targets, decisive, verdict, silence, ruling: None }
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

/// A value as it is shown and written: two decimals, and no zero below zero. Judging is done before.
pub(super) fn shown(value: f64) -> f64 {
    (value * 100.0).round() / 100.0 + 0.0
}
