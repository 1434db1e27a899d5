//! Laws, on hundreds of random histories: inspectors write apart, give each other whole ledgers or
//! parts, and in the end put everything together.

use std::collections::{BTreeMap, BTreeSet};

use guatu::ledger::{
    Addition, AsOf, Assignment, Body, Claim, Clock, Conflict, Event, EventId, History, Judgement, Report,
    Retirement, Ruled, Said, Settlement, field,
};
use guatu::plan::{Adcode, MilestoneId, TaskNo};
use guatu::site::{Kinds, Register, SiteId};
use guatu::status::{Inputs, Rule, status};
use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::device::{Device, END, set, site};
use crate::oracle::{Oracle, Set, Told, place};

const STATES: [&str; 4] = ["investigated", "traced", "treating", "accepted"];
const SITES: [&str; 3] = ["A", "B", "C"];

/// What someone does; numbers pick among what there is.
#[derive(Debug, Clone)]
enum Act {
    Mark {
        site: usize,
        state: usize,
        level: Option<usize>,
        width: Option<usize>,
    },
    Undo(usize),
    Settle(usize),
    Add(usize),
    Retire(usize),
    Report(usize),
    Assign(usize),
    Rule(usize),
    /// To whom; every event, or one in so many.
    Give(usize, usize),
}

#[derive(Debug, Clone)]
struct Step {
    who: usize,
    act: Act,
    day: i64,
}

/// How many, how many years each clock is off, and what happens.
fn lives() -> impl Strategy<Value = (Vec<i64>, Vec<Step>)> {
    let act = prop_oneof![
        10 => (0..2usize, 0..4usize, prop::option::weighted(0.4, 0..3usize), prop::option::weighted(0.2, 0..3usize))
            .prop_map(|(site, state, level, width)| Act::Mark { site, state, level, width }),
        4 => (0..100usize).prop_map(Act::Undo),
        3 => (0..100usize).prop_map(Act::Settle),
        1 => (0..3usize).prop_map(Act::Add),
        1 => (0..3usize).prop_map(Act::Retire),
        1 => (0..3usize).prop_map(Act::Report),
        1 => (0..3usize).prop_map(Act::Assign),
        1 => (0..2usize).prop_map(Act::Rule),
        9 => (0..9usize, prop_oneof![3 => Just(1usize), 1 => 2..4usize]).prop_map(|(to, part)| Act::Give(to, part)),
    ];
    let step = (0..9usize, act, 0..4i64).prop_map(|(who, act, day)| Step { who, act, day });
    (prop::collection::vec(-12..3i64, 2..=9), prop::collection::vec(step, 4..40))
}

/// Everyone, and what everyone really knew when he wrote: the events that he had, and what their
/// authors knew.
struct World {
    devices: Vec<Device>,
    oracle: Oracle,
}

impl World {
    fn of(years: &[i64], steps: &[Step]) -> Self {
        let devices = years.iter().enumerate().map(|(at, years)| {
            let mut device = Device::new(&format!("d{at}-"));
            device.clock += Span::new().hours(years * 24 * 365 + at as i64);
            device
        });
        let devices: Vec<Device> = devices.collect();
        let mut world = Self { devices, oracle: Oracle::default() };
        for step in steps {
            world.step(step);
        }
        world
    }

    fn step(&mut self, step: &Step) {
        let who = step.who % self.devices.len();
        if let Act::Give(to, part) = step.act {
            let to = to % self.devices.len();
            if to != who {
                self.give(who, to, |event| part == 1 || !number(event).is_multiple_of(part));
            }
        } else if let Some(body) = body(&step.act, &self.devices[who].history) {
            self.write(who, date(2025, 3, 1) + Span::new().days(step.day), body);
        }
    }

    fn write(&mut self, who: usize, on: Date, body: Body) -> EventId {
        let before = self.devices[who].history.clone();
        let id = self.devices[who].write(on, body);
        let event = self.devices[who].event(&id).clone();
        let subject = self.devices[who].history.subject(&event);
        self.oracle.events.insert(id.clone(), event);
        // What it takes back nobody can read in an undo whose event is not here.
        let read = before.events().filter(|event| before.subject(event) == subject);
        let mut knew: Set = read.map(|event| event.id.clone()).collect();
        for event in knew.clone() {
            knew.extend(self.oracle.knew[&event].iter().cloned());
        }
        self.oracle.knew.insert(id.clone(), knew);
        id
    }

    fn give(&mut self, from: usize, to: usize, chosen: impl Fn(&Event) -> bool) {
        let giver = self.devices[from].clone();
        self.devices[to].take_some(&giver, chosen);
    }

    /// Everyone gives everything to the first.
    fn gather(&mut self) {
        for from in 1..self.devices.len() {
            self.give(from, 0, |_| true);
        }
    }
}

/// A number of an event that has nothing to do with its order.
fn number(event: &Event) -> usize {
    event.id.0.bytes().map(usize::from).sum()
}

