//! Sites and marks made in a few words, and what the rule says of them.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use geo::{Geometry, Point};
use guatu::geom::LonLat;
use guatu::ledger::{AsOf, Assignment, Body, Clock, Event, EventId, History, Report, Said};
use guatu::plan::{self, Adcode, MilestoneId, Plan, TaskNo};
use guatu::site::{Kinds, Register, Site, SiteId, Value};
use guatu::status::{self, Inputs, Light, MilestoneStatus, Rule, Rules, Status};
use jiff::civil::Date;

/// What stands in the nine counties, and what happened to it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ground {
    pub(crate) sites: Vec<Site>,
    pub(crate) events: Vec<Event>,
    /// None for the built-in plan.
    plan: Option<Arc<Plan>>,
    /// The id of a rule; none for 序时进度.
    rule: Option<String>,
    /// What the rule reads in a word without a percentage, where it is another one.
    qualifier: Option<(String, f64)>,
}

pub(crate) fn adcode(county: &str) -> Adcode {
    plan().county_named(county).unwrap().adcode.clone()
}

pub(crate) fn plan() -> &'static Plan {
    static PLAN: LazyLock<Plan> = LazyLock::new(|| plan::built_in().expect("the built-in plan"));
    &PLAN
}

fn kinds() -> &'static Kinds {
    static KINDS: LazyLock<Kinds> = LazyLock::new(Kinds::built_in);
    &KINDS
}

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

impl Ground {
    /// Under the built-in plan, but for task 22: its milestones are these, in JSON.
    pub(crate) fn promised(milestones: &[serde_json::Value]) -> Self {
        let mut json: serde_json::Value = serde_json::from_str(plan::BUILT_IN_JSON).unwrap();
        let tasks = json["tasks"].as_array_mut().unwrap();
        let task = tasks.iter_mut().find(|task| task["number"] == 22).unwrap();
        task["milestones"] = milestones.into();
        let plan = Plan::from_json(&json.to_string()).expect("a plan that fits");
        Self { plan: Some(Arc::new(plan)), ..Self::default() }
    }

    /// Under another rule.
    pub(crate) fn under(mut self, rule: &str) -> Self {
        self.rule = Some(rule.to_owned());
        self
    }

    /// Under a rule that asks for so many percent where the plan says the word.
    pub(crate) fn reading(mut self, word: &str, percent: f64) -> Self {
        self.qualifier = Some((word.to_owned(), percent));
        self
    }

    fn rule(&self) -> Rule {
        let id = self.rule.as_deref().unwrap_or(Rule::SCHEDULE);
        let mut rule = Rules::built_in().get(id).expect(id).clone();
        rule.qualifiers.extend(self.qualifier.clone());
        rule
    }

    /// Sites of one kind, named `<county><number>` from 1, in the register since January 2023.
    pub(crate) fn with(
        mut self,
        kind: &str,
        county: &str,
        count: usize,
        state: &str,
        fields: &[(&str, Value)],
    ) -> Self {
        for _ in 0..count {
            let number = self.sites.iter().filter(|site| site.county == Some(adcode(county))).count() + 1;
            self.sites.push(Site {
                id: SiteId(format!("{county}{number}")),
                kind: kind.to_owned(),
                layer: kind.to_owned(),
                name: format!("{county}{number}"),
                county: Some(adcode(county)),
                geometry: Geometry::Point(Point::new(114.5, 35.6)),
                point: LonLat { lon: 114.5, lat: 35.6 },
                registered_on: Some(day("2023-01-01")),
                state: state.to_owned(),
                fields: fields.iter().map(|(id, value)| ((*id).to_owned(), value.clone())).collect(),
                demo: false,
                added_by: None,
            });
        }
        self
    }

    pub(crate) fn outfalls(self, county: &str, count: usize, state: &str) -> Self {
        self.with("outfall", county, count, state, &[])
    }

    pub(crate) fn registered(mut self, site: &str, on: &str) -> Self {
        let site = self.sites.iter_mut().find(|s| s.id.0 == site).unwrap();
        site.registered_on = Some(day(on));
        self
    }

    /// Moves a site.
    pub(crate) fn at(mut self, site: &str, place: Point) -> Self {
        let site = self.sites.iter_mut().find(|s| s.id.0 == site).unwrap();
        (site.geometry, site.point) = (Geometry::Point(place), LonLat { lon: place.x(), lat: place.y() });
        self
    }

    /// A report of a county, or of the city where it says 安阳市, on the day for which it holds.
    pub(crate) fn report(self, milestone: &str, who: &str, target: usize, said: Said, on: &str) -> Self {
        let county = plan().reporter_named(who).unwrap().adcode;
        let (milestone, source) = (MilestoneId(milestone.to_owned()), "月报".to_owned());
        self.said(on, Body::Report(Report { milestone, county, target, said, source }))
    }

    /// Gives a 相关 task to counties.
    pub(crate) fn assign(self, task: u16, counties: &[&str], on: &str) -> Self {
        let counties = counties.iter().map(|county| adcode(county)).collect();
        self.said(on, Body::Assign(Assignment { task: TaskNo(task), counties }))
    }

