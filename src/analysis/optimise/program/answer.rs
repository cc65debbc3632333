//! How much work an answer is worth, and the answer.

use std::fmt::{Debug, Formatter, Result};

/// How much work an answer is worth.
#[derive(Clone, Copy)]
pub struct Effort<'a> {
    /// At most so many nodes of the search tree are looked at.
    pub nodes_max: u64,
    /// An answer is good enough when its value is at most so many thousandths below the bound; 0 for the best there is.
    pub gap_permille: u32,
    /// Asked every round; whoever calls owns the clock. Then the best found so far is the answer.
    pub is_over: &'a dyn Fn() -> bool,
    /// What to do about plans of equal value.
    pub ties: Ties,
}

impl Debug for Effort<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let Self { nodes_max, gap_permille, ties, is_over: _ } = self;
        f.debug_struct("Effort")
            .field("nodes_max", nodes_max)
            .field("gap_permille", gap_permille)
            .field("ties", ties)
            .finish_non_exhaustive()
    }
}

impl Effort<'static> {
    /// However long it takes: the best there is, ties broken.
    pub fn unlimited() -> Self {
        Self { nodes_max: u64::MAX, gap_permille: 0, is_over: &|| false, ties: Ties::Broken }
    }
}

/// What to do about plans of equal value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ties {
    /// The answer is the one plan that the rule asks for: highest value, then lowest cost, then earlier columns.
    Broken,
    /// Any plan of the highest value will do; which one may hang on what was asked before.
    Any,
}

/// How sure an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// No plan is better; with [`Ties::Broken`], no other is as good under the rule. With an allowed gap: within it.
    Optimal,
    /// A plan that holds; a better one may exist, but none above the bound. Or, where value and bound are equal: the best value, with
    /// the ties not all broken.
    Feasible,
    /// No plan holds.
    Infeasible,
    /// Nothing was found in the effort allowed, and nothing excluded.
    Unknown,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How sure it is.
    pub state: State,
    /// What is taken, column by column; nothing is where nothing was found.
    pub chosen: Vec<bool>,
    /// The value of what is taken, exactly.
    pub value: i128,
    /// The cost of what is taken, exactly.
    pub cost: i128,
    /// No plan has a value above this. Meaningless where no plan holds.
    pub bound: i128,
    /// For each column whether every plan that is better takes it, or every one leaves it; nothing where that is open. Where it is known that
    /// none is better, what this one does.
    pub decided: Vec<Option<bool>>,
    /// How many nodes of the search tree were looked at.
    pub nodes: u64,
}

impl Answer {
    /// Whether there is a plan.
    pub fn is_plan(&self) -> bool {
        matches!(self.state, State::Optimal | State::Feasible)
    }
}
