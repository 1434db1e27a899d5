//! One number of a milestone over the counties that are asked for it, and over the city.

use jiff::civil::Date;

use super::count::Tally;
use super::counts::{Ask, Key};
use super::judge::{Schedule, Verdict, latest, number};
use super::part::parts;
use super::promise::{Silence, TargetNow};
use super::reported::Word;
use super::standing::Board;
use super::{Light, Rule};
use crate::plan::{Adcode, Bound, Comparator, Compute, Empty, Measure, Milestone, Plan, SiteMeasure, Target};

/// One target with everything that is known of it.
pub(super) struct Row<'a> {
    target: &'a Target,
    /// What the target asks of the city.
    bound: Bound,
    /// Those that are asked.
    counties: Vec<&'a Adcode>,
    source: Source<'a>,
}

/// Where the values come from.
enum Source<'a> {
    /// Each asked county's report, and the city's own.
    Reported(Vec<Word>, Word),
    /// The city's report, which holds for all.
    Published(Word),
    /// Sites.
    Measured(Box<Measured<'a>>),
    /// Sites of a kind that nobody defined.
    UnknownKind,
}

impl<'a> Row<'a> {
    /// Reads a milestone's target with its place among the milestone's numbers, from 1.
    pub(super) fn read(
        board: &mut Board<'a>,
        (milestone, target, place): (&'a Milestone, &'a Target, usize),
        bound: Bound,
        asked: &[usize],
        when: Schedule,
    ) -> Self {
        let plan = board.inputs.plan;
        let counties: Vec<&'a Adcode> = asked.iter().map(|&at| &plan.counties[at].adcode).collect();
        let word = |board: &Board<'a>, who: &Adcode| {
            Word::of(board, &milestone.id, (place, target.baseline), who, when)
        };
        let source = match &target.measure {
            Measure::Published => Source::Published(word(board, &plan.city_adcode)),
            Measure::Reported => {
                let words = counties.iter().map(|county| word(board, county)).collect();
                Source::Reported(words, word(board, &plan.city_adcode))
            }
            Measure::Sites(_) => {
                let days = Days::of((milestone, target, place), &bound, when);
                match days.and_then(|days| Measured::read(board, days, target, asked)) {
                    Some(measured) => Source::Measured(Box::new(measured)),
                    None => Source::UnknownKind,
                }
            }
        };
        Self { target, bound, counties, source }
    }

    /// In one of the asked counties, or in the city.
    pub(super) fn judge(&self, who: Option<usize>, when: Schedule, rule: &Rule) -> TargetNow<'a> {
        match &self.source {
            Source::Measured(measured) => self.judge_sites(measured, who, when, rule),
            Source::Published(word) => self.judge_word(*word, self.asked(who), when, rule),
            // Reports of several counties make no number of the city.
            Source::Reported(words, city) => {
                self.judge_word(who.map_or(*city, |at| words[at]), self.asked(who), when, rule)
            }
            Source::UnknownKind => self.silent(Silence::UnknownKind, Some(self.asked(who)), None),
        }
    }

    /// A county's own number, where the plan names one; else the city's.
    fn asked(&self, who: Option<usize>) -> f64 {
        let own = who.and_then(|at| self.target.per_county.get(self.counties[at]));
        own.copied().unwrap_or(self.bound.value)
    }

    fn silent(&self, silence: Silence, asked: Option<f64>, tally: Option<Tally>) -> TargetNow<'a> {
        TargetNow {
            target: self.target,
            verdict: Verdict::bare(Light::NoReport),
            silence: Some(silence),
            asked,
            start_value: None,
            value: None,
            tally,
        }
    }

    fn judge_word(&self, word: Word, asked: f64, when: Schedule, rule: &Rule) -> TargetNow<'a> {
        let target = self.target;
        if when.today < when.start {
            return self.silent(Silence::NotStarted, Some(asked), None);
        }
        let Some(value) = word.value else {
            return self.silent(Silence::NotReported, Some(asked), None);
        };
        let bound = self.bound.at(asked);
        let (verdict, start_value) = by_word(word, value, &bound, target.start_value, when, rule);
        let (asked, value) = (Some(asked), Some(value));
        TargetNow { target, verdict, silence: None, asked, start_value, value, tally: None }
    }

    fn judge_sites(
        &self,
        measured: &Measured<'a>,
        who: Option<usize>,
        when: Schedule,
        rule: &Rule,
    ) -> TargetNow<'a> {
        let target = self.target;
        let (tally, asked) = measured.now.of_whom(who);
        if when.today < when.start {
            return self.silent(Silence::NotStarted, asked, Some(tally));
        }
        let value = measured.now.value(measured.measure, &tally);
        let bound = asked.map(|asked| self.bound.at(asked));
        // A worst value that fails already fails however good the missing ones are.
        let fails = value.zip(bound.as_ref()).is_some_and(|(value, bound)| !bound.meets(value));
        if tally.unknown > 0 && !fails {
            return self.silent(Silence::ValuesMissing, asked, Some(tally));
        }
        let (Some(value), Some(bound)) = (value, bound) else {
            return self.silent(Silence::NothingToCount, asked, Some(tally));
        };
        let start_value = target.start_value.unwrap_or_else(|| measured.at_start(who, &tally));
        let in_time = || {
            let reading = measured.deadline.as_ref();
            reading.is_some_and(|reading| reading.meets(measured.measure, &self.bound, who))
        };
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

