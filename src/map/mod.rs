//! The live map: walkers, camera, painter.
