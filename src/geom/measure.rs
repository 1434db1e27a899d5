//! Areas and lengths on the ellipsoid. Web Mercator's areas are 1.53 times too large at 36°N.

use geo::{Geodesic, GeodesicArea, Length, LineString, MultiPolygon};

/// 1 亩 is 1/15 of a hectare.
pub const MU_PER_HECTARE: f64 = 15.0;

/// An area on the ground.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Area {
    /// Square metres.
    pub square_metres: f64,
}

impl Area {
    /// 公顷
    #[must_use]
    pub fn hectares(self) -> f64 {
        self.square_metres / 10_000.0
    }

    /// 亩
    #[must_use]
    pub fn mu(self) -> f64 {
        self.hectares() * MU_PER_HECTARE
    }

    /// Square kilometres.
    #[must_use]
    pub fn square_kilometres(self) -> f64 {
        self.square_metres / 1e6
    }
}

/// The geodesic area of a shape in degrees (Karney 2013), whichever way its rings are wound.
#[must_use]
pub fn area(shape: &MultiPolygon<f64>) -> Area {
    Area { square_metres: shape.iter().map(GeodesicArea::geodesic_area_signed).map(f64::abs).sum() }
}

/// The geodesic length of a line in degrees (Karney 2013), in metres.
#[must_use]
pub fn length_m(line: &LineString<f64>) -> f64 {
    Geodesic.length(line)
}
