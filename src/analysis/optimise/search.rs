//! Asks the solver about a problem, again and again with something changed, and checks every answer before anybody sees it.

use std::collections::{BTreeMap, BTreeSet};

use super::check::{Breach, breaches};
use super::limit::{Constraint, Limit};
use super::plan::Plan;
use super::problem::{Problem, Rule};
use super::program::{Answer, Column, Effort, Program, Row, Solver, State};
use super::trouble::Failure;
use crate::jobs::Monitor;
use crate::model::{Force, Portfolio, ProjectId};

/// What was found, checked against the portfolio.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How sure it is.
    pub state: State,
    /// The plan; empty where none was found.
    pub plan: Plan,
    /// Its value, in the units of the objective.
    pub value: i128,
    /// What it costs, most likely, in minor units.
    pub cost: i128,
    /// No plan has a value above this.
    pub bound: i128,
}

impl Found {
    /// Whether there is a plan.
    pub fn is_plan(&self) -> bool {
        matches!(self.state, State::Optimal | State::Feasible)
    }

    /// Whether no plan is better.
    pub fn is_best(&self) -> bool {
        self.is_plan() && self.value >= self.bound
    }

    /// How far the value may be below the best, as a part of the bound, 0 to 1; nothing where there is no plan.
    pub fn gap(&self) -> Option<f64> {
        let gap = (self.bound - self.value).max(0);
        let size = self.bound.abs().max(1);
        self.is_plan().then(|| super::amount::ratio(gap, size))
    }
}

/// What a plan is looked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The highest value.
    Value,
    /// The highest sum of values that were drawn.
    Drawn,
    /// The least of something, with a value of at least so much.
    Least,
}

/// A problem before the solver.
pub(super) struct Search<'a> {
    portfolio: &'a Portfolio,
    /// What it is about.
    pub problem: &'a Problem,
    solver: Solver,
    waived: BTreeSet<Constraint>,
    spend: Option<i64>,
    spend_row: usize,
    floor_row: usize,
    watch_rows: BTreeMap<ProjectId, usize>,
    forced: BTreeMap<ProjectId, Force>,
    aim: Aim,
    /// How much more there is of limits that were loosened.
    loosened: BTreeMap<Limit, i64>,
}

impl<'a> Search<'a> {
    /// The problem as it is; the projects in `watched` can be forced one way or the other later on.
    pub(super) fn new(
        portfolio: &'a Portfolio,
        problem: &'a Problem,
        watched: impl IntoIterator<Item = ProjectId>,
    ) -> Self {
        let mut rows: Vec<Row> = problem
            .rules
            .iter()
            .map(|rule| Row { terms: rule.terms.clone(), most: rule.most })
            .collect();
        let spend_row = rows.len();
        let costs = problem.worths.iter().enumerate().map(|(way, worth)| (way, worth.cost));
        let terms: Vec<_> = costs.filter(|(_, cost)| *cost != 0).collect();
        rows.push(Row { most: free(&terms), terms });
        let floor_row = rows.len();
        let values = columns(problem).into_iter().enumerate();
        let terms: Vec<_> = values.map(|(number, column)| (number, -column.value)).collect();
        rows.push(Row { most: free(&terms), terms });
        let mut watch_rows = BTreeMap::new();
        for project in watched {
            let terms: Vec<_> = problem.ways_of(project).map(|way| (way, -1)).collect();
            watch_rows.insert(project, rows.len());
            rows.push(Row { terms, most: 0 });
        }
        let solver = Solver::new(Program { columns: columns(problem), rows });
        Self {
            portfolio,
            problem,
            solver,
            waived: BTreeSet::new(),
            spend: None,
            spend_row,
            floor_row,
            watch_rows,
            forced: BTreeMap::new(),
            aim: Aim::Value,
            loosened: BTreeMap::new(),
        }
    }

    /// Leaves a limit out of account, or sees to it again.
    pub(super) fn waive(&mut self, constraint: Constraint, is_waived: bool) {
        if is_waived {
            self.waived.insert(constraint);
        } else {
            self.waived.remove(&constraint);
        }
        for (number, rule) in self.problem.rules.iter().enumerate() {
            if rule.limit.constraint() == Some(constraint) {
                let most = if is_waived { free(&rule.terms) } else { rule.most };
                self.solver.set_most(number, most);
            }
        }
    }

    /// Gives so much more of a limit, in its own units; 0 as it was.
    pub(super) fn loosen(&mut self, constraint: Constraint, extra: i64) {
        for (number, rule) in self.problem.rules.iter().enumerate() {
            if rule.limit.constraint() == Some(constraint) {
                self.loosened.insert(rule.limit, extra);
                self.solver.set_most(number, rule.most.saturating_add(extra));
            }
        }
    }

    /// How much more of a limit is as good as no limit.
    pub(super) fn room(&self, constraint: Constraint) -> i64 {
        let rules = self.rules_of(constraint);
        rules.map(|rule| free(&rule.terms).saturating_sub(rule.most)).max().unwrap_or(0).max(0)
    }

    /// How much more of a limit a plan needs than there is; below zero where some is left.
    pub(super) fn need(&self, constraint: Constraint, plan: &Plan) -> i64 {
        let chosen = self.problem.columns_of(plan);
        let used = |rule: &Rule| -> i64 {
            let taken = rule.terms.iter().filter(|(column, _)| chosen.get(*column) == Some(&true));
            taken.map(|(_, coefficient)| *coefficient).sum()
        };
        self.rules_of(constraint).map(|rule| used(rule) - rule.most).max().unwrap_or(0)
    }

