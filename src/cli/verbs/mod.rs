//! One file a verb.

mod assign;
mod changes;
mod check;
mod explain;
mod history;
mod init;
mod judge;
mod kinds;
mod mark;
mod merge;
mod pace;
mod pack;
mod register;
mod report;
mod sites;
mod snapshot;
mod status;
mod window;

pub(super) use assign::assign;
pub(super) use changes::changes;
pub(super) use check::check;
pub(super) use explain::explain;
pub(super) use history::history;
pub(super) use init::{demo_data, init};
pub(super) use judge::judge;
pub(super) use kinds::kinds;
pub(super) use mark::{mark, undo};
pub(super) use merge::merge;
pub(super) use pace::pace;
pub(super) use pack::pack;
pub(super) use register::{add, retire};
pub(super) use report::report;
pub(super) use sites::sites;
pub(super) use snapshot::snapshot;
pub(super) use status::status;
pub(super) use window::window;
