//! What a map shows, as a display list that screen, PNG, SVG and PDF all draw from.

pub mod font;
pub mod icon;
pub mod primitive;
pub mod symbol;
pub mod tokens;

mod compose;
mod content;

pub use compose::{MapRequest, compose};
pub use content::{Area, FeatureRef, Hatch, Label, LegendEntry, MapContent, Pen, Spot, Thread};
pub use icon::Icon;
pub use primitive::{Align, Paint, Primitive};
pub use tokens::{Rgba, Theme, Token};
