//! Why a workbook could not be made.

use crate::text::{Lang, Say};

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The format cannot hold it.
    #[error(transparent)]
    Format(#[from] rust_xlsxwriter::XlsxError),
}

impl Say for WorkbookError {
    fn say(&self, lang: Lang) -> String {
        let Self::Format(error) = self;
        lang.fill("workbook.too_much", &[("why", &error.to_string())])
    }
}
