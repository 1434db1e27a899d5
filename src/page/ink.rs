//! A pen for the page: puts text, lines and boxes into the display list.

use crate::geom::{Point, Rect};
use crate::scene::{Align, Paint, Primitive, Token, font};

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    /// Em size in millimetres.
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) paint: Paint,
    pub(super) align: Align,
}

impl Style {
    /// Plain text in ink, from the left.
    pub(super) const fn ink(size: f32) -> Self {
        Self { size, bold: false, paint: Paint::solid(Token::Ink), align: Align::Left }
    }

    /// Second text, from the left.
    pub(super) const fn muted(size: f32) -> Self {
        Self { paint: Paint::solid(Token::Muted), ..Self::ink(size) }
    }

    pub(super) const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) const fn right(self) -> Self {
        Self { align: Align::Right, ..self }
    }

    pub(super) const fn centred(self) -> Self {
        Self { align: Align::Centre, ..self }
    }

    pub(super) const fn in_paint(self, paint: Paint) -> Self {
        Self { paint, ..self }
    }

    /// The width of a text in this style, in millimetres.
    pub(super) fn width(self, text: &str) -> f32 {
        font::text_width(text, self.size, self.bold)
    }
}

/// The display list being written.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) list: Vec<Primitive>,
}

impl Ink {
    /// One line of text, its middle at `y`.
    pub(super) fn text(&mut self, x: f32, y: f32, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        self.list.push(Primitive::Text {
            at: Point::new(x, y),
            text: text.to_owned(),
            size: style.size,
            bold: style.bold,
            paint: style.paint,
            halo: None,
            align: style.align,
            turned: 0.0,
        });
    }

    pub(super) fn line(&mut self, from: Point, to: Point, width: f32, paint: Paint) {
        self.lines(vec![vec![from, to]], false, width, paint);
    }

    pub(super) fn lines(&mut self, lines: Vec<Vec<Point>>, closed: bool, width: f32, paint: Paint) {
        self.list.push(Primitive::Stroke { lines, closed, width, paint, dash: None });
    }

    /// A filled box.
    pub(super) fn fill(&mut self, rect: Rect, paint: Paint) {
        self.list.push(Primitive::Convex { points: rect.corners().to_vec(), paint });
    }

    /// The border of a box.
    pub(super) fn frame(&mut self, rect: Rect, width: f32, paint: Paint) {
        self.lines(vec![rect.corners().to_vec()], true, width, paint);
    }

    /// A bar with round ends along `y`, `width` thick; at least a dot.
    pub(super) fn bar(&mut self, from: f32, to: f32, y: f32, width: f32, paint: Paint) {
        let radius = width / 2.0;
        let to = to.max(from + width);
        let left = crate::scene::symbol::ring_of(Point::new(from + radius, y), radius, 0.25, 0.75, 8);
        let right = crate::scene::symbol::ring_of(Point::new(to - radius, y), radius, 0.75, 1.25, 8);
        let points = left.into_iter().chain(right).collect();
        self.list.push(Primitive::Convex { points, paint });
    }

    pub(super) fn extend(&mut self, primitives: impl IntoIterator<Item = Primitive>) {
        self.list.extend(primitives);
    }
}
