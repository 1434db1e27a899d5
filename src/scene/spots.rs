//! The sites of the chosen layers, coloured by their state.

use super::{Headline, MapRequest, Paint, Spot, Token};
use crate::plan::{Condition, Milestone, Near, SiteMeasure, Target, Task};
use crate::site::{Kind, Kinds, Site, State};
use crate::status::Lens;
use crate::workspace::CARD_LAYERS;

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
    let inputs = request.workspace.inputs();
    let lenses: Vec<Lens<'_>> =
        targets(task, headline).filter_map(|target| Lens::new(&inputs, target, request.as_of)).collect();
    let mut all = Vec::new();
    for kind in &request.workspace.kinds.kinds {
        let Some(choice) = choice(request, task, kind) else { continue };
        let lenses: Vec<&Lens<'_>> = lenses.iter().filter(|lens| lens.kind() == kind.id).collect();
        let mut of_kind: Vec<Shown> = request
            .workspace
            .register
            .of_kind(&kind.id)
            .filter(|site| request.county.is_none_or(|only| site.county.as_ref() == Some(only)))
            .filter_map(|site| show(request, kind, site, &choice, &lenses))
            .collect();
        of_kind.sort_by_key(|shown| shown.standing);
        all.extend(of_kind);
    }
    all
}

fn show(
    request: &MapRequest<'_>,
    kind: &Kind,
    site: &Site,
    choice: &Choice<'_>,
    lenses: &[&Lens<'_>],
) -> Option<Shown> {
    let now = request.workspace.history.fold(site, request.as_of)?;
    let state = kind.state(now.state)?;
    match choice {
        Choice::All => {}
        Choice::Layers(layers) if layers.contains(&site.layer) => {}
        Choice::Layers(_) => return None,
        Choice::Near(near) => {
            let one_of = |near: &&&Near| {
                let holds = |(id, values): (&String, &Vec<String>)| {
                    now.fields.get(id).is_some_and(|value| values.contains(&value.to_string()))
                };
                near.fields.iter().all(holds)
            };
            near.iter().find(one_of)?;
        }
    }
    let good: Vec<bool> = lenses.iter().filter_map(|lens| lens.is_good(site, now.clone())).collect();
    let standing = match good.as_slice() {
        [] if lenses.is_empty() => Standing::of(state),
        [] => Standing::Aside,
        _ if state.relapse => Standing::Relapsed,
        all if all.iter().all(|good| *good) => Standing::Done,
        _ => Standing::Open,
    };
    let (paint, filled) = standing.look();
    let spot =
        Spot { site: site.id.clone(), at: site.point, symbol: kind.symbol_of(&now.fields), paint, filled };
    Some(Shown { spot, kind: kind.id.clone(), standing, demo: site.demo })
}

/// The targets that the map's numbers speak of: the headline's, and those of the task's milestones
/// that are due with it or later; all of them before any county has a number. A site of a kind that
/// none of them counts stands as its own state says.
fn targets<'t>(task: Option<&'t Task>, headline: Option<&Headline<'_>>) -> impl Iterator<Item = &'t Target> {
    let of = headline.map(|headline| (&headline.milestone.id, headline.milestone.due()));
    let spoken_of = move |milestone: &&Milestone| {
        of.is_none_or(|(id, due)| milestone.id == *id || (due.is_some() && milestone.due() >= due))
    };
    let milestones = task.into_iter().flat_map(|task| &task.milestones).filter(spoken_of);
    milestones.flat_map(|milestone| &milestone.targets)
}

/// Which sites of a kind are shown.
enum Choice<'a> {
    /// All of them.
    All,
    /// Those of these layers.
    Layers(&'a [String]),
    /// Those that others are asked to be near to.
    Near(Vec<&'a Near>),
}

/// Which sites of a kind are shown; none where it is not asked for.
fn choice<'a>(request: &MapRequest<'a>, task: Option<&'a Task>, kind: &Kind) -> Option<Choice<'a>> {
    match (request.layers, task) {
        (Some(layers), _) if layers.contains(&kind.layer) || layers.contains(&kind.id) => Some(Choice::All),
        // A file of another name may hold the kind's records.
        (Some(layers), _) => Some(Choice::Layers(layers)),
        (None, Some(task)) if belongs(task, kind) => Some(Choice::All),
        (None, Some(task)) => {
            let near: Vec<&Near> = measures(task).flat_map(nearness).filter(|n| n.kind == kind.id).collect();
            (!near.is_empty()).then_some(Choice::Near(near))
        }
        (None, None) => {
            let card = CARD_LAYERS.contains(&kind.layer.as_str());
            (card && request.county.is_some()).then_some(Choice::All)
        }
    }
}

/// The layers of which a map shows sites where nobody chose others: what a task counts or speaks
/// of, and without a task those of the city's card.
#[must_use]
pub fn usual_layers(kinds: &Kinds, task: Option<&Task>) -> Vec<String> {
    let Some(task) = task else {
        return CARD_LAYERS.map(str::to_owned).to_vec();
    };
    let near = |kind: &Kind| measures(task).flat_map(nearness).any(|near| near.kind == kind.id);
    let spoken_of = kinds.kinds.iter().filter(|kind| belongs(task, kind) || near(kind));
    spoken_of.map(|kind| kind.layer.clone()).collect()
}

fn measures(task: &Task) -> impl Iterator<Item = &SiteMeasure> {
    let targets = task.milestones.iter().flat_map(|milestone| &milestone.targets);
    targets.filter_map(Target::over_sites)
}

/// What a measure's sites must be near to.
fn nearness(measure: &SiteMeasure) -> Vec<&Near> {
    fn of(condition: &Condition) -> Vec<&Near> {
        condition.near.iter().chain(condition.any.iter().flat_map(of)).collect()
    }
    [&measure.of, &measure.counted].into_iter().flat_map(of).collect()
}

/// Whether a task counts a kind of site, or names its layer for a milestone that counts none: a
/// map of a number shows what is counted and nothing beside it.
fn belongs(task: &Task, kind: &Kind) -> bool {
    task.milestones.iter().any(|milestone| {
        let mut measured = milestone.targets.iter().filter_map(Target::over_sites).peekable();
        match measured.peek() {
            Some(_) => measured.any(|measure| measure.kind == kind.id),
            None => milestone.layers.contains(&kind.layer),
        }
    })
}
