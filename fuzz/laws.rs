//! What holds of any bytes whatever: no panic, and what is taken is sound.

#![allow(dead_code, reason = "each target uses its part")]

use std::collections::HashSet;

use guatu::io::package::{Limits, parse_line, read, write_line};
use guatu::ledger::{AsOf, Body, Clock, Event, History, Sealed};
use guatu::text::{Lang, Say};

/// Bytes as a package.
pub(crate) fn package(bytes: &[u8]) {
    let package = match read("x.guatu", bytes, &Limits::USUAL, &mut |_| true) {
        Ok(package) => package,
        Err(error) => {
            for lang in [Lang::Zh, Lang::En] {
                let line = error.say(lang);
                assert!(!line.is_empty() && !line.contains(char::is_control), "{line:?}");
            }
            return;
        }
    };
    assert_eq!(package.label.events, package.events.len() as u64);
    assert_eq!(package.label.evidence, package.evidence.len() as u64);
    assert!(package.sealed.iter().all(Sealed::is_whole));
    let ids: HashSet<_> = package.events.iter().map(|event| &event.id).collect();
    assert_eq!(ids.len(), package.events.len());
    let named: HashSet<_> = package.events.iter().flat_map(Event::names_evidence).collect();
    assert!(package.evidence.iter().all(|file| named.contains(file.sha256.as_str())));
    history(package.events);
}

/// Bytes as a line of events, and as an event itself.
pub(crate) fn event(bytes: &[u8]) {
    match parse_line(bytes) {
        Err(fault) => assert!(!fault.say(Lang::En).contains(char::is_control)),
        Ok((sealed, event)) => {
            let mut line = Vec::new();
            write_line(&sealed, &mut line).expect("it came as a line");
            assert_eq!(line.pop(), Some(b'\n'));
            assert!(!line.contains(&b'\n'));
            assert_eq!(parse_line(&line), Ok((sealed, event.clone())));
            history(vec![event]);
        }
    }
    // One of a known kind that is no such thing, as where a key is there twice, is refused everywhere.
    if let Some(event) = serde_json::from_slice::<Event>(bytes).ok().filter(|event| !event.body.is_damaged())
    {
        let again = serde_json::to_string(&event).expect("an event is JSON");
        assert_eq!(serde_json::from_str::<Event>(&again).ok().as_ref(), Some(&event), "{again}");
        history(vec![event]);
    }
}

/// The same answers in either order, and none that panics.
fn history(mut events: Vec<Event>) {
    let one = History::new(events.clone());
    events.reverse();
    let other = History::new(events.clone());
    assert_eq!(one.conflicts(), other.conflicts());
    for event in &events {
        let as_of = AsOf { date: event.recorded_on(), clock: Clock::Knowledge };
        assert_eq!(one.holds(event, as_of), other.holds(event, as_of));
        assert_eq!(
            one.undone_by(&event.id).map(|undo| &undo.id),
            other.undone_by(&event.id).map(|undo| &undo.id)
        );
        let body: &Body = &event.body;
        assert_eq!(one.seen(body, event.effective_on), other.seen(body, event.effective_on));
    }
}
