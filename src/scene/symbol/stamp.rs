//! Draws a symbol on a box from -0.5 to 0.5, y down, into primitives at a place and a size.
//!
//! The body carries the state: filled where the work is done, paper with a rim where it is not.

use super::{convex, ring_of, stroke};
use crate::geom::Point;
use crate::scene::{Paint, Primitive, Token};

/// Places in the box.
pub(super) type At = (f32, f32);

/// A symbol in the making.
pub(super) struct Stamp {
    at: Point,
    size: f32,
    paint: Paint,
    filled: bool,
    parts: Vec<Primitive>,
}

impl Stamp {
    pub(super) fn new(paint: Paint, filled: bool, at: Point, size: f32) -> Self {
        Self { at, size, paint, filled, parts: Vec::new() }
    }

    fn on(&self, (x, y): At) -> Point {
        self.at.moved(x * self.size, y * self.size)
    }

    fn all(&self, places: &[At]) -> Vec<Point> {
        places.iter().map(|&place| self.on(place)).collect()
    }

    /// Inside, edge, and the edge's width.
    fn look(&self) -> (Paint, Paint, f32) {
        let paper = Paint::faded(Token::Panel, self.paint.alpha);
        if self.filled { (self.paint, paper, 0.06) } else { (paper, self.paint, 0.1) }
    }

    /// A convex body.
    pub(super) fn body(&mut self, places: &[At]) -> &mut Self {
        self.shape(places, &[places])
    }

    /// A body of any shape: its outline, and the convex pieces that fill it.
    pub(super) fn shape(&mut self, outline: &[At], pieces: &[&[At]]) -> &mut Self {
        let pieces: Vec<Vec<Point>> = pieces.iter().map(|piece| self.all(piece)).collect();
        self.outlined(self.all(outline), pieces)
    }

    /// A round body.
    pub(super) fn round(&mut self, centre: At, radius: f32) -> &mut Self {
        let ring = ring_of(self.on(centre), radius * self.size, 0.0, 0.95, 19);
        self.outlined(ring.clone(), vec![ring])
    }

    /// A drop with its point above: a circle and the two tangents that meet in the point.
    pub(super) fn drop(&mut self, centre: At, radius: f32, tip: At) -> &mut Self {
        let (middle, tip) = (self.on(centre), self.on(tip));
        let far = (tip.x - middle.x).hypot(tip.y - middle.y);
        let towards = (tip.y - middle.y).atan2(tip.x - middle.x) / std::f32::consts::TAU;
        let touch = (radius * self.size / far).clamp(0.0, 1.0).acos() / std::f32::consts::TAU;
        let mut points = ring_of(middle, radius * self.size, towards + touch, towards + 1.0 - touch, 14);
        points.push(tip);
        self.outlined(points.clone(), vec![points])
    }

    fn outlined(&mut self, outline: Vec<Point>, pieces: Vec<Vec<Point>>) -> &mut Self {
        let (inside, edge, width) = self.look();
        self.parts.extend(pieces.into_iter().map(|piece| convex(piece, inside)));
        self.parts.push(stroke(vec![outline], true, self.size * width, edge));
        self
    }

    /// The kind's mark on the body.
    pub(super) fn mark(&mut self, lines: &[&[At]]) -> &mut Self {
        let paint = if self.filled { Paint::faded(Token::OnFill, self.paint.alpha) } else { self.paint };
        self.draw(lines, paint)
    }

    /// Lines beside the body.
    pub(super) fn lines(&mut self, lines: &[&[At]]) -> &mut Self {
        self.draw(lines, self.paint)
    }

    fn draw(&mut self, lines: &[&[At]], paint: Paint) -> &mut Self {
        let lines = lines.iter().map(|line| self.all(line)).collect();
        self.parts.push(stroke(lines, false, self.size * 0.1, paint));
        self
    }

    /// A wave on the body, of so many crests.
    pub(super) fn wave(&mut self, from: At, width: f32, crests: f32) -> &mut Self {
        let along = (0..=12_u8).map(|i| f32::from(i) / 12.0);
        let up = |along: f32| (along * std::f32::consts::TAU * crests).sin() * 0.08;
        let wave: Vec<At> = along.map(|along| (from.0 + width * along, from.1 - up(along))).collect();
        self.mark(&[&wave])
    }

    /// A dot in the colour of the lines, rimmed with paper.
    pub(super) fn dot(&mut self, centre: At, radius: f32) -> &mut Self {
        let (centre, radius) = (self.on(centre), radius * self.size);
        self.parts.push(Primitive::Disc { centre, radius, fill: Some(self.paint), line: None });
        self
    }

    /// A dot in the colour of the mark.
    pub(super) fn eye(&mut self, centre: At, radius: f32) -> &mut Self {
        let paint = if self.filled { Paint::faded(Token::OnFill, self.paint.alpha) } else { self.paint };
        let (centre, radius) = (self.on(centre), radius * self.size);
        self.parts.push(Primitive::Disc { centre, radius, fill: Some(paint), line: None });
        self
    }

    pub(super) fn finish(self) -> Vec<Primitive> {
        self.parts
    }
}