    fn rules_of(&self, constraint: Constraint) -> impl Iterator<Item = &'a Rule> {
        let rules = self.problem.rules.iter();
        rules.filter(move |rule| rule.limit.constraint() == Some(constraint))
    }

    /// The most that may be spent on everything, beside all other limits.
    pub(super) fn set_spend(&mut self, most: Option<i64>) {
        self.spend = most;
        let row = self.solver.program().rows.get(self.spend_row);
        let free = row.map_or(0, |row| free(&row.terms));
        self.solver.set_most(self.spend_row, most.unwrap_or(free));
    }

    /// Forces a watched project in or out, or neither.
    pub(super) fn force(&mut self, project: ProjectId, force: Option<Force>) {
        match force {
            Some(force) => self.forced.insert(project, force),
            None => self.forced.remove(&project),
        };
        for way in self.problem.ways_of(project) {
            self.solver.fix(way, (force == Some(Force::Out)).then_some(false));
        }
        if let Some(&row) = self.watch_rows.get(&project) {
            self.solver.set_most(row, if force == Some(Force::In) { -1 } else { 0 });
        }
    }

    /// From now on looks for the least of what `costs` says of each choice, with a value of at least `floor`.
    pub(super) fn aim_at_least(&mut self, costs: &[i64], floor: i128) {
        self.aim = Aim::Least;
        for number in 0..self.problem.column_count() {
            self.solver.set_value(number, -costs.get(number).copied().unwrap_or(0));
        }
        let most = i64::try_from(-floor).unwrap_or(if floor > 0 { i64::MIN } else { i64::MAX });
        self.solver.set_most(self.floor_row, most);
    }

    /// From now on looks for the highest sum of other values of the columns.
    pub(super) fn set_values(&mut self, values: &[i64]) {
        self.aim = Aim::Drawn;
        for (number, &value) in values.iter().enumerate() {
            self.solver.set_value(number, value);
        }
    }

    /// From now on looks for the highest value again.
    pub(super) fn aim_at_value(&mut self) {
        self.aim = Aim::Value;
        for (number, column) in columns(self.problem).into_iter().enumerate() {
            self.solver.set_value(number, column.value);
        }
        let row = self.solver.program().rows.get(self.floor_row);
        let free = row.map_or(0, |row| free(&row.terms));
        self.solver.set_most(self.floor_row, free);
    }

    /// Offers a plan that may be good.
    pub(super) fn suggest(&mut self, plan: &Plan) {
        self.solver.suggest(&self.problem.columns_of(plan));
    }

    /// Finds the best plan. `on_better` hears of every better one on the way, checked as well.
    pub(super) fn solve(
        &mut self,
        effort: &Effort<'_>,
        monitor: &Monitor,
        on_better: &mut dyn FnMut(&Found),
    ) -> Result<Found, Failure> {
        let aim = self.aim;
        let mut solver = std::mem::replace(&mut self.solver, Solver::new(Program::default()));
        let this = &*self;
        let answer = solver.solve(effort, monitor, &mut |answer| {
            if aim == Aim::Value
                && let Ok(found) = this.checked(answer)
            {
                on_better(&found);
            }
        });
        self.solver = solver;
        self.checked(&answer?)
    }

    /// The answer as a plan, if it keeps to everything and is worth what it says.
    fn checked(&self, answer: &Answer) -> Result<Found, Failure> {
        let plan =
            if answer.is_plan() { self.problem.plan_of(&answer.chosen) } else { Plan::default() };
        let (value, cost) = self.problem.sum_of(&plan);
        if answer.is_plan() {
            if let Some(breach) = self.breach(&plan, cost) {
                return Err(Failure::Unsound(breach.limit));
            }
            if self.aim == Aim::Value && value != answer.value {
                return Err(Failure::WrongSum);
            }
        }
        let bound = match self.aim {
            Aim::Value => answer.bound,
            // The plan keeps its own value; how far it may be from the best is told by the values that were drawn.
            Aim::Drawn if answer.is_plan() => value + (answer.bound - answer.value),
            Aim::Drawn | Aim::Least => value,
        };
        Ok(Found { state: answer.state, plan, value, cost, bound })
    }

    /// The first limit in force that the plan does not keep to.
    fn breach(&self, plan: &Plan, cost: i128) -> Option<Breach> {
        for (&project, &force) in &self.forced {
            if plan.has(project) != (force == Force::In) {
                return Some(Breach { limit: Limit::Forced(force, project), over: 1 });
            }
        }
        if let Some(most) = self.spend.filter(|most| cost > i128::from(*most)) {
            return Some(Breach { limit: Limit::Spend, over: cost - i128::from(most) });
        }
        let all = breaches(self.portfolio, &self.problem.wish, plan);
        all.into_iter().find(|breach| {
            let is_waived =
                breach.limit.constraint().is_some_and(|limit| self.waived.contains(&limit));
            let extra = self.loosened.get(&breach.limit).copied().unwrap_or(0);
            !is_waived && breach.over > i128::from(extra)
        })
    }
}

/// A right side that no plan can go beyond.
fn free(terms: &[(usize, i64)]) -> i64 {
    terms.iter().map(|(_, coefficient)| (*coefficient).max(0)).fold(0, i64::saturating_add)
}

/// The columns of a problem: its choices, then its bonuses.
pub(super) fn columns(problem: &Problem) -> Vec<Column> {
    let choices =
        problem.worths.iter().map(|worth| Column { value: worth.value, cost: worth.cost_at_once });
    choices
        .chain(problem.bonuses.iter().map(|bonus| Column { value: bonus.value, cost: 0 }))
        .collect()
}
