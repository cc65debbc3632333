//! What it costs and brings.

mod benefit;
mod cost;

pub use benefit::{line_benefit, total_benefit};
pub use cost::{Costs, cost_by_period, line_cost};
