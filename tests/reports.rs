//! What a county reports and whom the bureau assigns: asked for, refused, kept, taken back.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at once")]

use guatu::ledger::{AsOf, Author, Body, Clock, Event, EventId, Said};
use guatu::plan::{Adcode, Measure, MilestoneId, TaskNo};
use guatu::status::{Light, status};
use guatu::text::{Lang, Say};
use guatu::workspace::{self, Access, AssignRequest, ReportRequest, Workspace};
use jiff::civil::{Date, date};

struct Desk {
    dir: tempfile::TempDir,
    workspace: Option<Workspace>,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        workspace::create(dir.path(), false).unwrap();
        let workspace = Some(Workspace::open(dir.path(), Access::Write).unwrap());
        Self { dir, workspace }
    }

    fn open(&mut self) -> &mut Workspace {
        self.workspace.as_mut().unwrap()
    }

    fn again(&mut self) {
        self.workspace = None;
        self.workspace = Some(Workspace::open(self.dir.path(), Access::Write).unwrap());
    }

    fn first(&mut self, wanted: impl Fn(&guatu::plan::Task, &guatu::plan::Milestone) -> bool) -> MilestoneId {
        let plan = &self.open().plan;
        plan.milestones().find(|(task, m)| wanted(task, m)).map(|(_, m)| m.id.clone()).unwrap()
    }

    fn a_number(&mut self) -> MilestoneId {
        self.first(|task, m| {
            let open = task.scope == guatu::plan::Scope::All && m.only.is_none();
            let reported =
                |t: &guatu::plan::Target| t.measure == Measure::Reported && t.per_county.is_empty();
            open && m.targets.first().is_some_and(reported)
        })
    }
}

fn now() -> Author {
    Author { by: "李四".into(), recorded_at: "2025-03-10T09:00:00+08:00".parse().unwrap() }
}

fn report(milestone: &MilestoneId, said: Said, on: Date) -> ReportRequest {
    let (milestone, source) = (milestone.clone(), "月报".to_owned());
    ReportRequest { milestone, county: "滑县".into(), target: 1, said, on, source }
}

fn assign(task: u16, counties: &[&str], on: Date) -> AssignRequest {
    let counties = counties.iter().map(|&name| name.to_owned()).collect();
    AssignRequest { task: TaskNo(task), counties, on }
}

fn values(workspace: &Workspace, milestone: &MilestoneId, on: Date, clock: Clock) -> Vec<Said> {
    let reports = workspace.history.reports(milestone, AsOf { date: on, clock });
    reports.map(|(_, report)| report.said).collect()
}

#[test]
fn a_report_is_kept_ordered_by_its_day_and_taken_back() {
    let mut desk = Desk::new();
    let id = desk.a_number();
    let later = desk.open().report(&report(&id, Said::Value(60.0), date(2025, 2, 28)), &now()).unwrap();
    desk.open().report(&report(&id, Said::Value(50.0), date(2024, 12, 31)), &now()).unwrap();
    desk.again();
    let both = [Said::Value(50.0), Said::Value(60.0)];
    assert_eq!(values(desk.open(), &id, date(2025, 3, 10), Clock::Effect), both);
    assert_eq!(values(desk.open(), &id, date(2025, 1, 1), Clock::Effect), both[..1]);
    // Known only since it was written.
    assert!(values(desk.open(), &id, date(2025, 3, 9), Clock::Knowledge).is_empty());
    let undo = desk.open().undo(&later.id, &now()).unwrap();
    assert!(matches!(&undo.body, Body::Undo { site: None, .. }));
    assert_eq!(values(desk.open(), &id, date(2025, 3, 10), Clock::Effect), both[..1]);
    desk.open().undo(&undo.id, &now()).unwrap();
    desk.again();
    assert_eq!(values(desk.open(), &id, date(2025, 3, 10), Clock::Knowledge), both);
}

