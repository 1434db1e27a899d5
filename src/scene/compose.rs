//! From workspace and status to the content of a map.

use super::MapContent;
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
    /// The task whose lights colour the counties; none leaves them plain.
    pub task: Option<TaskNo>,
    /// One county, where the map is about it alone.
    pub county: Option<&'a Adcode>,
    /// Site layers to show; none means those of the task.
    pub layers: Option<&'a [String]>,
    /// Language of labels and legend.
    pub lang: Lang,
}

/// Composes a map's content.
#[must_use]
pub fn compose(_request: &MapRequest<'_>) -> MapContent {
    MapContent::default()
}
