//! Which projects to fund, and when: the best plan, why it is the best, and what it would take for another.

pub mod program;
pub mod robust;

mod agreed;
mod amount;
mod applied;
mod check;
mod compared;
mod conflicts;
mod frontier;
mod fund;
mod limit;
mod lines;
mod plan;
mod present;
mod prices;
mod problem;
mod rough;
mod search;
mod trouble;
mod waterline;
mod why;
mod wish;

pub use agreed::current_plan;
pub use applied::applied;
pub use check::{Breach, breaches};
pub use compared::{Compared, Comparison, Effects, LeastBad, Regret, compared};
pub use conflicts::{Conflict, Conflicts, Relaxation, conflicts};
pub use frontier::{Current, Frontier, Point, Points, frontier};
pub use fund::{Binding, Funding, bindings, fund, fund_with_few_starts};
pub use limit::{Constraint, Limit};
pub use plan::{Choice, Funded, Plan};
pub use prices::{Price, Prices, prices};
pub use problem::{Bonus, Gap, Outside, Problem, Rate, Rule, Worth};
pub use rough::problem_with_few_starts;
pub use search::Found;
pub use trouble::{CHOICES_MAX, Failure, Trouble, WAYS_MAX};
pub use waterline::{Cut, Waterline, waterline};
pub use why::{Extra, Verdict, Why, why};
pub use wish::{Objective, When, Wish};
