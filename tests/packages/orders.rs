//! Random histories on three laptops, as real packages, in every order: the ledgers come out equal.

use std::collections::BTreeMap;
use std::path::PathBuf;

use guatu::ledger::{AsOf, Clock, Conflict};
use guatu::site::{SiteId, Value};
use guatu::status::{Status, status};
use guatu::workspace::{MarkRequest, SettleRequest, Workspace};
use jiff::Span;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::desk::{Desk, Stick};

const SITES: [&str; 3] = ["HX-1", "HX-2", "LZ-1"];
const STATES: [&str; 3] = ["traced", "treating", "accepted"];

/// What a person does next.
#[derive(Debug, Clone)]
enum Act {
    /// Marks a site, some with a photo.
    Mark { site: usize, to: usize, day: i8, photo: bool },
    /// Takes back one of the events there are.
    Undo(usize),
    /// Settles the first open conflict.
    Settle,
    /// Packs, and another takes it in.
    Hand { to: usize, county: bool },
    /// Their clock jumps by so many hours.
    Clock(i32),
}

fn act() -> impl Strategy<Value = (usize, Act)> {
    let act = prop_oneof![
        6 => (0..3_usize, 0..3_usize, 1..28_i8, any::<bool>())
            .prop_map(|(site, to, day, photo)| Act::Mark { site, to, day, photo }),
        1 => any::<usize>().prop_map(Act::Undo),
        1 => Just(Act::Settle),
        2 => (0..3_usize, any::<bool>()).prop_map(|(to, county)| Act::Hand { to, county }),
        1 => (-9000..9000_i32).prop_map(Act::Clock),
    ];
    (0..3_usize, act)
}

/// What may not differ between two laptops with the same events.
#[derive(Debug, PartialEq)]
struct Seen {
    ids: Vec<String>,
    evidence: Vec<String>,
    conflicts: Vec<Conflict>,
    lights: Vec<Status>,
}

fn seen(desk: &Desk) -> Seen {
    let workspace = desk.read();
    let of = |clock| status(&workspace.inputs(), &workspace.rule, AsOf { date: date(2025, 12, 31), clock });
    let lights = [Clock::Effect, Clock::Knowledge].map(of).into();
    Seen { ids: desk.ids(), evidence: desk.evidence(), conflicts: workspace.history.conflicts(), lights }
}

/// Does what can be done; what a rule refuses is not done.
fn play(desks: &mut [Desk; 3], stick: &Stick, who: usize, act: &Act) {
    match act {
        Act::Mark { site, to, day, photo } => {
            let path = stick.file("现场.jpg");
            let author = desks[who].author();
            std::fs::write(&path, format!("{}", author.recorded_at)).unwrap();
            let request = MarkRequest {
                site: SiteId(SITES[*site].into()),
                to: Some(STATES[*to].into()),
                on: Date::constant(2024, 2, *day),
                note: Some("现场".into()),
                set: BTreeMap::from([("责任主体".to_owned(), Value::Text(format!("第{day}日")))]),
                evidence: if *photo || *to == 2 { vec![path] } else { vec![] },
            };
            let _ = desks[who].open().mark(&request, &author);
        }
        Act::Undo(which) => {
            let author = desks[who].author();
            let mut workspace = desks[who].open();
            let count = workspace.history.len().max(1);
            let event = workspace.history.events().nth(which % count).map(|event| event.id.clone());
            if let Some(event) = event {
                let _ = workspace.undo(&event, &author);
            }
        }
        Act::Settle => {
            let author = desks[who].author();
            let mut workspace = desks[who].open();
            if let Some(request) = first_open(&workspace) {
                workspace.settle(&request, &author).unwrap();
            }
        }
        Act::Hand { to, county } => {
            let path = stick.file("hand.guatu");
            desks[who].pack(&path, county.then_some("滑县"), None);
            desks[*to].merge(&path);
        }
        Act::Clock(hours) => desks[who].clock += Span::new().hours(*hours),
    }
}

fn first_open(workspace: &Workspace) -> Option<SettleRequest> {
    let open = workspace.history.conflicts().into_iter().find(Conflict::is_open)?;
    let keep = open.sides.first()?.event.clone();
    Some(SettleRequest { keep, field: Some(open.field), note: None })
}

#[test]
fn packages_in_any_order_give_the_same_ledger() {
    let cases = std::env::var("GUATU_ORDERS").ok().map_or(12, |cases| cases.parse().expect("a number"));
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let acts = prop::collection::vec(act(), 4..16);
    runner
        .run(&acts, |acts| {
            let stick = Stick::new();
            let mut desks = ["张三", "李四", "王五"].map(Desk::new);
            for (who, act) in &acts {
                play(&mut desks, &stick, *who, act);
            }
            let packages: Vec<PathBuf> = (0..3).map(|at| stick.file(&format!("{at}.guatu"))).collect();
            for (desk, package) in desks.iter().zip(&packages) {
                desk.pack(package, None, None);
            }
            let mut union: Vec<String> = desks.iter().flat_map(Desk::ids).collect();
            union.sort();
            union.dedup();
            let mut first: Option<Seen> = None;
            for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                let fresh = Desk::new("赵六");
                for at in order {
                    fresh.merge(&packages[at]);
                    fresh.merge(&packages[order[0]]);
                }
                let now = seen(&fresh);
                prop_assert_eq!(&now.ids, &union);
                match &first {
                    None => first = Some(now),
                    Some(first) => prop_assert_eq!(first, &now),
                }
            }
            // And each who worked, once they have the others' packages.
            for desk in &desks {
                for package in &packages {
                    desk.merge(package);
                }
                prop_assert_eq!(first.as_ref(), Some(&seen(desk)));
            }
            // Two in one package are those two, one after the other.
            let pair = Desk::new("孙七");
            pair.merge(&packages[0]);
            pair.merge(&packages[1]);
            pair.pack(&stick.file("pair.guatu"), None, None);
            let last = Desk::new("周八");
            last.merge(&packages[2]);
            last.merge(&stick.file("pair.guatu"));
            prop_assert_eq!(first.as_ref(), Some(&seen(&last)));
            Ok(())
        })
        .unwrap();
}
