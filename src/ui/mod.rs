//! Panels and widgets: they read the state and send commands.
