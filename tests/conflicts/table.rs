//! Worked cases: what two or three inspectors did apart, and what contradicts once all is together.

use guatu::ledger::{Body, EventId, Settlement};
use guatu::site::SiteId;

use crate::story::{Story, told};

/// Lets it happen and tells the conflicts; `state` is that of site A at the end.
#[track_caller]
fn check(lines: &str, conflicts: &[&str], state: &str) {
    let all = Story::of(lines).together();
    assert_eq!(told(&all.history), conflicts, "{lines}");
    assert_eq!(all.state("A"), state, "{lines}");
}

const SHARED: &str = "王 marks A investigated..traced
    王 -> 李";

/// A story that begins with a mark that both know.
#[track_caller]
fn check_shared(lines: &str, conflicts: &[&str], state: &str) {
    check(&format!("{SHARED}\n{lines}"), conflicts, state);
}

#[test]
fn one_after_the_other_is_no_conflict() {
    check_shared("李 marks A traced..planned", &[], "planned");
    check_shared("李 marks A traced..planned\n 李 -> 王\n 王 marks A planned..treating", &[], "treating");
    // Even the other way round, dated back.
    check_shared(
        "李 marks A traced..planned on 9\n 李 -> 王\n 王 marks A traced..treating on 5",
        &[],
        "planned",
    );
}

#[test]
fn two_states_contradict() {
    check(
        "王 marks A investigated..traced\n 李 marks A investigated..planned",
        &["A state: 李1 planned | 王1 traced"],
        "traced",
    );
    check_shared(
        "王 marks A traced..planned\n 李 marks A traced..treating on 4",
        &["A state: 李1 treating | 王2 planned"],
        "treating",
    );
}

#[test]
fn the_same_on_both_sides_is_no_conflict() {
    check_shared("王 marks A traced..planned on 3\n 李 marks A traced..planned on 4", &[], "planned");
    check_shared("王 marks A level=2\n 李 marks A level=2", &[], "traced");
}

#[test]
fn different_fields_do_not_contradict() {
    check_shared("王 marks A traced..planned\n 李 marks A level=3", &[], "planned");
    check_shared("王 marks A level=3\n 李 marks A width=2", &[], "traced");
    check_shared(
        "王 marks A traced..planned level=3\n 李 marks A level=4",
        &["A level: 李1 4 | 王2 3"],
        "planned",
    );
}

#[test]
fn a_field_alone_keeps_the_state_that_another_moved() {
    // 李's mark is recorded later and names the state that it found.
    check_shared("王 marks A traced..planned\n 李 marks A level=3 on 7", &[], "planned");
}

#[test]
fn the_last_of_a_side_speaks_for_it() {
    check_shared(
        "王 marks A traced..planned\n 王 marks A planned..treating\n 李 marks A traced..accepted on 2",
        &["A state: 李1 accepted | 王3 treating"],
        "accepted",
    );
    // 王 went and came back: only 李 moved it.
    check_shared(
        "王 marks A traced..planned\n 王 marks A planned..traced\n 李 marks A traced..accepted on 2",
        &[],
        "accepted",
    );
}

#[test]
fn who_takes_his_own_mark_back_contradicts_nobody() {
    check_shared(
        "王 marks A traced..planned on 9\n 王 undoes 王2\n 李 marks A traced..accepted on 2",
        &[],
        "accepted",
    );
}

#[test]
fn taking_back_what_another_built_on_is_a_conflict() {
    let lines = "王 undoes 王1\n 李 marks A traced..planned";
    check_shared(lines, &["A state: 李1 planned | 王2 investigated"], "planned");
    check_shared(
        &format!("{lines}\n 王 -> 李\n 李 -> 王\n 王 keeps 王2 in state"),
        &["A state: 李1 planned | 王2 investigated, settled by 王3"],
        "investigated",
    );
    check_shared(
        &format!("{lines}\n 王 -> 李\n 李 keeps 李1 in state\n 李 undoes 李1"),
        &["A state: 李1 planned | 王2 investigated, settled by 李2"],
        "traced",
    );
    // Two who take back the same agree.
    check_shared("王 undoes 王1\n 李 undoes 王1", &[], "investigated");
}

