//! What changed between two days, and what in between caused it.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use serde::Serialize;

use super::contradiction::field_words;
use super::{Cell, Inputs, Light, NumberMoved, Numbers, Rule, Status, status};
use crate::ledger::{
    Addition, AsOf, Body, Clock, Event, EventId, History, Judgement, Report, Retirement, Said,
};
use crate::plan::{Adcode, Condition, MilestoneId, Plan, TaskNo};
use crate::site::{Site, SiteId};
use crate::text::{Bilingual, Lang};

/// What changed from the end of one day to the end of another.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Changes {
    /// The first of the two days; it may be the later one.
    pub from: Date,
    /// The second.
    pub to: Date,
    /// By effect or by knowledge.
    pub clock: Clock,
    /// Where a light or a number moved: by task, then in the plan's county order.
    pub cells: Vec<Change>,
    /// Acts that count on one of the days and not on the other, and sites that entered the register
    /// in between.
    pub happened: usize,
}

/// What changed in one task and county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The task.
    pub task: TaskNo,
    /// The county's Chinese name.
    pub county: String,
    /// The county's code.
    pub adcode: Adcode,
    /// The light on the first day.
    pub before: Light,
    /// The light on the second.
    pub after: Light,
    /// The milestones whose numbers moved.
    pub numbers: Vec<NumberMoved>,
    /// What in between caused it, by day; empty where time alone moved the light: a deadline passed,
    /// or the schedule expects more.
    pub causes: Vec<Cause>,
}

/// Something that happened in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// The day on which it holds.
    pub on: Date,
    /// The event; none where a site entered the register.
    pub event: Option<EventId>,
    /// Whether it counts on the second day; one that was taken back in between no longer does.
    pub counts: bool,
    /// The site, where it is about one.
    pub site: Option<SiteId>,
    /// Who wrote it; empty for the register.
    pub by: String,
    /// What happened, in a few words.
    pub what: Bilingual,
}

/// What changed from the end of `from` to the end of `to`.
#[must_use]
pub fn changes(inputs: &Inputs<'_>, rule: &Rule, from: Date, to: Date, clock: Clock) -> Changes {
    let day = |date| AsOf { date, clock };
    let before = status(inputs, rule, day(from));
    let after = status(inputs, rule, day(to));
    between(inputs, rule, &before, &after)
}

/// The same of two statuses that are known already: of one plan and rule, by one clock.
#[must_use]
pub fn between(inputs: &Inputs<'_>, rule: &Rule, before: &Status, after: &Status) -> Changes {
    let (from, to, clock) = (before.as_of, after.as_of, after.clock);
    let mut happenings = happenings(inputs, AsOf { date: from, clock }, AsOf { date: to, clock });
    // Under other rules a ruling moves nothing.
    happenings.retain(|happening| rule.manual || !matches!(happening.subject, Subject::Judgement(_)));
    let reach = Reach::of(inputs.plan);
    let mut causes: HashMap<(TaskNo, &Adcode), Vec<usize>> = HashMap::new();
    for (at, happening) in happenings.iter().enumerate() {
        for (task, county) in reach.of_subject(inputs.plan, &happening.subject) {
            causes.entry((task, county)).or_default().push(at);
        }
    }
    let pairs = before.cells.iter().zip(&after.cells);
    let cells = pairs.filter_map(|(old, new)| {
        let numbers = numbers(old, new);
        if old.light == new.light && numbers.is_empty() {
            return None;
        }
        let causes = causes.get(&(new.task, &new.adcode)).map_or(&[][..], Vec::as_slice);
        let mut causes: Vec<Cause> = causes.iter().map(|&at| happenings[at].cause.clone()).collect();
        causes.sort_by(|a, b| (a.on, &a.event, &a.site).cmp(&(b.on, &b.event, &b.site)));
        causes.dedup();
        Some(Change {
            task: new.task,
            county: new.county.clone(),
            adcode: new.adcode.clone(),
            before: old.light,
            after: new.light,
            numbers,
            causes,
        })
    });
    Changes { from, to, clock, cells: cells.collect(), happened: happenings.len() }
}

