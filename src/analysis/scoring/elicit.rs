//! Weights out of what people can say more easily than a weight: an order, points against the best, parts of a hundred.

use thiserror::Error;

/// What direct weights should sum to.
pub const DIRECT_SUM: f64 = 100.0;
/// By how much their sum may miss it: what rounding three thirds to one decimal leaves.
const DIRECT_SLACK: f64 = 0.5;

/// Weights that somebody stated directly.
#[derive(Debug, Clone, PartialEq)]
pub struct Direct {
    /// Each as a part of their sum, 0 to 1.
    pub shares: Vec<f64>,
    /// What they sum to; it should be [`DIRECT_SUM`].
    pub sum: f64,
    /// Whether it is, but for rounding.
    pub is_whole: bool,
}

/// Why figures make no weights.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum ElicitError {
    /// There is none, or none above zero.
    #[error("at least one must count more than nothing")]
    Nothing,
    /// Below zero, endless, or no number.
    #[error("a weight is a number from 0 up; this is {0}")]
    Negative(f64),
    /// A swing above the best.
    #[error("points go from 0 to 100, and the best swing has 100; this is {0}")]
    AboveBest(f64),
    /// No swing has 100 points.
    #[error("one swing must have 100 points, the one that matters most; the most here is {0}")]
    NoBest(f64),
    /// A rank of zero.
    #[error("ranks are counted from 1")]
    RankZero,
}

/// Weights that somebody stated as parts of a hundred. Where they sum to something else they are taken in proportion, and that is said.
pub fn direct(stated: &[f64]) -> Result<Direct, ElicitError> {
    let sum = checked_sum(stated)?;
    Ok(Direct {
        shares: parts_of(stated, sum),
        sum,
        is_whole: (sum - DIRECT_SUM).abs() <= DIRECT_SLACK,
    })
}

/// Swing weights: the outcome whose swing from the lowest to the highest level matters most has 100 points, every other as many as its swing
/// is worth beside that (von Winterfeldt and Edwards, *Decision Analysis and Behavioral Research*, 1986). The weights are the points as parts
/// of their sum.
///
/// Unlike a direct weight, a swing asks about the very range that is rated, so it does not invite weighing "importance" in the abstract.
pub fn swing(points: &[f64]) -> Result<Vec<f64>, ElicitError> {
    let sum = checked_sum(points)?;
    if let Some(&above) = points.iter().find(|points| **points > 100.0 + 1e-9) {
        return Err(ElicitError::AboveBest(above));
    }
    let most = points.iter().copied().fold(0.0, f64::max);
    if most < 100.0 - 1e-9 {
        return Err(ElicitError::NoBest(most));
    }
    Ok(parts_of(points, sum))
}

/// Rank-order centroid weights: the middle of all weights that keep this order (Barron and Barrett, *Decision quality using ranked attribute weights*,
/// Management Science 42, 1996). Of n outcomes the k-th weighs (1/n)·Σᵢ₌ₖ..ₙ 1/i.
///
/// `ranks` are counted from 1. Those of the same rank share the mean of the places that they take up, whatever numbers the
/// ranks have: 1, 1, 2 and 1, 1, 3 mean the same.
pub fn rank_order(ranks: &[usize]) -> Result<Vec<f64>, ElicitError> {
    if ranks.is_empty() {
        return Err(ElicitError::Nothing);
    }
    if ranks.contains(&0) {
        return Err(ElicitError::RankZero);
    }
    let by_place = centroid(ranks.len());
    let weight = |rank: &usize| {
        let before = ranks.iter().filter(|other| *other < rank).count();
        let tied = ranks.iter().filter(|other| *other == rank).count();
        by_place.iter().skip(before).take(tied).sum::<f64>() / count_f64(tied)
    };
    Ok(ranks.iter().map(weight).collect())
}

/// The rank-order centroid weights of places 1 to `count`, largest first.
pub fn centroid(count: usize) -> Vec<f64> {
    let mut tail = 0.0;
    let mut weights: Vec<f64> = (1..=count)
        .rev()
        .map(|place| {
            tail += 1.0 / count_f64(place);
            tail / count_f64(count)
        })
        .collect();
    weights.reverse();
    weights
}

