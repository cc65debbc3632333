//! The solver: remembers good plans between questions that differ little.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a numeric kernel; places of columns are kept by the cores"
)]

use super::answer::{Answer, Effort};
use super::branch::Falls;
use super::conflict::{Conflicts, is_structure};
use super::core::{Core, fix_members};
use super::domain::{Choice, Domain};
use super::narrow::{Left, is_far, narrow, settle, shrunk};
use super::nearby::{Nearby, asks_when, dive};
use super::primal::{Primal, Start};
use super::record::{Goal, Record};
use super::relaxation::Relaxation;
use super::statement::Program;
use super::ties::break_ties;
use super::tree::{Part, Stop, Tree};
use crate::jobs::{Cancelled, Monitor};

/// So many good plans are remembered.
const POOL_MAX: usize = 200;
/// So many trials of a column are remembered.
const REMEMBERED_MAX: u32 = 4;
/// So many rounds of cliques are added at the root.
const CLIQUE_ROUNDS_MAX: usize = 15;
/// Plans are taken apart where the answer is worth so many nodes at least.
const TAKING_APART_NODES: u64 = 250;

/// A solver that remembers what it found. Values, right sides and fixings may be changed between solves; with ties broken the answer
/// is the same as that of a new solver.
#[derive(Debug, Clone)]
pub struct Solver {
    program: Program,
    fixed: Vec<Option<bool>>,
    /// The rows whose right side has been changed.
    is_loose: Vec<bool>,
    /// Good plans, the latest last.
    pool: Vec<Vec<bool>>,
    /// The program with columns that go together as one.
    core: Option<(Core, Conflicts)>,
    /// How much bounds have fallen with each column.
    falls: Vec<Falls>,
    /// The relaxation as the last solve left it at the root.
    relaxation: Option<Relaxation>,
}

