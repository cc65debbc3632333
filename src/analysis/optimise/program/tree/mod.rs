//! The search tree: the most promising node first, then down from there as far as it pays; where little is open, in a tree of its own.
#![expect(clippy::as_conversions, reason = "a numeric kernel; numbers of columns fit everywhere")]

mod inside;

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::branch::Branching;
use super::conflict::Conflicts;
use super::core::Core;
use super::cover;
use super::domain::{Choice, Domain};
use super::greedy;
use super::narrow::fix_by_bound;
use super::nearby::Nearby;
use super::record::{Goal, Record};
use super::relaxation::{Bound, Relaxation, Verdict};
use crate::jobs::Cancelled;

/// So many decisions in all open nodes together are kept; then the search goes in depth only.
const CHOICES_MAX: usize = 60_000_000;
/// A solve in the tree may exchange so often.
const EXCHANGES_MAX: usize = 5_000;
/// So many cuts are taken in in a tree.
const CUTS_MAX: usize = 300;
/// So many rounds of cuts are made where a part is begun.
const CUT_ROUNDS_MAX: usize = 2;
/// A value counts as whole this near to it.
const WHOLE: f64 = 1e-6;
/// Every so many nodes the relaxation is rounded to a plan.
const ROUND_EVERY: u64 = 16;

/// Decisions that lead to a part of the plans.
pub(super) type Part = Vec<Choice>;

/// A part that is still open: its bound, how late it came, and the decisions that lead there.
type Open = (i128, Reverse<u64>, Part);

/// A search in one core for one goal.
pub(super) struct Tree {
    pub(super) core: Core,
    pub(super) goal: Goal,
    pub(super) relaxation: Relaxation,
    pub(super) domain: Domain,
    pub(super) branching: Branching,
    open: BinaryHeap<Open>,
    open_choices: usize,
    /// So many may be kept.
    choices_max: usize,
    next: u64,
    root_mark: usize,
    nodes_max: u64,
    /// Parts in which the best can be met but not passed.
    ties: Vec<Part>,
    /// What the best came to when these were met.
    ties_at: Option<i128>,
    reach: Reach,
    /// The bound at the root, which decides more with each better plan.
    root: Option<Bound>,
    /// The cut-off when that was last looked at.
    root_cut_off: i128,
    /// Where better plans are looked for in between.
    nearby: Option<Nearby>,
    /// What excludes what, where cuts are looked for in the tree as well.
    conflicts: Option<Conflicts>,
    /// So many more are taken in.
    cuts_left: usize,
    nodes_begun: u64,
    /// The decision just made, the part its column had, and the bound before: to learn from.
    expected: Option<(Choice, f64, f64)>,
}

/// What part of all plans a tree is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Every plan that may be better is in this tree, so that its bounds are bounds of the whole.
    All,
    /// It is a part of a tree of that kind: what is not in it is looked at elsewhere.
    Part,
    /// There are other plans that nobody will look at.
    Some,
}

/// How the search of a tree ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Everything was looked at.
    Through,
    /// The effort is used up; the record knows the bound of what is left.
    Over,
    /// The best is so much better now that much of what is open at the root is decided: it is worth to begin again with less.
    Smaller,
}

/// What became of a node.
enum Fate {
    /// Nothing better is in it.
    Closed,
    /// It goes on with this decision.
    Down(Choice),
    /// So little is open that it goes on in a tree of its own.
    Inside,
}

impl Tree {
    /// A search of everything within what `domain` has decided.
    pub(super) fn new(core: Core, goal: Goal, relaxation: Relaxation, domain: Domain) -> Self {
        Self {
            branching: Branching::new(core.values.len()),
            core,
            goal,
            relaxation,
            open: BinaryHeap::new(),
            open_choices: 0,
            choices_max: CHOICES_MAX,
            next: 0,
            root_mark: domain.mark(),
            nodes_max: u64::MAX,
            domain,
            ties: Vec::new(),
            ties_at: None,
            reach: Reach::All,
            root: None,
            root_cut_off: i128::MIN,
            nearby: None,
            conflicts: None,
            cuts_left: CUTS_MAX,
            nodes_begun: 0,
            expected: None,
        }
    }

