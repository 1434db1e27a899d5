//! Two people write about one thing and do not know of each other: what was seen, what contradicts,
//! what a settlement makes of it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]

#[path = "../desk/mod.rs"]
mod desk;
mod device;
mod laws;
mod oracle;
mod seen;
mod story;
mod table;
mod verbs;
