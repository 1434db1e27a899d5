//! What is kept from one question to the next answers as if it were counted anew.

use std::collections::BTreeMap;

use geo::{Geometry, Point};
use guatu::geom::LonLat;
use guatu::ledger::field::{REGISTER, STATE};
use guatu::ledger::{
    Addition, AsOf, Assignment, Body, Clock, Event, EventId, History, Report, Retirement, Said, Settlement,
};
use guatu::plan::{MilestoneId, TaskNo};
use guatu::site::{FieldType, Kind, Kinds, Register, Site, SiteId, Value};
use guatu::status::{Inputs, Lights, Rule, city, explain, missing, status};
use jiff::Span;
use jiff::civil::Date;
use proptest::prelude::*;

use crate::ground::{adcode, day, plan};

const COUNTIES: [&str; 3] = ["滑县", "林州市", "内黄县"];

/// Something that a person does between two looks.
#[derive(Debug, Clone)]
enum Act {
    /// The site's place, its next state's, a field's and a value's.
    Mark(usize, usize, usize, usize),
    /// The place of an event among all.
    Undo(usize),
    /// A kind's place, a county's and a number, which may be taken already.
    Add(usize, usize, usize),
    /// The place of a site among all.
    Retire(usize),
    /// The place of an event among all; whether the first or the last word on its site is kept, and
    /// of which field.
    Settle(usize, bool, bool),
    Report(usize, f64),
    Assign(usize),
    /// Everything that was done is forgotten, as at the end of a trial.
    Forget,
}

fn acts() -> impl Strategy<Value = Vec<(Act, i32, bool)>> {
    let act = prop_oneof![
        6 => (0..1000usize, 0..8usize, 0..40usize, 0..40usize).prop_map(|(a, b, c, d)| Act::Mark(a, b, c, d)),
        2 => (0..1000usize).prop_map(Act::Undo),
        4 => (0..80usize, 0..6usize, 0..3usize).prop_map(|(kind, county, n)| Act::Add(kind, county, n)),
        2 => (0..1000usize).prop_map(Act::Retire),
        2 => (0..1000usize, any::<bool>(), any::<bool>())
            .prop_map(|(event, first, state)| Act::Settle(event, first, state)),
        1 => (0..70usize, 0.0..200.0).prop_map(|(milestone, value)| Act::Report(milestone, value)),
        1 => (0..4usize).prop_map(Act::Assign),
        1 => Just(Act::Forget),
    ];
    // The day of the act, or for one in four a new day to look at.
    proptest::collection::vec((act, 0..1100i32, prop::bool::weighted(0.25)), 1..24)
}

/// A few sites of every kind that the plan counts, and so many outfalls that they fill two blocks.
fn register(kinds: &Kinds) -> Register {
    let mut sites = Vec::new();
    for (at, county) in COUNTIES.iter().enumerate() {
        for kind in &kinds.kinds {
            let many = if kind.id == "outfall" && at == 0 { 140 } else { 3 };
            sites.extend((0..many).map(|number| site(kind, county, number + 10 * at)));
        }
    }
    Register::new(sites)
}

fn site(kind: &Kind, county: &str, number: usize) -> Site {
    let at = LonLat { lon: 114.3 + 0.01 * number as f64, lat: 36.1 };
    Site {
        id: SiteId(format!("{}{county}{number:03}", kind.id)),
        kind: kind.id.clone(),
        layer: kind.layer.clone(),
        name: kind.name.zh.clone(),
        county: Some(adcode(county)),
        geometry: Geometry::Point(Point::new(at.lon, at.lat)),
        point: at,
        registered_on: Some(day("2023-01-01") + Span::new().days(i64::try_from(number).unwrap() * 9)),
        state: kind.states[number % kind.states.len()].id.clone(),
        fields: kind.fields.iter().map(|field| (field.id.clone(), value(field, number))).collect(),
        demo: number.is_multiple_of(2),
        added_by: None,
    }
}

fn value(field: &guatu::site::Field, pick: usize) -> Value {
    match field.holds {
        FieldType::Number => Value::Number(pick as f64 / 7.0),
        _ if field.values.is_empty() => Value::Text(format!("{pick}")),
        _ => Value::Text(field.values[pick % field.values.len()].clone()),
    }
}

