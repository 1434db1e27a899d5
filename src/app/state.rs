//! What the window knows. Read by every panel, changed only by `app/apply.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::work::Work;
use super::{Exchange, Pictures, View, Views, WorkList, apply, derive, page, view};
use crate::geom::LonLat;
use crate::ledger::{AsOf, Clock, EventId};
use crate::map::InView;
use crate::page::{Page, PageSpec};
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::scene::{FeatureRef, LegendEntry, MapContent, Theme, usual_layers};
use crate::site::SiteId;
use crate::status::{Changes, CityTask, Explanation, Light, Lights, Missed, Moved, NumberMoved, Status};
use crate::text::{Bilingual, Lang};
use crate::workspace::{
    AddRequest, AssignRequest, MarkRequest, Place, ReportRequest, RetireRequest, SettleRequest, Workspace,
};

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

/// A path that a person writes where the system has no file dialog, or it was cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asking {
    /// Where the page goes.
    Page,
    /// Which workspace to open.
    Workspace,
    /// Which package to merge.
    Merge,
    /// Where a package goes.
    Pack,
    /// Where a copy of this evidence goes, by its SHA-256: another may be shown by then.
    Evidence(String),
}

/// An act that writes events.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// A mark of a site.
    Mark(MarkRequest),
    /// Marks of many sites, all or none.
    MarkAll(Vec<MarkRequest>),
    /// A county's report.
    Report(ReportRequest),
    /// An assignment.
    Assign(AssignRequest),
    /// A site comes into the register.
    Add(AddRequest),
    /// A site leaves it.
    Retire(RetireRequest),
    /// A conflict is settled.
    Settle(SettleRequest),
}

/// An act of this session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acted {
    /// Its events; those of a batch are taken back together.
    pub events: Vec<EventId>,
}

/// An act that was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// The act.
    pub act: Acted,
    /// The counter-events that hold against it.
    pub by: Vec<EventId>,
}

/// Which form is open on the card.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// What the chosen county says of a milestone, or the city where none is chosen.
    Report(MilestoneId),
    /// Whom the chosen task is assigned to.
    Assign,
    /// A site that no file has: where it is; none until someone shows it on the map.
    Add(Option<LonLat>),
    /// Why the chosen site leaves the register.
    Retire,
    /// One mark for all sites that are ticked in the work list.
    Batch,
}

/// Two days that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The day from whose end on something changed.
    pub from: Date,
    /// The day until whose end it did.
    pub to: Date,
}

/// The order of the matrix.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SortBy {
    /// By the task's number.
    #[default]
    Number,
    /// By the worst light of any county.
    Worst,
    /// By the light of one county.
    County(Adcode),
}

/// Which tasks the matrix shows, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matrix {
    /// The order.
    pub sort: SortBy,
    /// Only tasks that have this light somewhere.
    pub light: Option<Light>,
    /// Only tasks of this action.
    pub action: Option<u16>,
    /// The tasks that follow from these, from left to right.
    pub tasks: Vec<TaskNo>,
}

/// How fast the timeline plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Speed {
    /// A week in each step.
    #[default]
    Week,
    /// Two weeks.
    Fortnight,
    /// Thirty days.
    Month,
}

impl Speed {
    /// From the slowest to the fastest.
    pub const ALL: [Self; 3] = [Self::Week, Self::Fortnight, Self::Month];

    /// Days in one step.
    #[must_use]
    pub const fn days(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Fortnight => 14,
            Self::Month => 30,
        }
    }
}

/// What a trial sets aside, beside what the workspace does.
#[derive(Debug, Clone, Default)]
pub struct SetAside {
    pub(super) undo_stack: Vec<Acted>,
    pub(super) redo_stack: Vec<Undone>,
}

