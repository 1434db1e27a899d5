//! Areas on the graphics card: triangulated and uploaded once, then only moved.

use egui::Pos2;
use egui::emath::TSTransform;
use walkers::{Canvas, Drawable, Drawables, Layer, Mesh, Projector, Vertex};

use super::flat::Flat;
use super::paint;
use crate::geom::{self, LonLat};
use crate::scene::{MapContent, Theme};

/// The content's grounds, ready to be drawn by walkers.
#[derive(Clone)]
pub(super) struct Fills {
    drawables: Drawables,
    flat: Flat,
}

impl Fills {
    pub(super) fn new(content: &MapContent, flat: Flat, theme: Theme) -> Self {
        let mut mesh = Mesh::default();
        for area in &content.areas {
            let Some(ground) = area.fill else { continue };
            let color = paint::colour(ground, theme);
            let triangles = geom::triangulate(&area.shape);
            let position = |[lon, lat]: [f64; 2]| -> Pos2 { flat.point(LonLat { lon, lat }) };
            mesh.append(&Mesh {
                vertices: triangles
                    .vertices
                    .into_iter()
                    .map(|at| Vertex { position: position(at), color })
                    .collect(),
                indices: triangles.indices,
            });
        }
        let drawables = if mesh.is_empty() { Vec::new() } else { vec![Drawable::Fill(mesh)] };
        Self { drawables: Drawables::new(drawables), flat }
    }
}

impl Layer for &Fills {
    fn draw(&mut self, canvas: &mut Canvas, projector: &Projector<'_>) {
        let transform: TSTransform = self.flat.to_screen(projector);
        canvas.add_drawables(self.drawables.clone().with_transform(transform));
    }
}