#[test]
fn a_report_that_makes_no_sense_is_refused_in_one_line_and_nothing_is_written() {
    let mut desk = Desk::new();
    let id = desk.a_number();
    let counted = desk.first(|_, m| m.targets.first().is_some_and(|t| t.over_sites().is_some()));
    let plain = desk.first(|task, m| m.targets.is_empty() && task.scope == guatu::plan::Scope::All);
    let relevant = desk.first(|task, _| task.scope == guatu::plan::Scope::Relevant);
    let day = date(2025, 3, 1);
    let good = report(&id, Said::Value(1.0), day);
    let unknown = MilestoneId("T99-M1".into());
    let refused = [
        (report(&unknown, Said::Value(1.0), day), 2, "T99-M1"),
        (ReportRequest { county: "开封".into(), ..good.clone() }, 2, "开封"),
        (report(&id, Said::Value(f64::NAN), day), 2, "NaN"),
        (report(&id, Said::Value(1.0), date(2025, 3, 11)), 5, "2025-03-11"),
        (report(&id, Said::Done(true), day), 2, id.0.as_str()),
        (report(&plain, Said::Value(1.0), day), 2, plain.0.as_str()),
        (report(&counted, Said::Value(1.0), day), 5, counted.0.as_str()),
        (report(&relevant, Said::Done(true), day), 5, "滑县"),
        (ReportRequest { target: 9, ..good.clone() }, 2, "9"),
        (ReportRequest { target: 0, ..good.clone() }, 2, "0"),
        (ReportRequest { source: " ".into(), ..good.clone() }, 2, "来源"),
    ];
    for (request, code, names) in refused {
        let error = desk.open().report(&request, &now()).expect_err(names);
        let said = error.say(Lang::Zh);
        assert_eq!(error.code(), code, "{said}");
        assert!(said.contains(names) && !said.contains('\n'), "“{said}” does not name {names}");
    }
    assert!(desk.open().history.is_empty());
    desk.open().report(&good, &now()).unwrap();
}

#[test]
fn an_assignment_binds_from_its_day_until_the_next() {
    let mut desk = Desk::new();
    let task =
        desk.open().plan.tasks.iter().find(|t| t.scope == guatu::plan::Scope::Relevant).unwrap().number;
    let named = desk.open().plan.tasks.iter().find(|t| t.scope == guatu::plan::Scope::All).unwrap().number;
    let hua = Adcode("410526".into());
    desk.open().assign(&assign(task.0, &["滑县", "滑", "林州"], date(2024, 5, 1)), &now()).unwrap();
    let second = desk.open().assign(&assign(task.0, &["林州"], date(2024, 9, 1)), &now()).unwrap();
    desk.again();
    let bound = |desk: &mut Desk, on| {
        let as_of = AsOf { date: on, clock: Clock::Effect };
        desk.open().history.assigned(task, as_of).map(<[Adcode]>::to_vec)
    };
    assert_eq!(bound(&mut desk, date(2024, 4, 30)), None);
    assert_eq!(bound(&mut desk, date(2024, 5, 1)).unwrap().len(), 2);
    assert!(!bound(&mut desk, date(2024, 9, 1)).unwrap().contains(&hua));
    desk.open().undo(&second.id, &now()).unwrap();
    assert!(bound(&mut desk, date(2024, 9, 1)).unwrap().contains(&hua));
    let day = date(2024, 5, 1);
    for (request, code) in [
        (assign(99, &["滑县"], day), 2),
        (assign(named.0, &["滑县"], day), 5),
        (assign(task.0, &["开封"], day), 2),
        (assign(task.0, &[], day), 2),
        (assign(task.0, &["滑县"], date(2025, 3, 11)), 5),
    ] {
        assert_eq!(desk.open().assign(&request, &now()).expect_err("refused").code(), code);
    }
}

