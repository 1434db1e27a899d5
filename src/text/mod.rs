//! The sentences a user reads, in Chinese and English, from `assets/text/*.toml`.
//!
//! A key is `file.name`, for example `light.behind`. Each entry holds both languages side by
//! side, so that neither can be forgotten. `{name}` in a sentence is filled by [`Lang::fill`].

mod spelled;

pub use spelled::Spelled;

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// The two languages on screen. Chinese is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

/// The same words in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Bilingual {
    /// 中文
    pub zh: String,
    /// English
    pub en: String,
}

impl Bilingual {
    /// The words in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

const FILES: &[(&str, &str)] = &[
    ("app", include_str!("../../assets/text/app.toml")),
    ("cli", include_str!("../../assets/text/cli.toml")),
    ("demo", include_str!("../../assets/text/demo.toml")),
    ("exchange", include_str!("../../assets/text/exchange.toml")),
    ("io", include_str!("../../assets/text/io.toml")),
    ("ledger", include_str!("../../assets/text/ledger.toml")),
    ("light", include_str!("../../assets/text/light.toml")),
    ("package", include_str!("../../assets/text/package.toml")),
    ("page", include_str!("../../assets/text/page.toml")),
    ("plan", include_str!("../../assets/text/plan.toml")),
    ("scene", include_str!("../../assets/text/scene.toml")),
    ("site", include_str!("../../assets/text/site.toml")),
    ("status", include_str!("../../assets/text/status.toml")),
    ("ui", include_str!("../../assets/text/ui.toml")),
    ("workbook", include_str!("../../assets/text/workbook.toml")),
    ("workspace", include_str!("../../assets/text/workspace.toml")),
];

static TEXTS: LazyLock<HashMap<String, Bilingual>> = LazyLock::new(|| {
    let mut texts = HashMap::new();
    for (file, source) in FILES {
        // A broken file leaves its keys visible on screen; `texts_parse` below forbids it.
        let entries: HashMap<String, Bilingual> = toml::from_str(source).unwrap_or_default();
        for (name, words) in entries {
            texts.insert(format!("{file}.{name}"), words);
        }
    }
    texts
});

impl Lang {
    /// The sentence behind `key`, or the key itself where there is none.
    #[must_use]
    pub fn get(self, key: &str) -> &str {
        // The key on screen is ugly, and so gets mended; an empty text would hide the mistake.
        TEXTS.get(key).map_or(key, |words| words.get(self))
    }

    /// The sentence behind `key` with every `{name}` replaced.
    #[must_use]
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        let mut sentence = self.get(key).to_owned();
        for (name, value) in values {
            sentence = sentence.replace(&format!("{{{name}}}"), value);
        }
        sentence
    }
}

/// A name that somebody else gave, fit for one line of a sentence: line breaks and other control characters become
/// spaces, marks that turn the direction of writing (Unicode Standard Annex 9) are left out.
#[must_use]
pub fn one_line(name: &str) -> String {
    let turns = |c: &char| matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    name.chars().filter(|c| !turns(c)).map(|c| if breaks(c) { ' ' } else { c }).collect()
}

/// What can speak to a user in either language: every error of every room does.
pub trait Say {
    /// One line that says what, where, and what to do.
    fn say(&self, lang: Lang) -> String;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_in_its_line_and_reads_as_it_is_written() {
        assert_eq!(one_line("照片\n\u{202E}gpj.exe\t\u{7}\u{2066}1\u{2028}"), "照片 gpj.exe  1 ");
    }

    #[test]
    fn texts_parse_and_are_never_empty() {
        for (file, source) in FILES {
            let entries: HashMap<String, Bilingual> =
                toml::from_str(source).unwrap_or_else(|e| panic!("assets/text/{file}.toml: {e}"));
            for (name, words) in entries {
                assert!(!words.zh.is_empty() && !words.en.is_empty(), "{file}.{name} is empty");
            }
        }
    }
}