impl Solver {
    /// Takes a program.
    pub fn new(program: Program) -> Self {
        let fixed = vec![None; program.columns.len()];
        let is_loose = vec![false; program.rows.len()];
        let falls = vec![Falls::default(); program.columns.len()];
        Self { program, fixed, is_loose, pool: Vec::new(), core: None, falls, relaxation: None }
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
    pub fn set_most(&mut self, number: usize, most: i64) {
        if let Some(row) = self.program.rows.get_mut(number) {
            if row.most == most {
                return;
            }
            row.most = most;
            self.is_loose[number] = true;
            // What columns exclude each other, and which are one, was found from such rows.
            let is_known = |(_, known): &(Core, Conflicts)| known.holds_with(number, most);
            if is_structure(row.terms.len()) || !self.core.as_ref().is_none_or(is_known) {
                (self.core, self.relaxation) = (None, None);
            }
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
        record.falls.clone_from(&self.falls);
        for chosen in self.pool.iter().rev() {
            record.offer(chosen);
        }
        let (mut core, conflicts) = current(&self.program, &self.is_loose, self.core.take());
        let outcome = if conflicts.is_impossible {
            Ok(true)
        } else {
            let whole = (&mut core, &conflicts, &mut self.relaxation);
            search(&self.program, &self.fixed, whole, &mut record)
        };
        self.core = Some((core, conflicts));
        let is_complete = outcome?;
        self.falls = faded(std::mem::take(&mut record.falls));
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

/// What was learned counts no more than so many trials where the next question may be another one.
fn faded(falls: Vec<Falls>) -> Vec<Falls> {
    let fade = |(sum, count): (f64, u32)| {
        let kept = count.min(REMEMBERED_MAX);
        (sum * f64::from(kept) / f64::from(count.max(1)), kept)
    };
    falls.into_iter().map(|sides| sides.map(fade)).collect()
}

/// The core of the whole program, with values, costs and right sides as they are now.
fn current(
    program: &Program,
    is_loose: &[bool],
    core: Option<(Core, Conflicts)>,
) -> (Core, Conflicts) {
    let Some((mut core, conflicts)) = core else {
        let mut core = Core::whole(program);
        let conflicts = Conflicts::of(&core.table, is_loose);
        for choice in &conflicts.forced {
            let sign = if choice.taken() { -1 } else { 1 };
            core.table.push([(choice.column(), sign)], sign.min(0));
        }
        return (core, conflicts);
    };
    for (line, row) in core.table.lines.iter_mut().zip(&program.rows) {
        line.most = i128::from(row.most);
    }
    core.take_values(program);
    (core, conflicts)
}

/// Searches everything; whether it got through.
fn search(
    program: &Program,
    fixed: &[Option<bool>],
    (core, conflicts, kept): (&mut Core, &Conflicts, &mut Option<Relaxation>),
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
    for _ in 0..CLIQUE_ROUNDS_MAX {
        let with_plans = record.best.is_none();
        if settle(core, relaxation, &mut domain, record, with_plans).is_none() {
            return Ok(true);
        }
        let cuts = conflicts.cuts(&relaxation.x());
        if cuts.is_empty() || record.is_over()? {
            break;
        }
        for (terms, most) in cuts {
            core.table.push(terms, most);
        }
        relaxation.meet_new_rows(&core.table);
        domain.meet_new_rows(&core.table);
    }
    let root = Left {
        core: core.clone(),
        relaxation: relaxation.clone(),
        domain,
        bound: None,
        is_hard: false,
        conflicts: None,
    };
    let mut left = shrunk(&root);
    if !left.domain.propagate(&left.core.table) {
        return Ok(true);
    }
    let Some(left) = narrow(left, record)? else { return Ok(true) };
    climb(program, fixed, left, record)
}

/// The tree, again with less where a better plan has decided much, and then the ties.
fn climb(
    program: &Program,
    fixed: &[Option<bool>],
    left: Left,
    record: &mut Record<'_>,
) -> Result<bool, Cancelled> {
    let mut left = left;
    let mut open = vec![(record.bound, Vec::new())];
    let mut nearby = Nearby::default();
    dive(&left.core, &left.relaxation, &left.domain, record)?;
    for _ in 0..3 {
        if !nearby.improve(&left.core, &left.relaxation, &left.domain, record)? {
            break;
        }
    }
    left.is_hard = is_far(record);
    if (left.is_hard || asks_when(&left.core)) && record.nodes_max() >= TAKING_APART_NODES {
        let known = record.best.as_ref().map(|best| best.plan.clone());
        let start = Start { fixed, plan: known.as_deref(), prices: &[], seed: 7 };
        nearby.begin_taking_apart(Primal::begin(program, &start), record)?;
    }
    loop {
        let Some(smaller) = smaller(&left, &mut open, record)? else { return Ok(true) };
        left = smaller;
        let Left { core, relaxation, domain, bound, conflicts, .. } = &left;
        let mut tree = Tree::new(core.clone(), Goal::Value, relaxation.clone(), domain.clone())
            .cutting(conflicts.clone());
        if let Some(bound) = bound {
            tree = tree.below(bound.clone(), std::mem::take(&mut nearby), record);
        }
        for (bound, part) in open.drain(..) {
            tree.add(bound, part);
        }
        match tree.explore(record)? {
            Stop::Smaller => {
                let (left_open, carried) = tree.into_open();
                open = left_open;
                nearby = carried.unwrap_or(nearby);
            }
            Stop::Over => {
                record.lower_bound_to(tree.open_bound());
                record.decided = tree.decided(record);
                return Ok(false);
            }
            Stop::Through => {
                record.lower_bound_to(None);
                let ties = tree.ties(record);
                return break_ties(program, core, ties, record);
            }
        }
    }
}

/// What is left at the root now that the best is better, with the open parts in its terms; nothing where nothing better is left.
fn smaller(
    left: &Left,
    open: &mut Vec<(i128, Part)>,
    record: &mut Record<'_>,
) -> Result<Option<Left>, Cancelled> {
    let Some(next) = narrow(left.clone(), record)? else { return Ok(None) };
    let place = next.core.places();
    let in_new_terms = |(bound, part): (i128, Part)| {
        let mut moved = Part::new();
        for choice in part {
            let member = left.core.members[choice.column()][0] as usize;
            match place[member] {
                Some(column) => moved.push(Choice::new(column, choice.taken())),
                None if next.core.settled[member] == choice.taken() => (),
                None => return None,
            }
        }
        Some((bound, moved))
    };
    *open = open.drain(..).filter_map(in_new_terms).collect();
    Ok(Some(next))
}
