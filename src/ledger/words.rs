//! Words that are written a million times and kept once.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// Words by their numbers, which are given in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    words: Vec<Box<str>>,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Words {
    pub(super) const fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a word, a new one where it is new.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        let Self { words, numbers, hasher } = self;
        let hash = hasher.hash_one(word);
        if let Some(&number) = numbers.find(hash, |&number| &*words[number as usize] == word) {
            return number;
        }
        // There is a word to each event or less, and events are numbered by `u32` too.
        let number = u32::try_from(words.len()).unwrap_or(u32::MAX);
        words.push(word.into());
        numbers.insert_unique(hash, number, |&number| hasher.hash_one(&*words[number as usize]));
        number
    }

    /// The number of a word, where it has one.
    pub(super) fn find(&self, word: &str) -> Option<u32> {
        let is_it = |&number: &u32| &*self.words[number as usize] == word;
        self.numbers.find(self.hasher.hash_one(word), is_it).copied()
    }

    /// The word of a number that it gave.
    pub(super) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }

    /// Takes in other words, and says the number here of each number there.
    pub(super) fn take_in(&mut self, other: &Self) -> Vec<u32> {
        if self.words.is_empty() {
            self.clone_from(other);
        }
        other.words.iter().map(|word| self.number(word)).collect()
    }
}
