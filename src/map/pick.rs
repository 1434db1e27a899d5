//! What lies under the pointer: a site within reach before the county around it.

use geo::{BoundingRect, MultiPolygon, Rect};

use crate::geom::{self, LonLat, PointIndex};
use crate::scene::{FeatureRef, MapContent};
use crate::site::SiteId;

/// How far from a symbol's middle a pointer still means it, in points.
const REACH: f64 = 8.0;

/// An index of what a person can point at.
#[derive(Debug, Default)]
pub(super) struct Pick {
    sites: Vec<SiteId>,
    places: PointIndex,
    areas: Vec<(FeatureRef, Rect<f64>, MultiPolygon<f64>)>,
}

impl Pick {
    pub(super) fn new(content: &MapContent) -> Self {
        let areas = content.areas.iter().filter_map(|area| {
            let bounds = area.shape.bounding_rect()?;
            Some((area.feature.clone()?, bounds, area.shape.clone()))
        });
        Self {
            sites: content.spots.iter().map(|spot| spot.site.clone()).collect(),
            places: PointIndex::new(content.spots.iter().map(|spot| spot.at)),
            areas: areas.collect(),
        }
    }

    /// What lies at a place when the world is `256 · 2^zoom` points wide.
    pub(super) fn at(&self, at: LonLat, zoom: f64) -> Option<FeatureRef> {
        let reach = REACH / (256.0 * zoom.exp2());
        let nearest = self.places.nearest(at, reach).and_then(|i| self.sites.get(i));
        if let Some(site) = nearest {
            return Some(FeatureRef::Site(site.clone()));
        }
        let point = geo::coord! { x: at.lon, y: at.lat };
        let holds = |rect: &Rect<f64>, shape: &MultiPolygon<f64>| {
            geo::Intersects::intersects(rect, &point) && geom::contains(shape, at)
        };
        // The topmost area is drawn last.
        let mut from_above = self.areas.iter().rev();
        from_above.find(|(_, rect, shape)| holds(rect, shape)).map(|(feature, ..)| feature.clone())
    }
}