impl Changes {
    /// The cells whose light moved.
    pub fn lights(&self) -> impl Iterator<Item = &Change> {
        self.cells.iter().filter(|change| change.before != change.after)
    }
}

impl Change {
    /// Whether its light is worse on the second day.
    #[must_use]
    pub fn is_worse(&self) -> bool {
        self.after.rank() < self.before.rank()
    }
}

fn numbers(old: &Cell, new: &Cell) -> Vec<NumberMoved> {
    let moved = new.milestones.iter().filter_map(|now| {
        let was = old.milestones.iter().find(|was| was.id == now.id)?;
        let (before, after) = (Numbers::of(was), Numbers::of(now));
        (before != after).then(|| NumberMoved {
            task: new.task,
            county: new.county.clone(),
            milestone: now.id.clone(),
            before,
            after,
        })
    });
    moved.collect()
}

/// Something that happened in between, and what it is about.
struct Happening<'a> {
    subject: Subject<'a>,
    cause: Cause,
}

enum Subject<'a> {
    Site(&'a Site),
    Report(&'a Report),
    Assignment(TaskNo),
    Judgement(&'a Judgement),
}

/// Events that count on one of two days and not on the other, and sites registered in between.
fn happenings<'a>(inputs: &Inputs<'a>, from: AsOf, to: AsOf) -> Vec<Happening<'a>> {
    let mut found = Vec::new();
    for (event, counts) in inputs.history.differing(from, to) {
        // What is settled was never otherwise, as what is undone: only what was known has a day.
        if from.clock == Clock::Effect && matches!(event.body, Body::Settle(_)) {
            continue;
        }
        // A file's record goes before an addition of its code, which then changes nothing.
        let is_of_file = |site| inputs.register.get(site).is_some_and(|site| site.added_by.is_none());
        if matches!(&event.body, Body::Add(added) if is_of_file(&added.site)) {
            continue;
        }
        found.extend(of_event(inputs, event, counts));
    }
    // What events added speaks through them.
    for site in inputs.register.sites().iter().filter(|site| site.added_by.is_none()) {
        let Some(on) = site.registered_on else { continue };
        let counts = on <= to.date;
        if counts != (on <= from.date) {
            let what = filled("status.registered", |_| vec![("site", site_words(site))]);
            let cause =
                Cause { on, event: None, counts, site: Some(site.id.clone()), by: String::new(), what };
            found.push(Happening { subject: Subject::Site(site), cause });
        }
    }
    found
}

/// What an event says, in a few words; none for a counter-event, which speaks through the event that
/// it takes back, and for what this version does not know.
#[must_use]
pub fn event_words(inputs: &Inputs<'_>, event: &Event) -> Option<Bilingual> {
    read(inputs, event).map(|(_, _, what)| what)
}

fn of_event<'a>(inputs: &Inputs<'a>, event: &'a Event, counts: bool) -> Option<Happening<'a>> {
    let (subject, site, what) = read(inputs, event)?;
    let cause = Cause {
        on: event.effective_on,
        event: Some(event.id.clone()),
        counts,
        site,
        by: event.by.clone(),
        what: match (counts, is_overruled(inputs.history, event)) {
            (true, _) => what,
            (false, true) => filled("status.overruled", |l| vec![("what", what.get(l).to_owned())]),
            (false, false) => taken_back(&what),
        },
    };
    Some(Happening { subject, cause })
}

/// Whether a settlement is against all that an event says.
fn is_overruled(history: &History, event: &Event) -> bool {
    let fields = history.touches(event);
    !fields.is_empty() && fields.iter().all(|field| history.overruled_by(&event.id, field).is_some())
}

