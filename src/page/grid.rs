//! Meridians and parallels on a map's frame: ticks, names, and small crosses where they meet.

use super::PageError;
use super::ink::{Ink, Style};
use super::sheet_map::SheetMap;
use crate::geom::{LonLat, Point, Rect, graticule};
use crate::scene::{Align, Paint, Primitive, Token, font};

/// The graticule of a map, ready to be drawn.
#[derive(Debug)]
pub(super) struct Grid {
    ticks: Vec<Vec<Point>>,
    crosses: Vec<Vec<Point>>,
    /// Meridians' names above the frame.
    above: Vec<(Point, String)>,
    /// Parallels' names inside its right edge.
    inside: Vec<(Point, String)>,
    unit: f32,
}

impl Grid {
    /// Finds the lines of a map. No name and no cross stands on `taken`.
    pub(super) fn new(map: &SheetMap, unit: f32, taken: &[Rect]) -> Result<Self, PageError> {
        let frame = map.frame;
        let (low, high) = map.degrees()?;
        let most = (frame.width().max(frame.height()) / (31.0 * unit)).clamp(3.0, 10.0) as usize;
        let lines = graticule(low.lon, low.lat, high.lon, high.lat, most);
        let mut grid =
            Self { ticks: Vec::new(), crosses: Vec::new(), above: Vec::new(), inside: Vec::new(), unit };
        let tick = grid.tick();
        let free = |rect: Rect| !taken.iter().any(|other| other.overlaps(rect));

        for &lon in &lines.meridians {
            let place = |lat: f64| map.point(LonLat::new(lon, lat));
            let room = frame.min.x + 6.0 * unit..=frame.max.x - 6.0 * unit;
            for (edge, inward) in [(frame.min.y, tick), (frame.max.y, -tick)] {
                let crossing = crossing(place, (low.lat, high.lat), |p| p.y, edge);
                let Some(x) = crossing.map(|p| p.x).filter(|x| room.contains(x)) else { continue };
                grid.ticks.push(vec![Point::new(x, edge), Point::new(x, edge + inward)]);
                if inward > 0.0 {
                    grid.above.push((Point::new(x, edge - 2.2 * unit), degrees(lon, 'E')));
                }
            }
            for at in lines.parallels.iter().map(|&lat| place(lat)) {
                let arm = tick * 0.6;
                if frame.grown(-2.0 * tick).contains(at) && free(Rect::around(at, arm, arm)) {
                    grid.crosses.push(vec![at.moved(-arm, 0.0), at.moved(arm, 0.0)]);
                    grid.crosses.push(vec![at.moved(0.0, -arm), at.moved(0.0, arm)]);
                }
            }
        }
        for &lat in &lines.parallels {
            let place = |lon: f64| map.point(LonLat::new(lon, lat));
            let room = frame.min.y + 5.0 * unit..=frame.max.y - 5.0 * unit;
            for (edge, inward) in [(frame.min.x, tick), (frame.max.x, -tick)] {
                let crossing = crossing(place, (low.lon, high.lon), |p| p.x, edge);
                let Some(y) = crossing.map(|p| p.y).filter(|y| room.contains(y)) else { continue };
                grid.ticks.push(vec![Point::new(edge, y), Point::new(edge + inward, y)]);
                let name = (Point::new(edge - tick - 0.8 * unit, y), degrees(lat, 'N'));
                if inward < 0.0 && free(grid.bounds(&name)) {
                    grid.inside.push(name);
                }
            }
        }
        Ok(grid)
    }

    fn tick(&self) -> f32 {
        1.8 * self.unit
    }

    fn letters(&self) -> Style {
        Style::muted(2.6 * self.unit)
    }

    /// What the name of a parallel covers.
    fn bounds(&self, (at, text): &(Point, String)) -> Rect {
        let style = self.letters();
        let width = font::text_width(text, style.size, style.bold);
        Rect::new(at.x - width, at.y - style.size * 0.6, width, style.size * 1.2)
    }

    /// Room inside the frame that no other name may use.
    pub(super) fn taken(&self) -> impl Iterator<Item = Rect> {
        self.inside.iter().map(|name| self.bounds(name))
    }

    /// Draws ticks, names and crosses, then the frame itself.
    pub(super) fn draw(&self, ink: &mut Ink, frame: Rect) {
        let letters = self.letters();
        for (at, text) in &self.above {
            ink.text(at.x, at.y, text, letters.centred());
        }
        let halo = Some((letters.size * 0.25, Paint::faded(Token::Paper, 0.85)));
        ink.extend(self.inside.iter().map(|(at, text)| Primitive::Text {
            at: *at,
            text: text.clone(),
            size: letters.size,
            bold: false,
            paint: letters.paint,
            halo,
            align: Align::Right,
            turned: 0.0,
        }));
        let ink_paint = Paint::solid(Token::Ink);
        if !self.crosses.is_empty() {
            let quiet = Paint::faded(Token::Muted, 0.45);
            ink.lines(self.crosses.clone(), false, 0.12 * self.unit, quiet);
        }
        if !self.ticks.is_empty() {
            ink.lines(self.ticks.clone(), false, 0.2 * self.unit, ink_paint);
        }
        ink.frame(frame, 0.3 * self.unit, ink_paint);
    }
}

/// Where a meridian or parallel meets an edge of the frame, by bisection.
fn crossing(
    place: impl Fn(f64) -> Point,
    (mut from, mut to): (f64, f64),
    across: fn(Point) -> f32,
    edge: f32,
) -> Option<Point> {
    let before = |degrees: f64| across(place(degrees)) < edge;
    let starts_before = before(from);
    if starts_before == before(to) {
        return None;
    }
    for _ in 0..48 {
        let middle = f64::midpoint(from, to);
        if before(middle) == starts_before {
            from = middle;
        } else {
            to = middle;
        }
    }
    Some(place(from))
}

/// `114°15′E`; no step of a graticule is finer than a minute.
fn degrees(value: f64, side: char) -> String {
    let minutes = (value * 60.0).round() as i64;
    format!("{}°{:02}′{side}", minutes / 60, minutes % 60)
}
