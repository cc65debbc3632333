//! What is calculated against every plan there is, for thousands of small portfolios.

#![expect(clippy::similar_names, reason = "with and without, as people say")]

use std::collections::{BTreeMap, BTreeSet};

use portolan::analysis::optimise::program::State;
use portolan::analysis::optimise::robust::{
    Found, Information, Known, Standing, WeightsKnown, robust,
};
use portolan::analysis::optimise::{
    Constraint, Failure, Objective, Plan, Points, Trouble, Verdict, Wish, breaches, conflicts,
    frontier, fund, fund_with_few_starts, prices, why,
};
use portolan::jobs::Monitor;
use portolan::model::{Portfolio, ProjectId};

use super::brute::{Tried, Ways, all, best};
use super::made::made;
use super::stage::{effort, endless};

fn open_projects(portfolio: &Portfolio) -> Vec<ProjectId> {
    let open = portfolio.projects.iter().filter(|(_, project)| project.is_open());
    open.map(|(&id, _)| id).collect()
}

/// A portfolio with something open, what is asked, and every plan.
fn case(
    seed: u64,
    projects: u64,
    plans: usize,
    which: Ways,
) -> Option<(Portfolio, Wish, Vec<Tried>)> {
    let (portfolio, wish) = made(seed, projects, plans);
    if open_projects(&portfolio).is_empty() {
        return None;
    }
    let tried = all(&portfolio, &wish, which);
    Some((portfolio, wish, tried))
}

#[test]
fn the_best_of_two_thousand_portfolios_is_the_best_there_is() {
    for seed in 0..2_000 {
        let (projects, plans) = if seed % 40 == 0 { (14, 5_000) } else { (8, 300) };
        let Some((portfolio, wish, tried)) = case(seed, projects, plans, Ways::Allowed) else {
            continue;
        };
        let funding = fund(&portfolio, wish, &effort(), &Monitor::default(), &mut |_| ()).unwrap();
        let Some(expected) = best(tried.iter().filter(|tried| tried.holds())) else {
            assert_eq!(funding.found.state, State::Infeasible, "{seed}");
            continue;
        };
        let found = &funding.found;
        assert_eq!((found.value, found.cost), (expected.value, expected.cost), "{seed}");
        assert_eq!(found.plan, expected.plan, "{seed}");
        assert!(found.is_best() && found.state == State::Optimal, "{seed}");
        for tried in tried.iter().step_by(7) {
            let is_kept = breaches(&portfolio, &wish, &tried.plan).is_empty();
            assert_eq!(is_kept, tried.holds(), "{seed} {:?}", tried.plan);
        }
    }
}

#[test]
fn with_few_starts_a_plan_holds_and_no_plan_is_above_the_bound() {
    let (mut below, mut best_count, mut count) = (0, 0, 0);
    for seed in 70_000..70_600 {
        let Some((portfolio, wish, tried)) = case(seed, 8, 300, Ways::Allowed) else { continue };
        let work = (&effort(), &Monitor::default());
        let found = (1..200).find_map(|choices_max| {
            match fund_with_few_starts(&portfolio, wish, choices_max, work, &mut |_| ()) {
                Err(Failure::Trouble(Trouble::TooManyStarts { .. })) => None,
                answer => Some(answer.unwrap()),
            }
        });
        let Some(funding) = found else {
            // What a blend is worth hangs on all ways.
            assert!(matches!(wish.objective, Objective::Blend { .. }), "{seed}");
            continue;
        };
        let best = best(tried.iter().filter(|tried| tried.holds()));
        let Some(best) = best else {
            assert_eq!(funding.found.state, State::Unknown, "{seed}");
            continue;
        };
        assert!(funding.found.bound >= best.value && !funding.has_all_starts, "{seed}");
        count += 1;
        below += usize::from(funding.found.bound == best.value);
        if funding.found.is_plan() {
            assert!(breaches(&portfolio, &wish, &funding.found.plan).is_empty(), "{seed}");
            assert!(funding.found.value <= best.value, "{seed}");
            best_count += usize::from(funding.found.value == best.value);
        }
    }
    assert!(best_count * 2 > count && below * 4 > count, "{best_count} and {below} of {count}");
}

