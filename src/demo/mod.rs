//! Demonstration data (示例数据): a seeded generator of plausible records on real boundaries, and
//! of the marks that moved them from October 2023 to early 2026.
//!
//! Making them is pure: boundaries, rivers and township positions come in, layers and events go
//! out, and the same seed gives the same bytes. Writing them is the workspace's. Nothing here stands for a real outfall, water, mine or station, and
//! every layer and every feature says so.

mod air;
mod chance;
mod clerk;
mod declared;
mod design;
mod draft;
mod dust;
mod energy;
mod farming;
mod ground;
mod hills;
mod industry;
mod issues;
mod land;
mod layer;
mod mines;
mod numbers;
mod outfall_class;
mod outfall_story;
mod outfalls;
mod pace;
mod parks;
mod pen;
mod place;
mod points;
mod reaches;
mod reports;
mod rivers;
mod sewage;
mod steel;
mod tempo;
mod transport;
mod villages;
mod waters;
mod work;

pub use ground::{Ground, GroundError};
pub use layer::DemoLayer;

use std::path::Path;

use self::draft::Draft;
use crate::ledger::Event;
use crate::site::Kinds;
use crate::workspace::{Shipped, WorkspaceError, ship};

/// The seed of the built-in workspace.
pub const SEED: u64 = 20_231_011;

/// What the generator gives.
#[derive(Debug, Clone, PartialEq)]
pub struct DemoData {
    /// The site layers, ready to be written.
    pub layers: Vec<DemoLayer>,
    /// The events, in the order of their recording.
    pub events: Vec<Event>,
    /// The pictures that events name by their SHA-256.
    pub evidence: Vec<Evidence>,
}

/// A picture that stands in for a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// `<sha256>.png`, as a workspace keeps it in `evidence/`.
    pub file: String,
    /// The PNG.
    pub bytes: &'static [u8],
}

impl DemoData {
    /// Writes layers, pictures and ledger into a folder, over those that are there: how the
    /// program's own `data/` is made. A workspace that is made from it gets a device of its own.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn write(&self, dir: &Path) -> Result<(), WorkspaceError> {
        let layers = self.layers.iter();
        let layers = layers.map(|layer| (layer.path.clone(), layer.text().into_bytes().into()));
        let pictures = self.evidence.iter();
        let pictures = pictures.map(|picture| (format!("evidence/{}", picture.file), picture.bytes.into()));
        let files: Vec<Shipped<'_>> = layers.chain(pictures).collect();
        ship(dir, &files, &self.events, pen::DEVICE)
    }
}

/// Makes the demonstration data of a seed.
#[must_use]
pub fn generate(seed: u64, kinds: &Kinds, ground: &Ground) -> DemoData {
    let evidence = clerk::pictures();
    let outfalls = outfalls::draw(seed, ground);
    let waters = waters::draw(seed, ground);
    let mines = mines::draw(seed, ground, &waters);
    let points = points::draw(seed, ground);
    let reaches = reaches::draw(ground);
    let dust = [
        dust::key_areas(seed, ground, &points),
        dust::roads(seed, ground),
        dust::sites(seed, ground, &points),
    ];
    let mut drafts = vec![outfalls, waters, mines, points, reaches];
    drafts.extend(dust);
    drafts.extend(further(seed, ground));
    let mut events = clerk::write(seed, drafts.iter().flatten(), kinds, &evidence);
    events.extend(reports::write(seed));
    events.sort_by(|a, b| (a.recorded_at, &a.id).cmp(&(b.recorded_at, &b.id)));
    let layers = drafts.iter().filter_map(|drafts| layer::of(drafts, kinds)).collect();
    DemoData { layers, events, evidence }
}

/// The layers that stand on the ground alone.
fn further(seed: u64, ground: &Ground) -> Vec<Vec<Draft>> {
    vec![
        steel::plants(seed, ground),
        industry::enterprises(seed, ground),
        parks::parks(seed, ground),
        parks::coal_units(seed, ground),
        energy::plants(seed, ground),
        transport::spurs(seed, ground),
        transport::fleets(seed, ground),
        air::fires(seed, ground),
        air::hotspots(seed, ground),
        sewage::works(seed, ground),
        sewage::sewers(seed, ground),
        rivers::rivers(seed, ground),
        rivers::sections(ground),
        rivers::buffers(seed, ground),
        hills::ponds(seed, ground),
        hills::mines(seed, ground),
        farming::districts(seed, ground),
        farming::zones(seed, ground),
        villages::canal(ground),
        villages::villages(seed, ground),
        villages::rural_sewage(seed, ground),
        issues::issues(seed, ground),
        issues::bodies(seed, ground),
    ]
}
