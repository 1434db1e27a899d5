//! Coordinates and shapes. Longitude and latitude are CGCS2000 degrees unless a name says else.

mod clip;
mod contain;
mod distance;
mod gauss_kruger;
mod graticule;
mod hatch;
mod index;
mod label_point;
mod measure;
mod nice;
mod round;
mod triangulate;

pub use clip::{Rect, clip_line, clip_ring};
pub use contain::{contains, point_in_rings};
pub use distance::Places;
pub use gauss_kruger::{GaussKruger, ProjectionError, Zone};
pub use graticule::{Graticule, graticule};
pub use hatch::hatch;
pub use index::{PointIndex, world_from_lon_lat};
pub use label_point::label_point;
pub use measure::{Area, MU_PER_HECTARE, area, length_m};
pub use nice::{parted_bar_length, round_up_scale, scale_bar_length};
pub use round::{Nearness, geodesic_m, nearest_first};
pub use triangulate::{Triangles, triangulate};

use serde::{Deserialize, Serialize};

/// A place in degrees east and north.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

impl LonLat {
    /// A place from degrees east and north.
    #[must_use]
    pub const fn new(lon: f64, lat: f64) -> Self {
        Self { lon, lat }
    }
}

impl From<geo::Coord<f64>> for LonLat {
    fn from(coord: geo::Coord<f64>) -> Self {
        Self::new(coord.x, coord.y)
    }
}

/// A point on a flat sheet: logical pixels on a screen, millimetres on a page. x right, y down.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

impl Point {
    /// A point from x to the right and y down.
    #[must_use]
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The point moved by `dx` to the right and `dy` down.
    #[must_use]
    pub fn moved(self, dx: f32, dy: f32) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }

    /// The distance to another point, in the sheet's unit.
    #[must_use]
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}
