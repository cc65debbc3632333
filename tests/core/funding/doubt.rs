//! What holds whatever comes, where ratings and costs are in doubt too: against every way it can turn out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use portolan::analysis::optimise::robust::{
    CostsKnown, Found, Information, Judgment, Known, RatingsKnown, Robust, Standing, WeightsKnown,
    Work, robust,
};
use portolan::analysis::optimise::{
    Failure, Limit, Objective, Outside, Plan, Problem, Trouble, Wish,
};
use portolan::jobs::Monitor;
use portolan::model::{
    Estimate, Id, Level, Money, Outcome, OutcomeId, Portfolio, ProjectId, Weight, WeightRange,
};

use super::brute::{Ways, all, value_of};
use super::made::made;
use super::stage::{earliest, endless, id, portfolio};

const LEVELS: u8 = 5;

/// As much work as it takes.
fn work(plans_max: usize) -> Work<'static> {
    endless(plans_max, 60, 5)
}

fn found(portfolio: &Portfolio, wish: Wish, known: Known, plans_max: usize) -> Robust {
    let information = Information::of(portfolio, known);
    let work = work(plans_max);
    robust(portfolio, wish, &information, &work, &Monitor::default()).unwrap()
}

/// A small portfolio whose costs go from a half to the double, and whose ratings can be one level off to both sides.
fn doubtful(seed: u64, projects: u64, plans: usize) -> Option<(Portfolio, Wish)> {
    let (mut portfolio, wish) = made(seed, projects, plans);
    for project in portfolio.projects.values_mut() {
        let project = Arc::make_mut(project);
        for line in project.costs.values_mut() {
            let likely = line.amount.likely().minor.max(1);
            let [low, likely, high] =
                [likely - likely.div_euclid(2), likely, likely * 2].map(Money::from_minor);
            line.amount = Estimate::between(low, likely, high).unwrap();
        }
        for contribution in project.contributions.values_mut() {
            contribution.level = contribution.level.map(|Level(step)| Level(step.clamp(1, 3)));
        }
    }
    let has_open = portfolio.projects.values().any(|project| project.is_open());
    has_open.then_some((portfolio, Wish { objective: Objective::Score, ..wish }))
}

/// Every way in which something can be at one end or the other.
fn ends(count: usize) -> impl Iterator<Item = Vec<bool>> {
    (0..1_u32 << count).map(move |bits| (0..count).map(|place| bits >> place & 1 == 1).collect())
}

/// What each plan takes of each limit, with all costs of some projects at their highest and those of the others at their lowest; and whether it keeps it.
fn taken(
    portfolio: &Portfolio,
    wish: Wish,
    plans: &[Plan],
    is_high: &BTreeMap<ProjectId, bool>,
) -> Vec<BTreeMap<Limit, (i128, bool)>> {
    let mut costed = portfolio.clone();
    for (id, project) in &mut costed.projects {
        for line in Arc::make_mut(project).costs.values_mut() {
            let at = if is_high[id] { line.amount.high() } else { line.amount.low() };
            line.amount = Estimate::exactly(at);
        }
    }
    let problem = Problem::of(&costed, wish, Outside::LeftOut).unwrap();
    let one = |plan: &Plan| {
        let columns = problem.columns_of(plan);
        let mut sums = BTreeMap::new();
        for rule in problem.rules.iter().filter(|rule| rule.limit.is_amount()) {
            let terms = rule.terms.iter().filter(|(column, _)| columns[*column]);
            let sum: i128 = terms.map(|(_, amount)| i128::from(*amount)).sum();
            sums.insert(rule.limit, (sum, sum <= i128::from(rule.most)));
        }
        sums
    };
    plans.iter().map(one).collect()
}

