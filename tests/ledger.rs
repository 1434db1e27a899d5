//! Laws of the fold: a site's state is a function of the set of its events.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

use std::collections::BTreeMap;

use guatu::geom::LonLat;
use guatu::ledger::{AsOf, Body, Clock, Event, EventId, History};
use guatu::site::{Fields, Site, SiteId, Value};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn site() -> Site {
    Site {
        id: SiteId("AY-001".into()),
        kind: "outfall".into(),
        layer: "outfalls".into(),
        name: "洹河左岸1号".into(),
        county: None,
        geometry: geo::Point::new(114.35, 36.1).into(),
        point: LonLat { lon: 114.35, lat: 36.1 },
        registered_on: Some(date(2023, 10, 1)),
        state: "investigated".into(),
        fields: BTreeMap::new(),
        demo: false,
        added_by: None,
    }
}

fn event(id: &str, effective_on: Date, recorded_at: &str, body: Body) -> Event {
    Event {
        id: EventId(id.into()),
        device: "test".into(),
        effective_on,
        recorded_at: recorded_at.parse().expect("a timestamp"),
        by: "张三".into(),
        saw: None,
        turn: 0,
        body,
    }
}

fn mark(to: &str) -> Body {
    Body::Mark {
        site: SiteId("AY-001".into()),
        layer: "outfalls".into(),
        from: String::new(),
        to: to.into(),
        set: BTreeMap::new(),
        note: None,
        evidence: vec![],
    }
}

fn undo(event: &str) -> Body {
    Body::Undo { event: EventId(event.into()), site: Some(SiteId("AY-001".into())) }
}

fn state(history: &History, date: Date, clock: Clock) -> Option<String> {
    let site = site();
    let now = history.fold(&site, AsOf { date, clock });
    now.map(|now| now.state.to_owned())
}

#[test]
fn a_late_record_is_true_on_its_day_but_known_only_later() {
    let late = event("a", date(2024, 12, 30), "2025-02-03T09:00:00+08:00", mark("accepted"));
    let history = History::new(vec![late]);
    let on = |day, clock| state(&history, day, clock).unwrap();
    assert_eq!(on(date(2024, 12, 29), Clock::Effect), "investigated");
    assert_eq!(on(date(2024, 12, 31), Clock::Effect), "accepted");
    assert_eq!(on(date(2024, 12, 31), Clock::Knowledge), "investigated");
    assert_eq!(on(date(2025, 2, 3), Clock::Knowledge), "accepted");
}

#[test]
fn the_day_of_recording_ends_at_midnight_in_anyang() {
    // 23:59 on 31 December in Anyang is still 15:59 UTC; a minute later it is the new year.
    let before = event("a", date(2024, 12, 31), "2024-12-31T15:59:59Z", mark("traced"));
    let after = event("b", date(2024, 12, 31), "2024-12-31T16:00:00Z", mark("planned"));
    let history = History::new(vec![before, after]);
    assert_eq!(state(&history, date(2024, 12, 31), Clock::Knowledge).unwrap(), "traced");
    assert_eq!(state(&history, date(2025, 1, 1), Clock::Knowledge).unwrap(), "planned");
}

#[test]
fn an_undone_event_never_held_but_was_believed_until_the_undo() {
    let events = vec![
        event("a", date(2024, 3, 1), "2024-03-01T09:00:00+08:00", mark("accepted")),
        event("b", date(2024, 6, 1), "2024-06-01T09:00:00+08:00", undo("a")),
    ];
    let history = History::new(events);
    let day = date(2024, 4, 1);
    assert_eq!(state(&history, day, Clock::Effect).unwrap(), "investigated");
    assert_eq!(state(&history, day, Clock::Knowledge).unwrap(), "accepted");
    let later = date(2024, 6, 1);
    assert_eq!(state(&history, later, Clock::Knowledge).unwrap(), "investigated");
    assert_eq!(history.undone_by(&EventId("a".into())).unwrap().id.0, "b");
}

#[test]
fn an_undo_of_an_undo_is_a_redo() {
    let events = vec![
        event("a", date(2024, 3, 1), "2024-03-01T09:00:00+08:00", mark("accepted")),
        event("b", date(2024, 6, 1), "2024-06-01T09:00:00+08:00", undo("a")),
        event("c", date(2024, 7, 1), "2024-07-01T09:00:00+08:00", undo("b")),
    ];
    let history = History::new(events);
    let day = date(2024, 8, 1);
    for clock in [Clock::Effect, Clock::Knowledge] {
        assert_eq!(state(&history, day, clock).unwrap(), "accepted");
    }
    assert!(history.undone_by(&EventId("a".into())).is_none());
}

#[test]
fn a_ring_of_undos_in_a_forged_ledger_ends() {
    let at = "2024-03-01T09:00:00+08:00";
    let events = vec![
        event("a", date(2024, 3, 1), at, undo("b")),
        event("b", date(2024, 3, 1), at, undo("a")),
        event("c", date(2024, 3, 1), at, undo("c")),
        event("d", date(2024, 3, 1), at, mark("traced")),
    ];
    let history = History::new(events);
    assert_eq!(state(&history, date(2024, 4, 1), Clock::Effect).unwrap(), "traced");
}

#[test]
fn before_its_registration_a_site_is_nowhere() {
    let history = History::default();
    assert_eq!(state(&history, date(2023, 9, 30), Clock::Effect), None);
    assert!(state(&history, date(2023, 10, 1), Clock::Effect).is_some());
}

