//! Conflicts: two people said different things of one field, and neither knew what the other said.
//!
//! It is a comparison of three: what the field holds after one, after the other, and after all that
//! both had seen. Where only one of them changed it, or both to the same, nobody contradicts.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::case::Case;
use super::claim::Claim;
use super::field::REGISTER;
use super::lines::Cut;
use super::subject::LONGEST_CHAIN;
use super::{Body, Event, EventId, History, Subject};

/// Two or more events that contradict each other in one field.
#[derive(Debug, Clone, PartialEq)]
pub struct Conflict {
    /// What it is about.
    pub subject: Subject,
    /// `state`, a field's id, `register`, or of what is said: `value`, `counties`, `light`.
    pub field: String,
    /// The events, in the order of their turns, with what the field holds after each.
    pub sides: Vec<Side>,
    /// The event whose author knew them and decided; none while it is open.
    pub settled_by: Option<EventId>,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// The last event of the side.
    pub event: EventId,
    /// What the field holds after it, for who knows only what its author knew; none where that is
    /// what the record says.
    pub value: Option<Claim>,
}

impl Conflict {
    /// Whether nobody decided yet.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.settled_by.is_none()
    }
}

impl History {
    /// Every conflict, the open and the settled ones, by subject and field. The same for the same
    /// events, however they came together.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        let branching = self.branching();
        branching.iter().flat_map(|(subject, places)| self.conflicts_of(subject, places)).collect()
    }

    /// The conflicts on what an event is about.
    #[must_use]
    pub fn conflicts_on(&self, event: &Event) -> Vec<Conflict> {
        let subject = self.subject(event);
        subject.map_or_else(Vec::new, |subject| self.conflicts_of(&subject, &self.events_on(&subject)))
    }

    fn conflicts_of(&self, subject: &Subject, places: &[usize]) -> Vec<Conflict> {
        let case = Case::new(self, places);
        case.fields().flat_map(|field| Search::new(&case, field).conflicts(subject)).collect()
    }

    /// What a field of a subject holds at the end of time, where any event that counts says so; of a
    /// state else what the first mark found.
    #[must_use]
    pub fn claim(&self, subject: &Subject, field: &str) -> Option<Claim> {
        let case = Case::new(self, &self.events_on(subject));
        case.claim(case.lines.all(), field)
    }

    /// What is against keeping an event in a field: all that touches the field and that its author
    /// did not know. Without these the field holds what it held after the event.
    #[must_use]
    pub fn against(&self, keep: &Event, field: &str) -> Vec<EventId> {
        let Some(subject) = self.subject(keep) else { return Vec::new() };
        let case = Case::new(self, &self.events_on(&subject));
        let Some(kept) = case.number(&keep.id) else { return Vec::new() };
        let known = case.lines.with(kept);
        let unknown = case.touching(field).into_iter().filter(|&at| !case.lines.holds(&known, at));
        unknown.map(|at| case.events[at].id.clone()).collect()
    }
}

/// The sides of a conflict, by their numbers in the case.
type Sides = Vec<usize>;

/// The search for the conflicts of one field.
struct Search<'a> {
    case: &'a Case<'a>,
    field: &'a str,
    /// What stood open for who wrote an event that touches the field: that event decides it.
    decided: HashMap<usize, Vec<Sides>>,
    /// What stands open for who knows a cut.
    open: HashMap<Cut, Vec<Sides>>,
    depth: usize,
}

impl<'a> Search<'a> {
    fn new(case: &'a Case<'a>, field: &'a str) -> Self {
        Self { case, field, decided: HashMap::new(), open: HashMap::new(), depth: 0 }
    }

    fn conflicts(mut self, subject: &Subject) -> Vec<Conflict> {
        let case = self.case;
        for at in case.touching(self.field) {
            let open = self.open(case.lines.past(at));
            if !open.is_empty() {
                self.decided.insert(at, open);
            }
        }
        let open = self.open(case.lines.all());
        let mut all: BTreeMap<&Sides, Option<usize>> = open.iter().map(|sides| (sides, None)).collect();
        for (&at, decided) in &self.decided {
            for sides in decided.iter().filter(|sides| !open.contains(sides)) {
                let by = all.entry(sides).or_default();
                *by = (*by).max(Some(at));
            }
        }
        let conflict = |(sides, settled_by): (&Sides, Option<usize>)| Conflict {
            subject: subject.clone(),
            field: self.field.to_owned(),
            sides: sides.iter().map(|&at| self.side(at)).collect(),
            settled_by: settled_by.map(|at| self.spoken_of(at)),
        };
        all.into_iter().map(conflict).collect()
    }

    fn side(&self, at: usize) -> Side {
        let value = self.case.claim(&self.case.lines.with(at), self.field);
        Side { event: self.case.events[at].id.clone(), value }
    }

