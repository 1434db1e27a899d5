//! The rule by hand: a few sites, a few marks, a day, and the light that a person with pencil and
//! paper comes to. Every number is worked out in the comment beside it.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
mod changes;
mod ground;
mod kept;
mod laws;
mod laws_of_measures;
mod promises;
mod reasons;
mod rules;
mod table;
