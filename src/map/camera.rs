//! Where the map looks: within the neighbourhood, between the whole city and one yard.

use egui::{Rect, Vec2};
use walkers::{MapMemory, lon_lat};

use super::flat::{self, Flat};
use crate::geom::LonLat;

/// The city on a small part of the screen.
const FARTHEST: f64 = 7.0;
/// About 0.5 m per point.
const NEAREST: f64 = 18.0;
/// Free ground around the city when all of it is shown, in points.
const MARGIN: f32 = 32.0;
/// How far beyond the city the middle of the map may go, in parts of the city's size.
const BEYOND: f64 = 0.75;

/// A move that a person asks for by key, button or search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CameraMove {
    /// The whole city.
    Fit,
    /// One level closer.
    ZoomIn,
    /// One level back.
    ZoomOut,
    /// A place in the middle, at a zoom level from 7 to 18.
    GoTo(LonLat, f64),
}

/// West, south, east and north in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Extent {
    pub(super) min: LonLat,
    pub(super) max: LonLat,
}

impl Extent {
    pub(super) fn middle(&self) -> LonLat {
        LonLat {
            lon: f64::midpoint(self.min.lon, self.max.lon),
            lat: f64::midpoint(self.min.lat, self.max.lat),
        }
    }
}

/// Zoom and middle of the map, kept by walkers, held within bounds.
#[derive(Debug)]
pub(super) struct Camera {
    pub(super) memory: MapMemory,
    asked: Option<CameraMove>,
    fitted_to: Option<Vec2>,
}

impl Default for Camera {
    fn default() -> Self {
        Self { memory: MapMemory::default(), asked: Some(CameraMove::Fit), fitted_to: None }
    }
}

impl Camera {
    /// Moves with the next frame, when the size of the map is known.
    pub(super) fn ask(&mut self, camera_move: CameraMove) {
        self.asked = Some(camera_move);
    }

    /// Does what was asked for. A map that shows the whole city goes on doing so when its size
    /// changes, until a person moves it.
    pub(super) fn prepare(&mut self, rect: Rect, home: &Extent) {
        let resized = self.fitted_to.is_some_and(|size| size != rect.size());
        let asked = self.asked.take().or(resized.then_some(CameraMove::Fit));
        let Some(asked) = asked else { return };
        self.fitted_to = None;
        match asked {
            CameraMove::Fit => {
                self.look(home.middle_on_screen(), home.zoom_in(rect.size()));
                self.fitted_to = Some(rect.size());
            }
            CameraMove::ZoomIn => self.set_zoom(self.memory.zoom() + 1.0),
            CameraMove::ZoomOut => self.set_zoom(self.memory.zoom() - 1.0),
            CameraMove::GoTo(at, zoom) => self.look(at, zoom),
        }
    }

    /// Zooms by levels around a place that keeps its distance from the middle of the map, `offset`
    /// points to the right and down.
    pub(super) fn zoom_around(&mut self, place: LonLat, offset: Vec2, levels: f64) {
        self.fitted_to = None;
        self.set_zoom(self.memory.zoom() + levels);
        self.memory.center_at(flat::middle_with(place, offset, self.memory.zoom()));
    }

    /// Keeps the middle near the city after a person moved it.
    pub(super) fn hold(&mut self, home: &Extent, moved_by_hand: bool) {
        if moved_by_hand {
            self.fitted_to = None;
        }
        let at = flat::centre(&self.memory, home.middle());
        let held = home.clamp(at);
        if held != at {
            self.memory.center_at(lon_lat(held.lon, held.lat));
        }
    }

    fn look(&mut self, at: LonLat, zoom: f64) {
        self.memory.center_at(lon_lat(at.lon, at.lat));
        self.set_zoom(zoom);
    }

    fn set_zoom(&mut self, zoom: f64) {
        // Within walkers' own 0 to 26, so it cannot fail.
        let _ = self.memory.set_zoom(zoom.clamp(FARTHEST, NEAREST));
    }
}

