//! An open workspace: everything a verb or the window reads, and the two acts that write.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use geo::{Geometry, MultiPolygon};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::load::load;
use super::manifest::Manifest;
use super::{Source, Store, Trial, WorkspaceError};
use crate::geom::{LonLat, Zone};
use crate::grade::Guide;
use crate::io::FileError;
use crate::ledger::History;
use crate::plan::{Adcode, Plan};
use crate::site::{Kinds, Register, Site, SiteId, Value};
use crate::status::{Inputs, Rule, Rules};
use crate::text::{Bilingual, Lang};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    #[default]
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

/// A layer of sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteLayer {
    /// Its name: the file's without its ending.
    pub name: String,
    /// Its kind's id.
    pub kind: String,
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

impl Issue {
    /// An issue of a layer, said in both languages.
    pub(super) fn of_layer(layer: &str, rule: &str, error: bool, say: impl Fn(Lang) -> String) -> Self {
        Self {
            layer: layer.to_owned(),
            site: None,
            rule: rule.to_owned(),
            message: Bilingual { zh: say(Lang::Zh), en: say(Lang::En) },
            error,
        }
    }

    /// An issue of a site, said in both languages.
    pub(super) fn about(site: &Site, rule: &str, error: bool, say: impl Fn(Lang) -> String) -> Self {
        Self { site: Some(site.id.clone()), ..Self::of_layer(&site.layer, rule, error, say) }
    }
}

/// A mark that a person asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct MarkRequest {
    /// The site.
    pub site: SiteId,
    /// The state after: an id or a name in either language. None keeps the state and sets fields.
    pub to: Option<String>,
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
    /// Its site layers, those without any site among them.
    pub layers: Vec<SiteLayer>,
    /// Every site: those of the files, and those that events added, whether they still hold or not.
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
    /// The rule that turns its numbers into lights.
    pub rule: Rule,
    /// The thresholds by which its black-odorous waters are graded.
    pub guide: Guide,
    /// The rules that it can choose from.
    pub rules: Rules,
    /// Layers that could not be read at all; the rest works.
    pub broken: Vec<BrokenLayer>,
    /// What keeps its acts.
    pub store: Store,
    /// What is set aside while acts are only tried.
    pub trial: Option<Trial>,
}

/// A layer that could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLayer {
    /// Its name.
    pub layer: String,
    /// Why.
    pub error: FileError,
}

impl Workspace {
    /// Whether a folder is a workspace: it has a manifest or one of the known layers.
    #[must_use]
    pub fn is_workspace(dir: &Path) -> bool {
        Manifest::is_in(&Source::Folder(dir.to_owned()))
    }

    /// Opens a folder.
    ///
    /// # Errors
    /// Where it is no workspace, its manifest, plan or ledger cannot be read, or another process
    /// writes in it. A layer that cannot be read is among [`broken`](Self::broken) instead.
    pub fn open(dir: &Path, access: Access) -> Result<Self, WorkspaceError> {
        load(&Source::Folder(dir.to_owned()), access)
    }

    /// The workspace, if every layer of it could be read: for verbs, whose numbers must not lack
    /// a layer in silence. The window shows the rest and names what is broken.
    ///
    /// # Errors
    /// The first broken layer.
    pub fn sound(mut self) -> Result<Self, WorkspaceError> {
        if self.broken.is_empty() {
            return Ok(self);
        }
        Err(WorkspaceError::File(self.broken.swap_remove(0).error))
    }

    /// The workspace compiled into the program, read-only.
    ///
    /// # Errors
    /// Never for a program that passed its tests.
    pub fn built_in() -> Result<Self, WorkspaceError> {
        load(&Source::BuiltIn, Access::Read)
    }

    /// The 3-degree zone of its pages and coordinates: the one around the middle of its counties,
    /// CM 114°E (Anyang's) where none is drawn.
    #[must_use]
    pub fn zone(&self) -> Zone {
        let lons = self.counties.iter().map(|county| county.label.lon);
        let span = lons.fold(None, |span: Option<(f64, f64)>, lon| {
            Some(span.map_or((lon, lon), |(west, east)| (west.min(lon), east.max(lon))))
        });
        span.map_or(Zone::CM_114, |(west, east)| Zone::three_degree(f64::midpoint(west, east)))
    }

    /// What a status is computed from.
    #[must_use]
    pub fn inputs(&self) -> Inputs<'_> {
        Inputs { plan: &self.plan, kinds: &self.kinds, register: &self.register, history: &self.history }
    }
}
