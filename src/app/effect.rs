//! What a command wants done outside the state; [`super::App`] does it.

use std::path::PathBuf;
use std::sync::Weak;

use jiff::Timestamp;

use super::jobs::Merge;
use super::{Asking, EvidenceRef, PictureSize};
use crate::map::CameraMove;
use crate::page::Page;
use crate::workspace::{PackRequest, Place};

/// One thing to do outside the state.
#[derive(Debug)]
pub(super) enum Effect {
    /// Move the map.
    Camera(CameraMove),
    /// Ask for a path by the system's dialog; `suggested` is a file name for a new file.
    Ask {
        /// What it is for.
        asking: Asking,
        /// The title and, for a page, the file name to begin with.
        title: String,
        /// The file name to begin with.
        suggested: String,
    },
    /// Write a page in the background.
    WritePage {
        /// What to write.
        page: Box<Page>,
        /// Its kind is told by its ending.
        path: PathBuf,
        /// Dots per inch of a PNG.
        dpi: u16,
    },
    /// Look at a photo or file in the background.
    Look {
        /// In which workspace.
        place: Place,
        /// Which.
        of: EvidenceRef,
        /// How large its picture is wanted.
        size: PictureSize,
        /// Gone once nobody waits for it any more.
        wanted: Weak<()>,
    },
    /// Write a copy of evidence in the background.
    CopyEvidence {
        /// Where it is.
        place: Place,
        /// Its SHA-256.
        hash: String,
        /// The copy.
        path: PathBuf,
    },
    /// Look into packages in the background.
    LookInto(Vec<PathBuf>),
    /// Merge packages in the background.
    Merge(Box<Merge>),
    /// Write a package in the background.
    Pack {
        /// Of which workspace.
        place: Place,
        /// What it holds and where it goes.
        request: PackRequest,
    },
    /// Verify the ledger in the background.
    Verify {
        /// Of which workspace.
        place: Place,
        /// How many events it has.
        all: usize,
        /// Now.
        now: Timestamp,
    },
    /// Stop the long work under way.
    Stop,
    /// Read the open workspace anew.
    Reopen(PathBuf),
    /// Put text on the clipboard.
    Copy(String),
    /// Open a workspace in the background.
    Load(PathBuf),
    /// Close the window, once what is being written is written.
    Close,
}

/// Effects in the order in which they were asked for.
#[derive(Debug, Default)]
pub(super) struct Effects(pub(super) Vec<Effect>);

impl Effects {
    pub(super) fn push(&mut self, effect: Effect) {
        self.0.push(effect);
    }
}
