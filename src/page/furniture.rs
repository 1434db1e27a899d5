//! The furniture of a map: scale bar and north arrow, in the corners where they cover least.

use super::PageError;
use super::ink::{Ink, Style};
use super::sheet_map::SheetMap;
use crate::geom::{Point, Rect, parted_bar_length, point_in_rings};
use crate::scene::{Paint, Token};
use crate::text::Lang;

const FRAME: Paint = Paint::solid(Token::Ink);

/// The corners of a frame where furniture may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Corner {
    LowerLeft,
    LowerRight,
    UpperRight,
    UpperLeft,
}

/// A box in the first of some corners in which it covers least of what the map is about.
fn corner_box(frame: Rect, size: (f32, f32), gap: f32, corners: &[Corner], about: &[Vec<Point>]) -> Rect {
    let place = |corner: &Corner| {
        let left = match corner {
            Corner::LowerLeft | Corner::UpperLeft => frame.min.x + gap,
            Corner::LowerRight | Corner::UpperRight => frame.max.x - gap - size.0,
        };
        let top = match corner {
            Corner::UpperLeft | Corner::UpperRight => frame.min.y + gap,
            Corner::LowerLeft | Corner::LowerRight => frame.max.y - gap - size.1,
        };
        Rect::new(left, top, size.0, size.1)
    };
    let covered = |rect: &Rect| {
        let steps =
            (0..=10_u8).flat_map(|i| (0..=6_u8).map(move |j| (f32::from(i) / 10.0, f32::from(j) / 6.0)));
        let inside =
            |(s, t): (f32, f32)| point_in_rings(about, rect.min.moved(rect.width() * s, rect.height() * t));
        steps.filter(|&at| inside(at)).count()
    };
    corners.iter().map(place).min_by_key(covered).unwrap_or_else(|| place(&Corner::LowerLeft))
}

/// Where scale bar and north arrow stand, so that names can keep clear of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Furniture {
    scale_bar: Rect,
    north: Rect,
    /// The bar's length on the ground, in metres.
    pub(super) bar_m: f64,
    /// And on the sheet, in millimetres.
    pub(super) bar_mm: f32,
}

impl Furniture {
    pub(super) fn new(
        map: &SheetMap,
        about: &[Vec<Point>],
        unit: f32,
        line: &str,
    ) -> Result<Self, PageError> {
        let mm_per_metre = map.mm_per_metre()?;
        let bar_m = parted_bar_length(f64::from(map.frame.width() * 0.28) / mm_per_metre);
        let bar_mm = (bar_m * mm_per_metre) as f32;
        let words = Style::muted(2.6 * unit).width(line);
        // Half of the last number, and its unit, stand beyond the bar's end.
        let width = (bar_mm + 14.0 * unit).max(words + 7.0 * unit);
        let bar_corners = [Corner::LowerLeft, Corner::LowerRight, Corner::UpperLeft];
        let scale_bar = corner_box(map.frame, (width, 13.0 * unit), 3.0 * unit, &bar_corners, about);
        let north_corners = [Corner::UpperRight, Corner::UpperLeft];
        let north = corner_box(map.frame, (11.0 * unit, 19.0 * unit), 3.0 * unit, &north_corners, about);
        Ok(Self { scale_bar, north, bar_m, bar_mm })
    }

    /// Room that no name may use.
    pub(super) fn taken(&self) -> [Rect; 2] {
        [self.scale_bar, self.north]
    }

    pub(super) fn draw(&self, ink: &mut Ink, unit: f32, line: &str, lang: Lang) {
        self.draw_bar(ink, unit, line);
        self.draw_north(ink, unit, lang);
    }

    /// Alternating quarters, numbers above, the scale and the projection below.
    fn draw_bar(&self, ink: &mut Ink, unit: f32, line: &str) {
        ink.fill(self.scale_bar, Paint::faded(Token::Paper, 0.82));
        let left = self.scale_bar.min.x + 4.0 * unit;
        let y = self.scale_bar.min.y + 6.6 * unit;
        let thick = 1.1 * unit;
        let (metres, km) = (self.bar_m < 1000.0, if self.bar_m < 1000.0 { 1.0 } else { 1000.0 });
        let at = |part: f32| left + self.bar_mm * part;
        let quarters = [(0.0, 0.25, true), (0.25, 0.5, false), (0.5, 1.0, true)];
        for (from, to, dark) in quarters {
            let rect = Rect::new(at(from), y - thick / 2.0, self.bar_mm * (to - from), thick);
            ink.fill(rect, Paint::solid(if dark { Token::Ink } else { Token::Panel }));
            ink.frame(rect, 0.18 * unit, FRAME);
        }
        let numbers = Style::ink(2.7 * unit).centred();
        for part in [0.0, 0.25, 0.5, 1.0_f32] {
            let value = crate::scene::number(self.bar_m * f64::from(part) / km, 2);
            ink.text(at(part), y - 3.2 * unit, &value, numbers);
        }
        let last = numbers.width(&crate::scene::number(self.bar_m / km, 2));
        let unit_name = if metres { "m" } else { "km" };
        ink.text(at(1.0) + last / 2.0 + 0.9 * unit, y - 3.2 * unit, unit_name, Style::ink(2.7 * unit));
        ink.text(left, y + 3.4 * unit, line, Style::muted(2.6 * unit));
    }

    fn draw_north(&self, ink: &mut Ink, unit: f32, lang: Lang) {
        let top = Point::new(self.north.centre().x, self.north.min.y + 5.2 * unit);
        let on = |x: f32, y: f32| top.moved(x * unit, y * unit);
        ink.text(top.x, top.y - 2.8 * unit, lang.get("page.north"), Style::ink(3.6 * unit).bold().centred());
        let left = vec![on(0.0, 0.0), on(-2.8, 12.5), on(0.0, 9.6)];
        let right = vec![on(0.0, 0.0), on(2.8, 12.5), on(0.0, 9.6)];
        ink.extend([
            crate::scene::Primitive::Convex { points: left.clone(), paint: Paint::solid(Token::Panel) },
            crate::scene::Primitive::Convex { points: right.clone(), paint: FRAME },
        ]);
        ink.lines(vec![left, right], true, 0.25 * unit, FRAME);
    }
}
