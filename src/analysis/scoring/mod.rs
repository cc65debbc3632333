//! How good each project is.

mod alignment;
mod rank;
mod weighted;

pub use alignment::{Alignment, Row, alignment};
pub use rank::{Ranked, ranked, ranked_after};
pub use weighted::{Part, Score, Weights, weighted_score};
