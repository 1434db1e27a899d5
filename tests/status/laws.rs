//! What holds for any sites and any marks.

use guatu::ledger::{AsOf, Clock, History};
use guatu::plan::TaskNo;
use guatu::site::{Kinds, Register};
use guatu::status::{Inputs, Rule, explain, moved};
use proptest::prelude::*;

use crate::ground::{Ground, adcode, day, plan};

fn any_ground() -> impl Strategy<Value = Ground> {
    let states = ["investigated", "traced", "treating", "accepted", "cancelled", "relapsed"];
    let mark = (0..12usize, 0..states.len(), 0..900i32, 0..120i32);
    (proptest::collection::vec(mark, 0..24), 0..24usize).prop_map(move |(marks, undone)| {
        let mut ground = Ground::default();
        for county in ["滑县", "林州市", "内黄县"] {
            ground = ground.outfalls(county, 4, "investigated");
        }
        for (at, (site, state, on, later)) in marks.into_iter().enumerate() {
            let county = ["滑县", "林州市", "内黄县"][site % 3];
            let on = day("2023-10-11").saturating_add(jiff::Span::new().days(on));
            let recorded = on.saturating_add(jiff::Span::new().days(later));
            let site = format!("{county}{}", site / 3 + 1);
            ground = ground.mark_late(&site, states[state], &on.to_string(), &recorded.to_string(), &[]);
            if at == undone {
                ground = ground.undo(&recorded.to_string());
            }
        }
        ground
    })
}

const DAYS: [&str; 4] = ["2023-12-31", "2024-07-15", "2024-12-31", "2026-06-30"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_in_which_events_are_stored_does_not_matter(ground in any_ground(), turn in 0..24usize) {
        let mut other = ground.clone();
        other.events.reverse();
        let turn = turn.min(other.events.len());
        other.events.rotate_left(turn);
        for on in DAYS {
            for clock in [Clock::Effect, Clock::Knowledge] {
                prop_assert_eq!(ground.status(on, clock), other.status(on, clock));
            }
        }
    }

    #[test]
    fn a_light_never_depends_on_another_countys_sites(ground in any_ground()) {
        // But for the shares of a city's number, of which these sites have none.
        let mut alone = ground.clone();
        alone.sites.retain(|site| site.county == Some(adcode("滑县")));
        for on in DAYS {
            let of = |ground: &Ground| {
                let cells = ground.status(on, Clock::Effect).cells;
                cells.into_iter().filter(|cell| cell.county == "滑县").collect::<Vec<_>>()
            };
            prop_assert_eq!(of(&ground), of(&alone));
        }
    }

    #[test]
    fn what_was_known_on_a_day_does_not_hear_of_later_records(ground in any_ground()) {
        for on in DAYS {
            let mut then = ground.clone();
            then.events.retain(|event| event.recorded_on() <= day(on));
            prop_assert_eq!(ground.status(on, Clock::Knowledge), then.status(on, Clock::Knowledge));
        }
    }

    #[test]
    fn counted_and_not_counted_are_all(ground in any_ground()) {
        let (kinds, register) = (Kinds::built_in(), Register::new(ground.sites.clone()));
        let history = History::new(ground.events.clone());
        let inputs = Inputs { plan: plan(), kinds: &kinds, register: &register, history: &history };
        for on in DAYS {
            let as_of = AsOf { date: day(on), clock: Clock::Effect };
            let why = explain(&inputs, &Rule::schedule().unwrap(), as_of, TaskNo(22), &adcode("滑县"));
            for milestone in &why.milestones[..3] {
                let by = |counted| milestone.sites().iter().filter(|s| s.asked && s.counted == counted).count();
                prop_assert_eq!(by(true) + by(false), milestone.now.of.unwrap());
                prop_assert_eq!(by(true), milestone.now.counted.unwrap());
                prop_assert_eq!(milestone.sites().len(), 4);
            }
        }
    }

    #[test]
    fn an_undo_brings_every_light_back(ground in any_ground(), site in 1..5usize) {
        let before = ground.clone();
        let site = format!("滑县{site}");
        let after = ground.mark_late(&site, "accepted", "2024-03-01", "2026-09-01", &[]).undo("2026-09-02");
        for on in DAYS {
            let (before, after) = (before.status(on, Clock::Effect), after.status(on, Clock::Effect));
            prop_assert!(moved(&before, &after).is_empty());
            prop_assert_eq!(before, after);
        }
    }
}
