//! What is chosen and what the pointer is over, drawn anew each frame.

use egui::emath::TSTransform;
use egui::{Painter, Pos2, Rect, Shape, Stroke, vec2};

use super::paint;
use super::prepared::Prepared;
use crate::geom::{self, Point};
use crate::scene::{FeatureRef, MapContent, Paint, Theme, Token};

/// Width of a chosen county's border, in points.
const CHOSEN: f32 = 2.5;
/// Width of the border under the pointer, in points.
const HOVERED: f32 = 1.5;
/// Radius of the ring where a new site is to stand, in points.
const PIN: f32 = 8.0;

/// What is drawn stronger than the rest.
pub(super) struct Highlight<'a> {
    pub(super) content: &'a MapContent,
    pub(super) prepared: &'a Prepared,
    pub(super) to_screen: TSTransform,
    pub(super) theme: Theme,
}

impl Highlight<'_> {
    /// The border of a county in the accent, stronger where it is chosen.
    pub(super) fn county(&self, painter: &Painter, feature: &FeatureRef, chosen: bool) {
        let Some(outline) = self.prepared.outline_of(self.content, feature) else {
            return;
        };
        let stroke = if chosen {
            Stroke::new(CHOSEN, self.accent(1.0))
        } else {
            Stroke::new(HOVERED, self.accent(0.7))
        };
        let view = rect(painter.clip_rect().expand(8.0));
        for line in &outline.lines {
            let points: Vec<Point> =
                line.iter().map(|at| self.to_screen * *at).map(|at| Point { x: at.x, y: at.y }).collect();
            for part in geom::clip_line(&points, view) {
                let part = part.into_iter().map(|p| egui::pos2(p.x, p.y)).collect();
                painter.add(Shape::line(part, stroke));
            }
        }
    }

    /// A ring around a site's symbol.
    pub(super) fn site(&self, painter: &Painter, feature: &FeatureRef, chosen: bool, size: f32) {
        let Some(at) = self.prepared.spot_of(self.content, feature) else {
            return;
        };
        let at = self.to_screen * at;
        let radius = size * 0.5 + 4.0;
        if chosen {
            let halo = paint::colour(Paint::faded(Token::Paper, 0.9), self.theme);
            painter.circle_stroke(at, radius, Stroke::new(CHOSEN + 2.0, halo));
            painter.circle_stroke(at, radius, Stroke::new(CHOSEN, self.accent(1.0)));
        } else {
            painter.circle_stroke(at, radius, Stroke::new(HOVERED, self.accent(0.7)));
        }
    }

    /// A cross in a ring where a new site is to stand.
    pub(super) fn pin(&self, painter: &Painter, at: Pos2) {
        let halo = paint::colour(Paint::faded(Token::Paper, 0.9), self.theme);
        for stroke in [Stroke::new(CHOSEN + 2.0, halo), Stroke::new(CHOSEN, self.accent(1.0))] {
            painter.circle_stroke(at, PIN, stroke);
            for (from, to) in [(PIN, PIN * 1.8), (-PIN * 1.8, -PIN)] {
                painter.line_segment([at + vec2(from, 0.0), at + vec2(to, 0.0)], stroke);
                painter.line_segment([at + vec2(0.0, from), at + vec2(0.0, to)], stroke);
            }
        }
        painter.circle_filled(at, 1.5, self.accent(1.0));
    }

    /// A dot in a ring where the inspector is.
    pub(super) fn here(&self, painter: &Painter, at: Pos2) {
        let halo = paint::colour(Paint::faded(Token::Paper, 0.9), self.theme);
        painter.circle_filled(at, 9.0, self.accent(0.25));
        painter.circle(at, 5.0, self.accent(1.0), Stroke::new(2.0, halo));
    }

    /// A thin line from stop to stop, each with its number.
    pub(super) fn round(&self, painter: &Painter, from: Pos2, stops: &[Pos2]) {
        let halo = paint::colour(Paint::faded(Token::Paper, 0.8), self.theme);
        let line: Vec<Pos2> = std::iter::once(from).chain(stops.iter().copied()).collect();
        painter.line(line.clone(), Stroke::new(4.0, halo));
        painter.line(line, Stroke::new(1.5, self.accent(0.9)));
        let ground = paint::colour(Paint::solid(Token::OnFill), self.theme);
        for (number, at) in (1..).zip(stops) {
            let font = egui::FontId::proportional(10.0);
            let galley = painter.layout_no_wrap(format!("{number}"), font, ground);
            let at = *at + vec2(9.0, -9.0);
            let plate = Rect::from_center_size(at, (galley.size() + vec2(6.0, 2.0)).max(vec2(14.0, 14.0)));
            painter.rect(plate, 7.0, self.accent(1.0), Stroke::new(1.0, halo), egui::StrokeKind::Outside);
            painter.galley(at - galley.size() / 2.0, galley, ground);
        }
    }

    fn accent(&self, alpha: f32) -> egui::Color32 {
        paint::colour(Paint::faded(Token::Accent, alpha), self.theme)
    }
}

fn rect(rect: Rect) -> geom::Rect {
    geom::Rect { min: Point { x: rect.min.x, y: rect.min.y }, max: Point { x: rect.max.x, y: rect.max.y } }
}
