//! When what was spent is back.

use super::flows::Flows;

/// When the sum of all flows so far is back at zero for the first time after it was below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payback {
    /// Years from the first flow on, between two periods in a straight line; 0 where the sum is never below zero.
    pub years: f64,
    /// Whether it is never below zero again.
    pub is_kept: bool,
}

impl Payback {
    /// The payback of the flows; nothing where they are never paid back. Of discounted flows it is the discounted payback.
    pub fn of(flows: &Flows) -> Option<Self> {
        let per_year = f64::from(flows.per_year());
        let (mut sum, mut found, mut is_below) = (0.0, None, false);
        for (period, &amount) in (0_u32..).zip(flows.amounts()) {
            let before: f64 = sum;
            sum += amount;
            if sum < 0.0 {
                is_below = true;
            } else if before < 0.0 && is_below {
                is_below = false;
                let periods = f64::from(period) - sum / amount;
                found.get_or_insert(periods / per_year);
            }
        }
        match found {
            Some(years) => Some(Self { years, is_kept: !is_below }),
            None if is_below => None,
            None => Some(Self { years: 0.0, is_kept: true }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finance::Rate;

    fn check(amounts: &[f64], expected: Option<(f64, bool)>) {
        let found = Payback::of(&Flows::new(amounts.to_vec(), 1).unwrap());
        match (found, expected) {
            (Some(found), Some((years, is_kept))) => {
                assert!((found.years - years).abs() < 1e-9, "{found:?}");
                assert_eq!(found.is_kept, is_kept);
            }
            (found, expected) => assert_eq!((found, expected), (None, None), "{amounts:?}"),
        }
    }

    #[test]
    fn it_is_the_first_time_that_all_is_back() {
        check(&[-10_000.0, 5_000.0, 5_000.0, 5_000.0], Some((2.0, true)));
        check(&[-10.0, 4.0, 4.0, 4.0], Some((2.5, true)));
        check(&[-10.0, 4.0, 4.0], None);
        // Nothing is spent before anything comes in.
        check(&[1.0, 2.0, 3.0], Some((0.0, true)));
        check(&[0.0, 0.0], Some((0.0, true)));
        // Spent later, from what came in first and more.
        check(&[0.0, 0.0, -10.0, 5.0, 10.0], Some((3.5, true)));
        // Back, and lost again.
        check(&[-1_000.0, 2_500.0, -1_540.0], Some((0.4, false)));
    }

    #[test]
    fn discounted_it_takes_longer() {
        let flows =
            Flows::new(vec![-10_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0, 5_000.0], 1).unwrap();
        let discounted = Payback::of(&flows.discounted(Rate::new(0.075).unwrap())).unwrap();
        assert!((discounted.years - 2.254).abs() < 0.0005);
        let quarters = Flows::new(vec![-10.0, 4.0, 4.0, 4.0], 4).unwrap();
        assert!((Payback::of(&quarters).unwrap().years - 0.625).abs() < 1e-12);
    }
}
