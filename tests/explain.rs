//! Every light can say why, and says the same as the status.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod city;

use std::collections::BTreeMap;

use guatu::ledger::{Body, Event, EventId, History, Report, Said};
use guatu::plan::{Adcode, MilestoneId, TaskNo};
use guatu::site::SiteId;
use guatu::status::{Explanation, Light, Rule, Silence, explain, missing};
use guatu::text::Lang;
use guatu::workspace::Workspace;
use jiff::civil::{Date, date};

fn why(workspace: &Workspace, task: u16, county: usize) -> Explanation {
    let rule = Rule::schedule().unwrap();
    let county = workspace.plan.counties[county].adcode.clone();
    explain(&workspace.inputs(), &rule, city::autumn_2024(), TaskNo(task), &county)
}

#[test]
fn every_cell_is_explained_by_its_own_numbers() {
    let workspace = city::city();
    let status = city::status_of(&workspace, city::autumn_2024());
    let rule = Rule::schedule().unwrap();
    for cell in &status.cells {
        let why = explain(&workspace.inputs(), &rule, city::autumn_2024(), cell.task, &cell.adcode);
        assert_eq!((why.light, why.late), (cell.light, cell.late), "{} {}", cell.task, cell.county);
        for (milestone, now) in why.milestones.iter().zip(&cell.milestones) {
            assert_eq!(&milestone.now, now);
            if let Some(of) = now.of {
                let asked = milestone.sites().iter().filter(|site| site.asked).count();
                let counted = milestone.sites().iter().filter(|site| site.counted).count();
                assert_eq!((counted, asked), (now.counted.unwrap(), of), "{}", now.id);
            }
        }
    }
}

#[test]
fn an_overdue_county_names_the_site_that_is_missing_and_what_it_must_reach() {
    let why = why(&city::city(), 22, 6);
    assert_eq!(why.light, Light::Overdue);
    let tracing = &why.milestones[0];
    assert!(tracing.source.contains("溯源"), "{}", tracing.source);
    let open: Vec<_> = tracing.sites().iter().filter(|site| !site.counted).collect();
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].id.0, "S-6-11");
    assert_eq!(open[0].reason(Lang::Zh), "未到“已溯源”");
    assert_eq!(tracing.sites()[0].id, open[0].id, "what is missing comes first");
    assert!(tracing.sentence(Lang::Zh).contains("12 个中计入 11 个"), "{}", tracing.sentence(Lang::Zh));
    let text = why.to_text(Lang::Zh);
    assert!(text.starts_with("滑县 任务22 建设美丽幸福河湖：逾期"), "{text}");
    assert!(why.to_text(Lang::En).contains("S-6-11"));
}

#[test]
fn silence_has_its_reason_and_an_unbound_county_has_no_milestones() {
    let workspace = city::city();
    let silent = why(&workspace, 5, 0);
    assert_eq!(silent.light, Light::NoReport);
    assert!(silent.milestones.iter().all(|milestone| milestone.silence.is_some()));
    let nothing = why(&workspace, 22, 8);
    assert_eq!(nothing.milestones[0].silence, Some(Silence::NothingToCount));
    // Task 2 names 林州, 汤阴 and 殷都 only.
    let unbound = why(&workspace, 2, 6);
    assert_eq!((unbound.light, unbound.milestones.len()), (Light::NotResponsible, 0));
}

#[test]
fn a_task_that_is_not_assigned_shows_what_it_will_ask() {
    let workspace = city::city();
    let why = why(&workspace, 15, 2);
    assert_eq!(why.light, Light::Unassigned);
    let promised = &workspace.plan.task(TaskNo(15)).unwrap().milestones;
    assert_eq!(why.milestones.len(), promised.len());
    for (reason, milestone) in why.milestones.iter().zip(promised) {
        assert_eq!((&reason.source, reason.now.light), (&milestone.source, Light::Unassigned));
        assert!(reason.figures.is_empty());
    }
    assert!(why.to_text(Lang::Zh).contains(&promised[0].source));
}

#[test]
fn what_a_task_still_misses_is_what_its_milestones_do_not_count() {
    let workspace = city::city();
    let rule = Rule::schedule().unwrap();
    let missing = missing(&workspace.inputs(), &rule, city::autumn_2024(), TaskNo(22));
    let light = |id: &str| missing.get(&SiteId(id.to_owned())).map(|missed| missed.light);
    assert_eq!(light("S-6-11"), Some(Light::Overdue), "not even traced, a year late");
    assert_eq!(light("S-6-10"), Some(Light::OnTrack), "traced, not remediated, and in time");
    assert_eq!(light("S-2-11"), Some(Light::Behind), "not remediated, where that is behind");
    assert_eq!(light("S-0-00"), None, "remediated");
}

