//! Photos and files of evidence as the window shows them: looked at in the background, kept by their hash, and
//! forgotten again, the oldest first.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, Weak};

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Vec2, vec2};

use super::load::in_both_languages;
use super::worker::Report;
use crate::io::{FileError, FileProblem, NoPicture, Picture};
use crate::text::{Bilingual, Lang, one_line};
use crate::workspace::{Exhibit, Place, evidence_bytes, short_hash};

/// How many are kept of each size.
const SMALL_KEPT: usize = 256;
const WHOLE_KEPT: usize = 3;
/// A file of more bytes than this is not opened to be shown.
const MOST_BYTES: u64 = 256 << 20;

/// A file that is or shall become evidence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum EvidenceRef {
    /// In the workspace, by its SHA-256.
    Kept(String),
    /// Still where a person has it.
    File(PathBuf),
}

/// How large a picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureSize {
    /// In a list.
    Small,
    /// As large as the window.
    Whole,
}

impl PictureSize {
    /// The most pixels across and down.
    const fn pixels(self) -> [u32; 2] {
        match self {
            Self::Small => [320, 128],
            Self::Whole => [2048, 2048],
        }
    }

    const fn kept(self) -> usize {
        match self {
            Self::Small => SMALL_KEPT,
            Self::Whole => WHOLE_KEPT,
        }
    }
}

/// What is known of a file that was asked for.
#[derive(Debug, Clone)]
pub enum Look {
    /// Somebody is looking.
    Under,
    /// It is missing or cannot be read: which, what to do.
    Failed(Bilingual),
    /// Seen.
    Seen(Arc<Seen>),
}

/// A file that was looked at.
#[derive(Debug)]
pub struct Seen {
    /// What it is.
    pub file: Exhibit,
    /// Its picture, or why there is none.
    pub picture: Result<Drawn, NoPicture>,
}

/// A picture, and its texture once it was on screen.
pub struct Drawn {
    image: Arc<ColorImage>,
    texture: OnceLock<TextureHandle>,
}

impl std::fmt::Debug for Drawn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Drawn").field("size", &self.image.size).finish_non_exhaustive()
    }
}

impl From<Picture> for Drawn {
    fn from(picture: Picture) -> Self {
        let size = [picture.width as usize, picture.height as usize];
        let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
        Self { image: Arc::new(image), texture: OnceLock::new() }
    }
}

impl Drawn {
    /// Pixels across and down.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        vec2(self.image.width() as f32, self.image.height() as f32)
    }

    /// The texture; it lives as long as the picture is kept.
    pub fn texture(&self, ctx: &Context) -> &TextureHandle {
        let load = || ctx.load_texture("evidence", Arc::clone(&self.image), TextureOptions::LINEAR);
        self.texture.get_or_init(load)
    }
}

/// What was asked for, by file and size.
#[derive(Debug, Default)]
pub struct Pictures {
    looks: HashMap<(EvidenceRef, PictureSize), Kept>,
    /// In the order in which they were asked for.
    asked: VecDeque<(EvidenceRef, PictureSize)>,
}

#[derive(Debug)]
struct Kept {
    look: Look,
    /// Dropped with it, so that a look that nobody waits for any more is not begun.
    _wanted: Arc<()>,
}

impl Pictures {
    /// What is known of a file; none where nobody asked yet.
    #[must_use]
    pub fn look(&self, of: &EvidenceRef, size: PictureSize) -> Option<&Look> {
        self.looks.get(&(of.clone(), size)).map(|kept| &kept.look)
    }

    /// Whether a picture that was asked for is still to come.
    #[must_use]
    pub fn are_coming(&self) -> bool {
        self.looks.values().any(|kept| matches!(kept.look, Look::Under))
    }

    /// Notes that somebody looks; how to tell whether it is still wanted, where nobody did before.
    pub(super) fn ask(&mut self, of: &EvidenceRef, size: PictureSize) -> Option<Weak<()>> {
        let key = (of.clone(), size);
        if self.looks.contains_key(&key) {
            return None;
        }
        let of_size = self.asked.iter().filter(|(_, other)| *other == size).count();
        if of_size >= size.kept()
            && let Some(oldest) = self.asked.iter().position(|(_, other)| *other == size)
            && let Some(oldest) = self.asked.remove(oldest)
        {
            self.looks.remove(&oldest);
        }
        self.asked.push_back(key.clone());
        let wanted = Arc::new(());
        let token = Arc::downgrade(&wanted);
        self.looks.insert(key, Kept { look: Look::Under, _wanted: wanted });
        Some(token)
    }

