//! Everything a person can do. Panels send a [`Command`]; only `app/apply.rs` changes the state.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::geom::LonLat;
use crate::ledger::{Clock, EventId};
use crate::map::InView;
use crate::page::PageSpec;
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::scene::FeatureRef;
use crate::site::SiteId;
use crate::status::{LateFilter, Light, Part};
use crate::workspace::{AddRequest, AssignRequest, MarkRequest, ReportRequest, RetireRequest};

use super::{EvidenceRef, Form, Mode, PackDraft, Period, PictureSize, SortBy, UiCommand, WorkAsk};

/// An act with its object.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// A command without an object, from menu, palette or key.
    Ui(UiCommand),
    /// Choose a task, or none.
    SelectTask(Option<TaskNo>),
    /// Choose a county, or none.
    SelectCounty(Option<Adcode>),
    /// Choose a site, or none.
    SelectSite(Option<SiteId>),
    /// Choose a cell of the matrix.
    SelectCell(TaskNo, Adcode),
    /// Look at another day.
    SetDate(Date),
    /// By effect or by knowledge.
    SetClock(Clock),
    /// 浏览, 巡查, 出图
    SetMode(Mode),
    /// Which bodies the view 部门 shows.
    SetPart(Part),
    /// Which rows the view 滞后 shows.
    SetLate(LateFilter),
    /// Look for words in the plan's text.
    SetWords(String),
    /// Read the sentence of a milestone or a goal in the plan's text.
    Read(MilestoneId),
    /// Bring a place to the middle of the map.
    GoTo(LonLat, f64),
    /// Write a mark.
    Mark(MarkRequest),
    /// Do something with the work list.
    Work(WorkAsk),
    /// Mark many sites at once, all or none.
    MarkAll(Vec<MarkRequest>),
    /// Write what a county reports.
    Report(ReportRequest),
    /// Write whom a 相关 task is assigned to.
    Assign(AssignRequest),
    /// Bring a site into the register.
    Add(AddRequest),
    /// Take a site out of it.
    Retire(RetireRequest),
    /// Judge by the rule with this id.
    SetRule(String),
    /// Open a form, or close it.
    OpenForm(Option<Form>),
    /// Explain this milestone, or the one that gives the light.
    Explain(Option<MilestoneId>),
    /// Tell what changed between two days, or no longer.
    Compare(Option<Period>),
    /// The order of the matrix.
    SortMatrix(SortBy),
    /// Only tasks that have this light somewhere, or all.
    FilterLight(Option<Light>),
    /// Only tasks of this action, or all.
    FilterAction(Option<u16>),
    /// Look at a photo or file of evidence in the background.
    Look(EvidenceRef, PictureSize),
    /// Show evidence of the chosen site, by its SHA-256, over everything, or no longer.
    ShowEvidence(Option<String>),
    /// Ask where a copy of the evidence that is shown shall go.
    AskEvidenceCopy,
    /// Write a copy of evidence, by its SHA-256.
    CopyEvidence(String, PathBuf),
    /// Take an event back.
    Undo(EventId),
    /// Ask for another page.
    SetPage(PageSpec),
    /// Write the page to a file.
    Snapshot(PathBuf),
    /// Open another workspace, or the open one anew; what would be lost by it is asked about first.
    Open(PathBuf),
    /// Show a layer's sites, or no longer.
    ToggleLayer(String),
    /// Show the sites of these layers and no others, until another task is chosen.
    ShowLayers(Vec<String>),
    /// Fold an action of the task tree open or shut.
    ToggleAction(u16),
    /// The pointer moved over the map: where, and over what.
    Pointer {
        /// The place under it; none outside the map.
        at: Option<LonLat>,
        /// What is under it.
        over: Option<FeatureRef>,
    },
    /// The map shows another part or scale.
    MapMoved(InView),
    /// Files and folders were dropped onto the window.
    Drop(Vec<PathBuf>),
    /// Look into a package, and ask whether it shall be merged.
    LookInto(PathBuf),
    /// Merge the packages that were looked into.
    Merge,
    /// What a package shall hold.
    DraftPack(PackDraft),
    /// Ask where that package goes.
    AskPack,
    /// Write that package.
    Pack(PathBuf),
    /// Close what is asked or told over everything.
    CloseDialog,
    /// Stop the long work under way.
    StopWork,
    /// Show the conflicts, that of this site first.
    ShowConflicts(Option<SiteId>),
    /// Look at another conflict, by its place in the list.
    ChooseConflict(usize),
    /// Choose a side of the conflict.
    ChooseSide(usize),
    /// From the conflict to its site on the map.
    GoToConflict(SiteId),
    /// Keep a side of the conflict.
    Settle {
        /// Which of its sides.
        side: usize,
        /// Why.
        note: Option<String>,
    },
    /// The inspector's name.
    SetAuthor(String),
    /// Close the field in which a path is written.
    DismissAsk,
    /// Close the mark form.
    CloseMark,
    /// Close the notice.
    DismissNotice,
    /// Close the first-start card.
    DismissWelcome,
}

/// Where panels put what they want done; emptied once a frame.
#[derive(Debug, Default)]
pub struct Outbox(pub Vec<Command>);

impl Outbox {
    /// Asks for a command.
    pub fn send(&mut self, command: Command) {
        self.0.push(command);
    }

    /// Asks for a command without an object.
    pub fn ui(&mut self, command: UiCommand) {
        self.0.push(Command::Ui(command));
    }
}
