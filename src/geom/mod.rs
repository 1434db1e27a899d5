//! Coordinates and shapes. Longitude and latitude are CGCS2000 degrees unless a name says else.

use serde::{Deserialize, Serialize};

/// A place in degrees east and north.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// A point on a flat sheet: logical pixels on a screen, millimetres on a page. x right, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}
