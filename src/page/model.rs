//! What a page is asked to be, and the page itself.

use crate::ledger::AsOf;
use crate::plan::{Adcode, TaskNo};
use crate::scene::Primitive;
use crate::text::{Lang, Say};
use crate::workspace::Workspace;

/// The sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PageSize {
    /// 420 × 297 mm
    A3,
    /// 297 × 210 mm
    A4,
    /// A slide, 16:9, 338.7 × 190.5 mm
    Slide,
    /// Width and height in millimetres.
    Custom(f32, f32),
}

/// The stamp on a page (密级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Classification {
    /// 内部资料
    #[default]
    Internal,
    /// 公开: refused without a 审图号.
    Public,
    /// 草图
    Draft,
}

/// What a page is asked to be.
#[derive(Debug, Clone, PartialEq)]
pub struct PageSpec {
    /// The sheet.
    pub size: PageSize,
    /// Dots per inch of a PNG, 72 to 600.
    pub dpi: u16,
    /// The task it is about; none gives the city's overview.
    pub task: Option<TaskNo>,
    /// One county, where it is about one.
    pub county: Option<Adcode>,
    /// Site layers to show; none means those of the task.
    pub layers: Option<Vec<String>>,
    /// Its title; none writes one that says how it stands.
    pub title: Option<String>,
    /// Who made it; none takes the workspace's.
    pub maker: Option<String>,
    /// 密级
    pub classification: Classification,
    /// 审图号 of the page itself.
    pub approval: Option<String>,
    /// Its language.
    pub lang: Lang,
}

/// A page as primitives in millimetres, from which SVG, PNG and PDF are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Millimetres across.
    pub width_mm: f32,
    /// Millimetres down.
    pub height_mm: f32,
    /// Its title, for the file's metadata.
    pub title: String,
    /// Everything on it, bottom first.
    pub primitives: Vec<Primitive>,
}

/// Why a page could not be made. Work in progress: variants follow.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// 公开 without 审图号.
    #[error("a public page needs an approval number")]
    NeedsApproval,
}

impl Say for PageError {
    fn say(&self, _lang: Lang) -> String {
        self.to_string()
    }
}

/// Lays a page out.
///
/// # Errors
/// Where a 公开 page has no 审图号, or the sheet is too small.
pub fn render(_workspace: &Workspace, _spec: &PageSpec, _as_of: AsOf) -> Result<Page, PageError> {
    Err(PageError::NeedsApproval)
}