    /// Only for good plans, with so many nodes at most: there are other plans outside.
    pub(super) fn only_trying(mut self, nodes_max: u64) -> Self {
        self.nodes_max = nodes_max;
        self.reach = Reach::Some;
        self
    }

    /// Adds a part to look at; no plan in it is worth more than `bound`.
    pub(super) fn add(&mut self, bound: i128, part: Part) {
        self.open_choices += part.len();
        self.open.push((bound, Reverse(self.next), part));
        self.next += 1;
    }

    /// With this bound at the root.
    pub(super) fn below(mut self, root: Bound, nearby: Nearby, record: &Record<'_>) -> Self {
        self.root = Some(root);
        self.nearby = Some(nearby);
        self.nodes_begun = record.nodes;
        self.root_cut_off = record.cut_off(self.goal);
        self
    }

    /// With cuts in the tree as well.
    pub(super) fn cutting(mut self, conflicts: Option<Conflicts>) -> Self {
        self.conflicts = conflicts;
        self
    }

    /// Looks for better plans near the best one, as long as that is a small part of the work.
    fn look_nearby(&mut self, record: &mut Record<'_>) -> Result<(), Cancelled> {
        let Some(mut nearby) = self.nearby.take() else { return Ok(()) };
        let (Some(reached), true) =
            (record.reached(self.goal), record.nodes > self.nodes_begun + 60)
        else {
            self.nearby = Some(nearby);
            return Ok(());
        };
        let is_far = (record.bound - reached) * 100 > reached.abs();
        let share = match nearby.idle {
            0..20 if is_far => 1,
            0..7 => 5,
            _ => 15,
        };
        self.domain.undo_to(&self.core.table, self.root_mark);
        let mut goes_on = true;
        while goes_on && nearby.nodes * share < record.nodes {
            goes_on = nearby.improve(&self.core, &self.relaxation, &self.domain, record)?
                && !record.is_over()?;
        }
        self.nearby = Some(nearby);
        Ok(())
    }

    /// Whether a better plan has come so that a good part of what is open at the root is decided now.
    fn is_smaller_now(&mut self, record: &Record<'_>) -> bool {
        let cut_off = record.cut_off(self.goal);
        if cut_off <= self.root_cut_off {
            return false;
        }
        self.root_cut_off = cut_off;
        let Some(root) = &self.root else { return false };
        let count = self.core.values.len();
        let goes =
            |column: &usize| root.without(*column).saturating_add(self.core.value) <= cut_off;
        (0..count).filter(goes).count() * 6 > count
    }

    /// Takes the open parts and ties out, to go on with them in another tree.
    pub(super) fn into_open(self) -> (Vec<(i128, Part)>, Option<Nearby>) {
        let ties_at = self.ties_at.unwrap_or(i128::MIN);
        let ties = self.ties.into_iter().map(|part| (ties_at, part));
        let open = self.open.into_sorted_vec().into_iter().rev();
        (open.map(|(bound, _, part)| (bound, part)).chain(ties).collect(), self.nearby)
    }

    /// Looks at all open parts.
    pub(super) fn explore(&mut self, record: &mut Record<'_>) -> Result<Stop, Cancelled> {
        if self.goal == Goal::Value {
            self.branching.recall(&self.core, &record.falls);
        }
        let stop = self.go_through(record);
        if self.goal == Goal::Value && self.reach != Reach::Some {
            self.branching.hand_on(&self.core, &mut record.falls);
        }
        stop
    }

    fn go_through(&mut self, record: &mut Record<'_>) -> Result<Stop, Cancelled> {
        while let Some((bound, _, part)) = self.open.pop() {
            self.open_choices -= part.len();
            if bound <= record.cut_off(self.goal) {
                self.give_up(bound, record);
                continue;
            }
            if self.reach == Reach::All && self.goal == Goal::Value {
                record.bound =
                    record.bound.min(bound.max(record.reached(self.goal).unwrap_or(bound)));
            }
            let table = &self.core.table;
            self.expected = None;
            self.domain.undo_to(table, self.root_mark);
            let is_possible = part.iter().all(|choice| self.domain.set(table, *choice));
            if !is_possible || !self.domain.propagate(table) {
                continue;
            }
            if self.domain.is_complete() {
                record.offer(&self.core.whole_plan(&self.domain.plan()));
                continue;
            }
            self.relaxation.forget_loose_rows();
            self.relaxation.refresh();
            self.cut(record);
            if !self.plunge(bound, record)? {
                return Ok(Stop::Over);
            }
            self.look_nearby(record)?;
            if self.is_smaller_now(record) {
                return Ok(Stop::Smaller);
            }
        }
        self.domain.undo_to(&self.core.table, self.root_mark);
        Ok(Stop::Through)
    }

