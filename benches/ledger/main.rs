//! What the ledger costs: `cargo bench --bench ledger`.
//!
//! The promise: a workspace with 1,000,000 events opens in at most 1 s, 100,000 events replay in at
//! most 0.3 s and merge in at most 2 s. Measured numbers are in `docs/performance.md`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a benchmark may stop at once")]
#![allow(clippy::cast_possible_wrap, reason = "small numbers that the generator drew")]

#[path = "../lights/city.rs"]
#[allow(dead_code, reason = "each benchmark uses its part")]
mod city;

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};

use city::City;
use divan::Bencher;
use guatu::ledger::{AsOf, Body, Clock, Event, EventId, Journal, Sealed, read_history, seal};
use guatu::site::SiteId;
use guatu::workspace::{self, Access, PackRequest, Workspace};
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};

const MILLION: usize = 1_000_000;
const PACKAGE: usize = 100_000;
/// Ten events to each site.
const EACH: usize = 10;

static MILLION_EVENTS: LazyLock<Desk> = LazyLock::new(|| Desk::new(MILLION / part(), "a"));
static PACKAGE_EVENTS: LazyLock<Desk> = LazyLock::new(|| Desk::new(PACKAGE / part(), "b"));
static OTHER_EVENTS: LazyLock<Desk> = LazyLock::new(|| Desk::new(PACKAGE / part(), "c"));

/// All where it is measured; a hundredth where each benchmark only runs once, to see that it does.
fn part() -> usize {
    let told = |word: &str| std::env::args().any(|arg| arg == word);
    if told("--bench") && !told("--test") { 1 } else { 100 }
}

/// Where all this is written; gone in the end.
static HOME: OnceLock<PathBuf> = OnceLock::new();

fn main() {
    let home = tempfile::tempdir().expect("a folder");
    HOME.get_or_init(|| home.path().to_owned());
    divan::main();
}

/// From the folder to a workspace that is ready for lights.
#[divan::bench(sample_count = 9)]
fn open_a_workspace_of_a_million_events(bencher: Bencher<'_, '_>) {
    let desk = &*MILLION_EVENTS;
    bencher.bench(|| {
        let workspace = Workspace::open(&desk.path(), Access::Read).expect("a workspace");
        assert_eq!(workspace.history.len(), desk.events);
        workspace
    });
}

/// As above, for a person who will write: beside SQLite's log.
#[divan::bench(sample_count = 9)]
fn open_it_for_writing(bencher: Bencher<'_, '_>) {
    let desk = &*MILLION_EVENTS;
    bencher.bench(|| Workspace::open(&desk.path(), Access::Write).expect("a workspace"));
}

/// Every site is asked whether people contradict each other there; nobody does.
#[divan::bench(sample_count = 9)]
fn find_no_conflict_among_a_million_events(bencher: Bencher<'_, '_>) {
    let workspace = Workspace::open(&MILLION_EVENTS.path(), Access::Read).expect("a workspace");
    bencher.bench(|| {
        let conflicts = workspace.history.conflicts();
        assert_eq!(conflicts, []);
        conflicts
    });
}

/// From the ledger's file to the state of every site.
#[divan::bench(sample_count = 15)]
fn replay_100_000_events(bencher: Bencher<'_, '_>) {
    let desk = &*PACKAGE_EVENTS;
    let as_of = AsOf { date: date(2026, 3, 31), clock: Clock::Effect };
    bencher.bench(|| {
        let history = read_history(&desk.ledger()).expect("a ledger");
        let states = desk.city.register.sites().iter().filter_map(|site| history.fold(site, as_of));
        let accepted = states.filter(|now| now.state == "accepted").count();
        (history.len(), accepted)
    });
}

/// From the package's file to a workspace with other 100,000 events that has them, on the disk.
#[divan::bench(sample_count = 9)]
fn merge_100_000_events(bencher: Bencher<'_, '_>) {
    let (desk, other) = (&*PACKAGE_EVENTS, &*OTHER_EVENTS);
    let package = desk.dir.join("package.guatu");
    let theirs = Workspace::open(&desk.path(), Access::Read).expect("a workspace");
    let request = PackRequest { out: package.clone(), county: None, since: None };
    theirs.pack(&request, &mut |_| true).expect("a package");
    let now: Timestamp = "2027-01-01T00:00:00Z".parse().expect("a moment");
    bencher
        .with_inputs(|| {
            let copy = tempfile::tempdir_in(&desk.dir).expect("a folder");
            let dir = copy.path().join("workspace");
            workspace::create(&dir, false).expect("a workspace");
            std::fs::copy(other.ledger(), dir.join("ledger.db")).expect("a copy");
            (Workspace::open(&dir, Access::Write).expect("a workspace"), copy)
        })
        .bench_local_values(|(mut ours, copy)| {
            let merged = ours.merge(&package, now, &mut |_| true).expect("a merge");
            assert_eq!((merged.new, merged.known), (desk.events, 0));
            (ours, copy)
        });
}

/// A workspace of nobody's sites with a ledger in which nine devices wrote.
struct Desk {
    dir: PathBuf,
    city: City,
    events: usize,
}

impl Desk {
    /// `name` tells its events from those of another.
    fn new(events: usize, name: &str) -> Self {
        let dir = HOME.get().expect("a folder").join(name);
        std::fs::create_dir(&dir).expect("a folder");
        let city = City::new(events / EACH, events);
        let made = Self { dir, events: city.history.len(), city };
        workspace::create(&made.path(), false).expect("a workspace");
        let mut journal = Journal::open(&made.ledger(), "desk").expect("a ledger");
        for chain in made.chains(name) {
            journal.take_in(&chain, &mut |_| true).expect("a chain");
        }
        drop(journal);
        made
    }

    fn path(&self) -> PathBuf {
        self.dir.join("workspace")
    }

    fn ledger(&self) -> PathBuf {
        self.path().join("ledger.db")
    }

    /// What each county's device wrote, one chain after the other as merges leave them.
    fn chains(&self, name: &str) -> Vec<Vec<Sealed>> {
        let mut devices: BTreeMap<String, Vec<Event>> = BTreeMap::new();
        let mut last: HashMap<SiteId, (EventId, u32)> = HashMap::new();
        for (number, event) in self.city.history.events().enumerate() {
            let site = event.site().expect("a site");
            let county =
                self.city.register.get(&site).and_then(|site| site.county.as_ref()).expect("a county");
            let mut event = Event { device: format!("{name}-{county}"), ..event.clone() };
            // The city's marks are of noon; people are at work for some hours more.
            event.recorded_at += SignedDuration::from_secs(((number * 7919) % 20_000) as i64);
            event.id.0.replace_range(..name.len(), name);
            if let Body::Undo { event, .. } = &mut event.body {
                event.0.replace_range(..name.len(), name);
            }
            let before = last.get(&site);
            event.turn = before.map_or(1, |(_, turn)| turn + 1);
            event.saw = Some(before.map(|(id, _)| id.clone()).into_iter().collect());
            last.insert(site, (event.id.clone(), event.turn));
            devices.entry(event.device.clone()).or_default().push(event);
        }
        for events in devices.values_mut() {
            events.sort_by_key(|event| event.recorded_at);
        }
        devices.into_values().map(chain).collect()
    }
}

fn chain(events: Vec<Event>) -> Vec<Sealed> {
    let mut previous = String::new();
    let sealed = |event| {
        let json = serde_json::to_string(&event).expect("an event");
        let hash = seal(&previous, &json);
        Sealed { previous: std::mem::replace(&mut previous, hash.clone()), hash, json }
    };
    events.into_iter().map(sealed).collect()
}
