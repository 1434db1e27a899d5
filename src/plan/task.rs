//! The plan, its actions and its tasks.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Adcode, Bound, Combine, County, Duty, Evidence, Measure, Milestone, MilestoneId, Scope, Target};
use crate::grade::Family;
use crate::text::Bilingual;

/// A task's number in the plan, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskNo(pub u16);

impl std::fmt::Display for TaskNo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The form of a plan file. A later form gets its own name, and this one stays readable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Schema {
    /// The first.
    #[serde(rename = "guatu-plan/1")]
    V1,
}

/// A whole action plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    /// `guatu-plan/1`
    pub schema: Schema,
    /// The official title.
    pub title: Bilingual,
    /// A few words for a window's head.
    pub short_title: Bilingual,
    /// The city that issued it.
    pub city: Bilingual,
    /// The city's own code (GB/T 2260): whose word counts for what is published for all of it.
    pub city_adcode: Adcode,
    /// The document that it carries out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub upstream: Option<String>,
    /// The day of issue; milestones start here unless they say otherwise.
    pub start: Date,
    /// The last day of the plan.
    pub end: Date,
    /// The counties, in the plan's order.
    pub counties: Vec<County>,
    /// Every body that leads or cooperates.
    pub departments: Vec<Bilingual>,
    /// Every map layer that a milestone speaks of: the layer file's name → words.
    pub layers: BTreeMap<String, Bilingual>,
    /// Overall goals (主要目标).
    pub goals: Vec<Goal>,
    /// Actions (行动) with their tasks' numbers.
    pub actions: Vec<Action>,
    /// Every task, by number.
    pub tasks: Vec<Task>,
}

/// An action (行动): a group of tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// 1 to 12.
    pub number: u16,
    /// `(八)`
    pub label: String,
    /// 美丽幸福河湖建设行动
    pub name: Bilingual,
    /// The tasks in it.
    pub tasks: Vec<TaskNo>,
}

/// One of the plan's overall goals (主要目标).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// `G1`
    pub id: String,
    /// What is measured.
    pub metric: Bilingual,
    /// The number, where the plan gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<Bound>,
    /// 基本消除, 有效保障: words in the place of a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<String>,
    /// The plan's last day for it.
    pub deadline: Date,
    /// The standards by which its values are measured, each in its version of the day of observation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub standards: Vec<Family>,
    /// The verbatim sentence.
    pub source: String,
}

impl Goal {
    /// The goal as a promise of the city, so that it is reported as any milestone is.
    #[must_use]
    pub fn promise(&self) -> Milestone {
        let target = |bound: &Bound| Target {
            metric: self.metric.clone(),
            bound: bound.clone(),
            baseline: None,
            start_value: None,
            per_county: BTreeMap::new(),
            implied: false,
            by_qualifier: false,
            measure: Measure::Published,
        };
        Milestone {
            id: MilestoneId(self.id.clone()),
            what: self.metric.clone(),
            deadline: None,
            start: None,
            annual: true,
            qualifier: self.qualifier.clone(),
            combine: Combine::All,
            targets: self.bound.iter().map(target).collect(),
            only: None,
            evidence: Evidence::External,
            layers: Vec::new(),
            source: self.source.clone(),
            note: None,
        }
    }
}

/// One of the plan's tasks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The number in the plan.
    pub number: TaskNo,
    /// 建设美丽幸福河湖
    pub title: Bilingual,
    /// The whole verbatim text.
    pub text: String,
    /// 牵头: who leads.
    pub lead: Duty,
    /// 配合: who cooperates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cooperating: Option<Duty>,
    /// 责任单位: the line that binds counties.
    pub responsible: Duty,
    /// Which counties that line binds.
    pub scope: Scope,
    /// Its promises.
    pub milestones: Vec<Milestone>,
}

impl Plan {
    /// The task with this number.
    #[must_use]
    pub fn task(&self, number: TaskNo) -> Option<&Task> {
        self.tasks.iter().find(|task| task.number == number)
    }

    /// The milestone with this id, and its task.
    #[must_use]
    pub fn milestone(&self, id: &MilestoneId) -> Option<(&Task, &Milestone)> {
        self.milestones().find(|(_, milestone)| &milestone.id == id)
    }

    /// Every milestone with its task, in the plan's order.
    pub fn milestones(&self) -> impl Iterator<Item = (&Task, &Milestone)> {
        self.tasks.iter().flat_map(|task| task.milestones.iter().map(move |milestone| (task, milestone)))
    }

    /// The action that a task is part of.
    #[must_use]
    pub fn action_of(&self, task: TaskNo) -> Option<&Action> {
        self.actions.iter().find(|action| action.tasks.contains(&task))
    }

    /// The county with this code.
    #[must_use]
    pub fn county(&self, adcode: &Adcode) -> Option<&County> {
        self.counties.iter().find(|county| &county.adcode == adcode)
    }

    /// The county that a person means: a full Chinese or English name, a Chinese name without
    /// its last character (滑, 林州), or the code.
    #[must_use]
    pub fn county_named(&self, name: &str) -> Option<&County> {
        let name = name.trim();
        self.counties.iter().find(|county| {
            let zh = &county.name.zh;
            let short = zh.char_indices().last().map_or("", |(at, _)| &zh[..at]);
            zh == name
                || short == name
                || county.adcode.0 == name
                || county.name.en.eq_ignore_ascii_case(name)
        })
    }

    /// Who reports: the county that a person means, or the city itself by its full name or code.
    #[must_use]
    pub fn reporter_named(&self, name: &str) -> Option<County> {
        let (name, city) = (name.trim(), &self.city);
        let is_city = city.zh == name || city.en.eq_ignore_ascii_case(name) || self.city_adcode.0 == name;
        let itself = || County { adcode: self.city_adcode.clone(), name: city.clone() };
        self.county_named(name).cloned().or_else(|| is_city.then(itself))
    }

    /// The overall goal with this id.
    #[must_use]
    pub fn goal(&self, id: &str) -> Option<&Goal> {
        self.goals.iter().find(|goal| goal.id == id)
    }

    /// Whether a task binds a county by the plan's own words; `None` for 相关 tasks.
    #[must_use]
    pub fn binds(&self, task: &Task, county: &Adcode) -> Option<bool> {
        match &task.scope {
            Scope::All => Some(true),
            Scope::Named(counties) => Some(counties.contains(county)),
            Scope::Relevant => None,
        }
    }
}
