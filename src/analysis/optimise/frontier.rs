//! What each sum of money would buy: value against budget, and where the plan of now stands.

use super::agreed::current_plan;
use super::check::{Breach, breaches};
use super::limit::Limit;
use super::plan::Plan;
use super::problem::{Outside, Problem};
use super::program::{Effort, State};
use super::search::{Found, Search};
use super::trouble::Failure;
use super::waterline::{Cut, waterline};
use super::wish::Wish;
use crate::jobs::Monitor;
use crate::model::{Money, Portfolio};

/// Which points of the frontier are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Points {
    /// Budgets at equal distances, from nothing to what the best plan of all costs.
    Even {
        /// How many.
        count: usize,
    },
    /// Every plan that no other beats in both value and cost, from the dearest down.
    Every {
        /// At most so many.
        count_max: usize,
    },
}

/// A plan that no other beats in both value and cost, if it is proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The budget it was looked for with, in minor units.
    pub budget: i64,
    /// The plan.
    pub found: Found,
    /// Whether it is on the straight lines that hold all points from above: whether some price of money makes it the best. Told among the
    /// points that were looked for, so for certain only where all were.
    pub is_supported: bool,
}

/// The plan as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Current {
    /// The plan.
    pub plan: Plan,
    /// Its value, in the units of the objective.
    pub value: i128,
    /// What it costs, in minor units.
    pub cost: i128,
    /// What it does not keep to.
    pub breaches: Vec<Breach>,
    /// The most valuable plan at no higher cost.
    pub better: Found,
    /// The cheapest plan of no lower value.
    pub cheaper: Found,
}

/// Value against budget.
#[derive(Debug, Clone, PartialEq)]
pub struct Frontier {
    /// The points, the cheapest first; each is worth more than the one before.
    pub points: Vec<Point>,
    /// Whether every point is here and proved.
    pub is_complete: bool,
    /// Where the plan of now stands; nothing where there is none.
    pub current: Option<Current>,
    /// What can be funded was decided by this problem.
    pub problem: Problem,
}

/// So much of the search tree for each budget at the first look.
const QUICK_NODES_MAX: u64 = 12;

/// The frontier of a portfolio. The totals of budgets for all money are left out: that is what is varied. All other limits hold.
///
/// A plan that is known already is a good beginning; an empty one says nothing.
///
/// The ε-constraint method (Haimes, Lasdon & Wismer 1971): the best plan is looked for again and again with another limit on money.
pub fn frontier(
    portfolio: &Portfolio,
    wish: Wish,
    (points, known): (Points, &Plan),
    effort: &Effort<'_>,
    monitor: &Monitor,
) -> Result<Frontier, Failure> {
    let wish = Wish { budget: Some(Money::from_minor(i64::MAX)), ..wish };
    let problem = Problem::of(portfolio, wish, Outside::LeftOut)?;
    let mut search = Search::new(portfolio, &problem, []);
    search.suggest(&waterline(portfolio, &problem, Cut::Skip).plan);
    search.suggest(&current_plan(portfolio, &wish));
    search.suggest(known);
    let ranked = problem.clone();
    let mut walk = Walk { portfolio, search, ranked, effort: *effort, monitor, points: Vec::new() };
    let is_complete = match points {
        Points::Even { count } => walk.evenly_twice(count)?,
        Points::Every { count_max } => {
            let top = walk.solve()?;
            top.is_plan() && walk.down(top, count_max)?
        }
    };
    let current = walk.current(portfolio)?;
    let points = kept(walk.points);
    Ok(Frontier { points, is_complete, current, problem })
}

struct Walk<'a> {
    portfolio: &'a Portfolio,
    /// The problem with the budget that is looked at, for going down the ranking.
    ranked: Problem,
    search: Search<'a>,
    effort: Effort<'a>,
    monitor: &'a Monitor,
    points: Vec<Point>,
}

