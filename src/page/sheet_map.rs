//! From the ground to the map's frame: Gauss-Krüger at a round scale.

use geo::{CoordsIter, MultiPolygon};

use super::PageError;
use crate::geom::{GaussKruger, LonLat, Point, Rect, Zone, length_m, round_up_scale};

/// Room between what the map is about and its frame, of the frame's smaller side.
const PADDING: f32 = 0.045;
const MM_PER_METRE: f64 = 1000.0;

/// A projection onto a frame on the sheet.
#[derive(Debug)]
pub(super) struct SheetMap {
    projection: GaussKruger,
    pub(super) frame: Rect,
    /// 1 to this, in the projection.
    pub(super) scale: f64,
    /// Easting and northing at the frame's middle, in metres.
    middle: [f64; 2],
}

impl SheetMap {
    /// Fits shapes into a frame, at the largest round scale.
    pub(super) fn fit<'a>(
        shapes: impl Iterator<Item = &'a MultiPolygon<f64>>,
        frame: Rect,
    ) -> Result<Self, PageError> {
        let projection = GaussKruger::new(Zone::CM_114)?;
        let mut bounds: Option<([f64; 2], [f64; 2])> = None;
        for coord in shapes.flat_map(CoordsIter::coords_iter) {
            let [east, north] = projection.forward(coord.into())?;
            let (low, high) = bounds.unwrap_or(([east, north], [east, north]));
            bounds = Some(([low[0].min(east), low[1].min(north)], [high[0].max(east), high[1].max(north)]));
        }
        let (low, high) = bounds.ok_or(PageError::NoBoundaries)?;
        let room = frame.grown(-PADDING * frame.width().min(frame.height()));
        let needed = |ground: f64, paper: f32| ground * MM_PER_METRE / f64::from(paper);
        let scale = needed(high[0] - low[0], room.width()).max(needed(high[1] - low[1], room.height()));
        Ok(Self {
            projection,
            frame,
            // A single point has no size; a page is no microscope.
            scale: round_up_scale(scale.max(1000.0)),
            middle: [f64::midpoint(low[0], high[0]), f64::midpoint(low[1], high[1])],
        })
    }

    /// A place on the sheet; far outside where it cannot be projected.
    pub(super) fn point(&self, at: LonLat) -> Point {
        let Ok([east, north]) = self.projection.forward(at) else {
            return Point::new(-1e6, -1e6);
        };
        let centre = self.frame.centre();
        let mm = |metres: f64| (metres * MM_PER_METRE / self.scale) as f32;
        centre.moved(mm(east - self.middle[0]), -mm(north - self.middle[1]))
    }

    /// The place under a point of the sheet.
    pub(super) fn place(&self, at: Point) -> Result<LonLat, PageError> {
        let centre = self.frame.centre();
        let metres = |mm: f32| f64::from(mm) * self.scale / MM_PER_METRE;
        let east = self.middle[0] + metres(at.x - centre.x);
        let north = self.middle[1] - metres(at.y - centre.y);
        Ok(self.projection.inverse(east, north)?)
    }

    /// How long a metre of ground is on the sheet at the frame's middle, along a parallel, in
    /// millimetres: the projection's own stretch is in it.
    pub(super) fn mm_per_metre(&self) -> Result<f64, PageError> {
        let centre = self.frame.centre();
        let half = self.frame.width() / 8.0;
        let ends = [self.place(centre.moved(-half, 0.0))?, self.place(centre.moved(half, 0.0))?];
        let line = ends.iter().map(|end| (end.lon, end.lat)).collect();
        Ok(f64::from(half) * 2.0 / length_m(&line))
    }

    /// The south-west and north-east corners of a box of degrees that holds the frame. Its edges are
    /// curved on the ground, so the box found on them is grown by a hundredth.
    pub(super) fn degrees(&self) -> Result<(LonLat, LonLat), PageError> {
        let mut corners = Vec::new();
        let [a, b, c, d] = self.frame.corners();
        for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
            for step in 0..8_u8 {
                let t = f32::from(step) / 8.0;
                corners.push(self.place(from.moved((to.x - from.x) * t, (to.y - from.y) * t))?);
            }
        }
        let fold = |of: fn(&LonLat) -> f64, pick: fn(f64, f64) -> f64, start: f64| {
            corners.iter().map(of).fold(start, pick)
        };
        let low =
            LonLat::new(fold(|c| c.lon, f64::min, f64::INFINITY), fold(|c| c.lat, f64::min, f64::INFINITY));
        let high = LonLat::new(
            fold(|c| c.lon, f64::max, f64::NEG_INFINITY),
            fold(|c| c.lat, f64::max, f64::NEG_INFINITY),
        );
        let (dx, dy) = ((high.lon - low.lon) * 0.01, (high.lat - low.lat) * 0.01);
        Ok((LonLat::new(low.lon - dx, low.lat - dy), LonLat::new(high.lon + dx, high.lat + dy)))
    }
}
