//! The folder a user opens: manifest, layers, settings, lock, and the built-in one.

mod model;

pub use model::{
    Access, ContextFeature, ContextLayer, ContextRole, CountyShape, Issue, MarkRequest, Place, Workspace,
    WorkspaceError,
};
