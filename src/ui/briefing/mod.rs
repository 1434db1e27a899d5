//! 出图: what the page is asked to be, and the page itself as it will be printed.

mod options;
mod preview;

pub(super) use options::show as options;
pub(super) use preview::show as preview;