/// What an event is about, its site, and what it says.
fn read<'a>(inputs: &Inputs<'a>, event: &'a Event) -> Option<(Subject<'a>, Option<SiteId>, Bilingual)> {
    Some(match &event.body {
        Body::Mark { site, from, to, set, .. } => {
            let site = inputs.register.get(site)?;
            (Subject::Site(site), Some(site.id.clone()), mark_words(inputs, site, from, to, set))
        }
        Body::Add(Addition { site, .. }) => {
            let site = inputs.register.get(site)?;
            let what = filled("status.registered", |_| vec![("site", site_words(site))]);
            (Subject::Site(site), Some(site.id.clone()), what)
        }
        Body::Retire(Retirement { site, why, .. }) => {
            let site = inputs.register.get(site)?;
            let what = filled("status.retired", |_| vec![("site", site_words(site)), ("why", why.clone())]);
            (Subject::Site(site), Some(site.id.clone()), what)
        }
        Body::Report(report) => (Subject::Report(report), None, report_words(inputs.plan, report)),
        Body::Assign(assignment) => {
            let names = |lang: Lang| {
                let counties = assignment.counties.iter().filter_map(|code| inputs.plan.county(code));
                let names: Vec<&str> = counties.map(|county| county.name.get(lang)).collect();
                names.join(lang.get("status.comma"))
            };
            let task = assignment.task;
            let what =
                filled("status.assigned", |lang| vec![("task", task.to_string()), ("counties", names(lang))]);
            (Subject::Assignment(task), None, what)
        }
        Body::Judge(judgement) => (Subject::Judgement(judgement), None, judgement_words(judgement)),
        Body::Settle(settled) => {
            let keep = inputs.history.get(&settled.keep)?;
            let (subject, site, what) = read(inputs, inputs.history.end_of_chain(keep))?;
            let what = if matches!(keep.body, Body::Undo { .. }) { taken_back(&what) } else { what };
            let about = inputs.history.subject(keep)?;
            let field = field_words(inputs, &about, &settled.field);
            let values =
                |lang: Lang| vec![("field", field.get(lang).to_owned()), ("what", what.get(lang).to_owned())];
            (subject, site, filled("status.settled", values))
        }
        Body::Undo { .. } | Body::Unknown(_) => return None,
    })
}

fn taken_back(what: &Bilingual) -> Bilingual {
    filled("status.taken_back", |lang| vec![("what", what.get(lang).to_owned())])
}

pub(super) fn filled(key: &str, values: impl Fn(Lang) -> Vec<(&'static str, String)>) -> Bilingual {
    let say = |lang: Lang| {
        let values = values(lang);
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lang.fill(key, &values)
    };
    Bilingual { zh: say(Lang::Zh), en: say(Lang::En) }
}

pub(super) fn site_words(site: &Site) -> String {
    format!("{} {}", site.id, site.name).trim_end().to_owned()
}

fn mark_words(
    inputs: &Inputs<'_>,
    site: &Site,
    from: &str,
    to: &str,
    set: &BTreeMap<String, crate::site::Value>,
) -> Bilingual {
    let kind = inputs.kinds.get(&site.kind);
    filled("status.marked", |lang| {
        let state =
            |id: &str| kind.map_or_else(|| id.to_owned(), |kind| kind.state_words(id, lang).to_owned());
        let step = if from == to || from.is_empty() {
            state(to)
        } else {
            format!("{} → {}", state(from), state(to))
        };
        let fields = set.iter().map(|(id, value)| {
            let name = kind.map_or(id.as_str(), |kind| kind.field_words(id, lang));
            format!("{name} {value}")
        });
        let step: Vec<String> = std::iter::once(step).chain(fields).collect();
        vec![("site", site_words(site)), ("step", step.join(lang.get("status.comma")))]
    })
}

fn report_words(plan: &Plan, report: &Report) -> Bilingual {
    let target = plan
        .milestone(&report.milestone)
        .and_then(|(_, milestone)| milestone.targets.get(report.target.checked_sub(1)?));
    let unit = target.map_or("", |target| target.bound.unit.as_str());
    filled("status.reported", |lang| {
        let said = match report.said {
            Said::Value(value) => format!("{value} {unit}"),
            Said::Baseline(value) => {
                lang.fill("status.of_baseline", &[("value", &format!("{value} {unit}"))])
            }
            Said::Done(true) => lang.get("status.said_done").to_owned(),
            Said::Done(false) => lang.get("status.said_not_done").to_owned(),
        };
        vec![
            ("milestone", report.milestone.to_string()),
            ("said", said.trim_end().to_owned()),
            ("source", report.source.clone()),
        ]
    })
}

fn judgement_words(judgement: &Judgement) -> Bilingual {
    let what = judgement.milestone.as_ref().map_or(String::new(), |id| format!(" {id}"));
    filled("status.judged", |lang| {
        vec![
            ("task", format!("{}{what}", judgement.task)),
            ("light", Light::from(judgement.light).word(lang).to_owned()),
            ("why", judgement.why.clone()),
        ]
    })
}

/// Which tasks a kind of site has a part in.
struct Reach<'a> {
    /// Kind → tasks that count it, in the site's own county.
    counted: HashMap<&'a str, Vec<TaskNo>>,
    /// Kind → tasks that count what lies near it, in whatever county.
    near: HashMap<&'a str, Vec<TaskNo>>,
}