    /// Takes in what was seen, where it is still wanted.
    pub(super) fn take_in(&mut self, of: EvidenceRef, size: PictureSize, look: Look) {
        if let Some(known) = self.looks.get_mut(&(of, size)) {
            known.look = look;
        }
    }

    /// Lets what was missing, or was looked for elsewhere, be asked for again.
    pub(super) fn forget(&mut self, gone: impl Fn(&EvidenceRef, &Look) -> bool) {
        self.looks.retain(|(of, _), kept| !gone(of, &kept.look));
        let looks = &self.looks;
        self.asked.retain(|key| looks.contains_key(key));
    }
}

/// Looks at a file, where that is still wanted; takes a while.
pub(super) fn look(place: Place, of: EvidenceRef, size: PictureSize, wanted: &Weak<()>) -> Option<Report> {
    wanted.upgrade()?;
    let look = seen(&place, &of, size).unwrap_or_else(|error| Look::Failed(why(&of, &error)));
    Some(Report::Looked { place, of, size, look })
}

/// What is missing is evidence, not a layer that could be left out of the manifest.
fn why(of: &EvidenceRef, error: &FileError) -> Bilingual {
    if error.problem != FileProblem::Missing {
        return in_both_languages(error);
    }
    let (key, file) = match of {
        EvidenceRef::Kept(hash) => ("workspace.evidence_lost", short_hash(hash).to_owned()),
        EvidenceRef::File(path) => ("workspace.evidence_not_there", one_line(&path.display().to_string())),
    };
    let say = |lang: Lang| lang.fill(key, &[("file", &file)]);
    Bilingual { zh: say(Lang::Zh), en: say(Lang::En) }
}

fn seen(place: &Place, of: &EvidenceRef, size: PictureSize) -> Result<Look, FileError> {
    let (file, bytes) = match of {
        EvidenceRef::File(path) => {
            let (file, bytes) = Exhibit::read(path)?;
            (file, bytes.into())
        }
        EvidenceRef::Kept(hash) => {
            let file = Exhibit::kept(place, hash)?;
            let shown = file.photo.file_type.can_be_shown() && file.bytes <= MOST_BYTES;
            let bytes = if shown { evidence_bytes(place, hash)? } else { [].as_slice().into() };
            (file, bytes)
        }
    };
    let picture = if file.bytes > MOST_BYTES {
        Err(NoPicture::TooLarge)
    } else {
        Picture::of(&bytes, &file.photo, size.pixels())
    };
    Ok(Look::Seen(Arc::new(Seen { file, picture: picture.map(Drawn::from) })))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(n: usize) -> EvidenceRef {
        EvidenceRef::Kept(format!("{n:064x}"))
    }

    #[test]
    fn the_oldest_of_a_size_is_forgotten_and_may_be_asked_for_again() {
        let mut pictures = Pictures::default();
        let mut tokens = Vec::new();
        for n in 0..=SMALL_KEPT {
            tokens.extend(pictures.ask(&kept(n), PictureSize::Small));
        }
        assert!(pictures.look(&kept(0), PictureSize::Small).is_none());
        assert_eq!(tokens.len(), SMALL_KEPT + 1);
        let job = |n: usize| look(Place::BuiltIn, kept(n), PictureSize::Small, &tokens[n]);
        assert!(job(0).is_none() && job(1).is_some(), "what nobody waits for is not looked at");
        assert!(pictures.ask(&kept(1), PictureSize::Small).is_none(), "it is known");
        assert!(pictures.ask(&kept(1), PictureSize::Whole).is_some(), "in another size it is not");
        assert_eq!(pictures.looks.len(), SMALL_KEPT + 1);
        let nothing = Look::Failed(Bilingual::default());
        pictures.take_in(kept(0), PictureSize::Small, nothing.clone());
        assert!(pictures.look(&kept(0), PictureSize::Small).is_none(), "nobody waits for it any more");
        pictures.take_in(kept(1), PictureSize::Small, nothing);
        pictures.forget(|_, look| matches!(look, Look::Failed(_)));
        assert!(pictures.ask(&kept(1), PictureSize::Small).is_some(), "what failed may be tried again");
    }
}
