//! How much of the difference of two results each input makes.

use super::evaluate::value;
use super::tree::Formula;

/// With more inputs that differ than this, a difference is not shared out: there would be too many ways to get from one to the other.
pub const INPUTS_MAX: usize = 12;

/// What each of [`Formula::names`] adds to the result with `first` less the result with `second`; the parts sum to that difference.
///
/// Turning the one set of inputs into the other one by one, in some order, gives each input a part of the difference, and what part may hang on the order. This
/// is the mean over all orders (Shapley, *A value for n-person games*, 1953): for a sum just the difference of the terms, and for a product of two
/// factors the difference of each times the mean of the other. Nothing where one of the two results is not known, or one in between, or more than
/// [`INPUTS_MAX`] inputs differ.
pub fn share_out(
    formula: &Formula,
    first: &[Option<f64>],
    second: &[Option<f64>],
) -> Option<Vec<f64>> {
    let count = formula.names().len();
    let differs = |place: &usize| first.get(*place) != second.get(*place);
    let differing: Vec<usize> = (0..count).filter(differs).collect();
    let inputs = differing.len();
    if inputs > INPUTS_MAX {
        return None;
    }
    // The result with each set of inputs taken from `first`; the others are from `second`.
    let mut results = Vec::with_capacity(1 << inputs);
    for taken in 0..1_usize << inputs {
        let mut values = second.to_vec();
        for (bit, place) in differing.iter().enumerate().filter(|(bit, _)| taken >> bit & 1 == 1) {
            debug_assert!(bit < inputs, "a bit for each input");
            if let (Some(value), Some(from)) = (values.get_mut(*place), first.get(*place)) {
                *value = *from;
            }
        }
        results.push(value(formula, &values).ok()?);
    }
    let weights = order_shares(inputs);
    let mut parts = vec![0.0; count];
    for (bit, place) in differing.iter().enumerate() {
        let gains = (0..results.len()).filter(|taken| taken >> bit & 1 == 0).map(|taken| {
            let size = usize::try_from(taken.count_ones()).unwrap_or(0);
            let weight = weights.get(size).copied().unwrap_or(0.0);
            let with = results.get(taken | 1 << bit).copied().unwrap_or(0.0);
            weight * (with - results.get(taken).copied().unwrap_or(0.0))
        });
        if let Some(part) = parts.get_mut(*place) {
            *part = gains.sum();
        }
    }
    Some(parts)
}

/// The share of all orders in which just one given set of so many inputs stands before a given input: s!·(n − s − 1)!/n!.
fn order_shares(inputs: usize) -> Vec<f64> {
    let as_f64 = |count: usize| u32::try_from(count).map_or(f64::INFINITY, f64::from);
    let mut share = 1.0 / as_f64(inputs.max(1));
    let mut shares = vec![share];
    for size in 1..inputs {
        share *= as_f64(size) / as_f64(inputs - size);
        shares.push(share);
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::parse::parse;
    use super::*;

    fn shared(text: &str, first: &[f64], second: &[f64]) -> Vec<f64> {
        let given = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
        share_out(&parse(text).unwrap(), &given(first), &given(second)).unwrap()
    }

    #[test]
    fn a_sum_is_shared_out_by_its_terms_and_a_product_by_its_factors() {
        assert_eq!(shared("a + b - c", &[5.0, 3.0, 1.0], &[2.0, 3.0, 2.0]), [3.0, 0.0, 1.0]);
        // 5·3 − 2·4 = 7 = (5 − 2)·3.5 + (3 − 4)·3.5
        assert_eq!(shared("a * b", &[5.0, 3.0], &[2.0, 4.0]), [10.5, -3.5]);
        assert_eq!(shared("a", &[5.0], &[5.0]), [0.0]);
    }

    #[test]
    fn what_cannot_be_worked_out_in_between_is_not_shared_out() {
        let formula = parse("a / (b - c)").unwrap();
        let given = |values: [f64; 3]| values.map(Some);
        assert_eq!(share_out(&formula, &given([1.0, 2.0, 1.0]), &given([1.0, 3.0, 2.0])), None);
        assert_eq!(
            share_out(&formula, &[None, Some(1.0), Some(2.0)], &given([1.0, 3.0, 2.0])),
            None
        );
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_difference(
            first in prop::collection::vec(0.5_f64..9.0, 4),
            second in prop::collection::vec(0.5_f64..9.0, 4),
            which in 0_usize..4,
        ) {
            let text = ["a * b * c / d", "(a + b + c) / d", "max(a, b) - c * d", "a / (b + c) + d"][which];
            let formula = parse(text).unwrap();
            let given = |values: &[f64]| values.iter().copied().map(Some).collect::<Vec<_>>();
            let parts = shared(text, &first, &second);
            let gap = value(&formula, &given(&first)).unwrap() - value(&formula, &given(&second)).unwrap();
            prop_assert!((parts.iter().sum::<f64>() - gap).abs() < 1e-9 * (1.0 + gap.abs()));
            // The other way round all signs are turned.
            let back = shared(text, &second, &first);
            prop_assert!(parts.iter().zip(back).all(|(one, other)| (one + other).abs() < 1e-9 * (1.0 + gap.abs())));
        }
    }
}
