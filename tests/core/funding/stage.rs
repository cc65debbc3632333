//! Small portfolios with one outcome, so that a level is a score.

use std::collections::BTreeMap;
use std::sync::Arc;

use portolan::analysis::optimise::program::Effort;
use portolan::analysis::optimise::robust::Work;
use portolan::analysis::optimise::{Funding, Objective, Plan, When, Wish, fund};
use portolan::jobs::Monitor;
use portolan::model::{
    Budget, BudgetId, Contribution, Cost, CostId, CostKind, Estimate, Figure, Id, Ladder, Level,
    LevelKey, Money, Outcome, OutcomeId, Pool, Portfolio, Project, ProjectId, Rung, Text, Unread,
    Weight,
};

pub(crate) fn id(number: u64) -> ProjectId {
    ProjectId(Id::from_bits(number + 1))
}

/// The numbers of the projects of a plan.
pub(crate) fn numbers(plan: &Plan) -> Vec<u64> {
    plan.funded.keys().map(|id| id.0.bits() - 1).collect()
}

/// Twenty levels from 0 to 19, so that level n is 100 · n / 19 points.
fn ladder() -> Ladder {
    let rung = |number: u8| Rung {
        key: LevelKey::new(&format!("l{number}")).unwrap(),
        name: format!("Level {number}").parse().unwrap(),
        value: Figure::new(number.into()).unwrap(),
        note: Text::default(),
        unread: Unread::default(),
    };
    Ladder::new((0..20).map(rung).collect()).unwrap()
}

/// Projects with a cost in one period and a level, and a budget for all of them.
pub(crate) fn portfolio(projects: &[(i64, u8)], budget: Option<i64>) -> Portfolio {
    let mut portfolio = Portfolio::titled("Test".parse().unwrap());
    portfolio.ladder = ladder();
    let outcome = OutcomeId(Id::from_bits(1_000));
    let weight = Weight::new(1.0).unwrap();
    let record = Outcome::named("Outcome".parse().unwrap(), weight);
    portfolio.outcomes.insert(outcome, Arc::new(record));
    for (number, &(cost, level)) in (0..).zip(projects) {
        let mut project = Project::named(format!("Project {number}").parse().unwrap());
        project.costs.insert(CostId(Id::from_bits(2_000 + number)), line(cost));
        let contribution = Contribution { level: Some(Level(level)), ..Contribution::unrated() };
        project.contributions.insert(outcome, contribution);
        portfolio.projects.insert(id(number), Arc::new(project));
    }
    if let Some(total) = budget {
        portfolio.budgets.insert(BudgetId(Id::from_bits(3_000)), Arc::new(total_of(total)));
    }
    portfolio
}

fn total_of(total: i64) -> Budget {
    Budget {
        name: "Budget".parse().unwrap(),
        pool: Pool::All,
        total: Some(Money::from_minor(total)),
        per_period: BTreeMap::new(),
        unread: Unread::default(),
    }
}

pub(crate) fn line(minor: i64) -> Cost {
    Cost {
        name: "Line".parse().unwrap(),
        kind: CostKind::Opex,
        pool: None,
        part: None,
        spread: None,
        first: 0,
        periods: Some(1),
        amount: Estimate::exactly(Money::from_minor(minor)),
        unread: Unread::default(),
    }
}

/// What a level is worth in millionths of a point.
pub(crate) fn level_value(level: i128) -> i128 {
    (level * 100_000_000 * 2 + 19).div_euclid(38)
}

pub(crate) fn earliest() -> Wish {
    Wish { objective: Objective::Score, when: When::Earliest, budget: None }
}

pub(crate) fn effort() -> Effort<'static> {
    Effort::unlimited()
}

pub(crate) fn funding(portfolio: &Portfolio, wish: Wish) -> Funding {
    fund(portfolio, wish, &effort(), &Monitor::default(), &mut |_| ()).unwrap()
}

/// As much work as it takes, until more than so many plans would have to be held; then so many draws.
pub(crate) fn endless(plans_max: usize, samples: usize, seed: u64) -> Work<'static> {
    Work {
        plans_max,
        samples,
        seed,
        is_listing_over: &|| false,
        is_over: &|| false,
        is_sampling_over: &|| false,
        clock: &|| 0.0,
        draw_seconds_max: f64::INFINITY,
        draw_nodes_max: u64::MAX,
        gap_permille: 0,
    }
}
