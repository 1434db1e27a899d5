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

/// One line of duty in the plan's own words, and the bodies that it names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Duty {
    /// The line as the plan prints it, for example `牵头单位:市公安局`.
    pub source: String,
    /// The departments in the order of the line.
    pub departments: Vec<String>,
}
