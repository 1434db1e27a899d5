//! The folder a user opens: manifest, layers, settings, lock, and the built-in one.
