//! The picture in a photo, small enough for a screen.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageFormat, ImageReader, Limits};

use super::photo::{FileType, PhotoFacts};

/// A photo of more pixels across or down is not opened.
const LONGEST_SIDE: u32 = 20_000;
/// Nor one that needs more memory, in bytes.
const MOST_MEMORY: u64 = 640 << 20;

/// A picture in memory, upright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Red, green, blue and alpha, row by row, not premultiplied.
    pub rgba: Vec<u8>,
}

/// Why a file shows no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoPicture {
    /// A type of which Guatu shows none.
    Type(FileType),
    /// More pixels than are opened.
    TooLarge,
    /// Damaged, or cut short.
    Damaged,
}

impl Picture {
    /// Decodes a photo, turns it upright and shrinks it to fit `width` × `height` pixels; one that fits stays.
    ///
    /// # Errors
    /// Where it is no photo that can be shown, is too large, or is damaged.
    pub fn of(bytes: &[u8], facts: &PhotoFacts, [width, height]: [u32; 2]) -> Result<Self, NoPicture> {
        let format = match facts.file_type {
            FileType::Jpeg => ImageFormat::Jpeg,
            FileType::Png => ImageFormat::Png,
            other => return Err(NoPicture::Type(other)),
        };
        if format == ImageFormat::Jpeg && is_cut_short(bytes) {
            return Err(NoPicture::Damaged);
        }
        let mut limits = Limits::default();
        limits.max_image_width = Some(LONGEST_SIDE);
        limits.max_image_height = Some(LONGEST_SIDE);
        limits.max_alloc = Some(MOST_MEMORY);
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
        reader.limits(limits);
        let image = reader.decode().map_err(|error| match error {
            image::ImageError::Limits(_) => NoPicture::TooLarge,
            _ => NoPicture::Damaged,
        })?;
        let orientation = Orientation::from_exif(facts.orientation).unwrap_or(Orientation::NoTransforms);
        // The sides are changed for each other by turning, so the room is turned first.
        let lies = facts.orientation > 4;
        let (across, down) = if lies { (height, width) } else { (width, height) };
        let mut image = fitted(image, across, down);
        image.apply_orientation(orientation);
        let pixels = image.into_rgba8();
        Ok(Self { width: pixels.width(), height: pixels.height(), rgba: pixels.into_raw() })
    }
}

/// Whether a JPEG ends before its picture does: the decoder would fill the rest with grey. In the data of a scan
/// the marker of its end cannot occur (ITU-T T.81, B.1.1.5); what cameras append after it does not matter.
fn is_cut_short(bytes: &[u8]) -> bool {
    const SCAN: u8 = 0xDA;
    const END: [u8; 2] = [0xFF, 0xD9];
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        match rest {
            // Markers may be filled up.
            [0xFF, 0xFF, ..] => rest = &rest[1..],
            [0xFF, SCAN, data @ ..] => return !data.windows(2).any(|pair| pair == END),
            [0xFF, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                rest = rest.get(2 + length..).unwrap_or_default();
            }
            _ => return true,
        }
    }
}

fn fitted(image: DynamicImage, across: u32, down: u32) -> DynamicImage {
    if image.width() <= across && image.height() <= down {
        return image;
    }
    image.thumbnail(across.max(1), down.max(1))
}
