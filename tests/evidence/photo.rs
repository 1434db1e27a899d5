//! Photos as cameras write them.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{ImageEncoder, Rgb, RgbImage};

/// What a photo says of itself.
#[derive(Clone, Default)]
pub(crate) struct Camera {
    fields: Vec<(Tag, Value)>,
}

impl Camera {
    /// A camera that found its place, in degrees north and east; the seconds to a thousandth.
    pub(crate) fn at(lon: f64, lat: f64) -> Self {
        let parts = |angle: f64| {
            let thousandths = (angle.abs() * 3_600_000.0).round() as u32;
            [(thousandths / 3_600_000, 1), (thousandths / 60_000 % 60, 1), (thousandths % 60_000, 1000)]
        };
        let refs = |positive: bool, letters: [&str; 2]| letters[usize::from(!positive)].to_owned();
        Self::default()
            .with(Tag::GPSLatitude, rationals(parts(lat)))
            .with(Tag::GPSLatitudeRef, ascii(&refs(lat >= 0.0, ["N", "S"])))
            .with(Tag::GPSLongitude, rationals(parts(lon)))
            .with(Tag::GPSLongitudeRef, ascii(&refs(lon >= 0.0, ["E", "W"])))
    }

    /// The same at a moment, `2024:11:02 10:31:00`.
    pub(crate) fn taken(self, moment: &str) -> Self {
        self.with(Tag::DateTimeOriginal, ascii(moment))
    }

    /// The same with one field more, or another value of it.
    pub(crate) fn with(mut self, tag: Tag, value: Value) -> Self {
        self.fields.retain(|(known, _)| *known != tag);
        self.fields.push((tag, value));
        self
    }

    /// The Exif block: a TIFF file without a picture.
    pub(crate) fn exif(&self) -> Vec<u8> {
        let field =
            |(tag, value): &(Tag, Value)| Field { tag: *tag, ifd_num: In::PRIMARY, value: value.clone() };
        let fields: Vec<Field> = self.fields.iter().map(field).collect();
        let mut writer = Writer::new();
        fields.iter().for_each(|field| writer.push_field(field));
        let mut bytes = Cursor::new(Vec::new());
        writer.write(&mut bytes, false).unwrap();
        bytes.into_inner()
    }

    /// A JPEG of so many pixels, its left half red and its right half green.
    pub(crate) fn jpeg(&self, width: u32, height: u32) -> Vec<u8> {
        let mut plain = Vec::new();
        let encoder = image::codecs::jpeg::JpegEncoder::new(&mut plain);
        let picture = picture(width, height);
        encoder.write_image(&picture, width, height, image::ExtendedColorType::Rgb8).unwrap();
        if self.fields.is_empty() {
            return plain;
        }
        // An APP1 segment after the start of image.
        let exif = self.exif();
        let length = u16::try_from(exif.len() + 8).unwrap().to_be_bytes();
        [&[0xFF, 0xD8, 0xFF, 0xE1], &length[..], b"Exif\0\0", &exif, &plain[2..]].concat()
    }

    /// The same as a PNG.
    pub(crate) fn png(&self, width: u32, height: u32) -> Vec<u8> {
        let mut info = png::Info::with_size(width, height);
        info.color_type = png::ColorType::Rgb;
        info.exif_metadata = (!self.fields.is_empty()).then(|| self.exif().into());
        let mut bytes = Vec::new();
        let mut writer = png::Encoder::with_info(&mut bytes, info).unwrap().write_header().unwrap();
        writer.write_image_data(&picture(width, height)).unwrap();
        writer.finish().unwrap();
        bytes
    }

    /// The front of a WebP file: its pixels are not looked at.
    pub(crate) fn webp(&self) -> Vec<u8> {
        let exif = self.exif();
        let chunk = [b"EXIF", &le(exif.len())[..], &exif].concat();
        [b"RIFF", &le(chunk.len() + 4)[..], b"WEBP", &chunk].concat()
    }

    /// A HEIF file of a telephone without its pixels (ISO/IEC 14496-12: `ftyp`, and `meta` with the place of the
    /// Exif item).
    pub(crate) fn heic(&self) -> Vec<u8> {
        let ftyp = boxed(b"ftyp", &[b"heic", &[0; 4][..], b"mif1", b"heic"].concat());
        let item = [&0_u32.to_be_bytes()[..], b"Exif\0\0", &self.exif()].concat();
        let infe = boxed(b"infe", &[&[2, 0, 0, 0, 0, 7, 0, 0][..], b"Exif\0"].concat());
        let iinf = boxed(b"iinf", &[&[0, 0, 0, 0, 0, 1][..], &infe].concat());
        let meta = |at: usize| {
            let iloc = boxed(
                b"iloc",
                &[&[0, 0, 0, 0, 0x44, 0, 0, 1, 0, 7, 0, 0, 0, 1][..], &be(at), &be(item.len())].concat(),
            );
            boxed(b"meta", &[&[0; 4][..], &iinf, &iloc].concat())
        };
        let at = ftyp.len() + meta(0).len() + 8;
        let item_at_6 = [&6_u32.to_be_bytes()[..], &item[4..]].concat();
        [ftyp, meta(at), boxed(b"mdat", &item_at_6)].concat()
    }
}

pub(crate) fn ascii(text: &str) -> Value {
    Value::Ascii(vec![text.as_bytes().to_vec()])
}

pub(crate) fn rationals<const N: usize>(parts: [(u32, u32); N]) -> Value {
    Value::Rational(parts.into_iter().map(Rational::from).collect())
}

fn picture(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 160, 60]) },
    )
}

fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&be(body.len() + 8)[..], name, body].concat()
}

fn be(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap().to_be_bytes()
}

fn le(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap().to_le_bytes()
}
