//! What a map shows, as a display list that screen, PNG, SVG and PDF all draw from.

pub mod primitive;
pub mod tokens;

pub use primitive::{Align, Paint, Primitive};
pub use tokens::{Rgba, Theme, Token};
