//! A flat sheet around an origin, so that single precision is enough for a graphics card.

use egui::emath::TSTransform;
use egui::{Pos2, pos2};
use walkers::{MapMemory, MercatorProjection, Projection, Projector, lon_lat};

use crate::geom::LonLat;

/// At this zoom level one unit of the sheet is one point on the screen.
const UNIT_ZOOM: f64 = 10.0;

/// Web Mercator around an origin. A unit is one point at zoom level 10, about 120 m at 36°N; a
/// place 200 km away keeps its position to 0.02 points even at zoom level 18.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Flat {
    origin: LonLat,
    origin_pixels: (f64, f64),
}

impl Flat {
    pub(super) fn around(origin: LonLat) -> Self {
        Self { origin, origin_pixels: pixels(origin) }
    }

    /// A place on the sheet.
    pub(super) fn point(&self, at: LonLat) -> Pos2 {
        let (x, y) = pixels(at);
        let (x0, y0) = self.origin_pixels;
        pos2((x - x0) as f32, (y - y0) as f32)
    }

    /// From the sheet to the screen.
    pub(super) fn to_screen(self, projector: &Projector<'_>) -> TSTransform {
        let origin = projector.project(lon_lat(self.origin.lon, self.origin.lat));
        TSTransform::new(origin, scale_at(projector.zoom()))
    }

    /// The zoom level at which a length on the sheet is `points` long on the screen.
    pub(super) fn zoom_where(length: f32, points: f32) -> f64 {
        UNIT_ZOOM + f64::from(points / length).log2()
    }
}

/// Points on the screen per unit of the sheet.
pub(super) fn scale_at(zoom: f64) -> f32 {
    (zoom - UNIT_ZOOM).exp2() as f32
}

/// Points per metre on the ground at a place, on the screen.
pub(super) fn points_per_metre(at: LonLat, zoom: f64) -> f64 {
    MercatorProjection.scale_pixel_per_meter(lon_lat(at.lon, at.lat), zoom)
}

/// The place in the middle of the map.
pub(super) fn centre(memory: &MapMemory, home: LonLat) -> LonLat {
    memory.detached().map_or(home, |at| LonLat { lon: at.x(), lat: at.y() })
}

/// The middle of a map that shows a place `offset` points from it.
pub(super) fn middle_with(place: LonLat, offset: egui::Vec2, zoom: f64) -> walkers::Position {
    let offset = lon_lat(f64::from(offset.x), f64::from(offset.y));
    let at = MercatorProjection.project(lon_lat(place.lon, place.lat), zoom);
    MercatorProjection.unproject(at - offset, zoom)
}

fn pixels(at: LonLat) -> (f64, f64) {
    let pixels = MercatorProjection.project(lon_lat(at.lon, at.lat), UNIT_ZOOM);
    (pixels.x(), pixels.y())
}

#[cfg(test)]
mod tests {
    use egui::{Rect, vec2};

    use super::*;

    #[test]
    fn a_place_lies_where_walkers_projects_it_at_every_zoom() {
        let origin = LonLat { lon: 114.35, lat: 36.1 };
        let place = LonLat { lon: 114.52, lat: 35.57 };
        let flat = Flat::around(origin);
        for zoom in [7.0, 10.5, 14.0, 18.0] {
            let mut memory = MapMemory::default();
            memory.set_zoom(zoom).unwrap();
            memory.center_at(lon_lat(place.lon, place.lat));
            let rect = Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0));
            let projector = Projector::new(rect, &MercatorProjection, &memory, lon_lat(0.0, 0.0));
            let ours = flat.to_screen(&projector) * flat.point(place);
            assert!(ours.distance(rect.center()) < 0.05, "{zoom}: {ours:?}");
        }
    }
}
