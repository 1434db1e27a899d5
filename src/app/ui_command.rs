//! One table of commands without an object. It feeds the palette, the help, tooltips and keys,
//! so that nothing is wired twice.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::View;
use crate::text::Lang;

/// A command without an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UiCommand {
    /// Ctrl+K
    Palette,
    /// F
    Fit,
    /// +
    ZoomIn,
    /// -
    ZoomOut,
    /// M: mark the chosen site.
    Mark,
    /// Ctrl+Z: take the last mark of this session back.
    Undo,
    /// Ctrl+Shift+Z: mark it again.
    Redo,
    /// Shift+M: mark all sites that are ticked.
    Batch,
    /// I: tick the chosen site, or no longer.
    TickSite,
    /// J: the next site of the work list.
    NextSite,
    /// Shift+J: the one before.
    PreviousSite,
    /// O: the round through the ticked sites.
    Round,
    /// H: where the inspector is.
    Here,
    /// P: choose a file and write the page.
    Snapshot,
    /// Ctrl+O
    Open,
    /// [
    DateBack,
    /// ]
    DateForward,
    /// Space: let the timeline play.
    Play,
    /// T: today.
    Today,
    /// Up
    PreviousTask,
    /// Down
    NextTask,
    /// Escape: from site to county to task to nothing.
    Back,
    /// L: 中 / EN
    Language,
    /// D: light or dark.
    Theme,
    /// X: matrix of lights.
    Matrix,
    /// G: the list of layers on the map.
    Layers,
    /// V: the layers of the task again.
    UsualLayers,
    /// 1 to 6: what the left panel shows.
    View(View),
    /// C: the rows of the view 滞后 as a table on the clipboard.
    CopyLate,
    /// Left: the county before.
    PreviousCounty,
    /// Right: the county after.
    NextCounty,
    /// S: how fast the timeline plays.
    Speed,
    /// B: what changed between two days.
    Changes,
    /// W: acts are tried and not kept, or no longer.
    Trial,
    /// N: a new site, 登记新点位.
    Add,
    /// R: what the chosen county reports.
    Report,
    /// A: whom the chosen task is assigned to.
    Assign,
    /// Ctrl+I: merge packages of others.
    Merge,
    /// Ctrl+E: write a package for others.
    Pack,
    /// K: what two people say differently of one thing.
    Conflicts,
    /// Ctrl+H: hold the ledger against itself.
    Verify,
    /// Ctrl+R: read the folder anew.
    Reopen,
    /// ?: keys and help.
    Help,
    /// Ctrl+Q: close the window.
    Quit,
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

impl UiCommand {
    /// Every command, in the order of menu, palette and help.
    pub const ALL: [Self; 49] = [
        Self::Palette,
        Self::Open,
        Self::Reopen,
        Self::Merge,
        Self::Pack,
        Self::Conflicts,
        Self::Verify,
        Self::Snapshot,
        Self::Mark,
        Self::Batch,
        Self::TickSite,
        Self::NextSite,
        Self::PreviousSite,
        Self::Round,
        Self::Here,
        Self::Add,
        Self::Report,
        Self::Assign,
        Self::Undo,
        Self::Redo,
        Self::Trial,
        Self::Fit,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::PreviousTask,
        Self::NextTask,
        Self::PreviousCounty,
        Self::NextCounty,
        Self::DateBack,
        Self::DateForward,
        Self::Today,
        Self::Play,
        Self::Speed,
        Self::Back,
        Self::Matrix,
        Self::Layers,
        Self::UsualLayers,
        Self::View(View::Tasks),
        Self::View(View::Departments),
        Self::View(View::Late),
        Self::View(View::Calendar),
        Self::View(View::Goals),
        Self::View(View::Text),
        Self::CopyLate,
        Self::Changes,
        Self::Language,
        Self::Theme,
        Self::Help,
        Self::Quit,
    ];

