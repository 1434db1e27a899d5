//! What a page is asked to be, and the page itself.

use crate::plan::{Adcode, TaskNo};
use crate::scene::Primitive;
use crate::text::Lang;

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

impl PageSize {
    /// Width and height in millimetres.
    #[must_use]
    pub const fn millimetres(self) -> (f32, f32) {
        match self {
            Self::A3 => (420.0, 297.0),
            Self::A4 => (297.0, 210.0),
            Self::Slide => (338.7, 190.5),
            Self::Custom(width, height) => (width, height),
        }
    }
}

impl std::str::FromStr for PageSize {
    type Err = ();

    /// `A3`, `A4`, `16:9`, or a width and a height such as `420x297mm`.
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.to_ascii_lowercase().as_str() {
            "a3" => Ok(Self::A3),
            "a4" => Ok(Self::A4),
            "16:9" => Ok(Self::Slide),
            text => {
                let (width, height) =
                    text.strip_suffix("mm").unwrap_or(text).split_once(['x', '×']).ok_or(())?;
                let number = |text: &str| text.trim().parse().ok().filter(|n: &f32| n.is_finite()).ok_or(());
                Ok(Self::Custom(number(width)?, number(height)?))
            }
        }
    }
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

impl Default for PageSpec {
    /// A3 at 300 dpi, the city's overview, 内部资料, in Chinese.
    fn default() -> Self {
        Self {
            size: PageSize::A3,
            dpi: 300,
            task: None,
            county: None,
            layers: None,
            title: None,
            maker: None,
            classification: Classification::Internal,
            approval: None,
            lang: Lang::Zh,
        }
    }
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
    /// Its language, for the file's metadata.
    pub lang: Lang,
    /// 1 to this on the map.
    pub scale: f64,
    /// Everything on it, bottom first.
    pub primitives: Vec<Primitive>,
}
