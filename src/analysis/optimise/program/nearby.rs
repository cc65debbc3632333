//! Better plans near the ones that are known: most columns stay as they are, the others are searched anew.
//!
//! Two ways to choose what stays: what the best plan and the relaxation agree on (Danna, Rothberg and Le Pape 2005), and everything but what
//! shares some rows (a large neighbourhood). How much is set free follows from how the last try of its kind went.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "a numeric kernel; columns and lines are of the table"
)]

use super::core::Core;
use super::cover;
use super::domain::{Choice, Domain};
use super::narrow::fix_by_bound;
use super::primal::Primal;
use super::record::{Goal, Record};
use super::relaxation::{Relaxation, Verdict};
use super::tree::{Stop, Tree};
use crate::jobs::Cancelled;

/// A try may look at so many nodes.
const NODES_MAX: u64 = 120;
/// Taking apart begins with so many tries,
const FIRST_TRIES: u64 = 20;
/// and takes no more than such a part of the work,
const FIRST_PARTS: u64 = 6;
/// of which so many in a row may bring nothing,
const FIRST_IDLE_TRIES: u32 = 3;
/// each of so many rounds;
const FIRST_ROUNDS: u64 = 25;
/// later so many rounds belong to a try,
const ROUNDS: u64 = 125;
/// and take as long as a node does.
const ROUNDS_A_NODE: u64 = 2;
/// After so many tries without anything better each counts twice, after twice as many three times, and so on.
const IDLE_TRIES: u32 = 10;
/// With no more columns than these a proof comes soon enough.
const FEW_COLUMNS: usize = 100;
/// A dive settles so often.
const DIVE_ROUNDS_MAX: usize = 60;
/// A solve in a dive may exchange so often.
const DIVE_EXCHANGES_MAX: usize = 5_000;
/// The relaxation agrees with a plan where it is this near.
const NEAR: f64 = 0.1;

/// Looks for better plans, and remembers how that went.
pub(super) struct Nearby {
    /// How many columns a neighbourhood sets free.
    size: usize,
    chance: u64,
    /// How many tries in a row have brought nothing.
    pub(super) idle: u32,
    /// How many nodes were spent.
    pub(super) nodes: u64,
    /// Where much is open, plans are taken apart and put together as well.
    primal: Option<Primal>,
}

impl Default for Nearby {
    fn default() -> Self {
        Self { size: 40, chance: 7, idle: 0, nodes: 0, primal: None }
    }
}

impl Nearby {
    /// From now on plans are taken apart and put together as well.
    pub(super) fn begin_taking_apart(
        &mut self,
        primal: Option<Primal>,
        record: &mut Record<'_>,
    ) -> Result<(), Cancelled> {
        let Some(primal) = primal else { return Ok(()) };
        record.offer(primal.best());
        self.primal = Some(primal);
        let nodes_max = record.nodes + record.nodes_max().div_euclid(FIRST_PARTS);
        let mut idle = 0;
        for _ in 0..FIRST_TRIES {
            if record.is_over()? || record.nodes > nodes_max {
                break;
            }
            idle = if self.take_apart(FIRST_ROUNDS, record) { 0 } else { idle + 1 };
            if idle > FIRST_IDLE_TRIES {
                break;
            }
        }
        Ok(())
    }

    /// Goes on taking plans apart, from the best there is; whether that brought a better one.
    fn take_apart(&mut self, rounds: u64, record: &mut Record<'_>) -> bool {
        let Some(primal) = &mut self.primal else { return false };
        if let Some(best) = &record.best {
            primal.meet(&best.plan);
        }
        record.nodes += rounds.div_euclid(ROUNDS_A_NODE);
        primal.go_on(rounds) && record.offer(primal.best())
    }

    /// One try of each kind within what `domain` has decided; whether there was anything better.
    pub(super) fn improve(
        &mut self,
        core: &Core,
        relaxation: &Relaxation,
        domain: &Domain,
        record: &mut Record<'_>,
    ) -> Result<bool, Cancelled> {
        let before = record.nodes;
        let mut is_better = self.take_apart(ROUNDS, record);
        let agreed = agreed(core, relaxation, domain, record);
        if let Some(free) = agreed {
            is_better |= search(core, relaxation, domain, &free, record)?.0;
        }
        if let Some(free) = self.neighbourhood(core, domain) {
            let (found, stop) = search(core, relaxation, domain, &free, record)?;
            is_better |= found;
            self.size = match stop {
                Stop::Over => (self.size * 4).div_ceil(5).max(10),
                _ => (self.size * 5).div_ceil(4).min((core.values.len() * 3).div_euclid(4)),
            };
        }
        self.idle = if is_better { 0 } else { self.idle + 1 };
        // The longer nothing came of it, the more the tree gets of the work.
        self.nodes += (record.nodes - before) * u64::from(1 + self.idle.div_euclid(IDLE_TRIES));
        Ok(is_better)
    }

