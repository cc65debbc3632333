//! What it costs and brings.

mod appraisal;
mod benefit;
mod cost;
mod flows;
mod irr;
mod payback;

pub use appraisal::{Appraisal, Ratios};
pub use benefit::{line_benefit, total_benefit};
pub use cost::{Costs, cost_by_period, line_cost, vendor_cost};
pub use flows::{AMOUNT_MAX, FlowError, Flows, PER_YEAR_MAX, PERIODS_MAX, RATE_MAX, Rate};
pub use irr::{Irr, sign_changes};
pub use payback::Payback;