    /// Adds rows that every plan keeps and the relaxation does not here.
    fn cut(&mut self, record: &Record<'_>) {
        let Some(conflicts) = &self.conflicts else { return };
        for _ in 0..CUT_ROUNDS_MAX {
            let table = &self.core.table;
            let cut_off = record.cut_off(self.goal).saturating_sub(self.core.value);
            let verdict = self.relaxation.solve(table, &self.domain, cut_off, EXCHANGES_MAX);
            let x = self.relaxation.x();
            let mut cuts = conflicts.cuts(&x);
            cuts.extend(cover::cuts(table, &x, &self.relaxation));
            cuts.truncate(self.cuts_left);
            if cuts.is_empty() || verdict == Verdict::Impossible {
                return;
            }
            self.cuts_left -= cuts.len();
            for (terms, most) in cuts {
                self.core.table.push(terms, most);
            }
            self.relaxation.meet_new_rows(&self.core.table);
            self.domain.meet_new_rows(&self.core.table);
        }
    }

    /// The highest bound of what is still open.
    pub(super) fn open_bound(&self) -> Option<i128> {
        self.open.peek().map(|(bound, _, _)| *bound)
    }

    /// For each column of the whole program what every better plan does with it, as far as that is known: what the root has settled, what its bound
    /// decides now, and what all open parts agree on.
    pub(super) fn decided(&self, record: &Record<'_>) -> Vec<Option<bool>> {
        let cut_off = record.cut_off(self.goal);
        let mut agreed = vec![[0_usize; 2]; self.core.values.len()];
        let open: Vec<&Open> = self.open.iter().filter(|(bound, ..)| *bound > cut_off).collect();
        for choice in open.iter().flat_map(|(_, _, part)| part) {
            if let Some([left, taken]) = agreed.get_mut(choice.column()) {
                *(if choice.taken() { taken } else { left }) += 1;
            }
        }
        let mut decided: Vec<Option<bool>> = self.core.settled.iter().copied().map(Some).collect();
        for (column, (members, [left, taken])) in self.core.members.iter().zip(agreed).enumerate() {
            let by_bound = self.root.as_ref().and_then(|root| {
                let other = root.without(column).saturating_add(self.core.value);
                (other <= cut_off).then(|| root.reduced.get(column).is_some_and(|gain| *gain > 0.0))
            });
            let by_parts = [(taken, true), (left, false)];
            let by_parts = by_parts.into_iter().find(|(count, _)| *count == open.len());
            let is = by_bound.or(by_parts.map(|(_, taken)| taken));
            for member in members.iter() {
                if let Some(decided) = decided.get_mut(*member as usize) {
                    *decided = is;
                }
            }
        }
        decided
    }

    /// The decisions that led here.
    fn part(&self) -> Part {
        self.domain.trail().iter().skip(self.root_mark).copied().collect()
    }

    /// Goes down from here until nothing better is below; whether it got there.
    fn plunge(&mut self, bound: i128, record: &mut Record<'_>) -> Result<bool, Cancelled> {
        let mut bound = bound;
        loop {
            if record.next_node()? || self.nodes_max == 0 {
                self.add(bound, self.part());
                return Ok(false);
            }
            self.nodes_max -= 1;
            let choice = match self.look(&mut bound, record) {
                Fate::Closed => return Ok(true),
                Fate::Inside => return self.go_inside(bound, record),
                Fate::Down(choice) => choice,
            };
            let other = Choice::new(choice.column(), !choice.taken());
            let mut part = self.part();
            part.push(other);
            self.add(bound, part);
            if !self.domain.decide(&self.core.table, choice) {
                return Ok(true);
            }
            let best_open = self.open_bound().unwrap_or(i128::MIN);
            let is_full = self.open_choices > self.choices_max;
            if !is_full && self.is_far(bound, best_open, record) {
                self.add(bound, self.part());
                return Ok(true);
            }
        }
    }