#[test]
fn an_assigned_task_has_lights_in_its_counties_and_asks_nothing_of_the_others() {
    let mut desk = Desk::new();
    let task =
        desk.open().plan.tasks.iter().find(|t| t.scope == guatu::plan::Scope::Relevant).unwrap().number;
    desk.open().assign(&assign(task.0, &["滑县"], date(2024, 5, 1)), &now()).unwrap();
    let lights = |desk: &mut Desk, on, clock| {
        let workspace = desk.open();
        let status = status(&workspace.inputs(), &workspace.rule, AsOf { date: on, clock });
        let cells = status.cells.into_iter().filter(|cell| cell.task == task);
        cells.map(|cell| (cell.county, cell.light)).collect::<Vec<_>>()
    };
    for (on, clock) in [(date(2024, 4, 30), Clock::Effect), (date(2025, 3, 9), Clock::Knowledge)] {
        let before = lights(&mut desk, on, clock);
        assert!(before.iter().all(|(_, light)| *light == Light::Unassigned), "{before:?}");
    }
    for (county, light) in lights(&mut desk, date(2024, 5, 1), Clock::Effect) {
        let bound = !matches!(light, Light::NotResponsible | Light::Unassigned);
        assert_eq!(bound, county == "滑县", "{county} {light:?}");
        assert!(county == "滑县" || light == Light::NotResponsible, "{county} {light:?}");
    }
}

#[test]
fn ledgers_of_before_read_to_the_byte_and_a_report_that_lacks_parts_is_damage() {
    let undo = r#"{"id":"u","device":"d","effective_on":"2024-05-01","recorded_at":"2024-05-01T00:00:00Z","by":"李四","kind":"undo","event":"e","site":"HX-1"}"#;
    let event: Event = serde_json::from_str(undo).unwrap();
    assert!(matches!(&event.body, Body::Undo { event: EventId(id), site: Some(_) } if id == "e"));
    assert_eq!(serde_json::to_string(&event).unwrap(), undo);
    let report = r#"{"id":"r","device":"d","effective_on":"2024-05-01","recorded_at":"2024-05-01T00:00:00Z","by":"李四","kind":"report","milestone":"T01-M1","county":"410526","said":{"value":52.5},"source":"月报"}"#;
    let event: Event = serde_json::from_str(report).unwrap();
    assert!(event.site().is_none() && !event.body.is_damaged());
    assert_eq!(serde_json::to_string(&event).unwrap(), report);
    let damaged: Event = serde_json::from_str(&report.replace("said", "sad")).unwrap();
    assert!(damaged.body.is_damaged());
}

/// A milestone of 滑县: its light, whether it was late, its value.
fn light(desk: &mut Desk, id: &MilestoneId, on: Date) -> (Light, bool, Option<f64>) {
    let workspace = desk.open();
    let status = status(&workspace.inputs(), &workspace.rule, AsOf { date: on, clock: Clock::Effect });
    let mut cells = status.cells.into_iter().filter(|cell| cell.county == "滑县");
    let now = cells.find_map(|cell| cell.milestones.into_iter().find(|m| &m.id == id)).unwrap();
    (now.light, now.late, now.value)
}

#[test]
fn a_number_turns_its_light_from_no_report_to_done() {
    let after_the_plan = || Author { recorded_at: "2026-03-10T09:00:00+08:00".parse().unwrap(), ..now() };
    let mut desk = Desk::new();
    let id = desk.first(|task, m| {
        let at_least = |t: &guatu::plan::Target| t.bound.comparator == guatu::plan::Comparator::AtLeast;
        let one =
            m.targets.len() == 1 && m.targets[0].measure == Measure::Reported && at_least(&m.targets[0]);
        let shared = m.only.is_none() && m.targets.iter().all(|t| t.per_county.is_empty());
        task.scope == guatu::plan::Scope::All && one && m.due().is_some() && shared
    });
    let (due, target) = {
        let plan = &desk.open().plan;
        let (_, milestone) = plan.milestone(&id).unwrap();
        (milestone.due().unwrap(), milestone.targets[0].bound.value)
    };
    assert_eq!(light(&mut desk, &id, due).0, Light::NoReport);
    let short = target - 1.0;
    desk.open()
        .report(&report(&id, Said::Value(short), due.yesterday().unwrap()), &after_the_plan())
        .unwrap();
    // One point short of the target on the last day, which is still in time.
    assert_eq!(light(&mut desk, &id, due), (Light::OnTrack, false, Some(short)));
    let after = due.tomorrow().unwrap();
    assert_eq!(light(&mut desk, &id, after), (Light::Overdue, false, Some(short)));
    desk.open().report(&report(&id, Said::Value(target), after), &after_the_plan()).unwrap();
    assert_eq!(light(&mut desk, &id, after), (Light::Done, true, Some(target)));
    assert_eq!(light(&mut desk, &id, due).0, Light::OnTrack);
}

