//! From the ground to the map's frame: Gauss-Krüger at a round scale.

use geo::{BoundingRect, CoordsIter, MultiPolygon, Polygon};

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
    /// Fits shapes into a frame, in a zone, at the largest round scale.
    pub(super) fn fit<'a>(
        zone: Zone,
        shapes: impl Iterator<Item = &'a MultiPolygon<f64>>,
        frame: Rect,
    ) -> Result<Self, PageError> {
        let projection = GaussKruger::new(zone)?;
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

    /// The frame on the ground, in degrees. Its edges are curved there, and so followed in steps.
    pub(super) fn outline(&self) -> Result<Polygon<f64>, PageError> {
        let mut outline = Vec::new();
        let [a, b, c, d] = self.frame.corners();
        for (from, to) in [(a, b), (b, c), (c, d), (d, a)] {
            for step in 0..8_u8 {
                let t = f32::from(step) / 8.0;
                let at = self.place(from.moved((to.x - from.x) * t, (to.y - from.y) * t))?;
                outline.push((at.lon, at.lat));
            }
        }
        Ok(Polygon::new(outline.into(), Vec::new()))
    }

    /// The south-west and north-east corners of a box of degrees that holds the frame, grown by a
    /// hundredth for the curve between the steps of its outline.
    pub(super) fn degrees(&self) -> Result<(LonLat, LonLat), PageError> {
        let bounds = self.outline()?.bounding_rect().ok_or(PageError::NoBoundaries)?;
        let (low, high) = (bounds.min(), bounds.max());
        let (dx, dy) = (bounds.width() * 0.01, bounds.height() * 0.01);
        Ok((LonLat::new(low.x - dx, low.y - dy), LonLat::new(high.x + dx, high.y + dy)))
    }
}
