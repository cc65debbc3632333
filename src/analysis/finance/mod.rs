//! What it costs and brings.

mod cost;

pub use cost::{Costs, cost_by_period, line_cost};
