//! Killed at any moment: what was acknowledged is there, the rest is whole, the next mark works.

use std::collections::HashSet;
use std::fs;
use std::time::Duration;

use guatu::ledger;
use guatu::workspace::{self, Place};

use crate::desk::{self, Desk};
use crate::killed::{Child, chance, rounds, run_and_kill};

#[test]
fn child() {
    let Some(child) = Child::here() else { return };
    let photo = child.folder.with_file_name("新照片.jpg");
    let mut workspace = desk::open(&child.folder);
    child.begin();
    for number in 0_u64.. {
        fs::write(&photo, number.to_le_bytes()).unwrap();
        let mut request = desk::request(&format!("第{number}次"));
        if number % 3 == 0 {
            request.evidence = vec![photo.clone()];
        }
        let event = workspace.mark(&request, &desk::noon()).expect("a mark");
        child.acknowledge(&event.id.0);
    }
}

/// The ids of all events in the ledger, as the next reader finds them.
fn ids(desk: &Desk) -> HashSet<String> {
    let events = ledger::read(&desk.ledger()).expect("the ledger is sound");
    events.into_iter().map(|event| event.id.0).collect()
}

#[test]
fn what_was_acknowledged_outlives_a_kill_at_any_moment() {
    let rounds = rounds();
    let mut promised = HashSet::new();
    let (mut acknowledged, mut before_the_work, mut unacknowledged) = (0, 0, 0);
    let mut desk = Desk::new();
    for round in 0..rounds {
        if round % 10 == 0 {
            // A ledger of an older version too: the first mark brings it to this one.
            desk = match round / 10 % 3 {
                0 => Desk::new(),
                1 => Desk::with_ledger(1),
                _ => Desk::with_ledger(2),
            };
            promised = ids(&desk);
        }
        let longest = Duration::from_millis(if chance(2) == 0 { 20 } else { 150 });
        let killed = run_and_kill("kills::child", "mark", &desk.folder, longest);
        acknowledged += killed.acknowledged.len();
        before_the_work += usize::from(!killed.begun);
        promised.extend(killed.acknowledged);

        let there = ids(&desk);
        let lost: Vec<_> = promised.difference(&there).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        let place = Place::Folder(desk.folder.clone());
        let found = workspace::verify(&place, desk::noon().recorded_at, &mut |_| true).expect("verified");
        assert_eq!(found.broken, [], "round {round}");
        unacknowledged += usize::from(there.len() > promised.len());
        promised = there;
        promised.insert(desk.note("接着记").id.0);
    }
    println!(
        "killed {rounds} times ({before_the_work} before the first mark): {acknowledged} marks acknowledged, \
         none lost; after {unacknowledged} kills the ledger had more than was acknowledged"
    );
    // On a machine that has much else to do a child comes to few marks before its end.
    assert!(5 * acknowledged >= rounds, "the child hardly worked");
}
