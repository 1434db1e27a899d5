//! Conflicts by brute force: sets of events that people really knew, folded anew for every question.
//! It is slow, keeps nothing but the sets, and never looks at what an event says was seen.

use std::collections::{BTreeMap, BTreeSet};

use guatu::ledger::{Addition, Body, Event, EventId, Subject};
use guatu::site::Value;

pub(crate) type Set = BTreeSet<EventId>;

/// A conflict: subject, field, side → what it holds there, who settled it.
pub(crate) type Told = (Subject, String, BTreeMap<EventId, String>, Option<EventId>);

/// Everything that was written, and what its authors knew when they wrote it.
#[derive(Default)]
pub(crate) struct Oracle {
    pub(crate) events: BTreeMap<EventId, Event>,
    pub(crate) knew: BTreeMap<EventId, Set>,
}

impl Oracle {
    fn end(&self, id: &EventId) -> Option<&Event> {
        let event = self.events.get(id)?;
        match &event.body {
            Body::Undo { event, .. } => self.end(event),
            Body::Settle(settled) => self.end(&settled.keep),
            _ => Some(event),
        }
    }

    pub(crate) fn subject(&self, id: &EventId) -> Subject {
        let event = self.end(id).unwrap();
        match &event.body {
            Body::Mark { site, .. } => Subject::Site(site.clone()),
            Body::Add(added) => Subject::Site(added.site.clone()),
            Body::Retire(retired) => Subject::Site(retired.site.clone()),
            Body::Report(report) => Subject::Report {
                milestone: report.milestone.clone(),
                county: report.county.clone(),
                target: report.target,
                on: event.effective_on,
                baseline: false,
            },
            Body::Assign(assignment) => Subject::Assignment(assignment.task),
            Body::Judge(judged) => Subject::Ruling(judged.task, judged.county.clone(), None),
            other => panic!("{other:?}"),
        }
    }

    fn touches(&self, id: &EventId, all: &Set) -> BTreeSet<String> {
        let mut touched: BTreeSet<String> = match &self.events[id].body {
            Body::Undo { event, .. } => self.touches(event, &Set::new()),
            Body::Settle(settled) => BTreeSet::from([settled.field.clone()]),
            Body::Mark { from, to, set, .. } => {
                let mut fields: BTreeSet<String> = set.keys().cloned().collect();
                if from != to {
                    fields.insert("state".into());
                }
                fields
            }
            Body::Add(_) | Body::Retire(_) => BTreeSet::from(["register".into()]),
            Body::Report(_) => BTreeSet::from(["value".into()]),
            Body::Assign(_) => BTreeSet::from(["counties".into()]),
            Body::Judge(_) => BTreeSet::from(["light".into()]),
            Body::Unknown(_) => BTreeSet::new(),
        };
        let is_retired = all.iter().any(|id| matches!(self.events[id].body, Body::Retire(_)));
        if is_retired && !touched.is_empty() {
            touched.insert("register".into());
        }
        touched
    }

    /// Whether an event counts for a field where just these are known.
    pub(crate) fn counts(&self, id: &EventId, field: &str, known: &Set) -> bool {
        let undone = known.iter().any(|other| {
            matches!(&self.events[other].body, Body::Undo { event, .. } if event == id)
                && self.counts(other, field, known)
        });
        let mut verdicts: Vec<&Event> = known.iter().map(|id| &self.events[id]).collect();
        verdicts.retain(|event| match &event.body {
            Body::Settle(settled) => {
                settled.field == field
                    && (settled.keep == *id || settled.over.contains(id))
                    && self.counts(&event.id, field, known)
            }
            _ => false,
        });
        verdicts.sort_by_key(|event| (event.turn, event.recorded_at, event.id.clone()));
        let overruled = verdicts.last().is_some_and(|event| match &event.body {
            Body::Settle(settled) => settled.over.contains(id),
            _ => false,
        });
        !undone && !overruled
    }

    /// What a field holds where just these events, all on one subject, are known.
    pub(crate) fn holds(&self, field: &str, known: &Set) -> Option<String> {
        let mut events: Vec<&Event> = known.iter().map(|id| &self.events[id]).collect();
        events.sort_by_key(|event| (event.effective_on, event.turn, event.recorded_at, event.id.clone()));
        let mut held = None;
        for event in &events {
            if let Some(said) = said(&event.body, field)
                && self.counts(&event.id, field, known)
            {
                held = Some(said);
            }
        }
        held
    }

    fn found(&self, all: &Set) -> Option<String> {
        let marks = all.iter().map(|id| &self.events[id]).filter_map(|event| match &event.body {
            Body::Mark { from, .. } => {
                Some(((event.effective_on, event.turn, event.recorded_at, event.id.clone()), from))
            }
            _ => None,
        });
        marks.min().map(|(_, from)| from.clone())
    }

    fn view(&self, field: &str, known: &Set, all: &Set) -> Option<String> {
        self.holds(field, known).or_else(|| self.found(all).filter(|_| field == "state"))
    }

    /// All that is held beside the place in the register.
    fn work(&self, known: &Set, all: &Set) -> Vec<Option<String>> {
        let fields: BTreeSet<String> = all.iter().flat_map(|id| self.touches(id, &Set::new())).collect();
        fields.iter().filter(|field| *field != "register").map(|field| self.view(field, known, all)).collect()
    }

