//! The shapes of the kinds of site. The state colours them: filled where the work is done, a rim
//! where it is not.

use super::stamp::Stamp;
use super::{convex, land, ring_of, stroke, works};
use crate::geom::Point;
use crate::scene::{Paint, Primitive, Token};
use crate::site::Symbol;

/// A site's symbol, `size` across and centred on its place.
#[must_use]
pub fn site(symbol: Symbol, paint: Paint, filled: bool, at: Point, size: f32) -> Vec<Primitive> {
    let look = Look { paint, filled, size };
    let on = |x: f32, y: f32| at.moved(x * size, y * size);
    let stamped = |draw: fn(&mut Stamp)| {
        let mut stamp = Stamp::new(paint, filled, at, size);
        draw(&mut stamp);
        stamp.finish()
    };
    match symbol {
        Symbol::Teardrop => look.body(teardrop(at, size)),
        Symbol::Square => look.body(vec![on(-0.38, -0.38), on(0.38, -0.38), on(0.38, 0.38), on(-0.38, 0.38)]),
        Symbol::Wave => {
            let mut parts = look.body(ring_of(at, size * 0.44, 0.0, 0.95, 19));
            let wave = (0..=12).map(|i| {
                let along = i as f32 / 12.0;
                let up = (along * std::f32::consts::TAU * 1.5).sin() * 0.1;
                on(-0.27 + 0.54 * along, -up)
            });
            parts.push(look.mark(vec![wave.collect()]));
            parts
        }
        Symbol::Pick => {
            let mut parts = look.body(ring_of(at, size * 0.5, 1.0 / 12.0, 11.0 / 12.0, 5));
            let head = ring_of(on(-0.06, 0.16), size * 0.38, 0.62, 0.96, 8);
            parts.push(look.mark(vec![head, vec![on(0.1, -0.16), on(-0.2, 0.24)]]));
            parts
        }
        Symbol::Flag => {
            let mut parts = look.body(vec![on(-0.22, -0.46), on(0.4, -0.2), on(-0.22, 0.06)]);
            parts.push(stroke(vec![vec![on(-0.22, -0.46), on(-0.22, 0.48)]], false, size * 0.1, paint));
            parts
        }
        Symbol::Bars => [-0.2, 0.2]
            .into_iter()
            .flat_map(|x| {
                look.body(vec![
                    on(x - 0.12, -0.42),
                    on(x + 0.12, -0.42),
                    on(x + 0.12, 0.42),
                    on(x - 0.12, 0.42),
                ])
            })
            .collect(),
        Symbol::Factory => stamped(works::factory),
        Symbol::Furnace => stamped(works::furnace),
        Symbol::Chimney => stamped(works::chimney),
        Symbol::Bolt => stamped(works::bolt),
        Symbol::Sun => stamped(works::sun),
        Symbol::Crane => stamped(works::crane),
        Symbol::Park => stamped(works::park),
        Symbol::Road => stamped(works::road),
        Symbol::Rail => stamped(works::rail),
        Symbol::Car => stamped(works::car),
        Symbol::Headframe => stamped(works::headframe),
        Symbol::Basin => stamped(land::basin),
        Symbol::Pipe => stamped(land::pipe),
        Symbol::Gauge => stamped(land::gauge),
        Symbol::River => stamped(land::river),
        Symbol::Canal => stamped(land::canal),
        Symbol::Dam => stamped(land::dam),
        Symbol::Reed => stamped(land::reed),
        Symbol::Sprout => stamped(land::sprout),
        Symbol::Field => stamped(land::field),
        Symbol::Star => stamped(land::star),
        Symbol::House => stamped(land::house),
        Symbol::Flame => stamped(land::flame),
        Symbol::Target => stamped(land::target),
        Symbol::Zone => stamped(land::zone),
        Symbol::Shield => stamped(land::shield),
        Symbol::Document => stamped(land::document),
    }
}

/// A drop: a circle and the two tangents that meet in its tip, below.
fn teardrop(at: Point, size: f32) -> Vec<Point> {
    let radius = size * 0.32;
    let centre = at.moved(0.0, -size * 0.17);
    let tip = at.moved(0.0, size * 0.5);
    // The tangents touch the circle where the radius stands square on them.
    let touch = (radius / (tip.y - centre.y)).clamp(0.0, 1.0).acos() / std::f32::consts::TAU;
    let mut points = ring_of(centre, radius, 0.25 + touch, 1.25 - touch, 14);
    points.push(tip);
    points
}

/// How a symbol's parts are coloured.
struct Look {
    paint: Paint,
    filled: bool,
    size: f32,
}

impl Look {
    /// The body: filled with a hair of paper around it, or paper with a rim.
    fn body(&self, points: Vec<Point>) -> Vec<Primitive> {
        let paper = Paint::faded(Token::Panel, self.paint.alpha);
        let (inside, edge, width) =
            if self.filled { (self.paint, paper, 0.06) } else { (paper, self.paint, 0.11) };
        vec![convex(points.clone(), inside), stroke(vec![points], true, self.size * width, edge)]
    }

    /// The kind's mark on the body.
    fn mark(&self, lines: Vec<Vec<Point>>) -> Primitive {
        let paint = if self.filled { Paint::faded(Token::OnFill, self.paint.alpha) } else { self.paint };
        stroke(lines, false, self.size * 0.1, paint)
    }
}
