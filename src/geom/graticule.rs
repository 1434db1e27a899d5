//! Meridians and parallels at round steps.

/// The degrees at which a map's frame is ticked.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Graticule {
    /// From one tick to the next, in degrees.
    pub step: f64,
    /// Degrees east, rising.
    pub meridians: Vec<f64>,
    /// Degrees north, rising.
    pub parallels: Vec<f64>,
}

/// Steps in minutes of arc that read well on a frame.
const STEPS_MINUTES: [u32; 12] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800];

/// Meridians and parallels of a box of degrees, by the smallest round step that puts at most
/// `most` of each into it.
#[must_use]
pub fn graticule(west: f64, south: f64, east: f64, north: f64, most: usize) -> Graticule {
    let widest = (east - west).max(north - south);
    if !(widest.is_finite() && widest > 0.0 && most > 0) {
        return Graticule::default();
    }
    let minutes = STEPS_MINUTES
        .into_iter()
        .find(|step| widest * 60.0 / f64::from(*step) <= most as f64)
        .unwrap_or(3600);
    let ticks = |from: f64, to: f64| {
        let first = (from * 60.0 / f64::from(minutes)).ceil() as i64;
        let last = (to * 60.0 / f64::from(minutes)).floor() as i64;
        (first..=last).map(|n| (n * i64::from(minutes)) as f64 / 60.0).collect()
    };
    Graticule {
        step: f64::from(minutes) / 60.0,
        meridians: ticks(west, east),
        parallels: ticks(south, north),
    }
}