/// Judges what was reported; with the value from which its schedule counts, where one is known.
pub(super) fn by_word(
    word: Word,
    value: f64,
    bound: &Bound,
    start_value: Option<f64>,
    when: Schedule,
    rule: &Rule,
) -> (Verdict, Option<f64>) {
    let in_time = || word.at_deadline.is_some_and(|value| bound.meets(value));
    // As with what is counted: what is to grow starts from nothing where nobody knows better.
    let nothing = (bound.comparator == Comparator::AtLeast).then_some(0.0);
    let start_value = start_value.or(word.at_start).or(nothing);
    let verdict = match start_value {
        Some(start) => number(bound, start, value, in_time, when, rule),
        None => latest(bound, value, in_time, when, rule),
    };
    (verdict, start_value)
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

/// What a number counts, and on which of the three days.
struct Days<'a> {
    now: Ask<'a>,
    start: Option<Ask<'a>>,
    deadline: Option<Ask<'a>>,
}

impl<'a> Days<'a> {
    /// None where it is not counted from sites.
    fn of(
        (milestone, target, number): (&'a Milestone, &'a Target, usize),
        bound: &Bound,
        when: Schedule,
    ) -> Option<Self> {
        let measure = target.over_sites()?;
        let on = |day| {
            let key = Key { milestone: milestone.id.clone(), number, day };
            Ask { key, measure, bound: bound.clone() }
        };
        let shrinks = bound.comparator != Comparator::AtLeast;
        let counted_start = shrinks && target.start_value.is_none();
        Some(Self {
            now: on(when.today),
            start: counted_start.then(|| on(when.start.min(when.today))),
            deadline: when.deadline.filter(|_| when.is_over()).map(on),
        })
    }
}

/// All that a milestone counts, so that a pass over the sites can count much at once.
pub(super) fn asks<'a>(
    plan: &Plan,
    rule: &Rule,
    milestone: &'a Milestone,
    today: Date,
) -> impl Iterator<Item = Ask<'a>> {
    let when = Schedule::of(plan, milestone, today);
    let days = milestone.targets.iter().zip(1..).filter_map(move |(target, number)| {
        Days::of((milestone, target, number), &rule.bound(milestone, target), when)
    });
    days.flat_map(|Days { now, start, deadline }| [Some(now), start, deadline]).flatten()
}

impl<'a> Measured<'a> {
    /// None where nobody defined the measure's kind.
    fn read(board: &mut Board<'a>, days: Days<'a>, target: &Target, asked: &[usize]) -> Option<Self> {
        let measure = days.now.measure;
        board.inputs.kinds.get(&measure.kind)?;
        let mut read = |ask| Reading::of(board, ask, target, asked);
        Some(Self {
            measure,
            now: read(days.now),
            start: days.start.map(&mut read),
            deadline: days.deadline.map(&mut read),
        })
    }

    /// The value from which the schedule counts. A register that was empty then knows nothing of
    /// what remained: all of today's did.
    fn at_start(&self, who: Option<usize>, now: &Tally) -> f64 {
        let Some(start) = &self.start else { return 0.0 };
        let (tally, _) = start.of_whom(who);
        if tally.of == 0 && self.measure.compute == Compute::Remainder {
            return now.of as f64;
        }
        start.value(self.measure, &tally).unwrap_or_default()
    }
}

/// The asked counties' sites, counted on one day.
struct Reading {
    tallies: Vec<Tally>,
    parts: Vec<Option<f64>>,
    /// The city's number.
    all: f64,
    /// Whether the register held any site of the kind in the city.
    any: bool,
}

impl Reading {
    fn of<'a>(board: &mut Board<'a>, ask: Ask<'a>, target: &Target, asked: &[usize]) -> Self {
        let plan = board.inputs.plan;
        let (measure, all) = (ask.measure, ask.bound.value);
        let counted = board.tallies(ask);
        let tallies: Vec<Tally> = asked.iter().filter_map(|&county| counted.get(county)).copied().collect();
        let any = counted.iter().any(|county| county.held);
        let counties: Vec<&Adcode> = asked.iter().map(|&at| &plan.counties[at].adcode).collect();
        let parts = parts(all, target, measure, &counties, &tallies);
        Self { tallies, parts, all, any }
    }

    /// The tally and the number asked for, of one county or of the city.
    fn of_whom(&self, who: Option<usize>) -> (Tally, Option<f64>) {
        match who {
            Some(at) => (self.tallies[at], self.parts[at]),
            None => {
                let all = self.tallies.iter().copied().fold(Tally::default(), Tally::and);
                (all, Some(self.all))
            }
        }
    }

    fn value(&self, measure: &SiteMeasure, tally: &Tally) -> Option<f64> {
        let none = tally.of == 0 && measure.empty == Empty::Zero && self.any;
        if none { Some(0.0) } else { tally.value(&measure.compute) }
    }

    fn meets(&self, measure: &SiteMeasure, bound: &Bound, who: Option<usize>) -> bool {
        let (tally, asked) = self.of_whom(who);
        let value = self.value(measure, &tally).filter(|_| tally.unknown == 0);
        asked.zip(value).is_some_and(|(asked, value)| bound.at(asked).meets(value))
    }
}