    /// A mark that was written down on the day on which it holds.
    pub(crate) fn mark(self, site: &str, to: &str, on: &str) -> Self {
        self.mark_late(site, to, on, on, &[])
    }

    pub(crate) fn marks(self, sites: &[&str], to: &str, on: &str) -> Self {
        sites.iter().fold(self, |ground, site| ground.mark(site, to, on))
    }

    pub(crate) fn mark_late(
        mut self,
        site: &str,
        to: &str,
        on: &str,
        recorded: &str,
        set: &[(&str, f64)],
    ) -> Self {
        let body = Body::Mark {
            site: SiteId(site.to_owned()),
            layer: String::new(),
            from: String::new(),
            to: to.to_owned(),
            set: set.iter().map(|(id, value)| ((*id).to_owned(), Value::Number(*value))).collect(),
            note: None,
            evidence: Vec::new(),
        };
        self.push(on, recorded, body);
        self
    }

    /// Takes the last mark back.
    pub(crate) fn undo(mut self, recorded: &str) -> Self {
        let last = self.events.last().unwrap();
        let (event, site) = (last.id.clone(), last.site());
        self.push(recorded, recorded, Body::Undo { event, site });
        self
    }

    /// What was said, on the day on which it holds.
    pub(crate) fn said(mut self, on: &str, body: Body) -> Self {
        self.push(on, on, body);
        self
    }

    fn push(&mut self, on: &str, recorded: &str, body: Body) {
        self.events.push(Event {
            id: EventId(format!("event {:04}", self.events.len())),
            device: "laptop".to_owned(),
            effective_on: day(on),
            recorded_at: format!("{recorded}T04:00:00Z").parse().unwrap(),
            by: "王敏".to_owned(),
            saw: None,
            turn: 0,
            body,
        });
    }

    pub(crate) fn plan(&self) -> &Plan {
        self.plan.as_deref().unwrap_or_else(|| plan())
    }

    pub(crate) fn with_inputs<T>(&self, plan: &Plan, use_them: impl FnOnce(&Inputs<'_>) -> T) -> T {
        let (register, history) = (Register::new(self.sites.clone()), History::new(self.events.clone()));
        use_them(&Inputs { plan, kinds: kinds(), register: &register, history: &history })
    }

    pub(crate) fn status(&self, on: &str, clock: Clock) -> Status {
        let as_of = AsOf { date: day(on), clock };
        self.with_inputs(self.plan(), |inputs| status::status(inputs, &self.rule(), as_of))
    }

    /// A milestone in a county, or in the city where it says 安阳市. Only its own task is judged.
    pub(crate) fn milestone(&self, id: &str, county: &str, on: &str, clock: Clock) -> MilestoneStatus {
        let mut plan = self.plan().clone();
        plan.tasks.retain(|task| task.milestones.iter().any(|milestone| milestone.id.0 == id));
        let as_of = AsOf { date: day(on), clock };
        let milestones: Vec<MilestoneStatus> = self.with_inputs(&plan, |inputs| {
            if county == plan.city.zh {
                let tasks = status::city(inputs, &self.rule(), as_of);
                return tasks.into_iter().flat_map(|task| task.milestones).collect();
            }
            let cells = status::status(inputs, &self.rule(), as_of).cells.into_iter();
            cells.filter(|cell| cell.county == county).flat_map(|cell| cell.milestones).collect()
        });
        milestones.into_iter().find(|milestone| milestone.id.0 == id).expect(id)
    }

    pub(crate) fn task(&self, task: u16, county: &str, on: &str) -> (Light, bool) {
        let status = self.status(on, Clock::Effect);
        let cell = status.cells.iter().find(|cell| cell.task.0 == task && cell.county == county).unwrap();
        (cell.light, cell.late)
    }
}

/// `light value` of a milestone in a county on a day, with `late` and `counted/of` where they say
/// something: `done 80 % 4/5 late`.
#[track_caller]
pub(crate) fn check(ground: &Ground, milestone: &str, county: &str, on: &str, expected: &str) {
    assert_eq!(told(&ground.milestone(milestone, county, on, Clock::Effect)), expected, "{milestone} {on}");
}

pub(crate) fn told(now: &MilestoneStatus) -> String {
    let mut text = now.light.name().to_owned();
    if let Some(value) = now.value {
        write!(text, " {value}").unwrap();
    }
    if let (Some(counted), Some(of)) = (now.counted, now.of) {
        write!(text, " {counted}/{of}").unwrap();
    }
    if now.late {
        text.push_str(" late");
    }
    text
}

#[track_caller]
pub(crate) fn check_lag(ground: &Ground, milestone: &str, county: &str, on: &str, expected: f64, lag: f64) {
    let now = ground.milestone(milestone, county, on, Clock::Effect);
    assert_eq!((now.expected, now.lag), (Some(expected), Some(lag)), "{milestone} {on}");
}