impl<'a> Reach<'a> {
    fn of(plan: &'a Plan) -> Self {
        let mut reach = Self { counted: HashMap::new(), near: HashMap::new() };
        for (task, milestone) in plan.milestones() {
            for measure in milestone.targets.iter().filter_map(|target| target.over_sites()) {
                let tasks = reach.counted.entry(measure.kind.as_str()).or_default();
                if !tasks.contains(&task.number) {
                    tasks.push(task.number);
                }
                for condition in [&measure.of, &measure.counted] {
                    neighbours(condition, &mut |kind| {
                        let tasks = reach.near.entry(kind).or_default();
                        if !tasks.contains(&task.number) {
                            tasks.push(task.number);
                        }
                    });
                }
            }
        }
        reach
    }

    /// The cells in which something about a subject counts.
    fn of_subject<'p>(&self, plan: &'p Plan, subject: &Subject<'p>) -> Vec<(TaskNo, &'p Adcode)> {
        let everywhere = |task: TaskNo| plan.counties.iter().map(move |county| (task, &county.adcode));
        match subject {
            Subject::Site(site) => {
                let tasks =
                    |of: &HashMap<&str, Vec<TaskNo>>| of.get(site.kind.as_str()).cloned().unwrap_or_default();
                let own =
                    site.county.as_ref().and_then(|code| plan.county(code)).map(|county| &county.adcode);
                let own = own
                    .into_iter()
                    .flat_map(|own| tasks(&self.counted).into_iter().map(move |task| (task, own)));
                own.chain(tasks(&self.near).into_iter().flat_map(everywhere)).collect()
            }
            Subject::Report(report) => {
                let task = task_of(plan, &report.milestone);
                match plan.county(&report.county) {
                    Some(county) => task.map(|task| (task, &county.adcode)).into_iter().collect(),
                    // The city's own word holds for every county.
                    None => task.into_iter().flat_map(everywhere).collect(),
                }
            }
            Subject::Assignment(task) => everywhere(*task).collect(),
            Subject::Judgement(judgement) => {
                let county = plan.county(&judgement.county);
                county.map(|county| (judgement.task, &county.adcode)).into_iter().collect()
            }
        }
    }
}

fn task_of(plan: &Plan, milestone: &MilestoneId) -> Option<TaskNo> {
    plan.milestone(milestone).map(|(task, _)| task.number)
}

/// The kinds of site that a condition asks to be near.
fn neighbours<'a>(condition: &'a Condition, found: &mut impl FnMut(&'a str)) {
    if let Some(near) = &condition.near {
        found(&near.kind);
    }
    for one in &condition.any {
        neighbours(one, found);
    }
}
