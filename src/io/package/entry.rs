//! The names that a package may have inside, and the photo or file behind one.

use super::{EVENTS, EVIDENCE, LABEL, PackageFault};

/// The longest ending of a photo or file.
const LONGEST_ENDING: usize = 16;

/// A photo or file of a package.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attachment {
    /// The SHA-256 of its bytes, as 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Its ending, in lower-case letters and digits.
    pub ending: String,
}

impl Attachment {
    /// Its name in a folder.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.sha256, self.ending)
    }

    /// A photo or file with a name; an ending that a package cannot have becomes `bin`.
    #[must_use]
    pub fn named(sha256: &str, name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        Self::from_file_name(&format!("{sha256}.{ending}"))
            .unwrap_or_else(|| Self { sha256: sha256.to_owned(), ending: "bin".to_owned() })
    }

    /// From its name in a folder; none where it is no such name.
    #[must_use]
    pub fn from_file_name(name: &str) -> Option<Self> {
        let (sha256, ending) = name.split_once('.')?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let fits = is_sha256(sha256) && (1..=LONGEST_ENDING).contains(&ending.len());
        (fits && ending.chars().all(plain))
            .then(|| Self { sha256: sha256.to_owned(), ending: ending.to_owned() })
    }
}

/// Whether a text is a SHA-256 as Guatu writes it.
pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// What an entry is by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    Label,
    Events,
    Evidence(Attachment),
}

impl Name {
    /// # Errors
    /// Every name but the three forms.
    pub(super) fn parse(raw: &[u8]) -> Result<Self, PackageFault> {
        let wrong = || PackageFault::Name(String::from_utf8_lossy(raw).into_owned());
        let name = std::str::from_utf8(raw).map_err(|_| wrong())?;
        match name {
            LABEL => Ok(Self::Label),
            EVENTS => Ok(Self::Events),
            _ => {
                let file = name.strip_prefix(EVIDENCE).and_then(Attachment::from_file_name);
                file.map(Self::Evidence).ok_or_else(wrong)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_three_forms_of_names_are_taken() {
        let hash = "0123456789abcdef".repeat(4);
        let take = |name: &str| Name::parse(name.as_bytes()).is_ok();
        assert!(take("package.json") && take("events.jsonl"));
        assert!(take(&format!("evidence/{hash}.jpg")) && take(&format!("evidence/{hash}.7z")));
        for name in [
            "",
            "/package.json",
            "./package.json",
            "Package.json",
            "../evil",
            "evidence/",
            "evidence/../../evil.jpg",
            "evidence\\x.jpg",
            "C:\\evil",
            &format!("evidence/{hash}"),
            &format!("evidence/{hash}."),
            &format!("evidence/{hash}.jp\ng"),
            &format!("evidence/{hash}.tar.gz"),
            &format!("evidence/{hash}.照片"),
            &format!("evidence/{}.jpg", hash.to_uppercase()),
            &format!("/evidence/{hash}.jpg"),
            &format!("evidence/{hash}.jpg/"),
            &format!("evidence/\u{202e}{hash}.jpg"),
        ] {
            assert!(!take(name), "{name:?}");
        }
        assert!(Name::parse(b"evidence/\xff.jpg").is_err());
    }
}
