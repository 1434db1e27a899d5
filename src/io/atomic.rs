//! Whole files or none: what is written appears under its name complete, or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The ending of a file that is being written. Such a file is hidden and never read.
const PARTIAL: &str = ".partial";

/// Writes `bytes` beside `path`, flushes them to the disk, and renames them into place.
///
/// # Errors
/// What the file system says; then nothing is left under `path` that was not there before.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = WholeFile::create(path)?;
    file.write_all(bytes)?;
    file.finish()
}

/// A file that gets its name when it is whole. Dropped before [`finish`](Self::finish), or killed, it
/// leaves nothing under that name; what a killed process leaves beside it goes at the next writing.
#[derive(Debug)]
pub struct WholeFile {
    // Locked while it is open, so that the leftovers of the dead are told from the work of the living.
    file: File,
    partial: PathBuf,
    path: PathBuf,
    done: bool,
}

impl WholeFile {
    /// Begins a file that shall appear as `path`.
    ///
    /// # Errors
    /// What the file system says.
    pub fn create(path: &Path) -> io::Result<Self> {
        let invalid = || io::Error::from(io::ErrorKind::InvalidFilename);
        let mut name = OsString::from(".");
        name.push(path.file_name().ok_or_else(invalid)?);
        name.push(format!(".{}{PARTIAL}", std::process::id()));
        let partial = path.with_file_name(name);
        let file = File::create(&partial)?;
        // A file system without locks loses only the sweeping.
        let _ = file.try_lock();
        Ok(Self { file, partial, path: path.to_owned(), done: false })
    }

    /// Flushes it to the disk and gives it its name.
    ///
    /// # Errors
    /// What the file system says; then nothing is left under the name that was not there before.
    pub fn finish(self) -> io::Result<()> {
        let path = self.path.clone();
        self.finish_among()?;
        sync_folder(folder_of(&path));
        Ok(())
    }

    /// As [`finish`](Self::finish), for one of many files of a folder: its bytes are on the disk, its
    /// name is when [`sync_folder`] returns.
    ///
    /// # Errors
    /// As [`finish`](Self::finish).
    pub fn finish_among(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.partial, &self.path)?;
        self.done = true;
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for WholeFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        if !self.done {
            // Best effort: the first error is the one that matters.
            let _ = fs::remove_file(&self.partial);
        }
    }
}

/// Removes what killed processes left of files that they were writing in a folder; where `of` is
/// given, of that file only. What a living process writes stays.
pub fn sweep(folder: &Path, of: Option<&Path>) {
    let wanted = of.and_then(Path::file_name).map(|name| format!(".{}.", name.to_string_lossy()));
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let partial = name.starts_with('.') && name.ends_with(PARTIAL);
        if !partial || wanted.as_ref().is_some_and(|wanted| !name.starts_with(wanted)) {
            continue;
        }
        let left = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if left && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Lets the names in a folder outlast a power cut, where the system can do that.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The folder that a file is in.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_else_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("页.svg");
        write_whole(&path, b"first").unwrap();
        write_whole(&path, b"second").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"second");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error_and_stays_absent() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("missing/page.svg");
        assert!(write_whole(&path, b"x").is_err());
        assert!(!path.exists());
    }

    #[test]
    fn what_the_dead_left_is_swept_and_what_the_living_write_is_not() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.guatu");
        fs::write(dir.path().join(".a.guatu.1.partial"), b"half").unwrap();
        fs::write(dir.path().join(".b.guatu.1.partial"), b"half").unwrap();
        fs::write(dir.path().join("a.partial"), b"a person's own").unwrap();
        let living = WholeFile::create(&path).unwrap();
        let count = || fs::read_dir(dir.path()).unwrap().count();
        sweep(dir.path(), Some(&path));
        assert_eq!(count(), 3);
        sweep(dir.path(), None);
        assert_eq!(count(), 2);
        living.finish().unwrap();
        assert!(path.exists());
    }
}
