//! What a file that comes as evidence is, told by its bytes and never by its name; and of a photo, where
//! and when it was taken.
//!
//! Exif is read as CIPA DC-008 (JEITA CP-3451) writes it, from bytes that anybody may have made: what is broken or
//! impossible is none, never an error.

use std::fs::File;
use std::io::{self, Cursor, Read};
use std::path::Path;

use exif::{Exif, Field, In, Rational, Tag, Value};
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;

use crate::geom::LonLat;
use crate::text::{Lang, Say};

/// Only this much of a file is searched for where and when it was taken: cameras write it at the front.
const SEARCHED: usize = 8 << 20;
/// A JPEG has it in one of its first segments, of at most 64 KiB each.
const SEARCHED_OF_JPEG: usize = 192 << 10;

/// Anyang's time, in which a camera without a time zone is taken to have written.
const LOCAL: Offset = Offset::constant(8);

/// What a file is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileType {
    /// A photo that can be shown.
    Jpeg,
    /// A picture that can be shown.
    Png,
    /// A photo of a telephone (HEIF, ISO/IEC 23008-12); not shown.
    Heic,
    /// A scan or raw photo; not shown.
    Tiff,
    /// A picture of the web; not shown.
    Webp,
    /// A document.
    Pdf,
    /// Anything else.
    Other,
}

/// What the bytes of a file say about it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PhotoFacts {
    /// What it is.
    pub file_type: FileType,
    /// Where it was taken (WGS 84, which is CGCS2000 to within decimetres), where it says so.
    pub place: Option<LonLat>,
    /// When it was taken, in Anyang's time (UTC+8).
    pub taken: Option<DateTime>,
    /// How it has to be turned to stand upright: Exif's orientation, 1 to 8.
    pub orientation: u8,
}

impl FileType {
    /// Tells a type by the first bytes of a file.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let heif = [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"];
        let brand = || bytes.get(8..12).is_some_and(|brand| heif.iter().any(|known| *known == brand));
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Self::Png,
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Self::Tiff,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Webp,
            [b'%', b'P', b'D', b'F', b'-', ..] => Self::Pdf,
            [_, _, _, _, b'f', b't', b'y', b'p', ..] if brand() => Self::Heic,
            _ => Self::Other,
        }
    }

    /// Whether it is a photo or picture, shown or not.
    #[must_use]
    pub const fn is_photo(self) -> bool {
        !matches!(self, Self::Pdf | Self::Other)
    }

    /// Whether its picture can be shown.
    #[must_use]
    pub const fn can_be_shown(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

impl Say for FileType {
    fn say(&self, lang: Lang) -> String {
        let name = match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Heic => "HEIC",
            Self::Tiff => "TIFF",
            Self::Webp => "WebP",
            Self::Pdf => "PDF",
            Self::Other => lang.get("io.other_file"),
        };
        name.to_owned()
    }
}

impl PhotoFacts {
    /// Reads what the bytes say; of a photo cut short, what is left of it.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        let file_type = FileType::of(bytes);
        let plain = Self { file_type, place: None, taken: None, orientation: 1 };
        if !file_type.is_photo() {
            return plain;
        }
        let searched = bytes.get(..searched(file_type)).unwrap_or(bytes);
        let read =
            exif::Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(searched));
        let Ok(exif) = read.or_else(|error| error.distill_partial_result(|_| ())) else { return plain };
        Self { place: place(&exif), taken: taken(&exif), orientation: orientation(&exif), ..plain }
    }

    /// Reads the front of a file, as far as a photo says where and when it was taken.
    ///
    /// # Errors
    /// What the file system says.
    pub fn read(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let mut bytes = Vec::new();
        file.by_ref().take(SEARCHED_OF_JPEG as u64).read_to_end(&mut bytes)?;
        let file_type = FileType::of(&bytes);
        if file_type.is_photo() && bytes.len() < searched(file_type) {
            file.take((SEARCHED - bytes.len()) as u64).read_to_end(&mut bytes)?;
        }
        Ok(Self::of(&bytes))
    }

    /// Whether a camera took it, as opposed to a drawing or document that rightly belongs to many sites.
    #[must_use]
    pub const fn is_of_a_camera(&self) -> bool {
        matches!(self.file_type, FileType::Jpeg | FileType::Heic)
            || self.place.is_some()
            || self.taken.is_some()
    }

    /// The day on which it was taken, in Anyang.
    #[must_use]
    pub fn taken_on(&self) -> Option<Date> {
        self.taken.map(DateTime::date)
    }
}

