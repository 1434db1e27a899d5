//! The measures of a plan: what contradicts itself, and what no kind of site can answer.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::BTreeMap;

use guatu::ledger::{AsOf, Clock};
use guatu::plan::{
    Adcode, Baseline, Bound, Change, Compute, Condition, Contradiction, Empty, Measure, Milestone, Near,
    Plan, Problem, SiteMeasure, Split, built_in,
};
use guatu::site::{Kinds, MeasureFault};
use guatu::text::{Lang, Say};
use guatu::workspace::{self, Access, Workspace};
use jiff::civil::date;

fn milestone<'p>(plan: &'p mut Plan, id: &str) -> &'p mut Milestone {
    let all = plan.tasks.iter_mut().flat_map(|task| &mut task.milestones);
    all.into_iter().find(|milestone| milestone.id.0 == id).unwrap()
}

/// The first measure over sites of a milestone of the built-in plan.
fn measure(milestone: &mut Milestone) -> &mut SiteMeasure {
    let sites = milestone.targets.iter_mut().find_map(|target| match &mut target.measure {
        Measure::Sites(measure) => Some(measure.as_mut()),
        Measure::Reported | Measure::Published => None,
    });
    sites.unwrap()
}

/// Damages one milestone of the built-in plan: the one thing that then contradicts itself.
#[track_caller]
fn contradiction(id: &str, damage: impl FnOnce(&mut Milestone)) -> Contradiction {
    let mut plan = built_in().unwrap();
    damage(milestone(&mut plan, id));
    let problems = plan.problems();
    let [Problem::Measure { place, what }] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(place, id);
    for lang in [Lang::Zh, Lang::En] {
        let line = problems[0].say(lang);
        assert!(line.contains(id) && !line.contains("plan.") && !line.contains(['{', '\n']), "{line}");
    }
    *what
}

fn limit(field: &str, number: f64) -> BTreeMap<String, f64> {
    [(field.to_owned(), number)].into()
}

fn bound(text: &str) -> Bound {
    Bound::try_from(text.to_owned()).unwrap()
}

#[test]
fn a_measure_that_contradicts_itself_is_found_and_said() {
    use Contradiction as C;
    // What remains is not to grow; the worst value is held to its own side.
    assert_eq!(contradiction("T08-M1", |m| m.targets[0].bound = bound(">= 3 台")), C::Direction);
    assert_eq!(contradiction("T04-M2", |m| m.targets[0].bound = bound("<= 25 %")), C::Direction);
    assert_eq!(contradiction("T13-M1", |m| m.targets[0].bound = bound("== 2 级")), C::Direction);
    let reached = || Condition { reached: Some("completed".to_owned()), ..Condition::default() };
    assert_eq!(contradiction("T04-M2", |m| measure(m).counted = reached()), C::WorstCounted);
    assert_eq!(contradiction("T22-M2", |m| measure(m).split = Split::ByRegister), C::Parts);
    let own = |m: &mut Milestone| m.targets[0].per_county = [(Adcode("410526".into()), 70.0)].into();
    assert_eq!(contradiction("T22-M2", own), C::Parts);
    assert_eq!(contradiction("T22-M2", |m| measure(m).counted = Condition::default()), C::AllCounted);
    assert_eq!(contradiction("T08-M1", |m| measure(m).counted = Condition::default()), C::AllCounted);
    assert_eq!(contradiction("T22-M3", |m| m.qualifier = None), C::Qualifier);
    let of_rivers = |m: &mut Milestone| {
        m.qualifier = Some("力争".into());
        m.targets[0].by_qualifier = true;
    };
    assert_eq!(contradiction("T22-M4", of_rivers), C::Qualifier);
}

#[test]
fn numbers_and_baselines_that_mean_nothing_are_found() {
    use Contradiction as C;
    let year = Baseline { year: 2020, change: Change::Rise };
    assert_eq!(contradiction("T22-M2", |m| m.targets[0].baseline = Some(year)), C::Baseline);
    assert_eq!(contradiction("T22-M2", |m| measure(m).empty = Empty::Zero), C::EmptyZero);
    assert_eq!(contradiction("T22-M2", |m| m.targets[0].start_value = Some(f64::NAN)), C::Number);
    let no_factor = |m: &mut Milestone| {
        let Compute::Sum { per_unit, .. } = &mut measure(m).compute else { panic!("not a sum") };
        *per_unit = 0.0;
    };
    assert_eq!(contradiction("T24-M1", no_factor), C::Number);
    let near = |m: &mut Milestone| measure(m).of.near.as_mut().unwrap().km = -3.0;
    assert_eq!(contradiction("T15-M1", near), C::Number);
    let endless = |m: &mut Milestone| measure(m).of.any[0].less_than = limit("size", f64::INFINITY);
    assert_eq!(contradiction("T03-M1", endless), C::Number);
    assert_eq!(contradiction("T03-M1", |m| measure(m).of.any.push(Condition::default())), C::IdleAlternative);
}

