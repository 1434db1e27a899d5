//! What a county reports and whom the bureau assigns: asked for, refused, kept, taken back.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at once")]

use guatu::ledger::{AsOf, Author, Body, Clock, Event, EventId, Said};
use guatu::plan::{Adcode, MilestoneId, TaskNo};
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
            let reported = |t: &guatu::plan::Target| t.measure.is_none() && t.per_county.is_empty();
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
    let counted = desk.first(|_, m| m.targets.first().is_some_and(|t| t.measure.is_some()));
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
    assert!(desk.open().history.events().is_empty());
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
