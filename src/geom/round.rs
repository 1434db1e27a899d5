//! The order of a round through places.

use geo::{Distance, Geodesic, Point};

use super::LonLat;

/// WGS84 and CGCS2000 agree in both to the last digit that matters on the ground.
const EQUATOR_M: f64 = 6_378_137.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_694_380_022_9;

/// Metres along the geodesic (Karney 2013) between two places.
#[must_use]
pub fn geodesic_m(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(Point::new(a.lon, a.lat), Point::new(b.lon, b.lat))
}

/// Ranks places by their distance from one, many times faster than along the geodesic: by the radii of
/// the ellipsoid half way. Within a city the order is that of the geodesic.
#[derive(Debug, Clone, Copy)]
pub struct Nearness {
    from: LonLat,
}

impl Nearness {
    /// Distances from a place.
    #[must_use]
    pub const fn of(from: LonLat) -> Self {
        Self { from }
    }

    /// Grows with the distance: about its square in metres.
    #[must_use]
    pub fn squared(&self, to: LonLat) -> f64 {
        let (sin, cos) = f64::midpoint(self.from.lat, to.lat).to_radians().sin_cos();
        let root = (1.0 - ECCENTRICITY_SQUARED * sin * sin).sqrt();
        let meridian = EQUATOR_M * (1.0 - ECCENTRICITY_SQUARED) / (root * root * root);
        let x = (to.lon - self.from.lon).to_radians() * EQUATOR_M / root * cos;
        let y = (to.lat - self.from.lat).to_radians() * meridian;
        x * x + y * y
    }
}

/// The places in the order of a round that begins at `from` and always goes to the nearest place that
/// is left.
#[must_use]
pub fn nearest_first(from: LonLat, places: &[LonLat]) -> Vec<usize> {
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut order = Vec::with_capacity(places.len());
    let mut here = from;
    while !left.is_empty() {
        let near = Nearness::of(here);
        let distance = |at: &usize| places.get(*at).map_or(f64::INFINITY, |to| near.squared(*to));
        let next = (0..left.len()).min_by(|a, b| distance(&left[*a]).total_cmp(&distance(&left[*b])));
        let Some(next) = next else { break };
        let next = left.remove(next);
        here = places.get(next).copied().unwrap_or(here);
        order.push(next);
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: LonLat = LonLat::new(114.35, 36.1);

    #[test]
    fn nearness_ranks_as_the_geodesic_does() {
        let places: Vec<LonLat> = (0..40)
            .flat_map(|i| (0..40).map(move |j| (f64::from(i), f64::from(j))))
            .map(|(i, j)| LonLat::new(113.6 + i * 0.041, 35.2 + j * 0.033))
            .collect();
        let near = Nearness::of(HERE);
        for pair in places.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let (exact_a, exact_b) = (geodesic_m(HERE, a), geodesic_m(HERE, b));
            assert!((near.squared(a).sqrt() - exact_a).abs() < 5.0, "{a:?}");
            // A few metres in a hundred kilometres may change places.
            if (exact_a - exact_b).abs() > 10.0 {
                assert_eq!(near.squared(a) < near.squared(b), exact_a < exact_b, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_round_goes_to_the_nearest_that_is_left() {
        let east = |km: f64| LonLat::new(HERE.lon + km * 0.0111, HERE.lat);
        let places = [east(5.0), east(-1.0), east(2.0), east(-8.0)];
        assert_eq!(nearest_first(HERE, &places), [1, 2, 0, 3]);
        assert!(nearest_first(HERE, &[]).is_empty());
    }
}
