//! Symbols: functions from what a thing is to primitives at a place and a size.
//!
//! Colour is never alone: each light and each kind of site has a shape of its own, made of convex
//! parts, discs and strokes that any renderer can draw.

mod land;
mod light;
mod outline;
mod site;
mod stamp;
mod works;

pub use light::{light, token};
pub use outline::{convex, ring_of, stroke};
pub use site::site;