#[test]
fn a_change_is_counted_from_the_report_of_its_baseline_year() {
    let mut desk = Desk::new();
    let id = desk.first(|_, m| m.targets.len() == 1 && m.targets[0].baseline.is_some());
    let day = date(2025, 3, 1);
    // The change itself, in points, until the year it counts from is known: 4 of 5 where 507 of 812
    // days ask for 3.12. Then 58 - 52 = 6.
    desk.open().report(&report(&id, Said::Value(4.0), date(2025, 2, 1)), &now()).unwrap();
    assert_eq!(light(&mut desk, &id, day), (Light::OnTrack, false, Some(4.0)));
    desk.open().report(&report(&id, Said::Baseline(52.0), date(2020, 12, 31)), &now()).unwrap();
    desk.open().report(&report(&id, Said::Value(58.0), day), &now()).unwrap();
    assert_eq!(light(&mut desk, &id, day), (Light::Done, false, Some(6.0)));
}

#[test]
fn a_promise_without_numbers_is_declared_and_warns_thirty_days_before() {
    let mut desk = Desk::new();
    let id = desk.first(|task, m| {
        let dated = m.due().is_some_and(|due| due < date(2025, 1, 31));
        m.targets.is_empty() && dated && m.only.is_none() && task.scope == guatu::plan::Scope::All
    });
    let due = desk.open().plan.milestone(&id).unwrap().1.due().unwrap();
    let start = date(2023, 11, 1);
    assert_eq!(light(&mut desk, &id, due).0, Light::NoReport);
    desk.open().report(&report(&id, Said::Done(false), start), &now()).unwrap();
    let before = |days: i64| due - jiff::Span::new().days(days);
    assert_eq!(light(&mut desk, &id, before(31)).0, Light::OnTrack);
    assert_eq!(light(&mut desk, &id, before(30)).0, Light::Behind);
    assert_eq!(light(&mut desk, &id, due).0, Light::Behind);
    assert_eq!(light(&mut desk, &id, before(-1)).0, Light::Overdue);
    desk.open().report(&report(&id, Said::Done(true), due), &now()).unwrap();
    let done = light(&mut desk, &id, before(-1));
    assert_eq!((done.0, done.1), (Light::Done, false));
}

#[test]
fn the_verbs_write_and_say_what_moved() {
    let mut desk = Desk::new();
    let relevant = desk.open().plan.tasks.iter().find(|t| t.scope == guatu::plan::Scope::Relevant).unwrap();
    let task = relevant.number.to_string();
    let number = desk.a_number();
    desk.workspace = None;
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_guatu"));
        command.args([words[0], "-w", desk.dir.path().to_str().unwrap(), "--format", "json"]);
        let output = command.args(&words[1..]).output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code().unwrap(), json)
    };
    let day = ["--on", "2024-05-01", "--by", "李四"];
    let (code, answer) = run(&[&["assign", "--task", &task, "--county", "滑县", "林州"], &day[..]].concat());
    assert_eq!(code, 0, "{answer}");
    assert_eq!(answer["event"]["kind"], "assign");
    assert_eq!(answer["event"]["counties"], serde_json::json!(["410526", "410581"]));
    assert_eq!(answer["moved"].as_array().unwrap().len(), 9);
    let id = answer["event"]["id"].as_str().unwrap().to_owned();
    let (code, answer) = run(&["undo", &id, "--by", "李四"]);
    assert_eq!((code, &answer["event"]["undoes"]), (0, &serde_json::json!(id)), "{answer}");
    let report = ["report", "--milestone", &number.0, "--county", "滑县", "--source", "月报"];
    let (code, answer) = run(&[&report[..], &["--value", "1.5"], &day[..]].concat());
    assert_eq!(code, 0, "{answer}");
    assert_eq!(answer["event"]["said"]["value"], 1.5);
    let (code, answer) = run(&[&report[..], &["--value", "nan"], &day[..]].concat());
    assert_eq!(code, 2, "{answer}");
    let (code, answer) = run(&[&report[..], &["--value", "1", "--done"], &day[..]].concat());
    assert_eq!(code, 2, "{answer}");
}

