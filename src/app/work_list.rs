//! 巡查: which sites to visit, in which order, from where, and the round through those that were ticked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Mode, State};
use crate::geom::{LonLat, Nearness, geodesic_m, nearest_first};
use crate::plan::Adcode;
use crate::site::{Site, SiteId, Symbol};
use crate::status::Missed;
use crate::text::Spelled;

/// A round of more stops is no day's work, and its line on the map no help.
pub const MOST_STOPS: usize = 200;

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The site.
    pub site: SiteId,
    /// Its name.
    pub name: String,
    /// Its kind's id.
    pub kind: String,
    /// Its county.
    pub county: Option<Adcode>,
    /// Its layer.
    pub layer: String,
    /// Where it is.
    pub at: LonLat,
    /// How it is drawn.
    pub symbol: Symbol,
    /// Whether its own state says that it is done.
    pub done: bool,
    /// The id of its state.
    pub state: String,
    /// What misses it most; none where nothing does.
    pub missed: Option<Missed>,
    /// Order of the work: small is early.
    step: usize,
}

impl Visit {
    /// Days past the deadline that it misses on a day; negative are those that are left.
    #[must_use]
    pub fn days_over(&self, on: Date) -> Option<i32> {
        self.missed?.due?.until(on).ok().map(|span| span.get_days())
    }
}

/// What a person asks of the list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkFilter {
    /// The nearest first, else the latest.
    pub by_distance: bool,
    /// Those too that nothing misses.
    pub all: bool,
    /// Of this county only.
    pub county: Option<Adcode>,
    /// Of this layer only.
    pub layer: Option<String>,
    /// With these words in code or name, or as the name is spelled.
    pub words: String,
}

/// What a person does with the list.
#[derive(Debug, Clone, PartialEq)]
pub enum WorkAsk {
    /// Where the inspector is; none is the middle of the map.
    Here(Option<LonLat>),
    /// Which rows, in which order.
    Filter(WorkFilter),
    /// Tick a site, or no longer.
    Tick(SiteId),
    /// Tick every row from the last that was ticked to this one.
    TickTo(SiteId),
    /// Tick every row that is shown.
    TickAll,
    /// Tick none.
    TickNone,
    /// Show the round through what is ticked, or no longer.
    Round(bool),
    /// The round as text on the clipboard.
    CopyRound,
}

/// A round through the sites that are ticked.
#[derive(Debug, Clone, PartialEq)]
pub struct Round {
    /// Where it begins.
    pub from: LonLat,
    /// Its stops in their order: site, place, metres from the stop before.
    pub stops: Vec<(SiteId, LonLat, f64)>,
}

impl Round {
    /// Metres from the begin to the last stop.
    #[must_use]
    pub fn length_m(&self) -> f64 {
        self.stops.iter().map(|(_, _, metres)| metres).sum()
    }
}

/// The work list and what is asked of it. Its rows are made when lights, choice or question change,
/// never while drawing.
#[derive(Debug, Default)]
pub struct WorkList {
    /// Where the inspector is; none is the middle of the map.
    pub here: Option<LonLat>,
    /// The next click on the map says where the inspector is.
    pub placing: bool,
    /// Which rows, in which order.
    pub filter: WorkFilter,
    /// Every site of the task's kinds, of all kinds without a task; of other kinds those it misses.
    pub visits: Vec<Visit>,
    /// Where in `visits` the rows are that are asked for, in their order.
    pub shown: Vec<usize>,
    /// What is chosen for a batch or a round.
    pub ticked: BTreeSet<SiteId>,
    last_ticked: Option<SiteId>,
    /// The round, while it is shown.
    pub round: Option<Round>,
    made_of: Option<Arc<BTreeMap<SiteId, Missed>>>,
    arranged_for: Option<(WorkFilter, Option<LonLat>)>,
}

impl WorkList {
    /// The rows that are shown.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = &Visit> + ExactSizeIterator {
        self.shown.iter().map(|&at| &self.visits[at])
    }

    /// How many of them something misses.
    #[must_use]
    pub fn open(&self) -> usize {
        self.rows().filter(|visit| visit.missed.is_some()).count()
    }
}

