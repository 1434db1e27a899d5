//! What people and disks do to a ledger: nothing acknowledged is lost, and what is wrong is named.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "how often it killed is worth reading")]

mod desk;
mod disks;
#[path = "../killed/mod.rs"]
mod killed;
mod kills;
mod tampering;
