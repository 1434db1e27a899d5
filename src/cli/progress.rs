//! One line that tells how far a long verb is, for a person who looks at a terminal.

use std::io::{IsTerminal, Write};

use crate::text::Lang;
use crate::workspace::{Progress, Step};

/// The line on stderr. A file or a pipe gets none.
pub(super) struct Line {
    shown: bool,
    last: Option<(Step, u32)>,
    lang: Lang,
}

impl Line {
    pub(super) fn new(lang: Lang) -> Self {
        Self { shown: std::io::stderr().is_terminal(), last: None, lang }
    }

    /// Writes the line anew where a per cent more is done. The work always goes on: Ctrl+C ends it, and
    /// is safe at any moment.
    pub(super) fn step(&mut self, progress: Progress) -> bool {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
        let percent = (progress.part() * 100.0) as u32;
        if self.shown && self.last != Some((progress.step, percent)) {
            self.last = Some((progress.step, percent));
            let step = self.lang.get(match progress.step {
                Step::Reading => "cli.step_reading",
                Step::Evidence => "cli.step_evidence",
                Step::Events => "cli.step_events",
                Step::Writing => "cli.step_writing",
            });
            let mut out = std::io::stderr().lock();
            let _ = write!(out, "\r\x1b[K{step} {percent}%").and_then(|()| out.flush());
        }
        true
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.last.is_some() {
            let mut out = std::io::stderr().lock();
            let _ = write!(out, "\r\x1b[K").and_then(|()| out.flush());
        }
    }
}