#[test]
fn pace_says_what_is_left_and_what_a_week_must_bring() {
    // County 2: 5 of 12 are remediated, 70 % are 9, due in 92 days; nothing moved for 13 weeks.
    let why = why(&city::city(), 22, 2);
    let pace = why.milestones[1].pace().copied().expect("a pace");
    assert_eq!((pace.left, pace.current_per_week, pace.met_on), (4.0, Some(0.0), None));
    assert!((pace.needed_per_week.unwrap() - 4.0 / (92.0 / 7.0)).abs() < 1e-9);
    let words = pace.to_text(Some("%"), Lang::Zh);
    assert_eq!(words, "还差 4 个，每周需 0.3 个，近 13 周每周 0 个");
    assert_eq!(why.milestones[0].pace(), None, "tracing is done");
}

#[test]
fn a_pace_leads_to_the_day_on_which_it_arrives() {
    let mut workspace = city::city();
    workspace.history = History::new(["S-2-05", "S-2-06"].map(accepted_in_september).to_vec());
    let pace = why(&workspace, 22, 2).milestones[1].pace().copied().expect("a pace");
    assert_eq!((pace.left, pace.current_per_week), (2.0, Some(2.0 / 13.0)));
    // Two more at two in 13 weeks are 13 weeks.
    assert_eq!(pace.met_on, Some(date(2024, 12, 30)));
}

fn accepted_in_september(site: &str) -> Event {
    Event {
        id: EventId(format!("mark of {site}")),
        device: "here".to_owned(),
        effective_on: date(2024, 9, 2),
        recorded_at: "2024-09-02T08:00:00Z".parse().unwrap(),
        by: "王敏".to_owned(),
        saw: None,
        turn: 0,
        body: Body::Mark {
            site: SiteId(site.to_owned()),
            layer: "outfalls".to_owned(),
            from: "treating".to_owned(),
            to: "accepted".to_owned(),
            set: BTreeMap::new(),
            note: None,
            evidence: Vec::new(),
        },
    }
}

fn report(id: &str, county: &Adcode, target: usize, said: Said, on: Date) -> Event {
    Event {
        id: EventId(id.to_owned()),
        device: "here".to_owned(),
        effective_on: on,
        recorded_at: "2024-09-20T01:00:00Z".parse().unwrap(),
        by: "李四".to_owned(),
        saw: None,
        turn: 0,
        body: Body::Report(Report {
            milestone: MilestoneId("T21-M2".to_owned()),
            county: county.clone(),
            target,
            said,
            source: format!("{id} 号月报"),
        }),
    }
}

#[test]
fn a_reported_number_says_who_said_it_when_and_from_where() {
    let mut workspace = city::city();
    let hua = workspace.plan.counties[6].adcode.clone();
    workspace.history = History::new(vec![
        report("旧", &hua, 2, Said::Value(53.0), date(2024, 6, 30)),
        report("新", &hua, 2, Said::Value(58.5), date(2024, 9, 1)),
        report("年鉴", &hua, 2, Said::Baseline(52.0), date(2020, 12, 31)),
        report("明天", &hua, 2, Said::Value(99.0), date(2024, 10, 1)),
    ]);
    let why = why(&workspace, 21, 6);
    let milestone = why.milestones.iter().find(|milestone| milestone.id.0 == "T21-M2").unwrap();
    assert_eq!(milestone.figures.len(), 2, "each of its numbers, not only the one that decides");
    assert_eq!(milestone.decisive, Some(2));
    assert!(milestone.figures[0].said.is_empty());
    assert_eq!(milestone.figures[0].silence, Some(Silence::NotReported));
    let rise = &milestone.figures[1];
    assert_eq!((rise.light, rise.value), (Light::Done, Some(6.5)));
    let said: Vec<_> = rise.said.iter().map(|heard| (heard.event.0.as_str(), heard.said, heard.on)).collect();
    assert_eq!(
        said,
        [("新", Said::Value(58.5), date(2024, 9, 1)), ("年鉴", Said::Baseline(52.0), date(2020, 12, 31))]
    );
    let text = why.to_text(Lang::Zh);
    let line = "滑县 2024-09-01 填报 58.5（来源：新 号月报；李四，记录于 2024-09-20）";
    assert!(text.contains(line), "{text}");
    assert!(text.contains("达到一项即可"), "{text}");
    assert!(!text.contains("旧 号月报") && !text.contains("明天"), "{text}");
}

/// What the plan wants none of is to be dealt with where it is there, not where it is not.
#[test]
fn of_what_is_unwanted_the_sites_that_count_are_to_be_visited() {
    let workspace = Workspace::built_in().unwrap();
    let rule = Rule::schedule().unwrap();
    let autumn = city::autumn_2024();
    let missing = missing(&workspace.inputs(), &rule, autumn, TaskNo(17));
    let fires = workspace.register.of_kind("fire_point").filter(|fire| {
        fire.registered_on.is_some_and(|on| on.year() == autumn.date.year() && on <= autumn.date)
    });
    let fires: Vec<&SiteId> = fires.map(|fire| &fire.id).collect();
    assert!(!fires.is_empty());
    assert_eq!(missing.keys().collect::<Vec<_>>(), fires);
}