    /// An event that decided: what is brought back decides where it is brought back.
    fn spoken_of(&self, at: usize) -> EventId {
        let restored = self.end_of_undos(at).filter(|&end| self.case.counts(self.case.lines.all(), "", end));
        self.case.events[restored.unwrap_or(at)].id.clone()
    }

    /// The conflicts that stand open for who knows the events of a cut.
    fn open(&mut self, cut: &Cut) -> Vec<Sides> {
        if let Some(known) = self.open.get(cut) {
            return known.clone();
        }
        // Each cut asks for smaller ones; only a forged ledger asks on and on.
        if self.depth >= LONGEST_CHAIN {
            return Vec::new();
        }
        self.depth += 1;
        let heads = self.case.heads(cut, self.field);
        let sides = self.contradicting(&heads);
        let mut open: Vec<Sides> = if sides.is_empty() { Vec::new() } else { vec![sides] };
        for &head in &heads {
            for again in self.opened_again(cut, &heads, head) {
                if !open.contains(again) {
                    open.push(again.clone());
                }
            }
        }
        self.depth -= 1;
        self.open.insert(cut.clone(), open.clone());
        open
    }

    /// Who takes a decision back opens again what it decided, unless others built on it.
    fn opened_again(&self, cut: &Cut, heads: &[usize], head: usize) -> &[Sides] {
        let Some(end) = self.end_of_undos(head) else { return &[] };
        let Some(decided) = self.decided.get(&end) else { return &[] };
        let lines = &self.case.lines;
        let is_built_on = heads.iter().any(|&other| other != head && lines.holds(lines.past(other), end));
        if is_built_on || self.case.counts(cut, self.field, end) { &[] } else { decided }
    }

    /// The event at the end of a chain of counter-events, where an event begins one.
    fn end_of_undos(&self, at: usize) -> Option<usize> {
        let mut end = at;
        while let Body::Undo { event, .. } = &self.case.events[end].body {
            // What it names comes before it, or it is forged.
            end = self.case.number(event).filter(|&earlier| earlier < end)?;
        }
        (end != at).then_some(end)
    }

    /// Of several heads those that contradict another.
    fn contradicting(&mut self, heads: &[usize]) -> Sides {
        if heads.len() < 2 {
            return Sides::new();
        }
        let (case, field) = (self.case, self.field);
        // Those who had seen the same and hold the same are as one: what both of two heads had seen is
        // what their authors both had seen.
        let mut groups: Vec<Group> = Vec::new();
        let mut known: HashMap<(&Cut, String), usize> = HashMap::new();
        let of: Vec<usize> = heads
            .iter()
            .map(|&at| {
                let view = View::of(case, &case.lines.with(at), field);
                let past = case.lines.past(at);
                *known.entry((past, format!("{view:?}"))).or_insert_with(|| {
                    groups.push(Group { past, view, is_side: false });
                    groups.len() - 1
                })
            })
            .collect();
        for one in 0..groups.len() {
            // Where all are sides there is nothing left to find.
            if groups.iter().all(|group| group.is_side) {
                break;
            }
            for other in one + 1..groups.len() {
                let (a, b) = (&groups[one], &groups[other]);
                if (a.is_side && b.is_side) || a.view == b.view {
                    continue;
                }
                let common = a.past.and(b.past);
                // Where what both had seen was not agreed, nobody left it as it was.
                let agreed = self.open(&common).is_empty();
                let base = agreed.then(|| View::of(case, &common, field));
                if a.view.contradicts(&b.view, base.as_ref()) {
                    groups[one].is_side = true;
                    groups[other].is_side = true;
                }
            }
        }
        heads.iter().zip(of).filter(|&(_, group)| groups[group].is_side).map(|(&at, _)| at).collect()
    }
}

/// Heads whose authors had seen the same, and after which the field holds the same.
struct Group<'a> {
    past: &'a Cut,
    view: View,
    is_side: bool,
}

/// What a field holds for who knows a part of the events.
#[derive(Debug, PartialEq)]
struct View {
    claim: Option<Claim>,
    /// Of a site's being in the register: what was done about it besides.
    work: Vec<Option<Claim>>,
}

impl View {
    fn of(case: &Case<'_>, cut: &Cut, field: &str) -> Self {
        let work = if field == REGISTER { case.work(cut) } else { Vec::new() };
        Self { claim: case.claim(cut, field), work }
    }

    fn contradicts(&self, other: &Self, base: Option<&Self>) -> bool {
        let Some(base) = base else { return self.claim != other.claim };
        let differ = self.claim != other.claim && self.claim != base.claim && other.claim != base.claim;
        differ || self.retires_work_of(other, base) || other.retires_work_of(self, base)
    }

    /// Whether one took the site out of the register while the other still worked on it.
    fn retires_work_of(&self, other: &Self, base: &Self) -> bool {
        let retired = Some(Claim::Retired);
        let gone = self.claim == retired && base.claim != retired;
        gone && other.claim != retired && other.work != base.work
    }
}
