//! The head of a page: title, subtitle, stamp.

use super::facts::Facts;
use super::ink::{Ink, Style};
use super::layout::Layout;
use super::wrap::shortened;
use super::{Classification, words};
use crate::geom::Rect;
use crate::scene::{Paint, Token};

pub(super) fn draw(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout, title: &str) {
    let (head, unit) = (layout.head, layout.scale);
    let stamp = stamp(ink, facts, layout);
    let room = stamp.min.x - 8.0 * unit - head.min.x;
    // A long title is written smaller before it is cut.
    let mut style = Style::ink(8.8 * unit).bold();
    while style.width(title) > room && style.size > 5.4 * unit {
        style.size *= 0.96;
    }
    let y = head.min.y + 5.4 * unit;
    ink.text(head.min.x, y, &shortened(title, room, style.size, true), style);

    let style = Style::muted(4.0 * unit);
    let between = " · ";
    let mut parts = words::subtitle(facts);
    let whole = |parts: &[String]| style.width(&parts.join(between));
    // The plan's sentence gives way first: it stands in the middle.
    if whole(&parts) > head.width()
        && let [first, .., last] = &parts[..]
        && parts.len() == 3
    {
        let rest = style.width(&[first.as_str(), "", last].join(between));
        parts[1] = shortened(&parts[1], head.width() - rest, style.size, false);
    }
    let line = shortened(&parts.join(between), head.width(), style.size, false);
    ink.text(head.min.x, y + 9.6 * unit, &line, style);
}

/// 密级, upper right, in a box.
fn stamp(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout) -> Rect {
    let (head, unit) = (layout.head, layout.scale);
    let token = match facts.spec.classification {
        Classification::Internal => Token::Overdue,
        Classification::Public => Token::Ink,
        Classification::Draft => Token::Muted,
    };
    let word = words::stamp(facts);
    let style = Style::ink(4.0 * unit).bold().centred().in_paint(Paint::solid(token));
    let width = style.width(word) + 8.5 * unit;
    let rect = Rect::new(head.max.x - width, head.min.y + 1.8 * unit, width, 7.2 * unit);
    ink.frame(rect, 0.4 * unit, Paint::solid(token));
    let middle = rect.centre();
    ink.text(middle.x, middle.y, word, style);
    rect
}
