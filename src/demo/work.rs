//! The plain course of a work: not begun, begun, done, often accepted.

use jiff::civil::{Date, date};

use super::chance::Chance;
use super::draft::{Draft, Step};
use super::pace::{FIRST_DAY, When, after, part_way};
use crate::site::Value;

/// Writes the marks of a work that is done at some time, with the fields that are set by then.
pub(super) fn work(draft: &mut Draft, done: When, fields: &[(&'static str, Value)], chance: &mut Chance) {
    match done {
        When::Before => {
            draft.state = "completed";
            for (field, value) in fields {
                draft.fields.retain(|(known, _)| known != field);
                draft.fields.push((field, value.clone()));
            }
        }
        When::On(day) => {
            let start = draft.registered_on.max(FIRST_DAY);
            draft.then(Step::to("in_progress", part_way(start, day, chance.between(0.1, 0.5))));
            draft.then(
                fields
                    .iter()
                    .fold(Step::to("completed", day), |step, (field, value)| step.set(field, value.clone())),
            );
            if chance.happens(0.2) {
                draft.then(Step::to("accepted", after(day, chance.whole(20, 80))));
            }
        }
        When::Never => {
            if chance.happens(0.6) {
                draft.then(Step::to("in_progress", begun_late(chance)));
            }
        }
    }
}

fn begun_late(chance: &mut Chance) -> Date {
    after(date(2024, 5, 6), chance.whole(0, 420))
}
