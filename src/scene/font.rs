//! The bundled typeface and the width of its words, the same on every machine.

use std::sync::LazyLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

/// Its family name, as SVG files name it.
pub const FAMILY: &str = "Noto Sans SC";
/// Noto Sans SC Regular, a subset (SIL Open Font Licence 1.1).
pub static REGULAR: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Regular-anyang.ttf");
/// Noto Sans SC Bold, the same subset.
pub static BOLD: &[u8] = include_bytes!("../../assets/fonts/NotoSansSC-Bold-anyang.ttf");

/// How far the baseline lies below the middle of a line, in em: half the height of a capital,
/// which is also near the middle of a Chinese character.
pub const BASELINE_BELOW_MIDDLE: f32 = 0.37;

static REGULAR_FACE: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::new(REGULAR).ok());
static BOLD_FACE: LazyLock<Option<FontRef<'static>>> = LazyLock::new(|| FontRef::new(BOLD).ok());

fn face(bold: bool) -> Option<&'static FontRef<'static>> {
    if bold { BOLD_FACE.as_ref() } else { REGULAR_FACE.as_ref() }
}

/// The width of one line of text at an em size, in the unit of the size, without kerning.
#[must_use]
pub fn text_width(text: &str, size: f32, bold: bool) -> f32 {
    let Some(face) = face(bold) else {
        return size * text.chars().count() as f32;
    };
    let glyphs = face.charmap();
    let metrics = face.glyph_metrics(Size::new(size), LocationRef::default());
    text.chars()
        .map(|c| {
            let glyph = glyphs.map(c).unwrap_or_default();
            metrics.advance_width(glyph).unwrap_or(size)
        })
        .sum()
}

/// The characters of a text that the typeface lacks.
#[must_use]
pub fn missing(text: &str, bold: bool) -> Vec<char> {
    let Some(face) = face(bold) else {
        return text.chars().collect();
    };
    let glyphs = face.charmap();
    let lacks = |c: &char| !c.is_control() && glyphs.map(*c).is_none();
    text.chars().filter(lacks).collect()
}
