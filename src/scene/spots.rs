//! The sites of the chosen layers, coloured by their state.

use super::{Headline, MapRequest, Paint, Spot, Token};
use crate::plan::{Milestone, SiteMeasure, Task};
use crate::site::{Kind, Site, State};
use crate::status::Denominator;

/// A spot with what the legend must know of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    pub(super) spot: Spot,
    pub(super) kind: String,
    pub(super) standing: Standing,
    pub(super) demo: bool,
}

/// How a site stands, for its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The task's number does not ask for it, for example 无需整治.
    Aside,
    /// Its state counts as done.
    Done,
    /// Not yet.
    Open,
    /// It was done and fell back.
    Relapsed,
}

impl Standing {
    pub(super) const ALL: [Self; 4] = [Self::Done, Self::Open, Self::Relapsed, Self::Aside];

    fn of(state: &State) -> Self {
        match state {
            State { relapse: true, .. } => Self::Relapsed,
            State { done: true, .. } => Self::Done,
            _ => Self::Open,
        }
    }

    /// The key of its word.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::Relapsed => "relapsed",
            Self::Aside => "aside",
        }
    }

    pub(super) const fn look(self) -> (Paint, bool) {
        match self {
            Self::Done => (Paint::solid(Token::Done), true),
            Self::Open => (Paint::solid(Token::Overdue), false),
            Self::Relapsed => (Paint::solid(Token::Critical), true),
            Self::Aside => (Paint::solid(Token::NoReport), false),
        }
    }
}

/// The sites that the map shows: of the asked layers, in the register on the day, and in the
/// county where the map is about one. Kinds in their drawing order; what is open above what is done.
pub(super) fn shown(
    request: &MapRequest<'_>,
    task: Option<&Task>,
    headline: Option<&Headline<'_>>,
) -> Vec<Shown> {
    let mut all = Vec::new();
    for kind in request.workspace.kinds.kinds.iter().filter(|kind| asked(request, task, kind)) {
        let inputs = request.workspace.inputs();
        let measures = measures(task, headline, kind).into_iter();
        let measures: Vec<Denominator<'_>> =
            measures.filter_map(|measure| Denominator::new(&inputs, measure, request.as_of)).collect();
        let mut of_kind: Vec<Shown> = request
            .workspace
            .register
            .of_kind(&kind.id)
            .filter(|site| request.county.is_none_or(|only| site.county.as_ref() == Some(only)))
            .filter_map(|site| show(request, kind, site, &measures))
            .collect();
        of_kind.sort_by_key(|shown| shown.standing);
        all.extend(of_kind);
    }
    all
}

fn show(request: &MapRequest<'_>, kind: &Kind, site: &Site, measures: &[Denominator<'_>]) -> Option<Shown> {
    let now = request.workspace.history.fold(site, request.as_of)?;
    let state = kind.state(now.state)?;
    let asked = |measure: &Denominator<'_>| measure.holds(site, now.clone());
    let standing =
        if measures.is_empty() || measures.iter().any(asked) { Standing::of(state) } else { Standing::Aside };
    let (paint, filled) = standing.look();
    let spot =
        Spot { site: site.id.clone(), at: site.point, symbol: kind.symbol_of(&now.fields), paint, filled };
    Some(Shown { spot, kind: kind.id.clone(), standing, demo: site.demo })
}

/// The measures of a kind that the map's numbers speak of: the headline's, and those of the task's
/// milestones that are due with it or later. Where there are none, every site is shown alike.
fn measures<'t>(
    task: Option<&'t Task>,
    headline: Option<&Headline<'_>>,
    kind: &Kind,
) -> Vec<&'t SiteMeasure> {
    let from = headline.and_then(|headline| headline.milestone.due());
    let later = |milestone: &&Milestone| from.is_some() && milestone.due() >= from;
    let milestones = task.into_iter().flat_map(|task| &task.milestones).filter(later);
    let targets = milestones.flat_map(|milestone| &milestone.targets);
    targets.filter_map(|target| target.over_sites()).filter(|measure| measure.kind == kind.id).collect()
}

fn asked(request: &MapRequest<'_>, task: Option<&Task>, kind: &Kind) -> bool {
    match (request.layers, task) {
        (Some(layers), _) => layers.iter().any(|layer| *layer == kind.layer || *layer == kind.id),
        (None, Some(task)) => belongs(task, kind),
        (None, None) => request.county.is_some(),
    }
}

/// Whether a task speaks of a kind of site: in a measure, or as a layer of a milestone.
fn belongs(task: &Task, kind: &Kind) -> bool {
    task.milestones.iter().any(|milestone| {
        let measured = milestone.targets.iter().filter_map(|t| t.over_sites()).any(|m| m.kind == kind.id);
        measured || milestone.layers.contains(&kind.layer)
    })
}
