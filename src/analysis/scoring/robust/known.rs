//! What is known of the weights where nobody wants to swear to a number.

use thiserror::Error;

use crate::analysis::scoring::Weights;
use crate::model::{OutcomeId, Portfolio, WeightsBy};

/// What is known of weights that sum to 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Known {
    /// Nothing: any weights are as likely as any others.
    Nothing,
    /// Their order: for each outcome its place, 0 for those that weigh most; of those with the same place nothing is known among themselves.
    Order(Vec<usize>),
    /// For each the least and the most it may be, 0 to 1.
    Ranges(Vec<[f64; 2]>),
}

/// Why nothing can be known so.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum KnownError {
    /// The least weights come to more than all.
    #[error(
        "The least weights come to {0:.0} % of all weights together, and no more than 100 % is there. Lower some of them."
    )]
    TooMuch(f64),
    /// The most weights come to less than all.
    #[error(
        "The most that weights may be comes to {0:.0} % of all weights together, and 100 % is needed. Raise some of them."
    )]
    TooLittle(f64),
    /// There is no outcome that weighs.
    #[error("No outcome weighs anything, so there is nothing to vary.")]
    NoWeights,
}

impl Known {
    /// The ranges, if they leave any weights at all.
    pub fn ranges(ranges: Vec<[f64; 2]>) -> Result<Self, KnownError> {
        let least: f64 = ranges.iter().map(|[low, _]| low).sum();
        let most: f64 = ranges.iter().map(|[_, high]| high).sum();
        if least > 1.0 + 1e-9 {
            return Err(KnownError::TooMuch(least * 100.0));
        }
        if most < 1.0 - 1e-9 {
            return Err(KnownError::TooLittle(most * 100.0));
        }
        Ok(Self::Ranges(ranges))
    }

    /// The order that weights stand in; those that are the same share a place.
    pub fn order_of(weights: &[f64]) -> Self {
        let place = |weight: &f64| {
            let mut above: Vec<f64> =
                weights.iter().copied().filter(|other| other > weight).collect();
            above.sort_by(f64::total_cmp);
            above.dedup();
            above.len()
        };
        Self::Order(weights.iter().map(place).collect())
    }
}

/// Whose word on the weights is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KnownBy {
    /// What the portfolio says, see [`known`].
    #[default]
    Portfolio,
    /// Nobody's: any weights are as likely as any others.
    Nothing,
    /// The order of the agreed weights, and no more.
    Order,
}

/// What is known of the weights of these outcomes, by somebody's word.
pub fn known_by(
    portfolio: &Portfolio,
    outcomes: &[OutcomeId],
    by: KnownBy,
) -> Result<Known, KnownError> {
    match by {
        KnownBy::Portfolio => known(portfolio, outcomes),
        KnownBy::Nothing => Ok(Known::Nothing),
        KnownBy::Order => {
            let weights = Weights::of(portfolio).ok_or(KnownError::NoWeights)?;
            let shares: Vec<f64> = outcomes.iter().map(|id| weights.share(*id)).collect();
            Ok(Known::order_of(&shares))
        }
    }
}

/// What a portfolio says is known of its weights: the ranges where any outcome has one; else, where they came about as an order, that order;
/// else nothing. An outcome without a range may weigh anything that the others leave.
///
/// Ranges are in the same measure as weights, so they are parts of the sum of the agreed weights.
pub fn known(portfolio: &Portfolio, outcomes: &[OutcomeId]) -> Result<Known, KnownError> {
    let weights = Weights::of(portfolio).ok_or(KnownError::NoWeights)?;
    let records = || outcomes.iter().filter_map(|id| portfolio.outcomes.get(id));
    if records().any(|outcome| outcome.weight_range.is_some()) {
        let sum: f64 = records().map(|outcome| outcome.weight.value()).sum();
        let part = |weight: f64| (weight / sum).min(1.0);
        let range = records().map(|outcome| {
            outcome
                .weight_range
                .map_or([0.0, 1.0], |range| [part(range.low().value()), part(range.high().value())])
        });
        return Known::ranges(range.collect());
    }
    if portfolio.weights_by == WeightsBy::RankOrder {
        let shares: Vec<f64> = outcomes.iter().map(|outcome| weights.share(*outcome)).collect();
        return Ok(Known::order_of(&shares));
    }
    Ok(Known::Nothing)
}
