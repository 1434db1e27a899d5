//! A column being written: blocks from top to bottom.

use super::ink::{Ink, Style};
use super::wrap::wrap;
use crate::geom::{Point, Rect};
use crate::scene::{Paint, Token};

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
    /// An empty column, `unit` millimetres to a millimetre of A3.
    pub(super) fn new(place: Rect, unit: f32) -> Self {
        let (left, y, width) = (place.min.x, place.min.y, place.width());
        Self { ink: Ink::default(), left, width, y, lowest: 0.0, unit }
    }

    /// How far down anything reaches.
    pub(super) fn lowest(&self) -> f32 {
        self.lowest.max(self.y)
    }

    pub(super) fn right(&self) -> f32 {
        self.left + self.width
    }

    /// Goes on in another place.
    pub(super) fn move_to(&mut self, place: Rect) {
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
