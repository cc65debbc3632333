//! Asks the solver about a problem, again and again with something changed, and checks every answer before anybody sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
    /// The projects of which it is open whether the best plan does the same with them: none where the plan is the best.
    pub in_doubt: BTreeSet<ProjectId>,
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
#[derive(Clone)]
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
    /// Columns of their own for projects with several ways, beyond those of the problem.
    whether: Vec<(usize, Range<usize>)>,
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
            whether: Vec::new(),
        }
    }

    /// The same with a column of its own for whether a project is funded, where there are several ways to fund it: what all of them bring and take alike is
    /// said of that. Of a few nodes of the search tree more comes then; the longer the search, the less it matters.
    pub(super) fn by_project(portfolio: &'a Portfolio, problem: &'a Problem) -> Self {
        let mut search = Self::new(portfolio, problem, []);
        let mut program = search.solver.program().clone();
        // Nothing is asked of these two.
        program.rows.truncate(search.spend_row);
        for ways in problem.ways.values().filter(|ways| ways.len() > 1) {
            let whether = program.columns.len();
            program.columns.push(Column::default());
            for row in &mut program.rows {
                say_together(row, whether, ways);
            }
            let both = |sign: i64| Row {
                terms: ways.clone().map(|way| (way, -sign)).chain([(whether, sign)]).collect(),
                most: 0,
            };
            program.rows.extend([both(1), both(-1)]);
            search.whether.push((whether, ways.clone()));
        }
        search.solver = Solver::new(program);
        search
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
        for (whether, ways) in &self.whether {
            let of = |way: usize| values.get(way).copied().unwrap_or(0);
            let least = ways.clone().map(of).min().unwrap_or(0);
            self.solver.set_value(*whether, least);
            for way in ways.clone() {
                self.solver.set_value(way, of(way) - least);
            }
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
        let mut columns = self.problem.columns_of(plan);
        for (_, ways) in &self.whether {
            let is_funded = columns.get(ways.clone()).is_some_and(|ways| ways.contains(&true));
            columns.push(is_funded);
        }
        self.solver.suggest(&columns);
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

    /// Whether there are columns of their own for projects with several ways.
    pub(super) fn has_several_ways(&self) -> bool {
        !self.whether.is_empty()
    }

    /// The program that the solver sees.
    pub(super) fn program(&self) -> &Program {
        self.solver.program()
    }

    /// A plan that was found elsewhere, if it keeps to everything.
    pub(super) fn taken(&self, chosen: &[bool], bound: i128) -> Result<Found, Failure> {
        let program = self.solver.program();
        let is_plan = program.holds(chosen);
        let value = program.value_of(chosen);
        self.checked(&Answer {
            state: if is_plan { State::Feasible } else { State::Unknown },
            decided: vec![None; chosen.len()],
            chosen: chosen.to_vec(),
            value,
            cost: program.cost_of(chosen),
            bound: bound.max(value),
            nodes: 0,
        })
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
        let in_doubt = self.in_doubt(answer);
        Ok(Found { state: answer.state, plan, value, cost, bound, in_doubt })
    }

    /// The projects of which not every plan that is better does the same with them as this one.
    fn in_doubt(&self, answer: &Answer) -> BTreeSet<ProjectId> {
        let is_in_doubt = |ways: &Range<usize>| {
            let decided = answer.decided.get(ways.clone()).unwrap_or_default();
            let chosen = answer.chosen.get(ways.clone()).unwrap_or_default();
            let whether = self.whether.iter().find(|(_, others)| others == ways);
            let whether = whether.and_then(|(whether, _)| *answer.decided.get(*whether)?);
            let is_in = whether == Some(true) || decided.contains(&Some(true));
            let is_out = whether == Some(false) || decided.iter().all(|is| *is == Some(false));
            if chosen.contains(&true) { !is_in } else { !is_out }
        };
        let ways = self.problem.ways.iter().filter(|(_, ways)| is_in_doubt(ways));
        ways.map(|(project, _)| *project).collect()
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

/// Where all ways to fund a project take the same of a row, that is said of whether it is funded.
fn say_together(row: &mut Row, whether: usize, ways: &Range<usize>) {
    let of_ways: Vec<i64> =
        row.terms.iter().filter(|(way, _)| ways.contains(way)).map(|(_, uses)| *uses).collect();
    let Some(uses) = of_ways.first().copied() else { return };
    // A row of nothing else says of how many ways one can be chosen.
    let is_only = of_ways.len() == row.terms.len();
    if of_ways.len() == ways.len() && of_ways.iter().all(|other| *other == uses) && !is_only {
        row.terms.retain(|(way, _)| !ways.contains(way));
        row.terms.push((whether, uses));
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
