//! A page as PNG, by resvg with the bundled typeface alone: no machine's own fonts can change it.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{self, fontdb};

use super::{Page, PageError};
use crate::scene::font;

/// Most pixels of one picture: about a metre square at 300 dpi.
const MOST_PIXELS: u64 = 160_000_000;
const MM_PER_INCH: f32 = 25.4;

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in [font::REGULAR, font::BOLD] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face)));
    }
    Arc::new(fonts)
});

/// The page as a tree that resvg and krilla draw.
pub(super) fn tree(page: &Page) -> Result<usvg::Tree, PageError> {
    let options = usvg::Options {
        font_family: font::FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(&page.to_svg(), &options).map_err(|error| PageError::Render(error.to_string()))
}

impl Page {
    /// The page as a PNG at a resolution of 72 to 600 dots per inch, which the file records.
    ///
    /// # Errors
    /// Where the resolution is outside its range or the picture too large.
    pub fn to_png(&self, dpi: u16) -> Result<Vec<u8>, PageError> {
        if !(72..=600).contains(&dpi) {
            return Err(PageError::Dpi(dpi));
        }
        let pixels_per_mm = f32::from(dpi) / MM_PER_INCH;
        let width = (self.width_mm * pixels_per_mm).round() as u32;
        let height = (self.height_mm * pixels_per_mm).round() as u32;
        let too_many = || PageError::TooManyPixels(width, height);
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(too_many());
        }
        let tree = tree(self)?;
        let mut pixels = Pixmap::new(width, height).ok_or_else(too_many)?;
        // The tree is measured in its own pixels; the page fills the picture to its edges.
        let scale =
            Transform::from_scale(width as f32 / tree.size().width(), height as f32 / tree.size().height());
        resvg::render(&tree, scale, &mut pixels.as_mut());
        pack(&pixels, dpi)
    }
}

/// Packs opaque pixels, without their alpha, fast.
fn pack(pixels: &Pixmap, dpi: u16) -> Result<Vec<u8>, PageError> {
    let rgb: Vec<u8> = pixels.data().chunks_exact(4).flat_map(|rgba| [rgba[0], rgba[1], rgba[2]]).collect();
    let per_metre = (f32::from(dpi) / MM_PER_INCH * 1000.0).round() as u32;
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: png::Unit::Meter,
    }));
    let failed = |error: png::EncodingError| PageError::Render(error.to_string());
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&rgb).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}
