//! The foot of a page: sources with 审图号; maker, day, clock, program.

use super::facts::Facts;
use super::ink::{Ink, Style};
use super::layout::Layout;
use super::words;
use super::wrap::shortened;

pub(super) fn draw(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout) {
    let (foot, unit) = (layout.foot, layout.scale);
    let mut style = Style::muted(3.0 * unit);
    let lines = words::foot(facts).map(|parts| parts.join("    "));
    // Sources must be readable whole, so a long line is written smaller.
    while lines.iter().any(|line| style.width(line) > foot.width()) && style.size > 1.9 {
        style.size *= 0.97;
    }
    for (row, line) in [2.2_f32, 7.6].into_iter().zip(lines) {
        let line = shortened(&line, foot.width(), style.size, false);
        ink.text(foot.min.x, foot.min.y + row * unit, &line, style);
    }
}
