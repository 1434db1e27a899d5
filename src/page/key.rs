//! The legend: what is shown in the frame, and nothing else.

use super::column::Column;
use super::ink::{Ink, Style};
use super::wrap::wrap;
use crate::geom::{Point, Rect};
use crate::scene::{LegendEntry, Paint, Pen, Token, ground, hatch, hatched, symbol};
use crate::status::Light;

/// Points of a map's content in millimetres of the page, before the page's own scale.
pub(super) const MM_PER_POINT: f32 = 0.30;

pub(super) fn draw(column: &mut Column, entries: &[LegendEntry]) {
    let unit = column.unit;
    let mut x = 0.0;
    let mut in_lines = false;
    for entry in entries {
        match entry {
            LegendEntry::Light { light, text, meaning } => light_row(column, *light, text, meaning),
            LegendEntry::Spot { symbol: shape, paint, filled, text } => {
                let at = flow(column, &mut x, text);
                let size = 4.4 * unit;
                column.ink.extend(symbol::site(*shape, *paint, *filled, at, size));
                column.ink.text(at.x + 4.2 * unit, at.y, text, words(unit));
            }
            LegendEntry::Line { pen, text } => {
                if !std::mem::replace(&mut in_lines, true) && x > 0.0 {
                    // Lines begin a row of their own.
                    x = 0.0;
                    column.y += 6.2 * unit;
                }
                let at = flow(column, &mut x, text);
                line(&mut column.ink, *pen, at, unit);
                column.ink.text(at.x + 5.2 * unit, at.y, text, words(unit));
            }
        }
    }
    if x > 0.0 {
        column.y += 6.2 * unit;
    }
}

fn words(unit: f32) -> Style {
    Style::ink(3.4 * unit)
}

/// Swatch, shape, word, meaning.
fn light_row(column: &mut Column, light: Light, text: &str, meaning: &str) {
    let unit = column.unit;
    let (left, y) = (column.left, column.y + 3.1 * unit);
    let swatch = Rect::new(left, y - 2.1 * unit, 7.0 * unit, 4.2 * unit);
    column.ink.fill(swatch, Paint::solid(Token::Paper));
    if let Some(paint) = ground(light) {
        column.ink.fill(swatch, paint);
    }
    if let Some(look) = hatch(light) {
        column.ink.extend([hatched(&[swatch.corners().to_vec()], look, MM_PER_POINT * unit)]);
    }
    column.ink.frame(swatch, 0.18 * unit, Paint::faded(Token::Ink, 0.8));
    column.ink.extend(symbol::light(light, Point::new(left + 11.2 * unit, y), 3.5 * unit));
    column.ink.text(left + 15.0 * unit, y, text, words(unit));
    // English words are wider than Chinese ones.
    let word_end = 15.0 * unit + words(unit).width(text) + 3.0 * unit;
    let meaning_left = word_end.max(34.0 * unit);
    let style = Style::muted(3.0 * unit);
    let lines = wrap(meaning, column.width - meaning_left, style.size, false);
    for (i, line) in lines.iter().enumerate() {
        column.ink.text(left + meaning_left, y + i as f32 * 4.0 * unit, line, style);
    }
    column.y += 6.2 * unit + lines.len().saturating_sub(1) as f32 * 4.0 * unit;
}

/// The next place in a row of entries, on a new row where the words do not fit.
fn flow(column: &mut Column, x: &mut f32, text: &str) -> Point {
    let unit = column.unit;
    let width = words(unit).width(text) + 12.0 * unit;
    // Half a column each, so that entries stand under each other.
    let half = column.width / 2.0;
    let taken = if width <= half { half } else { column.width };
    if *x > 0.0 && *x + taken > column.width * 1.001 {
        *x = 0.0;
        column.y += 6.2 * unit;
    }
    let at = Point::new(column.left + *x + 3.5 * unit, column.y + 3.1 * unit);
    *x += taken;
    at
}

fn line(ink: &mut Ink, pen: Pen, at: Point, unit: f32) {
    ink.list.push(crate::scene::Primitive::Stroke {
        lines: vec![vec![at.moved(-3.5 * unit, 0.0), at.moved(3.5 * unit, 0.0)]],
        closed: false,
        width: pen.width * MM_PER_POINT * unit,
        paint: pen.paint,
        dash: pen.dash.map(|dash| dash.map(|length| length * MM_PER_POINT * unit)),
    });
}
