//! The live map: walkers for the camera and for areas on the graphics card, the display list for
//! everything else.
//!
//! Geometry is flattened and triangulated once per content (`prepared`), areas are uploaded once
//! and only moved (`fills`), lines and symbols are tessellated once per zoom step and moved while
//! the map is dragged (`overlay`).

pub mod paint;

mod camera;
mod fills;
mod flat;
mod highlight;
mod live;
mod overlay;
mod pick;
mod prepared;
mod scale_bar;

pub use camera::CameraMove;
pub use live::{InView, LiveMap, MapAnswer, MapView};
