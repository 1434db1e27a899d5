//! What the sites add up to under every measure and day, kept from one question to the next.
//!
//! A county's sites are counted in blocks. One pass over the sites counts all that a question asks
//! for, on as many processors as there are; an event afterwards costs counting one block again.
//! Counted anew or kept, the sums are made of the same blocks in the same order, so that they are
//! the same to the last digit.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use rayon::prelude::*;

use super::Inputs;
use super::context::Context;
use super::count::Tally;
use super::standing::{Board, Standing};
use crate::ledger::{AsOf, Body, Clock, Event, EventId};
use crate::plan::{Bound, Condition, MilestoneId, SiteMeasure};
use crate::site::{Kind, Site};

/// So many sites are counted together: few enough that one that changes costs little, many enough
/// that their sums take little room.
const BLOCK: usize = 128;

/// Which number of a milestone (from 1), counted on which day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub milestone: MilestoneId,
    pub number: usize,
    pub day: Date,
}

/// A count that is asked for: a measure, held to a bound.
pub(super) struct Ask<'a> {
    pub key: Key,
    pub measure: &'a SiteMeasure,
    pub bound: Bound,
}

/// One count, in the plan's order of counties.
#[derive(Debug, Clone)]
struct Count {
    bound: Bound,
    blocks: Vec<Vec<Tally>>,
    counties: Vec<Tally>,
    /// The question that asked for it last.
    question: usize,
}

impl Count {
    fn new(bound: Bound, blocks: Vec<Vec<Tally>>, question: usize) -> Self {
        let counties = blocks.iter().map(|blocks| sum(blocks)).collect();
        Self { bound, blocks, counties, question }
    }
}

fn sum(blocks: &[Tally]) -> Tally {
    blocks.iter().copied().fold(Tally::default(), Tally::and)
}

/// The counts that are kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts {
    kept: HashMap<Key, Count>,
    clock: Clock,
    today: Option<Date>,
    /// Goes up when the day of the question changes.
    question: usize,
    /// The events that added sites to the register.
    added: Vec<String>,
    /// How many events they know of, and the last of these.
    events: usize,
    last: Option<EventId>,
}

/// A measure with all that a site is held to.
struct Need<'a> {
    ask: Ask<'a>,
    kind: &'a Kind,
    context: Context<'a>,
}

impl<'a> Board<'a> {
    /// Takes in kept counts and brings them up to date: with the events that came since, or from
    /// nothing where these are others.
    pub(super) fn take(&mut self, mut counts: Counts, today: Date) {
        let history = self.inputs.history;
        let last = |number: usize| number.checked_sub(1).and_then(|at| history.at(at)).map(|event| &event.id);
        // A site more in the register moves all others to other places and blocks.
        let added = || self.inputs.register.added().filter_map(|site| site.added_by.as_deref());
        let same_sites = counts.added.iter().map(String::as_str).eq(added());
        if counts.clock != self.clock || !same_sites || last(counts.events) != counts.last.as_ref() {
            let added = added().map(str::to_owned).collect();
            counts = Counts { clock: self.clock, added, ..Counts::default() };
        } else if counts.today != Some(today) {
            let question = counts.question;
            counts.kept.retain(|_, count| count.question == question);
            counts.question += 1;
        }
        counts.today = Some(today);
        self.counts = counts;
        if !self.counts.kept.is_empty() {
            self.follow(history.events().skip(self.counts.events));
        }
        self.counts.events = history.len();
        self.counts.last = history.events().next_back().map(|event| event.id.clone());
    }

    /// What the sites of each county, in the plan's order, add up to.
    pub(super) fn tallies(&mut self, ask: Ask<'a>) -> &[Tally] {
        let key = ask.key.clone();
        self.count(vec![ask]);
        self.counts.kept.get(&key).map_or(&[], |count| &count.counties)
    }