    /// Whether a node is so far below the best open one that that is worth more.
    fn is_far(&self, bound: i128, best_open: i128, record: &Record<'_>) -> bool {
        let Some(reached) = record.reached(self.goal) else { return false };
        // Parts of which nothing is known yet have the highest bound there is.
        best_open.saturating_sub(bound).saturating_mul(2) > best_open.saturating_sub(reached)
    }

    /// Solves a node, draws what follows, and says how to go on.
    fn look(&mut self, bound: &mut i128, record: &mut Record<'_>) -> Fate {
        for _ in 0..20 {
            let cut_off = record.cut_off(self.goal);
            let table = &self.core.table;
            let inner_cut_off = cut_off.saturating_sub(self.core.value);
            let verdict = self.relaxation.solve(table, &self.domain, inner_cut_off, EXCHANGES_MAX);
            if verdict == Verdict::Impossible {
                return Fate::Closed;
            }
            let found = self.relaxation.bound(&self.domain);
            if let Some((choice, part, before)) = self.expected.take() {
                self.branching.learn(choice, part, before - found.exact);
            }
            *bound = (*bound).min(found.most.saturating_add(self.core.value));
            if *bound <= cut_off {
                self.give_up(*bound, record);
                return Fate::Closed;
            }
            let x = self.relaxation.x();
            self.try_plans(&x, &found, record);
            let table = &self.core.table;
            let cut_off = record.cut_off(self.goal);
            if *bound <= cut_off {
                self.give_up(*bound, record);
                return Fate::Closed;
            }
            let base = self.core.value;
            let Some(moved) =
                fix_by_bound(table, &mut self.domain, &found, &x, cut_off.saturating_sub(base))
            else {
                return Fate::Closed;
            };
            if self.domain.is_complete() {
                record.offer(&self.core.whole_plan(&self.domain.plan()));
                return Fate::Closed;
            }
            if !moved {
                return self.split(&x, &found, *bound, record);
            }
        }
        let x = self.relaxation.x();
        let found = self.relaxation.bound(&self.domain);
        self.split(&x, &found, *bound, record)
    }

    /// Offers the relaxation where it is whole; rounds it now and then.
    fn try_plans(&mut self, x: &[f64], found: &Bound, record: &mut Record<'_>) {
        if is_whole(x) {
            let plan: Vec<bool> = x.iter().map(|part| *part > 0.5).collect();
            record.offer(&self.core.whole_plan(&plan));
        } else if self.goal == Goal::Value && record.nodes % ROUND_EVERY == 1 {
            let order = greedy::by_relaxation(&self.core, x, found);
            if let Some(plan) = greedy::construct(&self.core, &mut self.domain, &order) {
                record.offer(&self.core.whole_plan(&plan));
            }
        }
    }

    fn give_up(&self, bound: i128, record: &mut Record<'_>) {
        if self.reach != Reach::Some {
            record.give_up(self.goal, bound);
        }
    }

    /// The parts in which plans as good as the best may be.
    pub(super) fn ties(&mut self, record: &Record<'_>) -> Vec<Part> {
        if self.ties_at == record.reached(self.goal) {
            std::mem::take(&mut self.ties)
        } else {
            Vec::new()
        }
    }

    fn split(&mut self, x: &[f64], found: &Bound, bound: i128, record: &Record<'_>) -> Fate {
        if record.breaks_ties() && record.reached(self.goal) == Some(bound) {
            if self.ties_at != Some(bound) {
                self.ties.clear();
                self.ties_at = Some(bound);
            }
            self.ties.push(self.part());
            return Fate::Closed;
        }
        if self.is_little_open() {
            return Fate::Inside;
        }
        match self.branching.choose(&self.relaxation, &self.domain, x, &found.reduced) {
            Some(choice) => {
                let part = x.get(choice.column()).copied().unwrap_or(0.0);
                self.expected = Some((choice, part, found.exact));
                Fate::Down(choice)
            }
            None => Fate::Closed,
        }
    }
}

/// Whether every part is whole.
pub(super) fn is_whole(x: &[f64]) -> bool {
    x.iter().all(|part| *part < WHOLE || *part > 1.0 - WHOLE)
}
