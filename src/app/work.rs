//! Long work as the window shows it: in words, how far it is, and whether a person may stop it.

use crate::workspace::Step;

/// Long work under way.
#[derive(Debug, Clone, PartialEq)]
pub struct Work {
    /// What is being done.
    pub words: String,
    /// How far it is, where it tells.
    pub progress: Option<Stage>,
    /// Whether it can be stopped, and what was half done is given up then.
    pub can_stop: bool,
    /// A person asked it to stop; it does at the next good moment.
    pub stopping: bool,
}

/// How far long work is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stage {
    /// What is being done of it.
    pub step: Step,
    /// The part of the step that is done, from 0 to 1.
    pub part: f32,
}

impl Work {
    /// Short work that is seen to its end.
    pub(super) const fn short(words: String) -> Self {
        Self { words, progress: None, can_stop: false, stopping: false }
    }

    /// Work that a person may stop.
    pub(super) const fn long(words: String) -> Self {
        Self { words, progress: None, can_stop: true, stopping: false }
    }
}