fn body(act: &Act, history: &History) -> Option<Body> {
    Some(match *act {
        Act::Mark { site: at, state, level, width } => {
            let site = site(SITES[at]);
            let now = history.fold(&site, END)?;
            let level = level.map(|value| ("level", value as f64));
            let width = width.map(|value| ("width", value as f64));
            let fields: Vec<(&str, f64)> = level.into_iter().chain(width).collect();
            if now.state == STATES[state] && fields.is_empty() {
                return None;
            }
            set(SITES[at], now.state, STATES[state], &fields)
        }
        Act::Undo(at) => {
            let free: Vec<&Event> =
                history.events().filter(|event| history.undone_by(&event.id).is_none()).collect();
            let event = free.get(at % free.len().max(1))?;
            // An event whose subject is not here cannot be shown, and so not be taken back.
            history.subject(event)?;
            Body::Undo { event: event.id.clone(), site: event.site() }
        }
        Act::Settle(at) => {
            let open: Vec<Conflict> = history.conflicts().into_iter().filter(Conflict::is_open).collect();
            let conflict = open.get(at % open.len().max(1))?;
            settle(history, conflict, at)
        }
        Act::Add(what) => Body::Add(Addition {
            site: SiteId("C".into()),
            layer: "outfalls".into(),
            name: format!("右岸{what}号"),
            county: None,
            lon: 114.35,
            lat: 36.1,
            state: "investigated".into(),
            set: BTreeMap::new(),
            note: None,
            evidence: vec![],
        }),
        Act::Retire(at) => Body::Retire(Retirement {
            site: SiteId(SITES[at].into()),
            layer: "outfalls".into(),
            why: "重复".into(),
            evidence: vec![],
        }),
        Act::Report(value) => Body::Report(Report {
            milestone: MilestoneId("T01-M1".into()),
            county: Adcode("410526".into()),
            target: 1,
            said: Said::Value(value as f64),
            source: "简报".into(),
        }),
        Act::Assign(at) => Body::Assign(Assignment {
            task: TaskNo(12),
            counties: vec![Adcode(["410526", "410522", "410523"][at].into())],
        }),
        Act::Rule(at) => Body::Judge(Judgement {
            task: TaskNo(12),
            county: Adcode("410526".into()),
            milestone: None,
            light: [Ruled::Done, Ruled::Behind][at],
            why: "现场".into(),
        }),
        Act::Give(..) => return None,
    })
}

/// As `Workspace::settle` writes it.
fn settle(history: &History, conflict: &Conflict, pick: usize) -> Body {
    let keep = &conflict.sides[pick % conflict.sides.len()].event;
    let event = history.get(keep).unwrap();
    Body::Settle(Settlement {
        site: event.site(),
        field: conflict.field.clone(),
        keep: keep.clone(),
        over: history.against(event, &conflict.field),
        note: None,
    })
}

fn told(conflicts: &[Conflict]) -> BTreeSet<Told> {
    let words = |claim: &Option<Claim>| match claim {
        None => String::new(),
        Some(Claim::State(state)) => state.clone(),
        Some(Claim::Value(value)) => value.to_string(),
        Some(Claim::Said(said)) => format!("{said:?}"),
        Some(Claim::Counties(counties)) => format!("{counties:?}"),
        Some(Claim::Light(light)) => format!("{light:?}"),
        Some(Claim::Added(added)) => place(added),
        Some(Claim::Retired) => "retired".into(),
    };
    let told = conflicts.iter().map(|conflict| {
        let sides = conflict.sides.iter().map(|side| (side.event.clone(), words(&side.value)));
        (conflict.subject.clone(), conflict.field.clone(), sides.collect(), conflict.settled_by.clone())
    });
    told.collect()
}

/// All that can be asked of a history.
fn answers(history: &History) -> (Vec<Event>, BTreeSet<Told>, Vec<String>) {
    let days = [date(2025, 3, 2), Date::MAX, date(2020, 1, 1)];
    let mut asked = Vec::new();
    for as_of in
        days.iter().flat_map(|&date| [Clock::Effect, Clock::Knowledge].map(|clock| AsOf { date, clock }))
    {
        for name in SITES {
            asked.push(format!("{:?}", history.fold(&site(name), as_of)));
        }
        asked.push(format!("{:?}", history.assigned(TaskNo(12), as_of)));
        asked.push(format!("{:?}", history.ruling(TaskNo(12), None, &Adcode("410526".into()), as_of)));
        let reports: Vec<&EventId> =
            history.reports(&MilestoneId("T01-M1".into()), as_of).map(|(event, _)| &event.id).collect();
        asked.push(format!("{reports:?}"));
    }
    (history.events().cloned().collect::<Vec<_>>(), told(&history.conflicts()), asked)
}