#[test]
fn the_frontier_is_every_plan_that_no_other_beats() {
    for seed in 10_000..10_250 {
        let Some((portfolio, wish, _)) = case(seed, 7, 300, Ways::Allowed) else { continue };
        let free = Wish { budget: Some(portolan::model::Money::from_minor(i64::MAX)), ..wish };
        let mut figures: Vec<(i128, i128)> = all(&portfolio, &free, Ways::Allowed)
            .iter()
            .filter(|tried| tried.holds())
            .map(|tried| (tried.cost, -tried.value))
            .collect();
        figures.sort_unstable();
        let mut expected: Vec<(i128, i128)> = Vec::new();
        for (cost, minus) in figures {
            if expected.last().is_none_or(|(_, value)| -minus > *value) {
                expected.push((cost, -minus));
            }
        }
        let points = Points::Every { count_max: 10_000 };
        let found =
            frontier(&portfolio, wish, (points, &Plan::default()), &effort(), &Monitor::default())
                .unwrap();
        let points: Vec<_> =
            found.points.iter().map(|point| (point.found.cost, point.found.value)).collect();
        assert_eq!(points, expected, "{seed}");
        assert!(found.is_complete || points.is_empty(), "{seed}");
        for (place, point) in found.points.iter().enumerate() {
            assert_eq!(point.is_supported, is_supported(&expected, place), "{seed} {place}");
        }
    }
}

/// Whether no straight line between two other points passes above it.
fn is_supported(points: &[(i128, i128)], place: usize) -> bool {
    let (x, y) = points[place];
    points[..place].iter().all(|(x1, y1)| {
        points[place + 1..].iter().all(|(x2, y2)| (y - y1) * (x2 - x1) >= (y2 - y1) * (x - x1))
    })
}

#[test]
fn why_not_is_two_values_and_the_least_extra_is_the_least() {
    for seed in 20_000..20_150 {
        let Some((portfolio, wish, tried)) = case(seed, 6, 200, Ways::Allowed) else { continue };
        let open = open_projects(&portfolio);
        let project = open[usize::try_from(seed).unwrap() % open.len()];
        let why = why(&portfolio, wish, project, &effort(), &Monitor::default()).unwrap();
        let value = |is_in: bool, waived: &BTreeMap<Constraint, i128>| {
            let fits = |tried: &&Tried| {
                tried.plan.has(project) == is_in
                    && tried.broken.iter().all(|(constraint, over)| {
                        waived.get(constraint).is_some_and(|extra| over <= extra)
                    })
            };
            tried.iter().filter(fits).map(|tried| tried.value).max()
        };
        let nothing = BTreeMap::new();
        let (with, without) = (value(true, &nothing), value(false, &nothing));
        let expected = match (with, without) {
            (None, None) => Verdict::Open,
            (None, _) => Verdict::CannotBeIn,
            (_, None) => Verdict::MustBeIn,
            (with, without) if with > without => Verdict::In,
            (with, without) if with < without => Verdict::Out,
            _ => Verdict::Tie,
        };
        assert_eq!(why.verdict, expected, "{seed}");
        assert_eq!(
            why.gap,
            with.zip(without).map(|(with, without)| (with - without).abs()),
            "{seed}"
        );
        for extra in &why.extras {
            let needs = tried.iter().filter_map(|tried| tried.broken.get(&extra.constraint));
            let levels: BTreeSet<i128> = needs.copied().chain([0]).collect();
            let least = levels.into_iter().find(|level| {
                let waived = BTreeMap::from([(extra.constraint, *level)]);
                let with = value(true, &waived);
                with.is_some() && with >= value(false, &waived)
            });
            assert_eq!(extra.least.map(i128::from), least, "{seed} {:?}", extra.constraint);
        }
    }
}

#[test]
fn the_price_of_a_limit_is_what_is_gained_without_it() {
    for seed in 30_000..30_300 {
        let Some((portfolio, wish, tried)) = case(seed, 7, 300, Ways::Allowed) else { continue };
        let prices = prices(&portfolio, wish, &effort(), &Monitor::default()).unwrap();
        let value = |waived: &BTreeSet<Constraint>| {
            tried.iter().filter(|tried| tried.holds_without(waived)).map(|tried| tried.value).max()
        };
        let Some(base) = value(&BTreeSet::new()) else {
            assert_eq!(prices.best.state, State::Infeasible, "{seed}");
            continue;
        };
        for price in prices.alone.iter().chain(&prices.together) {
            let gained = value(&price.without).unwrap() - base;
            assert_eq!((price.least, price.most), (gained, gained), "{seed} {:?}", price.without);
        }
    }
}

