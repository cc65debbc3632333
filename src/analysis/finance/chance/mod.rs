//! What chance makes of it: many futures of costs, benefits, risks and delays, drawn and counted.

mod draw;
mod influence;
mod quantile;
mod random;
mod sampled;
mod simulate;
mod world;

pub use random::{Random, Ziggurat};
pub use sampled::{CurvePoint, Distribution, Sampled};
pub use simulate::{
    Assumptions, BudgetChance, Draws, DrawsError, Influence, Input, ProjectChance, RUNS_MAX,
    RUNS_MIN, RisksTaken, Simulation, simulate,
};