/// The value of every plan in every way that weights and ratings can turn out at their ends.
fn values(portfolio: &Portfolio, plans: &[Plan], information: &Information) -> Vec<Vec<f64>> {
    let mut open: Vec<(ProjectId, OutcomeId, [u8; 2])> = Vec::new();
    for (&project, record) in portfolio.projects.iter().filter(|(_, project)| project.is_open()) {
        for (&outcome, contribution) in &record.contributions {
            open.push((
                project,
                outcome,
                match contribution.level {
                    Some(Level(step)) => [step - 1, step + 1],
                    None => [0, LEVELS - 1],
                },
            ));
        }
    }
    let corners = information.corners().unwrap();
    let mut values = vec![Vec::new(); plans.len()];
    for turned in ends(open.len()) {
        let mut changed = portfolio.clone();
        for ((project, outcome, levels), is_high) in open.iter().zip(turned) {
            let project = Arc::make_mut(changed.projects.get_mut(project).unwrap());
            let contribution = project.contributions.get_mut(outcome).unwrap();
            contribution.level = Some(Level(levels[usize::from(is_high)]));
        }
        for weights in &corners {
            for (outcome, weight) in information.outcomes.iter().zip(weights) {
                let outcome = Arc::make_mut(changed.outcomes.get_mut(outcome).unwrap());
                outcome.weight = Weight::new(*weight).unwrap();
            }
            for (values, plan) in values.iter_mut().zip(plans) {
                values.push(value_of(&changed, plan));
            }
        }
    }
    values
}

#[test]
fn with_ratings_and_costs_in_doubt_too_nothing_is_listed_that_another_dominates() {
    let mut compared = 0;
    for seed in 70_000..70_120 {
        let Some((portfolio, wish)) = doubtful(seed, 3, 60) else { continue };
        let known = Known {
            weights: WeightsKnown::Order,
            ratings: RatingsKnown::OneStep,
            costs: CostsKnown::Ranges,
        };
        let information = Information::of(&portfolio, known);
        let ids: Vec<ProjectId> = portfolio.projects.keys().copied().collect();
        let at = |turned: &[bool]| -> BTreeMap<ProjectId, bool> {
            ids.iter().copied().zip(turned.iter().copied()).collect()
        };
        // What is possible is possible at the lowest costs; the other rules do not ask for costs.
        let mut lowest = portfolio.clone();
        for project in lowest.projects.values_mut() {
            for line in Arc::make_mut(project).costs.values_mut() {
                line.amount = Estimate::exactly(line.amount.low());
            }
        }
        let tried = all(&lowest, &wish, Ways::Allowed);
        let plans: Vec<Plan> =
            tried.iter().filter(|tried| tried.holds()).map(|tried| tried.plan.clone()).collect();
        let values = values(&portfolio, &plans, &information);
        let states: Vec<_> =
            ends(ids.len()).map(|turned| taken(&portfolio, wish, &plans, &at(&turned))).collect();
        let limits: BTreeSet<Limit> =
            states.iter().flatten().flat_map(|sums| sums.keys().copied()).collect();
        let stands = |one: usize, other: usize| {
            limits.iter().all(|limit| {
                let of = |state: &[BTreeMap<Limit, (i128, bool)>], plan: usize| {
                    state[plan].get(limit).copied().unwrap_or((0, true))
                };
                states.iter().all(|state| of(state, one).1)
                    || states.iter().all(|state| of(state, one).0 <= of(state, other).0)
            })
        };
        let is_above = |one: usize, other: usize| {
            let pairs = || values[one].iter().zip(&values[other]);
            pairs().all(|(one, other)| one - other > -1e-7)
                && pairs().any(|(one, other)| one - other > 1e-7)
        };
        let expected: BTreeSet<Plan> = (0..plans.len())
            .filter(|plan| {
                !(0..plans.len()).any(|other| is_above(other, *plan) && stands(other, *plan))
            })
            .map(|plan| plans[plan].clone())
            .collect();
        let found = found(&portfolio, wish, known, 100_000);
        assert_eq!(found.found, Found::Exact);
        let listed: BTreeSet<Plan> = found.plans.iter().map(|(plan, _)| plan.clone()).collect();
        assert_eq!(listed, expected, "{seed}");
        compared += expected.len();
    }
    assert!(compared > 150, "{compared}");
}

