//! Files in and out. Partly bad input gives a value and a list of issues.

mod atomic;

pub use atomic::write_whole;
