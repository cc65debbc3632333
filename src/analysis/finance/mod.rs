//! What it costs and brings.

mod appraisal;
mod benefit;
mod business_case;
pub mod chance;
mod cost;
mod doubt;
mod flows;
mod irr;
mod payback;
mod realised;
mod streams;
mod terms;

pub use appraisal::{Appraisal, Ratios};
pub use benefit::{line_benefit, total_benefit};
pub use business_case::{BusinessCase, Cash, Outlook, Owned, Ownership, portfolio_rate, to_money};
pub use cost::{Costs, cost_by_period, line_cost, vendor_cost};
pub use doubt::{Doubt, NINE_IN_TEN};
pub use flows::{AMOUNT_MAX, FlowError, Flows, PER_YEAR_MAX, PERIODS_MAX, RATE_MAX, Rate};
pub use irr::{Irr, sign_changes};
pub use payback::Payback;
pub use realised::{Came, CameByLine, Realised, Untold, realised};
pub use streams::{Origin, People, Side, Stream, people, price_factors, streams};
pub use terms::{Choice, Terms, agreed, all_open, in_scenario, one_alone};