/// What the window knows.
#[derive(Debug)]
pub struct State {
    /// The open workspace.
    pub workspace: Workspace,
    /// Where the built-in workspace is copied to at the first mark.
    pub own_folder: PathBuf,
    /// Why the workspace is open for reading only, where it is a folder and nothing can be written.
    pub only_reads: Option<Bilingual>,
    /// Acts and counter-events of this window: a draft is begun anew after each, and not after others'.
    pub acts: usize,
    /// Packages and conflicts.
    pub exchange: Exchange,
    /// The day and the clock.
    pub as_of: AsOf,
    /// The real day, read once by the app and again at midnight.
    pub today: Date,
    /// What was counted for the lights, kept for the next day or mark.
    pub(super) lights: Lights,
    /// All lights as of the day. Kept until the day, the clock or the ledger changes.
    pub status: Arc<Status>,
    /// Every task in the city as a whole, kept likewise.
    pub city: Arc<Vec<CityTask>>,
    /// Why the chosen task has its light in the chosen county.
    pub explanation: Option<Arc<Explanation>>,
    /// The sites that the chosen task still misses, each with its most pressing light.
    pub missing: Arc<BTreeMap<SiteId, Missed>>,
    /// What the map shows. Kept until the status, the choice or the language changes.
    pub content: Arc<MapContent>,
    /// Counts up whenever `content` is made anew, so that the painter uploads again.
    pub content_revision: u64,
    /// 浏览, 巡查, 出图
    pub mode: Mode,
    /// What the left panel of 浏览 shows.
    pub view: View,
    /// What the further views ask for and hold.
    pub views: Views,
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
    /// What part of the ground the map shows; none before its first frame.
    pub in_view: Option<InView>,
    /// What that part shows, entry by entry.
    pub legend: Vec<LegendEntry>,
    /// The layers that a person chose; none shows the usual ones of the task.
    pub layers: Option<Vec<String>>,
    /// G: the list of layers is open.
    pub show_layers: bool,
    /// Actions of the tree that are folded open.
    pub open_actions: BTreeSet<u16>,
    /// X
    pub show_matrix: bool,
    /// Ctrl+K
    pub show_palette: bool,
    /// ?
    pub show_help: bool,
    /// The first-start card of three sentences.
    pub show_welcome: bool,
    /// The site card's mark form is open.
    pub marking: bool,
    /// Photos and files of evidence that were looked at.
    pub pictures: Pictures,
    /// The evidence of the chosen site that lies over everything, by its SHA-256.
    pub viewing: Option<String>,
    /// 巡查: the work list and what is asked of it.
    pub work: WorkList,
    /// The form of a report or an assignment that is open.
    pub form: Option<Form>,
    /// The milestone that is explained; none means the one that gives the light.
    pub explained: Option<MilestoneId>,
    /// The timeline plays.
    pub playing: bool,
    /// How fast it plays.
    pub speed: Speed,
    /// What the matrix shows.
    pub matrix: Matrix,
    /// The days that are compared.
    pub comparing: Option<Period>,
    /// What changed between them. Kept until the days, the clock or the ledger change.
    pub changes: Option<Arc<Changes>>,
    /// What is set aside while acts are only tried; none outside a trial.
    pub trial: Option<SetAside>,
    /// This session's acts that can be taken back, the newest last.
    pub undo_stack: Vec<Acted>,
    /// Acts taken back that can be done again, the newest last.
    pub redo_stack: Vec<Undone>,
    /// The last thing that happened, said in one line.
    pub notice: Option<Notice>,
    /// Long work under way, for example a page being written.
    pub working: Option<Work>,
    /// What the page is asked to be; its task, county and language are those of the window.
    pub page: PageSpec,
    /// The page as it would be written now, or why it cannot be; made in 出图 only.
    pub preview: Option<Result<Arc<Page>, String>>,
    /// The field in which a path is being written.
    pub asking: Option<Asking>,
    /// The inspector's name, written into marks.
    pub author: String,
}

