//! Packages: what one laptop packs and another takes in, what is refused, and who may be killed when.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test may stop at once")]
#![allow(clippy::print_stdout, reason = "how often was killed is told")]

mod desk;
mod hostile;
mod inputs;
#[path = "../killed/mod.rs"]
mod killed;
mod kills;
#[path = "../../fuzz/laws.rs"]
mod laws;
mod orders;
mod story;
mod travel;
mod verbs;
mod zipper;
