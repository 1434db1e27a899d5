//! A map's content on the flat sheet: made once per content, used by every frame.

use egui::{Pos2, Rect};
use geo::{LineString, MultiPolygon};

use super::camera::Extent;
use super::flat::Flat;
use super::pick::Pick;
use crate::geom::LonLat;
use crate::scene::{FeatureRef, MapContent};

/// Lines or rings with the rectangle around them.
#[derive(Debug, Clone)]
pub(super) struct Outline {
    pub(super) lines: Vec<Vec<Pos2>>,
    pub(super) bounds: Rect,
}

/// The content's geometry on the sheet, in the content's order.
#[derive(Debug)]
pub(super) struct Prepared {
    pub(super) flat: Flat,
    /// Where the counties are.
    pub(super) home: Extent,
    pub(super) areas: Vec<Outline>,
    pub(super) threads: Vec<Outline>,
    pub(super) spots: Vec<Pos2>,
    pub(super) pick: Pick,
}

impl Prepared {
    /// `None` where the content has no county to look at.
    pub(super) fn new(content: &MapContent) -> Option<Self> {
        let home = home(content)?;
        let flat = Flat::around(home.middle());
        Some(Self {
            flat,
            home,
            areas: content.areas.iter().map(|a| outline(&flat, rings(&a.shape))).collect(),
            threads: content.threads.iter().map(|t| outline(&flat, [&t.line])).collect(),
            spots: content.spots.iter().map(|spot| flat.point(spot.at)).collect(),
            pick: Pick::new(content),
        })
    }

    /// The outline of a county.
    pub(super) fn outline_of(&self, content: &MapContent, feature: &FeatureRef) -> Option<&Outline> {
        let is_it = |area: &crate::scene::Area| area.feature.as_ref() == Some(feature);
        let at = content.areas.iter().position(is_it)?;
        self.areas.get(at)
    }

    /// The place of a site on the sheet.
    pub(super) fn spot_of(&self, content: &MapContent, feature: &FeatureRef) -> Option<Pos2> {
        let FeatureRef::Site(site) = feature else {
            return None;
        };
        let at = content.spots.iter().position(|spot| &spot.site == site)?;
        self.spots.get(at).copied()
    }
}

fn rings(shape: &MultiPolygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
}

fn outline<'a>(flat: &Flat, lines: impl IntoIterator<Item = &'a LineString<f64>>) -> Outline {
    let lines: Vec<Vec<Pos2>> = lines
        .into_iter()
        .map(|line| {
            let places = line.coords().map(|c| LonLat { lon: c.x, lat: c.y });
            places.map(|at| flat.point(at)).collect()
        })
        .collect();
    let mut bounds = Rect::NOTHING;
    for point in lines.iter().flatten() {
        bounds.extend_with(*point);
    }
    Outline { lines, bounds }
}

/// The rectangle around all counties.
fn home(content: &MapContent) -> Option<Extent> {
    let counties = content.areas.iter().filter(|area| area.feature.is_some());
    let rects = counties.filter_map(|area| geo::BoundingRect::bounding_rect(&area.shape));
    rects
        .map(|rect| Extent {
            min: LonLat { lon: rect.min().x, lat: rect.min().y },
            max: LonLat { lon: rect.max().x, lat: rect.max().y },
        })
        .reduce(|a, b| Extent {
            min: LonLat { lon: a.min.lon.min(b.min.lon), lat: a.min.lat.min(b.min.lat) },
            max: LonLat { lon: a.max.lon.max(b.max.lon), lat: a.max.lat.max(b.max.lat) },
        })
}
