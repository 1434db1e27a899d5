//! The shapes of the lights.

use super::{convex, ring_of, stroke};
use crate::geom::Point;
use crate::scene::{Paint, Primitive, Token};
use crate::status::Light;

/// A light's colour.
#[must_use]
pub const fn token(light: Light) -> Token {
    match light {
        Light::Done => Token::Done,
        Light::OnTrack => Token::OnTrack,
        Light::Behind => Token::Behind,
        Light::Critical => Token::Critical,
        Light::Overdue => Token::Overdue,
        Light::NoReport | Light::Unassigned => Token::NoReport,
        Light::NotResponsible => Token::Paper,
    }
}

/// A light's shape, `size` across: dot with a tick, dot, triangle, diamond, square, ring, dashed
/// ring; nothing where the task does not bind the county.
///
/// The shapes are drawn to look equally large, so their outer measures differ a little.
#[must_use]
pub fn light(light: Light, at: Point, size: f32) -> Vec<Primitive> {
    let paint = Paint::solid(token(light));
    let on = |x: f32, y: f32| at.moved(x * size, y * size);
    match light {
        Light::Done => vec![
            disc(at, size * 0.5, paint),
            stroke(
                vec![vec![on(-0.22, 0.01), on(-0.06, 0.17), on(0.23, -0.15)]],
                false,
                size * 0.13,
                Paint::solid(Token::OnFill),
            ),
        ],
        Light::OnTrack => vec![disc(at, size * 0.46, paint)],
        Light::Behind => vec![convex(vec![on(0.0, -0.48), on(0.52, 0.42), on(-0.52, 0.42)], paint)],
        Light::Critical => {
            vec![convex(vec![on(0.0, -0.55), on(0.55, 0.0), on(0.0, 0.55), on(-0.55, 0.0)], paint)]
        }
        Light::Overdue => {
            vec![convex(vec![on(-0.42, -0.42), on(0.42, -0.42), on(0.42, 0.42), on(-0.42, 0.42)], paint)]
        }
        Light::NoReport => vec![Primitive::Disc {
            centre: at,
            radius: size * 0.38,
            fill: Some(Paint::solid(Token::Paper)),
            line: Some((size * 0.13, paint)),
        }],
        Light::Unassigned => {
            let dash = |i: u8| {
                let from = f32::from(i) / 6.0;
                ring_of(at, size * 0.38, from, from + 0.09, 4)
            };
            vec![
                disc(at, size * 0.46, Paint::faded(Token::Paper, 0.9)),
                stroke((0..6).map(dash).collect(), false, size * 0.12, Paint::solid(Token::Muted)),
            ]
        }
        Light::NotResponsible => Vec::new(),
    }
}

fn disc(centre: Point, radius: f32, paint: Paint) -> Primitive {
    Primitive::Disc { centre, radius, fill: Some(paint), line: None }
}
