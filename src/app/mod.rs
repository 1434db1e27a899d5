//! State, commands, background work.
//!
//! Panels read the [`State`] and put [`Command`]s into an [`Outbox`]; `apply` is the one place
//! that changes the state; what must happen outside (files, dialogs, the camera) it asks for as
//! an effect, which [`App`] carries out, on a worker thread where it takes time.

pub mod command;
pub mod state;

mod apply;
mod blank;
mod derive;
mod dialogs;
mod drops;
mod effect;
mod exchange;
mod jobs;
mod keys;
mod load;
mod page;
mod pictures;
mod playback;
mod run;
mod ui_command;
mod view;
mod window;
mod work;
mod work_list;
mod worker;

pub use command::{Command, Outbox};
pub use exchange::{Dialog, Exchange, Holds, Offer, Outcome, PackDraft};
pub use pictures::{Drawn, EvidenceRef, Look, PictureSize, Pictures, Seen};
pub use run::{AppError, Screenshot, Start, display_available, run};
pub use state::{
    Act, Acted, Asking, Form, Matrix, Mode, Notice, Period, SetAside, SortBy, Speed, State, Undone,
};
pub use ui_command::UiCommand;
pub use view::{View, Views};
pub use window::App;
pub use work::{Stage, Work};
pub use work_list::{MOST_STOPS, Round, Visit, WorkAsk, WorkFilter, WorkList};