/// Whether a file's name says that it is a photo.
#[must_use]
pub fn claims_to_be_a_photo(path: &Path) -> bool {
    const ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "heic", "heif", "tif", "tiff", "webp", "avif"];
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| known.eq_ignore_ascii_case(ending)))
}

const fn searched(file_type: FileType) -> usize {
    match file_type {
        FileType::Jpeg => SEARCHED_OF_JPEG,
        _ => SEARCHED,
    }
}

fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY)
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &field(exif, tag)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

/// Degrees north and east. 0° 0′ is what cameras write that found no satellite.
fn place(exif: &Exif) -> Option<LonLat> {
    let lat = degrees(exif, (Tag::GPSLatitude, Tag::GPSLatitudeRef), [b'N', b'S'], 90.0)?;
    let lon = degrees(exif, (Tag::GPSLongitude, Tag::GPSLongitudeRef), [b'E', b'W'], 180.0)?;
    (lon != 0.0 || lat != 0.0).then_some(LonLat { lon, lat })
}

fn degrees(exif: &Exif, (tag, sense): (Tag, Tag), [plus, minus]: [u8; 2], most: f64) -> Option<f64> {
    let Value::Rational(parts) = &field(exif, tag)?.value else { return None };
    let [degrees, minutes, seconds] = parts.get(..3)? else { return None };
    let (degrees, minutes, seconds) = (part(degrees)?, part(minutes)?, part(seconds)?);
    if minutes >= 60.0 || seconds >= 60.0 {
        return None;
    }
    let angle = degrees + minutes / 60.0 + seconds / 3600.0;
    let sense = ascii(exif, sense)?.first()?.to_ascii_uppercase();
    let sign = if sense == plus {
        1.0
    } else if sense == minus {
        -1.0
    } else {
        return None;
    };
    (angle <= most).then_some(sign * angle)
}

fn part(part: &Rational) -> Option<f64> {
    (part.denom != 0).then(|| part.to_f64())
}

/// The moment of taking, in Anyang's time. One without a time zone is taken as Anyang's.
fn taken(exif: &Exif) -> Option<DateTime> {
    let mut read = exif::DateTime::from_ascii(ascii(exif, Tag::DateTimeOriginal)?).ok()?;
    let whole = |part: u8| i8::try_from(part).ok();
    let (month, day) = (whole(read.month)?, whole(read.day)?);
    let (hour, minute, second) = (whole(read.hour)?, whole(read.minute)?, whole(read.second)?);
    let year = i16::try_from(read.year).ok()?;
    let written = DateTime::new(year, month, day, hour, minute, second, 0).ok()?;
    if let Some(offset) = ascii(exif, Tag::OffsetTimeOriginal) {
        // A broken zone is none.
        let _ = read.parse_offset(offset);
    }
    let Some(minutes) = read.offset else { return Some(written) };
    let there = Offset::from_seconds(i32::from(minutes) * 60).ok()?;
    Some(LOCAL.to_datetime(there.to_timestamp(written).ok()?))
}

fn orientation(exif: &Exif) -> u8 {
    let read = field(exif, Tag::Orientation).and_then(|field| field.value.get_uint(0));
    read.and_then(|read| u8::try_from(read).ok()).filter(|read| (1..=8).contains(read)).unwrap_or(1)
}
