//! What stands on the ground: kinds of site as data, their states, guards and fields.

mod fields;
pub mod guard;
mod kind;
mod kind_file;
mod kinds;
mod mismatch;
mod model;
mod refusal;

pub use fields::Fields;
pub use guard::{AllowedMove, Asks, Condition, allowed_moves};
pub use kind::{Field, FieldType, GeometryKind, Guard, Kind, Move, State, Symbol, SymbolBy};
pub use kind_file::{KindError, KindFault};
pub use kinds::{Kinds, common_fields};
pub use mismatch::{MeasureFault, Mismatch};
pub use model::{Register, Site, SiteId, Value};
pub use refusal::Refusal;
