//! What the bytes of a file say, whatever its name.

use exif::{Tag, Value};
use guatu::io::{FileType, NoPicture, PhotoFacts, Picture};
use jiff::civil::date;
use proptest::prelude::*;

use crate::photo::{Camera, ascii, rationals};

const HERE: (f64, f64) = (114.351_25, 36.102_5);

fn here() -> Camera {
    Camera::at(HERE.0, HERE.1).taken("2024:11:02 10:31:00")
}

fn facts(camera: &Camera) -> PhotoFacts {
    PhotoFacts::of(&camera.jpeg(40, 20))
}

#[test]
fn a_photo_says_where_and_when_it_was_taken_in_every_form_that_cameras_write() {
    let files = [
        (FileType::Jpeg, here().jpeg(40, 20)),
        (FileType::Png, here().png(40, 20)),
        (FileType::Tiff, here().exif()),
        (FileType::Webp, here().webp()),
        (FileType::Heic, here().heic()),
    ];
    for (file_type, bytes) in files {
        let facts = PhotoFacts::of(&bytes);
        assert_eq!(facts.file_type, file_type);
        let place = facts.place.unwrap_or_else(|| panic!("{file_type:?} has a place"));
        assert!((place.lon - HERE.0).abs() < 1e-6 && (place.lat - HERE.1).abs() < 1e-6, "{place:?}");
        assert_eq!(facts.taken, Some(date(2024, 11, 2).at(10, 31, 0, 0)), "{file_type:?}");
        // From the disk only the front is read, and says the same.
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), &bytes).unwrap();
        assert_eq!(PhotoFacts::read(file.path()).unwrap(), facts);
    }
    let south_west = PhotoFacts::of(&Camera::at(-70.5, -33.25).jpeg(8, 8)).place.unwrap();
    assert!((south_west.lon + 70.5).abs() < 1e-6 && (south_west.lat + 33.25).abs() < 1e-6);
}

#[test]
fn a_moment_with_a_time_zone_is_brought_to_anyangs_time() {
    let zone = |zone: &str| facts(&here().with(Tag::OffsetTimeOriginal, ascii(zone)));
    assert_eq!(zone("+08:00").taken, Some(date(2024, 11, 2).at(10, 31, 0, 0)));
    assert_eq!(zone("-05:00").taken, Some(date(2024, 11, 2).at(23, 31, 0, 0)));
    assert_eq!(zone("-11:00").taken_on(), Some(date(2024, 11, 3)), "there it was still the day before");
    assert_eq!(zone("   :  ").taken, Some(date(2024, 11, 2).at(10, 31, 0, 0)), "a blank zone is none");
    for wrong in [
        "0000:00:00 00:00:00",
        "2024:13:02 10:31:00",
        "    :  :     :  :  ",
        "yesterday",
        "2024:02:30 10:00:00",
    ] {
        assert_eq!(facts(&here().taken(wrong)).taken, None, "{wrong}");
    }
}

#[test]
fn an_impossible_place_is_none() {
    let latitude = |parts| facts(&here().with(Tag::GPSLatitude, rationals(parts))).place;
    assert_eq!(latitude([(36, 0), (6, 1), (9, 1)]), None, "36/0 degrees");
    assert_eq!(latitude([(36, 1), (6, 1), (0, 0)]), None, "0/0 seconds");
    assert_eq!(latitude([(91, 1), (0, 1), (0, 1)]), None, "91° north");
    assert_eq!(latitude([(90, 1), (0, 1), (1, 1)]), None, "a second north of the pole");
    assert_eq!(latitude([(36, 1), (60, 1), (0, 1)]), None, "sixty minutes");
    assert_eq!(latitude([(4_294_967_295, 1), (0, 1), (0, 1)]), None);
    let field = |tag, value| facts(&here().with(tag, value)).place;
    assert_eq!(field(Tag::GPSLongitude, rationals([(180, 1), (0, 1), (1, 1)])), None);
    assert_eq!(field(Tag::GPSLatitude, rationals([(36, 1)])), None, "degrees alone");
    assert_eq!(field(Tag::GPSLatitude, Value::Double(vec![f64::NAN; 3])), None, "no fractions");
    assert_eq!(field(Tag::GPSLatitudeRef, ascii("E")), None, "latitude to the east");
    assert_eq!(field(Tag::GPSLatitudeRef, ascii("")), None, "to nowhere");
    assert_eq!(facts(&Camera::at(0.0, 0.0)).place, None, "what a camera writes that found no satellite");
    assert_eq!(facts(&Camera::default()).place, None);
}

#[test]
fn a_file_is_told_by_its_bytes_and_what_is_no_photo_says_nothing() {
    let files: [(&[u8], FileType); 6] = [
        (b"%PDF-1.7\n", FileType::Pdf),
        (b"MZ\x90\0", FileType::Other),
        (b"", FileType::Other),
        (b"\xFF\xD8", FileType::Other),
        (b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2", FileType::Other),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", FileType::Other),
    ];
    for (bytes, file_type) in files {
        let facts = PhotoFacts::of(bytes);
        assert_eq!(facts, PhotoFacts { file_type, place: None, taken: None, orientation: 1 });
        assert_eq!(Picture::of(bytes, &facts, [64, 64]), Err(NoPicture::Type(file_type)));
    }
}

