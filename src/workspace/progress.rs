//! How far a long act is, and that a person can stop it.

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Reading and checking; nothing is written yet.
    Reading,
    /// Photos and files.
    Evidence,
    /// Events into the ledger.
    Events,
    /// A package.
    Writing,
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How much of it is done.
    pub done: u64,
    /// Of how much; never 0.
    pub of: u64,
}

impl Progress {
    pub(super) fn new(step: Step, done: usize, of: usize) -> Self {
        Self { step, done: done as u64, of: (of as u64).max(1) }
    }

    /// The part of the step that is done, from 0 to 1.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a bar is a few hundred pixels wide")]
    pub fn part(&self) -> f32 {
        (self.done as f32 / self.of as f32).min(1.0)
    }
}
