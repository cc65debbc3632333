//! When it can be done.

mod capacity;
mod start;

pub use capacity::{Load, load_by_role};
pub use start::{Starts, Waits};
