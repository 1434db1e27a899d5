//! Breaking sentences into lines: between Chinese characters, between Latin words, and never so
//! that a closing mark begins a line or an opening mark ends one.

use crate::scene::font::text_width;

/// Marks that must not begin a line.
const NOT_FIRST: &str = "，。；：！？、）》〉」』】”’％%,.;:!?)]}·";
/// Marks that must not end a line.
const NOT_LAST: &str = "（《〈「『【“‘([{";

/// Lines of at most `width`. A single word wider than that stands alone and is not cut.
pub(super) fn wrap(text: &str, width: f32, size: f32, bold: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let fits = text_width(&format!("{line}{}", piece.trim_end()), size, bold) <= width;
        if !fits && !line.is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            line.push_str(piece.trim_start());
        } else {
            line.push_str(piece);
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// A text cut to `width` with an ellipsis, or whole where it fits.
pub(super) fn shortened(text: &str, width: f32, size: f32, bold: bool) -> String {
    if text_width(text, size, bold) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if text_width(&format!("{kept}{c}…"), size, bold) > width {
            break;
        }
        kept.push(c);
    }
    format!("{}…", kept.trim_end())
}

/// The parts of a text that must stay whole.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if before.is_some_and(|before| may_break(before, c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if NOT_FIRST.contains(after) || NOT_LAST.contains(before) || after == ' ' {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

/// Chinese characters and their punctuation.
fn is_wide(c: char) -> bool {
    matches!(c as u32, 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..)
        || "“”‘’…—·".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, ems: f32) -> Vec<String> {
        wrap(text, ems, 1.0, false)
    }

    #[test]
    fn chinese_breaks_anywhere_but_before_a_closing_mark() {
        assert_eq!(
            wrapped("县界为概化示意，不作划界依据。", 7.1),
            ["县界为概化示", "意，不作划界依", "据。"]
        );
        assert_eq!(wrapped("完成（已验收）", 3.2), ["完成", "（已验", "收）"]);
    }

    #[test]
    fn latin_breaks_between_words() {
        assert_eq!(wrapped("at most ten points", 5.0), ["at most", "ten points"]);
        assert_eq!(wrapped("unbreakable", 1.0), ["unbreakable"]);
    }

    #[test]
    fn a_short_text_stays_and_a_long_one_ends_in_an_ellipsis() {
        assert_eq!(shortened("滑县", 3.0, 1.0, true), "滑县");
        let cut = shortened("建设美丽幸福河湖", 4.2, 1.0, false);
        assert!(cut.ends_with('…') && text_width(&cut, 1.0, false) <= 4.2);
    }
}