    /// Columns that share rows with one another, until there are enough.
    fn neighbourhood(&mut self, core: &Core, domain: &Domain) -> Option<Vec<bool>> {
        let count = core.values.len();
        if self.size * 5 > count * 4 || count < 12 {
            return None;
        }
        let clique_of = cover::cliques(&core.table);
        let mut free = vec![false; count];
        let mut chosen = 0;
        let mut open = Vec::new();
        for _ in 0..count * 4 {
            if chosen >= self.size {
                break;
            }
            let column = open.pop().unwrap_or_else(|| self.below(count));
            if free[column] || !domain.is_free(column) {
                continue;
            }
            free[column] = true;
            chosen += 1;
            // Of columns of which at most one is taken, one can only be taken where the others are free to be left.
            for (other, _) in clique_of[column].iter().flat_map(|at| &core.table.lines[*at].terms) {
                let other = *other as usize;
                if !free[other] && domain.is_free(other) {
                    free[other] = true;
                    chosen += 1;
                }
            }
            let uses = &core.table.uses[column];
            if uses.is_empty() {
                continue;
            }
            let (line, _) = uses[self.below(uses.len())];
            let terms = &core.table.lines[line as usize].terms;
            for _ in 0..3 {
                open.push(terms[self.below(terms.len())].0 as usize);
            }
        }
        Some(free)
    }

    /// A number below `count` that looks random and is the same every time.
    fn below(&mut self, count: usize) -> usize {
        self.chance = self
            .chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.chance >> 33) % count.max(1) as u64) as usize
    }
}

/// Whether many columns are open, and most of several of which one at most is taken, as ways to start are: then relaxations say little of good plans.
pub(super) fn asks_when(core: &Core) -> bool {
    let clique_of = cover::cliques(&core.table);
    clique_of.len() > FEW_COLUMNS && clique_of.iter().flatten().count() * 2 > clique_of.len()
}

/// Goes straight down from the relaxation: settles what is nearly whole, a part at a time, until a plan is there or none can be.
pub(super) fn dive(
    core: &Core,
    relaxation: &Relaxation,
    domain: &Domain,
    record: &mut Record<'_>,
) -> Result<(), Cancelled> {
    let (mut relaxation, mut domain) = (relaxation.clone(), domain.clone());
    for _ in 0..DIVE_ROUNDS_MAX {
        let cut_off = record.cut_off(Goal::Value).saturating_sub(core.value);
        let verdict = relaxation.solve(&core.table, &domain, cut_off, DIVE_EXCHANGES_MAX);
        let found = relaxation.bound(&domain);
        if record.next_node()? || verdict == Verdict::Impossible || found.most <= cut_off {
            return Ok(());
        }
        let x = relaxation.x();
        if fix_by_bound(&core.table, &mut domain, &found, &x, cut_off).is_none() {
            return Ok(());
        }
        let is_open = |column: &usize| {
            domain.is_free(*column) && x[*column] > 1e-6 && x[*column] < 1.0 - 1e-6
        };
        let mut order: Vec<usize> = (0..x.len()).filter(is_open).collect();
        if order.is_empty() {
            let plan: Vec<bool> = x.iter().map(|part| *part > 0.5).collect();
            record.offer(&core.whole_plan(&plan));
            return Ok(());
        }
        order.sort_by(|one, other| x[*other].total_cmp(&x[*one]).then(one.cmp(other)));
        let count = order.len().div_ceil(6);
        for column in order.into_iter().take(count) {
            let mark = domain.mark();
            if domain.is_free(column) && !domain.decide(&core.table, Choice::new(column, true)) {
                domain.undo_to(&core.table, mark);
                if !domain.decide(&core.table, Choice::new(column, false)) {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// Searches the free columns, with all others as in the best plan.
fn search(
    core: &Core,
    relaxation: &Relaxation,
    domain: &Domain,
    free: &[bool],
    record: &mut Record<'_>,
) -> Result<(bool, Stop), Cancelled> {
    let before = record.reached(Goal::Value);
    let Some(best) = &record.best else { return Ok((false, Stop::Through)) };
    let plan = core.own_plan(&best.plan);
    let mut domain = domain.clone();
    for (column, taken) in plan.iter().enumerate().filter(|(column, _)| !free[*column]) {
        let mark = domain.mark();
        if domain.is_free(column) && !domain.decide(&core.table, Choice::new(column, *taken)) {
            domain.undo_to(&core.table, mark);
        }
    }
    if domain.is_complete() {
        record.offer(&core.whole_plan(&domain.plan()));
        return Ok((record.reached(Goal::Value) > before, Stop::Through));
    }
    let (core, relaxation) = core.left(&domain, relaxation);
    let mut domain = Domain::new(&core.table);
    if !domain.propagate(&core.table) {
        return Ok((false, Stop::Through));
    }
    let mut tree = Tree::new(core, Goal::Value, relaxation, domain).only_trying(NODES_MAX);
    tree.add(record.bound, Vec::new());
    let stop = tree.explore(record)?;
    Ok((record.reached(Goal::Value) > before, stop))
}

/// The columns on which the best plan and the relaxation do not agree; nothing where there is no plan, or where that is most.
fn agreed(
    core: &Core,
    relaxation: &Relaxation,
    domain: &Domain,
    record: &Record<'_>,
) -> Option<Vec<bool>> {
    let plan = core.own_plan(&record.best.as_ref()?.plan);
    let x = relaxation.x();
    let differs = |column: usize| {
        let now = if plan[column] { 1.0 } else { 0.0 };
        domain.is_free(column) && (x[column] - now).abs() > NEAR
    };
    let free: Vec<bool> = (0..plan.len()).map(differs).collect();
    let count = free.iter().filter(|is_free| **is_free).count();
    (count > 3 && count * 2 < plan.len()).then_some(free)
}
