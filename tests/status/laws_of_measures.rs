//! What holds for every way to count, over any furnaces, works, fires and stations.

use geo::{Destination, Geodesic, Point};
use guatu::ledger::{AsOf, Clock, History};
use guatu::plan::Plan;
use guatu::site::Value;
use guatu::status::{Rule, explain};
use proptest::prelude::*;

use crate::ground::{Ground, adcode, day};

const COUNTIES: [&str; 3] = ["林州市", "殷都区", "汤阴县"];
const STATES: [&str; 4] = ["not_started", "in_progress", "completed", "accepted"];
const DAYS: [&str; 3] = ["2023-11-30", "2024-12-31", "2026-03-31"];

/// A site's kind, county and class, a number, how far it lies from a place and on which bearing,
/// the days after 2023-01-01 of its registration and of a mark, and the days until that is known.
type Drawn = (usize, usize, usize, usize, f64, f64, i32, i32, i32);

fn any_ground() -> impl Strategy<Value = Ground> {
    let site = (
        0..4usize,
        0..3usize,
        0..4usize,
        0..6usize,
        0.0..6000.0f64,
        0.0..360.0f64,
        0..900i32,
        300..1100i32,
        0..200i32,
    );
    proptest::collection::vec(site, 4..20).prop_map(|sites| {
        let mut ground = Ground::default();
        for task in [12, 14, 15] {
            ground = ground.assign(task, &COUNTIES, "2023-10-11");
        }
        // One of each kind whose number is zero where there is none, so that each county knows it.
        for county in COUNTIES {
            ground = ground.with("fire_point", county, 1, "handled", &[]);
            ground = ground.with("construction_site", county, 1, "accepted", &[]);
        }
        sites.into_iter().fold(ground, draw)
    })
}

fn draw(ground: Ground, drawn: Drawn) -> Ground {
    let (kind, county, class, number, far, bearing, registered, marked, later) = drawn;
    let text = |words: &str| Value::Text(words.to_owned());
    let county = COUNTIES[county];
    let state = STATES[number % STATES.len()];
    let after = |days: i32| (day("2023-01-01") + jiff::Span::new().days(days)).to_string();
    let ground = match kind {
        0 => {
            let unit = ["高炉", "转炉", "烧结机", "步进式烧结机"][class];
            let mut fields = vec![("unit_type", text(unit))];
            fields.push(("size", Value::Number([40.0, 99.0, 100.0, 1199.0, 1200.0, 3000.0][number])));
            let percent = Value::Number([10.0, 24.9, 25.0, 30.0][class.min(3)]);
            fields.extend((number > 0).then_some(("flue_gas_recirculation_pct", percent)));
            ground.with("steel_plant", county, 1, state, &fields)
        }
        1 => {
            let project = ["零散工程", "修复", "养护", "在建工地"][class];
            let fields = [("project", text(project)), ("place", text("城区"))];
            ground.with("construction_site", county, 1, state, &fields)
        }
        2 => ground.with("fire_point", county, 1, "found", &[]),
        _ => {
            let level = ["国控", "国控", "省控", "市控"][class];
            let fields = [("level", text(level)), ("medium", text("空气"))];
            ground.with("monitoring_point", county, 1, "online", &fields)
        }
    };
    let last = ground.sites.last().unwrap().id.0.clone();
    let place = Geodesic.destination(Point::new(114.2, 36.0), bearing, far);
    let ground = ground.at(&last, place).registered(&last, &after(registered));
    if kind < 2 {
        let to = STATES[(class + number) % STATES.len()];
        return ground.mark_late(&last, to, &after(marked), &after(marked + later), &[]);
    }
    ground
}

/// Of the tasks that count these sites and none of a city's number.
fn plan() -> Plan {
    let mut plan = crate::ground::plan().clone();
    plan.tasks.retain(|task| [3, 4, 12, 14, 15, 17].contains(&task.number.0));
    plan
}

fn cells(ground: &Ground, county: &str, on: &str, clock: Clock) -> Vec<guatu::status::Cell> {
    let as_of = AsOf { date: day(on), clock };
    let rule = Rule::schedule().unwrap();
    let status = ground.with_inputs(&plan(), |inputs| guatu::status::status(inputs, &rule, as_of));
    status.cells.into_iter().filter(|cell| cell.county == county).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_countys_lights_are_its_own_sites_and_the_stations_nearby(ground in any_ground()) {
        // The stations that works must keep away from are asked for in whatever county they are.
        let mut alone = ground.clone();
        alone.sites.retain(|s| s.county == Some(adcode("林州市")) || s.kind == "monitoring_point");
        for on in DAYS {
            prop_assert_eq!(
                cells(&ground, "林州市", on, Clock::Effect),
                cells(&alone, "林州市", on, Clock::Effect)
            );
        }
    }

    #[test]
    fn the_order_of_storage_does_not_matter_and_later_records_are_not_heard(ground in any_ground()) {
        let mut turned = ground.clone();
        turned.events.reverse();
        turned.sites.reverse();
        for on in DAYS {
            let mut then = ground.clone();
            then.events.retain(|event| event.recorded_on() <= day(on));
            for county in COUNTIES {
                let known = cells(&ground, county, on, Clock::Knowledge);
                prop_assert_eq!(&known, &cells(&turned, county, on, Clock::Knowledge));
                prop_assert_eq!(&known, &cells(&then, county, on, Clock::Knowledge));
            }
        }
    }

    #[test]
    fn counted_not_counted_and_outside_are_all_sites_of_the_kind(ground in any_ground()) {
        let (plan, rule) = (plan(), Rule::schedule().unwrap());
        let history = History::new(ground.events.clone());
        for (on, county) in DAYS.into_iter().flat_map(|on| COUNTIES.map(|county| (on, county))) {
            let as_of = AsOf { date: day(on), clock: Clock::Effect };
            let there = |kind: &str| {
                let here = ground.sites.iter().filter(|s| s.kind == kind && s.county == Some(adcode(county)));
                here.filter(|site| history.fold(site, as_of).is_some()).count()
            };
            for task in &plan.tasks {
                let why = ground
                    .with_inputs(&plan, |inputs| explain(inputs, &rule, as_of, task.number, &adcode(county)));
                for milestone in &why.milestones {
                    let (_, promised) = plan.milestone(&milestone.id).unwrap();
                    for (figure, target) in milestone.figures.iter().zip(&promised.targets) {
                        let Some(measure) = target.over_sites() else { continue };
                        let by = |asked, counted| {
                            figure.sites.iter().filter(|s| s.asked == asked && s.counted == counted).count()
                        };
                        prop_assert_eq!(by(false, true), 0);
                        prop_assert_eq!(Some(by(true, true)), figure.counted);
                        prop_assert_eq!(Some(by(true, true) + by(true, false)), figure.of);
                        prop_assert_eq!(figure.sites.len(), there(&measure.kind));
                        // Every site that does not count says why.
                        let silent = figure.sites.iter().find(|s| s.counted == s.why.is_some());
                        prop_assert!(silent.is_none(), "{silent:?}");
                    }
                }
            }
        }
    }
}
