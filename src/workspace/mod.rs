//! The folder a user opens: manifest, layers, settings, lock, and the built-in one.

mod demo;
mod doctor;
mod model;

pub use demo::{WriteDemoError, write_demo};
pub use doctor::check;
pub use model::{
    Access, ContextFeature, ContextLayer, ContextRole, CountyShape, Issue, MarkRequest, Place, Workspace,
    WorkspaceError,
};