    /// The name of its text: `app.<name>`, with its tooltip at `app.<name>_tip`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Palette => "palette",
            Self::Fit => "fit",
            Self::ZoomIn => "zoom_in",
            Self::ZoomOut => "zoom_out",
            Self::Mark => "mark",
            Self::Batch => "batch",
            Self::TickSite => "tick_site",
            Self::NextSite => "next_site",
            Self::PreviousSite => "previous_site",
            Self::Round => "round",
            Self::Here => "here",
            Self::Undo => "undo",
            Self::Redo => "redo",
            Self::Snapshot => "snapshot",
            Self::Open => "open",
            Self::DateBack => "date_back",
            Self::DateForward => "date_forward",
            Self::Play => "play",
            Self::Today => "today",
            Self::PreviousTask => "previous_task",
            Self::NextTask => "next_task",
            Self::Back => "back",
            Self::Language => "language",
            Self::Theme => "theme",
            Self::Matrix => "matrix",
            Self::Layers => "layers",
            Self::UsualLayers => "usual_layers",
            Self::View(View::Tasks) => "view_tasks",
            Self::View(View::Departments) => "view_departments",
            Self::View(View::Late) => "view_late",
            Self::View(View::Calendar) => "view_calendar",
            Self::View(View::Goals) => "view_goals",
            Self::View(View::Text) => "view_text",
            Self::CopyLate => "copy_late",
            Self::PreviousCounty => "previous_county",
            Self::NextCounty => "next_county",
            Self::Speed => "speed",
            Self::Changes => "changes",
            Self::Trial => "trial",
            Self::Add => "add",
            Self::Report => "report",
            Self::Assign => "assign",
            Self::Merge => "merge",
            Self::Pack => "pack",
            Self::Conflicts => "conflicts",
            Self::Verify => "verify",
            Self::Reopen => "reopen",
            Self::Help => "help",
            Self::Quit => "quit",
        }
    }

    /// Its words on a button or in the palette.
    #[must_use]
    pub fn text(self, lang: Lang) -> String {
        lang.get(&format!("app.{}", self.name())).to_owned()
    }

    /// What it does, for a tooltip.
    #[must_use]
    pub fn tooltip(self, lang: Lang) -> String {
        lang.get(&format!("app.{}_tip", self.name())).to_owned()
    }

    /// Its keys. The first is shown; further ones are other places of the same key on a keyboard.
    #[must_use]
    pub const fn shortcuts(self) -> &'static [KeyboardShortcut] {
        match self {
            Self::Palette => const { &[ctrl(Key::K)] },
            Self::Fit => const { &[plain(Key::F)] },
            Self::ZoomIn => const { &[plain(Key::Plus), plain(Key::Equals)] },
            Self::ZoomOut => const { &[plain(Key::Minus)] },
            Self::Mark => const { &[plain(Key::M)] },
            Self::Batch => const { &[KeyboardShortcut::new(Modifiers::SHIFT, Key::M)] },
            Self::TickSite => const { &[plain(Key::I)] },
            Self::NextSite => const { &[plain(Key::J)] },
            Self::PreviousSite => const { &[KeyboardShortcut::new(Modifiers::SHIFT, Key::J)] },
            Self::Round => const { &[plain(Key::O)] },
            Self::Here => const { &[plain(Key::H)] },
            Self::Undo => const { &[ctrl(Key::Z)] },
            Self::Redo => const { &[KeyboardShortcut::new(CTRL_SHIFT, Key::Z), ctrl(Key::Y)] },
            Self::Snapshot => const { &[plain(Key::P)] },
            Self::Open => const { &[ctrl(Key::O)] },
            Self::DateBack => const { &[plain(Key::OpenBracket)] },
            Self::DateForward => const { &[plain(Key::CloseBracket)] },
            Self::Play => const { &[plain(Key::Space)] },
            Self::Today => const { &[plain(Key::T)] },
            Self::PreviousTask => const { &[plain(Key::ArrowUp)] },
            Self::NextTask => const { &[plain(Key::ArrowDown)] },
            Self::Back => const { &[plain(Key::Escape)] },
            Self::Language => const { &[plain(Key::L)] },
            Self::Theme => const { &[plain(Key::D)] },
            Self::Quit => const { &[ctrl(Key::Q)] },
            Self::Merge => const { &[ctrl(Key::I)] },
            Self::Pack => const { &[ctrl(Key::E)] },
            Self::Conflicts => const { &[plain(Key::K)] },
            Self::Verify => const { &[ctrl(Key::H)] },
            Self::Reopen => const { &[ctrl(Key::R)] },
            Self::Matrix => const { &[plain(Key::X)] },
            Self::Layers => const { &[plain(Key::G)] },
            Self::UsualLayers => const { &[plain(Key::V)] },
            Self::View(View::Tasks) => const { &[plain(Key::Num1)] },
            Self::View(View::Departments) => const { &[plain(Key::Num2)] },
            Self::View(View::Late) => const { &[plain(Key::Num3)] },
            Self::View(View::Calendar) => const { &[plain(Key::Num4)] },
            Self::View(View::Goals) => const { &[plain(Key::Num5)] },
            Self::View(View::Text) => const { &[plain(Key::Num6)] },
            Self::CopyLate => const { &[plain(Key::C)] },
            Self::PreviousCounty => const { &[plain(Key::ArrowLeft)] },
            Self::NextCounty => const { &[plain(Key::ArrowRight)] },
            Self::Speed => const { &[plain(Key::S)] },
            Self::Changes => const { &[plain(Key::B)] },
            Self::Trial => const { &[plain(Key::W)] },
            Self::Add => const { &[plain(Key::N)] },
            Self::Report => const { &[plain(Key::R)] },
            Self::Assign => const { &[plain(Key::A)] },
            Self::Help => {
                const { &[plain(Key::Questionmark), KeyboardShortcut::new(Modifiers::SHIFT, Key::Slash)] }
            }
        }
    }

    /// Its first key as the system writes it, for example `Ctrl+K`.
    #[must_use]
    pub fn keys(self, ctx: &egui::Context) -> String {
        self.shortcuts().first().map(|shortcut| ctx.format_shortcut(shortcut)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_command_has_words_in_both_languages_and_a_key() {
        for command in UiCommand::ALL {
            for lang in [Lang::Zh, Lang::En] {
                assert!(!command.text(lang).starts_with("app."), "{command:?}");
                assert!(!command.tooltip(lang).starts_with("app."), "{command:?}");
            }
            assert!(!command.shortcuts().is_empty(), "{command:?}");
        }
    }

    #[test]
    fn no_two_commands_share_a_key() {
        let mut seen = HashSet::new();
        for command in UiCommand::ALL {
            for shortcut in command.shortcuts() {
                assert!(seen.insert(*shortcut), "{command:?} {shortcut:?}");
            }
        }
    }
}