impl Extent {
    /// The middle of the extent as it is drawn: Mercator stretches its north.
    fn middle_on_screen(&self) -> LonLat {
        let mercator = |lat: f64| lat.to_radians().tan().asinh();
        let y = f64::midpoint(mercator(self.min.lat), mercator(self.max.lat));
        LonLat { lon: self.middle().lon, lat: y.sinh().atan().to_degrees() }
    }

    /// The largest zoom level at which all of it is in view.
    fn zoom_in(&self, size: Vec2) -> f64 {
        let flat = Flat::around(self.middle());
        let extent = flat.point(self.max) - flat.point(self.min);
        let free = (size - Vec2::splat(2.0 * MARGIN)).max(Vec2::splat(64.0));
        let across = Flat::zoom_where(extent.x.abs().max(1e-3), free.x);
        let down = Flat::zoom_where(extent.y.abs().max(1e-3), free.y);
        across.min(down).clamp(FARTHEST, NEAREST)
    }

    /// The nearest place to `at` that the middle of the map may be at.
    fn clamp(&self, at: LonLat) -> LonLat {
        let lon = (self.max.lon - self.min.lon) * BEYOND;
        let lat = (self.max.lat - self.min.lat) * BEYOND;
        LonLat {
            lon: at.lon.clamp(self.min.lon - lon, self.max.lon + lon),
            lat: at.lat.clamp(self.min.lat - lat, self.max.lat + lat),
        }
    }
}

#[cfg(test)]
mod tests {
    use egui::{Pos2, vec2};
    use walkers::{MercatorProjection, Projector};

    use super::*;

    const HOME: Extent =
        Extent { min: LonLat { lon: 113.6, lat: 35.2 }, max: LonLat { lon: 114.98, lat: 36.36 } };

    fn rect(width: f32, height: f32) -> Rect {
        Rect::from_min_size(Pos2::new(290.0, 44.0), vec2(width, height))
    }

    #[test]
    fn fit_shows_the_whole_city_and_touches_the_margin() {
        for size in [rect(800.0, 600.0), rect(500.0, 900.0), rect(1600.0, 400.0)] {
            let mut camera = Camera::default();
            camera.prepare(size, &HOME);
            let projector = Projector::new(size, &MercatorProjection, &camera.memory, lon_lat(0.0, 0.0));
            let corners = [HOME.min, HOME.max].map(|at| projector.project(lon_lat(at.lon, at.lat)).to_pos2());
            let free = size.shrink(MARGIN - 0.1);
            assert!(corners.iter().all(|corner| free.contains(*corner)), "{corners:?}");
            let touches = corners.iter().any(|corner| !size.shrink(MARGIN + 0.5).contains(*corner));
            assert!(touches, "the city could be larger: {corners:?} in {size:?}");
        }
    }

    #[test]
    fn a_map_that_shows_the_city_keeps_doing_so_when_the_window_grows() {
        let mut camera = Camera::default();
        camera.prepare(rect(800.0, 600.0), &HOME);
        let small = camera.memory.zoom();
        camera.prepare(rect(1600.0, 1200.0), &HOME);
        assert!(camera.memory.zoom() > small + 0.9);

        camera.hold(&HOME, true);
        let by_hand = camera.memory.zoom();
        camera.prepare(rect(800.0, 600.0), &HOME);
        assert_eq!(camera.memory.zoom(), by_hand);
    }

    #[test]
    fn the_camera_stays_near_the_city() {
        let mut camera = Camera::default();
        camera.ask(CameraMove::GoTo(LonLat { lon: 0.0, lat: 0.0 }, 25.0));
        camera.prepare(rect(800.0, 600.0), &HOME);
        camera.hold(&HOME, false);
        assert_eq!(camera.memory.zoom(), NEAREST);
        let at = flat::centre(&camera.memory, HOME.middle());
        assert!(at.lon > 112.0 && at.lat > 34.0);
    }
}
