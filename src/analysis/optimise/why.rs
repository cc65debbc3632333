//! Why a project is in or out, and what it would take to turn that.

use std::collections::BTreeSet;

use super::applied::applied;
use super::limit::{Constraint, Limit};
use super::problem::{Outside, Problem};
use super::program::{Effort, State, Ties};
use super::search::{Found, Search};
use super::trouble::Failure;
use super::wish::Wish;
use crate::jobs::Monitor;
use crate::model::{Figure, Force, Name, Portfolio, ProjectId, Scenario};

/// Why it is as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Plans with it are worth more.
    In,
    /// Plans without it are worth more.
    Out,
    /// Plans with and without it are worth the same; the rule for equals decided.
    Tie,
    /// No plan without it keeps to all limits.
    MustBeIn,
    /// No plan with it keeps to all limits.
    CannotBeIn,
    /// It could not be found out in the effort allowed.
    Open,
}

/// How much more of one limit lets the project in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extra {
    /// The limit: a total, or the same more in every period.
    pub constraint: Constraint,
    /// The least that is needed, in its own units; nothing where no amount is enough.
    pub least: Option<i64>,
    /// The best plan then, with the project in it.
    pub found: Option<Found>,
    /// Whether plans without the project are worth just as much then.
    pub is_tie: bool,
    /// Whether it is proved.
    pub is_proved: bool,
}

/// Why a project is in or out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The project.
    pub project: ProjectId,
    /// Whether the best plan has it.
    pub is_in: bool,
    /// Why.
    pub verdict: Verdict,
    /// The best plan with it.
    pub with: Found,
    /// The best plan without it.
    pub without: Found,
    /// How much more the better of the two is worth: what a score or value would have to make up for.
    pub gap: Option<i128>,
    /// The limits that it would break if it came into the best plan by itself, or that hold it back.
    pub breaks: Vec<Limit>,
    /// What leaves the plan without it for it to come in.
    pub displaced: Vec<ProjectId>,
    /// What comes in with it.
    pub joined: Vec<ProjectId>,
    /// The highest cost of its own, in minor units and to a millionth of its cost, at which plans with it are worth no less: it is in up to there.
    pub cost_most: Option<i128>,
    /// For one that is out: the least extra of each budget and role that stands in its way.
    pub extras: Vec<Extra>,
    /// Whether all of this is proved.
    pub is_proved: bool,
}

