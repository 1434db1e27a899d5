//! The briefing page: layout, furniture, SVG, PNG and PDF.
//!
//! A page is one display list in millimetres. SVG is written from it; PNG and PDF are drawn from
//! that SVG, so that the three show the same.

mod column;
mod duties;
mod error;
mod facts;
mod figure;
mod foot;
mod furniture;
mod grid;
mod head;
mod ink;
mod key;
mod layout;
mod matrix;
mod milestones;
mod model;
mod pdf;
mod ranking;
mod raster;
mod render;
mod right_column;
mod sheet_map;
mod svg;
mod words;
mod wrap;
mod write;

pub use error::PageError;
pub use model::{Classification, Page, PageSize, PageSpec};
pub use render::render;
pub use write::{write, write_while};
