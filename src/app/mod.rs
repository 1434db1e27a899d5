//! State, commands, background work.
