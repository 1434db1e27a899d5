//! An open workspace: everything a verb or the window reads, and the two acts that write.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use geo::{Geometry, MultiPolygon};
use jiff::civil::Date;

use crate::geom::LonLat;
use crate::ledger::{Author, Event, EventId, History};
use crate::plan::{Adcode, Plan};
use crate::site::{Kinds, Register, SiteId, Value};
use crate::status::Inputs;
use crate::text::{Bilingual, Lang, Say};

/// Where a workspace lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Compiled into the program; read-only.
    BuiltIn,
    /// A folder.
    Folder(PathBuf),
}

/// What a workspace is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Many may read.
    Read,
    /// One may write; a second writer is refused.
    Write,
}

/// A county on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct CountyShape {
    /// GB/T 2260 code.
    pub adcode: Adcode,
    /// Its area.
    pub shape: MultiPolygon<f64>,
    /// Where its name is best written.
    pub label: LonLat,
}

/// What a context layer is, and so how it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextRole {
    /// Neighbouring provinces.
    Provinces,
    /// Neighbouring cities.
    Cities,
    /// Neighbouring counties.
    Neighbours,
    /// Rivers from a source.
    Rivers,
    /// Schematic rivers (示意) that no source has.
    SchematicRivers,
    /// Named places.
    Places,
    /// Anything else.
    Other,
}

/// A layer that is only drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct ContextLayer {
    /// The file's name without its ending.
    pub name: String,
    /// How it is drawn.
    pub role: ContextRole,
    /// Its features.
    pub features: Vec<ContextFeature>,
}

/// One thing of a context layer.
#[derive(Debug, Clone, PartialEq)]
pub struct ContextFeature {
    /// 卫河
    pub name: Option<String>,
    /// Shape.
    pub geometry: Geometry<f64>,
}

/// Something in the workspace that a person should mend; the rest works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// The layer or file.
    pub layer: String,
    /// The record, where it is about one.
    pub site: Option<SiteId>,
    /// The rule's id, for example `county_unknown`.
    pub rule: String,
    /// What, where, what to do.
    pub message: Bilingual,
    /// Whether numbers may be wrong because of it.
    pub error: bool,
}

/// A mark that a person asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkRequest {
    /// The site.
    pub site: SiteId,
    /// The state after: an id or a name in either language.
    pub to: String,
    /// The day on which it holds.
    pub on: Date,
    /// A note.
    pub note: Option<String>,
    /// Fields set by the same act, by field id or name.
    pub set: BTreeMap<String, Value>,
    /// Photos and files, copied into the workspace by their SHA-256.
    pub evidence: Vec<PathBuf>,
}

/// An open workspace.
#[derive(Debug)]
pub struct Workspace {
    /// Where it lives.
    pub place: Place,
    /// Its name, from the manifest or the folder.
    pub name: String,
    /// The plan it is about.
    pub plan: Plan,
    /// The kinds of site it knows.
    pub kinds: Kinds,
    /// The counties' shapes, in the plan's order.
    pub counties: Vec<CountyShape>,
    /// Every site.
    pub register: Register,
    /// Layers that are only drawn, in drawing order.
    pub context: Vec<ContextLayer>,
    /// What happened.
    pub history: History,
    /// What should be mended.
    pub issues: Vec<Issue>,
    /// Who makes its pages (制图), from the manifest.
    pub maker: String,
    /// Where its base data come from, for the foot of map and page; the first names the 审图号.
    pub credits: Vec<String>,
    /// Whether it may be written.
    pub writable: bool,
}

/// Why a workspace could not be opened or written. Work in progress: variants follow.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// Not a workspace.
    #[error("{} is not a workspace", .0.display())]
    NotAWorkspace(PathBuf),
}

impl Say for WorkspaceError {
    fn say(&self, _lang: Lang) -> String {
        self.to_string()
    }
}

impl WorkspaceError {
    /// The exit code of the contract: 3 unreadable, 4 held by another process, 5 refused by a rule.
    #[must_use]
    pub fn code(&self) -> u8 {
        3
    }
}

impl Workspace {
    /// Opens a folder.
    ///
    /// # Errors
    /// Where it is no workspace, a file of it cannot be read, or another process writes in it.
    pub fn open(dir: &Path, _access: Access) -> Result<Self, WorkspaceError> {
        Err(WorkspaceError::NotAWorkspace(dir.to_owned()))
    }

    /// The workspace compiled into the program, read-only.
    ///
    /// # Errors
    /// Never for a program that passed its tests.
    pub fn built_in() -> Result<Self, WorkspaceError> {
        Err(WorkspaceError::NotAWorkspace(PathBuf::new()))
    }

    /// What a status is computed from.
    #[must_use]
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs { plan: &self.plan, kinds: &self.kinds, register: &self.register, history: &self.history }
    }

    /// Writes a mark; durable when it returns.
    ///
    /// # Errors
    /// Where a guard refuses it, the site or state is unknown, or it cannot be written.
    pub fn mark(&mut self, request: &MarkRequest, _author: &Author) -> Result<Event, WorkspaceError> {
        Err(WorkspaceError::NotAWorkspace(PathBuf::from(&request.site.0)))
    }

    /// Writes a counter-event; durable when it returns.
    ///
    /// # Errors
    /// Where the event is unknown or already undone, or it cannot be written.
    pub fn undo(&mut self, event: &EventId, _author: &Author) -> Result<Event, WorkspaceError> {
        Err(WorkspaceError::NotAWorkspace(PathBuf::from(&event.0)))
    }
}
