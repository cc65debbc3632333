//! What to fund: the worked examples, and plans against trying everything.

mod against;
mod brute;
mod doubt;
mod harbour;
mod known;
mod made;
mod scenarios;
mod stage;

use portolan::analysis::optimise::{
    Cut, Failure, Outside, Problem, Trouble, applied, fund, waterline,
};
use portolan::jobs::Monitor;
use portolan::model::{Figure, Money, Portfolio, Scenario};

use stage::{earliest, effort, funding, id, level_value, numbers, portfolio};

/// Costs 120, 50, 20, 15 and 10, scores 5, 4, 3, 2 and 1, and 200 to spend.
fn five() -> Portfolio {
    portfolio(&[(120, 5), (50, 4), (20, 3), (15, 2), (10, 1)], Some(200))
}

#[test]
fn the_waterline_stops_where_the_optimum_goes_on() {
    let five = five();
    let problem = Problem::of(&five, earliest(), Outside::LeftOut).unwrap();
    let line = waterline(&five, &problem, Cut::Stop);
    assert_eq!((numbers(&line.plan), line.cost), (vec![0, 1, 2], 190));
    let best = funding(&five, earliest());
    assert_eq!((numbers(&best.found.plan), best.found.cost), (vec![0, 1, 2, 4], 200));
    assert_eq!(best.found.value, [5, 4, 3, 1].map(level_value).iter().sum());
    assert_eq!(best.stopped.first_out.unwrap().0, id(3));
    assert!(best.found.is_best());
}

#[test]
fn a_budget_that_is_asked_for_takes_the_place_of_the_total() {
    let mut wish = earliest();
    wish.budget = Some(Money::from_minor(65));
    // Worth the same as the second and the fourth, which cost 65.
    let found = funding(&five(), wish).found;
    assert_eq!((numbers(&found.plan), found.cost), (vec![2, 3, 4], 45));
}

#[test]
fn what_nobody_can_decide_is_said_and_no_answer() {
    let nothing = Portfolio::titled("Empty".parse().unwrap());
    let answer = |portfolio: &Portfolio| {
        fund(portfolio, earliest(), &effort(), &Monitor::default(), &mut |_| ()).unwrap_err()
    };
    assert_eq!(answer(&nothing), Failure::Trouble(Trouble::NothingOpen));
    let mut weightless = five();
    weightless.outcomes.clear();
    assert_eq!(answer(&weightless), Failure::Trouble(Trouble::NothingWeighs));
    let huge = portfolio(&[(i64::MAX >> 1, 1), (i64::MAX >> 1, 2)], Some(5));
    assert!(matches!(answer(&huge), Failure::Trouble(Trouble::TooMuch(_))));
}

#[test]
fn a_scenario_changes_a_copy() {
    let five = five();
    let mut scenario = Scenario::named("Dear".parse().unwrap());
    scenario.cost_factors.insert(id(2), Figure::new(1.5).unwrap());
    let dear = applied(&five, &scenario).unwrap();
    let cost = |portfolio: &Portfolio| {
        portfolio.projects[&id(2)].costs.values().next().unwrap().amount.likely().minor
    };
    assert_eq!((cost(&five), cost(&dear)), (20, 30));
    scenario.cost_factors.insert(id(2), Figure::new(-1.0).unwrap());
    assert_eq!(applied(&five, &scenario).unwrap_err(), Trouble::CostFactor(id(2)));
}