fn merged(histories: &[&History]) -> History {
    History::new(histories.iter().flat_map(|history| history.events()).cloned().collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn every_true_conflict_is_told_and_no_other((years, steps) in lives()) {
        let mut world = World::of(&years, &steps);
        world.gather();
        let all = &world.devices[0].history;
        prop_assert_eq!(all.len(), world.oracle.events.len(), "no event disappears");
        prop_assert_eq!(told(&all.conflicts()), world.oracle.conflicts());
    }

    #[test]
    fn what_holds_is_what_a_naive_fold_says((years, steps) in lives()) {
        let mut world = World::of(&years, &steps);
        world.gather();
        let (all, oracle) = (&world.devices[0].history, &world.oracle);
        for name in ["A", "B"] {
            let (site, id) = (site(name), SiteId(name.into()));
            let about = oracle.events.keys().filter(|event| oracle.subject(event) == guatu::ledger::Subject::Site(id.clone()));
            let known: Set = about.cloned().collect();
            let now = all.fold(&site, END);
            let retired = oracle.holds(field::REGISTER, &known).is_some();
            prop_assert_eq!(now.is_none(), retired);
            let Some(now) = now else { continue };
            let state = oracle.holds(field::STATE, &known);
            prop_assert_eq!(now.state, state.as_deref().unwrap_or("investigated"));
            for field in ["level", "width"] {
                let value = now.fields.get(field).map(ToString::to_string);
                prop_assert_eq!(value, oracle.holds(field, &known));
            }
        }
    }

    #[test]
    fn merging_is_commutative_associative_and_idempotent((years, steps) in lives()) {
        let world = World::of(&years, &steps);
        let [a, b, c] = [0, 1, world.devices.len() - 1].map(|at| &world.devices[at].history);
        let (ab, ba) = (merged(&[a, b]), merged(&[b, a]));
        prop_assert_eq!(answers(&ab), answers(&ba));
        let (left, right) = (merged(&[&ab, c]), merged(&[a, &merged(&[b, c])]));
        prop_assert_eq!(answers(&left), answers(&right));
        prop_assert_eq!(answers(&merged(&[&left, &left, c])), answers(&left));
        // One after the other, as a laptop writes them, is no other history.
        let mut pushed = History::default();
        left.events().for_each(|event| pushed.push(event.clone()));
        prop_assert_eq!(answers(&pushed), answers(&left));
    }

    #[test]
    fn who_settles_everything_and_shares_it_leaves_nothing_open((years, steps) in lives(), pick in 0..100usize) {
        let mut world = World::of(&years, &steps);
        world.gather();
        for turn in 0.. {
            let history = &world.devices[0].history;
            let open = history.conflicts().into_iter().find(Conflict::is_open);
            let Some(conflict) = open else { break };
            prop_assert!(turn < 100, "it never ends");
            let side = conflict.sides[pick % conflict.sides.len()].clone();
            let body = settle(history, &conflict, pick);
            world.write(0, date(2025, 3, 9), body);
            // The field holds what the kept side said.
            let history = &world.devices[0].history;
            let held = history.claim(&conflict.subject, &conflict.field);
            prop_assert_eq!(held, side.value);
            let still = history.conflicts().into_iter().any(|other| {
                other.is_open() && (&other.subject, &other.field) == (&conflict.subject, &conflict.field)
            });
            prop_assert!(!still, "settled at once");
        }
        for to in 1..world.devices.len() {
            world.give(0, to, |_| true);
            prop_assert!(world.devices[to].history.conflicts().iter().all(|conflict| !conflict.is_open()));
        }
        prop_assert_eq!(told(&world.devices[0].history.conflicts()), world.oracle.conflicts());
    }

    #[test]
    fn gaps_do_no_harm((years, steps) in lives(), part in 2..5usize) {
        let mut world = World::of(&years, &steps);
        world.gather();
        let all = &world.devices[0].history;
        let some = |rest: usize| all.events().filter(move |event| number(event) % part == rest).cloned();
        let parts: Vec<History> = (0..part).map(|rest| History::new(some(rest).collect())).collect();
        for part in &parts {
            let conflicts = part.conflicts();
            for conflict in conflicts.iter().filter(|conflict| conflict.is_open()) {
                settle(part, conflict, 0);
            }
        }
        prop_assert_eq!(answers(&merged(&parts.iter().collect::<Vec<_>>())), answers(all));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn the_same_lights_result((years, steps) in lives()) {
        let world = World::of(&years, &steps);
        let (plan, kinds, rule) = (guatu::plan::built_in().unwrap(), Kinds::built_in(), Rule::schedule().unwrap());
        let county = Some(Adcode("410526".into()));
        let sites = ["A", "B"].map(|name| guatu::site::Site { county: county.clone(), ..site(name) });
        let register = Register::new(sites.into());
        let histories: Vec<&History> = world.devices.iter().map(|device| &device.history).collect();
        let (there, back) = (merged(&histories), merged(&histories.iter().rev().copied().collect::<Vec<_>>()));
        let lights = |history: &History, date| {
            let inputs = Inputs { plan: &plan, kinds: &kinds, register: &register, history };
            status(&inputs, &rule, AsOf { date, clock: Clock::Effect })
        };
        for day in [date(2025, 3, 2), date(2025, 12, 31)] {
            prop_assert_eq!(lights(&there, day), lights(&back, day));
        }
    }
}