fn known(weights: WeightsKnown, ratings: RatingsKnown, costs: CostsKnown) -> Known {
    Known { weights, ratings, costs }
}

fn with_ranges(portfolio: &Portfolio, part: f64) -> Portfolio {
    let mut next = portfolio.clone();
    for outcome in next.outcomes.values_mut() {
        let outcome = Arc::make_mut(outcome);
        let at = |factor: f64| Weight::new(outcome.weight.value() * factor).unwrap();
        outcome.weight_range = Some(WeightRange::new(at(1.0 - part), at(1.0 + part)).unwrap());
    }
    next
}

#[test]
fn more_information_of_any_kind_never_puts_a_settled_project_in_doubt() {
    use CostsKnown::{Likely, Ranges};
    use RatingsKnown::{OneStep, Open};
    use WeightsKnown::{Nothing, Order};
    let mut settled = 0;
    for seed in 80_000..80_150 {
        let Some((portfolio, wish)) = doubtful(seed, 5, 200) else { continue };
        let standings = |portfolio: &Portfolio, known| {
            let Robust { core, plans, .. } = found(portfolio, wish, known, 100_000);
            // Where nothing is possible any more, nobody is in or out of it.
            let core = core.into_iter().filter(|_| !plans.is_empty());
            core.map(|(id, core)| (id, core.standing)).collect::<BTreeMap<_, _>>()
        };
        let (wide, narrow) = (with_ranges(&portfolio, 0.6), with_ranges(&portfolio, 0.2));
        let weights_by_range = WeightsKnown::Ranges;
        let chains = [
            vec![
                standings(&portfolio, known(Nothing, OneStep, Ranges)),
                standings(&portfolio, known(Order, OneStep, Ranges)),
                standings(&portfolio, known(Order, Open, Ranges)),
                standings(&portfolio, known(Order, Open, Likely)),
            ],
            vec![
                standings(&portfolio, known(Nothing, OneStep, Ranges)),
                standings(&wide, known(weights_by_range, OneStep, Ranges)),
                standings(&narrow, known(weights_by_range, OneStep, Ranges)),
                standings(&narrow, known(weights_by_range, OneStep, Likely)),
            ],
        ];
        for chain in chains {
            for pair in chain.windows(2) {
                let known = pair[0].iter().filter(|(_, is)| **is != Standing::Borderline);
                for (id, standing) in known.filter(|(id, _)| pair[1].contains_key(*id)) {
                    assert_eq!(pair[1][id], *standing, "{seed} {id}");
                    settled += 1;
                }
            }
        }
    }
    assert!(settled > 500, "{settled}");
}

#[test]
fn samples_agree_with_what_is_settled_for_sure() {
    for seed in 90_000..90_040 {
        let Some((portfolio, wish)) = doubtful(seed, 5, 200) else { continue };
        let known = known(WeightsKnown::Order, RatingsKnown::OneStep, CostsKnown::Ranges);
        let (exact, drawn) =
            (found(&portfolio, wish, known, 100_000), found(&portfolio, wish, known, 0));
        // Where nothing at all is possible there is nothing to draw.
        let Found::Sampled { samples, .. } = drawn.found else {
            assert!(exact.plans.is_empty(), "{seed} was listed");
            continue;
        };
        for (id, core) in exact.core.iter().filter(|_| samples > 0) {
            let [low, high] = drawn.core[id].range;
            assert!(low < high, "{seed} {id} is told as if it were sure");
            if core.standing != Standing::Borderline && !exact.plans.is_empty() {
                assert_eq!(drawn.core[id].standing, core.standing, "{seed} {id}");
            }
        }
    }
}

/// The portfolio with one outcome that weighs more than the others.
fn with_first(portfolio: &Portfolio, first: OutcomeId) -> Portfolio {
    let mut ordered = portfolio.clone();
    for (id, outcome) in &mut ordered.outcomes {
        let weight = if *id == first { 2.0 } else { 1.0 };
        Arc::make_mut(outcome).weight = Weight::new(weight).unwrap();
    }
    ordered
}

