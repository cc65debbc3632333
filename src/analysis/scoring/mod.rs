//! How good each project is.

mod alignment;
mod difference;
pub mod elicit;
pub mod framework;
mod judged;
pub mod pairwise;
pub mod pareto;
mod rank;
pub mod robust;
mod weighing;
mod weighted;

pub use alignment::{Alignment, Row, alignment};
pub use difference::{Difference, DifferencePart, difference};
pub use judged::{Judged, judged};
pub use rank::{Ranked, is_ranked_alike, ranked, ranked_after, ranked_by};
pub use weighing::Weighing;
pub use weighted::{Part, Score, Weights, weighted_score};
