//! Where a workspace's files come from: a folder, or the program itself.

use std::borrow::Cow;
use std::path::PathBuf;

use super::embedded;
use crate::io::{FileError, FileProblem, read_file};

/// A folder, or what is compiled in. Names are relative, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    /// Compiled in.
    BuiltIn,
    /// A folder.
    Folder(PathBuf),
}

impl Source {
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            Self::BuiltIn => embedded::file(name).is_some(),
            Self::Folder(dir) => dir.join(name).is_file(),
        }
    }

    pub(super) fn read(&self, name: &str) -> Result<Cow<'static, [u8]>, FileError> {
        match self {
            Self::BuiltIn => embedded::file(name)
                .map(Cow::Borrowed)
                .ok_or_else(|| FileError { file: name.to_owned(), problem: FileProblem::Missing }),
            Self::Folder(dir) => read_file(&dir.join(name)).map(Cow::Owned),
        }
    }

    /// A file as text, without a byte-order mark.
    pub(super) fn text(&self, name: &str) -> Result<String, FileError> {
        let bytes = self.read(name)?;
        let text = std::str::from_utf8(&bytes).map_err(|error| FileError {
            file: self.file_name(name),
            problem: FileProblem::NotUtf8(error.valid_up_to()),
        })?;
        Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
    }

    /// The files in a folder of it with one of these endings, by name.
    pub(super) fn list(&self, folder: &str, endings: &[&str]) -> Vec<String> {
        let mut names: Vec<String> = match self {
            Self::BuiltIn => embedded::FILES.iter().map(|(name, _)| (*name).to_owned()).collect(),
            Self::Folder(dir) => std::fs::read_dir(dir.join(folder))
                .into_iter()
                .flatten()
                .filter_map(|entry| Some(format!("{folder}/{}", entry.ok()?.file_name().to_str()?)))
                .collect(),
        };
        names.retain(|name| {
            let inside = name.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
            inside.is_some_and(|file| !file.starts_with('.') && !file.contains('/'))
                && endings.iter().any(|wanted| ending.eq_ignore_ascii_case(wanted))
        });
        names.sort();
        names
    }

    /// A file as a person would name it.
    pub(super) fn file_name(&self, name: &str) -> String {
        match self {
            Self::BuiltIn => name.to_owned(),
            Self::Folder(dir) => dir.join(name).display().to_string(),
        }
    }

    pub(super) fn folder(&self) -> PathBuf {
        match self {
            Self::BuiltIn => PathBuf::new(),
            Self::Folder(dir) => dir.clone(),
        }
    }
}