const APART: &str = "王 marks A traced..planned on 9
    李 marks A traced..treating on 4
    李 marks A treating..accepted on 5
    李 -> 王
    王 -> 李";

#[test]
fn a_settlement_keeps_one_side_whole() {
    check_shared(APART, &["A state: 王2 planned | 李2 accepted"], "planned");
    check_shared(
        &format!("{APART}\n 王 keeps 李2 in state"),
        &["A state: 王2 planned | 李2 accepted, settled by 王3"],
        "accepted",
    );
    check_shared(
        &format!("{APART}\n 王 keeps 王2 in state"),
        &["A state: 王2 planned | 李2 accepted, settled by 王3"],
        "planned",
    );
}

#[test]
fn a_settlement_leaves_other_fields_alone() {
    let all = Story::of(
        "王 marks A investigated..traced level=3
         李 marks A investigated..planned width=2
         李 -> 王
         王 keeps 李1 in state",
    );
    let all = all.together();
    let site = crate::device::site("A");
    let now = all.history.fold(&site, crate::device::END).unwrap();
    assert_eq!(
        (now.state, now.fields.number("level"), now.fields.number("width")),
        ("planned", Some(3.0), Some(2.0))
    );
}

#[test]
fn a_later_mark_that_saw_both_settles_too() {
    check_shared(
        &format!("{APART}\n 李 marks A planned..rejected on 9"),
        &["A state: 王2 planned | 李2 accepted, settled by 李3"],
        "rejected",
    );
    // A mark of another field settles nothing.
    check_shared(
        &format!("{APART}\n 李 marks A level=1"),
        &["A state: 王2 planned | 李2 accepted"],
        "planned",
    );
}

#[test]
fn a_settlement_that_is_taken_back_opens_the_conflict_again() {
    let settled = format!("{APART}\n 王 keeps 李2 in state\n 王 undoes 王3");
    check_shared(&settled, &["A state: 王2 planned | 李2 accepted"], "planned");
    check_shared(
        &format!("{settled}\n 王 undoes 王4"),
        &["A state: 王2 planned | 李2 accepted, settled by 王3"],
        "accepted",
    );
    check_shared(
        &format!("{settled}\n 王 keeps 王2 in state"),
        &["A state: 王2 planned | 李2 accepted, settled by 王5"],
        "planned",
    );
}

#[test]
fn two_settlements_that_contradict_are_a_conflict_themselves() {
    let lines = format!("{APART}\n 王 keeps 王2 in state\n 李 keeps 李2 in state");
    check_shared(
        &lines,
        &["A state: 王2 planned | 李2 accepted, settled by 王3", "A state: 李3 accepted | 王3 planned"],
        "planned",
    );
    check_shared(
        &format!("{lines}\n 王 -> 李\n 李 keeps 李3 in state"),
        &[
            "A state: 王2 planned | 李2 accepted, settled by 王3",
            "A state: 李3 accepted | 王3 planned, settled by 李4",
        ],
        "accepted",
    );
}

#[test]
fn three_sides_are_one_conflict() {
    check(
        "王 marks A investigated..traced
         李 marks A investigated..planned
         张 marks A investigated..treating on 2
         李 -> 王
         张 -> 王
         王 keeps 李1 in state",
        &["A state: 张1 treating | 李1 planned | 王1 traced, settled by 王2"],
        "planned",
    );
}

#[test]
fn one_code_for_two_new_sites_is_a_conflict() {
    check(
        "王 adds A 左岸\n 李 adds A 右岸\n 王 -> 李\n 李 keeps 李1 in register",
        &["A register: 李1 右岸 | 王1 左岸, settled by 李2"],
        "investigated",
    );
    check("王 adds A 左岸\n 李 adds A 左岸", &[], "investigated");
}

