//! What the lights cost: `cargo bench`.
//!
//! The promise: all lights of 32 tasks in nine counties over 100,000 sites and 1,000,000 events, at
//! any date, in at most 150 ms; what a mark moves in at most 2 ms; a dragged date of the built-in
//! workspace in a frame. Measured numbers are in `docs/performance.md`.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a benchmark may stop at once")]
#![allow(clippy::cast_possible_wrap, reason = "small numbers that the generator drew")]

mod city;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use city::City;
use divan::{Bencher, black_box};
use guatu::ledger::{AsOf, Body, Clock, History};
use guatu::plan::TaskNo;
use guatu::scene::{MapRequest, compose};
use guatu::status::{self, Lights, moved, numbers_moved};
use guatu::text::Lang;
use guatu::workspace::Workspace;
use jiff::Span;
use jiff::civil::{Date, date};

const SITES: usize = 100_000;
const EVENTS: usize = 1_000_000;

/// Early, in the middle, and after every deadline.
const DAYS: [Date; 3] = [date(2024, 1, 31), date(2024, 12, 31), date(2026, 3, 31)];

static CITY: LazyLock<City> = LazyLock::new(city);

/// The whole city where it is measured; a hundredth where each benchmark only runs once, to see that
/// it does (`cargo test --bench lights`).
fn city() -> City {
    let told = |word: &str| std::env::args().any(|arg| arg == word);
    let part = if told("--bench") && !told("--test") { 1 } else { 100 };
    City::new(SITES / part, EVENTS / part)
}

fn main() {
    divan::main();
}

/// From the events of a ledger to a history that can be folded.
#[divan::bench(sample_count = 5)]
fn history_of_a_million_events(bencher: Bencher<'_, '_>) {
    bencher.with_inputs(|| CITY.history.events().cloned().collect()).bench_values(History::new);
}

/// All lights, with nothing known from before.
#[divan::bench(sample_count = 20, args = DAYS, consts = [false, true])]
fn all_lights<const BY_KNOWLEDGE: bool>(bencher: Bencher<'_, '_>, date: Date) {
    let clock = if BY_KNOWLEDGE { Clock::Knowledge } else { Clock::Effect };
    let inputs = CITY.inputs();
    bencher.bench(|| status::status(&inputs, &CITY.rule, AsOf { date, clock }));
}

/// An outfall is marked: which lights and numbers moved?
#[divan::bench(sample_count = 20)]
fn effect_of_a_mark(bencher: Bencher<'_, '_>) {
    let mut city = city();
    let as_of = AsOf { date: date(2025, 6, 30), clock: Clock::Effect };
    let outfalls: Vec<_> = city.register.of_kind("outfall").map(|site| site.id.clone()).collect();
    let mut number = EVENTS;
    let mut lights = Lights::default();
    let mut before = lights.status(&city.inputs(), &city.rule, as_of);
    bencher.bench_local(|| {
        let site = outfalls[number * 7919 % outfalls.len()].clone();
        let to = if number.is_multiple_of(2) { "accepted" } else { "treating" };
        let body = Body::Mark {
            site,
            layer: "outfalls".to_owned(),
            from: String::new(),
            to: to.to_owned(),
            set: BTreeMap::new(),
            note: None,
            evidence: Vec::new(),
        };
        number += 1;
        let now = "2025-06-30T04:00:00Z".parse().expect("a moment");
        city.history.push(city::at(number, as_of.date, now, body));
        let after = lights.status(&city.inputs(), &city.rule, as_of);
        let effect = (moved(&before, &after), numbers_moved(&before, &after));
        before = after;
        effect
    });
}

/// One step of a dragged date on the built-in workspace, to the next day each time: the lights, the
/// city, the explanation of one light, the sites to visit, the map.
#[divan::bench(args = DAYS)]
fn dragged_date(bencher: Bencher<'_, '_>, date: Date) {
    let workspace = Workspace::built_in().expect("the built-in workspace");
    let (task, county) = (TaskNo(22), workspace.plan.counties[0].adcode.clone());
    let mut lights = Lights::default();
    let mut days = 0;
    bencher.bench_local(|| {
        let inputs = workspace.inputs();
        let as_of = AsOf { date: date + Span::new().days(days % 28), clock: Clock::Effect };
        days += 1;
        let status = lights.status(&inputs, &workspace.rule, as_of);
        black_box(lights.city(&inputs, &workspace.rule, as_of));
        black_box(lights.explain(&inputs, &workspace.rule, as_of, task, &county));
        black_box(lights.missing(&inputs, &workspace.rule, as_of, task));
        let map = MapRequest {
            workspace: &workspace,
            status: &status,
            as_of,
            task: Some(task),
            county: None,
            layers: None,
            lang: Lang::Zh,
        };
        black_box(compose(&map));
    });
}
