//! Symbols: functions from what a thing is to primitives at a place and a size.

use super::{Paint, Primitive};
use crate::geom::Point;
use crate::site::Symbol;
use crate::status::Light;

/// A light's shape, `size` across: dot with a tick, dot, triangle, diamond, square, ring.
#[must_use]
pub fn light(_light: Light, _at: Point, _size: f32) -> Vec<Primitive> {
    Vec::new()
}

/// A site's symbol, `size` across.
#[must_use]
pub fn site(_symbol: Symbol, _paint: Paint, _filled: bool, _at: Point, _size: f32) -> Vec<Primitive> {
    Vec::new()
}
