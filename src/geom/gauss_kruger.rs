//! Gauss-Krüger on CGCS2000: the projection of every printed page.

use proj4rs::{Proj, transform::transform};

use super::LonLat;

/// A central meridian and the easting written at it.
///
/// GB/T 2260 city of Anyang lies in the 3-degree zone 38 with central meridian 114°E.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Zone {
    /// Degrees east.
    pub central_meridian: f64,
    /// Metres added to every easting: 500 000, or 38 500 000 with the zone's number in front.
    pub false_easting_m: f64,
}

impl Zone {
    /// EPSG:4547, CGCS2000 / 3-degree Gauss-Krüger CM 114°E.
    pub const CM_114: Self = Self { central_meridian: 114.0, false_easting_m: 500_000.0 };

    /// EPSG:4526, the same with zone number 38 before the easting.
    pub const ZONE_38: Self = Self { central_meridian: 114.0, false_easting_m: 38_500_000.0 };

    /// The 3-degree zone around a longitude (degrees east), with the easting of 500 000 m.
    #[must_use]
    pub fn three_degree(lon: f64) -> Self {
        Self { central_meridian: (lon / 3.0).round() * 3.0, ..Self::CM_114 }
    }
}

/// Why a place could not be projected.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProjectionError {
    /// The projection's parameters were refused.
    #[error("no Gauss-Krüger projection at central meridian {0}")]
    Parameters(f64),
    /// A place outside the projection's domain, or not a number.
    #[error("{0}, {1} cannot be projected")]
    OutOfRange(f64, f64),
}

/// Transverse Mercator on the CGCS2000 ellipsoid (taken as GRS 80; they differ by 0.1 mm),
/// scale 1 at the central meridian, by the Poder/Engsager series: under 1 mm within 10° of it.
pub struct GaussKruger {
    geographic: Proj,
    projected: Proj,
}

impl std::fmt::Debug for GaussKruger {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GaussKruger").finish_non_exhaustive()
    }
}

impl GaussKruger {
    /// The projection of a zone.
    ///
    /// # Errors
    /// Where the zone's parameters are no numbers of the earth.
    pub fn new(zone: Zone) -> Result<Self, ProjectionError> {
        let refused = || ProjectionError::Parameters(zone.central_meridian);
        let projected = Proj::from_proj_string(&format!(
            "+proj=tmerc +lat_0=0 +lon_0={} +k=1 +x_0={} +y_0=0 +ellps=GRS80 +units=m",
            zone.central_meridian, zone.false_easting_m
        ))
        .map_err(|_| refused())?;
        let geographic = Proj::from_proj_string("+proj=longlat +ellps=GRS80").map_err(|_| refused())?;
        Ok(Self { geographic, projected })
    }

    /// Easting and northing in metres.
    ///
    /// # Errors
    /// Where the place is no finite number or too far from the central meridian.
    pub fn forward(&self, at: LonLat) -> Result<[f64; 2], ProjectionError> {
        let out_of_range = || ProjectionError::OutOfRange(at.lon, at.lat);
        if !(at.lon.is_finite() && at.lat.abs() <= 90.0) {
            return Err(out_of_range());
        }
        let mut point = (at.lon.to_radians(), at.lat.to_radians(), 0.0);
        transform(&self.geographic, &self.projected, &mut point).map_err(|_| out_of_range())?;
        finite([point.0, point.1]).ok_or_else(out_of_range)
    }

    /// The place at an easting and northing in metres.
    ///
    /// # Errors
    /// Where they are no finite numbers or beyond the projection's domain.
    pub fn inverse(&self, east_m: f64, north_m: f64) -> Result<LonLat, ProjectionError> {
        let out_of_range = || ProjectionError::OutOfRange(east_m, north_m);
        let mut point = (east_m, north_m, 0.0);
        transform(&self.projected, &self.geographic, &mut point).map_err(|_| out_of_range())?;
        let [lon, lat] = finite([point.0.to_degrees(), point.1.to_degrees()]).ok_or_else(out_of_range)?;
        Ok(LonLat::new(lon, lat))
    }
}

fn finite(pair: [f64; 2]) -> Option<[f64; 2]> {
    pair.iter().all(|n| n.is_finite()).then_some(pair)
}
