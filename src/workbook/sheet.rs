//! A sheet before it is a file: what stands in its cells, and what kind of thing that is.

use jiff::civil::Date;

use crate::status::Light;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    Empty,
    Text(String),
    Number(f64),
    /// In percent: 52.5 is written as 52.5 %.
    Percent(f64),
    Date(Date),
    /// A light and its words.
    Light(Light, String),
}

impl Entry {
    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub(super) fn count(count: Option<usize>) -> Self {
        count.map_or(Self::Empty, |count| Self::Number(count as f64))
    }

    /// A number in its unit.
    pub(super) fn amount(value: Option<f64>, unit: Option<&str>) -> Self {
        match value {
            None => Self::Empty,
            Some(value) if unit == Some("%") => Self::Percent(value),
            Some(value) => Self::Number(value),
        }
    }

    pub(super) fn date(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

/// A column: its head, and its width in Latin letters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub head: String,
    pub width: f64,
}

/// One sheet: a title, a line about it, and a table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sheet {
    pub name: String,
    pub title: String,
    /// The day, the clock, the rule.
    pub about: String,
    /// The mark of demonstration data, where it holds any.
    pub demo: Option<String>,
    pub columns: Vec<Column>,
    /// Columns that stay in view.
    pub frozen: u16,
    pub rows: Vec<Vec<Entry>>,
}
