//! How a Chinese plan writes days and numbers.

use jiff::civil::Date;

/// A stretch of a text: first byte and the byte behind the last.
pub(super) type Span = std::ops::Range<usize>;

/// The last day that words of time leave: `2024年年底前`, `2025年9月底前`, `到2025年`,
/// `“十四五”期间`. `None` where the words say something else.
pub(super) fn day_meant(words: &str) -> Option<Date> {
    let (year, after) = match years(words).as_slice() {
        [(year, span)] => (*year, &words[span.end..]),
        [] => return Date::new(five_year_plan(words)?, 12, 31).ok(),
        _ => return None,
    };
    let month = match after.split_once('月') {
        Some((month, _)) => month.parse().ok()?,
        None => 12,
    };
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

/// Every `2024年`, with its place.
pub(super) fn years(text: &str) -> Vec<(i16, Span)> {
    numbers(text)
        .into_iter()
        .filter(|(digits, span)| digits.len() == 4 && text[span.end..].starts_with('年'))
        .filter_map(|(digits, span)| {
            let end = span.end + '年'.len_utf8();
            Some((digits.parse().ok()?, span.start..end))
        })
        .collect()
}

/// Every number in Western digits, with its place: `62.5`, `168`.
pub(super) fn numbers(text: &str) -> Vec<(&str, Span)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !digit(at) {
            at += 1;
            continue;
        }
        let start = at;
        while digit(at) || (bytes.get(at) == Some(&b'.') && digit(at + 1)) {
            at += 1;
        }
        found.push((&text[start..at], start..at));
    }
    found
}

/// Every `“十四五”期间`, with its place.
pub(super) fn five_year_spans(text: &str) -> Vec<Span> {
    text.match_indices("五”期间")
        .filter_map(|(at, tail)| Some(text[..at].rfind('“')?..at + tail.len()))
        .collect()
}

/// The last year of the five-year plan that the words name. The first ended in 1957, the sixth
/// in 1985, and one every five years since.
pub(super) fn five_year_plan(words: &str) -> Option<i16> {
    let (_, rest) = words.split_once('“')?;
    let (ordinal, _) = rest.split_once("五”期间")?;
    const DIGITS: &str = "一二三四五六七八九";
    let digit = |c: char| DIGITS.chars().position(|d| d == c).map(|i| i as i16 + 1);
    let ordinal: Vec<char> = ordinal.chars().collect();
    let n = match ordinal.as_slice() {
        ['十'] => 10,
        ['十', one] => 10 + digit(*one)?,
        [one] => digit(*one)?,
        _ => return None,
    };
    (n >= 6).then_some(1955 + 5 * n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn words_of_time_mean_a_last_day() {
        for (words, day) in [
            ("到2025年", date(2025, 12, 31)),
            ("到2025年年底", date(2025, 12, 31)),
            ("2024年年底前", date(2024, 12, 31)),
            ("2023年10月底前", date(2023, 10, 31)),
            ("2025年9月底前", date(2025, 9, 30)),
            ("2024年2月底前", date(2024, 2, 29)),
            ("“十四五”期间", date(2025, 12, 31)),
            ("“十五五”期间", date(2030, 12, 31)),
        ] {
            assert_eq!(day_meant(words), Some(day), "{words}");
        }
        for words in ["", "尽快", "2023年至2025年", "2024年13月底前", "“双碳”期间"] {
            assert_eq!(day_meant(words), None, "{words}");
        }
    }

    #[test]
    fn numbers_keep_their_decimals_and_lose_full_stops() {
        let found: Vec<&str> = numbers("22.建成8条,达到62.5%。1.5平方公里").iter().map(|n| n.0).collect();
        assert_eq!(found, ["22", "8", "62.5", "1.5"]);
    }
}
