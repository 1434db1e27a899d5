//! What the window knows. Read by every panel, changed only by `app/apply.rs`.

use std::sync::Arc;

use crate::geom::LonLat;
use crate::ledger::{AsOf, EventId};
use crate::plan::{Adcode, TaskNo};
use crate::scene::{FeatureRef, MapContent, Theme};
use crate::site::SiteId;
use crate::status::{Moved, Status};
use crate::text::Lang;
use crate::workspace::Workspace;

/// 浏览, 巡查 or 出图.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// 浏览
    #[default]
    Browse,
    /// 巡查
    Inspect,
    /// 出图
    Briefing,
}

/// What the window knows.
#[derive(Debug)]
pub struct State {
    /// The open workspace.
    pub workspace: Workspace,
    /// The day and the clock.
    pub as_of: AsOf,
    /// The real day, read once by the app and again at midnight.
    pub today: jiff::civil::Date,
    /// All lights as of the day. Kept until the day, the clock or the ledger changes.
    pub status: Arc<Status>,
    /// What the map shows. Kept until the status, the choice or the language changes.
    pub content: Arc<MapContent>,
    /// Counts up whenever `content` is made anew, so that the painter uploads again.
    pub content_revision: u64,
    /// 浏览, 巡查, 出图
    pub mode: Mode,
    /// Language on screen.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// The chosen task.
    pub task: Option<TaskNo>,
    /// The chosen county.
    pub county: Option<Adcode>,
    /// The chosen site.
    pub site: Option<SiteId>,
    /// What the mouse is over.
    pub hovered: Option<FeatureRef>,
    /// The place under the mouse.
    pub cursor: Option<LonLat>,
    /// The map's scale at its middle: 1 to this.
    pub map_scale: f64,
    /// Actions of the tree that are folded open.
    pub open_actions: std::collections::BTreeSet<u16>,
    /// Whether the matrix, the palette, the help and the first card are open.
    pub show_matrix: bool,
    /// Ctrl+K
    pub show_palette: bool,
    /// ?
    pub show_help: bool,
    /// The first-start card of three sentences.
    pub show_welcome: bool,
    /// The site card's mark form is open.
    pub marking: bool,
    /// The timeline plays.
    pub playing: bool,
    /// This session's marks that can be taken back, the newest last.
    pub undo_stack: Vec<EventId>,
    /// Marks taken back that can be made again.
    pub redo_stack: Vec<crate::workspace::MarkRequest>,
    /// The last thing that happened, said in one line.
    pub notice: Option<Notice>,
    /// Long work under way, for example a page being written.
    pub working: Option<String>,
    /// The inspector's name, written into marks.
    pub author: String,
}

/// One line about what just happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Done.
    Done(String),
    /// Refused or failed: what, where, what to do.
    Problem(String),
    /// A mark, and what it moved.
    Marked {
        /// What was marked, in words.
        text: String,
        /// The lights that moved.
        moved: Vec<Moved>,
    },
}
