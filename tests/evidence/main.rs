//! Photos and files of evidence: what their bytes say, what is doubtful about them, how the window shows them.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../desk/mod.rs"]
mod desk;

mod doubts;
mod facts;
mod photo;
mod window;