#[test]
fn conflicts_are_all_smallest_sets_that_no_plan_keeps_to() {
    let mut conflict_count = 0;
    for seed in 40_000..40_400 {
        let Some((portfolio, wish, tried)) = case(seed, 4, 260, Ways::All) else { continue };
        let found = conflicts(&portfolio, wish, 1_000, &effort(), &Monitor::default()).unwrap();
        let is_possible = tried.iter().any(Tried::holds);
        assert_eq!(found.is_possible, Some(is_possible), "{seed}");
        if is_possible {
            continue;
        }
        let broken: BTreeSet<BTreeSet<Constraint>> =
            tried.iter().map(|tried| tried.broken.keys().copied().collect()).collect();
        let expected = transversals(&broken);
        let sets: BTreeSet<_> =
            found.found.iter().map(|conflict| conflict.constraints.clone()).collect();
        assert_eq!(sets, expected, "{seed}");
        assert!(found.is_complete, "{seed}");
        conflict_count += sets.len();
        for conflict in &found.found {
            for way in &conflict.relaxations {
                let Some(extra) = way.extra else { continue };
                let needs = tried.iter().filter(|tried| {
                    let others =
                        conflict.constraints.iter().filter(|other| **other != way.constraint);
                    others.into_iter().all(|other| !tried.broken.contains_key(other))
                });
                let least = needs.map(|tried| tried.broken[&way.constraint]).min();
                assert_eq!(Some(i128::from(extra)), least, "{seed} {:?}", way.constraint);
            }
        }
    }
    assert!(conflict_count > 50, "{conflict_count}");
}

/// The smallest sets that have something of each of these sets (Berge 1989).
fn transversals(sets: &BTreeSet<BTreeSet<Constraint>>) -> BTreeSet<BTreeSet<Constraint>> {
    let smallest: Vec<_> = sets
        .iter()
        .filter(|set| !sets.iter().any(|other| other != *set && other.is_subset(set)))
        .collect();
    let mut all = BTreeSet::from([BTreeSet::new()]);
    for set in smallest {
        let mut next = BTreeSet::new();
        for one in &all {
            if one.intersection(set).next().is_some() {
                next.insert(one.clone());
            } else {
                next.extend(set.iter().map(|more| one.iter().copied().chain([*more]).collect()));
            }
        }
        let minimal = |one: &&BTreeSet<Constraint>| {
            !next.iter().any(|other| other != *one && other.is_subset(one))
        };
        all = next.iter().filter(minimal).cloned().collect();
    }
    all
}

#[test]
fn the_plans_that_nothing_dominates_are_all_of_them() {
    for seed in 50_000..50_200 {
        let Some((portfolio, wish, tried)) = case(seed, 7, 300, Ways::Allowed) else { continue };
        for known in [WeightsKnown::Nothing, WeightsKnown::Order] {
            let information = Information::of(&portfolio, Known::of_weights(known));
            let work = endless(100_000, 1, 1);
            let found = robust(&portfolio, wish, &information, &work, &Monitor::default()).unwrap();
            assert_eq!(found.found, Found::Exact);
            let holding: Vec<(&Tried, Vec<f64>)> = tried
                .iter()
                .filter(|tried| tried.holds())
                .map(|tried| (tried, at_corners(&portfolio, tried, &information)))
                .collect();
            let expected: BTreeSet<_> = holding
                .iter()
                .filter(|(_, values)| !holding.iter().any(|(_, other)| is_above(other, values)))
                .map(|(tried, _)| tried.plan.clone())
                .collect();
            let plans: BTreeSet<_> = found.plans.iter().map(|(plan, _)| plan.clone()).collect();
            assert_eq!(plans, expected, "{seed} {known:?}");
        }
    }
}

fn is_above(one: &[f64], other: &[f64]) -> bool {
    let pairs = || one.iter().zip(other);
    pairs().all(|(one, other)| one - other > -1e-7)
        && pairs().any(|(one, other)| one - other > 1e-7)
}

/// The value of a plan where all the weight is on one outcome, or shared by the first ones.
fn at_corners(portfolio: &Portfolio, tried: &Tried, information: &Information) -> Vec<f64> {
    information
        .corners()
        .unwrap()
        .iter()
        .map(|weights| {
            let mut changed = portfolio.clone();
            for (id, weight) in information.outcomes.iter().zip(weights) {
                let outcome = std::sync::Arc::make_mut(changed.outcomes.get_mut(id).unwrap());
                outcome.weight = portolan::model::Weight::new(*weight).unwrap();
            }
            super::brute::value_of(&changed, &tried.plan)
        })
        .collect()
}

#[test]
fn more_information_never_puts_a_core_project_in_doubt() {
    for seed in 60_000..60_200 {
        let Some((portfolio, wish, _)) = case(seed, 8, 600, Ways::Allowed) else { continue };
        let standings = |known| {
            let information = Information::of(&portfolio, Known::of_weights(known));
            let work = endless(100_000, 1, 1);
            robust(&portfolio, wish, &information, &work, &Monitor::default()).unwrap().core
        };
        let (wide, narrow) = (standings(WeightsKnown::Nothing), standings(WeightsKnown::Order));
        for (id, core) in wide.iter().filter(|(_, core)| core.standing != Standing::Borderline) {
            assert_eq!(narrow[id].standing, core.standing, "{seed} {id}");
        }
    }
}