/// A milestone whose number is published for the whole city, in a task that binds every county.
fn a_published_number(desk: &mut Desk) -> MilestoneId {
    let first = |m: &guatu::plan::Milestone| m.targets.first().map(|target| target.measure.clone());
    desk.first(|task, m| task.scope == guatu::plan::Scope::All && first(m) == Some(Measure::Published))
}

#[test]
fn the_city_publishes_for_every_county_and_a_county_does_not() {
    let mut desk = Desk::new();
    let id = a_published_number(&mut desk);
    let day = date(2025, 3, 1);
    let by_county = report(&id, Said::Value(1.0), day);
    let error = desk.open().report(&by_county, &now()).unwrap_err();
    assert_eq!(error.code(), 5);
    assert!(error.say(Lang::Zh).contains("安阳市") && error.say(Lang::En).contains("Anyang City"), "{error}");
    // By either name or its code; the last one holds.
    for (at, name) in (0u8..).zip(["安阳市", " anyang city ", "410500"]) {
        let said = Said::Value(f64::from(at));
        desk.open()
            .report(&ReportRequest { county: name.into(), said, ..by_county.clone() }, &now())
            .unwrap();
    }
    assert_eq!(light(&mut desk, &id, day).2, Some(2.0));
    // 安阳 alone is the county of that name.
    assert!(desk.open().report(&ReportRequest { county: "安阳".into(), ..by_county }, &now()).is_err());
}

#[test]
fn a_goal_is_reported_by_the_city_in_its_own_terms() {
    let mut desk = Desk::new();
    let goals = desk.open().plan.goals.clone();
    let number = goals.iter().find(|goal| goal.bound.is_some()).unwrap().id.clone();
    let words = goals.iter().find(|goal| goal.bound.is_none()).unwrap().id.clone();
    let day = date(2025, 3, 1);
    let ask = |id: &str, who: &str, target: usize, said| ReportRequest {
        county: who.into(),
        target,
        ..report(&MilestoneId(id.into()), said, day)
    };
    for (request, code) in [
        (ask(&number, "滑县", 1, Said::Value(40.0)), 5),
        (ask(&number, "安阳市", 2, Said::Value(40.0)), 2),
        (ask(&number, "安阳市", 1, Said::Done(true)), 2),
        (ask(&number, "安阳市", 1, Said::Baseline(40.0)), 2),
        (ask(&number, "安阳市", 1, Said::Value(f64::INFINITY)), 2),
        (ask(&words, "安阳市", 1, Said::Value(40.0)), 2),
        (ask("G99", "安阳市", 1, Said::Value(40.0)), 2),
    ] {
        let error = desk.open().report(&request, &now()).expect_err(&request.milestone.0);
        assert_eq!(error.code(), code, "{request:?}: {error}");
    }
    assert!(desk.open().history.is_empty());
    desk.open().report(&ask(&number, "安阳市", 1, Said::Value(46.5)), &now()).unwrap();
    desk.open().report(&ask(&words, "安阳市", 1, Said::Done(true)), &now()).unwrap();
    assert_eq!(values(desk.open(), &MilestoneId(number), day, Clock::Effect), [Said::Value(46.5)]);
}

#[test]
fn the_citys_word_on_a_promise_without_numbers_holds_where_a_county_said_nothing() {
    let mut desk = Desk::new();
    let plain = desk.first(|task, m| m.targets.is_empty() && task.scope == guatu::plan::Scope::All);
    let day = date(2025, 3, 1);
    let city = ReportRequest { county: "安阳市".into(), ..report(&plain, Said::Done(true), day) };
    desk.open().report(&city, &now()).unwrap();
    assert_eq!(light(&mut desk, &plain, day).0, Light::Done);
    desk.open().report(&report(&plain, Said::Done(false), day), &now()).unwrap();
    assert_ne!(light(&mut desk, &plain, day).0, Light::Done);
}
