//! Why a light is what it is: the rule, the plan's sentence, the numbers, the sites behind them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::compute::{count_ahead, in_county, unassigned, written};
use super::figure::{Figure, figures};
use super::heard::{self, Heard};
use super::promise::{MilestoneNow, judge};
use super::reason::{SiteReason, open};
use super::standing::Board;
use super::{Inputs, Light, Lights, MilestoneStatus, Pace, Rule, Ruling, Silence};
use crate::ledger::{AsOf, Clock};
use crate::plan::{Adcode, Combine, Milestone, MilestoneId, TaskNo};
use crate::site::SiteId;
use crate::text::{Bilingual, Lang};

/// Why one task has its light in one county.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The task.
    pub task: TaskNo,
    /// Its title.
    pub title: Bilingual,
    /// The county's name.
    pub county: Bilingual,
    /// The county's code.
    pub adcode: Adcode,
    /// The day.
    pub as_of: Date,
    /// By effect or by knowledge.
    pub clock: Clock,
    /// The rule's id.
    pub rule: String,
    /// The rule's name.
    pub rule_name: Bilingual,
    /// The light.
    pub light: Light,
    /// Met, but after the deadline.
    pub late: bool,
    /// What a person ruled on the task as a whole, where the rule asks for rulings.
    pub ruling: Option<Ruling>,
    /// What the light means under the rule.
    pub meaning: Bilingual,
    /// Every milestone that asks something of the county.
    pub milestones: Vec<MilestoneReason>,
}

/// One milestone of an explanation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MilestoneReason {
    /// `T22-M2`
    pub id: MilestoneId,
    /// Short words for a card.
    pub what: Bilingual,
    /// The plan's own sentence.
    pub source: String,
    /// A default or a reading of ours that the reader must know.
    pub note: Option<Bilingual>,
    /// Light and numbers.
    pub now: MilestoneStatus,
    /// The day on which its schedule starts.
    pub start: Date,
    /// Whether all of its numbers must be met, or any.
    pub combine: Combine,
    /// The number that gives the light, by its place from 1.
    pub decisive: Option<usize>,
    /// What a person ruled on it, where the rule asks for rulings.
    pub ruling: Option<Ruling>,
    /// Why nothing is known, where nothing is.
    pub silence: Option<Silence>,
    /// Who declared it done or not, where it has no numbers.
    pub said: Option<Heard>,
    /// Every number that it asks for, in the plan's order.
    pub figures: Vec<Figure>,
}

impl MilestoneReason {
    /// The number that gives the light, else the first; none where the milestone has no numbers.
    #[must_use]
    pub fn figure(&self) -> Option<&Figure> {
        let decisive = self.decisive.and_then(|number| self.figures.get(number.checked_sub(1)?));
        decisive.or_else(|| self.figures.first())
    }

    /// The sites of that number: not counted, counted, outside the denominator.
    #[must_use]
    pub fn sites(&self) -> &[SiteReason] {
        self.figure().map_or(&[], |figure| &figure.sites)
    }

    /// How fast that number moves and must.
    #[must_use]
    pub fn pace(&self) -> Option<&Pace> {
        self.figure()?.pace.as_ref()
    }
}

/// Explains a light. A task or county that the plan does not have is bound to nothing.
#[must_use]
pub fn explain(inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf, task: TaskNo, county: &Adcode) -> Explanation {
    Lights::default().explain(inputs, rule, as_of, task, county)
}

