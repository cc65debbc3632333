//! Plans of equal value: the one with the lowest cost, and among those the one that takes the earlier columns.

use super::core::Core;
use super::domain::{Choice, Domain};
use super::record::{Goal, Record};
use super::relaxation::{Relaxation, Verdict};
use super::statement::Program;
use super::tree::{Part, Stop, Tree};
use crate::jobs::Cancelled;

/// A solve here may exchange so often.
const EXCHANGES_MAX: usize = 5_000;

/// Looks for the plan that the rule asks for in the parts in which the highest value can be met; whether it got through.
pub(super) fn break_ties(
    program: &Program,
    core: &Core,
    parts: Vec<Part>,
    record: &mut Record<'_>,
) -> Result<bool, Cancelled> {
    let Some(value) = record.reached(Goal::Value) else { return Ok(true) };
    let mut core = core.clone();
    let terms = core.values.iter().enumerate().map(|(column, value)| (column, -value));
    let terms: Vec<_> = terms.collect();
    core.table.push(terms, core.value - value);
    core.values = core.costs.iter().map(|cost| -cost).collect();
    core.value = -program.cost_of(&core.settled);
    let parts = open_parts(&core, parts, record);
    if parts.is_empty() {
        return Ok(true);
    }
    let domain = Domain::new(&core.table);
    let relaxation = Relaxation::new(&core.table, &core.values);
    let mut tree = Tree::new(core.clone(), Goal::Cost, relaxation, domain);
    for part in parts {
        tree.add(i128::MAX, part);
    }
    if tree.explore(record)? != Stop::Through {
        return Ok(false);
    }
    let parts = tree.ties(record);
    let Some(saved) = record.reached(Goal::Cost) else { return Ok(true) };
    drop(tree);
    let terms: Vec<_> = core.costs.iter().copied().enumerate().collect();
    core.table.push(terms, core.value - saved);
    let parts = open_parts(&core, parts, record);
    for part in parts {
        if !earliest(&core, &part, record)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Offers the parts that hold one plan only, and gives the others.
fn open_parts(core: &Core, parts: Vec<Part>, record: &mut Record<'_>) -> Vec<Part> {
    let mut domain = Domain::new(&core.table);
    if !domain.propagate(&core.table) {
        return Vec::new();
    }
    let mark = domain.mark();
    let mut open = Vec::new();
    for part in parts {
        domain.undo_to(&core.table, mark);
        let is_possible = part.iter().all(|choice| domain.set(&core.table, *choice));
        if !is_possible || !domain.propagate(&core.table) {
            continue;
        }
        if domain.is_complete() {
            record.offer(&core.whole_plan(&domain.plan()));
        } else {
            open.push(part);
        }
    }
    open
}

/// Looks for the plan that takes the earlier columns, in depth: earlier columns first, taken before left.
fn earliest(core: &Core, part: &Part, record: &mut Record<'_>) -> Result<bool, Cancelled> {
    let mut domain = Domain::new(&core.table);
    let mut relaxation = Relaxation::new(&core.table, &vec![0; core.values.len()]);
    let mut columns: Vec<usize> = (0..core.values.len()).collect();
    columns.sort_by_key(|column| core.members.get(*column).cloned());
    let mut open = vec![part.clone()];
    if !domain.propagate(&core.table) {
        return Ok(true);
    }
    let mark = domain.mark();
    while let Some(part) = open.pop() {
        if record.next_node()? {
            return Ok(false);
        }
        domain.undo_to(&core.table, mark);
        let is_possible = part.iter().all(|choice| domain.set(&core.table, *choice));
        if !is_possible
            || !domain.propagate(&core.table)
            || !may_be_earlier(core, &domain, &columns, record)
        {
            continue;
        }
        let Some(next) = columns.iter().find(|column| domain.is_free(**column)) else {
            record.offer(&core.whole_plan(&domain.plan()));
            continue;
        };
        let verdict = relaxation.solve(&core.table, &domain, i128::MIN, EXCHANGES_MAX);
        if verdict == Verdict::Impossible {
            continue;
        }
        let now: Part = domain.trail().iter().skip(mark).copied().collect();
        for taken in [false, true] {
            let mut part = now.clone();
            part.push(Choice::new(*next, taken));
            open.push(part);
        }
    }
    Ok(true)
}

/// Whether a plan within what is decided can take earlier columns than the best.
fn may_be_earlier(core: &Core, domain: &Domain, columns: &[usize], record: &Record<'_>) -> bool {
    let Some(best) = &record.best else { return true };
    let best = core.own_plan(&best.plan);
    for column in columns {
        let is_taken = best.get(*column).copied().unwrap_or(false);
        match domain.get(*column) {
            Some(taken) if taken == is_taken => (),
            Some(taken) => return taken,
            None if is_taken => (),
            None => return true,
        }
    }
    false
}