#[test]
fn every_measure_speaks_of_kinds_fields_and_states_that_exist() {
    let plan = built_in().unwrap();
    assert_eq!(Kinds::built_in().mismatches(&plan), []);
    let targets = plan.milestones().flat_map(|(_, milestone)| &milestone.targets);
    assert!(targets.filter(|target| target.over_sites().is_some()).count() > 40);
}

/// Damages one measure of the built-in plan: the one thing that no kind then knows.
#[track_caller]
fn mismatch(id: &str, damage: impl FnOnce(&mut SiteMeasure)) -> MeasureFault {
    let mut plan = built_in().unwrap();
    damage(measure(milestone(&mut plan, id)));
    let found = Kinds::built_in().mismatches(&plan);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].milestone.0, id);
    for lang in [Lang::Zh, Lang::En] {
        let line = found[0].say(lang);
        assert!(line.contains(id) && !line.contains("site.") && !line.contains(['{', '\n']), "{line}");
    }
    found[0].fault.clone()
}

#[test]
fn a_word_that_no_kind_knows_is_found_however_deep_it_stands() {
    let list = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let kind = mismatch("T22-M2", |m| m.kind = "moon".into());
    assert_eq!(kind, MeasureFault::Kind("moon".into()));
    let near = Near { kind: "moon".into(), fields: BTreeMap::new(), km: 3.0 };
    assert_eq!(mismatch("T22-M2", |m| m.of.near = Some(near)), MeasureFault::Kind("moon".into()));
    let field = mismatch("T15-M1", |m| {
        m.of.near.as_mut().unwrap().fields.insert("colour".into(), list(&["red"]));
    });
    assert_eq!(field, MeasureFault::Field { kind: "monitoring_point".into(), field: "colour".into() });
    let state = mismatch("T22-M2", |m| m.counted.reached = Some("gone".into()));
    assert_eq!(state, MeasureFault::State { kind: "outfall".into(), state: "gone".into() });
    let state = mismatch("T22-M1", |m| m.counted.states.push("gone".into()));
    assert!(matches!(state, MeasureFault::State { .. }));
    let value = mismatch("T03-M1", |m| {
        m.of.any[1].fields.insert("unit_type".into(), list(&["炼丹炉"]));
    });
    assert!(matches!(value, MeasureFault::Value { value, .. } if value == "炼丹炉"));
    let number = mismatch("T03-M1", |m| m.of.any[0].more_than = limit("unit_type", 1.0));
    assert!(matches!(number, MeasureFault::NotNumber { .. }));
    let number = mismatch("T04-M2", |m| m.compute = Compute::Max { field: "gas_plan".into() });
    assert!(matches!(number, MeasureFault::NotNumber { .. }));
    let field = mismatch("T24-M1", |m| {
        m.compute = Compute::Sum { field: "area_ha".into(), of: "depth".into(), per_unit: 1.0 };
    });
    assert!(matches!(field, MeasureFault::Field { field, .. } if field == "depth"));
}

#[test]
fn the_data_check_tells_of_a_measure_that_nobody_can_answer() {
    let dir = tempfile::tempdir().unwrap();
    workspace::create(dir.path(), false).unwrap();
    let mut plan = built_in().unwrap();
    measure(milestone(&mut plan, "T22-M2")).kind = "moon".into();
    std::fs::write(dir.path().join("plan.json"), serde_json::to_string(&plan).unwrap()).unwrap();
    let workspace = Workspace::open(dir.path(), Access::Read).unwrap();
    let as_of = AsOf { date: date(2024, 6, 30), clock: Clock::Effect };
    let found = workspace::check(&workspace, as_of);
    let told: Vec<_> = found.iter().filter(|issue| issue.rule == "measure").collect();
    assert!(told.len() == 1 && told[0].error, "{found:?}");
    assert!(told[0].message.zh.contains("T22-M2") && told[0].message.en.contains("moon"));
}
