//! What to fund of Harbour Bank, and when: a portfolio on which solvers get stuck.

use portolan::analysis::optimise::program::{Effort, Ties};
use portolan::analysis::optimise::{Objective, When, Wish, fund};
use portolan::file::read;
use portolan::jobs::Monitor;
use portolan::model::Portfolio;

fn harbour_bank() -> Portfolio {
    let bytes = include_bytes!("../../../sample-portfolios/harbour-bank.ron").to_vec();
    read(bytes).unwrap().portfolio
}

/// The best there is comes to 290.436669 points, as CP-SAT proves in minutes on eight threads; the best of it and of `HiGHS` after 20 s on one thread are 289.1 and 288.4.
#[test]
fn a_little_work_finds_what_takes_others_long() {
    let wish = Wish { objective: Objective::Score, when: When::Chosen, budget: None };
    let effort = Effort { nodes_max: 600, gap_permille: 0, is_over: &|| false, ties: Ties::Any };
    let work = (&effort, &Monitor::default());
    let found = fund(&harbour_bank(), wish, work.0, work.1, &mut |_| ()).unwrap().found;
    assert!(found.value >= 289_000_000, "{}", found.value);
    assert!((290_436_669..294_000_000).contains(&found.bound), "{}", found.bound);
}
