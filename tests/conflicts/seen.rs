//! What an author saw goes with the event.

use guatu::ledger::{Body, Event, EventId, History, Report, Said};
use guatu::plan::{Adcode, MilestoneId};
use jiff::civil::date;

use crate::device::{Device, mark, undo};

const DAY: jiff::civil::Date = date(2025, 3, 1);

fn report(value: f64) -> Body {
    Body::Report(Report {
        milestone: MilestoneId("T22-M2".into()),
        county: Adcode("410526".into()),
        target: 1,
        said: Said::Value(value),
        source: "简报".into(),
    })
}

#[test]
fn of_a_chain_only_the_last_is_seen() {
    let mut wang = Device::new("wang");
    let first = wang.write(DAY, mark("A", "investigated", "traced"));
    let second = wang.write(DAY, mark("A", "traced", "planned"));
    let other = wang.write(DAY, mark("B", "investigated", "traced"));
    let third = wang.write(DAY, mark("A", "planned", "accepted"));
    assert_eq!(wang.event(&first).saw, Some(vec![]));
    assert_eq!(wang.event(&second).saw, Some(vec![first]));
    assert_eq!(wang.event(&other).saw, Some(vec![]));
    assert_eq!((wang.event(&third).saw.clone(), wang.event(&third).turn), (Some(vec![second]), 3));
}

#[test]
fn who_writes_after_a_merge_saw_both_sides() {
    let mut wang = Device::new("wang");
    let mut li = Device::new("li");
    let one = wang.write(DAY, mark("A", "investigated", "traced"));
    let two = li.write(DAY, mark("A", "investigated", "planned"));
    let three = li.write(DAY, mark("A", "planned", "accepted"));
    wang.take(&li);
    let last = wang.write(DAY, mark("A", "accepted", "traced"));
    let event = wang.event(&last);
    assert_eq!(event.saw, Some(vec![one, three]));
    assert_eq!(event.turn, 3);
    assert_eq!(wang.event(&two).turn, 1);
}

#[test]
fn an_answer_holds_after_what_it_answers_although_the_clock_is_years_slow() {
    let mut wang = Device::new("wang");
    wang.write(DAY, mark("A", "investigated", "traced"));
    let mut li = Device::new("li");
    li.take(&wang);
    li.clock = "2016-01-01T00:00:00Z".parse().unwrap();
    li.write(DAY, mark("A", "traced", "accepted"));
    wang.take(&li);
    assert_eq!(wang.state("A"), "accepted");
    assert_eq!(li.state("A"), "accepted");
    let taken_back = li.write(DAY, undo(&EventId("li1".into()), Some("A")));
    assert_eq!(li.event(&taken_back).saw, Some(vec![EventId("li1".into())]));
    wang.take(&li);
    assert_eq!(wang.state("A"), "traced");
}

#[test]
fn of_a_ledger_of_before_the_last_event_is_seen() {
    let old = |id: &str, minute: u8| Event {
        id: EventId(id.into()),
        device: "old".into(),
        effective_on: DAY,
        recorded_at: format!("2025-02-01T00:{minute:02}:00Z").parse().unwrap(),
        by: "old".into(),
        saw: None,
        turn: 0,
        body: mark("A", "investigated", "traced"),
    };
    let mut wang = Device::new("wang");
    wang.history = History::new(vec![old("b", 2), old("a", 1), old("c", 3)]);
    let new = wang.write(DAY, mark("A", "traced", "planned"));
    assert_eq!((wang.event(&new).saw.clone(), wang.event(&new).turn), (Some(vec![EventId("c".into())]), 1));
    let next = wang.write(DAY, mark("A", "planned", "accepted"));
    assert_eq!((wang.event(&next).saw.clone(), wang.event(&next).turn), (Some(vec![new]), 2));
}

#[test]
fn an_undo_of_a_report_is_about_what_was_reported() {
    let mut wang = Device::new("wang");
    let said = wang.write(DAY, report(50.0));
    let other_day = wang.write(date(2025, 4, 1), report(60.0));
    assert_eq!(wang.event(&other_day).saw, Some(vec![]), "another day is another number");
    // Even where the clock put the undo before the report.
    wang.clock = "2019-01-01T00:00:00Z".parse().unwrap();
    let taken_back = wang.write(DAY, undo(&said, None));
    assert_eq!(wang.event(&taken_back).saw, Some(vec![said.clone()]));
    let mut li = Device::new("li");
    li.take(&wang);
    assert_eq!(li.history.seen(&report(51.0), DAY), (vec![taken_back.clone()], 3));
    assert_eq!(li.history.subject(li.event(&taken_back)), li.history.subject(li.event(&said)));
    // Without what it takes back nobody knows what it is about.
    li.history = History::default();
    li.take_some(&wang, |event| event.id != said);
    assert_eq!(li.history.subject(li.event(&taken_back)), None);
}

#[test]
fn tens_of_thousands_who_knew_of_nobody_are_compared_in_no_time() {
    let one = {
        let mut wang = Device::new("wang");
        let id = wang.write(DAY, mark("A", "investigated", "traced"));
        wang.event(&id).clone()
    };
    let many = 20_000;
    let events = (0..many).map(|at| {
        let id = EventId(format!("forged-{at}"));
        let body = mark("A", "investigated", if at % 2 == 0 { "traced" } else { "planned" });
        Event { id, body, ..one.clone() }
    });
    let history = History::new(events.collect());
    let begun = std::time::Instant::now();
    let conflicts = history.conflicts();
    assert_eq!((conflicts.len(), conflicts[0].sides.len()), (1, many));
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
