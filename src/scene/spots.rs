//! The sites of the chosen layers, coloured by their state.

use super::{MapRequest, Paint, Spot, Token};
use crate::plan::Task;
use crate::site::{Kind, Site, State};

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
    /// Its state counts as done.
    Done,
    /// Not yet.
    Open,
    /// It was done and fell back.
    Relapsed,
}

impl Standing {
    pub(super) const ALL: [Self; 3] = [Self::Done, Self::Open, Self::Relapsed];

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
        }
    }

    pub(super) const fn look(self) -> (Paint, bool) {
        match self {
            Self::Done => (Paint::solid(Token::Done), true),
            Self::Open => (Paint::solid(Token::Overdue), false),
            Self::Relapsed => (Paint::solid(Token::Critical), true),
        }
    }
}

/// The sites that the map shows: of the asked layers, in the register on the day, and in the
/// county where the map is about one. Kinds in their drawing order; what is open above what is done.
pub(super) fn shown(request: &MapRequest<'_>, task: Option<&Task>) -> Vec<Shown> {
    let mut all = Vec::new();
    for kind in request.workspace.kinds.kinds.iter().filter(|kind| asked(request, task, kind)) {
        let mut of_kind: Vec<Shown> = request
            .workspace
            .register
            .of_kind(&kind.id)
            .filter(|site| request.county.is_none_or(|only| site.county.as_ref() == Some(only)))
            .filter_map(|site| show(request, kind, site))
            .collect();
        of_kind.sort_by_key(|shown| shown.standing);
        all.extend(of_kind);
    }
    all
}

fn show(request: &MapRequest<'_>, kind: &Kind, site: &Site) -> Option<Shown> {
    let now = request.workspace.history.fold(site, request.as_of)?;
    let state = kind.state(&now.state)?;
    let standing = Standing::of(state);
    let (paint, filled) = standing.look();
    let spot =
        Spot { site: site.id.clone(), at: site.point, symbol: kind.symbol_of(&now.fields), paint, filled };
    Some(Shown { spot, kind: kind.id.clone(), standing, demo: site.demo })
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
        let measured = milestone.targets.iter().filter_map(|t| t.measure.as_ref()).any(|m| m.site == kind.id);
        measured || milestone.layers.contains(&kind.layer)
    })
}
