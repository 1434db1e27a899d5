//! The right column: blocks from top to bottom, written smaller until they fit.

use super::facts::Facts;
use super::ink::{Ink, Style};
use super::layout::Layout;
use super::wrap::wrap;
use super::{duties, figure, key, matrix, milestones, ranking, words};
use crate::geom::{Point, Rect};
use crate::scene::{LegendEntry, Paint, Token};

/// A column being written.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) ink: Ink,
    pub(super) left: f32,
    pub(super) width: f32,
    /// Where the next block begins.
    pub(super) y: f32,
    /// How far down blocks reach that are done.
    lowest: f32,
    /// Millimetres of the page in a millimetre of A3.
    pub(super) unit: f32,
}

impl Column {
    pub(super) fn right(&self) -> f32 {
        self.left + self.width
    }

    /// Goes on in another place.
    fn move_to(&mut self, place: Rect) {
        self.lowest = self.lowest.max(self.y);
        (self.left, self.y, self.width) = (place.min.x, place.min.y, place.width());
    }

    /// Space before the next block.
    pub(super) fn space(&mut self, height: f32) {
        self.y += height * self.unit;
    }

    /// A bold head, with words at its right end, over a hair line.
    pub(super) fn head(&mut self, text: &str, at_right: &[(f32, &str)]) {
        let y = self.y + 2.6 * self.unit;
        self.ink.text(self.left, y, text, Style::ink(4.0 * self.unit).bold());
        for (from_right, words) in at_right {
            let style = Style::muted(2.9 * self.unit).right();
            self.ink.text(self.right() - from_right * self.unit, y, words, style);
        }
        self.y += 6.4 * self.unit;
        self.rule();
    }

    /// A hair line across the column.
    pub(super) fn rule(&mut self) {
        let (from, to) = (Point::new(self.left, self.y), Point::new(self.right(), self.y));
        self.ink.line(from, to, 0.2 * self.unit, Paint::solid(Token::Line));
    }

    /// Sentences in small letters.
    pub(super) fn sentences(&mut self, sentences: &[String]) {
        let style = Style::muted(2.9 * self.unit);
        for sentence in sentences {
            for line in wrap(sentence, self.width, style.size, false) {
                self.ink.text(self.left, self.y + 2.2 * self.unit, &line, style);
                self.y += 4.4 * self.unit;
            }
        }
    }
}

/// Ways to write the column, tried in turn until one fits: with and without the block that can be
/// spared, and at which size of letters.
const TRIES: [(bool, f32); 15] = [
    (true, 1.0),
    (true, 0.96),
    (true, 0.92),
    (true, 0.88),
    (true, 0.84),
    (true, 0.80),
    (false, 1.0),
    (false, 0.95),
    (false, 0.90),
    (false, 0.85),
    (false, 0.80),
    (false, 0.74),
    (false, 0.68),
    (false, 0.62),
    (false, 0.56),
];

pub(super) fn draw(ink: &mut Ink, facts: &Facts<'_>, layout: &Layout, legend: &[LegendEntry]) {
    let mut columns = TRIES.into_iter().map(|(whole, size)| write(facts, layout, legend, whole, size));
    let fits = |column: &Column| column.lowest <= layout.column.max.y;
    let column = columns.find(fits).or_else(|| Some(write(facts, layout, legend, false, 0.5)));
    ink.extend(column.into_iter().flat_map(|column| column.ink.list));
}

fn write(facts: &Facts<'_>, layout: &Layout, legend: &[LegendEntry], whole: bool, size: f32) -> Column {
    let mut column = Column {
        ink: Ink::default(),
        left: layout.column.min.x,
        width: layout.column.width(),
        y: layout.column.min.y,
        lowest: 0.0,
        unit: layout.scale * size,
    };
    match (facts.task, facts.county) {
        (Some(_), None) => {
            figure::draw(&mut column, facts);
            column.space(5.0);
            ranking::draw(&mut column, facts);
            if whole {
                column.space(5.0);
                milestones::draw(&mut column, facts);
            }
        }
        (Some(_), Some(_)) => {
            figure::draw(&mut column, facts);
            column.space(5.0);
            milestones::draw(&mut column, facts);
        }
        (None, Some(_)) => {
            figure::lights(&mut column, facts);
            column.space(4.0);
            duties::draw(&mut column, facts);
        }
        (None, None) => {
            figure::lights(&mut column, facts);
            column.space(4.0);
            matrix::draw(&mut column, facts);
        }
    }
    match layout.key {
        Some(key) => column.move_to(key),
        None => column.space(6.0),
    }
    column.head(facts.lang.get("page.legend"), &[]);
    column.space(1.4);
    key::draw(&mut column, legend);
    column.space(2.4);
    column.rule();
    column.space(2.0);
    column.sentences(&words::notes(facts));
    column.lowest = column.lowest.max(column.y);
    column
}
