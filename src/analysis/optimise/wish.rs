//! What a plan is wanted for: which value it is to maximise, with how much money, and whether it may choose when.

use crate::model::{Money, Percent};

/// What a plan is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Objective {
    /// The sum of the weighted scores of what is funded, and the bonuses of what enables each other; in millionths of a point.
    Score,
    /// The sum of the net present values of what is funded, in minor units of money.
    Npv,
    /// Some of each. Scores and net present values are first divided by what all candidates together could bring (the sum of
    /// what is above zero), so that the whole portfolio counts 10⁹ in either; then they are mixed.
    Blend {
        /// How much the score counts, 0 to 100 %; the rest is net present value.
        score_share: Percent,
    },
}

/// Whether a plan may choose when projects start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// What and when are decided together: each project starts in any period that its window allows.
    Chosen,
    /// Each project starts as soon as it may; only what is funded is decided.
    Earliest,
}

/// What somebody asks for, beside what the portfolio itself says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wish {
    /// What is to be as large as possible.
    pub objective: Objective,
    /// Whether starts are chosen, too.
    pub when: When,
    /// The most that may be spent on everything over the whole horizon, in place of the totals of budgets for all money.
    pub budget: Option<Money>,
}
