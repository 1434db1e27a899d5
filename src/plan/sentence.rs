//! Where a milestone's sentence stands in its task's text, and where words are found in a text.

use std::ops::Range;

use super::{Milestone, Task};

impl Task {
    /// The bytes of the text at which a milestone's sentence stands; none where the text does not
    /// hold it word for word.
    #[must_use]
    pub fn sentence(&self, milestone: &Milestone) -> Option<Range<usize>> {
        let start = self.text.find(&milestone.source)?;
        Some(start..start + milestone.source.len())
    }

    /// The text without the number and title that begin it.
    #[must_use]
    pub fn body(&self) -> &str {
        let head = format!("{}.{}。", self.number, self.title.zh);
        self.text.strip_prefix(&head).unwrap_or(&self.text)
    }
}

/// Every place of some words in a text, without regard to the case of Latin letters; places do not
/// overlap. Empty words are nowhere.
#[must_use]
pub fn places(text: &str, words: &str) -> Vec<Range<usize>> {
    let (text, words) = (text.to_ascii_lowercase(), words.trim().to_ascii_lowercase());
    if words.is_empty() {
        return Vec::new();
    }
    text.match_indices(&words).map(|(at, found)| at..at + found.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::built_in;

    #[test]
    fn every_milestone_of_the_plan_stands_in_its_task() {
        let plan = built_in().unwrap();
        for (task, milestone) in plan.milestones() {
            let place = task.sentence(milestone).expect(&milestone.id.0);
            assert_eq!(task.text.get(place), Some(milestone.source.as_str()));
        }
    }

    #[test]
    fn words_are_found_wherever_they_stand() {
        assert_eq!(places("PM2.5和pm2.5", "Pm2.5"), [0..5, 8..13]);
        assert_eq!(places("2024年年底前", "年"), [4..7, 7..10]);
        assert!(places("入河排污口", " ").is_empty() && places("入河排污口", "湖").is_empty());
    }
}