impl State {
    /// Where distances are measured from: the inspector's place, else the middle of the map.
    #[must_use]
    pub fn inspector_at(&self) -> Option<LonLat> {
        let middle = |view: crate::map::InView| {
            LonLat::new(
                f64::midpoint(view.low.lon, view.high.lon),
                f64::midpoint(view.low.lat, view.high.lat),
            )
        };
        self.work.here.or_else(|| self.in_view.map(middle))
    }
}

/// Makes the rows anew where what they follow from is another.
pub(super) fn follow(state: &mut State) {
    if state.mode != Mode::Inspect {
        return;
    }
    let made = state.work.made_of.as_ref().is_some_and(|made| Arc::ptr_eq(made, &state.missing));
    if !made {
        state.work.visits = collect(state);
        state.work.made_of = Some(Arc::clone(&state.missing));
        state.work.arranged_for = None;
    }
    // Late first needs no place: the map may move as it likes.
    let place = state.inspector_at().filter(|_| state.work.filter.by_distance);
    let asked = (state.work.filter.clone(), place);
    if state.work.arranged_for.as_ref() != Some(&asked) {
        state.work.shown = arrange(&state.work.visits, &asked.0, place);
        state.work.arranged_for = Some(asked);
    }
}

/// Does what was asked of the list; the text is for the clipboard.
pub(super) fn ask(state: &mut State, ask: WorkAsk) -> Option<String> {
    let work = &mut state.work;
    match ask {
        WorkAsk::Here(at) => {
            work.here = at;
            work.placing = false;
        }
        WorkAsk::Filter(filter) => work.filter = filter,
        WorkAsk::Tick(site) => {
            if !work.ticked.remove(&site) {
                work.ticked.insert(site.clone());
            }
            work.last_ticked = Some(site);
        }
        WorkAsk::TickTo(site) => tick_to(work, site),
        WorkAsk::TickAll => {
            let shown: Vec<SiteId> = work.rows().map(|visit| visit.site.clone()).collect();
            work.ticked.extend(shown);
        }
        WorkAsk::TickNone => work.ticked.clear(),
        WorkAsk::Round(shown) => {
            work.round = shown.then(|| Round { from: LonLat::new(0.0, 0.0), stops: Vec::new() });
        }
        WorkAsk::CopyRound => return state.work.round.as_ref().map(|round| in_words(state, round)),
    }
    if state.work.round.is_some() {
        state.work.round = round(state);
    }
    None
}

/// Chooses the row before or after the chosen site, the first where none is chosen.
pub(super) fn step(state: &State, forward: bool) -> Option<SiteId> {
    let rows = &state.work;
    let here = state.site.as_ref().and_then(|site| rows.rows().position(|visit| &visit.site == site));
    let next = match (here, forward) {
        (None, _) => 0,
        (Some(at), true) => at + 1,
        (Some(at), false) => at.checked_sub(1)?,
    };
    rows.rows().nth(next).map(|visit| visit.site.clone())
}

fn tick_to(work: &mut WorkList, site: SiteId) {
    let place = |site: &SiteId| work.rows().position(|visit| &visit.site == site);
    let to = place(&site);
    let from = work.last_ticked.as_ref().and_then(place).or(to);
    if let Some((from, to)) = from.zip(to) {
        let range = from.min(to)..=from.max(to);
        let between: Vec<SiteId> =
            work.rows().skip(*range.start()).take(range.count()).map(|visit| visit.site.clone()).collect();
        work.ticked.extend(between);
    }
    work.last_ticked = Some(site);
}

/// Sites of the kinds that the task counts, and whatever else it misses.
fn collect(state: &State) -> Vec<Visit> {
    let task = state.task.and_then(|task| state.workspace.plan.task(task));
    let targets = task.iter().flat_map(|task| &task.milestones).flat_map(|milestone| &milestone.targets);
    let counted: BTreeSet<&str> =
        targets.filter_map(|target| target.over_sites()).map(|measure| measure.kind.as_str()).collect();
    let wanted = |site: &&Site| {
        counted.is_empty() || counted.contains(site.kind.as_str()) || state.missing.contains_key(&site.id)
    };
    state.workspace.register.sites().iter().filter(wanted).filter_map(|site| visit(state, site)).collect()
}

