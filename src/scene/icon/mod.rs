//! Line icons of window and page, drawn as shapes on a grid of 24, so that no icon font is needed.

mod glyphs;
mod pencil;

use super::{Paint, Primitive};
use crate::geom::Point;
use pencil::Pencil;

/// One icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Icon {
    /// The program's mark: a map with a light on it.
    Guatu,
    /// Look for something.
    Search,
    /// Let the timeline play.
    Play,
    /// Hold it.
    Pause,
    /// Nearer, or more.
    Plus,
    /// Farther, or less.
    Minus,
    /// The whole city.
    Fit,
    /// Light colours.
    Sun,
    /// Dark colours.
    Moon,
    /// Done.
    Tick,
    /// Close.
    Close,
    /// Folded.
    ChevronRight,
    /// Open.
    ChevronDown,
    /// To the left.
    ChevronLeft,
    /// Upwards.
    ChevronUp,
    /// Take back.
    Undo,
    /// Do again.
    Redo,
    /// A place.
    MapPin,
    /// A picture of the map.
    Camera,
    /// A day.
    Calendar,
    /// North is up.
    North,
    /// A folder.
    Folder,
    /// Help.
    Help,
    /// Something to know.
    Info,
    /// Something to mend.
    Warning,
    /// The matrix of lights.
    Grid,
    /// A list.
    List,
    /// A printed page.
    Page,
    /// Layers of a map.
    Layers,
    /// Evidence, attached.
    Clip,
    /// Half light, half dark.
    Contrast,
}

impl Icon {
    /// Every icon.
    pub const ALL: [Self; 31] = [
        Self::Guatu,
        Self::Search,
        Self::Play,
        Self::Pause,
        Self::Plus,
        Self::Minus,
        Self::Fit,
        Self::Sun,
        Self::Moon,
        Self::Tick,
        Self::Close,
        Self::ChevronRight,
        Self::ChevronDown,
        Self::ChevronLeft,
        Self::ChevronUp,
        Self::Undo,
        Self::Redo,
        Self::MapPin,
        Self::Camera,
        Self::Calendar,
        Self::North,
        Self::Folder,
        Self::Help,
        Self::Info,
        Self::Warning,
        Self::Grid,
        Self::List,
        Self::Page,
        Self::Layers,
        Self::Clip,
        Self::Contrast,
    ];
}

/// An icon, `size` across and centred on `at`, in lines a twelfth of its size wide.
#[must_use]
pub fn icon(icon: Icon, at: Point, size: f32, paint: Paint) -> Vec<Primitive> {
    let mut pencil = Pencil::new(at, size, paint);
    glyphs::write(icon, &mut pencil);
    pencil.finish()
}
