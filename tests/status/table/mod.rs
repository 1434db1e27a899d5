//! The table of cases that were worked by hand. Every case is a ground (what stands there and what
//! happened), a question (milestone, county, day) and what the rule says: light, value,
//! counted/of, whether late, and the lag in points.
//!
//! Many use a promise of a hundred days (2024-01-01 to 2024-04-10: a day is a hundredth of the
//! way), the others the plan's own; its first day is 2023-10-11.

mod counting;
mod schedule;
mod spoken;

use std::collections::BTreeSet;

use guatu::ledger::Clock;

use crate::ground::{Ground, told};

/// One line of the table.
struct Case {
    name: &'static str,
    ground: Ground,
    clock: Clock,
    /// Milestone, county (or 安阳市 for the city as a whole), day.
    asks: [&'static str; 3],
    says: &'static str,
}

/// By what was true on the day.
fn case(name: &'static str, ground: &Ground, asks: [&'static str; 3], says: &'static str) -> Case {
    Case { name, ground: ground.clone(), clock: Clock::Effect, asks, says }
}

/// By what was known on the day.
fn known(name: &'static str, ground: &Ground, asks: [&'static str; 3], says: &'static str) -> Case {
    Case { clock: Clock::Knowledge, ..case(name, ground, asks, says) }
}

#[test]
fn every_case_comes_out_as_worked_by_hand() {
    let all = [schedule::cases(), counting::cases(), spoken::cases()];
    let cases: Vec<Case> = all.into_iter().flatten().collect();
    let wrong: Vec<String> = cases.iter().filter_map(differs).collect();
    assert!(wrong.is_empty(), "{} of {} cases\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name).collect();
    assert_eq!(names.len(), cases.len(), "every case has a name of its own");
    assert!(cases.len() >= 60, "{}", cases.len());
}

fn differs(case: &Case) -> Option<String> {
    let [milestone, county, on] = case.asks;
    let now = case.ground.milestone(milestone, county, on, case.clock);
    let lag = now.lag.map_or_else(String::new, |lag| format!(" lag {lag}"));
    let says = told(&now) + &lag;
    (says != case.says).then(|| format!("{}: {:?} gives `{says}`, not `{}`", case.name, case.asks, case.says))
}
