//! A page into a file, by its ending, whole or not at all.

use std::path::Path;

use super::{Page, PageError};
use crate::io::write_whole;

/// Writes a page as `.png`, `.svg` or `.pdf`. Nothing is left under `path` where it fails.
///
/// # Errors
/// Where the ending is none of these, the resolution of a PNG is outside 72 to 600, or the file
/// cannot be written.
pub fn write(path: &Path, page: &Page, dpi: u16) -> Result<(), PageError> {
    write_while(path, page, dpi, &mut || true).map(|_| ())
}

/// The same, given up where `goes_on` says no before the page is drawn or before it is put in place;
/// whether it was written.
///
/// # Errors
/// As [`fn@write`].
pub fn write_while(
    path: &Path,
    page: &Page,
    dpi: u16,
    goes_on: &mut dyn FnMut() -> bool,
) -> Result<bool, PageError> {
    if !goes_on() {
        return Ok(false);
    }
    let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    let bytes = match ending.as_deref() {
        Some("png") => page.to_png(dpi)?,
        Some("svg") => page.to_svg().into_bytes(),
        Some("pdf") => page.to_pdf()?,
        _ => return Err(PageError::Ending(path.to_owned())),
    };
    if !goes_on() {
        return Ok(false);
    }
    write_whole(path, &bytes).map_err(|source| PageError::Write { path: path.to_owned(), source })?;
    Ok(true)
}
