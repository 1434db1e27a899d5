//! How it stands as a spreadsheet: the matrix, every milestone, what is late, the goals.

mod content;
mod error;
mod sheet;
mod xlsx;

pub use error::WorkbookError;

use crate::status::{GoalStatus, Status};
use crate::text::Lang;
use crate::workspace::Workspace;

/// The bytes of an Excel workbook (`.xlsx`, ISO/IEC 29500) with four sheets: the matrix of tasks and
/// counties, every milestone, the late list and the overall goals. Numbers are numbers, percentages percentages and
/// dates dates. The same status gives the same bytes.
///
/// # Errors
/// Where a sheet would hold more than the format allows (1,048,576 rows).
pub fn workbook(
    workspace: &Workspace,
    status: &Status,
    goals: &[GoalStatus],
    lang: Lang,
) -> Result<Vec<u8>, WorkbookError> {
    let sheets = content::sheets(workspace, status, goals, lang);
    Ok(xlsx::bytes(&sheets, &workspace.maker, status.as_of, lang)?)
}
