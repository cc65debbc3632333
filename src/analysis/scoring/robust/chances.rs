//! Which ranks projects would take with other weights, asked of a portfolio; and why that may have no answer.

use super::acceptability::{Acceptability, acceptability};
use super::known::{Known, KnownBy, KnownError, known_by};
use super::values::{PROJECTS_MAX, Values};
use crate::jobs::{Cancelled, Monitor};
use crate::model::{OutcomeId, Portfolio};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RanksAsked {
    /// Whose word on the weights is taken.
    pub by: KnownBy,
    /// How many weights are drawn where it cannot be worked out.
    pub draws: usize,
    /// Where chance begins.
    pub seed: u64,
}

/// The ranks of all open projects over all weights that are possible.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranks {
    /// What was taken as known of the weights.
    pub known: Known,
    /// The outcomes in the order in which central weights name them.
    pub outcomes: Vec<OutcomeId>,
    /// What came of it.
    pub found: Acceptability,
}

/// Why there are none.
#[derive(Debug, Clone, PartialEq)]
pub enum NoRanks {
    /// What is said of the weights leaves none, or there are none.
    Weights(KnownError),
    /// There are more open projects than [`PROJECTS_MAX`]: this many.
    TooMany(usize),
    /// There is no outcome, or no open project.
    Nothing,
}

/// Works them out, or draws them.
pub fn ranks(
    portfolio: &Portfolio,
    asked: RanksAsked,
    monitor: &Monitor,
) -> Result<Result<Ranks, NoRanks>, Cancelled> {
    let values = Values::of(portfolio);
    let known = match known_by(portfolio, &values.outcomes, asked.by) {
        Ok(known) => known,
        Err(error) => return Ok(Err(NoRanks::Weights(error))),
    };
    let found = acceptability(&values, &known, asked.draws, asked.seed, monitor)?;
    Ok(match found {
        Some(found) => Ok(Ranks { known, outcomes: values.outcomes, found }),
        None if values.projects.len() > PROJECTS_MAX => {
            Err(NoRanks::TooMany(values.projects.len()))
        }
        None => Err(NoRanks::Nothing),
    })
}