#[test]
fn a_site_that_one_retires_and_another_works_on_is_a_conflict() {
    check_shared(
        "王 retires A\n 李 marks A traced..planned",
        &["A register: 李1 as it was | 王2 retired"],
        "gone",
    );
    check_shared("王 retires A\n 李 retires A", &[], "gone");
    // 李 had seen that it was retired, or did nothing in the end.
    check_shared("王 retires A\n 王 -> 李\n 李 marks A traced..planned", &[], "gone");
    check_shared("王 retires A\n 李 marks A traced..planned\n 李 undoes 李1", &[], "gone");
    let lines = "王 retires A\n 李 marks A traced..planned\n 王 -> 李";
    check_shared(
        &format!("{lines}\n 李 keeps 李1 in register"),
        &["A register: 李1 as it was | 王2 retired, settled by 李2"],
        "planned",
    );
    check_shared(
        &format!("{lines}\n 李 keeps 王2 in register"),
        &["A register: 李1 as it was | 王2 retired, settled by 李2"],
        "gone",
    );
    check_shared(
        &format!("{lines}\n 李 undoes 王2"),
        &["A register: 李1 as it was | 王2 retired, settled by 李2"],
        "planned",
    );
}

#[test]
fn what_is_said_contradicts_too() {
    check("王 reports 50\n 李 reports 60", &["value: 李1 60 | 王1 50"], "investigated");
    check("王 reports 50\n 李 reports 60 on 2", &[], "investigated");
    check("王 reports 50\n 李 reports 50", &[], "investigated");
    check(
        "王 assigns 410526\n 李 assigns 410526 410522 on 2\n 王 -> 李\n 李 keeps 王1 in counties",
        &["counties: 李1 410526+410522 | 王1 410526, settled by 李2"],
        "investigated",
    );
    check("王 rules done\n 李 rules behind", &["light: 李1 behind | 王1 done"], "investigated");
}

#[test]
fn a_clock_that_is_years_wrong_makes_no_conflict_and_settles_one() {
    let mut story = Story::of(SHARED);
    let (mut wang, mut li) = (story.devices.remove("王").unwrap(), story.devices.remove("李").unwrap());
    li.clock = "2011-01-01T00:00:00Z".parse().unwrap();
    let day = jiff::civil::date(2025, 3, 1);
    li.write(day, crate::device::mark("A", "traced", "planned"));
    wang.take(&li);
    assert_eq!(told(&wang.history), [""; 0]);
    assert_eq!(wang.state("A"), "planned");
    wang.write(day, crate::device::mark("A", "planned", "treating"));
    li.write(day, crate::device::mark("A", "planned", "accepted"));
    li.take(&wang);
    assert_eq!(told(&li.history), ["A state: 李2 accepted | 王2 treating"]);
    li.write(day, crate::device::mark("A", "treating", "rejected"));
    assert_eq!(told(&li.history), ["A state: 李2 accepted | 王2 treating, settled by 李3"]);
    assert_eq!(li.state("A"), "rejected");
}

#[test]
fn who_builds_on_a_settlement_contradicts_who_takes_it_back() {
    check_shared(
        &format!(
            "{APART}\n 王 keeps 李2 in state\n 王 -> 李\n 李 marks A accepted..rejected on 9\n 王 undoes 王3"
        ),
        &["A state: 王2 planned | 李2 accepted, settled by 王3", "A state: 李3 rejected | 王4 planned"],
        "rejected",
    );
}

#[test]
fn a_forged_settlement_reaches_no_other_site() {
    let mut story = Story::of(
        "王 marks A investigated..traced
         王 marks B investigated..planned
         李 marks A investigated..treating
         王 -> 李",
    );
    let li = story.devices.get_mut("李").unwrap();
    let keep = EventId("李1".into());
    let body = Body::Settle(Settlement {
        site: Some(SiteId("A".into())),
        field: "state".into(),
        over: vec![EventId("王1".into()), EventId("王2".into())],
        keep,
        note: None,
    });
    li.write(jiff::civil::date(2025, 3, 2), body);
    let all = story.together();
    assert_eq!((all.state("A"), all.state("B")), ("treating".to_owned(), "planned".to_owned()));
    // 王2 is in what the settlement names, and not in what it is about.
    assert_eq!(all.history.overruled(all.event(&EventId("王2".into()))), []);
}
