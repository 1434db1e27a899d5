//! The foot of a page: sources with 审图号; maker, day, clock, program.

use super::facts::Facts;
use super::ink::{Ink, Style};
use super::layout::Layout;
use super::words;
use super::wrap::shortened;

pub(super) fn draw(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout) {
    let (foot, unit) = (layout.foot, layout.scale);
    let mut style = Style::muted(3.0 * unit);
    let lines = words::foot(facts);
    // Between parts, in em: SVG would fold a row of spaces into one.
    let gap = 1.8;
    let width = |style: Style, parts: &[String]| {
        let words: f32 = parts.iter().map(|part| style.width(part)).sum();
        words + gap * style.size * parts.len().saturating_sub(1) as f32
    };
    // Sources must be readable whole, so a long line is written smaller.
    while lines.iter().any(|line| width(style, line) > foot.width()) && style.size > 1.7 {
        style.size *= 0.97;
    }
    for (row, line) in [2.2_f32, 7.6].into_iter().zip(lines) {
        let mut x = foot.min.x;
        for part in line {
            let part = shortened(&part, foot.max.x - x, style.size, false);
            ink.text(x, foot.min.y + row * unit, &part, style);
            x += style.width(&part) + gap * style.size;
        }
    }
}
