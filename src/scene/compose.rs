//! From workspace and status to the content of a map.

use super::{MapContent, counties, ground, headline, legend, spots};
use crate::ledger::AsOf;
use crate::plan::{Adcode, TaskNo};
use crate::status::Status;
use crate::text::Lang;
use crate::workspace::Workspace;

/// What a map is asked to show.
#[derive(Debug, Clone, Copy)]
pub struct MapRequest<'a> {
    /// The data.
    pub workspace: &'a Workspace,
    /// The lights as of a day.
    pub status: &'a Status,
    /// The day and the clock.
    pub as_of: AsOf,
    /// The task whose lights colour the counties; none colours them by their worst light.
    pub task: Option<TaskNo>,
    /// One county, where the map is about it alone: the others stay quiet.
    pub county: Option<&'a Adcode>,
    /// Site layers to show; none means those of the task, and without a task those of the county.
    pub layers: Option<&'a [String]>,
    /// Language of labels and legend.
    pub lang: Lang,
}

/// Composes a map's content: ground, counties by their light, water, sites by their state, names,
/// and a legend of exactly these.
#[must_use]
pub fn compose(request: &MapRequest<'_>) -> MapContent {
    let task = request.task.and_then(|number| request.workspace.plan.task(number));
    let headline = task.and_then(|task| headline(task, request.status));
    let mut content = MapContent { areas: ground::areas(request), ..MapContent::default() };
    let lit = counties::lit(request, headline.as_ref());
    content.areas.extend(counties::areas(request, &lit));
    content.threads = ground::threads(request);
    let shown = spots::shown(request, task, headline.as_ref());
    content.labels = counties::labels(request, &lit);
    content.labels.extend(ground::labels(request));
    content.legend = legend::entries(request, &lit, &shown, &content.threads);
    content.demo = shown.iter().any(|shown| shown.demo)
        || (request.status.demo && lit.iter().any(|lit| lit.number.is_some()));
    content.spots = shown.into_iter().map(|shown| shown.spot).collect();
    content
}