/// Asks why, for one project. Each answer is a pair of exact solves, with and without it. More money may also drive a project out again, so the
/// least extra is not found by halving: see `least_extra`.
pub fn why(
    portfolio: &Portfolio,
    wish: Wish,
    project: ProjectId,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Why, Failure> {
    let problem = Problem::of(portfolio, wish, Outside::LeftOut)?;
    let mut search = Search::new(portfolio, &problem, [project]);
    let best = search.solve(effort, monitor, &mut |_| ())?;
    let is_in = best.plan.has(project);
    let [having, lacking] = both(&mut search, project, effort, monitor)?;
    let verdict = verdict(&having, &lacking);
    let gap = (having.is_plan() && lacking.is_plan()).then(|| (having.value - lacking.value).abs());
    let breaks = if is_in { Vec::new() } else { breaks(portfolio, wish, &best, project) };
    let mut why = Why {
        project,
        is_in,
        verdict,
        gap,
        breaks,
        displaced: lacking.plan.without(&having.plan).collect(),
        joined: having.plan.without(&lacking.plan).filter(|id| *id != project).collect(),
        cost_most: None,
        extras: Vec::new(),
        is_proved: is_settled(&having) && is_settled(&lacking),
        with: having,
        without: lacking,
    };
    if !why.with.is_plan() {
        why.displaced.clear();
    }
    why.cost_most = cost_most(portfolio, &why, wish, effort, monitor)?;
    if !why.is_in && problem.ways.contains_key(&project) {
        for constraint in amounts(&problem) {
            let extra = least_extra(&mut search, project, constraint, effort, monitor)?;
            why.extras.extend(extra.filter(|extra| extra.least != Some(0)));
        }
    }
    Ok(why)
}

/// The best plans with and without a project.
fn both(
    search: &mut Search<'_>,
    project: ProjectId,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<[Found; 2], Failure> {
    let with = forced(search, project, Force::In, effort, monitor)?;
    Ok([with, forced(search, project, Force::Out, effort, monitor)?])
}

fn is_settled(found: &Found) -> bool {
    found.state == State::Infeasible || found.is_best()
}

fn forced(
    search: &mut Search<'_>,
    project: ProjectId,
    force: Force,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Found, Failure> {
    search.force(project, Some(force));
    let found = search.solve(effort, monitor, &mut |_| ())?;
    search.force(project, None);
    Ok(found)
}

fn verdict(with: &Found, without: &Found) -> Verdict {
    match (with.state, without.state) {
        (State::Infeasible, State::Infeasible) | (State::Unknown, _) | (_, State::Unknown) => {
            Verdict::Open
        }
        (State::Infeasible, _) => Verdict::CannotBeIn,
        (_, State::Infeasible) => Verdict::MustBeIn,
        _ if with.value > without.bound => Verdict::In,
        _ if without.value > with.bound => Verdict::Out,
        _ if with.is_best() && without.is_best() => Verdict::Tie,
        _ => Verdict::Open,
    }
}

/// The limits that the best plan would break with the project in it, at the start where it breaks fewest.
fn breaks(portfolio: &Portfolio, wish: Wish, best: &Found, project: ProjectId) -> Vec<Limit> {
    let problem = Problem::of(portfolio, wish, Outside::Forbidden);
    let Ok(problem) = problem else { return Vec::new() };
    let chosen = problem.columns_of(&best.plan);
    let is_taken = |column: usize| chosen.get(column).copied().unwrap_or(false);
    let broken_by = |way: usize| -> BTreeSet<Limit> {
        let of_way = |rule: &&super::problem::Rule| {
            rule.terms.iter().any(|(column, coefficient)| *column == way && *coefficient > 0)
        };
        let over = |rule: &&super::problem::Rule| {
            let taken = rule.terms.iter().filter(|(column, _)| is_taken(*column) || *column == way);
            let sum: i128 = taken.map(|(_, coefficient)| i128::from(*coefficient)).sum();
            sum > i128::from(rule.most)
        };
        problem.rules.iter().filter(of_way).filter(over).map(|rule| rule.limit).collect()
    };
    let all = problem.ways_of(project).map(broken_by);
    all.min_by_key(BTreeSet::len).unwrap_or_default().into_iter().collect()
}

/// The limits of money and people, as people speak of them.
fn amounts(problem: &Problem) -> BTreeSet<Constraint> {
    let limits = problem.rules.iter().map(|rule| rule.limit).filter(|limit| limit.is_amount());
    limits.filter_map(Limit::constraint).collect()
}

/// The least more of one limit at which plans with the project are worth no less than plans without; nothing where it could not be found out.
///
/// With Fᵢ(B) and Fₒ(B) the values of the best plans with and without it at a limit of B, it comes in at B where Fᵢ(B) ≥ Fₒ(B). Both only rise with B,
/// so from any B where it is out, every limit below the least B′ with Fᵢ(B′) ≥ Fₒ(B) can be passed over: there Fᵢ < Fₒ(B) ≤ Fₒ. The walk leaps from
/// one such B′ to the next until it is in; it passes over no limit at which the project comes in.
fn least_extra(
    search: &mut Search<'_>,
    project: ProjectId,
    constraint: Constraint,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Option<Extra>, Failure> {
    let mut leap = Leap { search, project, constraint, effort, monitor, is_proved: true };
    let extra = leap.run();
    search.loosen(constraint, 0);
    search.force(project, None);
    extra
}

struct Leap<'s, 'p, 'e> {
    search: &'s mut Search<'p>,
    project: ProjectId,
    constraint: Constraint,
    effort: &'e Effort<'e>,
    monitor: &'e Monitor,
    is_proved: bool,
}

impl Leap<'_, '_, '_> {
    fn value(&mut self, force: Force, extra: i64) -> Result<Found, Failure> {
        let effort = Effort { ties: Ties::Any, ..*self.effort };
        self.search.loosen(self.constraint, extra);
        let found = forced(self.search, self.project, force, &effort, self.monitor)?;
        self.is_proved &= is_settled(&found);
        Ok(found)
    }

    fn run(&mut self) -> Result<Option<Extra>, Failure> {
        let most = self.search.room(self.constraint);
        let at_most = self.value(Force::In, most)?;
        let mut extra = 0;
        loop {
            let without = self.value(Force::Out, extra)?;
            let with = self.value(Force::In, extra)?;
            if !self.is_proved {
                return Ok(None);
            }
            if with.is_plan() && (!without.is_plan() || with.value >= without.value) {
                let is_tie = without.is_plan() && with.value == without.value;
                return Ok(Some(self.extra(Some(extra), Some(with), is_tie)));
            }
            // Where no plan without it holds either, any plan with it is enough.
            let floor = if without.is_plan() { without.value } else { i128::MIN };
            if !at_most.is_plan() || at_most.value < floor || extra >= most {
                return Ok(Some(self.extra(None, None, false)));
            }
            extra = self.least_for(floor, extra, most)?;
        }
    }

    /// The least extra above `low` at which plans with the project are worth `floor`: for one floor that is a question of halving.
    fn least_for(&mut self, floor: i128, low: i64, high: i64) -> Result<i64, Failure> {
        let (mut too_little, mut enough) = (low, high);
        while enough - too_little > 1 {
            let middle = too_little + (enough - too_little).div_euclid(2);
            let with = self.value(Force::In, middle)?;
            if with.is_plan() && with.value >= floor {
                // What the plan really takes may be far less than was allowed.
                enough =
                    middle.min(self.search.need(self.constraint, &with.plan).max(too_little + 1));
            } else {
                too_little = middle;
            }
        }
        Ok(enough)
    }

    fn extra(&self, least: Option<i64>, found: Option<Found>, is_tie: bool) -> Extra {
        let constraint = self.constraint;
        Extra { constraint, least, found, is_tie, is_proved: self.is_proved }
    }
}

/// A cost factor goes up to a thousand.
const FACTOR_MOST: i64 = 1_000_000_000;
const FACTOR_UNIT: i64 = 1_000_000;

/// The highest cost of its own at which plans with the project are worth no less than plans without, which do not hang on it. A dearer project never
/// comes in more easily, so halving is right here.
fn cost_most(
    portfolio: &Portfolio,
    why: &Why,
    wish: Wish,
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Option<i128>, Failure> {
    let turn = Turn { portfolio, why, wish, effort, monitor };
    if !is_settled(&why.without) || !why.without.is_plan() {
        return Ok(None);
    }
    let Some(as_it_is) = turn.is_worth_it(FACTOR_UNIT)? else { return Ok(None) };
    let (mut fits, mut too_dear) = match as_it_is {
        (true, _) => match turn.is_worth_it(FACTOR_MOST)? {
            Some((false, _)) => (FACTOR_UNIT, FACTOR_MOST),
            _ => return Ok(None),
        },
        (false, _) => match turn.is_worth_it(0)? {
            Some((true, _)) => (0, FACTOR_UNIT),
            _ => return Ok(None),
        },
    };
    let mut cost = None;
    while too_dear - fits > 1 {
        let middle = fits + (too_dear - fits).div_euclid(2);
        match turn.is_worth_it(middle)? {
            Some((true, own)) => (fits, cost) = (middle, Some(own)),
            Some((false, _)) => too_dear = middle,
            None => return Ok(None),
        }
    }
    match cost {
        Some(cost) => Ok(Some(cost)),
        None => Ok(turn.is_worth_it(fits)?.map(|(_, own)| own)),
    }
}

struct Turn<'a> {
    portfolio: &'a Portfolio,
    why: &'a Why,
    wish: Wish,
    effort: &'a Effort<'a>,
    monitor: &'a Monitor,
}

impl Turn<'_> {
    /// Whether plans with the project are worth no less if its costs are so many millionths of what they are, and what it then costs; nothing where
    /// that could not be found out.
    #[expect(
        clippy::as_conversions,
        clippy::cast_precision_loss,
        reason = "a factor of at most a thousand million millionths"
    )]
    fn is_worth_it(&self, millionths: i64) -> Result<Option<(bool, i128)>, Failure> {
        let project = self.why.project;
        let factor = Figure::new(millionths as f64 / FACTOR_UNIT as f64);
        let (Ok(factor), Ok(name)) = (factor, "Cost".parse::<Name>()) else { return Ok(None) };
        let mut scenario = Scenario::named(name);
        scenario.cost_factors.insert(project, factor);
        // What costs more than can be calculated with is too dear.
        let Ok(dearer) = applied(self.portfolio, &scenario) else { return Ok(Some((false, 0))) };
        let Ok(problem) = Problem::of(&dearer, self.wish, Outside::LeftOut) else {
            return Ok(Some((false, 0)));
        };
        let mut search = Search::new(&dearer, &problem, [project]);
        search.suggest(&self.why.with.plan);
        let effort = Effort { ties: Ties::Any, ..*self.effort };
        let with = forced(&mut search, project, Force::In, &effort, self.monitor)?;
        let own = problem
            .choices
            .iter()
            .zip(&problem.worths)
            .find(|(choice, _)| {
                with.plan.funded.get(&choice.project) == Some(&choice.funded)
                    && choice.project == project
            })
            .map_or(0, |(_, worth)| i128::from(worth.cost));
        let is_worth_it = with.is_plan() && with.value >= self.why.without.value;
        let is_clear = is_worth_it || is_settled(&with) || with.bound < self.why.without.value;
        Ok(is_clear.then_some((is_worth_it, own)))
    }
}
