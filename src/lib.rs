//! Guatu (挂图): a city's eco-environment action plan, hung on the wall as a map.
//!
//! A **plan** was promised, **sites** stand on the ground, a **ledger** says what happened,
//! the **status** follows, a **scene** shows it, a **page** prints it. The rooms, in reading
//! order; an arrow may point only to rooms above it (`ARCHITECTURE.md`, `tests/house.rs`).

pub mod text;

pub mod geom;
pub mod grade;
pub mod plan;
pub mod site;

pub mod ledger;
pub mod status;

pub mod io;
pub mod workspace;

pub mod demo;

pub mod page;
pub mod scene;
pub mod workbook;

pub mod app;
pub mod cli;
pub mod map;
pub mod ui;
