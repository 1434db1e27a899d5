//! 试算: what is tried moves every light and is written nowhere.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at once")]

use std::path::Path;

use guatu::ledger::{AsOf, Author, Clock};
use guatu::plan::Adcode;
use guatu::status::{Explanation, explain, status, wish};
use guatu::workspace::{self, Access, MarkRequest, Workspace};
use jiff::civil::{Date, date};

const DAY: Date = date(2024, 9, 30);

fn author() -> Author {
    Author { by: "李四".into(), recorded_at: "2026-03-10T09:00:00+08:00".parse().unwrap() }
}

fn as_of() -> AsOf {
    AsOf { date: DAY, clock: Clock::Effect }
}

fn explained(workspace: &Workspace, task: u16, county: &str) -> Explanation {
    let county = Adcode(county.to_owned());
    explain(&workspace.inputs(), &workspace.rule, as_of(), guatu::plan::TaskNo(task), &county)
}

/// Every file of a folder with its bytes.
fn bytes(dir: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut found: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect();
    found.sort();
    found
}

/// The marks that make the first `n` sites of a milestone count that do not yet.
fn marks(workspace: &Workspace, why: &Explanation, milestone: &str, n: usize) -> Vec<MarkRequest> {
    let milestone = why.milestones.iter().find(|m| m.id.0 == milestone).unwrap();
    let figure = milestone.figure().unwrap();
    let (_, promise) = workspace.plan.milestone(&milestone.id).unwrap();
    let target = &promise.targets[figure.number - 1];
    let open = figure.sites.iter().filter(|site| site.asked && !site.counted);
    let requests = open.filter_map(|site| {
        let record = workspace.register.get(&site.id)?;
        let kind = workspace.kinds.get(&record.kind)?;
        let wish = wish(target, kind, &workspace.history.fold(record, as_of())?)?;
        let (to, set) = (wish.to, wish.set);
        Some(MarkRequest {
            site: site.id.clone(),
            to: Some(to),
            on: DAY,
            note: None,
            set,
            evidence: Vec::new(),
        })
    });
    requests.take(n).collect()
}

#[test]
fn twelve_marks_move_the_light_and_leave_the_folder_byte_for_byte_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("anyang");
    workspace::create(&dir, true).unwrap();
    let mut workspace = Workspace::open(&dir, Access::Write).unwrap();
    let lights = |workspace: &Workspace| status(&workspace.inputs(), &workspace.rule, as_of());
    let (before, files) = (lights(&workspace), bytes(&dir));

    workspace.begin_trial();
    let why = explained(&workspace, 22, "410526");
    let requests = marks(&workspace, &why, "T22-M2", 12);
    assert_eq!(requests.len(), 12);
    for request in &requests {
        workspace.mark(request, &author()).unwrap();
    }
    let counted = |why: &Explanation| why.milestones[1].now.counted.unwrap();
    assert_eq!(counted(&explained(&workspace, 22, "410526")), counted(&why) + 12);
    assert_ne!(lights(&workspace), before);
    assert_eq!(workspace.trial_events().len(), 12);

    let first = workspace.trial_events().next().unwrap().id.clone();
    workspace.undo(&first, &author()).unwrap();
    assert_eq!(counted(&explained(&workspace, 22, "410526")), counted(&why) + 11);
    assert!(Workspace::open(&dir, Access::Write).is_err(), "the folder stays held meanwhile");

    workspace.end_trial();
    assert_eq!(lights(&workspace), before);
    assert_eq!(bytes(&dir), files);
    assert!(!workspace.in_trial() && workspace.trial_events().len() == 0);
    let closed = MarkRequest { to: Some("cancelled".to_owned()), ..requests[0].clone() };
    workspace.mark(&closed, &author()).expect_err("to close it asks for evidence again");
}

#[test]
fn a_trial_needs_no_folder_and_may_look_ahead_but_no_number_may_pass_its_bound() {
    let mut workspace = Workspace::built_in().unwrap();
    let why = explained(&workspace, 22, "410526");
    let mut request = marks(&workspace, &why, "T22-M2", 1).remove(0);
    workspace.mark(&request, &author()).expect_err("the built-in workspace is read-only");
    workspace.begin_trial();
    request.on = date(2027, 1, 1);
    workspace.mark(&request, &author()).expect("a day that has not come");
    request.to = Some("nowhere".to_owned());
    workspace.mark(&request, &author()).expect_err("no such state");
    workspace.end_trial();
    assert!(!workspace.writable);
}

#[test]
fn what_a_milestone_wishes_for_makes_a_site_count() {
    let mut workspace = Workspace::built_in().unwrap();
    workspace.begin_trial();
    let milestones: Vec<_> =
        workspace.plan.milestones().map(|(task, m)| (task.number.0, m.id.0.clone())).collect();
    let counties: Vec<String> = workspace.plan.counties.iter().map(|c| c.adcode.0.clone()).collect();
    let mut tried = 0;
    for (task, id) in &milestones {
        for county in &counties {
            let why = explained(&workspace, *task, county);
            if !why.milestones.iter().any(|m| m.id.0 == *id && m.figure().is_some()) {
                continue;
            }
            let Some(request) = marks(&workspace, &why, id, 1).pop() else { continue };
            let kind = workspace.kinds.get(&workspace.register.get(&request.site).unwrap().kind).unwrap();
            let relapse = request.to.as_ref().and_then(|to| kind.state(to)).is_some_and(|to| to.relapse);
            assert!(!relapse, "{id} {request:?}: nobody wishes for a relapse");
            workspace.mark(&request, &author()).unwrap_or_else(|error| panic!("{id} {request:?}: {error}"));
            let after = explained(&workspace, *task, county);
            let milestone = after.milestones.iter().find(|m| m.id.0 == *id).expect("still asked");
            let sites = milestone.figures.iter().flat_map(|figure| &figure.sites);
            let counted = sites.filter(|site| site.id == request.site).any(|site| site.counted);
            assert!(counted, "{id} {county} {request:?}");
            tried += 1;
            break;
        }
    }
    assert!(tried > 3, "only {tried} milestones miss sites on {DAY}");
}
