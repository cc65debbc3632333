//! Scenarios side by side, against every plan there is in each of them.

use std::collections::BTreeMap;

use fastrand::Rng;
use portolan::analysis::optimise::{Plan, Wish, applied, compared};
use portolan::jobs::Monitor;
use portolan::model::{Figure, Money, Portfolio, Scenario, Weight};

use super::brute::{Tried, Ways, all, best};
use super::made::made;
use super::stage::effort;

/// Other weights, less money and dearer projects.
fn scenario(portfolio: &Portfolio, seed: u64) -> Scenario {
    let mut rng = Rng::with_seed(seed);
    let mut scenario = Scenario::named("Other".parse().unwrap());
    for &id in portfolio.outcomes.keys() {
        scenario.weights.insert(id, Weight::new(f64::from(rng.u8(1..6))).unwrap());
    }
    for (&id, budget) in portfolio.budgets.iter().filter(|_| rng.bool()) {
        let total = budget.total.map(|total| Money::from_minor(total.minor.div_euclid(2)));
        scenario.budgets.extend(total.map(|total| (id, total)));
    }
    for &id in portfolio.projects.keys().filter(|_| rng.u8(0..4) == 0) {
        scenario.cost_factors.insert(id, Figure::new(1.5).unwrap());
    }
    scenario
}

fn holding(portfolio: &Portfolio, wish: &Wish) -> BTreeMap<Plan, i128> {
    let tried = all(portfolio, wish, Ways::Allowed);
    let holding = tried.iter().filter(|tried| tried.holds());
    holding.map(|tried: &Tried| (tried.plan.clone(), tried.value)).collect()
}

#[test]
fn the_plan_that_does_least_badly_is_the_one_of_all_plans() {
    let (mut compared_count, mut none_count) = (0, 0);
    for seed in 110_000..110_200 {
        let (portfolio, wish) = made(seed, 6, 200);
        if !portfolio.projects.values().any(|project| project.is_open()) {
            continue;
        }
        let scenario = scenario(&portfolio, seed);
        let changed = applied(&portfolio, &scenario).unwrap();
        let asked = [None, Some(&scenario)];
        let found = compared(&portfolio, &asked, wish, &effort(), &Monitor::default()).unwrap();
        let (base, other) = (holding(&portfolio, &wish), holding(&changed, &wish));
        let tops = [&base, &other].map(|plans| plans.values().max().copied());
        for (one, top) in found.compared.iter().zip(tops) {
            let value = one.funding.found.is_plan().then_some(one.funding.found.value);
            assert_eq!(value, top, "{seed}");
        }
        let [Some(top), Some(other_top)] = tops else {
            assert!(found.least_bad.is_none() && found.none_fits_all, "{seed}");
            none_count += 1;
            continue;
        };
        let worst = base
            .iter()
            .filter_map(|(plan, value)| Some((top - value).max(other_top - other.get(plan)?)));
        let least = found.least_bad.as_ref();
        assert_eq!(least.map(|least| least.regret.worst().unwrap()), worst.min(), "{seed}");
        assert!(least.is_none_or(|least| least.is_proved), "{seed}");
        assert_eq!(found.none_fits_all, least.is_none(), "{seed}");
        none_count += usize::from(least.is_none());
        compared_count += usize::from(least.is_some_and(|least| least.regret.worst() > Some(0)));
    }
    assert!(compared_count > 10 && none_count > 0, "{compared_count} {none_count}");
}

#[test]
fn people_and_money_of_each_scenario_are_those_of_its_plan() {
    for seed in 120_000..120_060 {
        let (portfolio, wish) = made(seed, 6, 200);
        if !portfolio.projects.values().any(|project| project.is_open()) {
            continue;
        }
        let found = compared(&portfolio, &[None], wish, &effort(), &Monitor::default()).unwrap();
        let one = &found.compared[0];
        let tried = all(&portfolio, &wish, Ways::Allowed);
        let Some(best) = best(tried.iter().filter(|tried| tried.holds())) else { continue };
        for &role in portfolio.roles.keys() {
            let mut asked: BTreeMap<i32, f64> = BTreeMap::new();
            for (id, funded) in &best.plan.funded {
                let project = &portfolio.projects[id];
                let part = funded.funding.map(|part| project.fundings[&part].work.percent());
                let demand = project.demands.get(&role).into_iter().flatten();
                for (period, fte) in (funded.start..).zip(demand) {
                    // Rounded up to hundredths, but not for what floating point adds.
                    let whole = f64::from(fte.hundredths()) * part.unwrap_or(100.0) / 100.0;
                    *asked.entry(period).or_default() += (whole - 1e-9).ceil();
                }
            }
            let most = asked.values().copied().fold(0.0, f64::max);
            let told = one.effects.people_hundredths.get(&role).copied().unwrap_or(0);
            let told = f64::from(u32::try_from(told).unwrap());
            assert!((told - most).abs() < 1e-6, "{seed} {told} {most}");
        }
        let shares = one.effects.alignment.values();
        let [weight, spend] =
            shares.fold([0.0, 0.0], |[weight, spend], [one, other]| [weight + one, spend + other]);
        assert!((weight - 1.0).abs() < 1e-9, "{seed} {weight}");
        // What is worth nothing serves no outcome; with money that comes back, parts may go beyond the whole.
        let is_plain = portfolio
            .projects
            .values()
            .all(|project| project.costs.values().all(|line| line.amount.likely().minor >= 0));
        assert!(!is_plain || spend < 1.0 + 1e-9, "{seed} {spend}");
    }
}
