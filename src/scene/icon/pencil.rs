//! Draws on a grid of 24 by 24, y down, into primitives at a place and a size.

use crate::geom::Point;
use crate::scene::symbol::{convex, ring_of, stroke};
use crate::scene::{Paint, Primitive};

/// Lines gathered for one stroke, and shapes.
pub(super) struct Pencil {
    at: Point,
    scale: f32,
    paint: Paint,
    lines: Vec<Vec<Point>>,
    rings: Vec<Vec<Point>>,
    shapes: Vec<Primitive>,
}

impl Pencil {
    pub(super) fn new(at: Point, size: f32, paint: Paint) -> Self {
        Self { at, scale: size / 24.0, paint, lines: Vec::new(), rings: Vec::new(), shapes: Vec::new() }
    }

    fn on(&self, (x, y): (f32, f32)) -> Point {
        self.at.moved((x - 12.0) * self.scale, (y - 12.0) * self.scale)
    }

    /// A line through points.
    pub(super) fn line(&mut self, points: &[(f32, f32)]) -> &mut Self {
        self.lines.push(points.iter().map(|&p| self.on(p)).collect());
        self
    }

    /// The last line, carried on through points.
    pub(super) fn then(&mut self, points: &[(f32, f32)]) -> &mut Self {
        let more: Vec<Point> = points.iter().map(|&p| self.on(p)).collect();
        if let Some(line) = self.lines.last_mut() {
            line.extend(more);
        }
        self
    }

    /// A line that returns to its start.
    pub(super) fn closed(&mut self, points: &[(f32, f32)]) -> &mut Self {
        self.rings.push(points.iter().map(|&p| self.on(p)).collect());
        self
    }

    /// A rectangle from its left, top, right and bottom.
    pub(super) fn rect(&mut self, left: f32, top: f32, right: f32, bottom: f32) -> &mut Self {
        self.closed(&[(left, top), (right, top), (right, bottom), (left, bottom)])
    }

    /// An arc, in turns clockwise from the right.
    pub(super) fn arc(&mut self, centre: (f32, f32), radius: f32, from: f32, to: f32) -> &mut Self {
        let steps = ((to - from).abs() * 32.0).ceil() as usize;
        let arc = ring_of(self.on(centre), radius * self.scale, from, to, steps);
        self.lines.push(arc);
        self
    }

    /// A ring.
    pub(super) fn ring(&mut self, centre: (f32, f32), radius: f32) -> &mut Self {
        self.shapes.push(Primitive::Disc {
            centre: self.on(centre),
            radius: radius * self.scale,
            fill: None,
            line: Some((2.0 * self.scale, self.paint)),
        });
        self
    }

    /// A dot.
    pub(super) fn dot(&mut self, centre: (f32, f32), radius: f32) -> &mut Self {
        self.shapes.push(Primitive::Disc {
            centre: self.on(centre),
            radius: radius * self.scale,
            fill: Some(self.paint),
            line: None,
        });
        self
    }

    /// A filled convex shape.
    pub(super) fn solid(&mut self, points: &[(f32, f32)]) -> &mut Self {
        let points = points.iter().map(|&p| self.on(p)).collect();
        self.shapes.push(convex(points, self.paint));
        self
    }

    pub(super) fn finish(mut self) -> Vec<Primitive> {
        let width = 2.0 * self.scale;
        for (lines, closed) in [(self.rings, true), (self.lines, false)] {
            if !lines.is_empty() {
                self.shapes.push(stroke(lines, closed, width, self.paint));
            }
        }
        self.shapes
    }
}
