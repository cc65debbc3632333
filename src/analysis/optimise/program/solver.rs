//! The solver: remembers good plans between questions that differ little.

use std::collections::BTreeSet;

use super::answer::{Answer, Effort, State, Ties};
use super::statement::Program;
use crate::jobs::{Cancelled, Monitor};

/// So many good plans are remembered.
const POOL_MAX: usize = 200;

/// A solver that remembers what it found. Values, right sides and fixings may be changed between solves; the answer is the same as that of
/// a new solver.
#[derive(Debug, Clone)]
pub struct Solver {
    program: Program,
    fixed: Vec<Option<bool>>,
    pool: BTreeSet<Vec<bool>>,
}

impl Solver {
    /// Takes a program.
    pub fn new(program: Program) -> Self {
        let fixed = vec![None; program.columns.len()];
        Self { program, fixed, pool: BTreeSet::new() }
    }

    /// The program as it stands, with all changes but the fixings.
    pub fn program(&self) -> &Program {
        &self.program
    }

    /// Changes the value of a column. Nothing happens where there is no such column.
    pub fn set_value(&mut self, column: usize, value: i64) {
        if let Some(column) = self.program.columns.get_mut(column) {
            column.value = value;
        }
    }

    /// Changes the cost of a column.
    pub fn set_cost(&mut self, column: usize, cost: i64) {
        if let Some(column) = self.program.columns.get_mut(column) {
            column.cost = cost;
        }
    }

    /// Changes the right side of a row.
    pub fn set_most(&mut self, row: usize, most: i64) {
        if let Some(row) = self.program.rows.get_mut(row) {
            row.most = most;
        }
    }

    /// Takes a column for certain, leaves it for certain, or sets it free again.
    pub fn fix(&mut self, column: usize, taken: Option<bool>) {
        if let Some(fixed) = self.fixed.get_mut(column) {
            *fixed = taken;
        }
    }

    /// Offers a plan that may be good. It need not hold.
    pub fn suggest(&mut self, chosen: &[bool]) {
        let mut chosen = chosen.to_vec();
        chosen.resize(self.program.columns.len(), false);
        self.keep(chosen);
    }

    /// Good plans found so far, for this and earlier questions; not all hold for this one.
    pub fn pool(&self) -> impl Iterator<Item = &[bool]> {
        self.pool.iter().map(Vec::as_slice)
    }

    fn keep(&mut self, chosen: Vec<bool>) {
        if self.pool.len() < POOL_MAX || self.pool.contains(&chosen) {
            self.pool.insert(chosen);
        }
    }

    /// Finds the best plan. `on_better` hears of every better plan on the way, with the bound so far.
    pub fn solve(
        &mut self,
        effort: &Effort<'_>,
        monitor: &Monitor,
        on_better: &mut dyn FnMut(&Answer),
    ) -> Result<Answer, Cancelled> {
        let mut search = Search::new(&self.program, &self.fixed, effort);
        let known: Vec<_> = self.pool.iter().cloned().collect();
        for chosen in known {
            search.offer(&chosen, on_better);
        }
        let is_complete = search.descend(monitor, on_better)?;
        let answer = search.answer(is_complete);
        if answer.is_plan() {
            self.keep(answer.chosen.clone());
        }
        Ok(answer)
    }
}

/// A plain search in depth: takes or leaves one column after another.
struct Search<'a> {
    program: &'a Program,
    fixed: &'a [Option<bool>],
    effort: &'a Effort<'a>,
    /// The most that columns from here on can add.
    rest: Vec<i128>,
    best: Option<(i128, i128, Vec<bool>)>,
    nodes: u64,
}

impl<'a> Search<'a> {
    fn new(program: &'a Program, fixed: &'a [Option<bool>], effort: &'a Effort<'a>) -> Self {
        let mut rest = vec![0_i128];
        for (column, fixed) in program.columns.iter().zip(fixed).rev() {
            let value = i128::from(column.value);
            let most = match fixed {
                Some(true) => value,
                Some(false) => 0,
                None => value.max(0),
            };
            rest.push(rest.last().copied().unwrap_or(0) + most);
        }
        rest.reverse();
        Self { program, fixed, effort, rest, best: None, nodes: 0 }
    }

    fn offer(&mut self, chosen: &[bool], on_better: &mut dyn FnMut(&Answer)) {
        let is_allowed =
            chosen.iter().zip(self.fixed).all(|(taken, fixed)| fixed.is_none_or(|f| f == *taken));
        if !is_allowed || !self.program.holds(chosen) {
            return;
        }
        let key = (self.program.value_of(chosen), -self.program.cost_of(chosen), chosen.to_vec());
        if self.best.as_ref().is_none_or(|best| *best < key) {
            self.best = Some(key);
            on_better(&self.answer(false));
        }
    }

    /// Whether everything was looked at.
    fn descend(
        &mut self,
        monitor: &Monitor,
        on_better: &mut dyn FnMut(&Answer),
    ) -> Result<bool, Cancelled> {
        let mut open = vec![Vec::<bool>::new()];
        while let Some(chosen) = open.pop() {
            monitor.round(0)?;
            if self.nodes >= self.effort.nodes_max || (self.effort.is_over)() {
                return Ok(false);
            }
            self.nodes += 1;
            if self.is_hopeless(&chosen) {
                continue;
            }
            let Some(fixed) = self.fixed.get(chosen.len()) else {
                self.offer(&chosen, on_better);
                continue;
            };
            for taken in [false, true] {
                if fixed.is_none_or(|fixed| fixed == taken) {
                    let mut child = chosen.clone();
                    child.push(taken);
                    open.push(child);
                }
            }
        }
        Ok(true)
    }

    fn is_hopeless(&self, chosen: &[bool]) -> bool {
        let value = self.program.value_of(chosen);
        let bound = value + self.rest.get(chosen.len()).copied().unwrap_or(0);
        let is_worse = self.best.as_ref().is_some_and(|(best, _, _)| match self.effort.ties {
            Ties::Broken => bound < *best,
            Ties::Any => bound <= *best,
        });
        is_worse
            || self.program.rows.iter().any(|row| {
                let open = row
                    .terms
                    .iter()
                    .filter(|(column, _)| *column >= chosen.len() && *column < self.fixed.len());
                let least: i128 = open.map(|(_, c)| i128::from(*c).min(0)).sum();
                row.load_of(chosen) + least > i128::from(row.most)
            })
    }

    fn answer(&self, is_complete: bool) -> Answer {
        let most = self.rest.first().copied().unwrap_or(0);
        let state = match (&self.best, is_complete) {
            (Some(_), true) => State::Optimal,
            (Some(_), false) => State::Feasible,
            (None, true) => State::Infeasible,
            (None, false) => State::Unknown,
        };
        let none = (0, 0, vec![false; self.fixed.len()]);
        let (value, cost, chosen) = self.best.clone().unwrap_or(none);
        let bound = if state == State::Optimal { value } else { most };
        Answer { state, chosen, value, cost: -cost, bound, nodes: self.nodes }
    }
}
