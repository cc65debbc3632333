//! How much a ranking hangs on its weights: what would turn it, and what it would be with other weights.

mod acceptability;
mod chances;
mod draws;
mod exact;
mod flip;
mod known;
mod lanes;
mod network;
mod order;
mod sampling;
mod scores;
mod tally;
mod values;
mod wide_order;

pub use acceptability::{Acceptability, Accepted, How, acceptability};
pub use chances::{NoRanks, Ranks, RanksAsked, ranks};
pub use exact::{first_in_triangle, on_a_line};
pub use flip::{Flip, Steady, Swap, Turn, WeightSpan, nearest_flip, steady_top};
pub use known::{Known, KnownBy, KnownError, known, known_by};
pub use values::{PROJECTS_MAX, Values};
