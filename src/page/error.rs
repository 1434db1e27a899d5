//! Why a page could not be made or written.

use std::path::PathBuf;

use crate::geom::ProjectionError;
use crate::status::RuleError;
use crate::text::{Lang, Say};

/// Why a page could not be made or written.
#[derive(Debug, thiserror::Error)]
pub enum PageError {
    /// 公开 without 审图号.
    #[error("a public page needs an approval number")]
    NeedsApproval,
    /// A sheet below 120 × 80 mm, above 2 × 2 m, or no number.
    #[error("a sheet of {0} × {1} mm is too small or too large")]
    Sheet(f32, f32),
    /// Dots per inch outside 72 to 600.
    #[error("{0} dots per inch is outside 72 to 600")]
    Dpi(u16),
    /// More pixels than a picture may have.
    #[error("{0} × {1} pixels are too many for one picture")]
    TooManyPixels(u32, u32),
    /// The plan has no such task.
    #[error("the plan has no task {0}")]
    NoTask(u16),
    /// The plan has no such county, or it has no boundary.
    #[error("no county {0} with a boundary")]
    NoCounty(String),
    /// Nothing to draw a map of.
    #[error("the workspace has no county boundaries")]
    NoBoundaries,
    /// A boundary that cannot be projected.
    #[error(transparent)]
    Projection(#[from] ProjectionError),
    /// The rule of the lights could not be read: a fault of the program.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A file name with no ending, or with one that no page is written to.
    #[error("{} ends in none of .png .svg .pdf", .0.display())]
    Ending(PathBuf),
    /// The drawing could not be turned into a picture or a PDF: a fault of the program.
    #[error("the page could not be rendered: {0}")]
    Render(String),
    /// The file could not be written.
    #[error("{}: {source}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl PageError {
    /// The exit code of the contract: 2 wrong use, 3 unreadable or unwritable, 5 refused by a rule.
    #[must_use]
    pub const fn code(&self) -> u8 {
        match self {
            Self::NeedsApproval => 5,
            Self::Sheet(..)
            | Self::Dpi(_)
            | Self::TooManyPixels(..)
            | Self::NoTask(_)
            | Self::NoCounty(_)
            | Self::Ending(_) => 2,
            Self::NoBoundaries
            | Self::Projection(_)
            | Self::Rule(_)
            | Self::Render(_)
            | Self::Write { .. } => 3,
        }
    }
}

impl Say for PageError {
    fn say(&self, lang: Lang) -> String {
        match self {
            Self::NeedsApproval => lang.get("page.needs_approval").to_owned(),
            Self::Sheet(width, height) => {
                lang.fill("page.bad_sheet", &[("width", &width.to_string()), ("height", &height.to_string())])
            }
            Self::Dpi(dpi) => lang.fill("page.bad_dpi", &[("dpi", &dpi.to_string())]),
            Self::TooManyPixels(width, height) => lang.fill(
                "page.too_many_pixels",
                &[("width", &width.to_string()), ("height", &height.to_string())],
            ),
            Self::NoTask(task) => lang.fill("page.no_task", &[("task", &task.to_string())]),
            Self::NoCounty(county) => lang.fill("page.no_county", &[("county", county)]),
            Self::NoBoundaries => lang.get("page.no_boundaries").to_owned(),
            Self::Projection(error) => lang.fill("page.projection", &[("why", &error.to_string())]),
            Self::Rule(error) => error.say(lang),
            Self::Ending(path) => lang.fill("page.bad_ending", &[("path", &path.display().to_string())]),
            Self::Render(why) => lang.fill("page.render", &[("why", why)]),
            Self::Write { path, source } => lang
                .fill("page.write", &[("path", &path.display().to_string()), ("why", &source.to_string())]),
        }
    }
}