#[test]
fn a_kind_from_the_future_is_kept_and_counts_for_nothing() {
    let text = r#"{"id":"x","device":"d","effective_on":"2024-05-01","recorded_at":"2024-05-01T00:00:00Z","by":"李四","kind":"inspection","milestone":"T01-M1","value":52.5,"site":"AY-001"}"#;
    let event: Event = serde_json::from_str(text).unwrap();
    assert!(matches!(&event.body, Body::Unknown(body) if body.kind == "inspection"));
    assert_eq!(serde_json::to_string(&event).unwrap(), text);
    let history = History::new(vec![event]);
    assert_eq!(history.of_site(&SiteId("AY-001".into())).count(), 1);
    assert_eq!(state(&history, date(2024, 6, 1), Clock::Effect).unwrap(), "investigated");
}

const STATES: [&str; 4] = ["traced", "treating", "accepted", "relapsed"];

/// A few marks and undos (also of undos, of nothing, of themselves) of one site.
fn some_events() -> impl Strategy<Value = Vec<Event>> {
    let one = (0..12_i64, 0..12_i64, 0..8_usize, any::<bool>());
    proptest::collection::vec(one, 0..12).prop_map(|plan| {
        let start = date(2024, 1, 1);
        let day = |days: i64| start + jiff::Span::new().days(days);
        plan.into_iter()
            .enumerate()
            .map(|(i, (effective, recorded, what, is_mark))| {
                let mut body =
                    if is_mark || what > i { mark(STATES[what % 4]) } else { undo(&format!("e{what:02}")) };
                if let Body::Mark { set, .. } = &mut body {
                    let number = Value::Number(f64::from(u8::try_from(i).unwrap_or(0)));
                    set.insert(format!("field{}", what % 2), number);
                }
                let recorded = format!("{}T12:00:00+08:00", day(recorded));
                event(&format!("e{i:02}"), day(effective), &recorded, body)
            })
            .collect()
    })
}

fn any_as_of() -> impl Strategy<Value = AsOf> {
    let clock = prop_oneof![Just(Clock::Effect), Just(Clock::Knowledge)];
    (0..14_i64, clock)
        .prop_map(|(days, clock)| AsOf { date: date(2024, 1, 1) + jiff::Span::new().days(days), clock })
}

proptest! {
    #[test]
    fn storage_order_never_matters(
        (events, shuffled) in some_events()
            .prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle())),
        as_of in any_as_of(),
    ) {
        let site = site();
        let (one, other) = (History::new(events), History::new(shuffled.clone()));
        let mut pushed = History::default();
        for event in shuffled {
            pushed.push(event);
        }
        prop_assert_eq!(one.fold(&site, as_of), other.fold(&site, as_of));
        prop_assert_eq!(one.fold(&site, as_of), pushed.fold(&site, as_of));
    }

    #[test]
    fn the_fold_is_that_of_the_marks_that_hold(events in some_events(), as_of in any_as_of()) {
        let mut history = History::default();
        for event in events {
            history.push(event);
        }
        let site = site();
        let mut state = site.state.as_str();
        let mut fields = site.fields.clone();
        for event in history.of_site(&site.id).filter(|event| history.holds(event, as_of)) {
            if let Body::Mark { to, set, .. } = &event.body {
                state = to;
                fields.extend(set.clone());
            }
        }
        let now = history.fold(&site, as_of).expect("in the register");
        prop_assert_eq!(now.state, state);
        prop_assert_eq!(now.fields, Fields::of(&fields));
    }

    #[test]
    fn receiving_a_package_twice_changes_nothing(
        events in some_events(), as_of in any_as_of(),
    ) {
        let site = site();
        let once = History::new(events.clone());
        let twice = History::new(events.iter().chain(&events).cloned().collect());
        prop_assert_eq!(once.fold(&site, as_of), twice.fold(&site, as_of));
    }

    #[test]
    fn knowledge_is_effect_of_what_was_recorded_by_then(
        events in some_events(), as_of in any_as_of(),
    ) {
        let known = events.iter().filter(|e| e.recorded_on() <= as_of.date).cloned().collect();
        let by_effect = AsOf { clock: Clock::Effect, ..as_of };
        let by_knowledge = AsOf { clock: Clock::Knowledge, ..as_of };
        let (site, known, all) = (site(), History::new(known), History::new(events));
        prop_assert_eq!(known.fold(&site, by_effect), all.fold(&site, by_knowledge));
    }

    #[test]
    fn an_undo_is_as_if_the_mark_had_never_been(
        events in some_events(), as_of in any_as_of(), pick in 0..12_usize,
    ) {
        let by_effect = AsOf { clock: Clock::Effect, ..as_of };
        let marks: Vec<_> = events.iter().filter(|e| e.body.kind() == "mark").collect();
        prop_assume!(!marks.is_empty());
        let target = marks[pick % marks.len()].id.clone();
        // Without counter-events among the drawn ones, so that only ours is judged.
        let plain = || events.iter().filter(|e| e.body.kind() == "mark").cloned();
        let mut with = plain().collect::<Vec<_>>();
        with.push(event("undo", date(2024, 1, 20), "2024-01-20T12:00:00+08:00", undo(&target.0)));
        let without = plain().filter(|e| e.id != target).collect();
        let (site, with, without) = (site(), History::new(with), History::new(without));
        prop_assert_eq!(with.fold(&site, by_effect), without.fold(&site, by_effect));
    }
}
