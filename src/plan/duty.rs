//! Counties and the bodies that a task binds.

use serde::{Deserialize, Serialize};

use crate::text::Bilingual;

/// The six digits of GB/T 2260 that name a county, for example `410526` 滑县.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Adcode(pub String);

impl std::fmt::Display for Adcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A county-level unit (县、市、区) of the plan, in the plan's order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct County {
    /// GB/T 2260 code.
    pub adcode: Adcode,
    /// 滑县, Hua County
    pub name: Bilingual,
}

/// Whom a task binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// 各县(市、区): every county.
    All,
    /// The counties the plan names.
    Named(Vec<Adcode>),
    /// 相关县(市、区): nobody until the bureau assigns it.
    Relevant,
}

/// One line of duty in the plan's own words, and the bodies that it names. In the file only the
/// line stands; [`Plan::from_json`](super::Plan::from_json) finds the bodies in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Duty {
    /// The line as the plan prints it, for example `牵头单位:市公安局`.
    pub source: String,
    /// The departments in the order of the line.
    pub departments: Vec<String>,
}

impl From<String> for Duty {
    fn from(source: String) -> Self {
        Self { source, departments: Vec::new() }
    }
}

impl From<Duty> for String {
    fn from(duty: Duty) -> Self {
        duty.source
    }
}

impl Duty {
    /// The bodies in the order of the line. Behind the last there may be further words
    /// (等相关职能部门按职责分工负责).
    ///
    /// # Errors
    /// The words that start with no known body.
    pub(super) fn bodies(&self, known: &[Bilingual]) -> Result<Vec<String>, String> {
        let line = &self.source;
        let Some((_, names)) = line.split_once([':', '：']) else {
            return Err(line.clone());
        };
        let pieces: Vec<&str> = names.split('、').collect();
        let last = pieces.len() - 1;
        pieces
            .iter()
            .enumerate()
            .map(|(i, piece)| {
                known
                    .iter()
                    .map(|body| body.zh.as_str())
                    .filter(|body| *piece == *body || (i == last && piece.starts_with(body)))
                    .max_by_key(|body| body.len())
                    .map(str::to_owned)
                    .ok_or_else(|| (*piece).to_owned())
            })
            .collect()
    }
}
