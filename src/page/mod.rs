//! The briefing page: layout, furniture, SVG, PNG and PDF.

mod model;

pub use model::{Classification, Page, PageError, PageSize, PageSpec, render};