    fn with(&self, id: &EventId, all: &Set) -> Set {
        let mut set: Set = self.knew[id].intersection(all).cloned().collect();
        set.insert(id.clone());
        set
    }

    /// The sets of sides that stand open for who knows just these.
    fn open(&self, field: &str, known: &Set, all: &Set) -> BTreeSet<Set> {
        let touching: Vec<&EventId> =
            known.iter().filter(|id| self.touches(id, all).contains(field)).collect();
        let is_seen = |id: &EventId| touching.iter().any(|other| self.knew[*other].contains(id));
        let heads: Vec<&EventId> = touching.iter().copied().filter(|id| !is_seen(id)).collect();
        let mut sides = Set::new();
        for one in &heads {
            for other in &heads {
                if one < other && self.contradict(field, one, other, all) {
                    sides.insert((*one).clone());
                    sides.insert((*other).clone());
                }
            }
        }
        let mut open = BTreeSet::new();
        if !sides.is_empty() {
            open.insert(sides);
        }
        for head in &heads {
            let Some(end) = self.end_of_undos(head) else { continue };
            let is_built_on = heads.iter().any(|other| other != head && self.knew[*other].contains(&end));
            if !is_built_on && !self.counts(&end, field, known) {
                open.extend(self.open(field, &self.past(&end, all), all));
            }
        }
        open
    }

    fn past(&self, id: &EventId, all: &Set) -> Set {
        self.knew[id].intersection(all).cloned().collect()
    }

    fn contradict(&self, field: &str, one: &EventId, other: &EventId, all: &Set) -> bool {
        let (left, right) = (self.with(one, all), self.with(other, all));
        let base: Set = left.intersection(&right).cloned().collect();
        let after = |known: &Set| (self.view(field, known, all), self.work(known, all));
        let ((one, one_work), (other, other_work), (was, was_work)) =
            (after(&left), after(&right), after(&base));
        if !self.open(field, &base, all).is_empty() {
            return one != other;
        }
        let gone = |view: &Option<String>| field == "register" && view.as_deref() == Some("retired");
        let retires = |mine: &Option<String>, theirs: &Option<String>, their_work: &Vec<Option<String>>| {
            gone(mine) && !gone(&was) && !gone(theirs) && *their_work != was_work
        };
        (one != other && one != was && other != was)
            || retires(&one, &other, &other_work)
            || retires(&other, &one, &one_work)
    }

    fn end_of_undos(&self, id: &EventId) -> Option<EventId> {
        match &self.events[id].body {
            Body::Undo { event, .. } => Some(self.end_of_undos(event).unwrap_or_else(|| event.clone())),
            _ => None,
        }
    }

    /// Every conflict.
    pub(crate) fn conflicts(&self) -> BTreeSet<Told> {
        let mut subjects: BTreeMap<Subject, Set> = BTreeMap::new();
        for id in self.events.keys() {
            subjects.entry(self.subject(id)).or_default().insert(id.clone());
        }
        let mut told = BTreeSet::new();
        for (subject, all) in &subjects {
            let fields: BTreeSet<String> = all.iter().flat_map(|id| self.touches(id, all)).collect();
            for field in fields {
                let open = self.open(&field, all, all);
                let mut settled: BTreeMap<Set, &Event> = BTreeMap::new();
                for id in all.iter().filter(|id| self.touches(id, all).contains(&field)) {
                    for sides in self.open(&field, &self.past(id, all), all) {
                        let event = &self.events[id];
                        let key = |event: &Event| (event.turn, event.recorded_at, event.id.clone());
                        let by = settled.entry(sides).or_insert(event);
                        if key(event) > key(by) {
                            *by = event;
                        }
                    }
                }
                let tell = |sides: &Set, by: Option<EventId>| {
                    let sides = sides.iter().map(|id| {
                        let held = self.view(&field, &self.with(id, all), all);
                        (id.clone(), held.unwrap_or_default())
                    });
                    (subject.clone(), field.clone(), sides.collect(), by)
                };
                told.extend(open.iter().map(|sides| tell(sides, None)));
                for (sides, by) in settled.iter().filter(|(sides, _)| !open.contains(*sides)) {
                    let restored = self.end_of_undos(&by.id).filter(|end| self.counts(end, "", all));
                    told.insert(tell(sides, Some(restored.unwrap_or_else(|| by.id.clone()))));
                }
            }
        }
        told
    }
}

/// What a body says of a field.
fn said(body: &Body, field: &str) -> Option<String> {
    match body {
        Body::Mark { from, to, .. } if field == "state" => (from != to).then(|| to.clone()),
        Body::Mark { set, .. } => set.get(field).map(Value::to_string),
        Body::Add(added) if field == "register" => Some(place(added)),
        Body::Retire(_) if field == "register" => Some("retired".into()),
        Body::Report(report) => Some(format!("{:?}", report.said)),
        Body::Assign(assignment) => Some(format!("{:?}", assignment.counties)),
        Body::Judge(judged) => Some(format!("{:?}", judged.light)),
        _ => None,
    }
}

pub(crate) fn place(added: &Addition) -> String {
    format!("{} {} {:?}", added.name, added.state, added.set)
}