impl State {
    /// Opens the eyes on a workspace: today, on the task with the most counted sites.
    #[must_use]
    pub fn new(workspace: Workspace, own_folder: PathBuf, today: Date, lang: Lang, theme: Theme) -> Self {
        let as_of = AsOf { date: today, clock: Clock::Effect };
        let mut lights = Lights::default();
        let status = derive::status(&mut lights, &workspace, as_of);
        let city = derive::city(&mut lights, &workspace, as_of);
        let task = derive::first_task(&status);
        let open_actions = workspace
            .plan
            .actions
            .iter()
            .filter(|action| task.is_some_and(|task| action.tasks.contains(&task)))
            .map(|action| action.number)
            .collect();
        let mut state = Self {
            own_folder,
            only_reads: None,
            acts: 0,
            exchange: Exchange::default(),
            as_of,
            today,
            lights,
            status: Arc::new(status),
            city: Arc::new(city),
            explanation: None,
            missing: Arc::default(),
            content: Arc::default(),
            content_revision: 0,
            mode: Mode::Browse,
            view: View::default(),
            views: Views::default(),
            lang,
            theme,
            task,
            county: None,
            site: None,
            hovered: None,
            cursor: None,
            in_view: None,
            legend: Vec::new(),
            layers: None,
            show_layers: false,
            open_actions,
            show_matrix: true,
            show_palette: false,
            show_help: false,
            show_welcome: workspace.place == Place::BuiltIn,
            marking: false,
            work: WorkList::default(),
            pictures: Pictures::default(),
            viewing: None,
            form: None,
            explained: None,
            playing: false,
            speed: Speed::default(),
            matrix: Matrix::default(),
            comparing: None,
            changes: None,
            trial: None,
            undo_stack: Vec::new(),
            redo_stack: Vec::new(),
            notice: None,
            working: None,
            page: page::plain(lang),
            preview: None,
            asking: None,
            author: workspace.last_author().unwrap_or_default().to_owned(),
            workspace,
        };
        state.content = Arc::new(derive::content(&state));
        state.legend = derive::legend(&state);
        state.missing = Arc::new(derive::missing(&mut state));
        state.matrix.tasks = derive::matrix_tasks(&state);
        view::refresh(&mut state);
        apply::find_conflicts(&mut state);
        state
    }
}

impl State {
    /// The layers of which the map shows sites.
    #[must_use]
    pub fn layers_shown(&self) -> Vec<String> {
        self.layers.clone().unwrap_or_else(|| self.usual_layers())
    }

    /// Whether a person shows on the map where a new site is, and where, once they did.
    #[must_use]
    pub const fn placing(&self) -> Option<Option<LonLat>> {
        match self.form {
            Some(Form::Add(at)) => Some(at),
            _ => None,
        }
    }

    /// What the next undo would take back, in words; none where there is nothing.
    #[must_use]
    pub fn would_undo(&self) -> Option<String> {
        self.undo_stack.last().map(|acted| derive::acted_in_words(self, &acted.events))
    }

    /// What the next redo would bring back.
    #[must_use]
    pub fn would_redo(&self) -> Option<String> {
        self.redo_stack.last().map(|undone| derive::acted_in_words(self, &undone.act.events))
    }

    /// The layers that the map shows where nobody chose others.
    #[must_use]
    pub fn usual_layers(&self) -> Vec<String> {
        let task = self.task.and_then(|task| self.workspace.plan.task(task));
        usual_layers(&self.workspace.kinds, task)
    }
}

/// One line about what just happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Notice {
    /// Done.
    Done(String),
    /// Refused or failed: what, where, what to do.
    Problem(String),
    /// An act, and what it moved.
    Acted {
        /// What was done, in words.
        text: String,
        /// The lights that moved.
        moved: Vec<Moved>,
        /// The numbers that moved.
        numbers: Vec<NumberMoved>,
    },
    /// Packages were merged.
    Merged {
        /// How much came, and what a person should look at, a line each.
        text: String,
        /// The lights that moved.
        moved: Vec<Moved>,
        /// The numbers that moved.
        numbers: Vec<NumberMoved>,
        /// How many conflicts are open.
        conflicts: usize,
        /// How many more than before.
        more: usize,
    },
}
