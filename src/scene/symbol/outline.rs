//! Outlines that symbols and icons are made of.

use std::f32::consts::TAU;

use crate::geom::Point;
use crate::scene::{Paint, Primitive};

/// Points on a circle from one angle to another, in turns clockwise from the right.
#[must_use]
pub fn ring_of(centre: Point, radius: f32, from: f32, to: f32, steps: usize) -> Vec<Point> {
    (0..=steps)
        .map(|i| {
            let turn = from + (to - from) * i as f32 / steps.max(1) as f32;
            let (sin, cos) = (turn * TAU).sin_cos();
            centre.moved(radius * cos, radius * sin)
        })
        .collect()
}

/// A filled convex shape.
#[must_use]
pub fn convex(points: Vec<Point>, paint: Paint) -> Primitive {
    Primitive::Convex { points, paint }
}

/// A full line of a width.
#[must_use]
pub fn stroke(lines: Vec<Vec<Point>>, closed: bool, width: f32, paint: Paint) -> Primitive {
    Primitive::Stroke { lines, closed, width, paint, dash: None }
}