    /// Counts what is asked and not yet known, in one pass over the sites of each kind.
    pub(super) fn count(&mut self, asks: Vec<Ask<'a>>) {
        let mut needs: Vec<Need<'a>> = Vec::new();
        for ask in asks {
            match self.counts.kept.get_mut(&ask.key) {
                Some(known) if known.bound == ask.bound => known.question = self.counts.question,
                _ => needs.extend(self.need(ask)),
            }
        }
        needs.sort_by(|a, b| (&a.kind.id, a.ask.key.day).cmp(&(&b.kind.id, b.ask.key.day)));
        let inputs = self.inputs;
        let of_kinds: Vec<&[Need<'a>]> = needs.chunk_by(|a, b| a.kind.id == b.kind.id).collect();
        let mut jobs = Vec::new();
        for needs in &of_kinds {
            for (county, places) in self.blocks(&needs[0].kind.id).enumerate() {
                jobs.extend(places.map(|block| (*needs, county, block)));
            }
        }
        let clock = self.clock;
        let count = |&(needs, _, block): &(&[Need<'a>], usize, &[usize])| tally(inputs, clock, needs, block);
        let tallies: Vec<Vec<Tally>> = jobs.par_iter().map(count).collect();

        let mut done = jobs.iter().zip(tallies).peekable();
        let mut fresh = Vec::new();
        for of_kind in &of_kinds {
            let mut counts = vec![vec![Vec::new(); inputs.plan.counties.len()]; of_kind.len()];
            while let Some(((_, county, _), tallies)) =
                done.next_if(|((needs, ..), _)| std::ptr::eq(*needs, *of_kind))
            {
                for (count, tally) in counts.iter_mut().zip(tallies) {
                    count[*county].push(tally);
                }
            }
            fresh.extend(of_kind.iter().zip(counts).map(|(need, blocks)| {
                let count = Count::new(need.ask.bound.clone(), blocks, self.counts.question);
                (need.ask.key.clone(), count)
            }));
        }
        self.counts.kept.extend(fresh);
    }

    fn need(&mut self, ask: Ask<'a>) -> Option<Need<'a>> {
        let kind = self.inputs.kinds.get(&ask.measure.kind)?;
        let context = self.context(ask.measure, Some(ask.bound.clone()), ask.key.day);
        Some(Need { ask, kind, context })
    }

    /// A kind's sites in blocks, county by county.
    fn blocks(&self, kind: &str) -> impl Iterator<Item = std::slice::Chunks<'a, usize>> {
        let Inputs { plan, register, .. } = self.inputs;
        plan.counties.iter().map(move |county| register.places_in(kind, &county.adcode).chunks(BLOCK))
    }

    /// Counts the blocks again that events bear on, and forgets what they may change elsewhere.
    fn follow(&mut self, events: impl Iterator<Item = &'a Event>) {
        let Inputs { plan, register, history, .. } = self.inputs;
        let mut touched = BTreeSet::new();
        for event in events {
            let site = history.bears_on(&event.id).and_then(|id| register.place(id));
            let Some(site) = site else { continue };
            let Site { kind, county, .. } = &register.sites()[site];
            let moved = |condition: &Condition| moves_places(condition, kind, &event.body);
            self.counts.kept.retain(|key, _| {
                let measure = measure(plan, key);
                measure.is_some_and(|measure| !moved(&measure.of) && !moved(&measure.counted))
            });
            let at = county.as_ref().and_then(|code| plan.counties.iter().position(|c| &c.adcode == code));
            let place = at.and_then(|at| {
                let places = register.places_in(kind, &plan.counties[at].adcode);
                Some((at, places.binary_search(&site).ok()? / BLOCK))
            });
            touched.extend(place.map(|(county, block)| (kind.as_str(), county, block)));
        }
        let clock = self.clock;
        for (kind, county, block) in touched {
            let keys = self.counts.kept.iter().filter_map(|(key, count)| {
                let measure = measure(plan, key).filter(|measure| measure.kind == kind)?;
                Some(Ask { key: key.clone(), measure, bound: count.bound.clone() })
            });
            let asks: Vec<Ask<'a>> = keys.collect();
            let mut needs: Vec<Need<'a>> = asks.into_iter().filter_map(|ask| self.need(ask)).collect();
            needs.sort_by_key(|need| need.ask.key.day);
            let places = self.blocks(kind).nth(county).and_then(|mut blocks| blocks.nth(block));
            let tallies = tally(self.inputs, clock, &needs, places.unwrap_or_default());
            for (need, tally) in needs.iter().zip(tallies) {
                if let Some(count) = self.counts.kept.get_mut(&need.ask.key) {
                    count.blocks[county][block] = tally;
                    count.counties[county] = sum(&count.blocks[county]);
                }
            }
        }
    }
}

/// What a block of sites adds up to under each of several measures of one kind, sorted by day.
fn tally(inputs: Inputs<'_>, clock: Clock, needs: &[Need<'_>], block: &[usize]) -> Vec<Tally> {
    let mut tallies = vec![Tally::default(); needs.len()];
    for &at in block {
        let site = &inputs.register.sites()[at];
        let past = inputs.history.past(site);
        let mut first = 0;
        for needs in needs.chunk_by(|a, b| a.ask.key.day == b.ask.key.day) {
            let as_of = AsOf { date: needs[0].ask.key.day, clock };
            if let Some(now) = past.fold(as_of) {
                let standing = Standing { site, now };
                for (tally, need) in tallies[first..].iter_mut().zip(needs) {
                    let one = Tally::of(need.ask.measure, need.kind, &standing, &need.context);
                    *tally = tally.and(one);
                }
            }
            first += needs.len();
        }
    }
    tallies
}

fn measure<'a>(plan: &'a crate::plan::Plan, key: &Key) -> Option<&'a SiteMeasure> {
    let (_, milestone) = plan.milestone(&key.milestone)?;
    milestone.targets.get(key.number.checked_sub(1)?)?.over_sites()
}

/// Whether an event on a site of a kind may change which places other sites must be near to: a mark
/// that sets a field by which the places are chosen, or any other, which may take one away or back.
fn moves_places(condition: &Condition, kind: &str, body: &Body) -> bool {
    let near = condition.near.as_ref().is_some_and(|near| {
        near.kind == kind
            && match body {
                Body::Mark { set, .. } => near.fields.keys().any(|field| set.contains_key(field)),
                _ => true,
            }
    });
    near || condition.any.iter().any(|other| moves_places(other, kind, body))
}
