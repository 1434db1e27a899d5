//! The lights.

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// A light, from the worst to the best; what is not judged comes last.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub enum Light {
    /// 逾期: past its deadline and not met.
    Overdue,
    /// 严重滞后: more than 30 points behind.
    Critical,
    /// 滞后: 10 to 30 points behind.
    Behind,
    /// 正常: at most 10 points behind.
    OnTrack,
    /// 完成: target met.
    Done,
    /// 未报: nothing known.
    NoReport,
    /// 待分解: a 相关 task that is not assigned yet.
    Unassigned,
    /// 不涉及: the task does not bind the county.
    NotResponsible,
}

impl Light {
    /// All lights, in order.
    pub const ALL: [Self; 8] = [
        Self::Overdue,
        Self::Critical,
        Self::Behind,
        Self::OnTrack,
        Self::Done,
        Self::NoReport,
        Self::Unassigned,
        Self::NotResponsible,
    ];

    /// Its word: 完成, 正常 …
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Overdue => lang.get("light.overdue"),
            Self::Critical => lang.get("light.critical"),
            Self::Behind => lang.get("light.behind"),
            Self::OnTrack => lang.get("light.on_track"),
            Self::Done => lang.get("light.done"),
            Self::NoReport => lang.get("light.no_report"),
            Self::Unassigned => lang.get("light.unassigned"),
            Self::NotResponsible => lang.get("light.not_responsible"),
        }
    }

    /// Whether it says how a promise stands, and not that nothing is known or asked.
    #[must_use]
    pub const fn is_judged(self) -> bool {
        !matches!(self, Self::NoReport | Self::Unassigned | Self::NotResponsible)
    }

    /// The name in JSON, and the key of its text: `light.<name>`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Critical => "critical",
            Self::Behind => "behind",
            Self::OnTrack => "on_track",
            Self::Done => "done",
            Self::NoReport => "no_report",
            Self::Unassigned => "unassigned",
            Self::NotResponsible => "not_responsible",
        }
    }

    /// How much it weighs beside others of one task, the heaviest first. Nothing known weighs
    /// more than done, so that green never hides a gap.
    #[must_use]
    pub const fn rank(self) -> u8 {
        match self {
            Self::Overdue => 0,
            Self::Critical => 1,
            Self::Behind => 2,
            Self::OnTrack => 3,
            Self::NoReport => 4,
            Self::Done => 5,
            Self::Unassigned => 6,
            Self::NotResponsible => 7,
        }
    }
}