fn checked_sum(stated: &[f64]) -> Result<f64, ElicitError> {
    if let Some(&wrong) = stated.iter().find(|value| !(value.is_finite() && **value >= 0.0)) {
        return Err(ElicitError::Negative(wrong));
    }
    let sum: f64 = stated.iter().sum();
    if sum > 0.0 { Ok(sum) } else { Err(ElicitError::Nothing) }
}

fn parts_of(stated: &[f64], sum: f64) -> Vec<f64> {
    stated.iter().map(|value| value / sum).collect()
}

fn count_f64(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (one, other) in found.iter().zip(expected) {
            assert!((one - other).abs() < 5e-5, "{found:?} is not {expected:?}");
        }
    }

    #[test]
    fn an_order_has_the_weights_of_the_literature() {
        // Barron and Barrett 1996, for two, three, four and five.
        near(&centroid(2), &[0.75, 0.25]);
        near(&centroid(3), &[0.6111, 0.2778, 0.1111]);
        near(&centroid(4), &[0.5208, 0.2708, 0.1458, 0.0625]);
        near(&centroid(5), &[0.4567, 0.2567, 0.1567, 0.0900, 0.0400]);
    }

    #[test]
    fn those_that_are_tied_share_their_places() {
        near(&rank_order(&[3, 1, 2]).unwrap(), &[0.1111, 0.6111, 0.2778]);
        near(&rank_order(&[1, 1, 2]).unwrap(), &[0.4444, 0.4444, 0.1111]);
        near(&rank_order(&[1, 1, 3]).unwrap(), &[0.4444, 0.4444, 0.1111]);
        near(&rank_order(&[7, 7]).unwrap(), &[0.5, 0.5]);
        assert_eq!(rank_order(&[1, 0]), Err(ElicitError::RankZero));
        assert_eq!(rank_order(&[]), Err(ElicitError::Nothing));
    }

    #[test]
    fn swings_are_held_against_the_best() {
        near(&swing(&[100.0, 60.0, 40.0]).unwrap(), &[0.5, 0.3, 0.2]);
        assert_eq!(swing(&[90.0, 60.0]), Err(ElicitError::NoBest(90.0)));
        assert_eq!(swing(&[100.0, 120.0]), Err(ElicitError::AboveBest(120.0)));
        assert_eq!(swing(&[100.0, -1.0]), Err(ElicitError::Negative(-1.0)));
        assert!(swing(&[100.0, f64::NAN]).is_err());
    }

    #[test]
    fn direct_weights_say_whether_they_are_a_hundred() {
        let told = direct(&[33.3, 33.3, 33.3]).unwrap();
        assert!(told.is_whole);
        near(&told.shares, &[1.0 / 3.0; 3]);
        assert!(!direct(&[50.0, 60.0]).unwrap().is_whole);
        assert_eq!(direct(&[0.0, 0.0]), Err(ElicitError::Nothing));
        assert_eq!(direct(&[]), Err(ElicitError::Nothing));
    }

    proptest! {
        #[test]
        fn an_order_keeps_its_order_and_sums_to_one(ranks in prop::collection::vec(1_usize..6, 1..12)) {
            let weights = rank_order(&ranks).unwrap();
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (one, weight) in ranks.iter().zip(&weights) {
                for (other, beside) in ranks.iter().zip(&weights) {
                    let (place, weighs) = (one.cmp(other), beside.total_cmp(weight));
                    prop_assert_eq!(place, weighs);
                }
            }
        }

        #[test]
        fn all_swings_times_the_same_change_nothing(points in prop::collection::vec(0.0_f64..1.0, 1..9)) {
            let most = points.iter().copied().fold(0.0, f64::max);
            prop_assume!(most > 0.01);
            let points: Vec<f64> = points.iter().map(|value| value / most * 100.0).collect();
            let (swung, stated) = (swing(&points).unwrap(), direct(&points).unwrap());
            prop_assert_eq!(swung, stated.shares);
        }
    }
}
