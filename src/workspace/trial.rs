//! 试算: acts that are kept in memory only, until the trial ends and everything is as before.

use super::{Store, Workspace};
use crate::ledger::{Event, History};
use crate::status::Rule;

/// What a trial sets aside, to be put back at its end.
#[derive(Debug)]
pub struct Trial {
    history: History,
    store: Store,
    writable: bool,
    rule: Rule,
}

impl Workspace {
    /// Begins a trial: from now on acts go through the same checks of site, state and number and
    /// move every light, and nothing is written. A trial may name any state and any day, and brings
    /// no evidence. A folder stays held, so that no other process writes meanwhile.
    pub fn begin_trial(&mut self) {
        if self.trial.is_none() {
            self.trial = Some(Trial {
                history: self.history.clone(),
                rule: self.rule.clone(),
                store: std::mem::replace(&mut self.store, Store::memory()),
                writable: std::mem::replace(&mut self.writable, true),
            });
        }
    }

    /// Ends it: every act of the trial is gone.
    pub fn end_trial(&mut self) {
        if let Some(Trial { history, store, writable, rule }) = self.trial.take() {
            self.history = history;
            self.rule = rule;
            self.store = store;
            self.writable = writable;
            self.follow_history();
        }
    }

    /// Whether acts are kept in memory only.
    #[must_use]
    pub const fn in_trial(&self) -> bool {
        self.trial.is_some()
    }

    /// What the trial did so far, counter-events among it, in the order of the acts.
    #[must_use]
    pub fn trial_events(&self) -> impl ExactSizeIterator<Item = &Event> + DoubleEndedIterator {
        let begun = self.trial.as_ref().map_or(self.history.len(), |trial| trial.history.len());
        self.history.events().skip(begun)
    }
}
