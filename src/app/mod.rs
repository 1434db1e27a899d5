//! State, commands, background work.

pub mod command;
pub mod state;

pub use command::{Command, Outbox, UiCommand};
pub use state::{Mode, State};
