//! The words of the display list: few, flat, and in the units of the sheet they are drawn on.

use super::tokens::{Rgba, Theme, Token};
use crate::geom::Point;

/// A token and how opaque it is, from 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Paint {
    /// Which colour.
    pub token: Token,
    /// 0 clear, 1 opaque.
    pub alpha: f32,
}

impl Paint {
    /// Opaque.
    #[must_use]
    pub const fn solid(token: Token) -> Self {
        Self { token, alpha: 1.0 }
    }

    /// With an opacity from 0 to 1.
    #[must_use]
    pub const fn faded(token: Token, alpha: f32) -> Self {
        Self { token, alpha }
    }

    /// The colour in a theme.
    #[must_use]
    pub fn rgba(self, theme: Theme) -> Rgba {
        let Rgba(r, g, b, a) = self.token.rgba(theme);
        Rgba(r, g, b, (f32::from(a) * self.alpha.clamp(0.0, 1.0)).round() as u8)
    }
}

/// Where a text's anchor is, across its width; its height is centred on the anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// The text begins at the anchor.
    Left,
    /// The anchor is its middle.
    #[default]
    Centre,
    /// The text ends at the anchor.
    Right,
}

/// One thing to draw. Lengths are in the sheet's unit: logical pixels or millimetres.
#[derive(Debug, Clone, PartialEq)]
pub enum Primitive {
    /// Rings filled by the even-odd rule: any shape, with holes.
    Fill {
        /// Closed rings; the last point need not repeat the first.
        rings: Vec<Vec<Point>>,
        /// Its colour.
        paint: Paint,
    },
    /// A convex shape: what symbols are made of.
    Convex {
        /// Its corners.
        points: Vec<Point>,
        /// Its colour.
        paint: Paint,
    },
    /// Lines.
    Stroke {
        /// Each line's points.
        lines: Vec<Vec<Point>>,
        /// Whether each line returns to its start.
        closed: bool,
        /// Line width.
        width: f32,
        /// Its colour.
        paint: Paint,
        /// Length of dash and gap; none for a full line.
        dash: Option<[f32; 2]>,
    },
    /// A disc, a ring, or both.
    Disc {
        /// Its centre.
        centre: Point,
        /// Its radius to the middle of the line.
        radius: f32,
        /// Inside.
        fill: Option<Paint>,
        /// Line width and colour.
        line: Option<(f32, Paint)>,
    },
    /// One line of text in Noto Sans SC.
    Text {
        /// Anchor: `align` across, the middle of the line in height.
        at: Point,
        /// The words.
        text: String,
        /// The em size.
        size: f32,
        /// Bold or regular.
        bold: bool,
        /// Its colour.
        paint: Paint,
        /// Width and colour of the halo.
        halo: Option<(f32, Paint)>,
        /// Across its width.
        align: Align,
        /// Clockwise degrees around the anchor.
        turned: f32,
    },
}
