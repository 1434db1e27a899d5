//! The scale bar: a round length, true at the middle of the map.

use egui::{Align2, Painter, Pos2, Rect, Shape, Stroke, pos2};

use super::flat::points_per_metre;
use super::paint;
use crate::geom::{self, LonLat};
use crate::scene::{Paint, Theme, Token};

/// The longest bar, in points.
const LONGEST: f64 = 120.0;
/// From the map's lower left corner, in points.
const INSET: [f32; 2] = [18.0, 20.0];
const TICK: f32 = 5.0;
/// A point is taken as 1/96 inch, as everywhere on screens.
const METRES_PER_POINT: f64 = 0.0254 / 96.0;

/// 1 to what the map is drawn, at a place.
pub(super) fn scale_at(at: LonLat, zoom: f64) -> f64 {
    1.0 / (points_per_metre(at, zoom) * METRES_PER_POINT)
}

/// Draws the bar in the lower left of the map.
pub(super) fn draw(painter: &Painter, map: Rect, at: LonLat, zoom: f64, theme: Theme) {
    let (length_m, points) = length(at, zoom);
    let from = map.left_bottom() + egui::vec2(INSET[0], -INSET[1]);
    let to = from + egui::vec2(points, 0.0);
    let up = |at: Pos2| pos2(at.x, at.y - TICK);
    let ink = paint::colour(Paint::solid(Token::Ink), theme);
    let halo = paint::colour(Paint::faded(Token::Paper, 0.8), theme);
    let bar = vec![up(from), from, to, up(to)];
    painter.add(Shape::line(bar.clone(), Stroke::new(4.0, halo)));
    painter.add(Shape::line(bar, Stroke::new(1.5, ink)));
    painter.text(
        from.lerp(to, 0.5) - egui::vec2(0.0, 3.0),
        Align2::CENTER_BOTTOM,
        words(length_m),
        paint::font(12.0, false),
        ink,
    );
}

/// The bar's length on the ground in metres and on the screen in points.
fn length(at: LonLat, zoom: f64) -> (f64, f32) {
    let per_metre = points_per_metre(at, zoom);
    let length_m = geom::scale_bar_length(LONGEST / per_metre);
    (length_m, (length_m * per_metre) as f32)
}

fn words(length_m: f64) -> String {
    if length_m >= 1000.0 { format!("{} km", length_m / 1000.0) } else { format!("{length_m} m") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANYANG: LonLat = LonLat { lon: 114.35, lat: 36.1 };

    #[test]
    fn the_bar_is_as_long_as_it_says() {
        for zoom in [7.0, 9.3, 12.0, 17.9] {
            let (length_m, points) = length(ANYANG, zoom);
            assert!(f64::from(points) <= LONGEST && f64::from(points) > LONGEST / 2.6);
            // Two places that far apart along the parallel, by the ellipsoid's radius there.
            let radius_m = 6_378_137.0 * ANYANG.lat.to_radians().cos();
            let degrees = (length_m / radius_m).to_degrees();
            let on_screen = 256.0 * zoom.exp2() * degrees / 360.0;
            assert!((on_screen - f64::from(points)).abs() < 0.5, "{zoom}: {on_screen} {points}");
        }
    }

    #[test]
    fn lengths_are_said_in_the_unit_that_fits() {
        assert_eq!(words(20_000.0), "20 km");
        assert_eq!(words(500.0), "500 m");
    }
}