/// The portfolio with the costs of a project in one half of their ranges; halves are rounded up, as everything is.
fn halved(portfolio: &Portfolio, project: ProjectId, is_upper: bool) -> Portfolio {
    let mut halved = portfolio.clone();
    for line in Arc::make_mut(halved.projects.get_mut(&project).unwrap()).costs.values_mut() {
        let (low, high) = (line.amount.low().minor, line.amount.high().minor);
        let middle = low + (high - low + 1).div_euclid(2);
        let (low, high) = if is_upper { (middle, high) } else { (low, middle) };
        let [low, high] = [low, high].map(Money::from_minor);
        line.amount = Estimate::between(low, low, high).unwrap();
    }
    halved
}

#[test]
fn a_question_leaves_as_many_in_doubt_as_its_worse_answer() {
    let mut asked = 0;
    for seed in 100_000..100_100 {
        let Some((portfolio, wish)) = doubtful(seed, 5, 200) else { continue };
        let all = known(WeightsKnown::Nothing, RatingsKnown::Agreed, CostsKnown::Ranges);
        let found = |portfolio: &Portfolio, known| found(portfolio, wish, known, 100_000);
        let borderline = |robust: &Robust| {
            robust.core.values().filter(|core| core.standing == Standing::Borderline).count()
        };
        let whole = found(&portfolio, all);
        for question in &whole.questions {
            let answers = match question.judgment {
                // Of two outcomes, which weighs more is their order.
                Judgment::Heavier(one, other) => [one, other].map(|first| {
                    let known = Known { weights: WeightsKnown::Order, ..all };
                    found(&with_first(&portfolio, first), known)
                }),
                Judgment::Cost(project) => {
                    [false, true].map(|is_upper| found(&halved(&portfolio, project, is_upper), all))
                }
                Judgment::Weight(..) | Judgment::Rating(..) => continue,
            };
            let is_simple = match question.judgment {
                // With several lines the halves of a sum are not the sums of halves, where something is rounded.
                Judgment::Cost(project) => portfolio.projects[&project].costs.len() == 1,
                _ => true,
            };
            if is_simple && answers.iter().all(|answer| !answer.plans.is_empty()) {
                let left = answers.map(|answer| borderline(&answer));
                let told = [question.borderline_most, question.borderline_least];
                let sorted = [left[0].max(left[1]), left[0].min(left[1])];
                assert_eq!(told, sorted, "{seed} {:?}", question.judgment);
                asked += 1;
            }
        }
    }
    assert!(asked > 50, "{asked}");
}

#[test]
fn ranges_with_too_many_corners_are_sampled_and_ranges_without_weights_are_told_as_such() {
    let mut many = portfolio(&[(120, 5), (50, 4), (20, 3)], Some(100));
    many.outcomes.clear();
    for number in 0..20 {
        let mut outcome = Outcome::named("One".parse().unwrap(), Weight::new(1.0).unwrap());
        let at = |weight: f64| Weight::new(weight).unwrap();
        outcome.weight_range = Some(WeightRange::new(at(0.6), at(1.4)).unwrap());
        many.outcomes.insert(OutcomeId(Id::from_bits(1_000 + number)), Arc::new(outcome));
    }
    let ranges = Known::of_weights(WeightsKnown::Ranges);
    let sampled = found(&many, earliest(), ranges, 100_000);
    assert_eq!(sampled.found, Found::Sampled { samples: 60, gap_permille: 0 });
    assert!(!sampled.core[&id(1)].range[0].is_nan());

    for outcome in many.outcomes.values_mut() {
        let at = |weight: f64| Weight::new(weight).unwrap();
        let range = WeightRange::new(at(1.3), at(1.4)).unwrap();
        Arc::make_mut(outcome).weight_range = Some(range);
    }
    let information = Information::of(&many, ranges);
    let told = robust(&many, earliest(), &information, &work(10), &Monitor::default());
    assert_eq!(told.unwrap_err(), Failure::Trouble(Trouble::NoWeights));
}
