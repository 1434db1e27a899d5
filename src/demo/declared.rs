//! Promises without numbers: who says when that they are kept.

use jiff::civil::{Date, date};

use super::design::COUNTIES;
use super::reports::{CITY, Word};
use crate::ledger::Said;

/// On which day what was said.
type Days = &'static [(Date, bool)];

/// What a county says of one promise over the years.
#[derive(Debug, Clone, Copy)]
enum Saying {
    /// Not asked, or silent.
    Nothing,
    /// Kept from the first report on.
    Kept,
    /// Kept since spring 2024.
    Soon,
    /// Kept since autumn 2025.
    Late,
    /// Kept, broken in the winter of 2024, kept again.
    Broken,
    /// Not kept to this day, and said so twice.
    Never,
}

use Saying::{Broken, Kept, Late, Never, Nothing, Soon};

impl Saying {
    const fn days(self) -> Days {
        match self {
            Self::Nothing => &[],
            Self::Kept => const { &[(date(2023, 10, 24), true)] },
            Self::Soon => const { &[(date(2023, 10, 26), false), (date(2024, 4, 18), true)] },
            Self::Late => {
                const { &[(date(2023, 10, 27), false), (date(2024, 12, 20), false), (date(2025, 9, 25), true)] }
            }
            Self::Broken => {
                const { &[(date(2023, 10, 25), true), (date(2024, 12, 10), false), (date(2025, 4, 15), true)] }
            }
            Self::Never => const { &[(date(2023, 10, 30), false), (date(2025, 6, 24), false)] },
        }
    }
}

/// Milestone, the office that says it, and each county's word in the plan's order.
const PROMISES: &[(&str, &str, [Saying; 9])] = &[
    ("T01-M2", "生态环境分局", [Kept, Kept, Soon, Kept, Late, Kept, Broken, Soon, Kept]),
    ("T02-M1", "工业和信息化局", [Nothing, Nothing, Never, Nothing, Nothing, Late, Nothing, Nothing, Soon]),
    ("T02-M2", "工业和信息化局", [Nothing, Nothing, Late, Nothing, Nothing, Soon, Nothing, Nothing, Kept]),
    ("T07-M2", "发展改革委", [Kept, Soon, Late, Soon, Never, Kept, Soon, Kept, Kept]),
    ("T13-M2", "城市管理局", [Kept, Kept, Broken, Soon, Late, Nothing, Nothing, Nothing, Nothing]),
    ("T18-M1", "公安局", [Kept, Broken, Kept, Kept, Soon, Kept, Broken, Late, Kept]),
    ("T24-M2", "自然资源局", [Kept, Kept, Broken, Kept, Late, Kept, Soon, Kept, Soon]),
    ("T25-M2", "应急管理局", [Soon, Nothing, Late, Kept, Nothing, Soon, Nothing, Nothing, Nothing]),
    ("T30-M3", "生态环境分局", [Kept, Soon, Soon, Kept, Never, Kept, Late, Soon, Kept]),
    ("T32-M2", "生态环境分局", [Soon, Kept, Late, Kept, Soon, Soon, Kept, Never, Kept]),
];

/// What the city says: of its own body, and of the goals without a number.
const CITY_PROMISES: &[(&str, &str, Days)] = &[
    ("T31-M1", "市生态环境局", &[(date(2023, 10, 20), false), (date(2023, 12, 26), true)]),
    ("G5", "市生态环境局", &[(date(2023, 10, 11), false), (date(2025, 12, 30), false)]),
    ("G7", "市自然资源和规划局", &[(date(2023, 10, 11), true)]),
    ("G8", "市生态环境局", &[(date(2023, 10, 11), false), (date(2025, 12, 31), true)]),
];

/// Every word.
pub(super) fn words() -> Vec<Word> {
    let word = |milestone, adcode, office, on: Date, done| Word {
        milestone,
        target: 1,
        adcode,
        on,
        said: Said::Done(done),
        source: format!("示例工作通报{}年{}月", on.year(), on.month()),
        office,
    };
    let mut words = Vec::new();
    for &(milestone, office, sayings) in PROMISES {
        for (design, saying) in COUNTIES.iter().zip(sayings) {
            let said = saying.days().iter();
            words.extend(said.map(|&(on, done)| word(milestone, design.adcode, office, on, done)));
        }
    }
    for &(milestone, office, said) in CITY_PROMISES {
        words.extend(said.iter().map(|&(on, done)| word(milestone, CITY, office, on, done)));
    }
    words
}
