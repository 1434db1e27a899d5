//! State, commands, background work.
//!
//! Panels read the [`State`] and put [`Command`]s into an [`Outbox`]; `apply.rs` is the one file
//! that changes the state; what must happen outside (files, dialogs, the camera) it asks for as
//! an effect, which [`App`] carries out, on a worker thread where it takes time.

pub mod command;
pub mod state;

mod apply;
mod blank;
mod derive;
mod dialogs;
mod effect;
mod keys;
mod load;
mod page;
mod playback;
mod run;
mod ui_command;
mod view;
mod window;
mod worker;

pub use command::{Command, Outbox};
pub use run::{AppError, Screenshot, Start, display_available, run};
pub use state::{Asking, Marked, Mode, Notice, State};
pub use ui_command::UiCommand;
pub use view::{View, Views};
pub use window::App;
