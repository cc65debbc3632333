//! The root of the search: bounds, cuts and first plans, until what is left open is as little as can be.

use super::conflict::Conflicts;
use super::core::Core;
use super::cover;
use super::domain::{Choice, Domain};
use super::greedy;
use super::record::{Goal, Record};
use super::relaxation::{Bound, Relaxation, Verdict};
use super::table::Table;
use crate::jobs::Cancelled;

/// What is open is much where it is more than one part of so many of the best value: then more is tried at the root.
const FAR_PARTS: i128 = 20;
/// So many rounds of cuts are made.
const ROUNDS_MAX: usize = 25;
/// A solve at the root may exchange so often.
const EXCHANGES_MAX: usize = 50_000;
/// A value counts as whole this near to it.
const WHOLE: f64 = 1e-6;

/// Decides what would bring the bound down to the cut-off if it went the other way. Nothing where that cannot be; otherwise whether the
/// relaxation has to be solved again.
pub(super) fn fix_by_bound(
    table: &Table,
    domain: &mut Domain,
    found: &Bound,
    x: &[f64],
    cut_off: i128,
) -> Option<bool> {
    let mark = domain.mark();
    for (column, reduced) in found.reduced.iter().enumerate() {
        let is_decided = domain.is_free(column) && found.without(column) <= cut_off;
        if is_decided && !domain.set(table, Choice::new(column, *reduced > 0.0)) {
            return None;
        }
    }
    if !domain.propagate(table) {
        return None;
    }
    let mut news = domain.trail().iter().skip(mark);
    Some(news.any(|choice| {
        let now = x.get(choice.column()).copied().unwrap_or(0.0);
        (now - f64::from(u8::from(choice.taken()))).abs() > WHOLE
    }))
}

/// What is left of a core at its root.
#[derive(Debug, Clone)]
pub(super) struct Left {
    pub(super) core: Core,
    pub(super) relaxation: Relaxation,
    pub(super) domain: Domain,
    /// The bound at the root, if the relaxation has been solved since the core is as it is.
    pub(super) bound: Option<Bound>,
    /// Whether so much stays open that more is worth trying.
    pub(super) is_hard: bool,
    /// What excludes what within this core, if that has been looked at.
    pub(super) conflicts: Option<Conflicts>,
}

impl Left {
    /// Tries what excludes what, and decides what follows; whether anything can be within it.
    fn look_for_conflicts(&mut self) -> bool {
        let conflicts = Conflicts::of(&self.core.table, &[]);
        let table = &self.core.table;
        let holds = !conflicts.is_impossible
            && conflicts.forced.iter().all(|choice| self.domain.set(table, *choice))
            && self.domain.propagate(table);
        self.conflicts = Some(conflicts);
        holds
    }
}

/// Solves the relaxation, looks for first plans and decides what follows, once; nothing where nothing better is in it.
pub(super) fn settle(
    core: &Core,
    relaxation: &mut Relaxation,
    domain: &mut Domain,
    record: &mut Record<'_>,
    with_plans: bool,
) -> Option<(bool, Bound)> {
    let cut_off = record.cut_off(Goal::Value).saturating_sub(core.value);
    if relaxation.solve(&core.table, domain, cut_off, EXCHANGES_MAX) == Verdict::Impossible {
        return None;
    }
    let found = relaxation.bound(domain);
    let bound = found.most.saturating_add(core.value);
    record.lower_bound_to(Some(bound));
    let x = relaxation.x();
    if with_plans {
        first_plans(core, domain, &x, &found, record);
    }
    let cut_off = record.cut_off(Goal::Value).saturating_sub(core.value);
    if found.most <= cut_off {
        record.give_up(Goal::Value, bound);
        return None;
    }
    let moved = fix_by_bound(&core.table, domain, &found, &x, cut_off)?;
    if domain.is_complete() {
        record.offer(&core.whole_plan(&domain.plan()));
        return None;
    }
    Some((moved, found))
}

fn first_plans(
    core: &Core,
    domain: &mut Domain,
    x: &[f64],
    found: &Bound,
    record: &mut Record<'_>,
) {
    let orders = [
        greedy::by_relaxation(core, x, found),
        greedy::by_price(core, found),
        greedy::by_ratio(core, domain),
    ];
    for order in orders {
        if let Some(plan) = greedy::construct(core, domain, &order) {
            record.offer(&core.whole_plan(&plan));
        }
    }
}

/// Cuts and bounds at the root of a core until they bring little; nothing where nothing better is in it.
pub(super) fn narrow(left: Left, record: &mut Record<'_>) -> Result<Option<Left>, Cancelled> {
    let mut left = left;
    let mut bound_before = record.bound;
    let mut idle = 0;
    for round in 0..ROUNDS_MAX {
        if record.is_over()? {
            break;
        }
        let Left { core, relaxation, domain, bound, .. } = &mut left;
        let with_plans = round < 3 || round % 4 == 0;
        let Some((moved, found)) = settle(core, relaxation, domain, record, with_plans) else {
            return Ok(None);
        };
        *bound = Some(found);
        if domain.mark() * 4 > core.values.len() {
            left = shrunk(&left);
            if !left.domain.propagate(&left.core.table) {
                return Ok(None);
            }
            continue;
        }
        if moved {
            continue;
        }
        let reached = record.reached(Goal::Value).unwrap_or(bound_before);
        let has_fallen = (bound_before - record.bound) * 200 > bound_before - reached;
        idle = if has_fallen { 0 } else { idle + 1 };
        bound_before = record.bound;
        if left.is_hard && left.conflicts.is_none() && !left.look_for_conflicts() {
            return Ok(None);
        }
        if idle > 3 || !cut(&mut left) {
            break;
        }
    }
    Ok(Some(left))
}

/// Whether much is open between the best plan and the bound.
pub(super) fn is_far(record: &Record<'_>) -> bool {
    record
        .reached(Goal::Value)
        .is_none_or(|reached| (record.bound - reached).saturating_mul(FAR_PARTS) > reached.abs())
}

/// Only what is still open.
pub(super) fn shrunk(left: &Left) -> Left {
    let (core, relaxation) = left.core.left(&left.domain, &left.relaxation);
    let domain = Domain::new(&core.table);
    Left { core, relaxation, domain, bound: None, is_hard: left.is_hard, conflicts: None }
}

/// Adds rows that every plan keeps and the relaxation does not; whether there were any.
fn cut(left: &mut Left) -> bool {
    let Left { core, relaxation, domain, conflicts, .. } = left;
    let x = relaxation.x();
    let mut cuts = cover::cuts(&core.table, &x, relaxation);
    if let Some(conflicts) = conflicts {
        cuts.extend(conflicts.cuts(&x));
    }
    let is_any = !cuts.is_empty();
    for (terms, most) in cuts {
        core.table.push(terms, most);
    }
    relaxation.meet_new_rows(&core.table);
    domain.meet_new_rows(&core.table);
    is_any
}
