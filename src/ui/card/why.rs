//! 为什么？ The rule, the plan's sentence, and the sites that count and do not.

use egui::Ui;

use super::section;
use crate::app::{Outbox, State};

pub(super) fn show(ui: &mut Ui, state: &State, _outbox: &mut Outbox) {
    section(ui, state.lang.get("ui.why"), &state.status.rule);
}