fn visit(state: &State, site: &Site) -> Option<Visit> {
    let now = state.workspace.history.fold(site, state.as_of)?;
    let kind = state.workspace.kinds.get(&site.kind)?;
    Some(Visit {
        site: site.id.clone(),
        name: if site.name.is_empty() { site.id.0.clone() } else { site.name.clone() },
        kind: site.kind.clone(),
        county: site.county.clone(),
        layer: site.layer.clone(),
        at: site.point,
        symbol: kind.symbol_of(&now.fields),
        done: kind.is_done(now.state),
        state: now.state.to_owned(),
        missed: state.missing.get(&site.id).copied(),
        step: kind.step(now.state).unwrap_or(0),
    })
}

/// The rows that are asked for, in their order.
fn arrange(visits: &[Visit], filter: &WorkFilter, place: Option<LonLat>) -> Vec<usize> {
    let words = filter.words.trim().to_lowercase();
    let said = |visit: &Visit| {
        words.is_empty()
            || visit.site.0.to_lowercase().contains(&words)
            || visit.name.to_lowercase().contains(&words)
            || Spelled::new(&visit.name).fit(&words).is_some()
    };
    let kept = |visit: &Visit| {
        (filter.all || visit.missed.is_some())
            && filter.county.as_ref().is_none_or(|county| visit.county.as_ref() == Some(county))
            && filter.layer.as_ref().is_none_or(|layer| &visit.layer == layer)
            && said(visit)
    };
    let rows = visits.iter().enumerate().filter(|(_, visit)| kept(visit));
    match place.filter(|_| filter.by_distance) {
        Some(place) => {
            let near = Nearness::of(place);
            let mut rows: Vec<(f64, usize)> = rows.map(|(at, visit)| (near.squared(visit.at), at)).collect();
            rows.sort_by(|(a, _), (b, _)| a.total_cmp(b));
            rows.into_iter().map(|(_, at)| at).collect()
        }
        None => {
            let mut rows: Vec<(usize, &Visit)> = rows.collect();
            let pressing =
                |visit: &Visit| visit.missed.map_or((u8::MAX, true, None), |missed| missed.pressing());
            rows.sort_by(|(_, a), (_, b)| {
                let key = |visit: &Visit| (pressing(visit), visit.done, visit.step);
                key(a).cmp(&key(b)).then_with(|| a.site.cmp(&b.site))
            });
            rows.into_iter().map(|(at, _)| at).collect()
        }
    }
}

/// The round through the ticked sites; none where there is no place to begin, or too many stops.
fn round(state: &State) -> Option<Round> {
    if state.work.ticked.len() > MOST_STOPS {
        return None;
    }
    let sites: Vec<&Site> =
        state.work.ticked.iter().filter_map(|id| state.workspace.register.get(id)).collect();
    // Before the map was drawn a round begins at its first site.
    let from = state.inspector_at().or_else(|| sites.first().map(|site| site.point))?;
    let places: Vec<LonLat> = sites.iter().map(|site| site.point).collect();
    let mut before = from;
    let stops = nearest_first(from, &places).into_iter().map(|at| {
        let metres = geodesic_m(before, places[at]);
        before = places[at];
        (sites[at].id.clone(), places[at], metres)
    });
    let stops: Vec<_> = stops.collect();
    (!stops.is_empty()).then_some(Round { from, stops })
}

/// A line per stop: number, code, name, state, metres from the stop before, place; apart by tabs, so
/// that it goes into a spreadsheet and reads as text elsewhere.
fn in_words(state: &State, round: &Round) -> String {
    let mut lines = Vec::new();
    for (number, (id, at, metres)) in (1..).zip(&round.stops) {
        let Some(site) = state.workspace.register.get(id) else { continue };
        let now = state.workspace.history.fold(site, state.as_of);
        let kind = state.workspace.kinds.get(&site.kind);
        let words = kind.zip(now).map_or("", |(kind, now)| {
            kind.states.iter().find(|s| s.id == now.state).map_or("", |s| s.name.get(state.lang))
        });
        let far = crate::workspace::distance_words(*metres, state.lang);
        lines.push(format!(
            "{number}\t{id}\t{}\t{words}\t{far}\t{:.5}°E {:.5}°N",
            crate::text::one_line(&site.name),
            at.lon,
            at.lat
        ));
    }
    let total = crate::workspace::distance_words(round.length_m(), state.lang);
    lines.push(state.lang.fill("app.round_total", &[("n", &round.stops.len().to_string()), ("far", &total)]));
    lines.join("\n")
}