fn body(act: &Act, history: &History, kinds: &Kinds, register: &Register) -> Option<Body> {
    match *act {
        Act::Mark(site, state, field, value) => {
            let site = &register.sites()[site * 131 % register.sites().len()];
            let kind = kinds.get(&site.kind)?;
            let set = kind.fields.get(field).map(|field| (field.id.clone(), self::value(field, value)));
            Some(Body::Mark {
                site: site.id.clone(),
                layer: site.layer.clone(),
                from: String::new(),
                to: kind.states[state % kind.states.len()].id.clone(),
                set: set.into_iter().collect::<BTreeMap<_, _>>(),
                note: None,
                evidence: Vec::new(),
            })
        }
        Act::Undo(event) => {
            let event = history.at(event % history.len().max(1))?;
            // A forged counter-event may name no site, or another.
            Some(Body::Undo { event: event.id.clone(), site: None })
        }
        Act::Add(kind, county, number) => {
            // Every other one is an outfall, and most are where outfalls fill two blocks: there one
            // more moves others from block to block.
            let kind = kinds.kinds.get(kind).or_else(|| kinds.get("outfall"))?;
            let like = site(kind, COUNTIES.get(county).unwrap_or(&COUNTIES[0]), number);
            // Twice with the same code, now and then, and in another state.
            let state = kind.states[history.len() % kind.states.len()].id.clone();
            Some(Body::Add(Addition {
                site: SiteId(format!("new {}{number}", kind.id)),
                layer: like.layer,
                name: like.name,
                county: like.county,
                lon: like.point.lon,
                lat: like.point.lat,
                state,
                set: like.fields,
                note: None,
                evidence: Vec::new(),
            }))
        }
        Act::Retire(site) => {
            let site = &register.sites()[site * 131 % register.sites().len()];
            Some(Body::Retire(Retirement {
                site: site.id.clone(),
                layer: site.layer.clone(),
                why: "重复登记".to_owned(),
                evidence: Vec::new(),
            }))
        }
        Act::Settle(event, first, state) => {
            let site = history.at(event % history.len().max(1))?.site()?;
            let words = history.of_site(&site).filter(|event| !matches!(event.body, Body::Undo { .. }));
            let mut words: Vec<EventId> = words.map(|event| event.id.clone()).collect();
            let keep = if first { words.remove(0) } else { words.pop()? };
            Some(Body::Settle(Settlement {
                site: Some(site),
                field: if state { STATE } else { REGISTER }.to_owned(),
                keep,
                over: words,
                note: None,
            }))
        }
        Act::Report(milestone, value) => {
            let ids: Vec<&MilestoneId> = plan().milestones().map(|(_, milestone)| &milestone.id).collect();
            Some(Body::Report(Report {
                milestone: ids[milestone % ids.len()].clone(),
                county: adcode("滑县"),
                target: 1,
                said: Said::Value(value),
                source: "简报".to_owned(),
            }))
        }
        Act::Assign(at) => {
            let task = TaskNo([6, 12, 14, 15][at]);
            Some(Body::Assign(Assignment { task, counties: vec![adcode("滑县"), adcode("林州市")] }))
        }
        Act::Forget => None,
    }
}

/// The sites that events added, as a workspace tells them from its history.
fn added(history: &History, kinds: &Kinds) -> Vec<Site> {
    let record = |(event, added): (&Event, &Addition)| {
        let kind = kinds.of_layer(&added.layer).unwrap();
        Site {
            id: added.site.clone(),
            county: added.county.clone(),
            registered_on: Some(event.effective_on),
            state: added.state.clone(),
            fields: added.set.clone(),
            demo: false,
            added_by: Some(event.id.0.clone()),
            geometry: Geometry::Point(Point::new(added.lon, added.lat)),
            point: LonLat::new(added.lon, added.lat),
            ..site(kind, COUNTIES[0], 0)
        }
    };
    history.additions().into_iter().map(record).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn kept_lights_are_those_counted_anew(acts in acts(), by_knowledge in any::<bool>()) {
        let (kinds, rule) = (Kinds::built_in(), Rule::schedule().unwrap());
        let mut register = register(&kinds);
        let mut history = History::default();
        let mut lights = Lights::default();
        let mut as_of = AsOf { date: day("2025-06-30"), clock: Clock::Effect };
        for (number, (act, days, look)) in acts.iter().enumerate() {
            let on: Date = day("2023-06-01") + Span::new().days(*days);
            if *look {
                let clock = if by_knowledge && days % 2 == 0 { Clock::Knowledge } else { Clock::Effect };
                as_of = AsOf { date: on, clock };
            } else if matches!(act, Act::Forget) {
                history = History::default();
            } else if let Some(body) = body(act, &history, &kinds, &register) {
                history.push(Event {
                    id: EventId(format!("event {number:04}")),
                    device: "laptop".to_owned(),
                    effective_on: on,
                    recorded_at: format!("{on}T04:00:00Z").parse().unwrap(),
                    by: "王敏".to_owned(),
                    saw: None,
                    turn: 0,
                    body,
                });
            }
            register.set_added(added(&history, &kinds));
            let inputs =
                Inputs { plan: plan(), kinds: &kinds, register: &register, history: &history };
            prop_assert_eq!(lights.status(&inputs, &rule, as_of), status(&inputs, &rule, as_of));
            prop_assert_eq!(lights.city(&inputs, &rule, as_of), city(&inputs, &rule, as_of));
            let (task, county) = (TaskNo(u16::try_from(number).unwrap() + 9), adcode("滑县"));
            prop_assert_eq!(
                lights.explain(&inputs, &rule, as_of, task, &county),
                explain(&inputs, &rule, as_of, task, &county)
            );
            prop_assert_eq!(
                lights.missing(&inputs, &rule, as_of, task),
                missing(&inputs, &rule, as_of, task)
            );
        }
    }
}
