//! Clipping to a rectangle: lines by Liang and Barsky, rings by Sutherland and Hodgman.

use super::Point;

/// A rectangle on a sheet, its sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left and top.
    pub min: Point,
    /// Right and bottom.
    pub max: Point,
}

impl Rect {
    /// A rectangle from its left, top, width and height.
    #[must_use]
    pub const fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { min: Point::new(left, top), max: Point::new(left + width, top + height) }
    }

    /// A rectangle around a point.
    #[must_use]
    pub const fn around(centre: Point, width: f32, height: f32) -> Self {
        Self::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height)
    }

    /// The smallest rectangle around points; `None` for none, or where one is no number.
    #[must_use]
    pub fn bounding(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        points.into_iter().fold(None, |rect: Option<Self>, point| {
            let rect = rect.unwrap_or(Self { min: point, max: point });
            Some(Self {
                min: Point::new(rect.min.x.min(point.x), rect.min.y.min(point.y)),
                max: Point::new(rect.max.x.max(point.x), rect.max.y.max(point.y)),
            })
        })
    }

    /// From left to right.
    #[must_use]
    pub fn width(self) -> f32 {
        self.max.x - self.min.x
    }

    /// From top to bottom.
    #[must_use]
    pub fn height(self) -> f32 {
        self.max.y - self.min.y
    }

    /// Its middle.
    #[must_use]
    pub fn centre(self) -> Point {
        Point::new(f32::midpoint(self.min.x, self.max.x), f32::midpoint(self.min.y, self.max.y))
    }

    /// Grown outwards on all sides; inwards where `by` is negative.
    #[must_use]
    pub fn grown(self, by: f32) -> Self {
        Self { min: self.min.moved(-by, -by), max: self.max.moved(by, by) }
    }

    /// Whether a point is inside or on the edge.
    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// Whether another rectangle is wholly inside.
    #[must_use]
    pub fn contains_rect(self, other: Self) -> bool {
        self.contains(other.min) && self.contains(other.max)
    }

    /// Whether two rectangles share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }

    /// Its corners, clockwise from the upper left.
    #[must_use]
    pub fn corners(self) -> [Point; 4] {
        [self.min, Point::new(self.max.x, self.min.y), self.max, Point::new(self.min.x, self.max.y)]
    }
}

/// The parts of a line that lie in a rectangle, in the line's order.
#[must_use]
pub fn clip_line(line: &[Point], rect: Rect) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in line.windows(2) {
        let &[from, to] = pair else { continue };
        let Some((from_in, to_in)) = clip_segment(from, to, rect) else {
            open = false;
            continue;
        };
        match parts.last_mut() {
            Some(part) if open && part.last() == Some(&from_in) => part.push(to_in),
            _ => parts.push(vec![from_in, to_in]),
        }
        open = to_in == to;
    }
    parts
}

fn clip_segment(from: Point, to: Point, rect: Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    if !(dx.is_finite() && dy.is_finite()) {
        return None;
    }
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (step, room) in [
        (-dx, from.x - rect.min.x),
        (dx, rect.max.x - from.x),
        (-dy, from.y - rect.min.y),
        (dy, rect.max.y - from.y),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f32| from.moved(dx * t, dy * t);
    Some((if enter > 0.0 { at(enter) } else { from }, if leave < 1.0 { at(leave) } else { to }))
}

/// A ring cut to a rectangle, for filling by the even-odd rule. Parts outside collapse onto the
/// rectangle's edge, where they enclose nothing.
#[must_use]
pub fn clip_ring(ring: &[Point], rect: Rect) -> Vec<Point> {
    if ring.iter().all(|&point| rect.contains(point)) {
        return ring.to_vec();
    }
    type Inside = fn(Point, Rect) -> bool;
    type Cut = fn(Point, Point, Rect) -> Point;
    const SIDES: [(Inside, Cut); 4] = [
        (|p, r| p.x >= r.min.x, |a, b, r| cut_x(a, b, r.min.x)),
        (|p, r| p.x <= r.max.x, |a, b, r| cut_x(a, b, r.max.x)),
        (|p, r| p.y >= r.min.y, |a, b, r| cut_y(a, b, r.min.y)),
        (|p, r| p.y <= r.max.y, |a, b, r| cut_y(a, b, r.max.y)),
    ];
    let mut points = ring.to_vec();
    for (inside, cut) in SIDES {
        let Some(&last) = points.last() else { break };
        let mut kept = Vec::with_capacity(points.len() + 4);
        let mut previous = last;
        for &point in &points {
            match (inside(previous, rect), inside(point, rect)) {
                (true, true) => kept.push(point),
                (true, false) => kept.push(cut(previous, point, rect)),
                (false, true) => kept.extend([cut(previous, point, rect), point]),
                (false, false) => {}
            }
            previous = point;
        }
        points = kept;
    }
    points
}

fn cut_x(a: Point, b: Point, x: f32) -> Point {
    Point::new(x, a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x))
}

fn cut_y(a: Point, b: Point, y: f32) -> Point {
    Point::new(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y), y)
}