/// Red on the left, as it is taken; what is on the left after turning upright, and the shape.
#[test]
fn a_thumbnail_stands_upright_and_keeps_its_shape() {
    // Exif's orientations, with what is seen at the upper left corner: the red half or the green one.
    for (orientation, lies, red_first) in [
        (1, false, true),
        (2, false, false),
        (3, false, false),
        (4, false, true),
        (5, true, true),
        (6, true, true),
        (7, true, false),
        (8, true, false),
    ] {
        let bytes = Camera::default().with(Tag::Orientation, Value::Short(vec![orientation])).jpeg(400, 200);
        let facts = PhotoFacts::of(&bytes);
        assert_eq!(u16::from(facts.orientation), orientation);
        let picture = Picture::of(&bytes, &facts, [300, 50]).unwrap();
        let shape = if lies { (25, 50) } else { (100, 50) };
        assert_eq!((picture.width, picture.height), shape, "{orientation}");
        assert_eq!(picture.rgba.len(), (picture.width * picture.height * 4) as usize);
        assert_eq!(picture.rgba[0] > picture.rgba[1], red_first, "{orientation}");
    }
    let small = Camera::default().png(40, 20);
    let picture = Picture::of(&small, &PhotoFacts::of(&small), [320, 128]).unwrap();
    assert_eq!((picture.width, picture.height), (40, 20), "a small picture stays as it is");
}

/// A PNG that says it is a hundred thousand pixels wide, and one of two thousand million bytes.
#[test]
fn a_photo_cut_short_or_too_large_shows_none_and_says_why() {
    let whole = here().jpeg(400, 300);
    let cut = &whole[..whole.len() / 3];
    let facts = PhotoFacts::of(cut);
    assert!(facts.place.is_some(), "what is left of it still says where it was taken");
    assert_eq!(Picture::of(cut, &facts, [64, 64]), Err(NoPicture::Damaged));
    let moving = [&whole[..], b"\0\0\0\x18ftypmp42 \xFF\xDA and a film"].concat();
    assert!(Picture::of(&moving, &PhotoFacts::of(&moving), [64, 64]).is_ok(), "a film may follow the photo");
    let png = here().png(40, 20);
    let cut = &png[..png.len() - 40];
    assert_eq!(Picture::of(cut, &PhotoFacts::of(cut), [64, 64]), Err(NoPicture::Damaged));
    for (width, height) in [(100_000, 1), (20_000, 20_000), (u32::MAX, u32::MAX)] {
        let bomb = header_of_png(width, height);
        let picture = Picture::of(&bomb, &PhotoFacts::of(&bomb), [64, 64]);
        assert!(matches!(picture, Err(NoPicture::TooLarge | NoPicture::Damaged)), "{width} × {height}");
    }
}

fn header_of_png(width: u32, height: u32) -> Vec<u8> {
    let mut png = Camera::default().png(8, 8);
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    let checked = crc(&png[12..29]).to_be_bytes();
    png[29..33].copy_from_slice(&checked);
    png
}

/// The check of a PNG chunk (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, byte| {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { 0xEDB8_8320 ^ (crc >> 1) } else { crc >> 1 };
        }
        crc
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn no_bytes_make_it_stumble(
        form in 0..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..24),
        keep in 0.0..1.2_f64,
    ) {
        let camera = here().with(Tag::OffsetTimeOriginal, ascii("+08:00"));
        let mut bytes = match form {
            0 => camera.jpeg(24, 16),
            1 => camera.png(24, 16),
            2 => camera.exif(),
            3 => camera.webp(),
            _ => camera.heic(),
        };
        for (at, byte) in &changes {
            let at = at.index(bytes.len().min(420));
            bytes[at] = *byte;
        }
        bytes.truncate((bytes.len() as f64 * keep) as usize);
        let facts = PhotoFacts::of(&bytes);
        if let Some(place) = facts.place {
            prop_assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0);
        }
        prop_assert!((1..=8).contains(&facts.orientation));
        if let Ok(picture) = Picture::of(&bytes, &facts, [32, 32]) {
            prop_assert!(picture.width <= 32 && picture.height <= 32);
            prop_assert_eq!(picture.rgba.len() as u64, u64::from(picture.width) * u64::from(picture.height) * 4);
        }
    }

    #[test]
    fn noise_after_a_beginning_makes_it_stumble_neither(
        beginning in prop::sample::select(vec![
            &b"\xFF\xD8\xFF\xE1"[..], b"\x89PNG\r\n\x1A\n", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08",
            b"RIFF\xFF\xFF\xFF\xFFWEBPEXIF", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", b"%PDF-",
        ]),
        noise in prop::collection::vec(any::<u8>(), 0..2000),
    ) {
        let bytes = [beginning, &noise].concat();
        let facts = PhotoFacts::of(&bytes);
        let _ = Picture::of(&bytes, &facts, [32, 32]);
    }
}
