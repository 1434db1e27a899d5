//! A history read from rows answers as one made of the events themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Span;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Map, Value as Json, json};

use super::*;
use crate::geom::LonLat;
use crate::ledger::{AsOf, Body, Clock, Event, EventId, Report, Said, UnknownBody};
use crate::plan::{Adcode, MilestoneId};
use crate::site::{Site, SiteId, Value};

const SITES: [&str; 3] = ["AY-001", "汤\"河\\2", "line\nbreak"];
const STATES: [&str; 3] = ["traced", "treating", "accepted"];
const MILESTONE: &str = "T22-M2";

/// How a row is written.
#[derive(Debug, Clone, Copy)]
struct Hand {
    pretty: bool,
    escapes: bool,
    /// The last part first.
    reversed: bool,
    /// A part that this Guatu does not know.
    more: bool,
}

fn hand() -> impl Strategy<Value = Hand> {
    let rarely = || prop::bool::weighted(0.2);
    (rarely(), rarely(), rarely(), rarely()).prop_map(|(pretty, escapes, reversed, more)| Hand {
        pretty,
        escapes,
        reversed,
        more,
    })
}

fn write(event: &Event, hand: Hand) -> String {
    let Ok(Json::Object(mut parts)) = serde_json::to_value(event) else { panic!("an event is an object") };
    if hand.more {
        parts.insert("later".to_owned(), json!({ "deep": [1, null, { "kind": "undo" }] }));
    }
    if hand.reversed {
        parts = parts.into_iter().rev().collect::<Map<_, _>>();
    }
    let parts = Json::Object(parts);
    let text = if hand.pretty { serde_json::to_string_pretty(&parts) } else { serde_json::to_string(&parts) };
    let text = text.unwrap();
    if !hand.escapes {
        return text;
    }
    text.chars().map(|c| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", c as u32) }).collect()
}

/// Few ids, so that some come twice and undos meet their events.
fn event() -> impl Strategy<Value = Event> {
    let head = (0..30_u32, 0..20_i64, 0..20_i64, 0..4_u32, proptest::option::of(0..30_u32));
    (head, 0..9_usize, 0..3_usize, 0..3_usize, any::<bool>()).prop_map(|(head, what, site, state, more)| {
        let (number, effective, recorded, turn, saw) = head;
        let id = |number: u32| EventId(format!("0190b2f4-0000-7000-8000-{number:012}"));
        let site = SiteId(SITES[site].to_owned());
        let start = date(2024, 1, 1);
        let recorded = start + Span::new().days(recorded);
        let body = match what {
            0 => Body::Undo { event: id(number.wrapping_mul(7) % 30), site: more.then_some(site) },
            1 => Body::Report(Report {
                milestone: MilestoneId(MILESTONE.to_owned()),
                county: Adcode("410526".to_owned()),
                target: 1 + state,
                said: if more { Said::Done(true) } else { Said::Value(f64::from(number) / 7.0) },
                source: "公报".to_owned(),
            }),
            2 => Body::Unknown(UnknownBody {
                kind: "inspection".to_owned(),
                rest: [("site".to_owned(), json!(site.0)), ("value".to_owned(), json!(0.1))]
                    .into_iter()
                    .collect(),
            }),
            _ => Body::Mark {
                site,
                layer: "outfalls".to_owned(),
                from: STATES[number as usize % 3].to_owned(),
                to: STATES[state].to_owned(),
                set: match what {
                    3 => BTreeMap::from([("flow".to_owned(), Value::Number(f64::from(number) / 3.0))]),
                    _ => BTreeMap::new(),
                },
                note: (what == 4).then(|| "雨后\n复查".to_owned()),
                evidence: if what == 5 { vec!["ab".repeat(32)] } else { Vec::new() },
            },
        };
        Event {
            id: id(number),
            device: ["甲", "乙"][state % 2].to_owned(),
            effective_on: start + Span::new().days(effective),
            recorded_at: format!("{recorded}T12:00:00.5+08:00").parse().unwrap(),
            by: "王敏".to_owned(),
            saw: saw.map(|number| vec![id(number)]),
            turn,
            body,
        }
    })
}

/// As a ledger's rows are read.
fn gathered(rows: &[String]) -> Result<History, LedgerError> {
    let mut rows = (1..).zip(rows);
    History::gather(Path::new("ledger.db"), |batch| {
        // Smaller batches than those of a ledger, so that there are some.
        for _ in 0..5 {
            let Some((row, json)) = rows.next() else { return Ok(false) };
            batch.push(row, json);
        }
        Ok(true)
    })
}

fn site(id: &str) -> Site {
    Site {
        id: SiteId(id.to_owned()),
        kind: "outfall".to_owned(),
        layer: "outfalls".to_owned(),
        name: id.to_owned(),
        county: None,
        geometry: geo::Point::new(114.35, 36.1).into(),
        point: LonLat { lon: 114.35, lat: 36.1 },
        registered_on: Some(date(2023, 10, 1)),
        state: "investigated".to_owned(),
        fields: BTreeMap::new(),
        demo: false,
        added_by: None,
    }
}

fn expect_equal(read: &History, made: &History) -> Result<(), TestCaseError> {
    // What asks of few events first: nothing may depend on who was looked at before.
    let days = [date(2024, 1, 5), date(2024, 1, 12), date(2024, 2, 1)];
    for id in SITES {
        let site = site(id);
        for (date, clock) in days.into_iter().flat_map(|day| [(day, Clock::Effect), (day, Clock::Knowledge)])
        {
            let as_of = AsOf { date, clock };
            prop_assert_eq!(read.fold(&site, as_of), made.fold(&site, as_of));
            let milestone = MilestoneId(MILESTONE.to_owned());
            prop_assert!(read.reports(&milestone, as_of).eq(made.reports(&milestone, as_of)));
        }
        prop_assert!(read.of_site(&site.id).eq(made.of_site(&site.id)));
        let body = Body::Undo { event: EventId("none".to_owned()), site: Some(site.id) };
        prop_assert_eq!(read.seen(&body, days[0]), made.seen(&body, days[0]));
    }
    prop_assert_eq!(read.conflicts(), made.conflicts());
    for (from, to) in days.into_iter().flat_map(|from| days.map(|to| (from, to))) {
        for clock in [Clock::Effect, Clock::Knowledge] {
            let (from, to) = (AsOf { date: from, clock }, AsOf { date: to, clock });
            let differ = made.events().map(|event| (event, made.holds(event, from), made.holds(event, to)));
            let differ = differ.filter(|(_, from, to)| from != to).map(|(event, _, to)| (event, to));
            prop_assert_eq!(read.differing(from, to), differ.collect::<Vec<_>>());
        }
    }
    let with_evidence = made.events().filter(|event| !event.evidence().is_empty());
    prop_assert!(read.with_evidence(None).eq(with_evidence));
    for device in ["甲", "乙", "丙"] {
        let own = || made.events().filter(|event| event.device == device).map(|event| event.recorded_at);
        prop_assert_eq!(read.last_recorded(device), own().next_back());
        prop_assert_eq!(read.latest_recorded(device), own().max());
    }
    let about: BTreeSet<SiteId> = made.events().filter_map(Event::site).collect();
    prop_assert_eq!(read.sites().collect::<BTreeSet<_>>(), about);
    prop_assert_eq!(read.len(), made.len());
    prop_assert!(read.events().rev().eq(made.events().rev()));
    for (at, event) in made.events().enumerate() {
        prop_assert_eq!(read.at(at), Some(event));
        prop_assert_eq!(read.get(&event.id), Some(event));
        prop_assert_eq!(read.undone_by(&event.id), made.undone_by(&event.id));
        prop_assert_eq!(read.bears_on(&event.id), made.bears_on(&event.id));
        prop_assert_eq!(read.events().nth(at), Some(event));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_history_of_rows_is_that_of_their_events(
        events in proptest::collection::vec((event(), hand()), 0..60), later in event(),
    ) {
        let rows: Vec<String> = events.iter().map(|(event, hand)| write(event, *hand)).collect();
        let parsed = rows.iter().map(|row| serde_json::from_str(row).unwrap()).collect();
        let (mut read, mut made) = (gathered(&rows).unwrap(), History::new(parsed));
        expect_equal(&read, &made)?;
        // Cut in two at any place: what is taken in later changes nothing either.
        let (some, more) = events.split_at(events.len() / 2);
        let mut taken = gathered(&rows[..some.len()]).unwrap();
        taken.take_in(more.iter().map(|(event, _)| event.clone()).collect());
        prop_assert_eq!(taken.len(), made.len());
        let kept = read.clone();
        let last = Event { recorded_at: "2025-01-01T00:00:00Z".parse().unwrap(), ..later };
        prop_assert_eq!(read.get(&last.id), made.get(&last.id));
        read.push(last.clone());
        made.push(last);
        expect_equal(&read, &made)?;
        prop_assert!(kept.len() <= read.len());
    }

    /// The short way of reading and the long one agree on what is an event, and on what it says.
    #[test]
    fn an_event_is_read_as_serde_reads_it(event in event(), hand in hand(), cut in 0..400_usize, with in ".{0,3}") {
        let mut json = write(&event, hand);
        prop_assert_eq!(Event::from_json(&json), Ok(serde_json::from_str(&json).unwrap()));
        let cut = json.floor_char_boundary(cut.min(json.len()));
        json.replace_range(cut..json.ceil_char_boundary((cut + 1).min(json.len())), &with);
        let long = serde_json::from_str(&json).ok().filter(|event: &Event| !event.body.is_damaged());
        prop_assert_eq!(Event::from_json(&json).ok(), long);
    }
}

#[test]
fn the_first_row_that_is_no_event_is_named() {
    let row = |number: u32| {
        format!(
            r#"{{"id":"{number}","device":"d","effective_on":"2024-05-01","recorded_at":"2024-05-01T00:00:00Z","by":"李四","kind":"mark","site":"S","layer":"l","from":"a","to":"b"}}"#
        )
    };
    let mut rows: Vec<String> = (1..=40).map(row).collect();
    assert_eq!(gathered(&rows).unwrap().len(), 40);
    rows[22] = rows[22].replace(r#""to":"b""#, r#""ot":"b""#);
    rows[31] = "{".to_owned();
    match gathered(&rows) {
        Err(LedgerError::Event { row, reason, .. }) => {
            assert_eq!((row, reason.as_str()), (23, "a mark that lacks parts"));
        }
        other => panic!("{other:?}"),
    }
}