impl Walk<'_> {
    fn solve(&mut self) -> Result<Found, Failure> {
        self.search.solve(&self.effort, self.monitor, &mut |_| ())
    }

    fn at(&mut self, budget: i64) -> Result<Found, Failure> {
        self.search.set_spend(Some(budget));
        self.solve()
    }

    fn put(&mut self, budget: i64, found: Found) {
        self.points.push(Point { budget, found, is_supported: false });
    }

    /// Every point from the top down: each time a little less than the last plan cost.
    fn down(&mut self, top: Found, count_max: usize) -> Result<bool, Failure> {
        let mut found = top;
        while self.points.len() < count_max {
            self.monitor.round(permille(self.points.len(), count_max))?;
            let Ok(cost) = i64::try_from(found.cost) else { return Ok(false) };
            let is_proved = found.state == State::Optimal && found.is_best();
            self.put(cost, found);
            if !is_proved {
                return Ok(false);
            }
            found = self.at(cost.saturating_sub(1))?;
            if !found.is_plan() {
                return Ok(found.state == State::Infeasible);
            }
        }
        Ok(false)
    }

    /// Every budget is looked at twice: first with little effort, so that there is a plan for each before the time is over, then with all of it.
    fn evenly_twice(&mut self, count: usize) -> Result<bool, Failure> {
        let whole = self.effort;
        self.effort.nodes_max = whole.nodes_max.min(QUICK_NODES_MAX);
        let top = self.solve()?;
        if top.is_plan() {
            self.evenly(&top, count)?;
        }
        self.effort = whole;
        let quick = std::mem::take(&mut self.points);
        self.search.set_spend(None);
        let top = self.solve()?;
        if top.is_plan() {
            self.evenly(&top, count)?;
        }
        // Where the time was over before the second look, the first one is what there is.
        if (self.effort.is_over)() {
            self.points.extend(quick);
        }
        Ok(false)
    }

    /// What going down the ranking funds with a budget: where nothing better is found in time, that is a plan.
    fn suggest_ranking(&mut self, budget: i64) {
        let rules = self.ranked.rules.iter_mut();
        for rule in rules.filter(|rule| rule.limit == Limit::Spend) {
            rule.most = budget;
        }
        self.search.suggest(&waterline(self.portfolio, &self.ranked, Cut::Skip).plan);
    }

    /// Points at equal distances, upwards, so that the last plan is a good beginning for the next.
    fn evenly(&mut self, top: &Found, count: usize) -> Result<(), Failure> {
        for (step, budget) in budgets(top, count).into_iter().enumerate() {
            self.monitor.round(permille(step, count))?;
            if (self.effort.is_over)() {
                break;
            }
            self.suggest_ranking(budget);
            let found = self.at(budget)?;
            if found.is_plan() {
                self.put(budget, found);
            }
        }
        Ok(())
    }

    fn current(&mut self, portfolio: &Portfolio) -> Result<Option<Current>, Failure> {
        let problem = self.search.problem;
        let plan = current_plan(portfolio, &problem.wish);
        if plan.funded.is_empty() {
            return Ok(None);
        }
        let (value, cost) = problem.sum_of(&plan);
        self.search.suggest(&plan);
        let better = self.at(i64::try_from(cost).unwrap_or(i64::MAX))?;
        self.search.set_spend(None);
        let costs: Vec<i64> = problem.worths.iter().map(|worth| worth.cost).collect();
        self.search.aim_at_least(&costs, value);
        let cheaper = self.solve()?;
        self.search.aim_at_value();
        let breaches = breaches(portfolio, &problem.wish, &plan);
        Ok(Some(Current { plan, value, cost, breaches, better, cheaper }))
    }
}

/// So many budgets at equal distances, from nothing to what the plan of the highest value costs.
fn budgets(top: &Found, count: usize) -> Vec<i64> {
    let steps = i128::try_from(count.max(2) - 1).unwrap_or(i128::MAX);
    let budget = |step: usize| {
        let share = i128::try_from(step).unwrap_or(0);
        i64::try_from((top.cost.max(0) * share).div_euclid(steps)).unwrap_or(i64::MAX)
    };
    (0..count.max(2)).map(budget).collect()
}

fn permille(done: usize, of: usize) -> u32 {
    u32::try_from((done * 1000).checked_div(of).unwrap_or(1000)).unwrap_or(1000)
}

/// The points that no other beats, the cheapest first, each told whether it is supported.
fn kept(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by_key(|point| (point.found.cost, -point.found.value));
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.last().is_none_or(|last| point.found.value > last.found.value) {
            kept.push(point);
        }
    }
    let hull = hull(&kept);
    for number in hull {
        if let Some(point) = kept.get_mut(number) {
            point.is_supported = true;
        }
    }
    kept
}

/// Which points are on the upper hull; those on its straight lines are.
fn hull(points: &[Point]) -> Vec<usize> {
    let at = |number: usize| points.get(number).map_or((0, 0), |p| (p.found.cost, p.found.value));
    let mut hull: Vec<usize> = Vec::new();
    for number in 0..points.len() {
        while let [.., before, last] = hull.as_slice() {
            let ((x, y), (x1, y1), (x2, y2)) = (at(*before), at(*last), at(number));
            // Below the line from the one before to the new one.
            if (y1 - y) * (x2 - x) >= (y2 - y) * (x1 - x) {
                break;
            }
            hull.pop();
        }
        hull.push(number);
    }
    hull
}
