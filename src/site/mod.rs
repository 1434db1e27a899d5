//! What stands on the ground: kinds of site as data, their states, guards and fields.

mod kind;
mod model;

pub use kind::{Field, FieldType, GeometryKind, Guard, Kind, Kinds, Move, State, Symbol};
pub use model::{Register, Site, SiteId, Value};
