//! What a page is about: looked up once, read by every part of it.

use super::{PageError, PageSpec};
use crate::plan::{Adcode, County, Task};
use crate::scene::{Headline, MapContent, MapRequest, Tally, compose, headline};
use crate::status::{Cell, CityTask, Light, Rule, Status};
use crate::text::Lang;
use crate::workspace::Workspace;

/// What a page is about.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) status: &'a Status,
    pub(super) rule: &'a Rule,
    pub(super) spec: &'a PageSpec,
    pub(super) lang: Lang,
    pub(super) task: Option<&'a Task>,
    pub(super) county: Option<&'a County>,
    pub(super) headline: Option<Headline<'a>>,
    /// The task in the city as a whole.
    pub(super) city: Option<&'a CityTask>,
    pub(super) content: MapContent,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        status: &'a Status,
        city: &'a [CityTask],
        rule: &'a Rule,
        spec: &'a PageSpec,
    ) -> Result<Self, PageError> {
        let plan = &workspace.plan;
        let task = match spec.task {
            Some(number) => Some(plan.task(number).ok_or(PageError::NoTask(number.0))?),
            None => None,
        };
        let county = match &spec.county {
            Some(adcode) => Some(
                plan.county(adcode)
                    .filter(|_| workspace.counties.iter().any(|county| &county.adcode == adcode))
                    .ok_or_else(|| PageError::NoCounty(adcode.0.clone()))?,
            ),
            None => None,
        };
        let content = compose(&MapRequest {
            workspace,
            status,
            as_of: crate::ledger::AsOf { date: status.as_of, clock: status.clock },
            task: spec.task,
            county: spec.county.as_ref(),
            layers: spec.layers.as_deref(),
            lang: spec.lang,
        });
        Ok(Self {
            workspace,
            status,
            rule,
            spec,
            lang: spec.lang,
            task,
            county,
            headline: task.and_then(|task| headline(task, status)),
            city: spec.task.and_then(|number| city.iter().find(|task| task.task == number)),
            content,
        })
    }

    /// The cells that the page is about, in the order of the status.
    pub(super) fn cells(&self) -> impl Iterator<Item = &'a Cell> {
        let (task, county) = (self.spec.task, self.county);
        self.status.cells.iter().filter(move |cell| {
            task.is_none_or(|task| cell.task == task)
                && county.is_none_or(|county| cell.adcode == county.adcode)
        })
    }

    /// The numbers of the headline's milestone in the city as a whole.
    pub(super) fn city_tally(&self) -> Option<Tally> {
        self.headline.as_ref()?.among(&self.city?.milestones).map(Tally::of)
    }

    /// The one cell of a page about one task in one county.
    pub(super) fn cell(&self) -> Option<&'a Cell> {
        self.task.and(self.county)?;
        self.cells().next()
    }

    /// A light's word.
    pub(super) fn word(&self, light: Light) -> &'static str {
        light.word(self.lang)
    }

    /// A light's word, with *late* beside it where its target was met after its deadline.
    pub(super) fn word_of(&self, light: Light, late: bool) -> String {
        if late && light == Light::Done {
            self.lang.fill("page.late", &[("light", self.word(light))])
        } else {
            self.word(light).to_owned()
        }
    }

    /// A county's name in the page's language.
    pub(super) fn county_name(&self, adcode: &Adcode) -> &'a str {
        self.workspace.plan.county(adcode).map_or("", |county| county.name.get(self.lang))
    }

    /// A county's name for a narrow column: in English without its last word, *County*.
    pub(super) fn short_county_name(&self, adcode: &Adcode) -> &'a str {
        let name = self.county_name(adcode);
        match self.lang {
            Lang::Zh => name,
            Lang::En => name.rsplit_once(' ').map_or(name, |(first, _)| first),
        }
    }
}
