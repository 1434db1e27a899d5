//! Areas cut into triangles, for a graphics card that fills nothing else.

use geo::{LineString, MultiPolygon, Polygon, TriangulateEarcut};

/// Corners and, three by three, which of them make a triangle.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Triangles {
    /// Corners in the unit of the shape.
    pub vertices: Vec<[f64; 2]>,
    /// Three positions in `vertices` per triangle.
    pub indices: Vec<u32>,
}

/// Cuts an area with its holes into triangles (ear clipping).
#[must_use]
pub fn triangulate(shape: &MultiPolygon<f64>) -> Triangles {
    let mut all = Triangles::default();
    for polygon in shape.iter().filter_map(sound) {
        let first = all.vertices.len() as u32;
        let raw = polygon.earcut_triangles_raw();
        all.vertices.extend(raw.vertices);
        let indices = raw.triangle_indices.into_iter();
        all.indices.extend(indices.map(|i| first + i as u32));
    }
    all
}

/// A polygon without rings that enclose nothing: ear clipping needs three corners and the first
/// again.
fn sound(polygon: &Polygon<f64>) -> Option<Polygon<f64>> {
    let encloses = |ring: &&LineString<f64>| ring.0.len() >= 4;
    let shell = Some(polygon.exterior()).filter(encloses)?;
    let holes = polygon.interiors().iter().filter(encloses).cloned();
    Some(Polygon::new(shell.clone(), holes.collect()))
}
