//! The plan as data is the plan as it was published: nothing lost, nothing added, nothing changed.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use guatu::plan::audit::{Finding, audit};
use guatu::plan::{Adcode, BUILT_IN_JSON, BUILT_IN_TEXT, Milestone, Plan, Scope, built_in};

fn plan() -> Plan {
    built_in().unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_built_in_plan_says_what_its_text_says() {
    assert_eq!(audit(&plan(), BUILT_IN_TEXT), []);
}

#[test]
fn it_holds_all_of_it() {
    let plan = plan();
    let milestones: Vec<&Milestone> = plan.milestones().map(|(_, milestone)| milestone).collect();
    let dated = milestones.iter().filter(|m| m.deadline.is_some()).count();
    let targets = || milestones.iter().flat_map(|m| &m.targets);
    let (numbers, implied) =
        (targets().filter(|t| !t.implied).count(), targets().filter(|t| t.implied).count());
    assert_eq!(plan.counties.len(), 9);
    assert_eq!(plan.actions.len(), 12);
    assert_eq!(plan.tasks.len(), 32);
    assert_eq!(plan.goals.len(), 8);
    assert_eq!((milestones.len(), dated, milestones.len() - dated), (68, 33, 35));
    assert_eq!((numbers, implied), (50, 18));
}

#[test]
fn it_binds_each_county_to_as_many_tasks_as_the_text_does() {
    let plan = plan();
    let tasks = |name: &str| {
        let county = &plan.county_named(name).unwrap().adcode;
        plan.tasks.iter().filter(|task| plan.binds(task, county) == Some(true)).count()
    };
    for (county, count) in [
        ("殷都区", 28),
        ("汤阴县", 27),
        ("林州市", 26),
        ("文峰区", 25),
        ("龙安区", 25),
        ("北关区", 24),
        ("安阳县", 24),
        ("滑县", 23),
        ("内黄县", 23),
    ] {
        assert_eq!(tasks(county), count, "{county}");
    }
    let numbers = |scope: fn(&Scope) -> bool| -> Vec<u16> {
        plan.tasks.iter().filter(|t| scope(&t.scope)).map(|t| t.number.0).collect()
    };
    assert_eq!(numbers(|scope| *scope == Scope::Relevant), [6, 12, 14, 15]);
    assert_eq!(numbers(|scope| matches!(scope, Scope::Named(_))), [2, 3, 4, 13, 25]);
}

#[test]
fn forty_one_stations_are_the_sum_of_five_counties() {
    let plan = plan();
    let (_, milestone) = plan.milestones().find(|(_, m)| m.id.0 == "T30-M1").unwrap();
    let target = &milestone.targets[0];
    let of = |code: &str| target.per_county.get(&Adcode(code.to_owned()));
    assert_eq!(target.per_county.values().sum::<f64>(), 41.0);
    assert_eq!(of("410581"), Some(&16.0));
    let asked: BTreeMap<&str, bool> = plan
        .counties
        .iter()
        .map(|county| (county.name.zh.as_str(), milestone.asks(&county.adcode)))
        .collect();
    assert!(asked["林州市"] && asked["殷都区"] && !asked["文峰区"]);
    assert_eq!(asked.values().filter(|asked| **asked).count(), 5);
}

#[test]
fn what_is_written_back_reads_the_same() {
    let plan = plan();
    let written = serde_json::to_string(&plan).unwrap();
    assert_eq!(Plan::from_json(&written).unwrap(), plan);
}

/// Damages the file in one place and tells what the audit finds.
#[track_caller]
fn damaged(from: &str, to: &str) -> Vec<Finding> {
    assert!(BUILT_IN_JSON.contains(from), "nothing to damage: {from}");
    let plan = Plan::from_json(&BUILT_IN_JSON.replacen(from, to, 1));
    audit(&plan.unwrap_or_else(|error| panic!("{error}")), BUILT_IN_TEXT)
}

/// Damages the published text in one place and tells what the audit finds.
#[track_caller]
fn text_damaged(from: &str, to: &str) -> Vec<Finding> {
    assert!(BUILT_IN_TEXT.contains(from), "nothing to damage: {from}");
    audit(&plan(), &BUILT_IN_TEXT.replacen(from, to, 1))
}

#[test]
fn a_damaged_quote_is_found() {
    let found = damaged(
        "\"source\": \"2024年年底前,完成入河排污口70%整治任务\"",
        "\"source\": \"2024年年底前,完成入河排污口70%治理任务\"",
    );
    assert!(found.iter().any(|f| matches!(f, Finding::NotInText { place, .. } if place == "T22-M2")));
    assert!(found.iter().any(|f| matches!(f, Finding::NotInData { words } if words.contains("70"))));
}

#[test]
fn a_quote_of_another_task_is_found() {
    let found = damaged(
        "\"source\": \"到2025年,农村生活污水治理率达到44%。\"",
        "\"source\": \"到2025年,建成8条省级、市级、县级美丽河湖。\"",
    );
    assert!(found.iter().any(|f| matches!(f, Finding::NotInText { place, .. } if place == "T27-M1")));
}

#[test]
fn a_damaged_number_is_found() {
    for (from, to, id) in [
        ("\">= 70 %\"", "\">= 75 %\"", "T21-M2"),
        ("\">= 7095 亩\"", "\">= 7059 亩\"", "T24-M1"),
        ("\"<= 158 名\"", "\"<= 168.5 名\"", "T01-M1"),
        ("\">= 62.5 %\"", "\">= 65.2 %\"", "G2"),
        ("\"== 0 台套\"", "\"== 1 台套\"", "T12-M1"),
    ] {
        let found = damaged(from, to);
        let number = |f: &Finding| matches!(f, Finding::Number { place, .. } if place == id);
        assert!(found.iter().any(number), "{from}: {found:?}");
    }
}

#[test]
fn county_numbers_that_changed_places_are_found() {
    let found = damaged("\"410581\": 16, \"410526\": 14", "\"410581\": 14, \"410526\": 16");
    assert!(found.iter().all(|f| matches!(f, Finding::NotInText { place, .. } if place == "T30-M1")));
    assert_eq!(found.len(), 2);
}

#[test]
fn a_damaged_deadline_is_found() {
    let day = damaged("\"date\": \"2025-09-30\"", "\"date\": \"2025-09-29\"");
    assert!(matches!(day.as_slice(), [Finding::Deadline { .. }]), "{day:?}");
    let year = damaged("\"date\": \"2023-10-31\"", "\"date\": \"2024-10-31\"");
    assert!(year.iter().any(|f| matches!(f, Finding::Deadline { .. })));
    let words = damaged("\"words\": \"2025年9月底前\"", "\"words\": \"2025年8月底前\"");
    assert!(words.iter().any(|f| matches!(f, Finding::NotInText { .. })));
    let baseline = damaged("\"year\": 2022", "\"year\": 2021");
    assert!(baseline.iter().any(|f| matches!(f, Finding::NotInText { .. })));
}

#[test]
fn a_damaged_department_is_found() {
    let lead = "\"lead\": \"牵头单位:市公安局\"";
    let other = damaged(lead, "\"lead\": \"牵头单位:市应急局\"");
    assert!(matches!(other.as_slice(), [Finding::NotInText { place, .. }, Finding::NotInData { words }]
        if place == "18" && words == "牵头单位:市公安局"));
    let more = damaged(lead, "\"lead\": \"牵头单位:市公安局、市应急局\"");
    assert!(!more.is_empty());
    let unknown = BUILT_IN_JSON.replacen(lead, "\"lead\": \"牵头单位:市公安厅\"", 1);
    assert!(Plan::from_json(&unknown).is_err());
}

#[test]
fn a_lost_line_of_duty_is_found() {
    let line = "      \"cooperating\": \"配合单位:市工业和信息化局\",\n";
    assert!(
        damaged(line, "")
            .iter()
            .any(|f| matches!(f, Finding::NotInData { words } if words.starts_with("配合单位")))
    );
}

#[test]
fn a_wrong_scope_is_found() {
    let named =
        damaged("\"named\": [\"410581\", \"410523\", \"410505\"]", "\"named\": [\"410581\", \"410523\"]");
    assert!(matches!(named.as_slice(), [Finding::Duty { place, .. }] if place == "2"));
    let relevant = damaged("\"scope\": \"relevant\"", "\"scope\": \"all\"");
    assert!(matches!(relevant.as_slice(), [Finding::Duty { place, .. }] if place == "6"));
}

#[test]
fn a_damaged_title_action_or_task_text_is_found() {
    assert!(!damaged("\"zh\": \"建设美丽幸福河湖\"", "\"zh\": \"建设幸福美丽河湖\"").is_empty());
    assert!(!damaged("\"zh\": \"黑臭水体消除行动\"", "\"zh\": \"黑臭水体行动\"").is_empty());
    assert!(!damaged("逐年实现进位。压实", "逐年进位。压实").is_empty());
    assert!(!damaged("\"start\": \"2023-10-11\"", "\"start\": \"2023-10-12\"").is_empty());
    assert!(
        !damaged("\"tasks\": [5, 6]", "\"tasks\": [6, 5]")
            .iter()
            .any(|f| matches!(f, Finding::Deadline { .. }))
    );
}

#[test]
fn what_the_text_says_beyond_the_data_is_found() {
    let year = text_damaged("提升国控、省控点周边", "2024年提升国控、省控点周边");
    assert!(!year.is_empty());
    let line = text_damaged("牵头单位:市公安局\n", "牵头单位:市公安局\n\n督导单位:市政府\n");
    assert!(!line.is_empty());
    let behind =
        text_damaged("责任单位:相关县(市、区)政府\n", "责任单位:相关县(市、区)政府\n\n完成时限:尽快\n");
    assert!(matches!(behind.as_slice(), [Finding::NotInData { words }] if words.contains("完成时限")));
}

#[test]
fn a_promise_that_lost_its_milestone_is_found() {
    let mut plan = plan();
    for task in &mut plan.tasks {
        task.milestones.retain(|milestone| milestone.id.0 != "T22-M4");
    }
    let found = audit(&plan, BUILT_IN_TEXT);
    assert!(found.iter().any(|f| matches!(f, Finding::NotInData { words } if words.contains("建成8条"))));
}
