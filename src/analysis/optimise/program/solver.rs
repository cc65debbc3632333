//! The solver: remembers good plans between questions that differ little.

use super::answer::{Answer, Effort};
use super::core::{Core, fix_members};
use super::domain::Domain;
use super::narrow::{Left, narrow, settle, shrunk};
use super::record::{Goal, Record};
use super::relaxation::Relaxation;
use super::statement::Program;
use super::ties::break_ties;
use super::tree::Tree;
use crate::jobs::{Cancelled, Monitor};

/// So many good plans are remembered.
const POOL_MAX: usize = 200;

/// A solver that remembers what it found. Values, right sides and fixings may be changed between solves; the answer is the same as that of
/// a new solver.
#[derive(Debug, Clone)]
pub struct Solver {
    program: Program,
    fixed: Vec<Option<bool>>,
    /// Good plans, the latest last.
    pool: Vec<Vec<bool>>,
    /// The program with columns that go together as one.
    core: Option<Core>,
    /// The relaxation as the last solve left it at the root.
    relaxation: Option<Relaxation>,
}

impl Solver {
    /// Takes a program.
    pub fn new(program: Program) -> Self {
        let fixed = vec![None; program.columns.len()];
        Self { program, fixed, pool: Vec::new(), core: None, relaxation: None }
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
            // A row of two columns may have made them one.
            if row.most != most && row.terms.len() <= 2 {
                (self.core, self.relaxation) = (None, None);
            }
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
        self.pool.retain(|known| *known != chosen);
        self.pool.push(chosen);
        if self.pool.len() > POOL_MAX {
            self.pool.remove(0);
        }
    }

    /// Finds the best plan. `on_better` hears of every better plan on the way, with the bound so far.
    pub fn solve(
        &mut self,
        effort: &Effort<'_>,
        monitor: &Monitor,
        on_better: &mut dyn FnMut(&Answer),
    ) -> Result<Answer, Cancelled> {
        let mut record = Record::new(&self.program, &self.fixed, effort, monitor, on_better);
        for chosen in self.pool.iter().rev() {
            record.offer(chosen);
        }
        let core = current(&self.program, self.core.take());
        let outcome = search(&self.program, &self.fixed, &core, &mut self.relaxation, &mut record);
        self.core = Some(core);
        let is_complete = outcome?;
        let answer = record.answer(is_complete);
        for plan in std::mem::take(&mut record.found) {
            self.keep(plan);
        }
        if answer.is_plan() {
            self.keep(answer.chosen.clone());
        }
        Ok(answer)
    }
}

/// The core of the whole program, with values, costs and right sides as they are now.
fn current(program: &Program, core: Option<Core>) -> Core {
    let Some(mut core) = core else { return Core::whole(program) };
    for (line, row) in core.table.lines.iter_mut().zip(&program.rows) {
        line.most = i128::from(row.most);
    }
    core.take_values(program);
    core
}

/// Searches everything; whether it got through.
fn search(
    program: &Program,
    fixed: &[Option<bool>],
    core: &Core,
    kept: &mut Option<Relaxation>,
    record: &mut Record<'_>,
) -> Result<bool, Cancelled> {
    let mut domain = Domain::new(&core.table);
    if !fix_members(core, &mut domain, fixed) {
        return Ok(true);
    }
    if domain.is_complete() {
        record.offer(&core.whole_plan(&domain.plan()));
        return Ok(true);
    }
    let relaxation = match kept {
        Some(relaxation) => {
            relaxation.forget_loose_rows();
            relaxation.set_values(&core.values);
            relaxation.set_mosts(&core.table);
            relaxation
        }
        None => kept.insert(Relaxation::new(&core.table, &core.values)),
    };
    if settle(core, relaxation, &mut domain, record, record.best.is_none()).is_none() {
        return Ok(true);
    }
    let root = Left { core: core.clone(), relaxation: relaxation.clone(), domain };
    let mut left = shrunk(&root);
    if !left.domain.propagate(&left.core.table) {
        return Ok(true);
    }
    let Some(left) = narrow(left, record)? else { return Ok(true) };
    climb(program, left, record)
}

/// The tree, and then the ties.
fn climb(program: &Program, left: Left, record: &mut Record<'_>) -> Result<bool, Cancelled> {
    let Left { core, relaxation, domain } = left;
    let mut tree = Tree::new(&core, Goal::Value, relaxation, domain);
    tree.add(record.bound, Vec::new());
    if !tree.explore(record)? {
        record.lower_bound_to(tree.open_bound());
        return Ok(false);
    }
    record.lower_bound_to(None);
    let ties = tree.ties(record);
    break_ties(program, &core, ties, record)
}