pub(super) fn explain_on(
    board: &mut Board<'_>,
    rule: &Rule,
    day: Date,
    task: TaskNo,
    county: &Adcode,
) -> Explanation {
    let plan = board.inputs.plan;
    let at = plan.counties.iter().position(|other| &other.adcode == county);
    let mut milestones = Vec::new();
    let (mut light, mut late, mut ruling) = (Light::NotResponsible, false, None);
    if let (Some(task), Some(at)) = (plan.task(task), at) {
        count_ahead(board, rule, day, &task.milestones);
        let mut judged: Vec<MilestoneNow<'_>> = Vec::new();
        for milestone in &task.milestones {
            let promise = judge(board, rule, day, task, milestone);
            judged.extend(promise.counties.into_iter().filter(|(other, _)| *other == at).map(|(_, now)| now));
        }
        if board.binds(task, day).is_none() {
            light = Light::Unassigned;
            milestones.extend(task.milestones.iter().map(|promise| not_assigned(promise, plan.start)));
        } else if !judged.is_empty() {
            (light, late, ruling) = in_county(board, rule, day, task, &plan.counties[at], &judged);
        }
        milestones.extend(judged.iter().map(|now| reason(board, now, day, at)));
    }
    Explanation {
        task,
        title: plan.task(task).map(|task| task.title.clone()).unwrap_or_default(),
        county: plan.county(county).map(|county| county.name.clone()).unwrap_or_default(),
        adcode: county.clone(),
        as_of: day,
        clock: board.clock,
        rule: rule.id.clone(),
        rule_name: rule.name.clone(),
        light,
        late,
        ruling,
        meaning: Bilingual { zh: rule.meaning(light, Lang::Zh), en: rule.meaning(light, Lang::En) },
        milestones,
    }
}

/// What misses a site most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missed {
    /// The light of the milestone in the site's county.
    pub light: Light,
    /// Its last day in time; none where it stands without one.
    pub due: Option<Date>,
}

impl Missed {
    /// Orders what presses: the worst light first, then the earliest deadline, what has none last.
    #[must_use]
    pub fn pressing(&self) -> (u8, bool, Option<Date>) {
        (self.light.rank(), self.due.is_none(), self.due)
    }
}

/// The sites that a task asks for and that do not count yet, each with the milestone that misses it
/// most in its county: what to visit, and how pressing it is.
#[must_use]
pub fn missing(inputs: &Inputs<'_>, rule: &Rule, as_of: AsOf, task: TaskNo) -> BTreeMap<SiteId, Missed> {
    Lights::default().missing(inputs, rule, as_of, task)
}

pub(super) fn missing_on(
    board: &mut Board<'_>,
    rule: &Rule,
    day: Date,
    task: TaskNo,
) -> BTreeMap<SiteId, Missed> {
    let mut missing: BTreeMap<SiteId, Missed> = BTreeMap::new();
    let Some(task) = board.inputs.plan.task(task) else {
        return missing;
    };
    count_ahead(board, rule, day, &task.milestones);
    for milestone in &task.milestones {
        for (county, now) in judge(board, rule, day, task, milestone).counties {
            let asked = now.decisive.map(|at| &now.targets[at]);
            let open = asked.map(|asked| open(board, asked.target, asked.bound(), day, county));
            for site in open.unwrap_or_default() {
                let new = Missed { light: now.verdict.light, due: milestone.due() };
                let most = missing.entry(site.clone()).or_insert(new);
                if new.pressing() < most.pressing() {
                    *most = new;
                }
            }
        }
    }
    missing
}

/// A milestone that nobody is held to yet: what the plan says, and nothing of how it stands.
fn not_assigned(milestone: &Milestone, plan_start: Date) -> MilestoneReason {
    MilestoneReason {
        id: milestone.id.clone(),
        what: milestone.what.clone(),
        source: milestone.source.clone(),
        note: milestone.note.clone(),
        now: unassigned(milestone),
        start: milestone.start.unwrap_or(plan_start),
        combine: milestone.combine,
        decisive: None,
        ruling: None,
        silence: None,
        said: None,
        figures: Vec::new(),
    }
}

fn reason<'a>(board: &mut Board<'a>, now: &MilestoneNow<'a>, day: Date, county: usize) -> MilestoneReason {
    let milestone = now.milestone;
    let adcode = &board.inputs.plan.counties[county].adcode;
    let declared = milestone.targets.is_empty();
    MilestoneReason {
        id: milestone.id.clone(),
        what: milestone.what.clone(),
        source: milestone.source.clone(),
        note: milestone.note.clone(),
        now: written(now),
        start: now.when.start,
        combine: milestone.combine,
        decisive: now.decisive.map(|at| at + 1),
        ruling: now.ruling.clone(),
        silence: now.silence,
        said: declared.then(|| heard::on_declared(board, milestone, adcode, day)).flatten(),
        figures: figures(board, now, day, county),
    }
}
