//! The folder a user opens: manifest, layers, settings, lock, and the built-in one.

mod act;
mod batch;
mod context;
mod counties;
mod create;
mod declare;
mod doctor;
mod embedded;
mod error;
mod evidence;
mod exhibit;
mod judge;
mod kinds;
mod layer;
mod load;
mod manifest;
mod merge;
mod merged;
mod model;
mod pack;
mod progress;
mod register;
mod register_error;
mod rules;
mod samples;
mod settle;
mod ship;
mod source;
mod store;
mod trial;
mod verify;
mod whose;

pub use act::ClockBehind;
pub use create::create;
pub use declare::{AssignRequest, ReportRequest};
pub use doctor::check;
pub use error::WorkspaceError;
pub use evidence::{Doubt, EvidenceWarning, FAR_M, distance_m, distance_words, doubts_of_itself, short_hash};
pub use exhibit::{Exhibit, copy_evidence, evidence_bytes};
pub use judge::JudgeRequest;
pub use manifest::CARD_LAYERS;
pub use merge::look_into;
pub use merged::{MergeWarning, Merged, OtherCounty};
pub use model::{
    Access, BrokenLayer, ContextFeature, ContextLayer, ContextRole, CountyShape, Issue, MarkRequest, Place,
    SiteLayer, Workspace,
};
pub use pack::{PackRequest, Packed};
pub use progress::{Progress, Step};
pub use register::{AddRequest, RetireRequest};
pub use register_error::{AddWarning, RegisterError};
pub use settle::{SettleError, SettleRequest};
pub use ship::{Shipped, ship};
pub use store::Store;
pub use trial::Trial;
pub use verify::{Verified, VerifyWarning, verify};

use source::Source;

/// A file's name without folder and ending: the layer's name.
fn stem(file: &str) -> &str {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
