//! Finding the nearest of many points, for picking with a mouse.

use rstar::{RTree, primitives::GeomWithData};

use super::LonLat;

/// Web Mercator over a world one wide: x right from 180°W, y down from about 85°N. Distances in
/// it are the same in all directions around a place, as they are on a screen.
#[must_use]
pub fn world_from_lon_lat(at: LonLat) -> [f64; 2] {
    let sin = at.lat.to_radians().sin();
    [at.lon / 360.0 + 0.5, 0.5 - ((1.0 + sin) / (1.0 - sin)).ln() / (4.0 * std::f64::consts::PI)]
}

/// Points with what they stand for.
#[derive(Debug, Clone, Default)]
pub struct PointIndex {
    tree: RTree<GeomWithData<[f64; 2], usize>>,
}

impl PointIndex {
    /// Indexes places; each is known by its position in the order given. Places that are no
    /// finite numbers are left out.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = LonLat>) -> Self {
        let points = places
            .into_iter()
            .enumerate()
            .map(|(i, at)| GeomWithData::new(world_from_lon_lat(at), i))
            .filter(|point| point.geom().iter().all(|n| n.is_finite()))
            .collect();
        Self { tree: RTree::bulk_load(points) }
    }

    /// The position of the nearest place within `reach`, a distance in a world one wide:
    /// pixels divided by the world's width in pixels.
    #[must_use]
    pub fn nearest(&self, at: LonLat, reach: f64) -> Option<usize> {
        let world = world_from_lon_lat(at);
        let (point, squared) = self.tree.nearest_neighbor_iter_with_distance_2(&world).next()?;
        (squared <= reach * reach).then_some(point.data)
    }
}
