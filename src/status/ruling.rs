//! 人工研判: a person's ruling that goes before the rule, where the rule asks for rulings.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::standing::Board;
use super::{Light, Rule};
use crate::ledger::{AsOf, EventId, Ruled};
use crate::plan::{Adcode, MilestoneId, TaskNo};
use crate::text::Lang;

/// A ruling that a light rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ruling {
    /// The event.
    pub event: EventId,
    /// What was ruled.
    pub light: Light,
    /// The light that the numbers would have given.
    pub otherwise: Light,
    /// The day from which it holds.
    pub on: Date,
    /// The moment at which it was recorded.
    pub recorded_at: Timestamp,
    /// Who ruled.
    pub by: String,
    /// Why.
    pub why: String,
}

impl Ruling {
    /// The ruling on a task, or on one of its milestones, in a county as of a day, where the rule
    /// asks for rulings; `otherwise` is the light without it.
    pub(super) fn on(
        board: &Board<'_>,
        rule: &Rule,
        day: Date,
        (task, milestone): (TaskNo, Option<&MilestoneId>),
        county: &Adcode,
        otherwise: Light,
    ) -> Option<Self> {
        if !rule.manual {
            return None;
        }
        let as_of = AsOf { date: day, clock: board.clock };
        let (event, judgement) = board.inputs.history.ruling(task, milestone, county, as_of)?;
        Some(Self {
            event: event.id.clone(),
            light: judgement.light.into(),
            otherwise,
            on: event.effective_on,
            recorded_at: event.recorded_at,
            by: event.by.clone(),
            why: judgement.why.clone(),
        })
    }

    /// `李四 2024-06-01 研判为正常：…（记录于 2024-06-02；不研判则为滞后）`
    #[must_use]
    pub fn to_text(&self, lang: Lang) -> String {
        let values = [
            ("by", self.by.as_str()),
            ("on", &self.on.to_string()),
            ("light", self.light.word(lang)),
            ("why", &self.why),
            ("recorded", &crate::ledger::civil_day(self.recorded_at).to_string()),
            ("otherwise", self.otherwise.word(lang)),
        ];
        lang.fill("status.ruled", &values)
    }
}

impl From<Ruled> for Light {
    fn from(ruled: Ruled) -> Self {
        match ruled {
            Ruled::Done => Self::Done,
            Ruled::OnTrack => Self::OnTrack,
            Ruled::Behind => Self::Behind,
            Ruled::Critical => Self::Critical,
            Ruled::Overdue => Self::Overdue,
        }
    }
}
