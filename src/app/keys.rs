//! From keys to commands.

use egui::{Context, Key, Modifiers};

use super::{Mode, Outbox, State, UiCommand};

/// Sends the commands whose keys were pressed in this frame.
///
/// A key without Ctrl never fires while text has the focus, so that a name with an `m` in it marks
/// nothing; Escape does, because it closes what the text stands in.
pub(super) fn read(ctx: &Context, state: &State, outbox: &mut Outbox) {
    let typing = ctx.text_edit_focused();
    // A focused button takes space and arrows for itself.
    let focused = ctx.egui_wants_keyboard_input();
    let overlay = state.show_palette
        || state.show_help
        || state.asking.is_some()
        || state.viewing.is_some()
        || state.exchange.dialog.is_some();
    // The list of conflicts has arrows and digits of its own.
    let list = state.exchange.showing;
    for command in by_modifiers() {
        for shortcut in command.shortcuts() {
            let bare = !shortcut.modifiers.command;
            let moves = matches!(
                shortcut.logical_key,
                Key::Space | Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight
            );
            let allowed = match command {
                UiCommand::Back => !typing || overlay || state.marking || state.form.is_some(),
                UiCommand::Palette | UiCommand::Quit => true,
                // Text has its own undo.
                UiCommand::Undo
                | UiCommand::Redo
                | UiCommand::Conflicts
                | UiCommand::Language
                | UiCommand::Theme => !(typing || overlay),
                _ if bare => !(list || typing || overlay || moves && focused),
                // What lies over everything is answered first.
                _ => !overlay,
            };
            if allowed && ctx.input_mut(|input| input.consume_shortcut(shortcut)) {
                outbox.ui(in_mode(command, state.mode));
            }
        }
    }
}

/// In 巡查 space and arrows are for the list of sites.
const fn in_mode(command: UiCommand, mode: Mode) -> UiCommand {
    match (mode, command) {
        (Mode::Inspect, UiCommand::Play) => UiCommand::TickSite,
        (Mode::Inspect, UiCommand::PreviousTask) => UiCommand::PreviousSite,
        (Mode::Inspect, UiCommand::NextTask) => UiCommand::NextSite,
        _ => command,
    }
}

/// Ctrl+Shift+Z is tried before Ctrl+Z, which it would match as well.
fn by_modifiers() -> impl Iterator<Item = UiCommand> {
    let weight = |modifiers: Modifiers| {
        u8::from(modifiers.command) + u8::from(modifiers.shift) + u8::from(modifiers.alt)
    };
    let mut commands = UiCommand::ALL;
    commands.sort_by_key(|command| {
        let most = command.shortcuts().iter().map(|s| weight(s.modifiers)).max();
        std::cmp::Reverse(most)
    });
    commands.into_iter()
}
