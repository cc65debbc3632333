//! The best plan so far, and what is not worth a look any more because of it.

use super::answer::{Answer, Effort, State, Ties};
use super::branch::Falls;
use super::statement::Program;
use crate::jobs::{Cancelled, Monitor};

/// What the search is after at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Goal {
    /// The highest value.
    Value,
    /// The lowest cost among plans of the highest value; counted as its negative, so that more is better here too.
    Cost,
}

/// A plan that holds, with what it is worth.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Best {
    pub(super) value: i128,
    pub(super) saved: i128,
    pub(super) plan: Vec<bool>,
}

/// The best plan so far.
pub(super) struct Record<'a> {
    program: &'a Program,
    fixed: &'a [Option<bool>],
    effort: &'a Effort<'a>,
    monitor: &'a Monitor,
    on_better: &'a mut dyn FnMut(&Answer),
    pub(super) best: Option<Best>,
    /// No plan is worth more.
    pub(super) bound: i128,
    /// The highest bound of what was given up because it is within the allowed gap.
    given_up: Option<i128>,
    pub(super) nodes: u64,
    /// How much the bound has fallen with each column so far.
    pub(super) falls: Vec<Falls>,
    /// For each column what every better plan does with it, as far as that is known.
    pub(super) decided: Vec<Option<bool>>,
    /// Good plans found on the way.
    pub(super) found: Vec<Vec<bool>>,
}

impl<'a> Record<'a> {
    pub(super) fn new(
        program: &'a Program,
        fixed: &'a [Option<bool>],
        effort: &'a Effort<'a>,
        monitor: &'a Monitor,
        on_better: &'a mut dyn FnMut(&Answer),
    ) -> Self {
        let worth = |(column, fixed): (&super::Column, &Option<bool>)| match fixed {
            Some(false) => 0,
            Some(true) => i128::from(column.value),
            None => i128::from(column.value).max(0),
        };
        let bound = program.columns.iter().zip(fixed).map(worth).sum();
        Self {
            program,
            fixed,
            effort,
            monitor,
            on_better,
            best: None,
            bound,
            given_up: None,
            nodes: 0,
            falls: vec![Falls::default(); fixed.len()],
            decided: vec![None; fixed.len()],
            found: Vec::new(),
        }
    }

    /// Whether plans of equal value are told apart.
    pub(super) fn breaks_ties(&self) -> bool {
        self.effort.ties == Ties::Broken && self.effort.gap_permille == 0
    }

    /// Takes a plan that is better than the best, if it holds; whether it was.
    pub(super) fn offer(&mut self, plan: &[bool]) -> bool {
        let value = self.program.value_of(plan);
        if self.best.as_ref().is_some_and(|best| value < best.value) {
            return false;
        }
        let new = Best { value, saved: -self.program.cost_of(plan), plan: plan.to_vec() };
        let is_better = match &self.best {
            None => true,
            Some(best) if self.breaks_ties() => new > *best,
            Some(best) => new.value > best.value,
        };
        if !is_better || !self.is_allowed(plan) || !self.program.holds(plan) {
            return false;
        }
        if self.best.as_ref().is_none_or(|best| value > best.value) {
            self.found.push(plan.to_vec());
        }
        self.best = Some(new);
        let answer = self.answer(false);
        (self.on_better)(&answer);
        true
    }

    fn is_allowed(&self, plan: &[bool]) -> bool {
        plan.iter().zip(self.fixed).all(|(taken, fixed)| fixed.is_none_or(|fixed| fixed == *taken))
    }

    /// What the best plan comes to for this goal.
    pub(super) fn reached(&self, goal: Goal) -> Option<i128> {
        self.best.as_ref().map(|best| match goal {
            Goal::Value => best.value,
            Goal::Cost => best.saved,
        })
    }

    /// The highest bound that is not worth a look.
    pub(super) fn cut_off(&self, goal: Goal) -> i128 {
        let Some(reached) = self.reached(goal) else { return i128::MIN };
        if goal == Goal::Cost || self.breaks_ties() {
            return reached - 1;
        }
        let gap = reached.abs().saturating_mul(i128::from(self.effort.gap_permille));
        reached.saturating_add(gap.div_euclid(1000))
    }

    /// Remembers that something with this bound was not looked at because the best is near enough.
    pub(super) fn give_up(&mut self, goal: Goal, bound: i128) {
        let is_above = self.reached(goal).is_some_and(|reached| bound > reached);
        if goal == Goal::Value && is_above {
            self.given_up = self.given_up.max(Some(bound));
        }
    }

    /// How many nodes the answer is worth.
    pub(super) fn nodes_max(&self) -> u64 {
        self.effort.nodes_max
    }

    /// One more node: whether the effort is used up. `done_permille` is a guess.
    pub(super) fn next_node(&mut self) -> Result<bool, Cancelled> {
        self.nodes += 1;
        self.is_over()
    }

    /// Whether the effort is used up.
    pub(super) fn is_over(&self) -> Result<bool, Cancelled> {
        self.monitor.round(self.done_permille())?;
        Ok(self.nodes > self.effort.nodes_max || (self.effort.is_over)())
    }

    fn done_permille(&self) -> u32 {
        let part = self.nodes.saturating_mul(1000).checked_div(self.effort.nodes_max.max(1));
        part.and_then(|part| u32::try_from(part).ok()).unwrap_or(1000)
    }

    /// What is left open has this bound.
    pub(super) fn lower_bound_to(&mut self, open: Option<i128>) {
        let reached = self.best.as_ref().map(|best| best.value);
        if let Some(bound) = open.max(reached).max(self.given_up) {
            self.bound = self.bound.min(bound);
        }
    }

    /// The answer as it stands; `is_complete` where everything was looked at.
    pub(super) fn answer(&self, is_complete: bool) -> Answer {
        let nodes = self.nodes;
        let Some(Best { value, saved, plan }) = self.best.clone() else {
            let state = if is_complete { State::Infeasible } else { State::Unknown };
            let count = self.fixed.len();
            let (chosen, decided) = (vec![false; count], vec![None; count]);
            return Answer { state, chosen, value: 0, cost: 0, bound: self.bound, decided, nodes };
        };
        let state = if is_complete { State::Optimal } else { State::Feasible };
        let bound = match (state, self.given_up) {
            (State::Optimal, given_up) => {
                given_up.unwrap_or(value).max(value).min(self.bound.max(value))
            }
            _ => self.bound.max(value),
        };
        let decided = if value >= bound {
            plan.iter().copied().map(Some).collect()
        } else if self.effort.gap_permille > 0 {
            // What is better by less than that was not looked at.
            vec![None; plan.len()]
        } else {
            self.decided.clone()
        };
        Answer { state, chosen: plan, value, cost: -saved, bound, decided, nodes }
    }
}
