//! The timer of the playing timeline; it asks for a frame only when a step is due.

use std::time::Duration;

/// Seconds from step to step.
const STEP: f64 = 0.15;

/// When the last step was.
#[derive(Debug, Default)]
pub(super) struct Playback {
    last: Option<f64>,
}

impl Playback {
    /// Whether a step is due in this frame.
    pub(super) fn due(&mut self, ctx: &egui::Context, playing: bool) -> bool {
        if !playing {
            self.last = None;
            return false;
        }
        let now = ctx.input(|input| input.time);
        let since = now - *self.last.get_or_insert(now);
        let due = since >= STEP;
        if due {
            self.last = Some(now);
        }
        let rest = if due { STEP } else { STEP - since };
        ctx.request_repaint_after(Duration::from_secs_f64(rest));
        due
    }
}
