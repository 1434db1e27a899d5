//! What a map shows, as a display list that screen, PNG, SVG and PDF all draw from.

pub mod along;
pub mod font;
pub mod icon;
pub mod labels;
pub mod primitive;
pub mod symbol;
pub mod tokens;

mod compose;
mod content;
mod counties;
mod draw;
mod ground;
mod headline;
mod legend;
mod number;
mod spots;

pub use compose::{MapRequest, compose};
pub use content::{Area, FeatureRef, Hatch, Label, LegendEntry, MapContent, Pen, Spot, Thread};
pub use counties::{ground, hatch};
pub use draw::{CROSS_ANGLE, HATCH_ANGLE, draw, hatched, spot_size};
pub use headline::{Headline, Row, Tally, cells, headline};
pub use icon::Icon;
pub use legend::visible_legend;
pub use number::{amount, number, unit};
pub use primitive::{Align, Paint, Primitive};
pub use spots::usual_layers;
pub use tokens::{Rgba, Theme, Token};
