//! Names as they are typed: `lzs` finds 林州市.

use pinyin::ToPinyin;

/// A name in every way a person may type it: as it is written, by pinyin, by the initials of pinyin.
#[derive(Debug, Clone, PartialEq)]
pub struct Spelled {
    text: String,
    spelled: String,
    initials: String,
}

impl Spelled {
    /// Spells a name.
    #[must_use]
    pub fn new(name: &str) -> Self {
        let mut spelled = String::new();
        let mut initials = String::new();
        for (character, pinyin) in name.chars().zip(name.to_pinyin()) {
            match pinyin {
                Some(pinyin) => {
                    spelled.push_str(pinyin.plain());
                    initials.push_str(pinyin.first_letter());
                }
                None if character.is_alphanumeric() => {
                    spelled.extend(character.to_lowercase());
                    initials.extend(character.to_lowercase());
                }
                None => {}
            }
        }
        Self { text: name.to_lowercase(), spelled, initials }
    }

    /// The initials of its pinyin.
    #[must_use]
    pub fn initials(&self) -> &str {
        &self.initials
    }

    /// How well a query in small letters fits: 0 is the best; none is no fit.
    #[must_use]
    pub fn fit(&self, query: &str) -> Option<u8> {
        let spaceless: String = query.split_whitespace().collect();
        if self.text == query || self.initials == spaceless {
            Some(0)
        } else if self.text.starts_with(query) {
            Some(1)
        } else if self.initials.starts_with(&spaceless) {
            Some(2)
        } else if self.text.contains(query) {
            Some(3)
        } else if self.spelled.starts_with(&spaceless) {
            Some(4)
        } else if self.initials.contains(&spaceless) {
            Some(5)
        } else if self.spelled.contains(&spaceless) {
            Some(6)
        } else {
            None
        }
    }
}
